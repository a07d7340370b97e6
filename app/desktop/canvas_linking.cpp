// SPDX-License-Identifier: GPL-3.0-or-later
// Links under the mouse: a new one from port to port, or an end of the selected one to another port.
#include "app/desktop/canvas_scene.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QToolTip>

namespace bayplan {

namespace {

constexpr double gripReach = 8; ///< how near a press must be

} // namespace

/// The dot of a port begins another link, the grip beside it moves the end of the selected one. A port that takes no
/// other is its grip as well.
bool CanvasScene::pressLinkEnd(QPointF position)
{
    const auto &links = m_document.topology().links;
    const auto link = links.find(m_selection.single());
    const auto *item = link == links.end() ? nullptr : qgraphicsitem_cast<LinkItem *>(itemOf(link->first));
    if (item == nullptr || item->way().size() < 2) {
        return false;
    }
    for (const bool atStart : {false, true}) {
        const auto &end = atStart ? link->second.from : link->second.to;
        const auto *card = dynamic_cast<const ContainerItem *>(itemOf(end.container));
        const auto *port = card == nullptr || card->kind() == nullptr ? nullptr : findPort(*card->kind(), end.port);
        const bool takesOne = port != nullptr && !port->many;
        const double toPort = QLineF(position, atStart ? item->way().front() : item->way().back()).length();
        const double toGrip = QLineF(position, item->gripAt(atStart)).length();
        if ((toGrip <= gripReach && toPort > portRadius) || (takesOne && toPort <= portRadius)) {
            beginLink(atStart ? link->second.to : link->second.from, position, link->first);
            return true;
        }
    }
    return false;
}

void CanvasScene::beginLink(const Endpoint &start, QPointF position, const ElementId &moved)
{
    if (m_document.isReadOnly()) {
        Q_EMIT refused(tr("This document is read-only."));
        return;
    }
    m_draft = LinkDraft{start, std::nullopt, {}, moved};
    offerPorts();
    m_draftItem->stretch(position, position, colours().edge, true);
    m_draftItem->show();
    if (!moved.empty()) {
        Q_EMIT hint(
            tr("Let go over a port or a container to link there; over nothing, or Esc, leaves the link as it was."));
        return;
    }
    Q_EMIT hint(tr("Let go over a port or a container to link; over nothing for a menu of what fits. Esc gives up."));
}

void CanvasScene::offerPorts()
{
    m_fitting.clear();
    ++m_shownRevision;
    bringSeenUpToDate();
}

std::optional<std::set<std::string>> CanvasScene::offeredPorts(const ContainerItem &card) const
{
    if (!m_draft || card.kind() == nullptr) {
        return std::nullopt;
    }
    const auto [entry, isNew] = m_fitting.try_emplace(card.kind());
    const auto &containers = m_document.topology().containers;
    const auto start = containers.find(m_draft->start.container);
    const auto other = containers.find(card.id());
    if (isNew && start != containers.end() && other != containers.end()) {
        Topology two;
        two.containers.emplace(*start);
        two.containers.emplace("other of the two", other->second);
        for (const auto &port : card.kind()->ports) {
            const auto ends = inOrder(two, m_draft->start, {"other of the two", port.name});
            if (!cannotConnect(two, ends.from, ends.to)) {
                entry->second.insert(port.name);
            }
        }
    }
    return freePorts(card, entry->second);
}

/// Without those that are linked with the draft's start already, or that take one link only and have it.
std::set<std::string> CanvasScene::freePorts(const ContainerItem &card, std::set<std::string> fitting) const
{
    const auto &start = m_draft->start;
    const auto *startCard = dynamic_cast<const ContainerItem *>(itemOf(start.container));
    const auto moved = m_document.topology().links.find(m_draft->moved);
    const auto isFull = [&](const ContainerItem *item, const std::string &port) {
        if (const auto end = item == nullptr ? Endpoint() : Endpoint{item->id(), port};
            moved != m_document.topology().links.end() && (moved->second.from == end || moved->second.to == end)) {
            return false;
        }
        const auto *info = item == nullptr || item->kind() == nullptr ? nullptr : findPort(*item->kind(), port);
        return info != nullptr && !info->many && item->isConnected(port);
    };
    if (card.id() == start.container || isFull(startCard, start.port)) {
        return {};
    }
    std::erase_if(fitting, [&](const std::string &port) { return isFull(&card, port); });
    if (!fitting.empty()) {
        for (const auto &id : m_index.linksOf(card.id())) {
            const auto &link = m_document.topology().links.at(id);
            if (id == m_draft->moved) {
                continue;
            }
            if (link.from == start && link.to.container == card.id()) {
                fitting.erase(link.to.port);
            } else if (link.to == start && link.from.container == card.id()) {
                fitting.erase(link.from.port);
            }
        }
    }
    return fitting;
}

void CanvasScene::continueLink(QPointF position, QPoint screen)
{
    const auto &topology = m_document.topology();
    auto &draft = *m_draft;
    draft.target.reset();
    draft.refusal.clear();
    auto end = position;
    const auto port = portAt(position);
    const auto *card = cardAt(position);
    if (port && *port != draft.start) {
        const auto ends = inOrder(topology, draft.start, *port);
        if (const auto error = cannotConnect(topology, ends.from, ends.to, draft.moved)) {
            draft.refusal = QString::fromStdString(error->message);
        } else {
            draft.target = port;
        }
    } else if (!port && card != nullptr && card->id() != draft.start.container) {
        std::string reason;
        if (const auto fitting = fittingPort(topology, draft.start, card->id(), &reason, draft.moved)) {
            draft.target = Endpoint{card->id(), *fitting};
        } else {
            draft.refusal = QString::fromStdString(reason);
        }
    }
    if (draft.target) {
        end = portPosition(topology, m_index, *draft.target);
    }
    highlight(draft.target ? draft.target->container : ElementId());
    const auto start = portPosition(topology, m_index, draft.start);
    const auto ends = inOrder(topology, draft.start, {});
    const bool forward = ends.from == draft.start;
    const auto &c = colours();
    m_draftItem->stretch(forward ? start : end, forward ? end : start,
                         !draft.refusal.isEmpty() ? c.error
                         : draft.target           ? c.good
                                                  : c.edge,
                         !draft.target);
    if (draft.refusal.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(screen + QPoint(12, 12), plainTip(draft.refusal));
    }
}

void CanvasScene::finishLink(QPointF position, QPoint screen)
{
    const auto draft = *m_draft;
    m_draft.reset();
    m_draftItem->hide();
    offerPorts();
    highlight({});
    Q_EMIT hint({});
    if (!draft.moved.empty()) {
        finishMovedLink(draft);
    } else if (draft.target) {
        const auto ends = inOrder(m_document.topology(), draft.start, *draft.target);
        ElementId id;
        const auto edit = bayplan::connect(m_document.topology(), ends.from, ends.to, &id);
        placed(edit, id);
    } else if (!draft.refusal.isEmpty()) {
        Q_EMIT refused(draft.refusal);
    } else if (cardAt(position) == nullptr) {
        Q_EMIT linkDropped(draft.start, position, screen);
    }
}

void CanvasScene::finishMovedLink(const LinkDraft &draft)
{
    const auto &topology = m_document.topology();
    const auto link = topology.links.find(draft.moved);
    if (draft.target) {
        const auto ends = inOrder(topology, draft.start, *draft.target);
        if (link == topology.links.end() || link->second.from != ends.from || link->second.to != ends.to) {
            placed(reconnect(topology, draft.moved, ends.from, ends.to), draft.moved);
        }
    } else if (!draft.refusal.isEmpty()) {
        Q_EMIT refused(draft.refusal);
    }
}

} // namespace bayplan
