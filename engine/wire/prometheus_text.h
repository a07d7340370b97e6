// SPDX-License-Identifier: Apache-2.0
// The Prometheus text format 0.0.4, both ways.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

inline constexpr const char *prometheusContentType = "text/plain; version=0.0.4; charset=utf-8";

/// Families in the order of their first sample, HELP and TYPE once each; samples of one family are brought together.
/// The samples of a summary or histogram carry its type and their own names (NAME_sum, NAME_count, NAME_bucket). An
/// unknown type is untyped.
std::string writePrometheusText(const std::vector<MetricSample> &samples);

struct PrometheusLimits {
    std::size_t samples = 10'000;
    std::size_t labels = 30;
    std::size_t labelBytes = 200; ///< of a name or a value
};

/// Strict, as prometheus/common reads it: one wrong line and the whole text is refused, with its line and column. Time
/// stamps are checked and dropped. A sample without TYPE is "untyped".
Result<std::vector<MetricSample>> parsePrometheusText(std::string_view text, const PrometheusLimits &limits = {});

/// [a-zA-Z_:][a-zA-Z0-9_:]*
bool isMetricName(std::string_view name);

/// [a-zA-Z_][a-zA-Z0-9_]*
bool isLabelName(std::string_view name);

/// Whatever comes as a metric name: other characters become '_'.
std::string toMetricName(std::string_view text);

} // namespace bayplan
