// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of machines: what checkpoints of a simulation are made of.
#include "engine/base/random.h"
#include "engine/patterns/config.h"

#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// What can be told of a message without a codec.
std::string textOf(const ReplyBody &body)
{
    std::string text = (body.empty() ? std::string("nothing ") : std::string()) + ' ' + std::to_string(sizeOf(body));
    if (const auto *http = body.as<HttpReply>())
        text += ' ' + std::to_string(http->status) + ' ' + http->body;
    else if (const auto *memcache = body.as<MemcacheReply>())
        text += ' ' + memcache->line;
    else if (const auto *queue = body.as<QueueReply>())
        text += ' ' + std::to_string(queue->status) + ' ' + std::to_string(queue->task) + ' ' + queue->body;
    else if (const auto *election = body.as<ElectionReply>())
        text += ' ' + std::to_string(election->status) + ' ' + election->leader;
    return text;
}

std::string textOf(const Effect &effect)
{
    std::string text = std::to_string(effect.index()) + ' ';
    if (const auto *send = std::get_if<SendEffect>(&effect)) {
        text += std::to_string(send->to) + ' ' + std::to_string(send->message.index()) + ' ' +
                std::to_string(sizeOf(send->message));
        if (const auto *call = std::get_if<Call>(&send->message))
            text += ' ' + std::to_string(call->id) + ' ' + std::to_string(call->timeout.count());
    } else if (const auto *reply = std::get_if<ReplyEffect>(&effect)) {
        text += std::to_string(reply->request) + ' ' + std::to_string(static_cast<int>(reply->status)) + ' ' +
                textOf(reply->body);
    } else if (const auto *persist = std::get_if<PersistEffect>(&effect)) {
        text += persist->durable;
    } else if (const auto *append = std::get_if<AppendEffect>(&effect)) {
        text += append->record;
    } else if (const auto *log = std::get_if<LogEffect>(&effect)) {
        text += log->line;
    } else if (const auto *event = std::get_if<EventEffect>(&effect)) {
        text.append(event->kind).append(" ").append(event->text);
    }
    return text;
}

/// A machine in a world that asks it, answers it, disturbs it and stops it by chance; copied with its world.
class Life {
public:
    explicit Life(const MachineConfig &config) : m_peers(config.peers.size()), m_machine(makeMachine(config))
    {
        give(Started{});
    }
    Life(const Life &other)
        : m_peers(other.m_peers), m_random(other.m_random), m_now(other.m_now), m_calls(other.m_calls),
          m_requests(other.m_requests), m_machine(other.m_machine->clone())
    {}
    Life &operator=(const Life &) = delete;

    /// All that it did, line by line.
    std::vector<std::string> live(int steps)
    {
        std::vector<std::string> done;
        for (int i = 0; i < steps; ++i) {
            stepByChance();
            done.push_back("at " + std::to_string(m_now.time_since_epoch().count()));
            for (const Effect &effect : m_effects.list())
                done.push_back(textOf(effect));
        }
        return done;
    }

    void stop() { give(Stopping{5s}); }
    MachineState state() const { return m_machine->state(m_now); }
    const Machine &machine() const { return *m_machine; }

private:
    struct OpenCall {
        PeerId peer = 0;
        std::uint64_t id = 0;
        RequestBody body;
    };

    void give(Input input)
    {
        m_effects.clear();
        m_machine->step(m_now, std::move(input), m_effects);
        for (Effect &effect : m_effects.list()) {
            auto *send = std::get_if<SendEffect>(&effect);
            if (const auto *call = send ? std::get_if<Call>(&send->message) : nullptr)
                m_calls.push_back({send->to, call->id, call->body});
        }
    }

