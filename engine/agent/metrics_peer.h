// SPDX-License-Identifier: Apache-2.0
// Asks a container for its figures in its own protocol, and offers figures in ours.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/http_mapping.h"

#include <memory>

namespace bayplan {

/// Memcached's `stats` and Redis' INFO over a connection of its own for each scrape; HTTP GET /metrics for Prometheus
/// text and GET / for JSON; for statsd, datagrams that come to the peer's port on localhost. The format is that of the
/// adapter's configuration, Prometheus for whoever is no adapter. Bounded by maxBodyBytes and by the call's timeout.
std::unique_ptr<Peer> makeMetricsPeer(const EndpointContext &context, PeerId self);

/// Requests as they are; figures as Prometheus text.
const HttpMapping &metricsHttpMapping();

} // namespace bayplan
