// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/observer.h"

#include "engine/base/units.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/json_members.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/http_target.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto surveyEvery = 3s;
constexpr auto probeEvery = 15s;
constexpr auto lookAgainAfter = 1s; ///< when something was doubtful
constexpr auto reconnectAfter = 300ms;
constexpr std::chrono::milliseconds usageEvery = 5s, usageSoonAfter = 1s; ///< soon: a rate needs two samples
constexpr std::size_t usageCallsInFlight = 8;
constexpr std::size_t eventLimitBytes = 1U << 20U;
constexpr const char *snapshotCommand = "{\"command\":\"snapshot\"}\n";
constexpr std::string_view snapshotEnds = "{\"snapshot\":";

/// Seconds and nine digits, as the engine's `since` takes them.
std::string sinceText(std::int64_t unixNanoseconds)
{
    std::string fraction = std::to_string(unixNanoseconds % 1'000'000'000);
    fraction.insert(0, 9 - fraction.size(), '0');
    return std::to_string(unixNanoseconds / 1'000'000'000) + "." + fraction;
}

/// To a hub, which would tell their last reports to whoever attaches when they are deployed again.
std::string forgetCommands(const std::set<std::string> &instances)
{
    std::string commands;
    for (const std::string &instance : instances)
        commands += json{{"command", "forget"}, {"instance", instance}}.dump() + '\n';
    return commands;
}

} // namespace

std::int64_t unixNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::optional<EngineEvent> readEngineEvent(std::string_view line)
{
    const json value = json::parse(line, nullptr, false);
    if (textAt(value, "Type") != "container" || !value.contains("Actor"))
        return std::nullopt;
    const json &actor = value["Actor"];
    const json attributes = actor.is_object() && actor.contains("Attributes") ? actor["Attributes"] : json();
    EngineEvent event;
    event.action = textAt(value, "Action");
    event.containerId = textAt(actor, "ID");
    event.instance = textAt(attributes, label::instance);
    event.exitCode = static_cast<int>(parseInteger(textAt(attributes, "exitCode")).value_or(0));
    if (const auto time = value.find("timeNano"); time != value.end() && time->is_number_integer())
        event.unixNanoseconds = time->get<std::int64_t>();
    return event;
}

Observer::Observer(EngineClient &engine, std::string deployment, const Plan &plan, DeploymentView &view,
                   Signal &changed)
    : m_engine(engine), m_deployment(std::move(deployment)), m_plan(plan), m_view(view), m_changed(changed),
      m_eventsSince(unixNow())
{
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
        m_byName[plan.instances[index].name] = index;
}

void Observer::setHub(std::string id)
{
    // The stream of a hub that was replaced may stay open in silence.
    if (m_hubStream != nullptr && id != m_hub)
        m_hubStream->close();
    m_hub = std::move(id);
    m_changed.notify();
}

void Observer::mendPods()
{
    m_mends = true;
    for (const PodPlan &pod : m_plan.pods)
        m_doubtful.insert(pod.name);
    m_changed.notify();
}

Task<void> Observer::run()
{
    std::vector<Task<void>> tasks;
    tasks.push_back(followHub());
    tasks.push_back(followEvents());
    tasks.push_back(lookNowAndThen());
    tasks.push_back(followUsage());
    tasks.push_back(probeNetworks());
    co_await allOf(std::move(tasks));
}

void Observer::stop()
{
    m_isStopping = true;
    if (m_hubStream != nullptr)
        m_hubStream->close();
    if (m_eventStream != nullptr)
        m_eventStream->close();
    m_engine.giveUpWaiting();
    m_changed.notify();
}

Task<void> Observer::followHub()
{
    while (!m_isStopping) {
        const std::string hub = m_hub;
        if (!hub.empty())
            co_await attachOnce(hub);
        if (!m_isStopping && hub == m_hub)
            co_await m_changed.wait(reconnectAfter);
    }
}

Task<void> Observer::attachOnce(std::string hub)
{
    const auto stream = co_await attachTo(m_engine, hub);
    if (!stream || m_isStopping || hub != m_hub) // an engine attaches to a stopped one, too, which says nothing
        co_return;
    m_hubStream = stream->get();
    // What was said before anybody listened.
    static_cast<void>(co_await (*stream)->write(snapshotCommand));
    bool isNews = false, isOfThePast = true;
    std::set<std::string> strangers; ///< no longer part of the deployment
    LineSplitter lines(
        [&](std::string_view line) {
            if (const auto telemetry = readTelemetry(line)) {
                m_view.apply(*telemetry, unixNow());
                isNews = true;
                // Who speaks later is of a change that another program has made meanwhile.
                if ((isOfThePast || !m_mends) && !m_byName.contains(telemetry->instance))
                    strangers.insert(telemetry->instance);
            } else if (line.starts_with(snapshotEnds)) {
                isOfThePast = false;
            }
        },
        telemetryLimitBytes);
    DockerStreamReader frames([&lines](OutputStream kind, std::string_view bytes) {
        if (kind == OutputStream::Output)
            lines.take(bytes);
    });
    while (!m_isStopping) {
        const auto bytes = co_await (*stream)->read();
        if (!bytes || bytes->empty() || !frames.take(*bytes))
            break;
        if (std::exchange(isNews, false))
            m_changed.notify();
        if (m_mends && !strangers.empty())
            static_cast<void>(co_await (*stream)->write(forgetCommands(std::exchange(strangers, {}))));
    }
    m_hubStream = nullptr;
}

Task<void> Observer::followEvents()
{
    while (!m_isStopping) {
        co_await readEvents();
        if (!m_isStopping)
            co_await m_changed.wait(reconnectAfter);
    }
}

Task<void> Observer::readEvents()
{
    json filters;
    filters["label"] = json::array({std::string(label::deployment) + "=" + m_deployment});
    filters["type"] = json::array({"container"});
    EngineCall call;
    call.path = "/events?since=" + sinceText(m_eventsSince) + "&filters=" + percentEncoded(filters.dump());
    call.mayStaySilent = true;
    const auto stream = co_await m_engine.stream(std::move(call), false);
    if (!stream || m_isStopping)
        co_return;
    m_eventStream = stream->get();
    for (const PodPlan &pod : m_plan.pods) // what happened meanwhile may never be told
        m_doubtful.insert(pod.name);
    LineSplitter lines(
        [this](std::string_view line) {
            // The last one is told again. Others may be older by the clock: one that was set back, or another
            // machine's.
            if (const auto event = readEngineEvent(line); event && event->unixNanoseconds != m_eventsSince)
                handle(*event);
        },
        eventLimitBytes);
    while (!m_isStopping) {
        const auto bytes = co_await (*stream)->read();
        if (!bytes || bytes->empty())
            break;
        lines.take(*bytes);
    }
    m_eventStream = nullptr;
}

void Observer::handle(const EngineEvent &event)
{
    m_eventsSince = event.unixNanoseconds;
    const auto found = m_byName.find(event.instance);
    if (found == m_byName.end())
        return;
    const InstanceIndex instance = found->second;
    m_toldMeanwhile.insert(instance);
    if (event.action == "oom")
        m_outOfMemory.insert(event.containerId);
    else if (event.action == "start")
        m_view.started(instance, event.unixNanoseconds);
    else if (event.action == "die" || event.action == "died")
        m_view.ended(instance, event.exitCode, m_outOfMemory.erase(event.containerId) > 0, event.unixNanoseconds);
    else if (event.action == "pause" || event.action == "unpause")
        m_view.paused(instance, event.action == "pause", event.unixNanoseconds);
    else
        return;
    const bool concernsPod = m_plan.instances[instance].role == Role::Pause || event.action == "die";
    if (concernsPod)
        m_doubtful.insert(m_plan.pods[m_plan.instances[instance].pod].name);
    m_changed.notify();
}

Task<void> Observer::lookNowAndThen()
{
    auto next = std::chrono::steady_clock::now(), soonest = next;
    while (!m_isStopping) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= next || (m_mends && !m_doubtful.empty() && now >= soonest)) {
            co_await look();
            next = std::chrono::steady_clock::now() + surveyEvery;
            soonest = std::chrono::steady_clock::now() + lookAgainAfter;
        }
        if (!m_isStopping)
            co_await m_changed.wait(500ms);
    }
}

