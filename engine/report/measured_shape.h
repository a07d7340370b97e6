// SPDX-License-Identifier: Apache-2.0
// Distributions out of what a report knows of durations: a histogram, or a mean with four quantiles.
#pragma once

#include "engine/base/distribution.h"
#include "engine/report/report.h"

#include <string>

namespace bayplan {

/// The same shape around another mean.
Distribution withMean(const Distribution &distribution, Duration mean);

/// With three digits, as a person would write it.
Distribution tidied(Distribution distribution);
Duration tidied(Duration duration);
double tidied(double number);

struct MeasuredShape {
    Distribution distribution;
    std::string method;      ///< "fit of 1,200 samples: exponential"
    bool drawnHolds = false; ///< it is the drawn kind, because the samples do not refute it
};

/// `mean` is what is known best; the samples themselves may have something on top of it that does not change their
/// shape. Keeps the kind and shape of `drawn` when what was measured does not speak against them. At least one sample.
MeasuredShape shapeOf(const LatencyFigures &measured, Duration mean, const Distribution &drawn);

/// A station with waiting in front of its slots.
struct QueuedStation {
    double arrivalsPerSecond = 0; ///< of one replica
    std::uint32_t slots = 1;
};

/// Of a service time of which only the mean is measured, and the latency behind a queue: the drawing's shape, when it
/// gives that latency for requests that come at random, else the one that does, when there is one.
MeasuredShape shapeBehindQueue(const LatencyFigures &latency, Duration mean, const Distribution &drawn,
                               const QueuedStation &station);

/// How long messages are under way when a few of them take very long: the form that, there and back beside the callee's
/// own time, comes nearest to the quantiles of the calls. Both histograms hold something.
Distribution wayWithOutliers(const Histogram &calls, const Histogram &own, Duration mean);

/// Variance over squared mean of what the histogram holds; 0 when it is empty.
double squaredVariationOf(const Histogram &histogram);

} // namespace bayplan
