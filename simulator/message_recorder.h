// SPDX-License-Identifier: Apache-2.0
// The messages of a run that goes on in another thread: those from the choice on as they are sent, and those before it
// by doing the run again in a thread of its own, as far as it had come. And those of a run that is long over.
#pragma once

#include "engine/plan/done_by_hand.h"
#include "engine/plan/message_log.h"
#include "engine/plan/run.h"
#include "simulator/message_tap.h"

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace bayplan {

class World;

/// The messages of the choice that a run up to that point sent, the newest `capacity` of them, by number. Nothing when
/// `progress`, called about ten times a second with the fraction done, returned false.
std::optional<std::vector<MessageRecord>> retracedMessages(const Plan &plan, const std::vector<HandAction> &byHand,
                                                           const RunInstant &until, const MessageChoice &choice,
                                                           const std::function<bool(double)> &progress = {},
                                                           std::size_t capacity = MessageLog::usualCapacity);

/// Costs a run nothing while nothing is chosen. The plan, as it is run, outlives it.
class MessageRecorder {
public:
    explicit MessageRecorder(const Plan &plan);
    /// Of a run that was over at `end`, with what was done to it by hand.
    MessageRecorder(const Plan &plan, std::vector<HandAction> byHand, const RunInstant &end);
    ~MessageRecorder(); ///< gives up what it is doing

    // ---- any thread ----

    /// Takes effect at the next attend(), or at once when the run is over.
    void choose(const MessageChoice &choice);
    bool isChoiceNew() const { return m_chosen.load() != m_attended.load(); }
    MessageChanges changes(std::uint64_t from) const { return m_log.changes(from); }

    // ---- the thread of the run ----

    /// Between two events; cheap.
    void attend(World &world)
    {
        if (isChoiceNew())
            begin(world);
    }
    void note(const HandAction &action);
    /// The world goes; choices from here on are of the whole run.
    void ended(World &world);

private:
    /// One that is given up ends by itself, and is joined later: nobody waits for it.
    struct Retracing {
        std::atomic<bool> givesUp{false}, over{false};
        std::thread thread;
    };

    void begin(World &world);
    void chooseAfterTheEnd();
    void retrace(const RunInstant &until, std::uint64_t beginning);
    void giveUpRetracing();

    const Plan &m_plan;
    MessageLog m_log;
    MessageTap m_tap; ///< of the thread of the run
    std::atomic<std::uint64_t> m_chosen{0}, m_attended{0};

    std::mutex m_mutex;
    MessageChoice m_choice;
    std::vector<HandAction> m_byHand;
    std::optional<RunInstant> m_end;
    std::list<Retracing> m_retracings;
};

/// Of a run that is over and can be done again.
class PastMessages final : public MessageSource {
public:
    /// The plan outlives it.
    PastMessages(const Plan &plan, std::vector<HandAction> byHand, const RunInstant &end)
        : m_recorder(plan, std::move(byHand), end)
    {
    }

    bool recordsMessages() const override { return true; }
    void recordMessages(const MessageChoice &choice) override { m_recorder.choose(choice); }
    MessageChanges messages(std::uint64_t from) const override { return m_recorder.changes(from); }

private:
    MessageRecorder m_recorder;
};

} // namespace bayplan
