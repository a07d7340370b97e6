// SPDX-License-Identifier: Apache-2.0
// What a window looked like from one observation to the next: slices of it are the batches of confidence intervals.
#pragma once

#include "engine/plan/snapshot.h"
#include "engine/report/confidence.h"
#include "engine/report/subjects.h"

#include <cstddef>
#include <vector>

namespace bayplan {

/// Ratios over a window, each of them a sum over a weight.
enum class WindowRatio {
    Latency,    ///< seconds by request that was answered
    Throughput, ///< answered by second
    Busy,       ///< slots in service, by second
    Waiting,    ///< requests, by second
    Lost,       ///< refused by received; of links: errors by calls that ended
};

/// Memory is bounded: of more than a thousand observations every other one goes.
class Observations {
public:
    /// `first` has what each container had done when it was first heard of: that is not of the window.
    void observe(const Snapshot &snapshot, const Snapshot &first, const Subjects &subjects);

    /// Half the width of the 99 % interval of the ratio, by batch means; 0 when unknown. Subjects: links, then
    /// containers.
    double halfWidth99(std::size_t subject, WindowRatio ratio) const;

    /// Of the latency, what the interval says and how far it is to be trusted.
    BatchMeans latencyBatches(std::size_t subject) const;

    /// The latency was another one at the beginning of the window: the warm-up was not over.
    bool latencyStartsElsewhere(std::size_t subject) const;

    /// Mean waiting in each quarter of the window; empty when there are too few observations.
    std::vector<double> waitingByQuarter(std::size_t subject) const;

    /// Mean latency in seconds between neighbouring observations; where nothing was answered the one before holds.
    std::vector<double> latencySeries(std::size_t subject) const;

private:
    /// Cumulative.
    struct Sums {
        std::uint64_t count = 0, tried = 0, lost = 0;
        Duration latency{0}, waited{0}, busy{0};

        void addRise(const Sums &before, const Sums &now);
    };
    struct Mark {
        Time time{};
        std::vector<Sums> subjects; ///< links, then containers
    };

    static Sums sumsOf(const CallStats &calls);
    static Sums sumsOf(const ServedStats &served);
    void thinOut(Time now);
    std::vector<Slice> slicesOf(std::size_t subject, WindowRatio ratio) const;
    template <class Add>
    void eachRise(std::size_t subject, std::size_t slots, Add add) const;

    std::vector<Mark> m_marks;
    Duration m_spacing{0}; ///< least time between two marks
};

/// Whether each is larger than the one before, and the last at least twice the first and ten above it.
bool isGrowing(const std::vector<double> &waitingByQuarter);

} // namespace bayplan
