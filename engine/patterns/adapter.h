// SPDX-License-Identifier: Apache-2.0
// The adapter (Burns and Oppenheimer 2016, 4.3): asks the container beside it for figures in its own format and offers
// them in the one that everybody reads.
#pragma once

#include "engine/patterns/config.h"

#include <memory>
#include <string>
#include <string_view>

namespace bayplan {

/// GET /metrics or / (or a MetricsRequest) asks peer 0, bounded by `timeout`; the reply is always Ok and a
/// MetricsReply, which the driver renders as Prometheus text: the samples under the prefix, `up 1` and PREFIXup 1. When
/// the peer is silent, malformed or over a limit it holds no figure of it but `up 0`, PREFIXup 0 and
/// scrape_error{reason="..."} 1: never half a scrape. Without a prefix in the configuration the format gives one:
/// memcached_, redis_, json_, statsd_, log_, none for Prometheus.
///
/// | request                | source                          | reply | | ---------------------- |
/// ------------------------------- | -------------------------------------------------------- | | GET /metrics, / |
/// whole and within its limits     | its samples, up 1                                        | | GET /metrics, / |
/// silent, malformed, over a limit | up 0, scrape_error; event "scrape-failed" at a new reason | | GET /health | whole,
/// all of `healthy` hold    | 200                                                      | | GET /health            |
/// else                            | 500 and the reason                                       |
///
/// Lines has no peer: LogLines of the container's log file are counted as they come, all of them and those that hold
/// the words of each of `counts`. The behaviour of `config` is an AdapterConfig.
std::unique_ptr<Machine> makeAdapter(const MachineConfig &config);

/// Why these samples cannot be one scrape: a bad name, a limit passed, two samples of one name and labels, two types of
/// one name. Empty when they can.
std::string objectionTo(const MetricsReply &reply, const AdapterConfig &limits);

} // namespace bayplan
