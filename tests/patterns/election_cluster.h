// SPDX-License-Identifier: GPL-3.0-or-later
// Electors in virtual time on a network and disks that fail on demand, with everything that must hold checked at every
// step.
#pragma once

#include "engine/base/random.h"
#include "engine/patterns/election.h"
#include "engine/patterns/election_record.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bayplan::test {

using namespace std::chrono_literals;

struct Link {
    bool up = true;
    double loss = 0, duplicate = 0;
    Duration least = 1ms, greatest = 5ms;
};

enum class DiskFault { None, Full, CrashBefore, CrashAfter };

class ElectionCluster {
public:
    explicit ElectionCluster(std::size_t members, std::uint64_t seed = 1, ElectionConfig config = {})
        : m_random(seed), m_config(std::move(config)), m_nodes(members), m_links(members, std::vector<Link>(members))
    {
        for (std::size_t node = 0; node < members; ++node) {
            m_nodes[node].seed = seed;
            start(node);
        }
    }

    static std::string nameOf(std::size_t node) { return "m" + std::to_string(node); }

    // ---- what the tests do ----

    void start(std::size_t node)
    {
        Node &self = m_nodes[node];
        MachineConfig config{nameOf(node), self.seed, {}, m_config};
        std::get<ElectionConfig>(config.behaviour).member = nameOf(node);
        for (std::size_t other = 0; other < m_nodes.size(); ++other)
            if (other != node)
                config.peers.edit().push_back({.name = nameOf(other), .protocol = PeerProtocol::Election});
        self.machine = makeElection(config);
        self.alive = true;
        self.lastStart = local(node);
        self.seenTerm = 0;
        self.decided.clear();
        step(node, Started{self.disk, {}});
    }

    void crash(std::size_t node)
    {
        m_nodes[node].alive = false;
        m_nodes[node].machine.reset();
    }

    void pause(std::size_t node, Duration length) { m_nodes[node].pausedUntil = m_now + length; }
    void setRate(std::size_t node, double rate)
    {
        Node &self = m_nodes[node];
        self.localBase = local(node);
        self.globalBase = m_now;
        self.rate = rate;
    }
    void cut(std::size_t from, std::size_t to) { m_links[from][to].up = false; }
    void cutBoth(std::size_t a, std::size_t b) { cut(a, b), cut(b, a); }
    void isolate(std::size_t node)
    {
        for (std::size_t other = 0; other < m_nodes.size(); ++other)
            cutBoth(node, other);
    }
    void heal()
    {
        for (auto &row : m_links)
            row.assign(m_nodes.size(), Link{});
        for (Node &node : m_nodes)
            node.diskFault = DiskFault::None;
    }
    Link &link(std::size_t from, std::size_t to) { return m_links[from][to]; }
    void setDisk(std::size_t node, DiskFault fault) { m_nodes[node].diskFault = fault; }
    std::string &disk(std::size_t node) { return m_nodes[node].disk; }

    /// Answer comes into replies() under the number that this returns.
    RequestId ask(std::size_t node, ElectionCommand command, Duration remaining = {})
    {
        const RequestId request = ++m_lastRequest;
        step(node, Requested{request, ElectionRequest{command}, remaining});
        return request;
    }
    void stop(std::size_t node) { step(node, Stopping{10s}); }
    void inject(std::size_t to, std::size_t from, Message message) { post(from, to, std::move(message), 0ms); }

    void run(Duration length)
    {
        const Time end = m_now + length;
        while (oneEvent(end)) {
        }
        m_now = end;
    }

    /// How long it took until a lease was valid; nothing when it did not come in time.
    std::optional<Duration> runUntilLease(Duration limit)
    {
        const Time begin = m_now;
        while (!leaseHolder() && oneEvent(begin + limit)) {
        }
        if (leaseHolder())
            return m_now - begin;
        m_now = begin + limit;
        return std::nullopt;
    }

    // ---- what the tests see ----

