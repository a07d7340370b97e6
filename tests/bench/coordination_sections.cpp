// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/units.h"
#include "tests/bench/agent_sections.h"
#include "tests/bench/child_program.h"
#include "tests/bench/contest.h"
#include "tests/bench/load_client.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <thread>

namespace bayplan {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Kind = Aim::Kind;

constexpr std::size_t inputBytes = 100;

/// The number behind a word, which is there.
std::string numberBehind(std::string_view text, std::string_view word)
{
    const std::size_t at = text.find(word) + word.size();
    return std::string(text.substr(at, text.find_first_not_of("0123456789", at) - at));
}

/// Puts a task, reserves one, acknowledges it, and again. Three requests a task.
class QueueTalk final : public Talk {
public:
    void say(std::string &output) override
    {
        std::string body;
        std::string target = "/reserve?wait=5s";
        if (m_step == 0) {
            body.assign(inputBytes, 'i');
            target = "/tasks";
        } else if (m_step == 2) {
            target = "/tasks/" + m_task + "/ack?attempt=" + m_attempt;
        }
        output += "POST " + target + " HTTP/1.1\r\nHost: queue\r\nContent-Length: " + std::to_string(body.size()) +
                  "\r\n\r\n" + body;
    }

    std::size_t hear(std::string_view input) override
    {
        const std::size_t head = input.find("\r\n\r\n");
        if (head == std::string_view::npos)
            return 0;
        const auto length = parseInteger(numberBehind(input.substr(0, head + 2), "Content-Length: "));
        const std::size_t whole = head + 4 + static_cast<std::size_t>(length.value_or(0));
        if (input.size() < whole)
            return 0;
        if (m_step == 1) {
            m_task = numberBehind(input, "\"task\":");
            m_attempt = numberBehind(input, "\"attempt\":");
        }
        m_step = (m_step + 1) % 3;
        return whole;
    }

private:
    int m_step = 0;
    std::string m_task, m_attempt;
};

class BeanstalkTalk final : public Talk {
public:
    void say(std::string &output) override
    {
        if (m_step == 0)
            output += "put 0 0 60 " + std::to_string(inputBytes) + "\r\n" + std::string(inputBytes, 'i') + "\r\n";
        else
            output += m_step == 1 ? "reserve-with-timeout 5\r\n" : "delete " + m_task + "\r\n";
    }

    std::size_t hear(std::string_view input) override
    {
        const std::size_t end = input.find("\r\n");
        if (end == std::string_view::npos)
            return 0;
        const bool hasBody = input.starts_with("RESERVED ");
        const std::size_t whole = end + 2 + (hasBody ? inputBytes + 2 : 0);
        if (input.size() < whole)
            return 0;
        if (hasBody)
            m_task = numberBehind(input, "RESERVED ");
        m_step = (m_step + 1) % 3;
        return whole;
    }

private:
    int m_step = 0;
    std::string m_task;
};

template <class AnyTalk>
Figures tasksThrough(std::uint16_t port, const ChildProgram &queue, std::size_t connections)
{
    double before = 0;
    Load load;
    load.port = port;
    load.connections = connections;
    load.talk = [] { return std::make_unique<AnyTalk>(); };
    load.begins = [&] { before = queue.processorSeconds(); };
    const LoadResult result = runLoad(load);
    if (result.isBroken)
        return {};
    constexpr double requestsPerTask = 3;
    return {{"tasks/s", result.perSecond / requestsPerTask},
            {"p50 of a request, us", result.medianMicroseconds},
            {"p99 of a request, us", result.p99Microseconds},
            {"processor, us a task",
             (queue.processorSeconds() - before) * 1e6 * requestsPerTask / static_cast<double>(result.requests)}};
}

} // namespace

