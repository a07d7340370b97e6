// SPDX-License-Identifier: GPL-3.0-or-later
// A machine that does what a test tells it, with a false disk and a false peer, in a real host.
#pragma once

#include "engine/agent/machine_host.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// Notes what it is given and does what it is told.
class ScriptedMachine final : public MachineOf<ScriptedMachine> {
public:
    using Script = std::function<void(Time, const Input &, Effects &)>;

    ScriptedMachine(std::vector<std::string> &seen, Script script) : m_seen(seen), m_script(std::move(script)) {}

    void step(Time now, Input &&input, Effects &effects) override
    {
        static const char *const names[] = {"started",        "woken",    "received", "requested",   "cancelled",
                                            "persist-failed", "stopping", "computed", "load-changed"};
        m_seen.emplace_back(names[input.index()]);
        if (m_depth++ > 0)
            m_seen.emplace_back("re-entered");
        if (std::holds_alternative<Woken>(input))
            wake = never;
        m_script(now, input, effects);
        --m_depth;
    }
    Time deadline() const override { return wake; }
    MachineState state(Time) const override { return {}; }
    bool isBusy() const override { return busy; }

    Time wake = never;
    bool busy = false;

private:
    std::vector<std::string> &m_seen;
    Script m_script;
    int m_depth = 0;
};

struct FakeDisk {
    std::vector<std::string> written;
    bool isFull = false;
    bool isCorrupt = false;
    bool isBroken = false; ///< takes everything, and cannot sync it
};

class FakeStore final : public DurableStore {
public:
    FakeStore(FakeDisk &disk, std::vector<std::string> &seen) : m_disk(disk), m_seen(seen) {}
    Result<Started> load() override
    {
        if (m_disk.isCorrupt)
            return fail(ErrorCode::InvalidInput, "The checksum is wrong.");
        return Started{"kept", {"one", "two"}};
    }
    Result<void> persist(std::string_view durable) override { return write("persist " + std::string(durable)); }
    Result<void> append(std::string_view record) override { return write("append " + std::string(record)); }
    Result<void> sync() override
    {
        if (m_disk.isBroken)
            return fail(ErrorCode::Io, "The disk does not answer.");
        m_seen.emplace_back("sync");
        return {};
    }

private:
    Result<void> write(std::string what)
    {
        if (m_disk.isFull)
            return fail(ErrorCode::DiskFull, "The disk is full.");
        m_seen.push_back(std::move(what));
        return {};
    }
    FakeDisk &m_disk;
    std::vector<std::string> &m_seen;
};

/// Answers from inside send(), as a connection that is refused at once does.
class HastyPeer final : public Peer {
public:
    HastyPeer(Inbox &inbox, std::vector<std::string> &seen) : m_inbox(inbox), m_seen(seen) {}
    void send(Message message) override
    {
        m_seen.emplace_back("send");
        m_inbox.received(0, Answer{std::get<Call>(message).id, CallStatus::Refused, HttpReply{}});
    }

private:
    Inbox &m_inbox;
    std::vector<std::string> &m_seen;
};

struct ScriptedHost {
    explicit ScriptedHost(ScriptedMachine::Script script)
    {
        auto made = std::make_unique<ScriptedMachine>(seen, std::move(script));
        machine = made.get();
        host = std::make_unique<MachineHost>(
            io, std::move(made), std::make_unique<FakeStore>(disk, seen),
            HostOutputs{
                [this](std::string_view line, std::uint32_t) { seen.push_back("log " + std::string(line)); },
                [this](std::string_view kind, const std::string &) { seen.push_back("event " + std::string(kind)); }});
        host->addPeer(std::make_unique<HastyPeer>(*host, seen));
    }

    void run(std::chrono::milliseconds time = std::chrono::milliseconds(20))
    {
        io.restart();
        io.run_for(time);
    }

    boost::asio::io_context io{1};
    std::vector<std::string> seen;
    FakeDisk disk;
    ScriptedMachine *machine = nullptr;
    std::unique_ptr<MachineHost> host;
};

using Seen = std::vector<std::string>;

} // namespace bayplan
