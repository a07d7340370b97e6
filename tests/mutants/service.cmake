# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(service.cpp)

mutate([[    return m_isDeaf || (!m_jobs.empty() &&]]
[[    return m_isDeaf || (!m_jobs.empty() && !isMutant("stops-at-once") &&]])

mutate([[    if (m_life.isStopping() || (!slotFree &&]]
[[    if ((m_life.isStopping() && !isMutant("takes-while-stopping")) || (!slotFree &&]])

mutate([[    --job->callsOpen;]]
[[    if (isMutant("failed-call-forgotten") && outcome.status != CallStatus::Ok)
        return;
    --job->callsOpen;]])

mutate([[    ++m_served.failed;]]
[[    ++m_served.failed;
    if (isMutant("failure-told-twice"))
        effects.reply(job.request, CallStatus::Failed, errorReply(job.body, status, reason));]])
finish_source()
