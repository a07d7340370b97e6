// SPDX-License-Identifier: GPL-3.0-or-later
// Pods as one card, the list of their replicas, and what the cursor says where it rests.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/plain_tip.h"
#include "engine/base/translatable.h"

#include <QCoreApplication>
#include <QGraphicsSceneHelpEvent>
#include <QGraphicsView>
#include <QToolTip>

namespace bayplan {

namespace {

/// Pods among the ids, and those that containers among them are in.
std::set<ElementId> podsAmong(const Topology &topology, const std::set<ElementId> &ids)
{
    std::set<ElementId> pods;
    for (const auto &id : ids) {
        if (topology.pods.contains(id)) {
            pods.insert(id);
        } else if (const auto found = topology.containers.find(id);
                   found != topology.containers.end() && topology.pods.contains(found->second.pod)) {
            pods.insert(found->second.pod);
        }
    }
    return pods;
}

} // namespace

void CanvasScene::setCollapsed(const std::set<ElementId> &ids, bool collapsed)
{
    const auto &topology = m_document.topology();
    Edit edit{collapsed ? Phrase(QT_TRANSLATE_NOOP("phrase", "Collapse"))
                        : Phrase(QT_TRANSLATE_NOOP("phrase", "Expand")),
              {}};
    const auto pods = podsAmong(topology, ids);
    for (const auto &id : pods) {
        auto pod = topology.pods.at(id);
        if (isCollapsed(pod) == collapsed) {
            continue;
        }
        if (collapsed) {
            pod.params["collapsed"] = true;
        } else {
            pod.params.erase("collapsed"); // as by default
        }
        edit.slots.push_back(Slot<Pod>{id, pod});
    }
    if (!m_document.push(std::move(edit)) || !collapsed) {
        return;
    }
    auto selected = m_selection.ids(); // containers that are hidden now leave it to their pods
    for (const auto &id : m_selection.ids()) {
        if (const auto &pod = m_index.podOf(id); pods.contains(pod)) {
            selected.erase(id);
            selected.insert(pod);
        }
    }
    m_selection.set(std::move(selected));
}

void CanvasScene::toggleCollapsed(const std::set<ElementId> &ids)
{
    const auto &topology = m_document.topology();
    const auto pods = podsAmong(topology, ids);
    if (!pods.empty()) {
        setCollapsed(pods, !isCollapsed(topology.pods.at(*pods.begin())));
    }
}

void CanvasScene::toggleReplicas(const ElementId &pod)
{
    if (m_unfolded.erase(pod) == 0) {
        m_unfolded.insert(pod);
    }
    showRows(pod);
    raise(pod);
    if (const auto *item = itemOf(pod)) {
        putExtent(pod, *item);
    }
    Q_EMIT drawingChanged();
}

void CanvasScene::showRows(const ElementId &pod)
{
    constexpr std::int64_t most = 20;
    auto *item = qgraphicsitem_cast<PodItem *>(itemOf(pod));
    if (item == nullptr) {
        return;
    }
    std::vector<PodRow> rows;
    if (m_unfolded.contains(pod) && item->replicas() > 1) {
        const auto live = m_live.replicas.find(pod);
        const bool isLive = live != m_live.replicas.end();
        const auto count = isLive ? std::int64_t(live->second.size()) : item->replicas();
        for (std::int64_t i = 0; i < std::min(count, most); ++i) {
            if (isLive) {
                const auto &replica = live->second[std::size_t(i)];
                rows.push_back({replica.name, replica.state, replica.isWell});
            } else {
                rows.push_back({QStringLiteral("%1-%2").arg(item->name()).arg(i), {}, true});
            }
        }
        if (count > most) {
            rows.push_back({tr("and %n more", nullptr, int(count - most)), {}, true});
        }
    }
    item->setRows(std::move(rows));
}

bool CanvasScene::pressPodPart(QPointF position)
{
    const auto *view = views().isEmpty() ? nullptr : views().front();
    if (view != nullptr && view->transform().m11() < textLod) {
        return false; // they are not painted there
    }
    const auto *pod = dynamic_cast<const PodItem *>(itemOf(elementAt(position)));
    const auto part = pod == nullptr ? PodPart::None : pod->partAt(position - pod->pos());
    const auto id = pod == nullptr ? ElementId() : pod->id();
    if (part == PodPart::Collapse) {
        toggleCollapsed({id});
    } else if (part == PodPart::Replicas) {
        toggleReplicas(id);
    }
    return part != PodPart::None;
}

void CanvasScene::helpEvent(QGraphicsSceneHelpEvent *event)
{
    const auto position = event->scenePos();
    QString text;
    for (const auto *item : items(position)) {
        if (const auto *card = qgraphicsitem_cast<const ContainerItem *>(item)) {
            text = card->helpAt(position - card->pos());
        } else if (const auto *pod = qgraphicsitem_cast<const PodItem *>(item)) {
            const auto part = pod->partAt(position - pod->pos());
            text = part == PodPart::Collapse   ? (pod->isCollapsedPod() ? tr("Show the containers of this pod (Ctrl+E)")
                                                                        : tr("Show this pod as one card (Ctrl+E)"))
                   : part == PodPart::Replicas ? tr("List the replicas")
                                               : pod->help();
        } else if (const auto *other = dynamic_cast<const CanvasItem *>(item)) {
            text = other->help();
        }
        if (!text.isEmpty()) {
            break;
        }
    }
    if (text.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(event->screenPos(), plainTip(text), event->widget());
    }
    event->setAccepted(!text.isEmpty());
}

} // namespace bayplan
