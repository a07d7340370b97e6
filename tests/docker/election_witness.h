// SPDX-License-Identifier: GPL-3.0-or-later
// Applications beside real electors, the resource that they write to while they lead, and what can be said afterwards
// of who led when.
#pragma once

#include "tests/agent/raw_client.h"
#include "tests/docker/pod_network.h"

#include "engine/base/random.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bayplan {

using SteadyClock = std::chrono::steady_clock;

/// An elector's own answer to GET /isLeader.
struct Claim {
    int member = 0;
    SteadyClock::time_point asked, answered;
    bool leads = false;
    std::uint64_t token = 0;
    SteadyClock::time_point until; ///< of the lease, as whoever asked may count it: from when it asked
};

/// Takes a write whose token is not below any that it has seen (a fenced register). It trusts no lease and no clock.
class FencedRegister {
public:
    struct Write {
        int member = 0;
        std::uint64_t token = 0;
        bool isLate = false; ///< on its way for longer than its writer knew that it leads
        bool isAccepted = false;
    };

    /// `until`: the writer lets it be when its lease has passed by then; nothing: the write was on its way.
    void write(int member, std::uint64_t token, std::optional<SteadyClock::time_point> until)
    {
        const std::lock_guard lock(m_mutex);
        if (until && SteadyClock::now() >= *until)
            return;
        const bool isAccepted = token >= m_highest;
        m_highest = std::max(m_highest, token);
        m_writes.push_back({member, token, !until, isAccepted});
    }

    const std::vector<Write> &writes() const { return m_writes; } ///< when nobody writes any more

private:
    std::mutex m_mutex;
    std::uint64_t m_highest = 0;
    std::vector<Write> m_writes;
};

/// What all members of an election said.
class Witness {
public:
    void hear(const Claim &claim)
    {
        const std::lock_guard lock(m_mutex);
        m_claims.push_back(claim);
        m_last[claim.member] = claim;
    }

    std::vector<Claim> claims() const
    {
        const std::lock_guard lock(m_mutex);
        return m_claims;
    }

    /// Who leads now; nobody when it is not certain, or when not all of `members` have answered lately.
    std::optional<Claim> leader(std::size_t members) const
    {
        using namespace std::chrono_literals;
        const std::lock_guard lock(m_mutex);
        const auto now = SteadyClock::now();
        std::optional<Claim> found;
        std::size_t present = 0;
        for (const auto &[member, claim] : m_last) {
            present += now - claim.asked < 500ms ? 1U : 0U;
            if (claim.leads && now < claim.until)
                found = claim;
        }
        return present == members ? found : std::nullopt;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Claim> m_claims;
    std::map<int, Claim> m_last;
};

/// What the main container beside an elector does: asks whether it leads, and writes while it does. One write in
/// twenty is held up on its way for up to 4 s, as by a network or by a pause between the check and the write.
class Application {
public:
    Application(std::string engineUrl, std::string container, std::uint16_t port, int member, Witness &witness,
                FencedRegister &resource)
        : m_engineUrl(std::move(engineUrl)), m_container(std::move(container)), m_port(port), m_member(member),
          m_witness(witness), m_resource(resource), m_random(static_cast<std::uint64_t>(member)),
          m_thread([this] { run(); })
    {}
    ~Application()
    {
        m_isEnding = true;
        m_thread.join();
    }
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

private:
    struct LateWrite {
        SteadyClock::time_point arrives;
        std::uint64_t token;
    };

    void run()
    {
        using namespace std::chrono_literals;
        while (!m_isEnding) {
            const bool leads = askOnce();
            const auto now = SteadyClock::now();
            std::erase_if(m_late, [&](const LateWrite &late) {
                if (late.arrives <= now)
                    m_resource.write(m_member, late.token, std::nullopt);
                return late.arrives <= now;
            });
            std::this_thread::sleep_for(leads ? 20ms : 40ms);
        }
    }

    bool askOnce()
    {
        if (!m_client && !connect())
            return false;
        Claim claim{.member = m_member, .asked = SteadyClock::now()};
        const std::string reply = m_client->say(get("/isLeader")) ? m_client->hearReply() : std::string();
        claim.answered = SteadyClock::now();
        const std::size_t body = reply.find("\r\n\r\n");
        const nlohmann::json said = body == std::string::npos
                                        ? nlohmann::json()
                                        : nlohmann::json::parse(reply.substr(body + 4), nullptr, false);
        if (!said.is_object()) {
            m_client.reset();
            return false;
        }
        claim.leads = reply.starts_with("HTTP/1.1 200");
        claim.token = said.value("fencingToken", std::uint64_t{0});
        claim.until = claim.asked + std::chrono::milliseconds(said.value("leaseRemainingMs", 0));
        m_witness.hear(claim);
        if (claim.leads)
            write(claim);
        return claim.leads;
    }

    void write(const Claim &claim)
    {
        if (!m_random.chance(0.05))
            return m_resource.write(m_member, claim.token, claim.until);
        m_late.push_back({claim.asked + std::chrono::milliseconds(m_random.below(4000)), claim.token});
    }

    /// Its pod's network may be another one since.
    bool connect()
    {
        if (!enterNetworkOf(m_engineUrl, m_container))
            return false;
        m_client.emplace(m_port);
        if (!m_client->isConnected())
            m_client.reset();
        return m_client.has_value();
    }

    std::string m_engineUrl, m_container;
    std::uint16_t m_port;
    int m_member;
    Witness &m_witness;
    FencedRegister &m_resource;
    Random m_random;
    std::deque<LateWrite> m_late;
    std::optional<RawClient> m_client;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

/// A time in which nobody could say that it leads.
struct Vacancy {
    SteadyClock::time_point begun, ended;
    std::uint64_t termsTaken = 0; ///< from the leader before to the one after; 1: the first vote was decided

    std::chrono::milliseconds length() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(ended - begun);
    }
};

struct Reign {
    std::size_t overlaps = 0;     ///< claims of two members that hold at one instant
    std::size_t sharedTokens = 0; ///< tokens that two members had
    std::vector<Vacancy> vacancies;
};

/// Who led when, by what they said themselves. A claim is good from its answer until its lease, counted from when it
/// was asked for, has passed: nobody here gives a lease up.
inline Reign reignOf(std::vector<Claim> claims)
{
    std::erase_if(claims, [](const Claim &claim) { return !claim.leads || claim.until <= claim.answered; });
    std::ranges::sort(claims, {}, &Claim::answered);
    Reign reign;
    std::map<std::uint64_t, int> holders;
    const Claim *last = nullptr; ///< the one that holds longest
    for (const Claim &claim : claims) {
        if (holders.try_emplace(claim.token, claim.member).first->second != claim.member)
            ++reign.sharedTokens;
        if (last != nullptr && last->member != claim.member && claim.answered < last->until)
            ++reign.overlaps;
        if (last != nullptr && claim.answered > last->until)
            reign.vacancies.push_back({last->until, claim.answered, claim.token - last->token});
        if (last == nullptr || claim.until > last->until)
            last = &claim;
    }
    return reign;
}

/// Accepted writes with a token that is not the newest: below one that was used, or one that another member used.
inline std::size_t staleWritesIn(const std::vector<FencedRegister::Write> &writes)
{
    std::uint64_t newest = 0;
    int holder = -1;
    std::size_t stale = 0;
    for (const FencedRegister::Write &write : writes) {
        if (write.isAccepted && (write.token < newest || (write.token == newest && write.member != holder)))
            ++stale;
        if (write.token > newest) {
            newest = write.token;
            holder = write.member;
        }
    }
    return stale;
}

} // namespace bayplan
