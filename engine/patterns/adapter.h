// SPDX-License-Identifier: Apache-2.0
// The adapter (Burns and Oppenheimer 2016, 4.3): asks the container beside it for figures in its own format and offers
// them in the one that everybody reads.
#pragma once

#include "engine/patterns/config.h"

#include <memory>
#include <string>
#include <string_view>

namespace bayplan {

/// GET or HEAD of /metrics or /, whatever the query, (or a MetricsRequest) asks peer 0, bounded by `timeout`; the reply
/// is always Ok and a MetricsReply, which the driver renders as Prometheus text: the samples under the prefix, `up 1`
/// and PREFIXup 1. When the peer is silent, malformed or over a limit it holds no figure of it but `up 0`, PREFIXup 0
/// and scrape_error{reason="..."} 1: never half a scrape. Without a prefix in the configuration the format gives one:
/// memcached_, redis_, json_, statsd_, log_, none for Prometheus. A figure of the container that is called PREFIXup
/// stands in the place of ours; one that is called `up` is left out.
///
/// GET /health is answered 200 when a scrape is whole and all of `healthy` hold, else 500 and the reason. With a
/// healthCommand it is the command that decides, and the figures are not asked for: 200 at status 0, else 500 and the
/// last line that it wrote; events "unhealthy" at a new reason and "healthy". In an agent the peer behind the
/// configured ones runs it (engine/agent/health_command.h): it is sent a Call with GET /health and answers 200, or 500
/// with the reason. Without it (`simulated`) the outcome is whether the container gives its figures.
///
/// At a new reason of a failed scrape comes the event "scrape-failed", and "scrape-good" when it is over.
///
/// Lines has no peer: LogLines of the container's log file are counted as they come, all of them and those that hold
/// the words of each of `counts`. The behaviour of `config` is an AdapterConfig.
std::unique_ptr<Machine> makeAdapter(const MachineConfig &config);

/// What the names of all figures begin with, "redis_"; empty where there is no prefix.
std::string metricPrefixOf(const AdapterConfig &config);

/// Why these samples cannot be one scrape: a bad name, a limit passed, a label or help that is not UTF-8, two samples
/// of one name and labels, two types of one name. Empty when they can.
std::string objectionTo(const MetricsReply &reply, const AdapterConfig &limits);

} // namespace bayplan
