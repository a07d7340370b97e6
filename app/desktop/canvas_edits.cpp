// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas_edits.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/clone_connect.h"
#include "app/desktop/edit_chain.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/linkable_pair.h"
#include "engine/base/translatable.h"

#include <QCoreApplication>

namespace bayplan {

namespace {

/// Of keys that stand for a new container, before "/PORT/KIND"; no port and no element is called so.
const QString newLinked = QStringLiteral("#linked");

const PortInfo *portOf(const Topology &topology, const Endpoint &end)
{
    const auto found = topology.containers.find(end.container);
    const auto *kind = found == topology.containers.end() ? nullptr : findKind(found->second.kind);
    return kind == nullptr ? nullptr : findPort(*kind, end.port);
}

bool protocolsMeet(Protocol a, Protocol b)
{
    return a == b || a == Protocol::Any || b == Protocol::Any;
}

} // namespace

LinkEnds inOrder(const Topology &topology, const Endpoint &first, const Endpoint &second)
{
    const auto *port = portOf(topology, first);
    return port != nullptr && port->direction == Direction::In ? LinkEnds{second, first} : LinkEnds{first, second};
}

std::optional<std::string> fittingPort(const Topology &topology, const Endpoint &end, const ElementId &container,
                                       std::string *reason, const ElementId &instead)
{
    const auto found = topology.containers.find(container);
    const auto *kind = found == topology.containers.end() ? nullptr : findKind(found->second.kind);
    const auto *start = portOf(topology, end);
    if (kind == nullptr || start == nullptr) {
        return std::nullopt;
    }
    std::optional<Error> refusal;
    for (const auto &port : kind->ports) {
        const auto ends = inOrder(topology, end, {container, port.name});
        const auto error = cannotConnect(topology, ends.from, ends.to, instead);
        if (!error) {
            return port.name;
        }
        // Of several refusals, the one about a port of the other direction says more.
        if (!refusal || port.direction != start->direction) {
            refusal = error;
        }
    }
    if (reason != nullptr && refusal) {
        *reason = refusal->message;
    }
    return std::nullopt;
}

std::vector<const KindInfo *> placeableKinds()
{
    std::vector<const KindInfo *> kinds;
    for (const auto &kind : catalog()) {
        if (kind.group == KindGroup::Containers || kind.group == KindGroup::Patterns) {
            kinds.push_back(&kind);
        }
    }
    return kinds;
}

std::vector<PickerEntry> placeableEntries()
{
    std::vector<PickerEntry> entries;
    for (const auto *kind : placeableKinds()) {
        entries.push_back({catalogText(kind->title),
                           firstSentence(catalogText(kind->help)),
                           QString::fromStdString(kind->key),
                           QString::fromStdString(kind->icon),
                           {}});
    }
    return entries;
}

QString whyUnfit(const Topology &topology, const Endpoint &end, const KindInfo &kind)
{
    const auto *start = portOf(topology, end);
    bool hasOther = false;
    for (const auto &port : kind.ports) {
        const bool isOther = start != nullptr && port.direction != start->direction;
        if (isOther && protocolsMeet(port.protocol, start->protocol)) {
            return {};
        }
        hasOther = hasOther || isOther;
    }
    if (start == nullptr || hasOther) {
        const auto protocol = start == nullptr ? Protocol::Any : start->protocol;
        return QCoreApplication::translate("canvas", "has no port that speaks %1").arg(protocolTitle(protocol));
    }
    return start->direction == Direction::Out
               ? QCoreApplication::translate("canvas", "calls others and is called by nobody")
               : QCoreApplication::translate("canvas", "is called by others and calls nobody");
}

Result<Edit> insertOnLink(const Topology &topology, const std::string &kind, const ElementId &link, ElementId *id)
{
    const Link old = topology.links.at(link);
    const auto caller = topology.containers.find(old.from.container);
    if (caller == topology.containers.end()) {
        return fail(ErrorCode::Refused, Told{QT_TRANSLATE_NOOP("phrase", "The link comes from nowhere."),
                                             QT_TRANSLATE_NOOP("phrase", "Remove it.")});
    }
    const auto pod = caller->second.pod;
    EditChain chain(topology);
    ElementId created;
    chain.add(addContainer(chain.now(), kind, pod, {}, &created));
    // Asked as if the link were gone: an end that takes one link only is free then.
    auto without = chain.now();
    without.links.erase(link);
    const auto in = fittingPort(without, old.from, created, nullptr);
    const auto out = fittingPort(without, old.to, created, nullptr);
    if (!in || !out) {
        return fail(ErrorCode::Refused,
                    Told{QT_TRANSLATE_NOOP("phrase", "This kind cannot stand between the two ends of the link."),
                         QT_TRANSLATE_NOOP("phrase", "An ambassador that speaks the link's protocol can.")});
    }
    // The callee's side keeps the link's id and parameters: its server name and its network are those of the callee.
    auto moved = old;
    moved.from = {created, *out};
    chain.add(Edit{{}, {Slot<Link>{link, moved}}});
    chain.add(connect(chain.now(), old.from, {created, *in}));
    if (id != nullptr) {
        *id = created;
    }
    return std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Insert on link"));
}

Result<Edit> addLinked(const Topology &topology, const std::string &kind, const Endpoint &end, const ElementId &pod,
                       Point position, ElementId *id)
{
    EditChain chain(topology);
    ElementId created;
    chain.add(addContainer(chain.now(), kind, pod, position, &created));
    std::string reason;
    const auto port = fittingPort(chain.now(), end, created, &reason);
    if (!port) {
        return fail(ErrorCode::Refused, reason);
    }
    const auto ends = inOrder(chain.now(), end, {created, *port});
    chain.add(connect(chain.now(), ends.from, ends.to));
    if (id != nullptr) {
        *id = created;
    }
    return std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Add and connect"));
}

std::vector<PickerEntry> newLinkedEntries(const Topology &topology, const ElementId &container, const std::string &port)
{
    const ElementId other = "other of the two";
    auto two = LinkablePair(topology, container).with({});
    const auto *own = kindOf(topology, container);
    std::vector<PickerEntry> entries;
    for (const auto direction : {Direction::Out, Direction::In}) {
        for (const auto &each : own == nullptr ? std::vector<PortInfo>() : own->ports) {
            if (each.direction != direction || (!port.empty() && each.name != port)) {
                continue;
            }
            for (const auto *kind : placeableKinds()) {
                two.containers[other] = Container{other, {}, kind->key, {}, {}, {}};
                const auto fitting = fittingPort(two, {container, each.name}, other, nullptr);
                if (!fitting) {
                    continue;
                }
                const auto name = QString::fromStdString(each.name);
                entries.push_back(
                    {QCoreApplication::translate("canvas", "New: %1").arg(catalogText(kind->title)),
                     QStringLiteral("%1 %2 %3")
                         .arg(name, direction == Direction::Out ? QStringLiteral("→") : QStringLiteral("←"),
                              QString::fromStdString(*fitting)),
                     QStringLiteral("%1/%2/%3").arg(newLinked, name, QString::fromStdString(kind->key)),
                     QString::fromStdString(kind->icon),
                     {},
                     true});
            }
        }
    }
    return entries;
}

bool isNewLinkedKey(const QString &key)
{
    return key.section(QLatin1Char('/'), 0, 0) == newLinked;
}

Result<Edit> addLinkedBeside(const Topology &topology, const ElementId &container, const QString &key, ElementId *id)
{
    const Endpoint end{container, key.section(QLatin1Char('/'), 1, 1).toStdString()};
    const auto found = topology.containers.find(container);
    const auto pod = found == topology.containers.end() ? topology.pods.end() : topology.pods.find(found->second.pod);
    const auto rect = pod == topology.pods.end() ? QRectF() : podRect(topology, pod->second);
    const auto *port = portOf(topology, end);
    const bool isCalled = port != nullptr && port->direction == Direction::In; // callers stand before whom they call
    const auto place = snapped(freePlace(topology, rect, podSize(1), {isCalled ? -1.0 : 1.0, 0}));
    return addLinked(topology, key.section(QLatin1Char('/'), 2).toStdString(), end, {}, toPoint(place), id);
}

Result<Edit> moveToNewPod(const Topology &topology, const ElementId &container, Point position)
{
    EditChain chain(topology);
    ElementId pod;
    chain.add(addPod(chain.now(), position, topology.containers.at(container).name, &pod));
    chain.add(moveToPod(chain.now(), container, pod));
    return std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Move to a pod of its own"));
}

} // namespace bayplan
