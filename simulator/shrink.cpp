// SPDX-License-Identifier: Apache-2.0
// The shortest scenario that still breaks the promise: as delta debugging does it (Zeller and Hildebrandt, Simplifying
// and Isolating Failure-Inducing Input, 2002), first whole faults in ever smaller groups, then their lengths and
// frills.
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "simulator/search.h"

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

using namespace std::chrono_literals;

/// Long enough for a first leader.
constexpr Duration calmStart = 5s;

/// "Two valid leases at 3.2s: ..." without the instant and the names.
std::string promiseOf(const Violation &violation)
{
    return violation.text.substr(0, violation.text.find(" at "));
}

/// "Two leaders of term 4" and "of term 5" are the same promise.
std::string withoutDigits(std::string text)
{
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text;
}

class Shrinker {
public:
    Shrinker(const Plan &plan, Finding finding, std::uint32_t triesLeft, const std::function<bool()> &goOn)
        : m_plan(plan), m_best(std::move(finding)), m_promise(withoutDigits(promiseOf(m_best.violation))),
          m_triesLeft(triesLeft), m_goOn(goOn)
    {}

    Finding run()
    {
        endAt(m_best.violation.at);
        removeFaults();
        forgetHistory();
        simplifyFaults();
        removeFaults();
        return std::move(m_best);
    }

private:
    /// Of the same promise, within the same time: what took longer to fail would not be shorter.
    std::optional<Violation> violationOf(const Finding &candidate)
    {
        if (m_triesLeft > 0 && m_goOn && !m_goOn())
            m_triesLeft = 0;
        if (m_triesLeft == 0)
            return {};
        --m_triesLeft;
        auto violation = firstViolation(m_plan, candidate.faults, candidate.duration, candidate.seed, m_goOn);
        if (violation && withoutDigits(promiseOf(*violation)) != m_promise)
            violation.reset();
        return violation;
    }

    /// True, and kept, when it still fails.
    bool accept(std::vector<Fault> faults)
    {
        Finding candidate{m_best.seed, std::move(faults), m_best.duration, {}};
        auto violation = violationOf(candidate);
        if (!violation)
            return false;
        candidate.violation = std::move(*violation);
        m_best = std::move(candidate);
        endAt(m_best.violation.at);
        return true;
    }

    void endAt(Time at)
    {
        m_best.duration = std::min(
            m_best.duration, Duration(std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()) + 1ms));
        std::erase_if(m_best.faults,
                      [&](const Fault &fault) { return paramsOf(fault).duration("at") >= m_best.duration; });
    }

    void removeFaults()
    {
        for (std::size_t size = std::max<std::size_t>(1, m_best.faults.size() / 2);; size /= 2) {
            for (std::size_t begin = 0; begin < m_best.faults.size();) {
                std::vector<Fault> fewer = m_best.faults;
                const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(begin);
                fewer.erase(first, first + static_cast<std::ptrdiff_t>(std::min(size, fewer.size() - begin)));
                if (!accept(std::move(fewer)))
                    begin += size;
            }
            if (size <= 1)
                return;
        }
    }

    /// What came long before often only made one member the leader; another seed does so at once.
    void forgetHistory()
    {
        constexpr std::array<std::size_t, 8> lengths{1, 2, 3, 4, 5, 6, 8, 12};
        constexpr std::uint64_t seeds = 60;
        for (const std::size_t length : lengths) {
            if (length >= m_best.faults.size())
                return;
            for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
                if (acceptLast(length, seed))
                    return;
            }
        }
    }

    /// The last faults only, moved to the front, with another seed.
    bool acceptLast(std::size_t length, std::uint64_t seed)
    {
        Finding candidate = m_best;
        candidate.seed = seed;
        candidate.faults.erase(candidate.faults.begin(), candidate.faults.end() - static_cast<std::ptrdiff_t>(length));
        const Duration first = paramsOf(candidate.faults.front()).duration("at");
        const Duration shift = std::max(Duration(0), first - calmStart);
        for (Fault &fault : candidate.faults)
            fault.params["at"] = formatDuration(paramsOf(fault).duration("at") - shift);
        candidate.duration -= shift;
        auto violation = violationOf(candidate);
        if (!violation)
            return false;
        candidate.violation = std::move(*violation);
        m_best = std::move(candidate);
        endAt(m_best.violation.at);
        return true;
    }

    void simplifyFaults()
    {
        constexpr std::array<const char *, 10> frills{"period", "loss",     "duplicate", "reorder", "bandwidth",
                                                      "others", "messages", "step",      "factor",  "settle"};
        for (std::size_t i = 0; i < m_best.faults.size(); ++i) {
            for (const char *frill : frills) {
                std::vector<Fault> simpler = m_best.faults;
                if (simpler[i].params.erase(frill) > 0)
                    accept(std::move(simpler));
                if (i >= m_best.faults.size())
                    return;
            }
            shorten(i);
        }
    }

    void shorten(std::size_t index)
    {
        bool goesOn = true;
        while (goesOn && index < m_best.faults.size() && m_best.faults[index].params.contains("for")) {
            std::vector<Fault> shorter = m_best.faults;
            const Duration half =
                std::chrono::floor<std::chrono::milliseconds>(paramsOf(shorter[index]).duration("for") / 2);
            if (half < 1ms)
                return;
            shorter[index].params["for"] = formatDuration(half);
            goesOn = accept(std::move(shorter));
        }
    }

    const Plan &m_plan;
    Finding m_best;
    std::string m_promise;
    std::uint32_t m_triesLeft;
    const std::function<bool()> &m_goOn;
};

} // namespace

Finding shrink(const Plan &plan, Finding finding, std::uint32_t triesLeft, const std::function<bool()> &goOn)
{
    return Shrinker(plan, std::move(finding), triesLeft, goOn).run();
}

} // namespace bayplan