    Time now() const { return m_now; }
    std::size_t size() const { return m_nodes.size(); }
    bool alive(std::size_t node) const { return m_nodes[node].alive; }
    bool paused(std::size_t node) const { return m_nodes[node].pausedUntil > m_now; }

    ElectionState state(std::size_t node) const
    {
        return std::get<ElectionState>(m_nodes[node].machine->state(local(node)).pattern);
    }
    const Machine &machine(std::size_t node) const { return *m_nodes[node].machine; }

    std::optional<std::size_t> leaseHolder() const
    {
        for (std::size_t node = 0; node < m_nodes.size(); ++node)
            if (m_nodes[node].alive && state(node).leaseValid)
                return node;
        return std::nullopt;
    }
    std::uint64_t highestTerm() const
    {
        std::uint64_t term = 0;
        for (std::size_t node = 0; node < m_nodes.size(); ++node)
            if (m_nodes[node].alive)
                term = std::max(term, state(node).term);
        return term;
    }
    std::optional<ElectionReply> reply(RequestId request) const
    {
        const auto found = m_replies.find(request);
        return found == m_replies.end() ? std::nullopt : std::optional(found->second);
    }
    std::size_t eventsOf(std::string_view kind) const { return m_events.count(std::string(kind)); }
    const std::multimap<std::string, std::string> &events() const { return m_events; }
    const std::vector<std::string> &violations() const { return m_violations; }
    std::string firstViolation() const { return m_violations.empty() ? std::string() : m_violations.front(); }
    std::uint64_t steps() const { return m_steps; }

private:
    struct Node {
        std::unique_ptr<Machine> machine;
        std::string disk;
        std::uint64_t seed = 0;
        bool alive = false;
        Time pausedUntil{};
        double rate = 1;
        Time localBase{}, globalBase{};
        DiskFault diskFault = DiskFault::None;
        std::vector<std::pair<std::size_t, Message>> waiting; ///< came while it was paused

        // For the invariants, by its own clock.
        Time lastStart{}, lastVote{}, lastAck{};
        std::map<std::uint64_t, std::string> votes; ///< by term, on disk, of all lives
        std::set<std::uint64_t> decided;            ///< terms voted in, in this life
        std::uint64_t seenTerm = 0, sentTerm = 0, heardTerm = 0;
    };
    struct Flight {
        Time at{};
        std::uint64_t sequence = 0;
        std::size_t from = 0, to = 0;
        Message message;
        bool operator>(const Flight &other) const
        {
            return std::tie(at, sequence) > std::tie(other.at, other.sequence);
        }
    };

    Time local(std::size_t node) const
    {
        const Node &self = m_nodes[node];
        return self.localBase +
               Duration(static_cast<std::int64_t>(double((m_now - self.globalBase).count()) * self.rate));
    }
    Time global(std::size_t node, Time localTime) const
    {
        const Node &self = m_nodes[node];
        if (localTime == never)
            return never;
        const double away = double((localTime - self.localBase).count()) / self.rate;
        return self.globalBase + Duration(static_cast<std::int64_t>(away) + 1);
    }

    bool oneEvent(Time end)
    {
        Time next = m_flights.empty() ? never : m_flights.top().at;
        std::optional<std::size_t> sleeper;
        for (std::size_t node = 0; node < m_nodes.size(); ++node) {
            const Node &self = m_nodes[node];
            if (!self.alive)
                continue;
            Time wake = std::max({m_now, self.pausedUntil, global(node, self.machine->deadline())});
            if (!self.waiting.empty())
                wake = std::min(wake, std::max(m_now, self.pausedUntil));
            if (wake < next) {
                next = wake;
                sleeper = node;
            }
        }
        if (next > end || next == never)
            return false;
        m_now = next;
        if (!sleeper) {
            Flight flight = m_flights.top();
            m_flights.pop();
            arrive(flight.from, flight.to, std::move(flight.message));
            return true;
        }
        auto waiting = std::exchange(m_nodes[*sleeper].waiting, {});
        for (auto &[from, message] : waiting)
            if (m_nodes[*sleeper].alive)
                step(*sleeper, Received{peerOf(*sleeper, from), std::move(message)});
        if (m_nodes[*sleeper].alive)
            step(*sleeper, Woken{});
        return true;
    }

