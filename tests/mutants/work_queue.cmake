# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(work_queue.cpp)

mutate([[    if (++task->second.failures >= m_config.maxAttempts)]]
[[    if (++task->second.failures >= m_config.maxAttempts && !isMutant("attempts-without-end"))]])

mutate([[    note(Change::Kind::Other, {.kind = TaskRecord::Kind::Done, .task = id, .attempt = task->second.attempt});]]
[[    if (!isMutant("completion-not-journalled"))
        note(Change::Kind::Other, {.kind = TaskRecord::Kind::Done, .task = id, .attempt = task->second.attempt});]])
finish_source()

mutated_source(work_queue_disk.cpp)

mutate([[    std::string records;
    for (const Change &change : m_changes)]]
[[    const bool early = isMutant("put-answered-before-sync");
    for (const Spoken &spoken : m_spoken) {
        if (early)
            effects.reply(spoken.request, queueOutcome(spoken.reply.status), spoken.reply);
    }
    std::string records;
    for (const Change &change : m_changes)]])

mutate([[    for (const Spoken &spoken : m_spoken)
        effects.reply(]]
[[    for (const Spoken &spoken : m_spoken)
        if (!early)
            effects.reply(]])

mutate([[        if (change.kind == Change::Kind::Other)
            m_owed += change.record;]]
[[        if (change.kind == Change::Kind::Other && !isMutant("nothing-owed-to-the-journal"))
            m_owed += change.record;]])
finish_source()

mutated_source(work_queue_requests.cpp)

mutate([[task.stage == Stage::Reserved && task.attempt == asked.attempt && isSame;]]
[[task.stage == Stage::Reserved &&
           ((task.attempt == asked.attempt && isSame) || isMutant("late-completion"));]])
finish_source()
