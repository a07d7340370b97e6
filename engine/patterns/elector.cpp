// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/elector.h"

#include <algorithm>
#include <iterator>

namespace bayplan {
namespace {

std::uint64_t configurationOf(const Message &message)
{
    return std::visit(
        [](const auto &held) -> std::uint64_t {
            if constexpr (requires { held.configuration; })
                return held.configuration;
            else
                return 0;
        },
        message);
}

} // namespace

MachineConfig electionConfigOf(const MachineConfig &config, std::size_t number)
{
    MachineConfig one = config;
    auto &election = std::get<ElectionConfig>(one.behaviour);
    if (number > 0) {
        election.election = election.further.at(number - 1);
        const std::uint64_t own = stableHash(election.election.data(), election.election.size());
        election.configuration = electionConfigurationOf(election.configuration, election.election);
        one.seed ^= own;
    }
    election.further.clear();
    return one;
}

Elector::Elector(const MachineConfig &config)
{
    MachineConfig whole = config;
    auto &first = std::get<ElectionConfig>(whole.behaviour);
    first.configuration = Election(electionConfigOf(config, 0)).configuration();
    for (std::size_t number = 0; number <= first.further.size(); ++number) {
        const MachineConfig one = electionConfigOf(whole, number);
        const auto &election = std::get<ElectionConfig>(one.behaviour);
        m_names.push_back(election.election);
        m_configurations.push_back(election.configuration);
        m_elections.emplace_back(one);
    }
    m_records.resize(m_elections.size());
    m_wrote.resize(m_elections.size());
}

void Elector::step(Time now, Input &&input, Effects &effects)
{
    const bool isFailure = std::holds_alternative<PersistFailed>(input);
    const std::vector<bool> wrote = std::exchange(m_wrote, std::vector<bool>(m_elections.size()));
    if (auto *started = std::get_if<Started>(&input)) {
        start(now, *started);
    } else if (isFailure) {
        for (std::size_t number = 0; number < m_elections.size(); ++number) {
            if (wrote[number])
                stepOne(number, now, Input(input));
        }
    } else if (std::holds_alternative<Received>(input) || std::holds_alternative<Requested>(input)) {
        const std::size_t number = electionOf(input);
        stepOne(number, now, std::move(input));
    } else {
        stepAll(now, input);
    }
    writeOut(effects);
}

void Elector::stepAll(Time now, const Input &input)
{
    for (std::size_t number = 0; number < m_elections.size(); ++number) {
        // Time that has not come for an election is no news to it.
        if (!std::holds_alternative<Woken>(input) || m_elections[number].deadline() <= now)
            stepOne(number, now, Input(input));
    }
}

/// Each gets its own record; one that is in none of them starts anew, and a damaged state none of them may overwrite.
void Elector::start(Time now, const Started &started)
{
    const std::vector<std::string> records = splitElectionRecords(started.durable);
    for (std::size_t number = 0; number < m_elections.size(); ++number) {
        const std::string own = electionRecordOf(records, m_names[number]);
        m_records[number] = own;
        stepOne(number, now, Started{own, {}});
    }
    for (const std::string &record : records) {
        if (std::ranges::find(m_records, record) == m_records.end())
            m_foreign += record;
    }
}

std::size_t Elector::electionOf(const Input &input) const
{
    std::size_t number = 0;
    if (const auto *received = std::get_if<Received>(&input)) {
        const auto found = std::ranges::find(m_configurations, configurationOf(received->message));
        number = static_cast<std::size_t>(found - m_configurations.begin());
    } else if (const auto *request = std::get<Requested>(input).body.as<ElectionRequest>()) {
        number = static_cast<std::size_t>(std::ranges::find(m_names, request->election) - m_names.begin());
    }
    return number < m_elections.size() ? number : 0;
}

void Elector::stepOne(std::size_t number, Time now, Input &&input)
{
    m_inner.clear();
    m_elections[number].step(now, std::move(input), m_inner);
    bool behind = false;
    for (Effect &effect : m_inner.list()) {
        if (auto *persist = std::get_if<PersistEffect>(&effect)) {
            m_records[number] = std::move(persist->durable);
            m_wrote[number] = behind = true;
        } else {
            if (auto *event = std::get_if<EventEffect>(&effect))
                event->text.insert(0, "election " + m_names[number] + ", ");
            (behind ? m_behind : m_before).push_back(std::move(effect));
        }
    }
}

void Elector::writeOut(Effects &effects)
{
    auto &list = effects.list();
    std::move(m_before.begin(), m_before.end(), std::back_inserter(list));
    if (std::ranges::find(m_wrote, true) != m_wrote.end()) {
        std::string all;
        for (const std::string &record : m_records)
            all += record;
        effects.persist(all + m_foreign);
    }
    std::move(m_behind.begin(), m_behind.end(), std::back_inserter(list));
    m_before.clear();
    m_behind.clear();
}

Time Elector::deadline() const
{
    Time next = never;
    for (const Election &election : m_elections)
        next = std::min(next, election.deadline());
    return next;
}

bool Elector::isBusy() const
{
    return std::ranges::any_of(m_elections, [](const Election &election) { return election.isBusy(); });
}

MachineState Elector::state(Time now) const
{
    MachineState whole = m_elections.front().state(now);
    auto &first = std::get<ElectionState>(whole.pattern);
    for (std::size_t number = 1; number < m_elections.size(); ++number) {
        MachineState state = m_elections[number].state(now);
        first.further.push_back(std::move(std::get<ElectionState>(state.pattern)));
        whole.served.received += state.served.received;
        whole.served.succeeded += state.served.succeeded;
        whole.served.failed += state.served.failed;
        whole.served.refused += state.served.refused;
        whole.served.waiting += state.served.waiting;
        whole.served.latency.merge(state.served.latency);
        if (state.phase == Phase::Draining)
            whole.phase = Phase::Draining;
    }
    return whole;
}

} // namespace bayplan
