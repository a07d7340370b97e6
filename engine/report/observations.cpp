// SPDX-License-Identifier: Apache-2.0
#include "engine/report/observations.h"

#include <algorithm>
#include <functional>

namespace bayplan {
namespace {

constexpr std::size_t markLimit = 1000;
constexpr std::size_t slices = 100; ///< a whole number for each batch
constexpr std::size_t quarters = 4;

/// What came between two values of a counter; one that went back began anew.
template <class Value>
Value rise(Value before, Value now)
{
    return now >= before ? now - before : now;
}

} // namespace

void Observations::observe(const Snapshot &snapshot, const Subjects &subjects)
{
    if (!m_marks.empty() && snapshot.time - m_marks.back().time < std::max(m_spacing, Duration(1)))
        return;
    if (m_marks.size() == markLimit)
        thinOut(snapshot.time);
    Mark mark{snapshot.time, {}};
    for (const LinkSubject &subject : subjects.links) {
        Sums &sums = mark.subjects.emplace_back();
        for (const auto &[instance, peer] : subject.peers) {
            const auto &calls = snapshot.instances[instance].machine.calls;
            if (peer >= calls.size())
                continue;
            sums.count += calls[peer].latency.count();
            sums.latency += calls[peer].latency.sum();
        }
    }
    for (const ContainerSubject &subject : subjects.containers) {
        Sums &sums = mark.subjects.emplace_back();
        for (const InstanceIndex instance : subject.instances) {
            const ServedStats &served = snapshot.instances[instance].machine.served;
            sums.count += served.latency.count();
            sums.latency += served.latency.sum();
            sums.waited += served.waited;
        }
    }
    m_marks.push_back(std::move(mark));
}

void Observations::thinOut(Time now)
{
    for (std::size_t i = 0; i < m_marks.size() / 2; ++i)
        m_marks[i] = std::move(m_marks[2 * i]);
    m_marks.resize(m_marks.size() / 2);
    m_spacing = (now - m_marks.front().time) / (markLimit / 2);
}

/// Calls add(slot, before, now) for each pair of neighbours; a slot is an equal part of the window.
template <class Add>
void Observations::eachRise(std::size_t subject, std::size_t slots, Add add) const
{
    const double window = toSeconds(m_marks.back().time - m_marks.front().time);
    for (std::size_t i = 1; i < m_marks.size(); ++i) {
        const double end = toSeconds(m_marks[i].time - Duration(1) - m_marks.front().time);
        const auto slot = static_cast<std::size_t>(std::max(0.0, end / window * static_cast<double>(slots)));
        add(std::min(slot, slots - 1), m_marks[i - 1].subjects[subject], m_marks[i].subjects[subject]);
    }
}

std::vector<Slice> Observations::latencySlices(std::size_t subject) const
{
    if (m_marks.size() < 3)
        return {};
    std::vector<Slice> result(std::min(slices, m_marks.size() - 1));
    eachRise(subject, result.size(), [&](std::size_t slot, const Sums &before, const Sums &now) {
        result[slot].count += rise(before.count, now.count);
        result[slot].sum += toSeconds(rise(before.latency, now.latency));
    });
    return result;
}

std::vector<double> Observations::waitingByQuarter(std::size_t subject) const
{
    if (m_marks.size() < 2 * quarters)
        return {};
    std::vector<double> result(quarters);
    const double quarter = toSeconds(m_marks.back().time - m_marks.front().time) / quarters;
    eachRise(subject, quarters, [&](std::size_t slot, const Sums &before, const Sums &now) {
        result[slot] += toSeconds(rise(before.waited, now.waited)) / quarter;
    });
    return result;
}

std::vector<double> Observations::latencySeries(std::size_t subject) const
{
    std::vector<double> series;
    double mean = 0;
    for (std::size_t i = 1; i < m_marks.size(); ++i) {
        const Sums &before = m_marks[i - 1].subjects[subject];
        const Sums &now = m_marks[i].subjects[subject];
        if (const auto count = rise(before.count, now.count); count > 0)
            mean = toSeconds(rise(before.latency, now.latency)) / static_cast<double>(count);
        series.push_back(mean);
    }
    return series;
}

bool isGrowing(const std::vector<double> &waitingByQuarter)
{
    if (waitingByQuarter.size() < 2)
        return false;
    const bool everyTime =
        std::ranges::adjacent_find(waitingByQuarter, std::greater_equal<>()) == waitingByQuarter.end();
    const double first = waitingByQuarter.front();
    const double last = waitingByQuarter.back();
    return everyTime && last >= 2 * first && last >= first + 10;
}

} // namespace bayplan
