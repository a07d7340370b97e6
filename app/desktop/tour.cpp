// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tour.h"

#include "app/desktop/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

constexpr int balloonWidth = 330;
constexpr int arrowLength = 14; ///< the room around the balloon, on every side
constexpr int arrowHalf = 10;
constexpr int windowGap = 4;

/// The first of right, left, below, above that holds `size` beside the target, of bars below or above first; inside it
/// when none does.
QRect besideTarget(const QRect &target, QSize size, const QRect &window)
{
    const int x = std::clamp(target.center().x() - size.width() / 2, window.left(),
                             std::max(window.left(), window.right() - size.width()));
    const int y = std::clamp(target.center().y() - size.height() / 2, window.top(),
                             std::max(window.top(), window.bottom() - size.height()));
    std::array places{
        QRect(QPoint(target.right(), y), size),
        QRect(QPoint(target.left() - size.width(), y), size),
        QRect(QPoint(x, target.bottom()), size),
        QRect(QPoint(x, target.top() - size.height()), size),
    };
    if (target.width() > 3 * target.height()) {
        std::rotate(places.begin(), places.begin() + 2, places.end());
    }
    const auto found = std::find_if(places.begin(), places.end(), [&](const QRect &r) { return window.contains(r); });
    return found != places.end() ? *found : QRect(QPoint(x, y), size);
}

} // namespace

Tour::Tour(std::vector<TourStep> steps, QWidget *window)
    : QWidget(window), m_steps(std::move(steps)), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_count(new QLabel(this)), m_next(new QPushButton(this))
{
    setObjectName(QStringLiteral("tour"));
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(balloonWidth);
    auto font = m_title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() + 1);
    m_title->setFont(font);
    m_text->setWordWrap(true);
    auto *endButton = new QPushButton(tr("End"), this);
    endButton->setObjectName(QStringLiteral("tourEnd"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_count, 1);
    row->addWidget(endButton);
    row->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    const int margin = arrowLength + 12;
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(row);
    connect(m_next, &QPushButton::clicked, this, &Tour::next);
    connect(endButton, &QPushButton::clicked, this, &Tour::end);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    window->installEventFilter(this);
    showStep(0);
}

void Tour::next()
{
    if (m_step + 1 < int(m_steps.size())) {
        showStep(m_step + 1);
    } else {
        end();
    }
}

void Tour::end()
{
    hide();
    deleteLater();
    Q_EMIT ended();
}

void Tour::showStep(int step)
{
    m_step = step;
    const auto &shown = m_steps[std::size_t(step)];
    if (m_target != nullptr) {
        m_target->removeEventFilter(this);
    }
    m_target = shown.show();
    if (m_target != nullptr) {
        m_target->installEventFilter(this);
    }
    const bool isLast = step + 1 == int(m_steps.size());
    m_title->setText(shown.title);
    m_text->setText(shown.text);
    m_count->setText(tr("%1 of %2").arg(step + 1).arg(m_steps.size()));
    m_next->setText(isLast ? tr("Done") : tr("Next"));
    setAccessibleName(shown.title);
    setAccessibleDescription(shown.text);
    m_next->setAccessibleDescription(shown.title + QStringLiteral(". ") + shown.text);
    place();
    show();
    m_next->setFocus();
    QTimer::singleShot(0, this, &Tour::place); // panels find their places a moment later
}

QRect Tour::targetRect() const
{
    const auto *window = parentWidget();
    if (m_target == nullptr || !m_target->isVisible()) {
        return QRect(window->rect().center(), QSize(1, 1));
    }
    return QRect(m_target->mapTo(window, QPoint(0, 0)), m_target->size()).intersected(window->rect());
}

void Tour::place()
{
    const QSize size(balloonWidth, layout()->heightForWidth(balloonWidth));
    const auto window = parentWidget()->rect().adjusted(windowGap, windowGap, -windowGap, -windowGap);
    const auto target = targetRect();
    const auto rect = besideTarget(target, size, window);
    setGeometry(rect);
    m_tip = target.intersects(rect.adjusted(arrowLength, arrowLength, -arrowLength, -arrowLength))
                ? QPoint()
                : QPoint(std::clamp(target.center().x(), rect.left(), rect.right()),
                         std::clamp(target.center().y(), rect.top(), rect.bottom())) -
                      rect.topLeft();
    raise();
    update();
}

bool Tour::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            event->accept(); // else Space would start a run
            return true;
        }
    }
    return QWidget::event(event);
}

bool Tour::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::Show) {
        QTimer::singleShot(0, this, &Tour::place);
    }
    return false;
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        next();
    } else if (event->key() == Qt::Key_Escape) {
        end();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Tour::paintEvent(QPaintEvent *)
{
    const auto &c = colours();
    const QRectF body = QRectF(rect()).adjusted(arrowLength, arrowLength, -arrowLength, -arrowLength);
    QPainterPath shape;
    shape.addRoundedRect(body, 8, 8);
    if (!m_tip.isNull()) {
        const bool across = m_tip.x() <= 0 || m_tip.x() >= width() - 1;
        const double slack = arrowHalf + 8; // off the round corners
        QPainterPath arrow;
        if (across) {
            const double y = std::clamp(double(m_tip.y()), body.top() + slack, body.bottom() - slack);
            const double foot = m_tip.x() <= 0 ? body.left() + 1 : body.right() - 1;
            arrow.addPolygon(QPolygonF({{double(m_tip.x()), y}, {foot, y - arrowHalf}, {foot, y + arrowHalf}}));
        } else {
            const double x = std::clamp(double(m_tip.x()), body.left() + slack, body.right() - slack);
            const double foot = m_tip.y() <= 0 ? body.top() + 1 : body.bottom() - 1;
            arrow.addPolygon(QPolygonF({{x, double(m_tip.y())}, {x - arrowHalf, foot}, {x + arrowHalf, foot}}));
        }
        arrow.closeSubpath();
        shape = shape.united(arrow);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.accent, 2));
    painter.setBrush(c.base);
    painter.drawPath(shape);
}

} // namespace bayplan
