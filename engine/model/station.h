// SPDX-License-Identifier: Apache-2.0
// How much a container and its replicas can serve, for the validator before a run and for the report after it.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>

namespace bayplan {

struct Station {
    double replicas = 1;
    double slots = 0;   ///< of each replica; 0: no bound
    double seconds = 0; ///< mean service time
    double hosts = 0;   ///< that the replicas are spread over; 0: processors are not modelled
    double hostCpus = 0;
    double cpuLimit = 0; ///< cores of each replica; 0: no limit
};

/// Requests a second, when nobody else wants the processors; nothing when there is no bound.
inline std::optional<double> capacityOf(const Station &station)
{
    constexpr double unbounded = std::numeric_limits<double>::infinity();
    double each = station.slots > 0 ? station.slots : unbounded;
    if (station.hosts > 0 && station.cpuLimit > 0)
        each = std::min(each, station.cpuLimit);
    double all = each * station.replicas;
    if (station.hosts > 0)
        all = std::min(all, station.hosts * station.hostCpus);
    return station.seconds > 0 && all < unbounded ? std::optional(all / station.seconds) : std::nullopt;
}

} // namespace bayplan
