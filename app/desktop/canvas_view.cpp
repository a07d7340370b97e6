// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_view.h"

#include "app/desktop/canvas_accessible.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/canvas_overview.h"
#include "app/desktop/group_item.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QContextMenuEvent>
#include <QDragMoveEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace bayplan {

namespace {

constexpr double leastZoom = 0.01;
constexpr double greatestZoom = 4;
constexpr quint64 leastBetweenPresses = 20; ///< of one key by a hand, in ms

} // namespace

CanvasView::CanvasView(CanvasScene &scene, Selection &selection, QWidget *parent)
    : QGraphicsView(&scene, parent), m_scene(scene), m_selection(selection)
{
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(
        tr("The drawing. Arrow keys select, Ctrl and arrow keys move, Tab adds, L links, Alt and the "
           "up key goes to the pod."));
    setDragMode(RubberBandDrag);
    setTransformationAnchor(AnchorUnderMouse);
    setViewportUpdateMode(BoundingRectViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the overview shows where one is
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAcceptDrops(true);
    viewport()->setMouseTracking(true); // else Qt does so only when an item wants it, and pointer() is not known
    setMinimumSize(240, 180);
    makeOverlay();
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    // Not QGraphicsScene::changed(): as soon as somebody listens to it, the scene keeps a list of each item's changes.
    connect(&scene, &CanvasScene::drawingChanged, this, [this] {
        m_overview->drawingChanged();
        showOverview();
        if (std::exchange(m_wasBlank, m_scene.isBlank()) != m_scene.isBlank()) {
            viewport()->update(); // the words that stood there, which are no item
        }
    });
    connect(&selection, &Selection::shown, this, &CanvasView::reveal);
    connect(&selection, &Selection::changed, this, [this] { announceSelection(*this); });
    connect(this, &QGraphicsView::rubberBandChanged, this,
            [this](QRect band) { m_scene.holdSelection(!band.isNull()); });
}

void CanvasView::makeOverlay()
{
    // In the viewport: over it they would have all of it painted anew whenever it is scrolled.
    m_overview = new CanvasOverview(*this, m_scene, viewport());
    m_overlay = new QWidget(viewport());
    m_overlay->setObjectName(QStringLiteral("zoomOverlay"));
    auto *row = new QHBoxLayout(m_overlay);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const auto add = [&](const QString &icon, const QString &text, auto slot) {
        auto *button = new QToolButton(m_overlay);
        button->setIcon(themedIcon(icon));
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::NoFocus);
        connect(button, &QToolButton::clicked, this, slot);
        row->addWidget(button);
    };
    add(QStringLiteral("zoom-fit"), tr("Fit the drawing (Ctrl+0)"), [this] { fitAll(); });
    add(QStringLiteral("zoom-out"), tr("Zoom out (Ctrl+-)"), [this] { zoomBy(1 / 1.2); });
    m_zoomLabel = new QLabel(m_overlay);
    m_zoomLabel->setMinimumWidth(46);
    m_zoomLabel->setAlignment(Qt::AlignCenter);
    row->addWidget(m_zoomLabel);
    add(QStringLiteral("zoom-in"), tr("Zoom in (Ctrl++)"), [this] { zoomBy(1.2); });
    m_overlay->setAutoFillBackground(true);
    connect(this, &CanvasView::zoomChanged, this,
            [this](double factor) { m_zoomLabel->setText(QStringLiteral("%1 %").arg(factor * 100, 0, 'f', 0)); });
}

void CanvasView::placeOverlay()
{
    m_overlay->adjustSize();
    const auto area = viewport()->rect();
    m_overlay->move(area.right() - m_overlay->width() - 10, area.bottom() - m_overlay->height() - 10);
    m_overview->move(area.right() - m_overview->width() - 10, m_overlay->y() - m_overview->height() - 6);
    showOverview();
}

void CanvasView::showOverview()
{
    const bool roomy = viewport()->width() > 520 && viewport()->height() > 360;
    const bool allSeen = visibleRect().adjusted(-8, -8, 8, 8).contains(m_scene.content());
    m_overview->setVisible(roomy && !allSeen && !m_scene.isBlank());
    m_overview->setFaded(coversHand() || coversSelection());
    m_overview->update();
}

/// A drag of any sort goes on over it.
bool CanvasView::coversHand() const
{
    return m_dragged && m_overview->geometry().contains(*m_dragged);
}

bool CanvasView::coversSelection() const
{
    constexpr std::size_t most = 50; // of more, some always lie there
    const auto place = mapToScene(m_overview->geometry()).boundingRect();
    return m_selection.ids().size() <= most && std::ranges::any_of(m_selection.ids(), [&](const ElementId &id) {
               const auto *item = m_scene.itemOf(id);
               return item != nullptr && item->type() != GroupItem::Type && item->sceneBoundingRect().intersects(place);
           });
}

