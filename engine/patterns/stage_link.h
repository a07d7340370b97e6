// SPDX-License-Identifier: Apache-2.0
// From the work queue of one stage to that of the next (Burns and Oppenheimer 2016, 5.2): each output becomes one task,
// whatever crashes in between. The sender numbers what stands in its journal and sends it until it is taken; the
// receiver remembers the numbers that it has taken.
#pragma once

#include "engine/patterns/call_ledger.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// | output    | input                              | next                                            |
/// | --------- | ---------------------------------- | ----------------------------------------------- |
/// | (none)    | its task is completed              | Unwritten                                       |
/// | Unwritten | its record is in the journal       | Waiting                                         |
/// | Waiting   | in order, 64 or 8 MiB at a time    | Sent                                            |
/// | Sent      | answered 200: taken, now or before | (none)                                          |
/// | Sent      | refused, full, no disk, no answer  | Waiting; all pause for 100 ms, doubling to 10 s |
class Outbox {
public:
    struct Output {
        int priority = 0;
        std::uint32_t bodyBytes = 0;
        std::string body;
    };

    /// Gives it the next number. It is not sent before written().
    std::uint64_t add(Output &&output);
    /// From the journal.
    void restore(std::uint64_t sequence, Output &&output);
    void taken(std::uint64_t sequence);

    /// All that was added is in the journal now.
    void written() { m_writtenUpTo = m_nextSequence - 1; }
    bool hasUnwritten() const { return m_writtenUpTo + 1 < m_nextSequence && !m_outputs.empty(); }

    /// Puts what is due; `origin` and the number make each known to the next stage.
    void send(Time now, const std::string &origin, Duration timeout, CallLedger &calls, Effects &effects);

    /// The number that the next stage has taken, for the journal. `uniform` in [0, 1) is for the jitter of the pause.
    std::optional<std::uint64_t> ended(Time now, const CallLedger::Outcome &outcome, const Answer *answer,
                                       double uniform);

    /// When something can be sent; `never` while all that may be sent is.
    Time nextSend() const;

    std::size_t size() const { return m_outputs.size(); }
    std::uint64_t bytes() const { return m_bytes; } ///< of all bodies
    std::uint64_t nextSequence() const { return m_nextSequence; }
    void setNextSequence(std::uint64_t sequence) { m_nextSequence = std::max(m_nextSequence, sequence); }
    template <class Visit>
    void forEach(Visit &&visit) const
    {
        for (const auto &[sequence, entry] : m_outputs)
            visit(sequence, entry.output);
    }

private:
    struct Entry {
        Output output;
        bool isSent = false;
    };

    void erase(std::map<std::uint64_t, Entry>::iterator output);

    std::map<std::uint64_t, Entry> m_outputs;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_nextSequence = 1;
    std::uint64_t m_writtenUpTo = 0;
    std::uint32_t m_setbacks = 0;
    Time m_pausedUntil = Time::min();
};

/// Which outputs of stages before have been taken. An origin sends 64 of its outputs at a time, so what it has in gaps
/// between ranges are 64 numbers at most, and one gap more where this side's state was lost; one may stay open for as
/// long as it is refused. Of an origin with many more gaps, which no sender has, the oldest are closed. The origins are
/// the last hundred in use.
class TakenOutputs {
public:
    bool contains(const std::string &origin, std::uint64_t sequence);
    void add(const std::string &origin, std::uint64_t sequence) { addRange(origin, sequence, sequence); }
    /// Both ends included; from 1 on.
    void addRange(const std::string &origin, std::uint64_t first, std::uint64_t last);
    void remove(const std::string &origin, std::uint64_t sequence);

    struct Numbers {
        std::uint64_t upTo = 0;                       ///< all of them
        std::map<std::uint64_t, std::uint64_t> above; ///< and from key to value: outputs overtake each other
    };
    const std::vector<std::pair<std::string, Numbers>> &list() const { return m_origins; }

private:
    Numbers *find(const std::string &origin);
    Numbers &numbersOf(const std::string &origin);

    std::vector<std::pair<std::string, Numbers>> m_origins; ///< by use; a journal that began anew is a new origin
};

} // namespace bayplan
