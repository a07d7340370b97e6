// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/agent_faults.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/fault_support.h"
#include "engine/docker/hub_talk.h"
#include "engine/plan/lanes.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/telemetry.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto toldEvery = 2s;
constexpr Duration timeToLive = 6s; ///< two rounds may be lost
constexpr auto answerLimit = 5s;

/// A part of the network only, or now and then: not what taking a pod off its network does.
bool isPartial(const FaultPlan &fault)
{
    return !fault.others.empty() || !fault.peers.empty() || !fault.hitsIn || !fault.hitsOut ||
           fault.period > Duration(0);
}

AgentFaultKind agentFaultKindOf(const FaultPlan &fault)
{
    if (fault.kind == "degrade")
        return AgentFaultKind::Degrade;
    if (fault.kind == "disk")
        return fault.how == "full" ? AgentFaultKind::FullDisk : AgentFaultKind::SlowDisk;
    if (fault.kind == "clock")
        return AgentFaultKind::Clock;
    if (fault.kind == "slow")
        return AgentFaultKind::Slow;
    return fault.kind == "load" ? AgentFaultKind::Load : AgentFaultKind::Cut;
}

AgentFault wordsOf(const FaultPlan &fault)
{
    AgentFault told;
    told.id = fault.id + ' ' + fault.text;
    told.kind = agentFaultKindOf(fault);
    told.period = fault.period;
    told.duty = fault.duty;
    told.trouble = fault.trouble;
    told.delay = fault.delay;
    told.ratePpm = fault.ratePpm == 0 ? AgentFault().ratePpm : fault.ratePpm;
    told.jump = fault.jump;
    told.factor = fault.factor;
    return told;
}

/// Who calls over a link makes it worse, both ways.
std::vector<ToldFault> toCallers(const Plan &plan, const FaultPlan &fault)
{
    std::map<InstanceIndex, AgentFault> byCaller;
    for (const LaneId &lane : lanesOf(plan, fault)) {
        const auto found = byCaller.try_emplace(lane.caller, wordsOf(fault)).first;
        found->second.lanes.push_back({lane.peer, lane.way});
    }
    std::vector<ToldFault> told;
    for (auto &[caller, words] : byCaller)
        told.push_back({plan.instances[caller].name, std::move(words)});
    return told;
}

/// A conversation with the hub, for as long as a fault lasts.
class Talk {
public:
    Talk(FaultContext context, std::vector<ToldFault> faults, Duration length)
        : m_context(std::move(context)), m_faults(std::move(faults)),
          m_end(std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(length))
    {}

    Task<Result<void>> run()
    {
        auto stream = co_await attachToHub(m_context.engine, m_context.deployment);
        if (!stream)
            co_return stream.error();
        if (*stream == nullptr)
            co_return fail(ErrorCode::NotReachable, hasNoHub());
        m_stream = std::move(*stream);
        std::vector<Task<void>> tasks;
        tasks.push_back(listen());
        tasks.push_back(tell());
        co_await allOf(std::move(tasks));
        co_return std::move(m_outcome);
    }

private:
    Task<void> listen()
    {
        LineSplitter lines([this](std::string_view line) { take(line); }, telemetryLimitBytes);
        DockerStreamReader frames([&lines](OutputStream kind, std::string_view bytes) {
            if (kind == OutputStream::Output)
                lines.take(bytes);
        });
        for (;;) {
            const auto bytes = co_await m_stream->read();
            if (!bytes || bytes->empty() || !frames.take(*bytes))
                break;
        }
        m_isBroken = true;
        m_context.changed.notify();
    }

    void take(std::string_view line)
    {
        if (line.find("\"forwarded\"") == std::string_view::npos)
            return;
        const json answer = json::parse(line, nullptr, false);
        if (!answer.is_object() || !answer.contains("target") || !answer["target"].is_string())
            return;
        if (answer.value("forwarded", 0) > 0)
            m_reached.insert(answer["target"].get<std::string>());
        m_context.changed.notify();
    }