void measureQueue(int rounds)
{
    const std::string beanstalkd = findPeer("beanstalkd");
    const ScratchFolder scratch;
    AgentConfig config = agentConfig("queue", "bench/queue", QueueConfig{});
    config.stateDir = scratch.path("ours");
    const ChildPtr queue = startAgent(config);
    if (!waitForPort(config.port))
        return;
    const std::uint16_t peerPort = freePort();
    std::filesystem::create_directory(scratch.path("beanstalkd"));
    const ChildPtr peer = beanstalkd.empty()
                              ? nullptr
                              : startServer({beanstalkd, "-l", "127.0.0.1", "-p", std::to_string(peerPort), "-b",
                                             scratch.path("beanstalkd"), "-f0"},
                                            peerPort);
    for (const std::size_t connections : {1, 8, 50}) {
        Contest contest;
        contest.section =
            "work queue, put, reserve and acknowledge, synced: " + std::to_string(connections) + " connections";
        contest.contestants.push_back(
            {"ours", [&, connections] { return tasksThrough<QueueTalk>(config.port, *queue, connections); }});
        if (peer)
            contest.contestants.push_back(
                {"beanstalkd", [&, connections] { return tasksThrough<BeanstalkTalk>(peerPort, *peer, connections); }});
        contest.aims = {{"tasks/s", Kind::OursOverPeer, true, 1, "beanstalkd"}};
        holdAndPrint(std::move(contest), rounds);
    }
}

namespace {

struct ElectionTimes {
    std::chrono::milliseconds least, most, lease, heartbeat;
};

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

bool waitUntil(const std::function<bool()> &met, std::chrono::seconds limit = 30s)
{
    const auto giveUp = Clock::now() + limit;
    while (!met()) {
        if (Clock::now() > giveUp)
            return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

/// Three electors; the one that leads is killed, and who survives is asked who leads.
Figures electAgain(const ElectionTimes &times)
{
    std::vector<AgentConfig> configs;
    const ScratchFolder scratch;
    for (int i = 0; i < 3; ++i) {
        const std::string name = "bench-" + std::to_string(i) + "/elector";
        ElectionConfig election;
        election.election = "bench";
        election.member = name;
        election.electionTimeoutMin = times.least;
        election.electionTimeoutMax = times.most;
        election.lease = times.lease;
        election.heartbeat = times.heartbeat;
        configs.push_back(agentConfig("elector", name, election));
        configs.back().machine.seed += static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
        configs.back().stateDir = scratch.path(std::to_string(i));
    }
    for (AgentConfig &self : configs)
        for (const AgentConfig &other : configs)
            if (other.instance != self.instance)
                addPeer(self, other.instance, other.controlPort, PeerProtocol::Election);
    std::vector<ChildPtr> agents;
    for (const AgentConfig &config : configs)
        agents.push_back(startAgent(config));
    const auto leader = [&] {
        for (std::size_t i = 0; i < configs.size(); ++i)
            if (agents[i] && askHttp(configs[i].port, "GET", "/isLeader").starts_with("HTTP/1.1 200"))
                return i;
        return configs.size();
    };
    if (!waitUntil([&] { return leader() < configs.size(); }))
        return {};
    std::this_thread::sleep_for(times.most);
    const std::size_t first = leader();
    if (first == configs.size())
        return {};
    const auto begun = Clock::now();
    agents[first] = nullptr;
    return waitUntil([&] { return leader() < configs.size(); }) ? Figures{{"without a leader, s", secondsSince(begun)}}
                                                                : Figures{};
}

class EtcdCluster {
public:
    EtcdCluster(const std::string &program, const ElectionTimes &times)
    {
        std::string cluster;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(freePort());
            const std::string peer = "http://127.0.0.1:" + std::to_string(freePort());
            cluster += (i == 0 ? "" : ",") + std::to_string(i) + "=" + peer;
            m_peers.push_back(peer);
        }
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string client = "http://127.0.0.1:" + std::to_string(clients[i]);
            members.push_back(std::make_unique<ChildProgram>(std::vector<std::string>{
                program, "--name", std::to_string(i), "--data-dir", m_scratch.path(std::to_string(i)),
                "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls", m_peers[i],
                "--initial-advertise-peer-urls", m_peers[i], "--initial-cluster", cluster, "--heartbeat-interval",
                std::to_string(times.heartbeat.count()), "--election-timeout", std::to_string(times.least.count())}));
        }
    }

    /// Of those that run, who says that it leads; their number if none does.
    std::size_t leader() const
    {
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::string answer = members[i] ? askHttp(clients[i], "POST", "/v3/maintenance/status", "{}") : "";
            const std::size_t body = answer.find("\r\n\r\n");
            if (body == std::string::npos)
                continue;
            const auto status = nlohmann::json::parse(answer.substr(body + 4), nullptr, false);
            if (status.is_object() && status.contains("leader") && status["leader"] == status["header"]["member_id"])
                return i;
        }
        return members.size();
    }

