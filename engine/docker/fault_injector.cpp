// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/fault_injector.h"

#include "engine/base/translatable.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/fault_support.h"
#include "engine/docker/queue_orders.h"
#include "engine/model/catalog.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr std::int64_t quotaPeriodMicros = 100'000;
constexpr auto undoPatience = 30s;

/// Engines answer 409 or 500 when there is nothing to do, and 409 also to what they refuse: only the words tell.
bool isSoAlready(const std::string &verb, const Error &error)
{
    const auto says = [&error](std::string_view words) { return error.message.find(words) != std::string::npos; };
    if (verb == "kill") // Podman: "can only kill running containers. 5f is in state exited"
        return says("is not running") || (says("is in state") && !says("in state paused"));
    return (verb == "pause" && says("is already paused")) || (verb == "unpause" && says("is not paused")) ||
           (verb == "disconnect" && says("not connected"));
}

/// The first failure stays, but for one of who is gone: the others are tried again.
void noteFailure(Result<void> &outcome, const Result<void> &done)
{
    if (!done && (outcome || outcome.error().code == ErrorCode::NotFound))
        outcome = done;
}

class Injector {
public:
    Injector(FaultContext context, std::vector<FoundItem> targets)
        : m_context(std::move(context)), m_targets(std::move(targets))
    {
        std::stable_partition(m_targets.begin(), m_targets.end(),
                              [](const FoundItem &item) { return !item.isOwner(); });
    }

    Task<Result<void>> run(FaultPlan fault)
    {
        const std::string &kind = fault.kind;
        if (kind == "limits") {
            if (auto read = co_await readLimits(); !read)
                co_return read;
            if (fault.length <= Duration(0))
                fault.length = untilResumed;
        }
        if (kind == "pause")
            leaveTheEnded();
        if (fault.length > Duration(0))
            leaveTheHeld(kind);
        auto noted = note(fault);
        if (!noted)
            co_return noted.error();
        if (kind == "restart")
            co_return co_await restart();
        if (kind == "resume")
            co_return co_await resume();
        if (auto begun = co_await begin(fault); !begun) {
            if (*noted) // some of the containers may have it
                static_cast<void>(co_await undoAndForget(kind, **noted));
            co_return begun;
        }
        if (fault.length <= Duration(0))
            co_return Result<void>();
        co_await waitFor(std::chrono::duration_cast<std::chrono::milliseconds>(fault.length));
        if (!*noted)
            co_return co_await undo(kind);
        co_return co_await undoAndForget(kind, **noted);
    }

    /// An engine that does not answer may do so soon; when it does not, the note stays for who looks next.
    Task<Result<void>> undoAndForget(std::string kind, NotedFault &noted)
    {
        const auto end = std::chrono::steady_clock::now() + undoPatience;
        for (;;) {
            const std::set<std::string> held = noted.leaveToOthers();
            std::erase_if(m_targets,
                          [&](const FoundItem &item) { return held.contains(item.labelValue(label::instance)); });
            auto undone = co_await undo(kind);
            if (undone || undone.error().code == ErrorCode::NotFound)
                co_return undone;
            if (m_context.isEnding() || std::chrono::steady_clock::now() >= end) {
                noted.leave();
                co_return undone;
            }
            co_await m_context.changed.wait(1s);
        }
    }

    Task<Result<void>> undo(std::string kind)
    {
        if (kind == "kill" || kind == "stop")
            co_return co_await startAll();
        if (kind == "limits")
            co_return co_await restoreLimits();
        if (kind == "pause")
            co_return co_await onEach("unpause", true);
        co_return co_await rejoin();
    }

    void setLimitsBefore(std::map<std::string, ContainerLimits> limits) { m_limitsBefore = std::move(limits); }

private:
    /// Who has ended cannot be paused, and keeps nobody else from it.
    void leaveTheEnded()
    {
        const auto hasEnded = [](const FoundItem &item) { return item.state == "exited"; };
        if (!std::ranges::all_of(m_targets, hasEnded))
            std::erase_if(m_targets, hasEnded);
    }

    /// Who is so for good already stays so: no fault that goes on would end it. As simulated.
    void leaveTheHeld(const std::string &kind)
    {
        const bool isDown = kind == "kill" || kind == "stop";
        if (!isDown && kind != "pause")
            return;
        const auto held = heldByFaults(m_context.engine.info().url, m_context.deployment, kind);
        std::erase_if(m_targets, [&](const FoundItem &item) {
            return item.state == (isDown ? "exited" : "paused") && !held.contains(item.labelValue(label::instance));
        });
    }

