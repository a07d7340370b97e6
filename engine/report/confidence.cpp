// SPDX-License-Identifier: Apache-2.0
#include "engine/report/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace bayplan {
namespace {

constexpr std::size_t manyBatches = 20;
constexpr std::size_t fewBatches = 10;
constexpr double correlationAllowed = 0.2;
constexpr double correlationTolerated = 0.5;
constexpr double studentQuantileSteady = 6.7; ///< P(|T| > it) is 0.0026 for the 4 degrees of freedom of five tenths

/// Neighbouring slices put together; the last batch takes what is left over.
std::vector<Slice> batchesOf(const std::vector<Slice> &slices, std::size_t batches)
{
    std::vector<Slice> result(batches);
    for (std::size_t i = 0; i < slices.size(); ++i) {
        Slice &batch = result[i * batches / slices.size()];
        batch.count += slices[i].count;
        batch.sum += slices[i].sum;
    }
    return result;
}

/// What each batch adds to the error of the ratio: batches of unequal counts weigh what they count.
std::vector<double> residualsOf(const std::vector<Slice> &batches)
{
    double count = 0;
    double sum = 0;
    for (const Slice &batch : batches) {
        count += static_cast<double>(batch.count);
        sum += batch.sum;
    }
    const double mean = sum / count;
    const double perBatch = count / static_cast<double>(batches.size());
    std::vector<double> residuals;
    for (const Slice &batch : batches)
        residuals.push_back((batch.sum - mean * static_cast<double>(batch.count)) / perBatch);
    return residuals;
}

} // namespace

double studentQuantile99(std::size_t degreesOfFreedom)
{
    constexpr std::array<double, 30> table{63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169,
                                           3.106,  3.055, 3.012, 2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845,
                                           2.831,  2.819, 2.807, 2.797, 2.787, 2.779, 2.771, 2.763, 2.756, 2.750};
    if (degreesOfFreedom <= table.size())
        return table[std::max<std::size_t>(degreesOfFreedom, 1) - 1];
    // Cornish-Fisher's first terms around the normal quantile: within 0.001 from 30 on.
    constexpr double z = 2.5758;
    const auto n = static_cast<double>(degreesOfFreedom);
    return z + (z * z * z + z) / (4 * n) + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * n * n);
}

double halfWidth99(const std::vector<double> &means)
{
    Moments moments;
    for (const double value : means)
        moments.add(value);
    return moments.halfWidth99();
}

void Moments::add(double value)
{
    ++m_count;
    const double difference = value - m_mean;
    m_mean += difference / static_cast<double>(m_count);
    m_squares += difference * (value - m_mean);
}

double Moments::deviation() const
{
    return m_count < 2 ? 0 : std::sqrt(std::max(0.0, m_squares) / static_cast<double>(m_count - 1));
}

double Moments::halfWidth99() const
{
    if (m_count < 2)
        return 0;
    return studentQuantile99(m_count - 1) * deviation() / std::sqrt(static_cast<double>(m_count));
}

double lagOneCorrelation(const std::vector<double> &values)
{
    if (values.size() < 3)
        return 0;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0;
    double products = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        squares += (values[i] - mean) * (values[i] - mean);
        if (i > 0)
            products += (values[i] - mean) * (values[i - 1] - mean);
    }
    return squares > 0 ? products / squares : 0;
}

BatchMeans batchMeans99(const std::vector<Slice> &slices)
{
    const auto counted =
        static_cast<std::size_t>(std::ranges::count_if(slices, [](const Slice &slice) { return slice.count > 0; }));
    if (counted < 2)
        return {};
    const std::size_t batches = std::min(manyBatches, slices.size());
    std::vector<double> residuals = residualsOf(batchesOf(slices, batches));
    if (batches > fewBatches && lagOneCorrelation(residuals) > correlationAllowed)
        residuals = residualsOf(batchesOf(slices, fewBatches));
    const double shown = lagOneCorrelation(residuals);
    // A correlation that few values show is low by about one over their number.
    const double left = residuals.size() == fewBatches ? std::clamp(shown + 1.0 / fewBatches, 0.0, 0.8) : 0;
    return {.halfWidth = halfWidth99(residuals) * std::sqrt((1 + left) / (1 - left)),
            .batches = residuals.size(),
            .correlation = shown,
            .correlated = residuals.size() == fewBatches && shown > correlationTolerated};
}

bool startsElsewhere(const std::vector<Slice> &slices)
{
    const std::size_t first = slices.size() / 10;
    if (first < 4)
        return false;
    const auto firstEnd = slices.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<Slice> half(slices.begin() + static_cast<std::ptrdiff_t>(slices.size() / 2), slices.end());
    const Slice start = batchesOf({slices.begin(), firstEnd}, 1).front();
    const Slice end = batchesOf(half, 1).front();
    if (start.count == 0 || end.count == 0)
        return false;
    const double startMean = start.sum / static_cast<double>(start.count);
    const double endMean = end.sum / static_cast<double>(end.count);
    // Of a tenth of the run, as the tenths of the second half vary, and of that half.
    Moments tenths;
    for (const double residual : residualsOf(batchesOf(half, 5)))
        tenths.add(residual);
    const double error = tenths.deviation() * std::sqrt(1 + 1.0 / 5);
    const double difference = std::abs(startMean - endMean);
    return difference > studentQuantileSteady * error && difference > std::abs(endMean) / 20;
}

Transient transientByMser5(const std::vector<double> &values)
{
    constexpr std::size_t group = 5;
    std::vector<double> means;
    for (std::size_t i = 0; i + group <= values.size(); i += group) {
        double sum = 0;
        for (std::size_t k = 0; k < group; ++k)
            sum += values[i + k];
        means.push_back(sum / group);
    }
    // From the end, so that each cut costs one addition; the last few values cannot speak for a steady state.
    double sum = 0;
    double squares = 0;
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t cut = means.size(); cut-- > 0;) {
        sum += means[cut];
        squares += means[cut] * means[cut];
        const auto n = static_cast<double>(means.size() - cut);
        const double error = (squares - sum * sum / n) / (n * n);
        if (means.size() - cut >= group && error <= least) {
            least = error;
            best = cut;
        }
    }
    const bool found = best <= means.size() / 2;
    return {std::min(best, means.size() / 2) * group, found};
}

} // namespace bayplan
