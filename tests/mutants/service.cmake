# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(service.cpp)

mutate([[    if (!m_life.isStopping() || m_config.onStop == StopReaction::Drain)
        return !m_jobs.empty();]]
[[    if (!m_life.isStopping() || m_config.onStop == StopReaction::Drain)
        return !m_jobs.empty() && !isMutant("stops-at-once");]])

mutate([[    if (isShut() || (!slotFree &&]]
[[    if ((isShut() && !isMutant("takes-while-stopping")) || (!slotFree &&]])

mutate([[    --job->callsOpen;]]
[[    if (isMutant("failed-call-forgotten") && outcome.status != CallStatus::Ok)
        return;
    --job->callsOpen;]])

mutate([[    ++m_served.failed;]]
[[    ++m_served.failed;
    if (isMutant("failure-told-twice"))
        effects.reply(job.request, CallStatus::Failed, errorReply(job.body, status, reason));]])
finish_source()