    std::string endpoints() const
    {
        std::string all;
        for (const std::uint16_t port : clients)
            all += (all.empty() ? "127.0.0.1:" : ",127.0.0.1:") + std::to_string(port);
        return all;
    }

    std::vector<std::uint16_t> clients;
    std::vector<ChildPtr> members;

private:
    ScratchFolder m_scratch;
    std::vector<std::string> m_peers;
};

Figures etcdElectsAgain(const std::string &program, const ElectionTimes &times)
{
    EtcdCluster cluster(program, times);
    if (!waitUntil([&] { return cluster.leader() < 3; }))
        return {};
    std::this_thread::sleep_for(times.most);
    const std::size_t first = cluster.leader();
    if (first == 3)
        return {};
    const auto begun = Clock::now();
    cluster.members[first] = nullptr;
    return waitUntil([&] { return cluster.leader() < 3; }) ? Figures{{"without a leader, s", secondsSince(begun)}}
                                                           : Figures{};
}

/// What an application sees that elects its leader by a lock of etcd: who holds it is killed, who waits gets it.
Figures etcdLockPasses(const std::string &etcd, const std::string &etcdctl, const ElectionTimes &times)
{
    const EtcdCluster cluster(etcd, times);
    if (!waitUntil([&] { return cluster.leader() < 3; }))
        return {};
    const ScratchFolder scratch;
    const auto hold = [&](const std::string &file) {
        return std::make_unique<ChildProgram>(
            std::vector<std::string>{etcdctl, "--endpoints", cluster.endpoints(), "lock", "--ttl",
                                     std::to_string(std::chrono::ceil<std::chrono::seconds>(times.lease).count()),
                                     "bench", "--", "/bin/sh", "-c", "touch " + scratch.path(file) + "; exec sleep 20"},
            "ETCDCTL_API=3");
    };
    const auto holds = [&](const std::string &file) { return std::filesystem::exists(scratch.path(file)); };
    ChildPtr first = hold("first");
    if (!waitUntil([&] { return holds("first"); }))
        return {};
    const ChildPtr second = hold("second");
    std::this_thread::sleep_for(times.lease);
    const auto begun = Clock::now();
    first = nullptr;
    return waitUntil([&] { return holds("second"); }) ? Figures{{"without a leader, s", secondsSince(begun)}}
                                                      : Figures{};
}

} // namespace

void measureElection(int rounds)
{
    const std::string etcd = findPeer("etcd"), etcdctl = findPeer("etcdctl");
    const ElectionTimes usual{1000ms, 2000ms, 800ms, 200ms}, long2{2100ms, 2600ms, 2000ms, 200ms};
    Contest election;
    election.section = "election, the leader killed: timeout 1 to 2 s, heartbeat 200 ms";
    election.contestants.push_back({"ours", [=] { return electAgain(usual); }});
    if (!etcd.empty())
        election.contestants.push_back({"etcd", [=] { return etcdElectsAgain(etcd, usual); }});
    election.aims = {{"without a leader, s", Kind::OursOverPeer, false, 1, "etcd"}};
    holdAndPrint(std::move(election), rounds);

    Contest lease;
    lease.section = "election by applications, who leads killed: lease 2 s";
    lease.contestants.push_back({"ours", [=] { return electAgain(long2); }});
    if (!etcd.empty() && !etcdctl.empty())
        lease.contestants.push_back({"lock of etcd", [=] { return etcdLockPasses(etcd, etcdctl, long2); }});
    lease.aims = {{"without a leader, s", Kind::OursOverPeer, false, 1, "lock of etcd"}};
    holdAndPrint(std::move(lease), rounds);
}

} // namespace bayplan
