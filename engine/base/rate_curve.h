// SPDX-License-Identifier: Apache-2.0
// A rate that changes over time, its integral, and the way back: where the integral reaches a count.
#pragma once

#include "engine/base/time.h"

#include <cstddef>
#include <vector>

namespace bayplan {

enum class RateShape {
    Steady,
    Ramp,   ///< from the rate to the peak within the first period, and from then on the peak
    Bursts, ///< each period begins with a burst at the peak; the rate holds for the rest of it
    Daily,  ///< a wave: the rate at the beginning of each period, the peak in its middle; or a profile
};

/// How a rate changes, counted from the start of whoever has it.
struct RateVariation {
    RateShape shape = RateShape::Steady;
    double peakPerSecond = 0;
    Duration period = std::chrono::seconds(60); ///< above 0
    Duration burst = std::chrono::seconds(5);   ///< Bursts: of each period
    std::vector<double> profile; ///< Daily: in place of rate and peak, the rates of equal parts of the period
};

/// Arrivals whose expected number is the integral of the rate: a Poisson process of rate 1 in the count becomes one of
/// this rate in time, exactly and without thinning. Linear pieces have closed forms; the wave is inverted by Newton's
/// method to a nanosecond.
class RateCurve {
public:
    /// Rates at or above 0.
    RateCurve(double ratePerSecond, const RateVariation &variation);

    double rateAt(Duration since) const;

    /// The expected arrivals from 0 until then.
    double countUntil(Duration since) const;

    /// The first instant at which countUntil() is more than `count`, but for rounding; Duration::max() when none is.
    Duration instantOf(double count) const;

    /// The highest rate there is, and the mean from 0 until `end` (above 0).
    double peakPerSecond() const;
    double meanPerSecond(Duration end) const { return countUntil(end) / toSeconds(end); }

private:
    /// From `begin` to the next piece: the rate there and its change per second.
    struct Piece {
        double begin = 0;
        double rate = 0;
        double slope = 0;
        double before = 0; ///< count until `begin`
        double countAt(double seconds) const;
        double secondsOf(double count) const;
    };

    void addPiece(double begin, double rate, double slope);
    double waveCount(double seconds) const;
    double waveSeconds(double count) const;
    const Piece &pieceAt(double seconds) const;

    bool m_repeats = false;
    Duration m_period{1};
    double m_perPeriod = 0;      ///< count of a whole period, when it repeats
    std::vector<Piece> m_pieces; ///< none: the wave
    double m_low = 0, m_high = 0;
};

} // namespace bayplan
