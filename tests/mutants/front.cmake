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
finish_source()
