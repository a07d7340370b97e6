// SPDX-License-Identifier: Apache-2.0
// Confidence intervals of means: over independent values, and by batch means within one run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bayplan {

/// Of Student's distribution: P(|T| < value) = 0.99, for that many degrees of freedom, at least 1.
double studentQuantile99(std::size_t degreesOfFreedom);

/// Half the width of the 99 % interval of the mean of these, taken as independent; 0 for fewer than two.
double halfWidth99(const std::vector<double> &means);

/// Mean and spread of independent values, one at a time (Welford, 1962).
class Moments {
public:
    void add(double value);
    std::size_t count() const { return m_count; }
    double mean() const { return m_mean; } ///< 0 when empty
    double deviation() const;              ///< standard, of one value; 0 for fewer than two
    double halfWidth99() const;            ///< as above

private:
    std::size_t m_count = 0;
    double m_mean = 0;
    double m_squares = 0; ///< of the differences from the mean
};

/// Correlation of neighbours, -1 to 1; 0 for fewer than three values and for equal ones.
double lagOneCorrelation(const std::vector<double> &values);

/// What was counted in one slice of time.
struct Slice {
    std::uint64_t count = 0;
    double sum = 0;
};

/// The interval of one run, and what speaks against it.
struct BatchMeans {
    double halfWidth = 0; ///< of 99 %; 0 when unknown
    std::size_t batches = 0;
    double correlation = 0; ///< of neighbours among them
    /// Ten batches are still correlated above 0.5: a longer run is needed to tell how uncertain the mean is. The
    /// interval is widened for it, and may be too narrow all the same.
    bool correlated = false;
};

/// Of (sum of sums) / (sum of counts), by batches of neighbouring slices: twenty, or ten when neighbours among twenty
/// are correlated above 0.2. What correlation is left widens the interval as that of a first-order autoregression does
/// (Tafazzoli, Wilson and others, Skart, 2008). Slices are of equal length; unknown when there are fewer than two with
/// a count.
BatchMeans batchMeans99(const std::vector<Slice> &slices);

/// Whether the first tenth of the slices has another mean than the second half (Geweke, 1992): by more
/// than a steady run would three times in a thousand, and by more than a twentieth. False for fewer
/// than forty slices.
bool startsElsewhere(const std::vector<Slice> &slices);

/// How many values at the beginning belong to the transient, by MSER-5 (White, 1997): the cut that makes the standard
/// error of what remains least, over means of five neighbours. Nothing remains to be trusted when the best cut lies in
/// the second half: then half the values, and `found` is false.
struct Transient {
    std::size_t length = 0;
    bool found = true;
};
Transient transientByMser5(const std::vector<double> &values);

} // namespace bayplan