/// An engine whose network calls wait for one another for ever still lists its containers (moby#42545).
Task<void> Observer::probeNetworks()
{
    while (!m_isStopping) {
        EngineCall call;
        call.path = "/networks?filters=" + percentEncoded(R"({"name":["bayplan-probe"]})");
        call.timeout = m_engine.patience();
        const auto answer = co_await m_engine.call(std::move(call));
        const bool isStuck = !answer && answer.error().code == ErrorCode::TimedOut;
        // Of an engine that is away, look() tells.
        const bool isAway = m_isEngineLost || (!answer && answer.error().code == ErrorCode::NotReachable);
        if (!m_isStopping && !isAway && isStuck != std::exchange(m_isEngineStuck, isStuck))
            say(isStuck ? "engine-stuck" : "engine-back", m_deployment,
                isStuck ? "the engine lists its containers, but says nothing of its networks: only a restart of the "
                          "engine helps"
                        : "the engine speaks of its networks again");
        const auto next = std::chrono::steady_clock::now() + probeEvery;
        while (!m_isStopping && std::chrono::steady_clock::now() < next)
            co_await m_changed.wait(1s);
    }
}

Task<void> Observer::look()
{
    const std::string hubBefore = m_hub;
    m_toldMeanwhile.clear();
    const auto all = co_await listContainers(m_engine, std::string(label::deployment) + "=" + m_deployment);
    if (m_isStopping)
        co_return;
    if (all.has_error() != m_isEngineLost) {
        m_isEngineLost = all.has_error();
        m_isEngineStuck = false; // whoever comes back is asked anew
        say(m_isEngineLost ? "engine-lost" : "engine-back", m_deployment,
            m_isEngineLost ? all.error().message : "the engine answers again");
    }
    if (!all)
        co_return;
    // While a deploy replaces the hub there are two; the one that was set stands as long as it runs.
    const bool hubRuns =
        std::ranges::any_of(*all, [&](const FoundItem &item) { return item.id == m_hub && item.state == "running"; });
    std::map<InstanceIndex, const FoundItem *> containerOf; // the running one, while a deploy replaces another
    for (const FoundItem &item : *all) {
        const std::string instance = item.labelValue(label::instance);
        if (instance == hubInstance && item.state == "running" && !hubRuns && m_hub == hubBefore)
            setHub(item.id);
        const auto found = m_byName.find(instance);
        if (found == m_byName.end())
            continue;
        const FoundItem *&shown = containerOf[found->second];
        if (shown == nullptr || item.state == "running")
            shown = &item;
    }
    m_running.clear();
    for (const auto &[name, instance] : m_byName) {
        const auto found = containerOf.find(instance);
        const std::string state = found == containerOf.end() ? std::string() : found->second->state;
        if (state == "running")
            m_running[instance] = found->second->id;
        if (!m_toldMeanwhile.contains(instance)) // the list is older than what an event has told
            m_view.setAlive(instance, state == "running" || state == "paused", state == "paused");
    }
    if (!m_mends)
        co_return;
    for (const PodPlan &pod : m_plan.pods)
        co_await mend(pod.name, *all);
}

