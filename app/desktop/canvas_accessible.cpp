// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_accessible.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QPointer>

#include <algorithm>
#include <array>
#include <map>

namespace bayplan {

namespace {

constexpr int ringWidth = 2;

QString spoken(const char *text)
{
    return QCoreApplication::translate("canvas", text);
}

CanvasScene &sceneOf(const CanvasView &view)
{
    return *static_cast<CanvasScene *>(view.scene());
}

QRect onScreen(const CanvasView &view, const QRectF &area)
{
    return view.mapFromScene(area).boundingRect().translated(view.viewport()->mapToGlobal(QPoint(0, 0)));
}

void selectOnly(CanvasView &view, const ElementId &id)
{
    auto *item = sceneOf(view).itemOf(id);
    if (item != nullptr && !(item->isSelected() && sceneOf(view).selectedItems().size() == 1)) {
        sceneOf(view).clearSelection();
        item->setSelected(true);
    }
    view.setFocus();
}

class CanvasAccessible;

/// What elements and ports have in common: no child changes it, and it can be pressed.
class PartAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    PartAccessible(CanvasView *view, ElementId id) : m_view(view), m_id(std::move(id)) {}

    const ElementId &id() const { return m_id; }
    QObject *object() const override { return nullptr; }
    void setText(QAccessible::Text, const QString &) override {}
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

protected:
    CanvasView *view() const { return m_view; }
    CanvasItem *item() const { return m_view == nullptr ? nullptr : sceneOf(*m_view).itemOf(m_id); }
    ContainerItem *card() const
    {
        auto *found = item();
        return found != nullptr && found->type() == ContainerItem::Type ? static_cast<ContainerItem *>(found) : nullptr;
    }
    CanvasAccessible *canvas() const;

private:
    QPointer<CanvasView> m_view;
    ElementId m_id;
};

class PortAccessible : public PartAccessible {
public:
    PortAccessible(CanvasView *view, const ElementId &container, std::string port)
        : PartAccessible(view, container), m_port(std::move(port))
    {}

    bool isValid() const override { return info() != nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Indicator; }
    QString text(QAccessible::Text kind) const override;
    QRect rect() const override
    {
        return isValid() ? onScreen(*view(), QRectF(centre() - reach(), centre() + reach())) : QRect();
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        return state;
    }

    QStringList actionNames() const override { return {pressAction(), spoken("link")}; }
    QString localizedActionDescription(const QString &name) const override
    {
        return name == pressAction() ? spoken("Selects its container.")
                                     : spoken("Shows what the port can be linked to.");
    }
    void doAction(const QString &name) override
    {
        if (!isValid()) {
            return;
        }
        selectOnly(*view(), id());
        if (name != pressAction()) {
            Q_EMIT sceneOf(*view()).linkDropped({id(), m_port}, centre() + QPointF(48, 0), rect().center());
        }
    }

private:
    const PortInfo *info() const
    {
        const auto *holder = card();
        return holder == nullptr || holder->kind() == nullptr ? nullptr : findPort(*holder->kind(), m_port);
    }
    QPointF centre() const { return card()->portScenePosition(m_port); }
    static QPointF reach() { return {portReach, portReach}; }

    std::string m_port;
};

class ElementAccessible : public PartAccessible {
public:
    using PartAccessible::PartAccessible;
    ~ElementAccessible() override
    {
        for (const auto &[port, part] : m_ports) {
            QAccessible::deleteAccessibleInterface(part);
        }
    }

