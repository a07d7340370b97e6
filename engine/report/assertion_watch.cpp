// SPDX-License-Identifier: Apache-2.0
#include "engine/report/assertion_watch.h"

namespace bayplan {

AssertionWatch::AssertionWatch(std::vector<std::string> ids, std::vector<std::string> texts)
    : m_ids(std::move(ids)), m_texts(std::move(texts)), m_states(m_texts.size())
{
    for (const std::string &text : m_texts)
        m_subjects.merge(subjectsOfAssertion(text));
}

void AssertionWatch::observe(Time now, const Report &report)
{
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        State &state = m_states[i];
        const AssertionFigures judged = evaluateAssertion(m_ids[i], m_texts[i], report);
        if (judged.held) {
            state.hasHeld = true;
            state.failedAt.reset();
        } else if (judged.isKnown && !state.failedAt && (state.hasHeld || !mayComeTrue(m_texts[i]))) {
            state.failedAt = now;
        }
    }
}

void AssertionWatch::annotate(std::vector<AssertionFigures> &assertions, Time now) const
{
    for (std::size_t i = 0; i < std::min(assertions.size(), m_states.size()); ++i) {
        AssertionFigures &assertion = assertions[i];
        const State &state = m_states[i];
        if (assertion.held)
            continue;
        assertion.mayStill = !assertion.isKnown || (!state.hasHeld && mayComeTrue(assertion.text));
        if (assertion.isJudged)
            assertion.failedAt = state.failedAt.value_or(now).time_since_epoch();
    }
}

} // namespace bayplan
