// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_state.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <thread>

namespace bayplan::ctl {

namespace {

using Json = nlohmann::ordered_json;
using namespace std::chrono_literals;

constexpr auto sampleTime = 2s;

/// Which of an election's members holds a valid lease, as they say themselves.
struct Election {
    std::string name;
    std::string leader;
    std::uint64_t term = 0;
    std::size_t members = 0;
};

struct DeploymentStatus {
    FoundDeployment found;
    std::map<std::string, Telemetry> reports; ///< by instance
    std::vector<Election> elections;
    std::map<std::string, ContainerUsage> usage; ///< by instance, when it was asked for
    bool hasDrifted = false;
    std::vector<Difference> differences; ///< between the document, when one was given, and the engine
    std::optional<Error> notCompared;    ///< why not
};

std::string_view wordFor(Phase phase)
{
    switch (phase) {
    case Phase::Created:
        return "created";
    case Phase::Starting:
        return "starting";
    case Phase::Ready:
        return "ready";
    case Phase::Draining:
        return "draining";
    case Phase::Stopped:
        break;
    }
    return "stopped";
}

bool isElection(const Telemetry &report)
{
    return std::holds_alternative<ElectionState>(report.state.pattern);
}

/// "web/elector" of "web-0/elector": replicas of one container elect among themselves.
std::string electionName(const std::string &instance)
{
    const auto slash = instance.find('/');
    std::string pod = instance.substr(0, slash);
    const auto dash = pod.rfind('-');
    if (dash != std::string::npos && parseInteger(pod.substr(dash + 1)))
        pod.resize(dash);
    return pod + instance.substr(std::min(slash, instance.size()));
}

void count(Election &election, const std::string &name, const ElectionState &member)
{
    election.name = name;
    ++election.members;
    election.term = std::max(election.term, member.term);
    if (member.role == ElectionRole::Leader && member.leaseValid)
        election.leader = member.member;
}

std::vector<Election> electionsOf(const DeploymentStatus &status)
{
    std::map<std::string, Election> byName;
    for (const auto &[instance, report] : status.reports) {
        if (!isElection(report))
            continue;
        const auto &first = std::get<ElectionState>(report.state.pattern);
        count(byName[electionName(instance)], electionName(instance), first);
        for (const ElectionState &further : first.further)
            count(byName[electionName(instance) + '#' + further.election], further.election, further);
    }
    std::vector<Election> elections;
    for (auto &[name, election] : byName)
        elections.push_back(std::move(election));
    return elections;
}

/// What an agent that runs says of itself; nothing when it has not reported.
const Telemetry *reportOf(const DeploymentStatus &status, const FoundContainer &container)
{
    const auto found = status.reports.find(container.instance);
    return found == status.reports.end() || container.state != "running" ? nullptr : &found->second;
}

std::string detailOf(const Telemetry &report)
{
    if (isElection(report)) {
        const auto &state = std::get<ElectionState>(report.state.pattern);
        const bool leads = state.role == ElectionRole::Leader && state.leaseValid;
        return (leads ? "leads, term "
                      : "follows " + (state.believedLeader.empty() ? "nobody" : state.believedLeader) + ", term ") +
               std::to_string(state.term);
    }
    if (const auto *queue = std::get_if<QueueState>(&report.state.pattern))
        return std::to_string(queue->ready + queue->reserved + queue->delayed) + " tasks, " +
               std::to_string(queue->completed) + " done, " + std::to_string(queue->deadLetters.size()) + " dead";
    if (report.state.served.received > 0)
        return std::to_string(report.state.served.succeeded) + " served";
    return {};
}

std::string healthOf(const DeploymentStatus &status, const FoundContainer &container)
{
    if (const Telemetry *report = reportOf(status, container))
        return std::string(wordFor(report->state.phase));
    if (container.state == "exited")
        return "exit code " + std::to_string(container.exitCode);
    return container.health.empty() ? "-" : container.health;
}

Json usageJson(const ContainerUsage &usage)
{
    Json value;
    value["cores"] = usage.cores;
    value["memoryBytes"] = usage.memoryBytes;
    value["memoryLimitBytes"] = usage.memoryLimitBytes;
    value["receivedBytesPerSecond"] = usage.receivedPerSecond;
    value["sentBytesPerSecond"] = usage.sentPerSecond;
    value["readBytesPerSecond"] = usage.readPerSecond;
    value["writtenBytesPerSecond"] = usage.writtenPerSecond;
    return value;
}

std::string rateText(double bytesPerSecond)
{
    return humanBytes(bytesPerSecond) + "/s";
}

/// "0.3 % of a core, 1.43 MiB; network 2.1 KiB/s in, 980 B/s out; disk 0 B/s read, 4.2 KiB/s written"
std::string usageText(const ContainerUsage &usage)
{
    constexpr double perCent = 100;
    std::string text = formatNumber(std::round(usage.cores * perCent * 10) / 10) + " % of a core, " +
                       humanBytes(static_cast<double>(usage.memoryBytes));
    if (usage.receivedPerSecond > 0 || usage.sentPerSecond > 0)
        text += "; network " + rateText(usage.receivedPerSecond) + " in, " + rateText(usage.sentPerSecond) + " out";
    if (usage.readPerSecond > 0 || usage.writtenPerSecond > 0)
        text += "; disk " + rateText(usage.readPerSecond) + " read, " + rateText(usage.writtenPerSecond) + " written";
    return text;
}

Json containerJson(const DeploymentStatus &status, const FoundContainer &container)
{
    Json value;
    value["instance"] = container.instance;
    value["pod"] = container.pod;
    value["container"] = container.containerName;
    value["id"] = container.id;
    value["image"] = container.image;
    value["state"] = container.state;
    value["health"] = healthOf(status, container);
    if (container.state == "exited")
        value["exitCode"] = container.exitCode;
    if (const auto usage = status.usage.find(container.instance); usage != status.usage.end())
        value["usage"] = usageJson(usage->second);
    const Telemetry *report = reportOf(status, container);
    if (report == nullptr)
        return value;
    if (isElection(*report)) {
        const auto &state = std::get<ElectionState>(report->state.pattern);
        value["election"]["leads"] = state.role == ElectionRole::Leader && state.leaseValid;
        value["election"]["leader"] = state.believedLeader;
        value["election"]["term"] = state.term;
    }
    if (const auto *queue = std::get_if<QueueState>(&report->state.pattern)) {
        value["queue"]["depth"] = queue->ready + queue->reserved + queue->delayed;
        value["queue"]["completed"] = queue->completed;
        value["queue"]["retried"] = queue->retried;
        value["queue"]["deadLetters"] = queue->deadLetters.size();
    }
    return value;
}

std::string statusJson(const std::vector<DeploymentStatus> &all)
{
    Json list = Json::array();
    for (const DeploymentStatus &status : all) {
        Json value;
        value["name"] = status.found.name;
        value["drifted"] = status.hasDrifted;
        value["differences"] = Json::array();
        for (const Difference &difference : status.differences) {
            Json line;
            line["instance"] = difference.instance;
            line["isDrift"] = difference.isDrift();
            line["text"] = toText(difference);
            value["differences"].push_back(std::move(line));
        }
        value["elections"] = Json::array();
        for (const Election &election : status.elections) {
            Json line;
            line["name"] = election.name;
            line["leader"] = election.leader;
            line["term"] = election.term;
            line["members"] = election.members;
            value["elections"].push_back(std::move(line));
        }
        value["containers"] = Json::array();
        for (const FoundContainer &container : status.found.containers)
            value["containers"].push_back(containerJson(status, container));
        list.push_back(std::move(value));
    }
    Json whole;
    whole["deployments"] = std::move(list);
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size() + 1, width), ' ');
    return text;
}