void Observer::wantUsage(std::vector<InstanceIndex> instances)
{
    std::ranges::sort(instances);
    for (const InstanceIndex before : m_usageWanted)
        if (!std::ranges::binary_search(instances, before))
            m_view.forgetUsage(before);
    m_usageWanted = std::move(instances);
    m_changed.notify();
}

Task<void> Observer::followUsage()
{
    auto next = std::chrono::steady_clock::now();
    while (!m_isStopping) {
        if (!m_usageWanted.empty() && !m_running.empty() && std::chrono::steady_clock::now() >= next) {
            const bool allHaveRates = co_await sampleWanted();
            next = std::chrono::steady_clock::now() + (allHaveRates ? usageEvery : usageSoonAfter);
            m_changed.notify();
        }
        if (!m_isStopping)
            co_await m_changed.wait(500ms);
    }
}

/// False when one was the first of its container.
Task<bool> Observer::sampleWanted()
{
    bool allHaveRates = true;
    Slots slots(m_changed.executor(), usageCallsInFlight);
    std::vector<Task<void>> tasks;
    for (const InstanceIndex instance : m_usageWanted)
        tasks.push_back(sampleOne(slots, instance, allHaveRates));
    co_await allOf(std::move(tasks));
    co_return allHaveRates;
}

Task<void> Observer::sampleOne(Slots &slots, InstanceIndex instance, bool &allHaveRates)
{
    const auto slot = co_await slots.take();
    const auto container = m_running.find(instance);
    if (container == m_running.end() || m_isStopping)
        co_return;
    const auto sample = co_await sampleUsage(m_engine, container->second);
    if (sample && std::ranges::binary_search(m_usageWanted, instance))
        allHaveRates = m_view.addUsage(instance, *sample) && allHaveRates;
}

