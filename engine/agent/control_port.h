// SPDX-License-Identifier: Apache-2.0
// What every agent shows upward, on a port of its own (the paper, section 3): /healthz /readyz /metrics /profile
// /config /logs, and POST /peer for messages between agents of one kind.
#pragma once

#include "engine/agent/http_server.h"
#include "engine/base/result.h"

#include <functional>
#include <memory>
#include <string>

namespace bayplan {

/// Answers are made on the spot, from memory and /proc: nothing here waits for anybody.
struct ControlSources {
    std::function<bool()> isReady;
    std::function<std::string()> metrics;                         ///< Prometheus text
    std::function<std::string()> config;                          ///< JSON without secrets
    std::function<std::string()> logs;                            ///< JSON lines
    std::function<Result<void>(const HttpRequest &)> peerMessage; ///< absent: 404
};

class ControlPort {
public:
    ControlPort(boost::asio::io_context &io, std::uint16_t port, ControlSources sources);

    Result<void> start() { return m_server.start(); }
    std::uint16_t port() const { return m_server.port(); }

private:
    HttpReply answer(const HttpRequest &request) const;
    HttpReply answerPeer(const HttpRequest &request) const;

    ControlSources m_sources;
    HttpServer m_server;
};

} // namespace bayplan
