// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/fork_document.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"
#include "engine/plan/injected_fault.h"

#include <algorithm>

namespace bayplan::ctl {
namespace {

Error wrongInjection(const std::string &text, std::string message)
{
    return fail(ErrorCode::InvalidInput, std::move(message),
                "For example kill:web-0, pause:web-1/app:5s or load:client:10s:4.",
                Place{"--inject " + text, 0, 0, {}});
}

Result<void> set(Topology &topology, const ElementId &id, const std::string &key, const Value &value)
{
    auto edit = setParam(topology, id, key, value);
    if (!edit) {
        Error error = edit.error();
        error.code = ErrorCode::InvalidInput;
        return error;
    }
    apply(topology, std::move(*edit));
    return {};
}

bool has(const std::string &kind, const char *param)
{
    const KindInfo *info = findKind("fault." + kind);
    return info != nullptr && findParam(*info, param) != nullptr;
}

/// Until somebody resumes it, when it has no length.
bool isHeld(const std::string &kind)
{
    return kind == "pause" || kind == "partition" || kind == "load";
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
        if (const auto done = set(topology, id, "for", formatDuration(length)); !done)
            return done.error();
    }
    return {};
}

} // namespace

Result<Injection> parseInjection(const std::string &text)
{
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ':')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    if (parts.size() < 2 || parts.size() > 4 || parts[0].empty() || parts[1].empty())
        return wrongInjection(text, "This is not of the form KIND:TARGET, KIND:TARGET:LENGTH or "
                                    "KIND:TARGET:LENGTH:FACTOR.");
    Injection injection{.kind = parts[0], .target = parts[1]};
    if (findKind("fault." + injection.kind) == nullptr)
        return wrongInjection(text, "There is no fault \"" + injection.kind + "\".");
    if (parts.size() > 2) {
        const auto length = parseDuration(parts[2]);
        if (!length)
            return wrongInjection(text, length.error().message);
        if (!has(injection.kind, "for"))
            return wrongInjection(text, "A " + injection.kind + " has no length.");
        injection.length = *length;
    }
    if (parts.size() > 3) {
        const auto factor = parseNumber(parts[3]);
        if (!factor || *factor < 0)
            return wrongInjection(text, '"' + parts[3] + "\" is no factor.");
        if (!has(injection.kind, "factor"))
            return wrongInjection(text, "A " + injection.kind + " has no factor.");
        injection.factor = *factor;
    }
    return injection;
}

Result<std::pair<Injection, Time>> parseTimedInjection(const std::string &text)
{
    const std::size_t sign = text.rfind('@');
    if (sign == std::string::npos)
        return wrongInjection(text, "It does not say when: KIND:TARGET@TIME.");
    auto injection = parseInjection(text.substr(0, sign));
    const auto at = parseDuration(std::string_view(text).substr(sign + 1));
    if (!injection)
        return injection.error();
    if (!at)
        return wrongInjection(text, at.error().message);
    return std::pair(std::move(*injection), Time(*at));
}

Result<void> addInjection(Topology &topology, Duration run, const Injection &injection, Time at)
{
    ElementId id;
    apply(topology, addFault(topology, injection.kind, injection.target, &id));
    if (const auto done = set(topology, id, "at", formatDuration(at.time_since_epoch())); !done)
        return done.error();
    if (has(injection.kind, "factor")) {
        if (const auto done = set(topology, id, "factor", injection.factor); !done)
            return done.error();
    }
    Duration length = injection.length;
    if (length <= Duration(0) && isHeld(injection.kind))
        length = std::max(Duration(0), run - at.time_since_epoch()) + std::chrono::seconds(1);
    if (length <= Duration(0) || !has(injection.kind, "for"))
        return {};
    return set(topology, id, "for", formatDuration(length));
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
        const auto done = action.injection.kind == "resume"
                              ? endWhatIsHeld(topology, plan, action.injection, begin)
                              : addInjection(topology, plan.duration, action.injection, begin);
        if (!done)
            return done.error();
    }
    for (const Injection &injection : injections) {
        if (const auto done = addInjection(topology, plan.duration, injection, at); !done)
            return done.error();
    }
    return topology;
}

} // namespace bayplan::ctl
