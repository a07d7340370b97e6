// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_accessible.h"

#include "app/desktop/canvas_view.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <map>

namespace bayplan {

namespace {

class ElementAccessible : public QAccessibleInterface {
public:
    ElementAccessible(CanvasView *view, ElementId id) : m_view(view), m_id(std::move(id)) {}

    bool isValid() const override { return m_view != nullptr && item() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid()) {
            return {};
        }
        return kind == QAccessible::Name          ? item()->spokenName()
               : kind == QAccessible::Description ? item()->toolTip()
                                                  : QString();
    }

    QRect rect() const override
    {
        if (!isValid()) {
            return {};
        }
        const auto area = m_view->mapFromScene(item()->sceneBoundingRect()).boundingRect();
        return area.translated(m_view->viewport()->mapToGlobal(QPoint(0, 0)));
    }

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
        state.focused = state.selected && m_view->hasFocus();
        return state;
    }

private:
    CanvasItem *item() const { return static_cast<CanvasScene *>(m_view->scene())->itemOf(m_id); }

    QPointer<CanvasView> m_view;
    ElementId m_id;
};

class CanvasAccessible : public QAccessibleWidget {
public:
    explicit CanvasAccessible(CanvasView *view) : QAccessibleWidget(view, QAccessible::Canvas, view->accessibleName())
    {}

    ~CanvasAccessible() override
    {
        for (const auto &[id, child] : m_children) {
            QAccessible::deleteAccessibleInterface(child);
        }
    }

    int childCount() const override { return int(ids().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const auto all = ids();
        if (index < 0 || index >= int(all.size())) {
            return nullptr;
        }
        const auto [found, isNew] = m_children.try_emplace(all[std::size_t(index)], 0);
        if (isNew) {
            found->second = QAccessible::registerAccessibleInterface(new ElementAccessible(view(), found->first));
        }
        return QAccessible::accessibleInterface(found->second);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (this->child(i) == child) {
                return i;
            }
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const auto point = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const auto id = scene()->elementAt(view()->mapToScene(point));
        const auto all = ids();
        const auto found = std::find(all.begin(), all.end(), id);
        return found == all.end() ? nullptr : child(int(found - all.begin()));
    }
    QAccessibleInterface *focusChild() const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->state().selected) {
                return child(i);
            }
        }
        return nullptr;
    }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(object()); }
    CanvasScene *scene() const { return static_cast<CanvasScene *>(view()->scene()); }
    std::vector<ElementId> ids() const { return scene()->shownIds(); }

    mutable std::map<ElementId, QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    return className == QStringLiteral("bayplan::CanvasView") ? new CanvasAccessible(static_cast<CanvasView *>(object))
                                                              : nullptr;
}

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

} // namespace bayplan
