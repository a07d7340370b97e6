// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a work queue as an agent would: a journal, a disk that can refuse, restarts.
#pragma once

#include "engine/base/durable_file.h"
#include "engine/patterns/work_queue.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayplan::test {

using namespace std::chrono_literals;

class QueueDriver {
public:
    explicit QueueDriver(QueueConfig config = {}, std::vector<PeerConfig> peers = {})
        : m_config(std::move(config)), m_peers(std::move(peers))
    {
        start();
    }

    void start()
    {
        m_machine = makeWorkQueue({"queue", 3, m_peers, m_config});
        step(Started{durable, journal});
    }

    /// Answered, or nothing while it is held.
    std::optional<QueueReply> ask(QueueRequest request, Duration remaining = {})
    {
        const RequestId id = send(std::move(request), remaining);
        return replyTo(id);
    }
    RequestId send(QueueRequest request, Duration remaining = {})
    {
        const RequestId id = ++m_last;
        step(Requested{id, std::move(request), remaining});
        return id;
    }
    void cancel(RequestId request) { step(Cancelled{request}); }
    void stop() { step(Stopping{10s}); }
    std::optional<QueueReply> replyTo(RequestId id) const
    {
        const auto found = m_replies.find(id);
        return found == m_replies.end() ? std::nullopt : std::optional(found->second);
    }

    std::uint64_t put(std::string body = {}, int priority = 0, Duration delay = {})
    {
        return ask({.priority = priority, .delay = delay, .body = std::move(body)})->task;
    }
    std::optional<QueueReply> reserve()
    {
        const auto reply = ask({.command = QueueCommand::Reserve});
        return reply && reply->status == 200 ? reply : std::nullopt;
    }
    int finish(QueueCommand command, const QueueReply &reserved, std::string body = {}, Duration delay = {})
    {
        return ask({.command = command,
                    .task = reserved.task,
                    .attempt = reserved.attempt,
                    .delay = delay,
                    .body = std::move(body),
                    .reservation = reserved.reservation})
            ->status;
    }

    void run(Duration length)
    {
        const Time end = now + length;
        while (m_machine->deadline() <= end) {
            now = std::max(now, m_machine->deadline());
            step(Woken{});
        }
        now = end;
    }

    QueueState state() const { return std::get<QueueState>(m_machine->state(now).pattern); }
    MachineState machineState() const { return m_machine->state(now); }
    std::size_t usedBytes() const
    {
        std::size_t bytes = durable.size();
        for (const std::string &record : journal)
            bytes += record.size();
        return bytes;
    }

    Time now{};
    std::string durable;
    std::vector<std::string> journal;
    bool diskFull = false;
    std::size_t diskBytes = 0; ///< that it has in all, a journal leaves reserveForState of them; 0: any
    int doubleReplies = 0;
    std::multimap<std::string, std::string> events;

private:
    bool hasRoomFor(std::size_t bytes) const
    {
        return !diskFull && (diskBytes == 0 || usedBytes() + bytes <= diskBytes);
    }

    void step(Input input)
    {
        Effects effects;
        m_machine->step(now, std::move(input), effects);
        for (Effect &effect : effects.list()) {
            if (auto *append = std::get_if<AppendEffect>(&effect)) {
                if (!hasRoomFor(append->record.size() + reserveForState(diskBytes)))
                    return step(PersistFailed{"no space left on device"});
                journal.push_back(append->record);
            } else if (auto *persist = std::get_if<PersistEffect>(&effect)) {
                if (!hasRoomFor(persist->durable.size()))
                    return step(PersistFailed{"no space left on device"});
                durable = persist->durable;
                journal.clear();
            } else if (auto *reply = std::get_if<ReplyEffect>(&effect)) {
                doubleReplies += m_replies.emplace(reply->request, *reply->body.as<QueueReply>()).second ? 0 : 1;
            } else if (auto *event = std::get_if<EventEffect>(&effect)) {
                events.emplace(std::string(event->kind), event->text);
            }
        }
    }

    QueueConfig m_config;
    SharedList<PeerConfig> m_peers;
    std::unique_ptr<Machine> m_machine;
    RequestId m_last = 0;
    std::map<RequestId, QueueReply> m_replies;
};

} // namespace bayplan::test