    bool isValid() const override { return item() != nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(view()); }
    int childCount() const override { return int(ports().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const auto &all = ports();
        if (index < 0 || index >= int(all.size())) {
            return nullptr;
        }
        const auto [found, isNew] = m_ports.try_emplace(all[std::size_t(index)].name, 0);
        if (isNew) {
            found->second = QAccessible::registerAccessibleInterface(new PortAccessible(view(), id(), found->first));
        }
        return QAccessible::accessibleInterface(found->second);
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y)) {
                return child(i);
            }
        }
        return nullptr;
    }
    int indexOfChild(const QAccessibleInterface *part) const override
    {
        for (int i = 0; i < childCount(); ++i) { // a handful
            if (child(i) == part) {
                return i;
            }
        }
        return -1;
    }

    QString text(QAccessible::Text kind) const override
    {
        return !isValid()                         ? QString()
               : kind == QAccessible::Name        ? item()->spokenName()
               : kind == QAccessible::Description ? item()->help()
                                                  : QString();
    }
    QRect rect() const override { return isValid() ? onScreen(*view(), item()->sceneBoundingRect()) : QRect(); }
    QAccessible::Role role() const override
    {
        return isValid() && item()->type() == PodItem::Type ? QAccessible::Grouping : QAccessible::Graphic;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.selectable = true;
        state.focusable = true;
        state.selected = isValid() && item()->isSelected();
        state.focused = state.selected && view()->hasFocus();
        return state;
    }

    QStringList actionNames() const override { return {pressAction(), spoken("edit")}; }
    QString localizedActionDescription(const QString &name) const override
    {
        return name == pressAction() ? spoken("Selects it.") : spoken("Shows its values in the inspector.");
    }
    void doAction(const QString &name) override
    {
        if (!isValid()) {
            return;
        }
        selectOnly(*view(), id());
        if (name != pressAction()) {
            Q_EMIT sceneOf(*view()).editWanted(id());
        }
    }

private:
    const std::vector<PortInfo> &ports() const
    {
        static const std::vector<PortInfo> none;
        const auto *holder = card();
        return holder == nullptr || holder->kind() == nullptr ? none : holder->kind()->ports;
    }

    mutable std::map<std::string, QAccessible::Id> m_ports;
};

/// Order of children and ends of links are kept until the drawing changes: a reader that walks 50,000 elements asks
/// for each by its number.
class CanvasAccessible : public QAccessibleWidget {
public:
    explicit CanvasAccessible(CanvasView *view) : QAccessibleWidget(view, QAccessible::Canvas, view->accessibleName())
    {
        const auto forget = [this] { m_known = false; };
        m_connections[0] = QObject::connect(view->scene(), &QGraphicsScene::changed, view, forget);
        if (auto *window = qobject_cast<MainWindow *>(view->window())) {
            m_document = &window->document();
            m_connections[1] = QObject::connect(m_document, &DocumentSession::changed, view, forget);
            m_connections[2] = QObject::connect(m_document, &DocumentSession::reset, view, forget);
        }
    }
    ~CanvasAccessible() override
    {
        for (const auto &connection : m_connections) {
            QObject::disconnect(connection);
        }
        for (const auto &[id, child] : m_children) {
            QAccessible::deleteAccessibleInterface(child);
        }
    }

    int childCount() const override { return int(ids().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const auto &all = ids();
        return index < 0 || index >= int(all.size()) ? nullptr : childOf(all[std::size_t(index)]);
    }
    QAccessibleInterface *childOf(const ElementId &id) const
    {
        const auto [found, isNew] = m_children.try_emplace(id, 0);
        if (isNew) {
            found->second = QAccessible::registerAccessibleInterface(new ElementAccessible(view(), found->first));
        }
        return QAccessible::accessibleInterface(found->second);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *part = dynamic_cast<const ElementAccessible *>(child);
        const auto &all = ids();
        const auto found = part == nullptr ? all.end() : std::lower_bound(all.begin(), all.end(), part->id());
        return found == all.end() || *found != part->id() ? -1 : int(found - all.begin());
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const auto point = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const auto id = sceneOf(*view()).elementAt(view()->mapToScene(point));
        return id.empty() ? nullptr : childOf(id);
    }
    QAccessibleInterface *focusChild() const override
    {
        const auto selected = view()->scene()->selectedItems();
        const auto *item = selected.isEmpty() ? nullptr : dynamic_cast<const CanvasItem *>(selected.constFirst());
        return item == nullptr ? nullptr : childOf(item->id());
    }

    /// "cache-1, cache-2": what links of that port lead to; empty when there are none.
    QString farEndsOf(const Endpoint &end) const
    {
        refresh();
        QStringList names;
        const auto [from, to] = m_farEnds.equal_range(end);
        for (auto i = from; i != to; ++i) {
            const auto found = m_document->topology().containers.find(i->second);
            if (found != m_document->topology().containers.end()) {
                names << QString::fromStdString(found->second.name);
            }
        }
        return names.join(QStringLiteral(", "));
    }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(object()); }
    const std::vector<ElementId> &ids() const
    {
        refresh();
        return m_ids;
    }
    void refresh() const
    {
        if (m_known) {
            return;
        }
        m_known = true;
        m_ids = sceneOf(*view()).shownIds();
        m_farEnds.clear();
        if (m_document != nullptr) {
            for (const auto &[id, link] : m_document->topology().links) {
                m_farEnds.emplace(link.from, link.to.container);
                m_farEnds.emplace(link.to, link.from.container);
            }
        }
    }

