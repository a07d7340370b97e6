// SPDX-License-Identifier: Apache-2.0
#include "simulator/seeker.h"

#include "simulator/retraced_world.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <utility>

namespace bayplan {
namespace {

/// Between two looks at the clocks: some milliseconds.
constexpr std::uint64_t eventsPerSeekSlice = 10'000;

/// What this thread has used of its processor: a busy machine is no reason for more copies.
double processorSeconds()
{
    std::timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

} // namespace

Seeker::Seeker(Plan plan, std::vector<HandAction> byHand, const SeekerOptions &options)
    : m_plan(std::move(plan)), m_byHand(std::move(byHand)), m_limitBytes(options.limitBytes),
      m_retraced(std::make_unique<RetracedWorld>(m_plan, m_plan.seed, m_byHand, World::Checks::None)),
      m_gapSeconds(toSeconds(options.copyEvery))
{
    keepCopy(m_checkpoints.end());
}

Seeker::~Seeker() = default;

bool Seeker::seek(Time at, const Progress &progress)
{
    return seek(RunInstant{at}, progress);
}

bool Seeker::seek(const RunInstant &instant, const Progress &progress)
{
    beginNear(instant);
    const Time begin = time();
    auto lastAsked = std::chrono::steady_clock::now();
    while (!runSlice(instant)) {
        const auto now = std::chrono::steady_clock::now();
        if (!progress || now - lastAsked < std::chrono::milliseconds(100))
            continue;
        lastAsked = now;
        if (!progress(toSeconds(time() - begin) / std::max(1e-9, toSeconds(instant.at - begin))))
            return false;
    }
    return true;
}

/// True when it is there.
bool Seeker::runSlice(const RunInstant &instant)
{
    const World &world = m_retraced->world();
    const double begin = processorSeconds();
    const std::uint64_t most = std::min(eventsPerSeekSlice, instant.events - world.eventsDone());
    const bool isThere = m_retraced->runUntil(instant.at, most) || world.eventsDone() == instant.events;
    passed(processorSeconds() - begin);
    return isThere;
}

/// The first checkpoint that is not at or before the instant.
Seeker::Checkpoints::iterator Seeker::behind(const RunInstant &instant)
{
    return std::partition_point(m_checkpoints.begin(), m_checkpoints.end(), [&](const Checkpoint &checkpoint) {
        return checkpoint.at <= instant.at && checkpoint.events <= instant.events;
    });
}

/// At the nearest checkpoint before the instant, unless it is nearer from here. The first one is of the beginning.
void Seeker::beginNear(const RunInstant &instant)
{
    const World &world = m_retraced->world();
    const bool isAhead = world.now() <= instant.at && world.eventsDone() <= instant.events;
    const Checkpoint &nearest = *std::prev(behind(instant));
    if (isAhead && world.eventsDone() >= nearest.events)
        return;
    m_retraced = std::make_unique<RetracedWorld>(*nearest.world);
    m_lastCopyEvents = nearest.events;
    m_secondsSinceCopy = 0;
}

/// So much was run since the last call.
void Seeker::passed(double seconds)
{
    const World &world = m_retraced->world();
    const auto next = behind({world.now(), world.eventsDone()});
    const std::uint64_t lastCopyEvents = std::prev(next)->events;
    m_secondsSinceCopy = lastCopyEvents == m_lastCopyEvents ? m_secondsSinceCopy + seconds : 0;
    m_lastCopyEvents = lastCopyEvents;
    if (m_secondsSinceCopy >= std::max(m_gapSeconds, m_copySeconds))
        keepCopy(next);
}

void Seeker::keepCopy(Checkpoints::iterator before)
{
    const World &world = m_retraced->world();
    const double begin = processorSeconds();
    Checkpoint checkpoint{world.now(), world.eventsDone(), m_retraced->bytes(),
                          std::make_unique<const RetracedWorld>(*m_retraced)};
    m_copySeconds = processorSeconds() - begin; // no more time for copies than for the run itself
    m_lastCopyEvents = checkpoint.events;
    m_secondsSinceCopy = 0;
    m_bytes += checkpoint.bytes;
    m_checkpoints.insert(before, std::move(checkpoint));
    while (m_bytes > m_limitBytes && m_checkpoints.size() > 1)
        thinOut();
}

/// Every second one goes, the first stays.
void Seeker::thinOut()
{
    Checkpoints kept;
    m_bytes = 0;
    for (std::size_t i = 0; i < m_checkpoints.size(); i += 2) {
        m_bytes += m_checkpoints[i].bytes;
        kept.push_back(std::move(m_checkpoints[i]));
    }
    m_checkpoints = std::move(kept);
    m_gapSeconds *= 2;
}

Time Seeker::time() const
{
    return m_retraced->world().now();
}

std::uint64_t Seeker::traceHash() const
{
    return m_retraced->world().traceHash();
}

Snapshot Seeker::snapshot() const
{
    return m_retraced->world().snapshot();
}

} // namespace bayplan
