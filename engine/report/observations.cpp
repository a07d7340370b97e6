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

Observations::Sums Observations::sumsOf(const CallStats &calls)
{
    Sums sums;
    sums.count = calls.latency.count();
    sums.latency = calls.latency.sum();
    sums.lost = calls.failed + calls.timedOut;
    sums.tried = sums.count + sums.lost;
    return sums;
}

Observations::Sums Observations::sumsOf(const ServedStats &served)
{
    Sums sums;
    sums.count = served.latency.count();
    sums.latency = served.latency.sum();
    sums.lost = served.refused;
    sums.tried = served.received;
    sums.waited = served.waited;
    sums.busy = served.busy;
    return sums;
}

void Observations::Sums::addRise(const Sums &before, const Sums &now)
{
    count += rise(before.count, now.count);
    tried += rise(before.tried, now.tried);
    lost += rise(before.lost, now.lost);
    latency += rise(before.latency, now.latency);
    waited += rise(before.waited, now.waited);
    busy += rise(before.busy, now.busy);
}

void Observations::observe(const Snapshot &snapshot, const Snapshot &first, const Subjects &subjects)
{
    if (!m_marks.empty() && snapshot.time - m_marks.back().time < std::max(m_spacing, Duration(1)))
        return;
    if (m_marks.size() == markLimit)
        thinOut(snapshot.time);
    static const CallStats none;
    Mark mark{snapshot.time, {}};
    for (const LinkSubject &subject : subjects.links) {
        Sums &sums = mark.subjects.emplace_back();
        for (const auto &[instance, peer] : subject.peers) {
            const auto &calls = snapshot.instances[instance].machine.calls;
            const auto &before = first.instances[instance].machine.calls;
            if (peer < calls.size())
                sums.addRise(sumsOf(peer < before.size() ? before[peer] : none), sumsOf(calls[peer]));
        }
    }
    for (const ContainerSubject &subject : subjects.containers) {
        Sums &sums = mark.subjects.emplace_back();
        for (const InstanceIndex instance : subject.instances)
            sums.addRise(sumsOf(first.instances[instance].machine.served),
                         sumsOf(snapshot.instances[instance].machine.served));
    }
    m_marks.push_back(std::move(mark));
}

void Observations::thinOut(Time now)
{
    for (std::size_t i = 1; i < m_marks.size() / 2; ++i) // the first stays: moved to itself it would be empty
        m_marks[i] = std::move(m_marks[2 * i]);
    m_marks.resize(m_marks.size() / 2);
    m_spacing = (now - m_marks.front().time) / (markLimit / 2);
}

/// Calls add(slot, before, now, length) for each pair of neighbours; a slot is an equal part of the window.
template <class Add>
void Observations::eachRise(std::size_t subject, std::size_t slots, Add add) const
{
    const double window = toSeconds(m_marks.back().time - m_marks.front().time);
    for (std::size_t i = 1; i < m_marks.size(); ++i) {
        const double end = toSeconds(m_marks[i].time - Duration(1) - m_marks.front().time);
        const auto slot = static_cast<std::size_t>(std::max(0.0, end / window * static_cast<double>(slots)));
        add(std::min(slot, slots - 1), m_marks[i - 1].subjects[subject], m_marks[i].subjects[subject],
            m_marks[i].time - m_marks[i - 1].time);
    }
}

std::vector<Slice> Observations::slicesOf(std::size_t subject, WindowRatio ratio) const
{
    if (m_marks.size() < 3)
        return {};
    const std::size_t slots = std::min(slices, m_marks.size() - 1);
    std::vector<Sums> sums(slots); // whole numbers: however many marks a slice has, it comes to the same
    std::vector<Duration> lengths(slots);
    eachRise(subject, slots, [&](std::size_t slot, const Sums &before, const Sums &now, Duration length) {
        sums[slot].addRise(before, now);
        lengths[slot] += length;
    });
    std::vector<Slice> result(slots);
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const Sums &of = sums[slot];
        result[slot].count = ratio == WindowRatio::Latency ? of.count
                             : ratio == WindowRatio::Lost  ? of.tried
                                                           : static_cast<std::uint64_t>(lengths[slot].count());
        result[slot].sum = ratio == WindowRatio::Latency      ? toSeconds(of.latency)
                           : ratio == WindowRatio::Throughput ? static_cast<double>(of.count)
                           : ratio == WindowRatio::Busy       ? toSeconds(of.busy)
                           : ratio == WindowRatio::Waiting    ? toSeconds(of.waited)
                                                              : static_cast<double>(of.lost);
    }
    return result;
}

double Observations::halfWidth99(std::size_t subject, WindowRatio ratio) const
{
    const double halfWidth = batchMeans99(slicesOf(subject, ratio)).halfWidth;
    const bool byTime = ratio != WindowRatio::Latency && ratio != WindowRatio::Lost;
    return byTime ? halfWidth * 1e9 : halfWidth; // weights are nanoseconds
}

BatchMeans Observations::latencyBatches(std::size_t subject) const
{
    return batchMeans99(slicesOf(subject, WindowRatio::Latency));
}

bool Observations::latencyStartsElsewhere(std::size_t subject) const
{
    return startsElsewhere(slicesOf(subject, WindowRatio::Latency));
}

std::vector<double> Observations::waitingByQuarter(std::size_t subject) const
{
    if (m_marks.size() < 2 * quarters)
        return {};
    std::vector<Sums> sums(quarters);
    eachRise(subject, quarters,
             [&](std::size_t slot, const Sums &before, const Sums &now, Duration) { sums[slot].addRise(before, now); });
    const double quarter = toSeconds(m_marks.back().time - m_marks.front().time) / quarters;
    std::vector<double> result;
    for (const Sums &of : sums)
        result.push_back(toSeconds(of.waited) / quarter);
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
