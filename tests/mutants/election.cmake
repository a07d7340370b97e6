# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(election.cpp)

mutate([[    // Before it stopped, it may have acknowledged a heartbeat that holds up a lease until then.
    m_stickyUntil = m_now + m_config.electionTimeoutMin;]]
[[    m_stickyUntil = isMutant("no-boot-silence") ? m_now : m_now + m_config.electionTimeoutMin;
    if (isMutant("no-boot-silence"))
        m_electionDeadline = m_now;]])

mutate([[    m_unsaved = true;
    const std::vector<Held>]]
[[    if (isMutant("full-disk-ignored"))
        return;
    m_unsaved = true;
    const std::vector<Held>]])

mutate([[    becomeFollower({}); // The lease is gone before anybody can be elected on the strength of the transfer.]]
[[    if (!isMutant("lease-over-transfer"))
        becomeFollower({});]])

mutate([[    const auto last = sent.begin() + static_cast<std::ptrdiff_t>(quorum() - 2);]]
[[    const auto last =
        sent.begin() + static_cast<std::ptrdiff_t>(isMutant("one-acknowledgement-enough") ? 0 : quorum() - 2);]])

mutate([[    m_effects->persist(writeElectionRecord(m_record));]]
[[    ElectionRecord written = m_record;
    if (isMutant("vote-not-durable"))
        written.vote.clear();
    m_effects->persist(writeElectionRecord(written));]])

mutate([[    if (votes() >= quorum())
        becomeCandidate(false);]]
[[    if (votes() >= quorum() || isMutant("no-pre-vote"))
        becomeCandidate(false);]])

mutate([[    if (m_peers.empty())
        return never;]]
[[    if (m_peers.empty() || isMutant("no-check-quorum"))
        return never;]])

mutate([[        if (record->configuration == m_record.configuration)
            m_record.vote = record->vote;]]
[[        if (isMutant("vote-forgotten-at-start"))
            m_record.vote.clear();
        else if (record->configuration == m_record.configuration)
            m_record.vote = record->vote;]])
finish_source()

mutated_source(election_peers.cpp)

mutate([[            m_acknowledged[from] = sent;]]
[[            m_acknowledged[from] = isMutant("lease-from-acknowledgement") ? m_now : sent;]])

mutate([[    if (m_now < m_stickyUntil && !forced)]]
[[    if (m_now < m_stickyUntil && !forced && !isMutant("no-stickiness"))]])

mutate([[    if (request.term == m_record.term && !m_record.vote.empty())]]
[[    if (request.term == m_record.term && !m_record.vote.empty() && !isMutant("second-vote"))]])

mutate([[    if (m_stage != Stage::Leader || reply.term != m_record.term)
        return;]]
[[    if (isMutant("stale-acknowledgement") && m_stage == Stage::Leader && reply.term < m_record.term) {
        m_acknowledged[from] = (m_roundsSent.end() - 1)->second;
        return countAcknowledgements();
    }
    if (m_stage != Stage::Leader || reply.term != m_record.term)
        return;]])

mutate([[    if (heartbeat.term >= m_record.term) {]]
[[    const bool accepted = isMutant("lower-term-heartbeat");
    if (heartbeat.term >= m_record.term || accepted) {]])

mutate([[    tell(from, HeartbeatReply{m_record.term, m_record.configuration, heartbeat.round});]]
[[    tell(from, HeartbeatReply{accepted ? heartbeat.term : m_record.term, m_record.configuration, heartbeat.round});]])

mutate([[    tell(to, VoteReply{term, m_record.configuration, request.preVote, granted, std::move(refusal)});]]
[[    VoteReply reply{term, m_record.configuration, request.preVote, granted, std::move(refusal)};
    if (isMutant("refusal-before-save") && !granted)
        return m_effects->send(to, std::move(reply));
    tell(to, std::move(reply));]])

mutate([[        m_voted[from] = true;
        if (votes() >= quorum())
            becomeLeader();]]
[[        m_voted[from] = true;
        if (votes() + (isMutant("one-vote-short") ? 1 : 0) >= quorum())
            becomeLeader();]])

mutate([[    const bool granted = refusal.empty();]]
[[    const bool granted = refusal.empty();
    if (isMutant("pre-vote-refreshes-contact") && granted && request.preVote)
        m_stickyUntil = m_now + m_config.electionTimeoutMin;]])

mutate([[    const bool forced = request.forced && !request.preVote && request.term == m_record.term + 1;]]
[[    const bool forced = (request.forced && !request.preVote && request.term == m_record.term + 1) ||
                        (isMutant("every-vote-forced") && !request.preVote);]])
finish_source()