    /// Of what has to be undone. A by-hand pause of `inject`, which ends when somebody resumes it, is left alone.
    Result<std::optional<NotedFault>> note(const FaultPlan &fault) const
    {
        const bool isUndone = fault.kind == "pause" || fault.kind == "partition" || fault.kind == "limits" ||
                              ((fault.kind == "kill" || fault.kind == "stop") && fault.length > Duration(0));
        if (!isUndone || (fault.length <= Duration(0) && m_context.outlivesProgram))
            return std::optional<NotedFault>();
        FaultNote note{
            m_context.engine.info().url, m_context.deployment, fault.kind, {}, m_limitsBefore, m_context.address};
        for (const FoundItem &item : m_targets)
            note.instances.push_back(item.labelValue(label::instance));
        auto written = NotedFault::write(note);
        if (!written)
            return written.error();
        return std::optional<NotedFault>(std::move(*written));
    }

    Task<Result<void>> begin(FaultPlan fault)
    {
        if (fault.kind == "partition")
            co_return co_await partition();
        if (fault.kind == "limits")
            co_return co_await tightenLimits(std::move(fault));
        if (fault.kind == "stop")
            co_return co_await stopAll();
        co_return co_await onEach(fault.kind, true);
    }

    /// Members before owners, or the other way round: a member can neither start nor live without its owner.
    Task<Result<void>> onEach(std::string verb, bool membersFirst)
    {
        Result<void> outcome;
        for (const bool owners : {!membersFirst, membersFirst})
            for (const FoundItem &item : m_targets) {
                if (item.isOwner() != owners)
                    continue;
                const auto done = co_await actOnContainer(m_context.engine, item.id, verb);
                // Already dead, already paused: that is what was wanted.
                if (!done && !isSoAlready(verb, done.error()))
                    noteFailure(outcome, done);
            }
        co_return outcome;
    }

    Task<Result<void>> startAll() { return onEach("start", false); }

    Task<Result<void>> restart()
    {
        const bool wholePod = std::ranges::any_of(m_targets, &FoundItem::isOwner);
        if (!wholePod)
            co_return co_await onEach("restart", true);
        static_cast<void>(co_await stopAll());
        co_return co_await startAll();
    }

    /// Members at once, each with its grace time; their owners behind them.
    Task<Result<void>> stopAll()
    {
        std::vector<Task<void>> stops;
        for (const FoundItem &item : m_targets)
            if (!item.isOwner())
                stops.push_back(stopOne(item.id));
        co_await allOf(std::move(stops));
        for (const FoundItem &item : m_targets)
            if (item.isOwner())
                co_await stopOne(item.id);
        co_return Result<void>();
    }

    Task<void> stopOne(std::string id) { static_cast<void>(co_await stopContainer(m_context.engine, id)); }

    /// Of a pause, and of being cut off.
    Task<Result<void>> resume()
    {
        if (auto unpaused = co_await onEach("unpause", true); !unpaused)
            co_return unpaused;
        co_return co_await rejoin();
    }

    Task<Result<void>> rejoin()
    {
        Result<void> outcome;
        for (const FoundItem &item : m_targets)
            if (item.isOwner())
                noteFailure(outcome, co_await connect(item));
        co_return outcome;
    }

    /// As they are before the fault, of all but the pods' owners, which hold nothing up.
    Task<Result<void>> readLimits()
    {
        const auto known = limitsBeforeFaults(m_context.engine.info().url, m_context.deployment);
        for (const FoundItem &item : m_targets) {
            if (item.isOwner())
                continue;
            const auto details = co_await inspectContainer(m_context.engine, item.id);
            if (!details)
                co_return details.error();
            const std::string instance = item.labelValue(label::instance);
            const auto before = known.find(instance); // what it has now is another fault's
            m_limitsBefore[instance] = before != known.end() ? before->second : details->limits;
        }
        co_return Result<void>();
    }

    Task<Result<void>> tightenLimits(FaultPlan fault)
    {
        for (const FoundItem &item : m_targets) {
            const auto before = m_limitsBefore.find(item.labelValue(label::instance));
            if (before == m_limitsBefore.end())
                continue;
            json body;
            if (fault.cpus > 0 && before->second.nanoCpus > 0) {
                body["NanoCpus"] = std::llround(fault.cpus * 1e9);
            } else if (fault.cpus > 0) {
                body["CpuPeriod"] = quotaPeriodMicros;
                body["CpuQuota"] = std::llround(fault.cpus * quotaPeriodMicros);
            }
            if (fault.memoryBytes > 0)
                body["Memory"] = body["MemorySwap"] = fault.memoryBytes;
            if (auto done = co_await update(item.id, body.dump()); !done)
                co_return done;
        }
        co_return Result<void>();
    }