std::string statusTable(const std::vector<DeploymentStatus> &all)
{
    std::string text;
    for (const DeploymentStatus &status : all) {
        const auto running = std::ranges::count(status.found.containers, "running", &FoundContainer::state);
        text += status.found.name + ": " + std::to_string(running) + " of " +
                std::to_string(status.found.containers.size()) + " containers run" +
                (status.hasDrifted ? "; the document has changed since" : "") + '\n';
        for (const Difference &difference : status.differences)
            text += "  " + std::string(difference.isDrift() ? "! " : "~ ") + toText(difference) + '\n';
        for (const Election &election : status.elections)
            text += "  election " + election.name + ": " +
                    (election.leader.empty() ? "no leader" : election.leader + " leads") + ", term " +
                    std::to_string(election.term) + '\n';
        for (const FoundContainer &container : status.found.containers) {
            const Telemetry *report = reportOf(status, container);
            std::string line = "  " + padded(container.instance, 30) + padded(container.state, 12) +
                               padded(healthOf(status, container), 14) +
                               (report == nullptr ? std::string() : detailOf(*report));
            line.resize(line.find_last_not_of(' ') + 1);
            text += line + '\n';
            if (const auto usage = status.usage.find(container.instance); usage != status.usage.end())
                text += padded("", 32) + usageText(usage->second) + '\n';
        }
    }
    return text.empty() ? "Nothing is deployed.\n" : text;
}

