# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(forwarder.cpp)

mutate([[        body = errorReply(passage->body, 502, "no replica answered");]]
[[        if (isMutant("refusal-not-answered"))
            return;
        body = errorReply(passage->body, 502, "no replica answered");]])

mutate([[    if (outcome.status == CallStatus::TimedOut) {]]
[[    if (outcome.status == CallStatus::TimedOut && isMutant("time-out-swallowed"))
        return;
    if (outcome.status == CallStatus::TimedOut) {]])

mutate([[    if (failed && mayRetry(now, outcome.status, *passage))
        return forward(now, outcome.context, *passage, effects);]]
[[    if (failed && mayRetry(now, outcome.status, *passage)) {
        if (isMutant("answered-and-tried-again"))
            effects.reply(passage->request, CallStatus::Failed, errorReply(passage->body, 502, "no answer"));
        return forward(now, outcome.context, *passage, effects);
    }]])

mutate([[    const bool allowed = m_budget.spend();]]
[[    const bool allowed = m_budget.spend() || isMutant("retries-without-end");]])

mutate([[    if (passage.attempts >= m_rules.maxAttempts ||]]
[[    if (passage.attempts >= m_rules.maxAttempts + (isMutant("one-attempt-more") ? 1 : 0) ||]])

mutate([[    if (m_rules.carriesConnections && status != CallStatus::Refused)]]
[[    if (m_rules.carriesConnections && status != CallStatus::Refused && !isMutant("broken-connection-carried-on"))]])

mutate([[        m_services[*best].credit -= total;]]
[[        m_services[*best].credit -= isMutant("weights-ignored") ? 1 : total;]])
finish_source()
