// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_draft.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "engine/base/units.h"
#include "engine/model/entries.h"
#include "engine/model/param_check.h"

#include <algorithm>
#include <set>

namespace bayplan {

namespace {

constexpr double patternColumnStep = 336;
constexpr double patternRowGap = 32;

std::string kindTitleOf(const Container &container)
{
    const auto *kind = findKind(container.kind);
    return kind == nullptr ? container.kind : kind->title;
}

std::vector<std::string> mountTexts(const Topology &topology, const ElementId &id)
{
    const auto container = topology.containers.find(id);
    return container == topology.containers.end() ? std::vector<std::string>()
                                                  : paramsOf(container->second).list("mounts");
}

bool liesBelow(const std::string &folder, const std::string &mounted)
{
    return folder == mounted || folder.starts_with(mounted == "/" ? mounted : mounted + '/');
}

} // namespace

PatternDraft::PatternDraft(const Topology &topology, const PatternPlace &where)
    : m_before(topology), m_where(where), m_chain(topology)
{
    const auto container = topology.containers.find(where.container);
    if (container == topology.containers.end()) {
        m_where.container.clear();
    } else {
        m_where.pod = container->second.pod;
    }
    m_joined = topology.pods.contains(m_where.pod) ? m_where.pod : ElementId();
}

void PatternDraft::refuse(const std::string &sentence, const std::string &advice)
{
    m_chain.add(Result<Edit>(fail(ErrorCode::Refused, sentence, advice)));
}

// ---- what the pattern serves ----

ElementId PatternDraft::found(const std::function<bool(const Container &)> &suits, const std::string &wanted)
{
    if (!m_where.container.empty() && suits(m_before.containers.at(m_where.container))) {
        return m_where.container;
    }
    if (m_joined.empty()) {
        return {};
    }
    for (const auto *container : containersOf(m_before, m_joined)) {
        if (suits(*container)) {
            return container->id;
        }
    }
    if (!m_where.container.empty()) {
        const auto &aimedAt = m_before.containers.at(m_where.container);
        refuse("This pattern needs " + wanted + "; \"" + aimedAt.name + "\" is of the kind " + kindTitleOf(aimedAt) +
                   '.',
               "Put it on another container, or where there is none.");
    } else if (!containersOf(m_before, m_joined).empty()) {
        refuse("This pattern needs " + wanted + "; the pod \"" + m_before.pods.at(m_joined).name + "\" has none.",
               "Put it on another pod, or where there is none.");
    }
    return {};
}

ElementId PatternDraft::serve(const std::string &kind, const std::string &podName, const std::string &name)
{
    const auto *info = findKind(kind);
    const auto there = found([&](const Container &container) { return container.kind == kind; },
                             "a container of the kind " + (info == nullptr ? kind : info->title));
    if (!there.empty()) {
        return there;
    }
    return container(kind, m_joined.empty() ? pod(1, podName) : m_joined, name);
}

Endpoint PatternDraft::caller(const std::string &podName, const std::string &name, bool mayBeLoad)
{
    const auto there = found(
        [mayBeLoad](const Container &container) {
            return container.kind == "container" || (mayBeLoad && container.kind == "load");
        },
        "a container that calls others");
    if (!there.empty()) {
        return {there, m_before.containers.at(there).kind == "load" ? "target" : "calls"};
    }
    return {container("container", m_joined.empty() ? pod(1, podName) : m_joined, name), "calls"};
}

ElementId PatternDraft::source(const std::string &podName, const std::string &name)
{
    const auto there =
        found([](const Container &container) { return container.kind == "memcached" || container.kind == "container"; },
              "a container that offers figures");
    if (!there.empty()) {
        return there;
    }
    return container("memcached", m_joined.empty() ? pod(1, podName) : m_joined, name);
}

ElementId PatternDraft::podOf(const ElementId &container) const
{
    const auto at = now().containers.find(container);
    return at == now().containers.end() ? ElementId() : at->second.pod;
}

// ---- parts ----

ElementId PatternDraft::pod(int column, const std::string &name)
{
    ElementId id;
    m_chain.add(addPod(now(), {}, name, &id));
    m_columns[column].push_back(id);
    return id;
}

ElementId PatternDraft::container(const std::string &kind, const ElementId &pod, const std::string &name)
{
    ElementId id;
    m_chain.add(addContainer(now(), kind, pod, {}, &id));
    // A name that is taken in the pod: the one that was given by itself stays.
    if (const auto named = rename(now(), id, name)) {
        m_chain.add(*named);
    }
    return id;
}

ElementId PatternDraft::link(const Endpoint &from, const Endpoint &to)
{
    ElementId id;
    m_chain.add(connect(now(), from, to, &id));
    return id;
}

ElementId PatternDraft::volume(const std::string &name)
{
    ElementId id;
    m_chain.add(addVolume(now(), name, &id));
    return id;
}

ElementId PatternDraft::fault(const std::string &kind, const std::string &target)
{
    ElementId id;
    m_chain.add(addFault(now(), kind, target, &id));
    return id;
}

void PatternDraft::client(const ElementId &target, double perSecond)
{
    if (perSecond <= 0 || !isNew(target)) {
        return;
    }
    const auto load = container("load", pod(0, "client"), "load");
    set(load, "rate", perSecond);
    link({load, "target"}, {target, "in"});
}

// ---- parameters ----

void PatternDraft::set(const ElementId &id, const std::string &key, const Value &value)
{
    const auto *kind = kindOf(now(), id);
    const auto *info = kind == nullptr ? nullptr : findParam(*kind, key);
    const auto *params = findParams(now(), id);
    if (info != nullptr && params != nullptr && !params->contains(key) &&
        normalised(*info, value) == info->defaultValue) {
        return;
    }
    m_chain.add(setParam(now(), id, key, value));
}

void PatternDraft::set(const ElementId &id, const ParamReader &answers, std::initializer_list<const char *> keys)
{
    for (const auto *key : keys) {
        set(id, key, answers.value(key));
    }
}

void PatternDraft::replicas(const ElementId &pod, std::int64_t least)
{
    const auto at = now().pods.find(pod);
    if (at != now().pods.end() && paramsOf(at->second).integer("replicas") < least) {
        set(pod, "replicas", least);
    }
}

std::string PatternDraft::mount(const ElementId &container, const std::string &name, const std::string &folder)
{
    for (const auto &text : mountTexts(now(), container)) {
        if (const auto entry = parseMount(text); entry && liesBelow(folder, entry->path)) {
            return entry->volume;
        }
    }
    const auto made = now().volumes.find(volume(name));
    const auto volumeName = made == now().volumes.end() ? name : made->second.name;
    mountToo(container, volumeName, folder, false);
    return volumeName;
}

void PatternDraft::mountToo(const ElementId &container, const std::string &volume, const std::string &folder,
                            bool readOnly)
{
    auto mounts = mountTexts(now(), container);
    mounts.push_back(formatMount({volume, folder, readOnly}));
    set(container, "mounts", mounts);
}

std::string PatternDraft::moment(double fraction, Duration latest) const
{
    const auto whole = fromSeconds(toSeconds(paramsOf(now()).duration("duration")) * fraction);
    return formatDuration(std::min(whole, latest));
}

std::vector<ElementId> PatternDraft::stepBetween(const ElementId &caller, const Endpoint &in, const Endpoint &out,
                                                 const std::function<bool(const Container &)> &suits)
{
    std::vector<ElementId> taken;
    double calls = 0;
    for (const auto &[id, link] : m_before.links) {
        const auto callee = m_before.containers.find(link.to.container);
        if (link.from.container != caller || callee == m_before.containers.end() || !suits(callee->second)) {
            continue;
        }
        // The callee's side keeps the link's id and network; how often it is called is the caller's affair.
        auto moved = link;
        calls += paramsOf(link).number("callsPerRequest");
        moved.from = out;
        moved.params.erase("callsPerRequest");
        m_chain.add(Edit{{}, {Slot<Link>{id, moved}}});
        taken.push_back(id);
    }
    const auto to = link({caller, "calls"}, in);
    if (!taken.empty()) {
        set(to, "callsPerRequest", calls);
    }
    return taken;
}

// ---- places ----

void PatternDraft::makeRoom()
{
    const auto before = m_before.pods.find(m_joined);
    const auto after = now().pods.find(m_joined);
    if (before == m_before.pods.end() || after == now().pods.end()) {
        return;
    }
    const auto areas = podRects(m_before);
    const auto old = areas.at(m_joined);
    const auto grown = podRect(now(), after->second);
    std::set<ElementId> below;
    bool isCovered = false;
    for (const auto &[id, pod] : m_before.pods) {
        const auto area = areas.at(id);
        if (id == m_joined || area.top() < old.bottom() || area.left() > old.right() || area.right() < old.left() ||
            paramsOf(pod).flag("locked")) {
            continue;
        }
        below.insert(id);
        isCovered = isCovered || area.top() < grown.bottom() + gridStep;
    }
    if (isCovered) {
        m_chain.add(moveBy(now(), below, {0, grown.height() - old.height()}));
    }
}

/// Columns side by side, each in the middle of the tallest one's height, or beside the pod that is joined, which stands
/// in column 1. Then all together down until nothing that was there is covered.
void PatternDraft::arrange()
{
    const auto joined = now().pods.find(m_joined);
    const bool joins = joined != now().pods.end();
    std::map<ElementId, QRectF> areas;
    QRectF all;
    for (const auto &[column, pods] : m_columns) {
        double y = joins && column == 1 ? podRect(now(), joined->second).height() + patternRowGap : 0;
        for (const auto &id : pods) {
            areas[id] = QRectF(QPointF(column * patternColumnStep, y), podSize(containersOf(now(), id).size()));
            all |= areas[id];
            y = areas[id].bottom() + patternRowGap;
        }
    }
    for (const auto &[column, pods] : m_columns) {
        const double spare = joins ? 0 : (all.bottom() - areas[pods.back()].bottom()) / 2;
        for (const auto &id : pods) {
            areas[id].translate(0, spare);
        }
    }
    std::vector<QRectF> taken, placed;
    for (const auto &[id, rect] : podRects(now())) {
        if (!areas.contains(id)) {
            taken.push_back(rect);
        }
    }
    for (const auto &[id, area] : areas) {
        placed.push_back(area);
    }
    const auto shift = clearedOf(taken, placed,
                                 joins ? toPointF(joined->second.position) - QPointF(patternColumnStep, 0)
                                       : QPointF(m_where.centre.x, m_where.centre.y) - all.center());
    for (const auto &[id, area] : areas) {
        m_chain.add(moveBy(now(), {id}, toPoint(snapped(area.topLeft() + shift))));
    }
}

Result<Edit> PatternDraft::finish(Phrase label) &&
{
    makeRoom();
    arrange();
    return std::move(m_chain).finish(std::move(label));
}

} // namespace bayplan