Task<void> Observer::mend(std::string pod, const std::vector<FoundItem> &all)
{
    const FoundItem *owner = nullptr;
    std::vector<FoundItem> members;
    for (const FoundItem &item : all) {
        if (item.labelValue(label::pod) != pod)
            continue;
        if (item.isOwner())
            owner = &item;
        else
            members.push_back(item);
    }
    if (owner == nullptr || owner->state == "paused")
        co_return;
    const bool isDoubtful = m_doubtful.erase(pod) > 0;
    const bool anyRuns = std::ranges::any_of(members, [](const FoundItem &item) { return item.state == "running"; });
    if (owner->state == "exited")
        co_await reviveOwner(*owner, pod, anyRuns || m_halfJoined.contains(pod));
    else if (isDoubtful && owner->state == "running")
        co_await rejoin(*owner, members);
}

/// The pod's network has died under its members: start it again. Not at first sight, and not with all of them down, for
/// then the pod is being ended on purpose.
Task<void> Observer::reviveOwner(const FoundItem &owner, std::string pod, bool hasRunningMembers)
{
    if (!hasRunningMembers) {
        m_ownerless.erase(pod);
    } else if (m_ownerless.insert(pod).second) {
        m_doubtful.insert(pod);
    } else {
        m_ownerless.erase(pod);
        say("fault", pod, "its pause container has ended under its members and is started again");
        static_cast<void>(co_await startContainer(m_engine, owner.id));
    }
}

Task<void> Observer::rejoin(const FoundItem &owner, const std::vector<FoundItem> &members)
{
    const auto ownerDetails = co_await inspectContainer(m_engine, owner.id);
    if (!ownerDetails)
        co_return;
    const bool wasHalfJoined = m_halfJoined.erase(owner.labelValue(label::pod)) > 0;
    std::vector<Task<void>> tasks;
    for (const FoundItem &member : members)
        if (member.networkMode == "container:" + owner.id)
            tasks.push_back(rejoinOne(member, ownerDetails->startedAt, wasHalfJoined));
    co_await allOf(std::move(tasks));
}

Task<void> Observer::rejoinOne(FoundItem member, std::string ownerStartedAt, bool wasHalfJoined)
{
    const auto details = co_await inspectContainer(m_engine, member.id);
    if (!details || m_isStopping)
        co_return;
    const bool isLeftBehind = details->isRunning && !details->isPaused && isEarlier(details->startedAt, ownerStartedAt);
    const bool couldNotJoin =
        !details->isRunning && (wasHalfJoined || details->error.find("cannot join network") != std::string::npos);
    if (!isLeftBehind && !couldNotJoin)
        co_return;
    say("rejoined", member.labelValue(label::instance), "restarted to join its pod's new network");
    const auto restarted = co_await actOnContainer(m_engine, member.id, "restart?t=2");
    if (!restarted)
        m_halfJoined.insert(member.labelValue(label::pod));
}

void Observer::say(const std::string &kind, const std::string &subject, const std::string &text)
{
    m_view.addEvent(unixNow(), kind, subject, text);
    m_changed.notify();
}

} // namespace bayplan
