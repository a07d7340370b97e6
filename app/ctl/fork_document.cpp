// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/fork_document.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <algorithm>

namespace bayplan::ctl {
namespace {

Error wrongInjection(const std::string &text, std::string message, std::string advice = {})
{
    if (advice.empty())
        advice = "For example kill:web-0, pause:web-1/app:5s or degrade:web-0:10s:loss=0.1.";
    return fail(ErrorCode::InvalidInput, std::move(message), std::move(advice), Place{"--inject " + text, 0, 0, {}});
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
        const bool isMeant = resumed->how.empty() || resumed->how == id || resumed->how == lowered.text;
        const bool isOn = lowered.at < at && at < lowered.at + lowered.length;
        const bool isEndOfLife = fault.kind == "kill" || fault.kind == "stop" || fault.kind == "oom";
        if (!isMeant || !isOn || isEndOfLife || fault.kind == "crash" || !meet(lowered, *resumed))
            continue;
        const Duration length = std::max<Duration>(at - lowered.at, std::chrono::milliseconds(1));
        if (const auto done = changeParam(topology, id, "for", formatDuration(length)); !done)
            return done.error();
    }
    return {};
}

/// A document has links by their ids.
std::string idOfLink(const Topology &topology, const std::string &target)
{
    const auto link = std::ranges::find_if(topology.links,
                                           [&](const auto &each) { return linkText(topology, each.second) == target; });
    return link == topology.links.end() ? target : link->first;
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
    if (parts.size() < 2 || parts[0].empty() || parts[1].empty())
        return wrongInjection(text, "This is not of the form KIND:TARGET[:LENGTH][:PARAM=VALUE].");
    Injection injection{.kind = parts[0], .target = parts[1]};
    std::size_t next = 2;
    if (next < parts.size() && parts[next].find('=') == std::string::npos) {
        const auto length = parseDuration(parts[next++]);
        if (!length)
            return wrongInjection(text, length.error().message);
        injection.length = *length;
    }
    for (; next < parts.size(); ++next) {
        const std::size_t equals = parts[next].find('=');
        // A number by itself is the factor of a load.
        const std::string key = equals == std::string::npos ? "factor" : parts[next].substr(0, equals);
        const std::string value = equals == std::string::npos ? parts[next] : parts[next].substr(equals + 1);
        if (!injection.params.emplace(key, value).second)
            return wrongInjection(text, "It says \"" + key + "\" twice.");
    }
    if (isByHandOnly(injection.kind))
        return wrongInjection(text, '"' + injection.kind + "\" is done by hand only, and stands in no document.",
                              "Do it to a run in the window, or to a deployment with bayplanctl inject.");
    Topology scratch;
    if (const auto possible = addToScenario(scratch, injection); !possible)
        return wrongInjection(text, possible.error().message, possible.error().advice);
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
    Injection lasting = injection;
    lasting.target = idOfLink(topology, injection.target);
    if (lasting.length <= Duration(0) && lastsUntilResumed(injection.kind))
        lasting.length = std::max(Duration(0), run - at.time_since_epoch()) + std::chrono::seconds(1);
    if (isQueueOrder(injection.kind))
        return fail(ErrorCode::Unsupported,
                    "What was done by hand to the dead letters of " + injection.target + " cannot stand in a document.",
                    "Fork the run before it, or replay it as it was.");
    const auto id = addToScenario(topology, lasting);
    if (!id)
        return id.error();
    return changeParam(topology, *id, "at", formatDuration(at.time_since_epoch()));
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