void CanvasView::noteDrag(std::optional<QPoint> at)
{
    m_dragged = at;
    m_overview->setFaded(coversHand() || coversSelection());
}

void CanvasView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    m_isFit = m_isFit && m_arranging;
    if (m_overview != nullptr) {
        placeOverlay(); // what is in the viewport has been scrolled along
    }
    if (m_scene.isBlank()) {
        viewport()->update(); // the words stay in the middle
    }
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    {
        const QScopedValueRollback guard(m_arranging, true);
        QGraphicsView::resizeEvent(event);
    }
    placeOverlay();
    if (m_isFit) {
        fitAll();
    }
}

void CanvasView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    if (!m_shown) {
        m_shown = true;
        fitAll();
    }
}

// ---- zoom ----

void CanvasView::zoomTo(double factor)
{
    const double wanted = std::clamp(factor, leastZoom, greatestZoom);
    const double ratio = wanted / zoom();
    m_isFit = m_isFit && m_arranging;
    scale(ratio, ratio);
    showOverview();
    Q_EMIT zoomChanged(wanted);
}

void CanvasView::zoomBy(double factor)
{
    zoomTo(zoom() * factor);
}

void CanvasView::fitTo(const QRectF &rect, double most)
{
    const auto area = QSizeF(viewport()->size()) - QSizeF(24, 24);
    const double factor = std::min({most, area.width() / rect.width(), area.height() / rect.height()});
    zoomTo(factor);
    centerOn(rect.center());
}

void CanvasView::fitAll()
{
    const QScopedValueRollback guard(m_arranging, true);
    m_isFit = true;
    const auto all = m_scene.content();
    fitTo(all.isEmpty() ? QRectF(0, 0, 640, 420) : all.adjusted(-24, -24, 24, 24), 1);
}

void CanvasView::fitSelection()
{
    QRectF all;
    for (const auto *item : m_scene.selectedItems()) {
        all |= item->sceneBoundingRect();
    }
    if (!all.isEmpty()) {
        fitTo(all.adjusted(-40, -40, 40, 40), 1.5);
    }
}

void CanvasView::reveal(const ElementId &id)
{
    if (const auto *item = m_scene.itemOf(id)) {
        ensureVisible(item->sceneBoundingRect(), 40, 40);
        m_overview->update();
    }
}

void CanvasView::revealAll(const std::set<ElementId> &ids)
{
    QRectF all;
    for (const auto &id : ids) {
        const auto *item = m_scene.itemOf(id);
        all |= item == nullptr ? QRectF() : item->sceneBoundingRect();
    }
    if (visibleRect().contains(all)) {
        return;
    }
    const auto roomy = all.adjusted(-24, -24, 24, 24);
    if (roomy.width() > visibleRect().width() || roomy.height() > visibleRect().height()) {
        fitTo(roomy, zoom());
    } else {
        ensureVisible(all, 24, 24);
    }
    m_overview->update();
}

QRectF CanvasView::visibleRect() const
{
    return mapToScene(viewport()->rect()).boundingRect();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()));
        event->accept();
        return;
    }
    QGraphicsView::wheelEvent(event);
    m_overview->update();
}

// ---- keys ----

bool CanvasView::handleArrow(QKeyEvent *event)
{
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Left:
        direction = {-1, 0};
        break;
    case Qt::Key_Right:
        direction = {1, 0};
        break;
    case Qt::Key_Up:
        direction = {0, -1};
        break;
    case Qt::Key_Down:
        direction = {0, 1};
        break;
    default:
        return false;
    }
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_scene.nudge(direction * (event->modifiers().testFlag(Qt::AltModifier) ? 1 : gridStep));
    } else if (event->modifiers().testFlag(Qt::AltModifier)) {
        if (direction.x() != 0) {
            return false;
        }
        m_scene.selectAround(direction.y() < 0);
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) && direction.x() == 0 && m_scene.isCardAmongOthers()) {
        // It stands first or last in its pod: else the key would be the action's that moves it.
    } else if (!event->modifiers().testFlag(Qt::ShiftModifier) || !m_scene.resizeNotes(direction * gridStep)) {
        m_scene.selectTowards(direction);
    }
    return true;
}