/// Not for want of the agent's program: what runs can be told without.
void compare(const StatusOptions &options, const Plan &plan, DeploymentStatus &status)
{
    DeployOptions deploy;
    deploy.engineUrl = options.engineUrl;
    deploy.deployment = status.found.name;
    deploy.documentFolder = folderOf(options.deployment);
    if (!findAgentBinary(deploy.agentBinary))
        return;
    auto state = compareDeployment(plan, deploy, {});
    if (state)
        status.differences = std::move(state->differences);
    else
        status.notCompared = state.error();
}

/// Beside what is shown.
void warnOfNotCompared(const std::vector<DeploymentStatus> &all)
{
    for (const DeploymentStatus &status : all) {
        if (!status.notCompared)
            continue;
        Error error = *status.notCompared;
        error.message = status.found.name + " is not compared with its document. " + error.message;
        printDiagnostic(error, "warning");
    }
}

Result<std::vector<DeploymentStatus>> gather(const StatusOptions &options, const NamedDeployment &named)
{
    auto found = findDeployments(options.engineUrl);
    if (!found)
        return found.error();
    std::vector<DeploymentStatus> all;
    for (FoundDeployment &deployment : *found) {
        if (!named.name.empty() && deployment.name != named.name)
            continue;
        DeploymentStatus status;
        status.hasDrifted = named.plan && deployedText(*named.plan) != deployment.planText;
        status.found = std::move(deployment);
        if (named.plan)
            compare(options, *named.plan, status);
        // Without the hub's word the engine's stands alone.
        if (auto reports = sampleTelemetry(options.engineUrl, status.found.name, sampleTime))
            for (Telemetry &report : *reports)
                status.reports[report.instance] = std::move(report);
        for (const FoundContainer &container : status.found.containers)
            if (container.state != "running")
                status.reports.erase(container.instance);
        status.elections = electionsOf(status);
        if (options.usage) {
            auto usage = measureUsage(options.engineUrl, status.found.name);
            if (!usage)
                return usage.error();
            status.usage = std::move(*usage);
        }
        all.push_back(std::move(status));
    }
    if (!named.name.empty() && all.empty())
        return fail(ErrorCode::NotFound, "No deployment \"" + named.name + "\" is there.",
                    "bayplanctl status lists all.");
    return all;
}

} // namespace

int runStatus(const StatusOptions &options)
{
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    while (true) {
        const auto all = gather(options, *named);
        if (!all)
            return failWith(all.error(), options.json);
        const bool clears = options.watch && !options.json && isTerminal();
        const std::string text = options.json ? statusJson(*all) : statusTable(*all);
        if (const auto written = writeOutput("-", (clears ? "\033[H\033[2J" : "") + text); !written)
            return failWith(written.error(), false);
        warnOfNotCompared(*all);
        for (int i = 0; options.watch && i < 10 && !interrupted(); ++i)
            std::this_thread::sleep_for(100ms);
        if (!options.watch || interrupted())
            return exitDone;
    }
}

} // namespace bayplan::ctl
