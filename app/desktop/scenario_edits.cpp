// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scenario_edits.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/param_check.h"
#include "engine/plan/injected_fault.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr const char *chaosMark = "x-chaos"; ///< its value is the seed

const KindInfo *kindOfFault(const Fault &fault)
{
    return findKind("fault." + fault.kind);
}

/// Whole microseconds: what a drag gives is not to be read to the nanosecond.
std::string timeText(Duration duration)
{
    return formatDuration(std::chrono::round<std::chrono::microseconds>(duration));
}

void setTiming(Fault &fault, const FaultTiming &timing)
{
    const auto *kind = kindOfFault(fault);
    if (kind == nullptr) {
        return;
    }
    fault.params["at"] = timeText(std::max(Duration(0), timing.at));
    const auto *length = findParam(*kind, "for");
    if (length != nullptr && timing.hasLength) {
        const auto least = fromSeconds(length->least);
        const auto greatest = fromSeconds(std::min(length->greatest, 1e9));
        fault.params["for"] = timeText(std::clamp(timing.length, least, greatest));
    }
}

/// With an id that neither the topology nor the edit has.
ElementId addTo(Edit &edit, Topology &scratch, Fault fault, std::string_view stem)
{
    fault.id = freshId(scratch, stem);
    scratch.faults[fault.id] = fault;
    edit.slots.push_back(Slot<Fault>{fault.id, fault});
    return fault.id;
}

} // namespace

FaultTiming timingOf(const Fault &fault)
{
    FaultTiming timing;
    const auto *kind = kindOfFault(fault);
    if (kind == nullptr) {
        return timing;
    }
    const ParamReader params(*kind, fault.params);
    timing.at = params.duration("at");
    if (const auto *length = findParam(*kind, "for")) {
        timing.hasLength = true;
        timing.length = params.duration("for");
        timing.mayBeEndless = length->least <= 0;
    }
    return timing;
}

Edit plannedFault(const Topology &topology, const std::string &kind, const std::string &target, const Params &params,
                  Duration at, ElementId *id)
{
    auto edit = addFault(topology, kind, target, id);
    for (auto &slot : edit.slots) {
        if (auto *fault = std::get_if<Slot<Fault>>(&slot); fault != nullptr && fault->value) {
            fault->value->params = params;
            fault->value->params["at"] = timeText(at);
        }
    }
    return edit;
}

Edit timedFaults(const Topology &topology, const std::map<ElementId, FaultTiming> &timings)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Move fault in time"), {}};
    for (const auto &[id, timing] : timings) {
        const auto found = topology.faults.find(id);
        if (found == topology.faults.end()) {
            continue;
        }
        auto fault = found->second;
        setTiming(fault, timing);
        if (fault != found->second) {
            edit.slots.push_back(Slot<Fault>{id, std::move(fault)});
        }
    }
    return edit;
}

Edit pastedFaults(const Topology &topology, const Topology &pasted, Duration at, const std::string &target,
                  std::set<ElementId> *created)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Paste faults"), {}};
    Duration first = Duration::max();
    for (const auto &[id, fault] : pasted.faults) {
        first = std::min(first, timingOf(fault).at);
    }
    auto scratch = topology;
    for (const auto &[id, fault] : pasted.faults) {
        auto copy = fault;
        auto timing = timingOf(fault);
        timing.at += at - first;
        setTiming(copy, timing);
        copy.target = target.empty() ? copy.target : target;
        const auto fresh = addTo(edit, scratch, std::move(copy), id);
        if (created != nullptr) {
            created->insert(fresh);
        }
    }
    return edit;
}

Edit byHandAsFaults(const Topology &topology, const std::vector<LoggedFault> &log, Time runEnd)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Take over what was done by hand"), {}};
    auto scratch = topology;
    for (const auto &logged : log) {
        if (!logged.byHand || !logged.began || !logged.failure.isEmpty()) {
            continue;
        }
        Topology single;
        const auto id = addToScenario(single, *logged.byHand);
        if (!id) {
            continue;
        }
        auto fault = single.faults.at(*id);
        auto timing = timingOf(fault);
        timing.at = logged.began->time_since_epoch();
        const bool isEndless = timing.hasLength && logged.plan.length <= Duration(0);
        if (logged.ended && timing.hasLength) {
            timing.length = std::max(*logged.ended - *logged.began, Duration(std::chrono::milliseconds(1)));
        } else if (isEndless && !timing.mayBeEndless) {
            timing.length = std::max(runEnd - *logged.began, Duration(std::chrono::seconds(1)));
        }
        setTiming(fault, timing);
        const bool isThere = std::ranges::any_of(topology.faults, [&](const auto &entry) {
            const auto &other = entry.second;
            return other.kind == fault.kind && other.target == fault.target && other.params == fault.params;
        });
        if (!isThere) { // taken over before
            addTo(edit, scratch, std::move(fault), "fault-1");
        }
    }
    return edit;
}

Edit chaosInScenario(const Topology &topology, const std::vector<Fault> &faults, std::uint64_t seed, bool replace)
{
    Edit edit{QT_TRANSLATE_NOOP("phrase", "Random chaos"), {}};
    auto scratch = topology;
    for (const auto &[id, fault] : topology.faults) {
        if (replace && fault.extras.contains(chaosMark)) {
            scratch.faults.erase(id);
        }
    }
    for (auto fault : faults) {
        fault.extras[chaosMark] = std::to_string(seed);
        addTo(edit, scratch, std::move(fault), "chaos-001");
    }
    for (const auto &[id, fault] : topology.faults) {
        if (!scratch.faults.contains(id)) {
            edit.slots.push_back(Slot<Fault>{id, std::nullopt});
        }
    }
    return edit;
}

std::vector<Injection> cutsAround(const Topology &topology, const std::set<ElementId> &inside,
                                  const std::string &direction, Duration length)
{
    std::string others;
    std::vector<std::string> targets;
    for (const auto &[id, pod] : topology.pods) {
        if (inside.contains(id)) {
            targets.push_back(id);
        } else {
            others += (others.empty() ? "" : ";") + id;
        }
    }
    std::vector<Injection> cuts;
    for (const auto &target : others.empty() ? std::vector<std::string>() : targets) {
        cuts.push_back({"cut", target, length, {{"others", others}, {"direction", direction}}});
    }
    return cuts;
}

} // namespace bayplan