    Task<Result<void>> restoreLimits()
    {
        constexpr std::int64_t none = -1; // 0 would change nothing
        const auto orNone = [](std::int64_t value) { return value > 0 ? value : none; };
        Result<void> outcome;
        for (const FoundItem &item : m_targets) {
            const auto before = m_limitsBefore.find(item.labelValue(label::instance));
            if (before == m_limitsBefore.end())
                continue;
            const ContainerLimits &limits = before->second;
            json body;
            if (limits.nanoCpus > 0) {
                body["NanoCpus"] = limits.nanoCpus;
            } else {
                body["CpuPeriod"] = quotaPeriodMicros;
                body["CpuQuota"] = orNone(limits.cpuQuotaMicros);
            }
            body["Memory"] = orNone(limits.memoryBytes);
            body["MemorySwap"] = orNone(limits.memorySwapBytes);
            noteFailure(outcome, co_await update(item.id, body.dump()));
        }
        co_return outcome;
    }

    Task<Result<void>> update(std::string id, std::string body)
    {
        EngineCall call;
        call.method = "POST";
        call.path = "/containers/" + id + "/update";
        call.body = std::move(body);
        const auto answer = co_await m_context.engine.call(std::move(call));
        if (!answer)
            co_return answer.error();
        co_return Result<void>();
    }

    Task<Result<void>> partition()
    {
        if (std::ranges::none_of(m_targets, &FoundItem::isOwner))
            co_return fail(ErrorCode::Unsupported, cannotBeCutOff());
        for (const FoundItem &item : m_targets)
            if (item.isOwner()) {
                const auto details = co_await inspectContainer(m_context.engine, item.id);
                if (details)
                    m_addresses[item.id] = details->addresses;
                const json body{{"Container", item.id}, {"Force", false}};
                if (auto cut = co_await changeNetwork("disconnect", body.dump());
                    !cut && !isSoAlready("disconnect", cut.error()))
                    co_return cut;
            }
        co_return Result<void>();
    }

    /// With the aliases that it was made with (the engine forgets them), and the address when it is known.
    Task<Result<void>> connect(FoundItem item)
    {
        const std::string network = m_context.deployment + "_default";
        const auto details = co_await inspectContainer(m_context.engine, item.id);
        if (!details)
            co_return details.error();
        if (details->addresses.contains(network))
            co_return Result<void>();
        json body;
        body["Container"] = item.id;
        body["EndpointConfig"]["Aliases"] = json::parse(item.labelValue(label::aliases), nullptr, false);
        if (const auto known = m_addresses.find(item.id); known != m_addresses.end() && known->second.contains(network))
            body["EndpointConfig"]["IPAMConfig"]["IPv4Address"] = known->second.at(network);
        auto joined = co_await changeNetwork("connect", body.dump());
        if (!joined && joined.error().message.find("ddress already in use") != std::string::npos) {
            // Whoever was started meanwhile has got it.
            body["EndpointConfig"].erase("IPAMConfig");
            joined = co_await changeNetwork("connect", body.dump());
        }
        co_return joined;
    }

    Task<Result<void>> changeNetwork(std::string verb, std::string body)
    {
        EngineCall call;
        call.method = "POST";
        call.path = "/networks/" + m_context.deployment + "_default/" + verb;
        call.body = std::move(body);
        const auto answer = co_await m_context.engine.call(std::move(call));
        if (!answer)
            co_return answer.error();
        co_return Result<void>();
    }

    Task<void> waitFor(std::chrono::milliseconds length)
    {
        const auto end = std::chrono::steady_clock::now() + length;
        while (!m_context.isEnding()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            if (left <= 0ms)
                break;
            co_await m_context.changed.wait(std::min<std::chrono::milliseconds>(left, 500ms));
        }
    }

    FaultContext m_context;
    std::vector<FoundItem> m_targets; ///< members first
    std::map<std::string, std::map<std::string, std::string>> m_addresses;
    std::map<std::string, ContainerLimits> m_limitsBefore; ///< by instance
};

Task<Result<std::vector<FoundItem>>> containersOf(const FaultContext &context)
{
    return listContainers(context.engine, std::string(label::deployment) + "=" + context.deployment);
}

Task<Result<std::vector<FoundItem>>> namedContainers(const FaultContext &context, std::set<std::string> instances)
{
    auto all = co_await containersOf(context);
    if (all)
        std::erase_if(*all,
                      [&](const FoundItem &item) { return !instances.contains(item.labelValue(label::instance)); });
    co_return all;
}