    void arrive(std::size_t from, std::size_t to, Message message)
    {
        if (!m_nodes[to].alive)
            return;
        if (paused(to))
            m_nodes[to].waiting.emplace_back(from, std::move(message));
        else
            step(to, Received{peerOf(to, from), std::move(message)});
    }

    static PeerId peerOf(std::size_t node, std::size_t other)
    {
        return static_cast<PeerId>(other < node ? other : other - 1);
    }
    static std::size_t nodeOf(std::size_t node, PeerId peer) { return peer < node ? peer : peer + 1; }

    void post(std::size_t from, std::size_t to, Message message, Duration delay)
    {
        m_flights.push({m_now + delay, ++m_sequence, from, to, std::move(message)});
    }

    void step(std::size_t node, Input input)
    {
        ++m_steps;
        Node &self = m_nodes[node];
        const auto *received = std::get_if<Received>(&input);
        const auto *vote = received != nullptr ? std::get_if<VoteRequest>(&received->message) : nullptr;
        const auto *beat = received != nullptr ? std::get_if<Heartbeat>(&received->message) : nullptr;
        self.heardTerm = beat != nullptr ? beat->term : 0;
        const bool forced = (vote != nullptr && vote->forced) ||
                            (received != nullptr && std::holds_alternative<TransferLeadership>(received->message));
        Effects effects;
        self.machine->step(local(node), std::move(input), effects);
        for (Effect &effect : effects.list()) {
            if (auto *persist = std::get_if<PersistEffect>(&effect)) {
                if (!write(node, persist->durable, forced))
                    return;
            } else if (auto *send = std::get_if<SendEffect>(&effect)) {
                checkSent(node, nodeOf(node, send->to), send->message);
                transmit(node, nodeOf(node, send->to), send->message);
            } else if (auto *reply = std::get_if<ReplyEffect>(&effect)) {
                expect(m_replies.emplace(reply->request, *reply->body.as<ElectionReply>()).second,
                       "answered twice");
            } else if (auto *event = std::get_if<EventEffect>(&effect)) {
                m_events.emplace(std::string(event->kind), nameOf(node) + ": " + event->text);
            }
        }
        checkAll(node);
    }

    /// False when nothing behind the write happens.
    bool write(std::size_t node, const std::string &bytes, bool forced)
    {
        Node &self = m_nodes[node];
        if (self.diskFault != DiskFault::CrashBefore)
            noteVote(node, bytes, forced);
        switch (self.diskFault) {
        case DiskFault::None:
            self.disk = bytes;
            return true;
        case DiskFault::Full:
            step(node, PersistFailed{"no space left on device"});
            return false;
        case DiskFault::CrashAfter:
            self.disk = bytes;
            [[fallthrough]];
        case DiskFault::CrashBefore:
            self.diskFault = DiskFault::None;
            crash(node);
            return false;
        }
        return false;
    }

    void transmit(std::size_t from, std::size_t to, const Message &message)
    {
        const Link &link = m_links[from][to];
        const auto delay = [&] {
            return link.least + Duration(m_random.below(std::uint64_t((link.greatest - link.least).count()) + 1));
        };
        if (!link.up || m_random.chance(link.loss))
            return;
        post(from, to, message, delay());
        while (m_random.chance(link.duplicate))
            post(from, to, message, delay() * 20);
    }

    void expect(bool good, const std::string &what)
    {
        if (!good)
            m_violations.push_back(std::to_string(toSeconds(m_now)) + " " + what);
    }

