# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(worker.cpp)

mutate([[        if (outcome.status == CallStatus::Ok)
            return callNext(index);]]
[[        if (outcome.status == CallStatus::Ok || isMutant("failed-call-ignored"))
            return callNext(index);]])

mutate([[    if (toAsk && reply != nullptr &&]]
[[    if (toAsk && !isMutant("late-task-kept") && reply != nullptr &&]])

mutate([[    if (!settled && m_now < slot.over) {]]
[[    if (!settled && m_now < slot.over && !isMutant("verdict-told-once")) {]])

mutate([[                    .attempt = slot.attempt,]]
[[                    .attempt = isMutant("first-attempt-said") ? 1 : slot.attempt,]])

mutate([[        if (m_phase != Phase::Draining)
            return begin(index, *reply);]]
[[        if (m_phase != Phase::Draining || isMutant("begins-while-stopping"))
            return begin(index, *reply);]])
finish_source()