    Task<void> tell()
    {
        const auto begun = std::chrono::steady_clock::now();
        auto tellAgain = begun;
        while (!m_isBroken && !m_context.isEnding() && m_outcome) {
            const auto now = std::chrono::steady_clock::now();
            if (now >= m_end)
                break;
            if (now >= tellAgain) {
                co_await tellAll(std::min<Duration>(timeToLive, m_end - now));
                tellAgain = now + toldEvery;
            }
            checkAnswers(now - begun > answerLimit);
            const auto next = std::min(m_end, tellAgain);
            co_await m_context.changed.wait(std::clamp(std::chrono::ceil<std::chrono::milliseconds>(next - now), 1ms,
                                                       std::chrono::milliseconds(500)));
        }
        if (m_isBroken && m_outcome && std::chrono::steady_clock::now() < m_end && !m_context.isEnding())
            m_outcome = fail(
                ErrorCode::NotReachable,
                Told{QT_TRANSLATE_NOOP("phrase", "The hub has gone; the agents end the fault by themselves."), {}});
        co_await tellAll(Duration(0));
        m_stream->close();
    }

    Task<void> tellAll(Duration left)
    {
        for (ToldFault &each : m_faults) {
            each.fault.timeToLive = left;
            static_cast<void>(co_await m_stream->write(writeAgentFault(each.fault, each.instance) + '\n'));
        }
    }

    /// An agent that was cut off may just be on its way back to the hub; one that is not reached in time is not there.
    void checkAnswers(bool isLate)
    {
        for (const ToldFault &each : m_faults) {
            if (isLate && !m_reached.contains(each.instance)) {
                m_outcome =
                    fail(ErrorCode::NotFound, "No agent answers for " + each.instance + ".",
                         "Containers with an image of your own have none: use kill, pause, restart or partition, "
                         "or hit the other end of the link.",
                         {{}, 0, 0, each.instance});
                return;
            }
        }
    }

    FaultContext m_context;
    std::vector<ToldFault> m_faults;
    std::chrono::steady_clock::time_point m_end;
    std::unique_ptr<EngineStream> m_stream;
    std::set<std::string> m_reached; ///< instances whose agent was told
    bool m_isBroken = false;
    Result<void> m_outcome;
};

} // namespace

bool isOfAgents(const FaultPlan &fault)
{
    constexpr std::array<std::string_view, 6> kinds{"cut", "degrade", "disk", "clock", "slow", "load"};
    return std::ranges::find(kinds, fault.kind) != kinds.end() || (fault.kind == "partition" && isPartial(fault));
}

Result<std::vector<ToldFault>> toldFaultsOf(const Plan &plan, const FaultPlan &fault)
{
    if (fault.kind == "disk" && fault.how == "lying")
        return fail(ErrorCode::Unsupported,
                    Told{QT_TRANSLATE_NOOP("phrase", "No agent can make a real disk lie about what it has written."),
                         QT_TRANSLATE_NOOP("phrase", "Use a full or a slow disk; the simulator can do it.")});
    if (fault.delay > greatestDelay(agentFaultKindOf(fault)))
        return fail(ErrorCode::Unsupported,
                    Told{{QT_TRANSLATE_NOOP("phrase", "An agent delays by at most %1."),
                          humanDuration(greatestDelay(agentFaultKindOf(fault)))},
                         QT_TRANSLATE_NOOP("phrase", "Give a shorter delay; the simulator takes any.")});
    if (fault.kind == "cut" || fault.kind == "degrade" || fault.kind == "partition")
        return toCallers(plan, fault);
    std::vector<ToldFault> told;
    for (const InstanceIndex index : fault.instances)
        if (plan.instances[index].machine)
            told.push_back({plan.instances[index].name, wordsOf(fault)});
    return told;
}

Task<Result<void>> holdFault(FaultContext context, std::vector<ToldFault> faults, Duration length)
{
    if (faults.empty())
        co_return fail(ErrorCode::NotFound, Told{hitsNothing(), {}});
    Talk talk(std::move(context), std::move(faults), length);
    co_return co_await talk.run();
}

} // namespace bayplan