    /// Disk never behind what is said; one vote per term; no vote too soon.
    void checkSent(std::size_t node, std::size_t to, const Message &message)
    {
        Node &self = m_nodes[node];
        const auto record =
            self.disk.empty() ? Result<ElectionRecord>(ElectionRecord{}) : readElectionRecord(self.disk);
        expect(record.has_value(), nameOf(node) + " speaks with a damaged disk");
        const auto term = [&](std::uint64_t said) {
            expect(said <= record->term, nameOf(node) + " says a term that is not on its disk");
            expect(said >= self.sentTerm, nameOf(node) + " says a lower term than before");
            self.sentTerm = said;
        };
        if (const auto *beat = std::get_if<Heartbeat>(&message))
            term(beat->term);
        if (const auto *reply = std::get_if<HeartbeatReply>(&message)) {
            term(reply->term);
            if (reply->term == self.heardTerm) // A later term is not an acknowledgement.
                self.lastAck = local(node);
        }
        if (const auto *request = std::get_if<VoteRequest>(&message); request != nullptr && !request->preVote) {
            term(request->term);
            expect(record->vote == nameOf(node), nameOf(node) + " asks for votes without its own on its disk");
        }
        if (const auto *reply = std::get_if<VoteReply>(&message);
            reply != nullptr && !reply->preVote && reply->granted) {
            term(reply->term);
            expect(reply->term == record->term && record->vote == nameOf(to),
                   nameOf(node) + " grants what is not on its disk");
        }
    }

    /// A vote counts for its time from when it was decided, even when the disk refuses it; for ever once it is on disk.
    void noteVote(std::size_t node, const std::string &bytes, bool forced)
    {
        Node &self = m_nodes[node];
        const auto record = readElectionRecord(bytes);
        if (!record || record->vote.empty())
            return;
        if (self.diskFault != DiskFault::Full) {
            const auto kept = self.votes.emplace(record->term, record->vote).first;
            expect(kept->second == record->vote, nameOf(node) + " votes twice in term " + std::to_string(record->term));
        }
        if (!self.decided.insert(record->term).second)
            return;
        const Time soonest = std::max({self.lastStart, self.lastVote, self.lastAck}) + m_config.electionTimeoutMin;
        expect(forced || local(node) >= soonest, nameOf(node) + " votes within Emin: start, vote, acknowledgement " +
                                                     std::to_string(toSeconds(local(node) - self.lastStart)) + ", " +
                                                     std::to_string(toSeconds(local(node) - self.lastVote)) + ", " +
                                                     std::to_string(toSeconds(local(node) - self.lastAck)) +
                                                     " s before");
        self.lastVote = local(node);
    }

    /// One leader per term in all history; one valid lease; terms never fall.
    void checkAll(std::size_t stepped)
    {
        std::size_t leases = 0;
        for (std::size_t node = 0; node < m_nodes.size(); ++node) {
            if (!m_nodes[node].alive)
                continue;
            const ElectionState seen = state(node);
            leases += seen.leaseValid ? 1 : 0;
            if (node == stepped) {
                expect(seen.term >= m_nodes[node].seenTerm, nameOf(node) + "'s term fell");
                m_nodes[node].seenTerm = seen.term;
            }
            if (seen.role == ElectionRole::Leader) {
                const auto [entry, isNew] = m_leaders.emplace(seen.term, node);
                expect(isNew || entry->second == node, "two leaders in term " + std::to_string(seen.term));
            }
            if (seen.leaseValid) {
                expect(seen.fencingToken >= m_token, nameOf(node) + " holds a lease with an old token");
                m_token = std::max(m_token, seen.fencingToken);
            }
        }
        expect(leases <= 1, "two valid leases");
    }

    Random m_random;
    ElectionConfig m_config;
    std::vector<Node> m_nodes;
    std::vector<std::vector<Link>> m_links;
    std::priority_queue<Flight, std::vector<Flight>, std::greater<>> m_flights;
    Time m_now{};
    std::uint64_t m_sequence = 0, m_steps = 0, m_token = 0;
    RequestId m_lastRequest = 0;
    std::map<RequestId, ElectionReply> m_replies;
    std::multimap<std::string, std::string> m_events;
    std::map<std::uint64_t, std::size_t> m_leaders;
    std::vector<std::string> m_violations;
};

} // namespace bayplan::test
