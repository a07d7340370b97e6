// SPDX-License-Identifier: Apache-2.0
// Where a run is to stop by itself, as a line of text:
//
//   12.5s  1m30s  0:12.345  +5s                  a time of the run, or so much more of it
//   queue.depth of jobs > 100                    a condition in the language of assertions, asked of each instant
//   elected   elected web   killed web-0/app     the next event of a kind, of a pod, container, link or election
//
// A condition that holds already must cease to hold first: until means the next time.
#pragma once

#include "engine/report/momentary.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bayplan {

struct UntilEvent {
    std::string kind;
    std::string subject; ///< empty: of whomever
};

struct RunUntil {
    std::string text;
    std::variant<Time, UntilEvent, MomentaryCondition> what;
};

/// Errors: InvalidInput with the column in `text`, from 1. `now` is where the run is: a time must lie behind it.
Result<RunUntil> parseUntil(const std::string &text, const Plan &plan, Time now);

/// Kinds of events that engines tell of, for completions.
std::span<const std::string_view> knownEventKinds();

/// Whether an event about `subject` is one about `name`: its instance, pod, replicated pod, element or election.
bool isAbout(const Plan &plan, const std::string &subject, const std::string &name);

/// Follows a run until that is so. Not thread-safe.
class UntilWatch {
public:
    /// The plan outlives it.
    UntilWatch(const Plan &plan, RunUntil until) : m_plan(&plan), m_until(std::move(until)) {}

    /// nullptr when it is none.
    const Time *time() const { return std::get_if<Time>(&m_until.what); }
    MomentaryCondition *condition() { return std::get_if<MomentaryCondition>(&m_until.what); }

    void see(const RunEvent &event);

    /// The condition has been given what is new.
    void ask();
    /// The run has got there, if it is a time.
    void reach(Time now);

    /// Why the run is to stop here, in words; nothing while it may go on.
    const std::optional<std::string> &reason() const { return m_reason; }
    const std::string &text() const { return m_until.text; }

private:
    const Plan *m_plan;
    RunUntil m_until;
    bool m_heldAtFirst = true; ///< and has not ceased since; until asked, it may
    std::optional<std::string> m_reason;
};

} // namespace bayplan
