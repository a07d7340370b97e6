// SPDX-License-Identifier: Apache-2.0
// Since when an assertion of a run does not hold: it is judged again and again while the run goes on.
#pragma once

#include "engine/report/figures.h"
#include "engine/report/report.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// Of what does not hold at first: whether the run may still bring it about ("completed > 100"), or cannot ("p99 of web
/// < 1ms", "lost == 0"). False for what is no assertion.
bool mayComeTrue(const std::string &text);

/// Whose figures it may be about; empty for what every report has, and for what is no assertion.
std::set<SubjectKind> subjectsOfAssertion(const std::string &text);

class AssertionWatch {
public:
    AssertionWatch(std::vector<std::string> ids, std::vector<std::string> texts);

    /// Sections of a report that have to be filled in for observe().
    const std::set<SubjectKind> &subjects() const { return m_subjects; }
    bool isEmpty() const { return m_texts.empty(); }

    /// The figures as they are then; in order of time.
    void observe(Time now, const Report &report);

    /// Of the assertions in the same order, at the end or so far.
    void annotate(std::vector<AssertionFigures> &assertions, Time now) const;

private:
    struct State {
        bool hasHeld = false;
        std::optional<Time> failedAt; ///< without holding again
    };

    std::vector<std::string> m_ids, m_texts;
    std::vector<State> m_states;
    std::set<SubjectKind> m_subjects;
};

} // namespace bayplan