bool CanvasView::event(QEvent *event)
{
    // Space is also the run shortcut of the window: here it may become a pan.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && m_scene.isEditingText() &&
        static_cast<QKeyEvent *>(event)->modifiers() == Qt::ShiftModifier) { // selects text
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (m_scene.isEditingText()) {
        QGraphicsView::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_Space && (m_spaceHeld || event->isAutoRepeat())) {
        return;
    }
    if (event->key() == Qt::Key_Space && !m_scene.hasGesture()) {
        // Space and drag pans; Space alone is the play shortcut, on release. Some servers repeat a held key as let go
        // and pressed at the same instant.
        const bool isRepeat = event->timestamp() != 0 && event->timestamp() - m_spaceLetGo < leastBetweenPresses;
        m_spaceUsed = m_spaceUsed && isRepeat;
        m_spaceHeld = true;
        setPanning(true);
        return;
    }
    if (event->key() == Qt::Key_Escape && m_scene.hasGesture()) {
        m_scene.cancelGesture();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (rubberBandRect().isNull()) {
            m_selection.set({});
        } else {
            giveUpBand();
        }
        return;
    }
    if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier) {
        const auto at = m_pointer.value_or(viewport()->rect().center());
        Q_EMIT m_scene.quickAddWanted(mapToScene(at), viewport()->mapToGlobal(at));
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const auto id = m_selection.single(); !id.empty()) {
            Q_EMIT m_scene.editWanted(id);
            return;
        }
    }
    if (!handleArrow(event)) {
        QGraphicsView::keyPressEvent(event);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QGraphicsView::keyReleaseEvent(event);
        return;
    }
    if (!std::exchange(m_spaceHeld, false)) {
        return; // typed into a text
    }
    m_spaceLetGo = event->timestamp();
    if (!m_isHandDown) { // else the pan goes on until the button is let go
        setPanning(false);
    }
    if (!std::exchange(m_spaceUsed, true)) {
        Q_EMIT spacePressed();
    }
}

/// Whoever has the keys now gets the release of Space too.
void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_spaceUsed = true;
    if (std::exchange(m_spaceHeld, false) && !m_isHandDown) {
        setPanning(false);
    }
    QGraphicsView::focusOutEvent(event);
}

/// For the base, which knows Ctrl only: Shift adds to the selection as well.
void CanvasView::takeShiftAsControl(QMouseEvent &event) const
{
    if (event.modifiers().testFlag(Qt::ShiftModifier)) {
        event.setModifiers(event.modifiers() | Qt::ControlModifier);
    }
}

/// Qt ends a band only when the button is let go.
void CanvasView::giveUpBand()
{
    const auto place = viewport()->mapFromGlobal(QCursor::pos());
    QMouseEvent letGo(QEvent::MouseButtonRelease, place, QCursor::pos(), Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QGraphicsView::mouseReleaseEvent(&letGo);
    m_selection.set(m_selectionAtPress);
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    m_selectionAtPress = m_selection.ids(); // a press on nothing clears it before there is a band
    takeShiftAsControl(*event);
    if (dragMode() == ScrollHandDrag) {
        m_spaceUsed = true;
        m_isHandDown = true;
    } else if (event->button() == Qt::MiddleButton) {
        setPanning(true);
        QMouseEvent left(QEvent::MouseButtonPress, event->position(), event->globalPosition(), Qt::LeftButton,
                         Qt::LeftButton, event->modifiers());
        QGraphicsView::mousePressEvent(&left);
        return;
    }
    QGraphicsView::mousePressEvent(event);
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    noteDrag(event->buttons() == Qt::NoButton ? std::nullopt : m_pointer);
    QGraphicsView::mouseMoveEvent(event);
    scrollAlong(*event);
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
    } else if (event->type() == QEvent::DragMove) {
        noteDrag(static_cast<QDragMoveEvent *>(event)->position().toPoint());
    } else if (event->type() == QEvent::DragLeave || event->type() == QEvent::Drop) {
        noteDrag(std::nullopt);
    }
    return QGraphicsView::viewportEvent(event);
}

/// Items do not see the mouse meanwhile: a pan that begins over a pod moves the canvas and not the pod.
void CanvasView::setPanning(bool panning)
{
    setDragMode(panning ? ScrollHandDrag : RubberBandDrag);
    setInteractive(!panning);
}

std::optional<QPointF> CanvasView::pointer() const
{
    return m_pointer ? std::optional(mapToScene(*m_pointer)) : std::nullopt;
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    noteDrag(std::nullopt);
    takeShiftAsControl(*event);
    if (event->button() == Qt::MiddleButton) {
        QMouseEvent left(QEvent::MouseButtonRelease, event->position(), event->globalPosition(), Qt::LeftButton,
                         Qt::NoButton, event->modifiers());
        QGraphicsView::mouseReleaseEvent(&left);
        setPanning(false);
        m_isHandDown = false;
        return;
    }
    QGraphicsView::mouseReleaseEvent(event);
    if (std::exchange(m_isHandDown, false) && !m_spaceHeld) {
        setPanning(false);
    }
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_scene.hasGesture()) {
        m_scene.cancelGesture(); // a menu would get the release of the button that is held
        return;
    }
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto selected = m_selection.single();
    const auto *item = m_scene.itemOf(selected);
    const auto position = byKey && item != nullptr ? item->sceneBoundingRect().center() : mapToScene(event->pos());
    const auto id = byKey ? selected : m_scene.elementAt(position);
    if (!id.empty() && !m_selection.ids().contains(id)) {
        m_selection.set({id});
    }
    Q_EMIT contextMenuWanted(byKey ? mapToGlobal(mapFromScene(position)) : event->globalPos(), id, position);
}

} // namespace bayplan