    void stepByChance()
    {
        m_now += Duration(static_cast<std::int64_t>(m_random.below(20'000'000)));
        const std::uint64_t what = m_random.below(16);
        if (what < 5 && !m_calls.empty())
            return answer();
        if (what < 9)
            return give(Requested{++m_requests, anyRequest(), m_random.chance(0.5) ? 0ns : 500ms});
        if (what < 12 && m_machine->deadline() != never) {
            m_now = std::max(m_now, m_machine->deadline());
            return give(Woken{});
        }
        if (what == 12)
            return give(Cancelled{1 + m_random.below(m_requests + 1)});
        if (what == 13 && m_random.chance(0.2))
            return give(PersistFailed{"disk full"});
        give(anyMessage());
    }

    void answer()
    {
        const auto index = static_cast<std::ptrdiff_t>(m_random.below(m_calls.size()));
        const OpenCall call = std::move(m_calls[static_cast<std::size_t>(index)]);
        m_calls.erase(m_calls.begin() + index);
        const auto status = m_random.chance(0.8) ? CallStatus::Ok : CallStatus::Reset;
        give(Received{call.peer, Answer{call.id, status, replyTo(call.body)}});
    }

    ReplyBody replyTo(const RequestBody &body)
    {
        if (body.is<MemcacheRequest>())
            return MemcacheReply{{}, "END"};
        if (const auto *queue = body.as<QueueRequest>()) {
            QueueReply reply;
            reply.task = 1 + m_random.below(50);
            reply.attempt = 1;
            reply.timeToRun = 10s;
            reply.command = queue->command;
            return reply;
        }
        if (body.is<LogBatch>())
            return LogAck{};
        if (body.is<MetricsRequest>())
            return MetricsReply{{{"requests", {}, static_cast<double>(m_requests), "counter", "All."}}, {}};
        return HttpReply{};
    }

    RequestBody anyRequest()
    {
        const std::string key = "key:" + std::to_string(m_random.below(20));
        switch (m_random.below(8)) {
        case 0:
            return MemcacheRequest{MemcacheCommand::Set, {key}, "0 0", "value of " + key, 20};
        case 1:
            return MemcacheRequest{MemcacheCommand::Get, {key, "key:1"}, {}, {}, 0};
        case 2:
            return QueueRequest{QueueCommand::Put, 0, 0, static_cast<int>(m_random.below(5)), 0ns, key, 100};
        case 3:
            return QueueRequest{QueueCommand::Reserve, 0, 0, 0, 100ms, {}, 0};
        case 4:
            return QueueRequest{QueueCommand::Fail, 1 + m_random.below(30), 1, 0, 0ns, "broken", 0};
        case 5:
            return ElectionRequest{m_random.chance(0.9) ? ElectionCommand::Renew : ElectionCommand::Resign, {}};
        case 6:
            return MetricsRequest{};
        default:
            return HttpRequest{"GET", m_random.chance(0.5) ? "/metrics" : "/" + key, {}, 200, {}};
        }
    }

    Received anyMessage()
    {
        const auto peer = static_cast<PeerId>(m_random.below(std::max<std::size_t>(m_peers, 1)));
        const std::uint64_t configuration = electionMembers;
        const std::uint64_t term = 1 + m_random.below(40);
        switch (m_random.below(5)) {
        case 0:
            return {peer, VoteRequest{term, configuration, m_random.chance(0.5), false}};
        case 1:
            return {peer, VoteReply{term, configuration, m_random.chance(0.5), true, {}}};
        case 2:
            return {peer, Heartbeat{term, configuration, 1}};
        case 3:
            return {peer, HeartbeatReply{term, configuration, m_random.below(20)}};
        default:
            m_logged += 10;
            return {peer, LogLines{"web:/log", m_logged - 10, m_logged, {"line of 9"}, 10}};
        }
    }

public:
    static constexpr std::uint64_t electionMembers = 77;

private:
    std::size_t m_peers;
    Random m_random{5};
    Time m_now{};
    std::vector<OpenCall> m_calls;
    RequestId m_requests = 0;
    std::uint64_t m_logged = 0;
    Effects m_effects;
    std::unique_ptr<Machine> m_machine;
};

struct Kind {
    const char *name;
    BehaviourConfig behaviour;
    PeerProtocol protocol = PeerProtocol::Http;
};

