// SPDX-License-Identifier: GPL-3.0-or-later
// Several elections among the same electors (paper, section 5.1; PATTERNS 5: /elections/NAME/...).
#include "engine/patterns/elector.h"

#include <QTest>

#include <array>
#include <map>
#include <queue>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Electors whose messages take 1 ms and whose disks are good unless told otherwise.
class Electors {
public:
    explicit Electors(std::size_t members, std::vector<std::string> further = {"b"}) : m_nodes(members)
    {
        for (std::size_t node = 0; node < members; ++node)
            start(node, further);
    }

    void start(std::size_t node, std::vector<std::string> further = {"b"})
    {
        MachineConfig config{nameOf(node), 5 + node, {}, ElectionConfig{.election = "a", .member = nameOf(node)}};
        std::get<ElectionConfig>(config.behaviour).further = std::move(further);
        for (std::size_t other = 0; other < m_nodes.size(); ++other) {
            if (other != node)
                config.peers.edit().push_back({.name = nameOf(other), .protocol = PeerProtocol::Election});
        }
        m_nodes[node].machine = makeElection(config);
        step(node, Started{m_nodes[node].disk, {}});
    }

    void run(Duration length)
    {
        const Time end = now + length;
        while (oneEvent(end)) {
        }
        now = end;
    }

    ElectionReply ask(std::size_t node, const std::string &election, ElectionCommand command)
    {
        const RequestId request = ++m_last;
        step(node, Requested{request, ElectionRequest{command, election}, 500ms});
        run(600ms);
        return m_replies.at(request);
    }

    std::string leaderOf(const std::string &election) { return ask(0, election, ElectionCommand::Holder).leader; }
    std::uint64_t termOf(std::size_t node, std::size_t number) const
    {
        const MachineState state = m_nodes[node].machine->state(now);
        const auto &first = std::get<ElectionState>(state.pattern);
        return number == 0 ? first.term : first.further.at(number - 1).term;
    }
    std::size_t nodeOf(const std::string &name) const { return static_cast<std::size_t>(name.at(1) - '0'); }
    std::string &disk(std::size_t node) { return m_nodes[node].disk; }
    MachineState state(std::size_t node) const { return m_nodes[node].machine->state(now); }

    Time now{};
    bool diskFull = false;
    std::vector<std::string> events;

private:
    struct Node {
        std::unique_ptr<Machine> machine;
        std::string disk;
    };
    struct Mail {
        Time at;
        std::uint64_t sequence;
        std::size_t to, from;
        Message message;
        bool operator<(const Mail &other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
    };

    static std::string nameOf(std::size_t node) { return "m" + std::to_string(node); }
    static PeerId peerIn(std::size_t who, std::size_t asker)
    {
        return static_cast<PeerId>(who < asker ? who : who - 1);
    }

    bool oneEvent(Time end)
    {
        Time next = m_mail.empty() ? never : m_mail.top().at;
        std::size_t due = m_nodes.size();
        for (std::size_t node = 0; node < m_nodes.size(); ++node) {
            if (m_nodes[node].machine->deadline() < next) {
                next = m_nodes[node].machine->deadline();
                due = node;
            }
        }
        if (next > end)
            return false;
        now = std::max(now, next);
        if (due < m_nodes.size()) {
            step(due, Woken{});
            return true;
        }
        const Mail mail = m_mail.top();
        m_mail.pop();
        step(mail.to, Received{peerIn(mail.from, mail.to), mail.message});
        return true;
    }

    void step(std::size_t node, Input input)
    {
        Effects effects;
        m_nodes[node].machine->step(now, std::move(input), effects);
        for (Effect &effect : effects.list()) {
            if (auto *persist = std::get_if<PersistEffect>(&effect)) {
                if (diskFull)
                    return step(node, PersistFailed{"no space left on device"});
                m_nodes[node].disk = persist->durable;
            } else if (auto *send = std::get_if<SendEffect>(&effect)) {
                const std::size_t to = send->to < node ? send->to : send->to + 1;
                m_mail.push({now + 1ms, ++m_sequence, to, node, std::move(send->message)});
            } else if (auto *reply = std::get_if<ReplyEffect>(&effect)) {
                QVERIFY2(m_replies.emplace(reply->request, *reply->body.as<ElectionReply>()).second,
                         "a request is answered once");
            } else if (auto *event = std::get_if<EventEffect>(&effect)) {
                events.push_back(std::string(event->kind) + ' ' + event->text);
            }
        }
    }

    std::vector<Node> m_nodes;
    std::priority_queue<Mail> m_mail;
    std::map<RequestId, ElectionReply> m_replies;
    RequestId m_last = 0;
    std::uint64_t m_sequence = 0;
};

} // namespace

class ElectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachElectionHasALeaderOfItsOwn()
    {
        Electors electors(3);
        electors.run(10s);
        const std::string leader = electors.leaderOf("a");
        QVERIFY(!leader.empty());
        const std::uint64_t term = electors.termOf(0, 0);
        for (int turn = 0; turn < 3 && electors.leaderOf("b") == electors.leaderOf("a"); ++turn) {
            electors.ask(electors.nodeOf(electors.leaderOf("b")), "b", ElectionCommand::Resign);
            electors.run(5s);
        }
        QVERIFY2(electors.leaderOf("b") != leader, "it moved in one election");
        QCOMPARE(electors.leaderOf("a"), leader);
        QCOMPARE(electors.termOf(0, 0), term);
        QCOMPARE(electors.ask(electors.nodeOf(leader), "a", ElectionCommand::IsLeader).status, 200);
        QCOMPARE(electors.ask(electors.nodeOf(leader), "b", ElectionCommand::IsLeader).status, 409);
    }

    void whoNamesNoElectionMeansTheFirstAndAnUnknownOneIsNotFound()
    {
        Electors electors(1);
        electors.run(5s);
        QCOMPARE(electors.ask(0, "", ElectionCommand::IsLeader).status, 200);
        QCOMPARE(electors.ask(0, "c", ElectionCommand::IsLeader).status, 404);
    }

    void eventsSayWhichElection()
    {
        Electors electors(1);
        electors.run(5s);
        const auto said = [&](const std::string &text) { return std::ranges::count(electors.events, text); };
        QCOMPARE(said("elected election a, term 1 by 1 of 1 votes"), 1);
        QCOMPARE(said("elected election b, term 1 by 1 of 1 votes"), 1);
    }

    void oneStateHoldsAllTheirRecords()
    {
        Electors electors(3);
        electors.run(10s);
        const std::array terms{electors.termOf(1, 0), electors.termOf(1, 1)};
        electors.start(1);
        QCOMPARE(electors.termOf(1, 0), terms[0]);
        QCOMPARE(electors.termOf(1, 1), terms[1]);
        QVERIFY(terms[0] > 0 && terms[1] > 0);
    }

    void aDamagedRecordStopsItsOwnElectionOnly()
    {
        Electors electors(1);
        electors.run(5s);
        const std::size_t second = electors.disk(0).find("election b");
        QVERIFY(second != std::string::npos);
        electors.disk(0)[electors.disk(0).find("term ", second) + 5] ^= 4;
        const std::string damaged = electors.disk(0).substr(second);
        electors.start(0);
        electors.run(5s);
        QCOMPARE(electors.ask(0, "a", ElectionCommand::IsLeader).status, 200);
        QCOMPARE(electors.ask(0, "b", ElectionCommand::IsLeader).status, 503);
        QVERIFY2(electors.disk(0).ends_with(damaged), "what could not be read is not written over");
    }

    void aRefusedWriteSilencesOnlyWhoWrote()
    {
        Electors electors(1);
        electors.run(5s);
        QCOMPARE(electors.ask(0, "b", ElectionCommand::Resign).status, 200);
        electors.diskFull = true;
        electors.run(10s); // b stands for election again, and cannot write its vote
        QCOMPARE(electors.ask(0, "a", ElectionCommand::IsLeader).status, 200);
        QCOMPARE(electors.ask(0, "b", ElectionCommand::IsLeader).status, 503);
        electors.diskFull = false;
        electors.run(10s);
        QCOMPARE(electors.ask(0, "b", ElectionCommand::IsLeader).status, 200);
    }

    void anElectionThatIsNamedNoMoreIsNotForgotten_data()
    {
        QTest::addColumn<bool>("several");
        QTest::newRow("by an elector of one election") << false;
        QTest::newRow("by an elector of several") << true;
    }

    void anElectionThatIsNamedNoMoreIsNotForgotten()
    {
        QFETCH(bool, several);
        Electors electors(1, {"b"});
        electors.run(5s);
        electors.ask(0, "b", ElectionCommand::Resign);
        electors.run(10s);
        const std::uint64_t term = electors.termOf(0, 1);
        QVERIFY(term >= 2);
        electors.start(0, several ? std::vector<std::string>{"c"} : std::vector<std::string>{});
        electors.run(10s);
        electors.start(0, {"b"});
        QCOMPARE(electors.termOf(0, 1), term);
    }
};

QTEST_GUILESS_MAIN(ElectorTest)
#include "elector_test.moc"
