// SPDX-License-Identifier: Apache-2.0
// Names of figures as `promtool check metrics` wants them.
#pragma once

#include <string>
#include <string_view>

namespace bayplan {

struct MetricNaming {
    std::string name;  ///< snake_case, [a-z0-9_]
    double factor = 1; ///< of the value: to the base unit
};

/// "totalConns" of type counter is total_conns_total's better form conns_total; "latest_fork_usec" is
/// latest_fork_seconds with a factor of 1e-6.
MetricNaming metricNaming(std::string_view name, bool isCounter);

} // namespace bayplan
