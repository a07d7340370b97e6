// SPDX-License-Identifier: Apache-2.0
#include "engine/base/rate_curve.h"

#include "engine/base/same_math.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

constexpr double turn = 6.283185307179586;

} // namespace

double RateCurve::Piece::countAt(double seconds) const
{
    const double passed = seconds - begin;
    return before + (rate + slope * passed / 2) * passed;
}

/// The root that does not cancel, whatever the sign of the slope.
double RateCurve::Piece::secondsOf(double count) const
{
    const double wanted = count - before;
    const double root = std::sqrt(std::max(0.0, rate * rate + 2 * slope * wanted));
    return rate + root > 0 ? begin + 2 * wanted / (rate + root) : begin;
}

RateCurve::RateCurve(double ratePerSecond, const RateVariation &variation)
    : m_period(std::max(variation.period, Duration(1))), m_low(ratePerSecond), m_high(variation.peakPerSecond)
{
    const double period = toSeconds(m_period);
    m_repeats = variation.shape == RateShape::Bursts || variation.shape == RateShape::Daily;
    switch (variation.shape) {
    case RateShape::Steady:
        addPiece(0, m_low, 0);
        break;
    case RateShape::Ramp:
        addPiece(0, m_low, (m_high - m_low) / period);
        addPiece(period, m_high, 0);
        break;
    case RateShape::Bursts:
        addPiece(0, m_high, 0);
        if (variation.burst < m_period)
            addPiece(toSeconds(variation.burst), m_low, 0);
        break;
    case RateShape::Daily:
        for (std::size_t i = 0; i < variation.profile.size(); ++i)
            addPiece(period * static_cast<double>(i) / static_cast<double>(variation.profile.size()),
                     variation.profile[i], 0);
        break;
    }
    if (m_repeats)
        m_perPeriod = m_pieces.empty() ? (m_low + m_high) / 2 * period : m_pieces.back().countAt(period);
}

void RateCurve::addPiece(double begin, double rate, double slope)
{
    const double before = m_pieces.empty() ? 0 : m_pieces.back().countAt(begin);
    m_pieces.push_back({begin, rate, slope, before});
}

const RateCurve::Piece &RateCurve::pieceAt(double seconds) const
{
    const auto next = std::upper_bound(m_pieces.begin() + 1, m_pieces.end(), seconds,
                                       [](double at, const Piece &piece) { return at < piece.begin; });
    return *(next - 1);
}

double RateCurve::rateAt(Duration since) const
{
    const double seconds = toSeconds(m_repeats ? since % m_period : since);
    if (m_pieces.empty())
        return m_low + (m_high - m_low) * (1 - same::cosOfTurns(seconds / toSeconds(m_period))) / 2;
    const Piece &piece = pieceAt(seconds);
    return piece.rate + piece.slope * (seconds - piece.begin);
}

double RateCurve::waveCount(double seconds) const
{
    const double period = toSeconds(m_period);
    return m_low * seconds + (m_high - m_low) / 2 * (seconds - period / turn * same::sinOfTurns(seconds / period));
}

/// Newton's method, kept between what is known to be too early and too late.
double RateCurve::waveSeconds(double count) const
{
    constexpr double exactEnough = 1e-10;
    const double period = toSeconds(m_period);
    double early = 0, late = period;
    double seconds = period * count / m_perPeriod;
    for (int i = 0; i < 100; ++i) {
        const double missing = count - waveCount(seconds);
        (missing > 0 ? early : late) = seconds;
        const double rate = m_low + (m_high - m_low) * (1 - same::cosOfTurns(seconds / period)) / 2;
        const double step = seconds + missing / rate;
        const double next = step > early && step < late ? step : (early + late) / 2;
        const bool done = std::abs(next - seconds) < exactEnough;
        seconds = next;
        if (done)
            break;
    }
    return seconds;
}

double RateCurve::countUntil(Duration since) const
{
    const double periods = m_repeats ? static_cast<double>(since / m_period) : 0;
    const double seconds = toSeconds(m_repeats ? since % m_period : since);
    return periods * m_perPeriod + (m_pieces.empty() ? waveCount(seconds) : pieceAt(seconds).countAt(seconds));
}

Duration RateCurve::instantOf(double count) const
{
    if (m_repeats && !(m_perPeriod > 0))
        return Duration::max();
    const double periods = m_repeats ? std::floor(count / m_perPeriod) : 0;
    const double rest = count - periods * m_perPeriod;
    const double begun = periods * toSeconds(m_period);
    constexpr double mostSeconds = 4.6e9;
    if (!(begun < mostSeconds))
        return Duration::max();
    double seconds = 0;
    if (m_pieces.empty()) {
        seconds = waveSeconds(rest);
    } else {
        // The last piece that begins at or below the count: the ones before it with a rate of 0 are passed over.
        const auto next = std::upper_bound(m_pieces.begin() + 1, m_pieces.end(), rest,
                                           [](double wanted, const Piece &piece) { return wanted < piece.before; });
        const Piece &piece = *(next - 1);
        if (!m_repeats && piece.rate <= 0 && piece.slope <= 0)
            return Duration::max();
        seconds = piece.secondsOf(rest);
    }
    if (!(begun + seconds < mostSeconds))
        return Duration::max();
    return m_period * static_cast<std::int64_t>(periods) + fromSeconds(seconds);
}

double RateCurve::peakPerSecond() const
{
    if (m_pieces.empty())
        return std::max(m_low, m_high);
    double peak = 0;
    for (const Piece &piece : m_pieces)
        peak = std::max(peak, piece.rate);
    return peak;
}

} // namespace bayplan