    DocumentSession *m_document = nullptr;
    std::array<QMetaObject::Connection, 3> m_connections;
    mutable bool m_known = false;
    mutable std::vector<ElementId> m_ids;
    mutable std::multimap<Endpoint, ElementId> m_farEnds;
    mutable std::map<ElementId, QAccessible::Id> m_children;
};

CanvasAccessible *PartAccessible::canvas() const
{
    return dynamic_cast<CanvasAccessible *>(QAccessible::queryAccessibleInterface(m_view));
}

QAccessibleInterface *PortAccessible::parent() const
{
    auto *tree = canvas();
    return tree == nullptr ? nullptr : tree->childOf(id());
}

QString PortAccessible::text(QAccessible::Text kind) const
{
    const auto *port = info();
    if (port == nullptr || (kind != QAccessible::Name && kind != QAccessible::Description)) {
        return {};
    }
    if (kind == QAccessible::Description) {
        return port->direction == Direction::In ? spoken("incoming") : spoken("outgoing");
    }
    const auto *tree = canvas();
    const auto ends = tree == nullptr ? QString() : tree->farEndsOf({id(), m_port});
    const auto name = spoken("port %1, %2").arg(catalogText(port->title), protocolTitle(port->protocol));
    return name + QStringLiteral(", ") + (ends.isEmpty() ? spoken("not linked") : spoken("linked to %1").arg(ends));
}

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    return className == QStringLiteral("bayplan::CanvasView") ? new CanvasAccessible(static_cast<CanvasView *>(object))
                                                              : nullptr;
}

/// One side. Four thin widgets cost the canvas nothing, where one over all of it would be painted with every card.
class RingSide : public QWidget {
public:
    explicit RingSide(QWidget *parent) : QWidget(parent)
    {
        setObjectName(QStringLiteral("focusRing"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), colours().accent); }
};

class FocusRing : public QObject {
public:
    explicit FocusRing(QWidget *around) : QObject(around), m_around(around)
    {
        for (auto &side : m_sides) {
            side = new RingSide(around);
            side->hide();
        }
        around->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        const auto type = event->type();
        if (type == QEvent::FocusIn || type == QEvent::FocusOut || type == QEvent::Resize || type == QEvent::Show) {
            place(type == QEvent::FocusIn || (type != QEvent::FocusOut && m_around->hasFocus()));
        }
        return false;
    }

private:
    void place(bool shown)
    {
        const int w = m_around->width(), h = m_around->height();
        m_sides[0]->setGeometry(0, 0, w, ringWidth);
        m_sides[1]->setGeometry(0, h - ringWidth, w, ringWidth);
        m_sides[2]->setGeometry(0, 0, ringWidth, h);
        m_sides[3]->setGeometry(w - ringWidth, 0, ringWidth, h);
        for (auto *side : m_sides) {
            side->setVisible(shown);
            side->raise();
        }
    }

    QWidget *m_around;
    std::array<RingSide *, 4> m_sides{};
};

} // namespace

void installCanvasAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

void announceSelection(CanvasView &view)
{
    if (!QAccessible::isActive() || !view.hasFocus()) {
        return;
    }
    auto *canvas = QAccessible::queryAccessibleInterface(&view);
    auto *element = canvas == nullptr ? nullptr : canvas->focusChild();
    if (element != nullptr) {
        QAccessibleEvent event(element, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

void showFocusRing(CanvasView &view)
{
    new FocusRing(&view);
}

} // namespace bayplan
