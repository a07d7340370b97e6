// SPDX-License-Identifier: Apache-2.0
#include "simulator/search.h"

#include "simulator/random_faults.h"
#include "simulator/run_guard.h"
#include "simulator/world.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace bayplan {
namespace {

/// Between two looks at the violations.
constexpr std::uint64_t eventsPerCheck = 256;

/// Between two questions whether to go on: some tenths of a second.
constexpr std::uint32_t slicesPerQuestion = 4096;

struct Trial {
    std::optional<Violation> violation;
    Time end{};
    std::uint64_t events = 0;
    bool isWhole = false; ///< not stopped
};

/// `plan` has room for the faults; it keeps them.
Trial tryOut(Plan &plan, const std::vector<Fault> &faults, Duration duration, std::uint64_t seed,
             const std::function<bool()> &goOn)
{
    plan.faults.clear();
    plan.seed = seed;
    plan.duration = duration;
    for (const Fault &fault : faults)
        plan.faults.push_back(lowerFault(plan, fault));
    std::ranges::stable_sort(plan.faults, {}, &FaultPlan::at);
    World world(plan, seed);
    RunGuard guard(plan);
    bool isOver = false, isStopped = false;
    for (std::uint32_t slice = 1; !isOver && world.violations().empty() && !guard.objectionTo(world); ++slice) {
        isOver = world.runUntil(Time(duration), eventsPerCheck);
        if (isOver || slice % slicesPerQuestion != 0 || !goOn)
            continue;
        isStopped = !goOn();
        if (isStopped)
            break;
    }
    if (isOver)
        world.checkAnswers();
    Trial trial{{}, world.now(), world.eventsDone(), !isStopped};
    if (!world.violations().empty())
        trial.violation = world.violations().front();
    return trial;
}

class Search {
public:
    Search(const Plan &plan, const SearchOptions &options,
           const std::function<bool(std::uint64_t, std::size_t)> &progress)
        : m_plan(plan), m_options(options), m_progress(progress),
          m_kinds(options.kinds.empty() ? defaultFaults() : options.kinds),
          m_duration(options.duration > Duration(0) ? options.duration : plan.duration), m_limit(options.seeds)
    {}

    SearchResult run()
    {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const std::uint64_t workers = std::min<std::uint64_t>(m_options.threads == 0 ? cores : m_options.threads,
                                                              std::max<std::uint64_t>(1, m_options.seeds));
        {
            std::vector<std::jthread> pool;
            for (std::uint64_t i = 1; i < workers; ++i)
                pool.emplace_back([this] { work(); });
            work();
        }
        std::ranges::sort(m_result.findings, {}, &Finding::seed);
        if (!m_options.all && m_result.findings.size() > 1)
            m_result.findings.resize(1);
        return std::move(m_result);
    }

private:
    void work()
    {
        Plan plan = m_plan;
        for (std::uint64_t job = m_next++; job < m_limit; job = m_next++) {
            const std::uint64_t seed = m_options.firstSeed + job;
            std::vector<Fault> faults = randomFaults(plan, m_kinds, m_duration, seed);
            Trial trial = tryOut(plan, faults, m_duration, seed, [this] { return goesOn(); });
            if (!trial.isWhole)
                return;
            const std::lock_guard lock(m_mutex);
            ++m_result.seedsTried;
            m_result.faults += faults.size();
            m_result.events += trial.events;
            m_result.simulated += trial.end.time_since_epoch();
            if (trial.violation) {
                // Lower seeds are still looked at, so that the first is the first whoever was quicker.
                if (!m_options.all)
                    m_limit = std::min<std::uint64_t>(m_limit, job);
                m_result.findings.push_back({seed, std::move(faults), m_duration, std::move(*trial.violation)});
            }
            ask();
        }
    }

    /// With the lock held.
    void ask()
    {
        if (m_progress && !m_progress(m_result.seedsTried, m_result.findings.size()))
            m_limit = 0;
    }

    bool goesOn()
    {
        const std::lock_guard lock(m_mutex);
        ask();
        return m_limit > 0;
    }

    const Plan &m_plan;
    const SearchOptions &m_options;
    const std::function<bool(std::uint64_t, std::size_t)> &m_progress;
    std::vector<std::string> m_kinds;
    Duration m_duration;
    std::atomic<std::uint64_t> m_next = 0;
    std::atomic<std::uint64_t> m_limit;
    std::mutex m_mutex;
    SearchResult m_result;
};

} // namespace

SearchResult search(const Plan &plan, const SearchOptions &options,
                    const std::function<bool(std::uint64_t, std::size_t)> &progress)
{
    return Search(plan, options, progress).run();
}

std::optional<Violation> firstViolation(const Plan &plan, const std::vector<Fault> &faults, Duration duration,
                                        std::uint64_t seed, const std::function<bool()> &goOn)
{
    Plan copy = plan;
    return tryOut(copy, faults, duration, seed, goOn).violation;
}

} // namespace bayplan
