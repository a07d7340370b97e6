// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/agent_sections.h"
#include "tests/bench/child_program.h"
#include "tests/bench/contest.h"
#include "tests/bench/load_client.h"

#include <algorithm>
#include <numeric>

namespace bayplan {
namespace {

using namespace std::chrono_literals;
using Kind = Aim::Kind;

constexpr unsigned keyCount = 1000;
constexpr std::size_t valueBytes = 100;

std::string keyOf(unsigned number)
{
    return "key-" + std::to_string(number % keyCount);
}

std::string setOf(unsigned number)
{
    return "set " + keyOf(number) + " 0 0 " + std::to_string(valueBytes) + "\r\n" + std::string(valueBytes, 'v') +
           "\r\n";
}

/// Nine gets to a set, through keys in a scattered order.
class MemcacheTalk final : public Talk {
public:
    void say(std::string &output) override
    {
        m_number = m_number * 1'664'525 + 1'013'904'223;
        if (++m_said % 10 == 0)
            output += setOf(m_number >> 8U);
        else
            output.append("get ").append(keyOf(m_number >> 8U)).append("\r\n");
    }

    std::size_t hear(std::string_view input) override
    {
        const bool isHit = input.starts_with("VALUE ");
        const std::string_view last = isHit ? "\r\nEND\r\n" : "\r\n";
        const std::size_t end = input.find(last, isHit ? valueBytes : 0);
        return end == std::string_view::npos ? 0 : end + last.size();
    }

private:
    unsigned m_number = 42, m_said = 0;
};

class EchoTalk final : public Talk {
public:
    void say(std::string &output) override { output += "version\r\n"; }
    std::size_t hear(std::string_view input) override
    {
        const std::size_t end = input.find("\r\n");
        return end == std::string_view::npos ? 0 : end + 2;
    }
};

class Memcacheds {
public:
    explicit Memcacheds(const std::string &program)
    {
        for (int i = 0; i < 2; ++i) {
            ports.push_back(freePort());
            servers.push_back(startServer({program, "-l", "127.0.0.1", "-p", std::to_string(ports.back()), "-U", "0",
                                           "-u", "nobody", "-t", "1", "-c", "1024"},
                                          ports.back()));
        }
    }

    bool run() const
    {
        return std::ranges::all_of(servers, [](const ChildPtr &server) { return server != nullptr; });
    }

    double processorSeconds() const
    {
        return std::accumulate(servers.begin(), servers.end(), 0.0,
                               [](double sum, const ChildPtr &server) { return sum + server->processorSeconds(); });
    }