/// "web" of the replica "web-0".
std::string withoutNumber(const std::string &pod)
{
    const auto last = pod.find_last_not_of("0123456789");
    return last != std::string::npos && last + 1 < pod.size() && pod[last] == '-' ? pod.substr(0, last) : pod;
}

} // namespace

Result<void> canInject(const std::string &kind)
{
    constexpr std::array<std::string_view, 7> kinds{"kill",   "stop",      "restart", "pause",
                                                    "resume", "partition", "limits"};
    const Phrase advice(QT_TRANSLATE_NOOP("phrase", "Use kill, stop, restart, pause, resume, partition or limits."));
    if (std::ranges::find(kinds, kind) != kinds.end())
        return {};
    if (kind == "replicate")
        return fail(
            ErrorCode::Unsupported,
            Told{QT_TRANSLATE_NOOP("phrase",
                                   "A deployment has no spare replicas for the fault \"replicate\": nobody tells "
                                   "its fronts when one becomes ready, and they would try those that wait."),
                 QT_TRANSLATE_NOOP("phrase", "Give the pod as many replicas as it is to have; the simulator can start "
                                             "them one by one.")});
    if (findKind("fault." + kind) != nullptr)
        return fail(
            ErrorCode::Unsupported,
            Told{{QT_TRANSLATE_NOOP("phrase", "A Docker Engine cannot bring about the fault \"%1\" by itself."), kind},
                 advice});
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is no kind of fault."), kind}, advice});
}

Result<std::vector<FoundItem>> findTargets(const std::vector<FoundItem> &all, const std::string &target)
{
    std::vector<FoundItem> targets, replicas;
    std::set<std::string> pods;
    for (const FoundItem &item : all) {
        const std::string pod = item.labelValue(label::pod), instance = item.labelValue(label::instance);
        if (pod.empty())
            continue;
        pods.insert(pod);
        if (target.empty())
            continue;
        if (target == pod || target == instance || target == item.labelValue(label::node))
            targets.push_back(item);
        else if (const std::string drawn = withoutNumber(pod);
                 target == drawn || (instance.starts_with(pod) && target == drawn + instance.substr(pod.size())))
            replicas.push_back(item);
    }
    if (!targets.empty() || !replicas.empty())
        return targets.empty() ? replicas : targets;
    std::string names;
    for (const std::string &pod : pods)
        names += (names.empty() ? "" : ", ") + pod;
    return fail(ErrorCode::NotFound,
                Told{{QT_TRANSLATE_NOOP("phrase", "There is no pod or container \"%1\" in this deployment."), target},
                     names.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "Nothing of it runs."))
                                   : Phrase(QT_TRANSLATE_NOOP("phrase", "Its pods are %1."), names)});
}

Task<Result<void>> injectFault(FaultContext context, Injection injection)
{
    const bool isOrder = isQueueOrder(injection.kind);
    if (auto possible = isOrder ? Result<void>() : canInject(injection.kind); !possible)
        co_return possible;
    auto fault = unaimedFault(injection);
    if (!fault)
        co_return fault.error();
    const auto all = co_await containersOf(context);
    if (!all)
        co_return all.error();
    auto targets = findTargets(*all, injection.target);
    if (!targets)
        co_return targets.error();
    if (isOrder) {
        std::vector<std::string> instances;
        for (const FoundItem &item : *targets)
            instances.push_back(item.labelValue(label::instance));
        co_return co_await giveOrder(std::move(context), std::move(*fault), std::move(instances));
    }
    Injector injector(std::move(context), std::move(*targets));
    co_return co_await injector.run(std::move(*fault));
}

Task<Result<void>> injectFault(FaultContext context, FaultPlan fault, std::set<std::string> instances)
{
    if (auto possible = canInject(fault.kind); !possible)
        co_return possible;
    auto targets = co_await namedContainers(context, instances);
    if (!targets)
        co_return targets.error();
    if (targets->empty())
        co_return fail(
            ErrorCode::NotFound,
            Told{{QT_TRANSLATE_NOOP("phrase", "None of the containers that \"%1\" names runs."), fault.text}, {}});
    Injector injector(std::move(context), std::move(*targets));
    co_return co_await injector.run(std::move(fault));
}

Task<Result<void>> undoFault(FaultContext context, FaultNote note)
{
    auto targets = co_await namedContainers(context, {note.instances.begin(), note.instances.end()});
    if (!targets)
        co_return targets.error();
    if (targets->empty())
        co_return fail(ErrorCode::NotFound,
                       Told{QT_TRANSLATE_NOOP("phrase", "None of these containers is there any more."), {}});
    Injector injector(std::move(context), std::move(*targets));
    injector.setLimitsBefore(std::move(note.limits));
    co_return co_await injector.undo(std::move(note.kind));
}

} // namespace bayplan
