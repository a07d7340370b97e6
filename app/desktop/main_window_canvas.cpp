// SPDX-License-Identifier: GPL-3.0-or-later
// Actions of how the drawing is shown: collapsed pods, lists of replicas, ways of links.
#include "app/desktop/main_window.h"

#include "engine/base/translatable.h"

#include <QMenuBar>

namespace bayplan {

namespace {

/// All links among `ids` become what the first is not; empty when there are none.
Edit otherWay(const Topology &topology, const std::set<ElementId> &ids)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Change the way of links"), {}};
    std::optional<bool> toOrthogonal;
    for (const auto &id : ids) {
        const auto found = topology.links.find(id);
        if (found == topology.links.end()) {
            continue;
        }
        auto link = found->second;
        if (!toOrthogonal) {
            toOrthogonal = paramsOf(link).text("route") != "orthogonal";
        }
        if (*toOrthogonal) {
            link.params["route"] = "orthogonal";
        } else {
            link.params.erase("route"); // curved, as by default
        }
        if (link != found->second) {
            edit.slots.push_back(Slot<Link>{id, link});
        }
    }
    return edit;
}

std::set<ElementId> allPods(const Topology &topology)
{
    std::set<ElementId> ids;
    for (const auto &[id, pod] : topology.pods) {
        ids.insert(id);
    }
    return ids;
}

} // namespace

void MainWindow::makeCanvasActions()
{
    auto *menu = menuBar()->findChild<QMenu *>(QStringLiteral("menu.view"));
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    menu->addSeparator();
    auto *collapse = add(menu, name("view.collapse"), tr("&Collapse or expand the pod"), {}, QKeySequence(tr("Ctrl+E")),
                         [this] { m_scene->toggleCollapsed(m_selection.ids()); });
    auto *collapseAll =
        add(menu, name("view.collapseAll"), tr("Collapse all pods"), {}, QKeySequence(tr("Ctrl+Shift+E")),
            [this] { m_scene->setCollapsed(allPods(m_document.topology()), true); });
    auto *expandAll = add(menu, name("view.expandAll"), tr("Expand all pods"), {}, QKeySequence(tr("Ctrl+Alt+E")),
                          [this] { m_scene->setCollapsed(allPods(m_document.topology()), false); });
    auto *replicas = add(menu, name("view.replicas"), tr("List the replicas of the pod"), {}, {}, [this] {
        for (const auto &id : m_selection.ids()) {
            m_scene->toggleReplicas(id);
        }
    });
    auto *way = add(menu, name("edit.linkWay"), tr("Way of the link: curved or orthogonal"), name("link"), {},
                    [this] { m_document.push(otherWay(m_document.topology(), m_selection.ids())); });
    const auto enable = [=, this] {
        bool hasPod = false;
        bool hasLink = false;
        bool hasReplicas = false;
        const auto &topology = m_document.topology();
        for (const auto &id : m_selection.ids()) {
            const auto pod = topology.pods.find(id);
            hasReplicas = hasReplicas || (pod != topology.pods.end() && paramsOf(pod->second).integer("replicas") > 1);
            hasPod = hasPod || pod != topology.pods.end() || topology.containers.contains(id);
            hasLink = hasLink || topology.links.contains(id);
        }
        const bool writable = !m_document.isReadOnly();
        collapse->setEnabled(hasPod && writable);
        replicas->setEnabled(hasReplicas);
        way->setEnabled(hasLink && writable);
        collapseAll->setEnabled(writable && !topology.pods.empty());
        expandAll->setEnabled(writable && !topology.pods.empty());
    };
    connect(&m_selection, &Selection::changed, this, enable);
    connect(&m_document, &DocumentSession::stateChanged, this, enable);
    connect(m_document.undoStack(), &QUndoStack::indexChanged, this, enable);
    enable();
}

} // namespace bayplan