    std::vector<std::uint16_t> ports;
    std::vector<ChildPtr> servers;
};

ChildPtr startNutcracker(const std::string &program, const ScratchFolder &scratch, std::uint16_t port,
                         const Memcacheds &behind)
{
    std::string text = "bench:\n  listen: 127.0.0.1:" + std::to_string(port) +
                       "\n  hash: fnv1a_64\n  distribution: ketama\n  timeout: 1000\n  servers:\n";
    for (const std::uint16_t server : behind.ports)
        text += "   - 127.0.0.1:" + std::to_string(server) + ":1 cache-" + std::to_string(server) + "\n";
    return startServer({program, "-c", scratch.write("nutcracker.yml", text), "-a", "127.0.0.1", "-s",
                        std::to_string(freePort()), "-o", scratch.path("nutcracker.log"), "-p",
                        scratch.path("nutcracker.pid")},
                       port);
}

AgentConfig ambassadorBefore(const Memcacheds &servers)
{
    AgentConfig config = agentConfig("ambassador", "bench/ambassador", MemcacheAmbassadorConfig{});
    for (const std::uint16_t server : servers.ports)
        addPeer(config, "cache-" + std::to_string(server), server, PeerProtocol::Memcache);
    return config;
}

/// Every key through the proxy once, so that each get is a hit.
void fillCaches(std::uint16_t port)
{
    class SetTalk final : public Talk {
        void say(std::string &output) override { output += setOf(m_number++); }
        std::size_t hear(std::string_view input) override
        {
            const std::size_t end = input.find("\r\n");
            return end == std::string_view::npos ? 0 : end + 2;
        }
        unsigned m_number = 0;
    };
    Load load;
    load.port = port;
    load.talk = [] { return std::make_unique<SetTalk>(); };
    load.warmUp = 0ms;
    load.length = 200ms;
    runLoad(load);
}

/// `proxy` null: straight to the first server.
Figures throughProxy(std::uint16_t port, const ChildProgram *proxy, const Memcacheds &servers, std::size_t connections,
                     std::size_t pipelined)
{
    const auto proxySeconds = [proxy] { return proxy ? proxy->processorSeconds() : 0; };
    double proxyBefore = 0, serversBefore = 0;
    Load load;
    load.port = port;
    load.connections = connections;
    load.pipelined = pipelined;
    load.talk = [] { return std::make_unique<MemcacheTalk>(); };
    load.begins = [&] {
        proxyBefore = proxySeconds();
        serversBefore = servers.processorSeconds();
    };
    const LoadResult result = runLoad(load);
    if (result.isBroken)
        return {};
    const double micros = 1e6 / static_cast<double>(result.requests);
    Figures figures{{"requests/s", result.perSecond},
                    {"p50, us", result.medianMicroseconds},
                    {"p99, us", result.p99Microseconds},
                    {"processor of the servers, us a request", (servers.processorSeconds() - serversBefore) * micros}};
    if (proxy)
        figures["processor of the proxy, us a request"] = (proxySeconds() - proxyBefore) * micros;
    return figures;
}

} // namespace

void measureMemcache(int rounds)
{
    const std::string memcached = findPeer("memcached"), nutcracker = findPeer("nutcracker");
    if (memcached.empty())
        return;
    const Memcacheds servers(memcached);
    const AgentConfig config = ambassadorBefore(servers);
    const ChildPtr ambassador = startAgent(config);
    if (!servers.run() || !waitForPort(config.port))
        return;
    const ScratchFolder scratch;
    const std::uint16_t peerPort = freePort();
    const ChildPtr peer = nutcracker.empty() ? nullptr : startNutcracker(nutcracker, scratch, peerPort, servers);
    for (const std::uint16_t port : {config.port, servers.ports.front()})
        fillCaches(port);
    for (const std::size_t pipelined : {1, 16})
        for (const std::size_t connections : {1, 8, 50}) {
            Contest contest;
            contest.section = "memcache: " + std::to_string(connections) + " connections, " +
                              std::to_string(pipelined) + " requests under way on each";
            const auto add = [&](const std::string &name, std::uint16_t port, const ChildProgram *proxy) {
                contest.contestants.push_back(
                    {name, [=, &servers] { return throughProxy(port, proxy, servers, connections, pipelined); }});
            };
            add("ours", config.port, ambassador.get());
            if (peer)
                add("nutcracker", peerPort, peer.get());
            add("no proxy", servers.ports.front(), nullptr);
            const double least = pipelined > 1 ? 1.5 : 1;
            contest.aims = {{"requests/s", Kind::OursOverPeer, true, least, "nutcracker"},
                            {"processor of the proxy, us a request", Kind::PeerOverOurs, true, least, "nutcracker"},
                            {"p99, us", Kind::OursOverPeer, false, 1, "nutcracker"}};
            holdAndPrint(std::move(contest), rounds);
        }
}

namespace {

ChildPtr startHaproxy(const std::string &program, const ScratchFolder &scratch, std::uint16_t port,
                      std::uint16_t server)
{
    const std::string text =
        "global\n  nbthread 1\n  maxconn 1000\ndefaults\n  mode tcp\n  timeout connect 5s\n"
        "  timeout client 60s\n  timeout server 60s\nfrontend bench\n  bind 127.0.0.1:" +
        std::to_string(port) +
        "\n  default_backend servers\nbackend servers\n  server one 127.0.0.1:" + std::to_string(server) + "\n";
    return startServer({program, "-db", "-f", scratch.write("haproxy.cfg", text)}, port);
}

LoadResult echoThrough(std::uint16_t port, std::size_t connections, std::function<void()> begins = {})
{
    Load load;
    load.port = port;
    load.connections = connections;
    load.talk = [] { return std::make_unique<EchoTalk>(); };
    load.length = 1000ms;
    load.begins = std::move(begins);
    return runLoad(load);
}

/// Over what the same question takes without a proxy, asked right before.
Figures addedBy(std::uint16_t port, const ChildProgram &proxy, std::uint16_t server, std::size_t connections)
{
    const LoadResult direct = echoThrough(server, connections);
    double before = 0;
    const LoadResult result = echoThrough(port, connections, [&] { before = proxy.processorSeconds(); });
    if (direct.isBroken || result.isBroken)
        return {};
    return {
        {"added latency, p50, us", result.medianMicroseconds - direct.medianMicroseconds},
        {"p99, us", result.p99Microseconds},
        {"processor, us a request", (proxy.processorSeconds() - before) * 1e6 / static_cast<double>(result.requests)}};
}

} // namespace

void measureFront(int rounds)
{
    const std::string memcached = findPeer("memcached"), haproxy = findPeer("haproxy");
    if (memcached.empty())
        return;
    const Memcacheds servers(memcached);
    AgentConfig config = agentConfig("front", "bench/front", FrontConfig{});
    addPeer(config, "server", servers.ports.front(), PeerProtocol::Tcp);
    const ChildPtr front = startAgent(config);
    if (!servers.run() || !waitForPort(config.port))
        return;
    const ScratchFolder scratch;
    const std::uint16_t peerPort = freePort();
    const ChildPtr peer = haproxy.empty() ? nullptr : startHaproxy(haproxy, scratch, peerPort, servers.ports.front());
    for (const std::size_t connections : {1, 8, 50}) {
        Contest contest;
        contest.section = "front, TCP: " + std::to_string(connections) + " connections";
        const auto add = [&](const std::string &name, std::uint16_t port, const ChildProgram *proxy) {
            contest.contestants.push_back(
                {name, [=, server = servers.ports.front()] { return addedBy(port, *proxy, server, connections); }});
        };
        add("ours", config.port, front.get());
        if (peer)
            add("haproxy", peerPort, peer.get());
        contest.aims = {{"added latency, p50, us", Kind::OursOverPeer, false, 1.2, "haproxy"},
                        {"processor, us a request", Kind::OursOverPeer, false, 1.2, "haproxy"}};
        holdAndPrint(std::move(contest), rounds);
    }
}

} // namespace bayplan