ElectionConfig electionConfig()
{
    ElectionConfig config;
    config.member = "peer-9";
    config.configuration = Life::electionMembers;
    return config;
}

LoadConfig closedLoad()
{
    LoadConfig config;
    config.arrivals = ArrivalKind::ClosedLoop;
    config.thinkTime = Distribution::exponential(10ms);
    return config;
}

ServiceConfig memcacheService()
{
    ServiceConfig config;
    config.protocol = PeerProtocol::Memcache;
    config.hitRatio = 0;
    config.logBytes = 50;
    return config;
}

const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all{
        {"service", ServiceConfig{}},
        {"service like memcached", memcacheService(), PeerProtocol::Memcache},
        {"load", LoadConfig{}, PeerProtocol::Memcache},
        {"load, closed loop", closedLoad()},
        {"front", FrontConfig{}},
        {"memcache ambassador", MemcacheAmbassadorConfig{}, PeerProtocol::Memcache},
        {"adapter", AdapterConfig{}, PeerProtocol::Metrics},
        {"log saver", LogSaverConfig{}, PeerProtocol::Log},
        {"election", electionConfig(), PeerProtocol::Election},
        {"queue", QueueConfig{}},
        {"worker", WorkerConfig{}, PeerProtocol::Queue},
        {"scatter root", ScatterConfig{}},
        {"http ambassador", HttpAmbassadorConfig{}},
        {"sync", SyncConfig{}},
    };
    return all;
}

MachineConfig configOf(const Kind &kind)
{
    MachineConfig config;
    config.name = "it";
    config.seed = 3;
    config.behaviour = kind.behaviour;
    for (int i = 0; i < 4; ++i) {
        PeerConfig peer;
        peer.name = "peer-" + std::to_string(i);
        peer.protocol = kind.protocol;
        peer.callsPerRequest = 0.25; // of services: most requests are answered at once
        peer.serverName = i < 2 ? "one" : "two";
        if (kind.protocol == PeerProtocol::Memcache)
            peer.serverName += std::to_string(i);
        config.peers.edit().push_back(peer);
    }
    return config;
}

} // namespace

class MachineCopiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfMachineIsHere()
    {
        std::vector<bool> seen(std::variant_size_v<BehaviourConfig>);
        for (const Kind &kind : kinds())
            seen[kind.behaviour.index()] = true;
        QCOMPARE(std::count(seen.begin(), seen.end(), false), 0);
    }

    void aCopyGoesOnAsTheOriginalAndLeavesItAlone_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < kinds().size(); ++i)
            QTest::newRow(kinds()[i].name) << static_cast<int>(i);
    }

    void aCopyGoesOnAsTheOriginalAndLeavesItAlone()
    {
        QFETCH(int, kind);
        Life original(configOf(kinds()[static_cast<std::size_t>(kind)]));
        for (int round = 0; round < 8; ++round) {
            original.live(50);
            const MachineState before = original.state();
            Life first(original);
            QVERIFY(first.state() == before);
            std::vector<std::string> done;
            MachineState after;
            {
                Life second(original);
                if (round == 7)
                    second.stop();
                done = second.live(300);
                after = second.state();
            }
            // What the second did, and its end, are seen in neither of the others.
            QVERIFY(original.state() == before);
            QCOMPARE(original.machine().deadline(), first.machine().deadline());
            for (Life *other : {&first, &original}) {
                Life again(*other);
                if (round == 7)
                    again.stop();
                QVERIFY(again.live(300) == done);
                QVERIFY(again.state() == after);
            }
        }
    }

    void aMachineThatHoldsMoreSaysSo()
    {
        Life queue(configOf({"queue", QueueConfig{}}));
        const std::size_t few = queue.machine().bytes();
        queue.live(3000);
        QVERIFY(queue.machine().bytes() > few + 1000);
    }
};

QTEST_APPLESS_MAIN(MachineCopiesTest)
#include "machine_copies_test.moc"
