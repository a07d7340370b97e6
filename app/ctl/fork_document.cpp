// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/fork_document.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"
#include "simulator/scenario.h"

#include <algorithm>

namespace bayplan::ctl {
namespace {

Error wrongInjection(const std::string &text, std::string message)
{
    return fail(ErrorCode::InvalidInput, std::move(message), "For example kill:web-0 or pause:web-1/app:5s.",
                Place{"--inject " + text, 0, 0, {}});
}

Result<void> set(Topology &topology, const ElementId &id, const std::string &key, Duration value)
{
    auto edit = setParam(topology, id, key, formatDuration(value));
    if (!edit) {
        Error error = edit.error();
        error.code = ErrorCode::InvalidInput;
        return error;
    }
    apply(topology, std::move(*edit));
    return {};
}

bool hasLength(const std::string &kind)
{
    const KindInfo *info = findKind("fault." + kind);
    return info != nullptr && findParam(*info, "for") != nullptr;
}

/// Until somebody resumes it, when it has no length.
bool isHeld(const std::string &kind)
{
    return kind == "pause" || kind == "partition";
}

Result<void> add(Topology &topology, const Plan &plan, const Injection &injection, Time at)
{
    ElementId id;
    apply(topology, addFault(topology, injection.kind, injection.target, &id));
    if (const auto done = set(topology, id, "at", at.time_since_epoch()); !done)
        return done.error();
    Duration length = injection.length;
    if (length <= Duration(0) && isHeld(injection.kind))
        length = plan.duration - at.time_since_epoch() + std::chrono::seconds(1);
    if (length <= Duration(0) || !hasLength(injection.kind))
        return {};
    return set(topology, id, "for", length);
}

bool meet(const FaultPlan &a, const FaultPlan &b)
{
    const auto shareOne = [](const auto &left, const auto &right) {
        return std::ranges::any_of(left,
                                   [&](const auto &each) { return std::ranges::find(right, each) != right.end(); });
    };
    return shareOne(a.instances, b.instances) || shareOne(a.peers, b.peers);
}

/// A document knows no resuming: what is resumed is given the length that it had.
Result<void> endWhatIsHeld(Topology &topology, const Plan &plan, const Injection &resume, Time at)
{
    const auto resumed = faultOf(plan, resume);
    if (!resumed)
        return resumed.error();
    const std::map<ElementId, Fault> faults = topology.faults;
    for (const auto &[id, fault] : faults) {
        const FaultPlan lowered = lowerFault(plan, fault);
        const bool isOn = lowered.at < at && at < lowered.at + lowered.length;
        if (!isOn || fault.kind == "kill" || fault.kind == "oom" || fault.kind == "crash" || !meet(lowered, *resumed))
            continue;
        const Duration length = std::max<Duration>(at - lowered.at, std::chrono::milliseconds(1));
        if (const auto done = set(topology, id, "for", length); !done)
            return done.error();
    }
    return {};
}

} // namespace

Result<Injection> parseInjection(const std::string &text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return wrongInjection(text, "This is not of the form KIND:TARGET.");
    Injection injection{text.substr(0, colon), text.substr(colon + 1), Duration(0)};
    if (findKind("fault." + injection.kind) == nullptr)
        return wrongInjection(text, "There is no fault \"" + injection.kind + "\".");
    const std::size_t second = injection.target.find(':');
    if (second == std::string::npos)
        return injection;
    const auto length = parseDuration(std::string_view(injection.target).substr(second + 1));
    if (!length)
        return wrongInjection(text, length.error().message);
    if (!hasLength(injection.kind))
        return wrongInjection(text, "A " + injection.kind + " has no length.");
    injection.target.resize(second);
    injection.length = *length;
    return injection;
}

Result<Topology> forkedTopology(Topology topology, const Plan &plan, const std::vector<HandAction> &byHand, Time at,
                                const std::vector<Injection> &injections)
{
    Params &settings = topology.settings.params;
    settings["duration"] = formatDuration(plan.duration);
    settings["warmUp"] = formatDuration(plan.warmUp);
    settings["seed"] = static_cast<std::int64_t>(plan.seed);
    for (const HandAction &action : byHand) {
        if (action.when.at > at)
            continue;
        const Time begin = action.when.at + std::chrono::nanoseconds(1);
        const auto done = action.injection.kind == "resume" ? endWhatIsHeld(topology, plan, action.injection, begin)
                                                            : add(topology, plan, action.injection, begin);
        if (!done)
            return done.error();
    }
    for (const Injection &injection : injections) {
        if (const auto done = add(topology, plan, injection, at); !done)
            return done.error();
    }
    return topology;
}

} // namespace bayplan::ctl
