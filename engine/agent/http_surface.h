// SPDX-License-Identifier: Apache-2.0
// The server side of every protocol that HTTP carries.
#pragma once

#include "engine/agent/endpoints.h"
#include "engine/agent/http_mapping.h"
#include "engine/agent/http_server.h"
#include "engine/agent/timer.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

class HttpSurface final : public Surface {
public:
    HttpSurface(const EndpointContext &context, std::uint16_t port, const HttpMapping &mapping, HttpLimits limits = {});

    Result<void> start() override;
    void drain() override { m_server.drain(); }
    bool idle() const override { return m_server.idle(); }
    void closeIdle() override { m_server.closeIdle(); }
    std::uint16_t port() const { return m_server.port(); }

private:
    struct Stream {
        std::shared_ptr<HttpExchange> exchange;
        std::string of; ///< the target whose reply it tells
        std::string last;
    };

    void handle(HttpArrival arrival, const std::shared_ptr<HttpExchange> &exchange);
    void askForStream(const std::string &of, const std::string &method, const std::shared_ptr<HttpExchange> &exchange);
    void openStream(const std::string &of, const std::shared_ptr<HttpExchange> &exchange, const HttpReply &first);
    RequestId ask(const std::string &of, std::function<void(HttpReply)> answered);
    void askLater();
    void askForStreams();
    void publish(const std::string &of, const std::string &body);

    Inbox &m_inbox;
    const HttpMapping &m_mapping;
    Timer m_streamTimer;
    std::vector<Stream> m_streams;
    std::size_t m_asked = 0; ///< targets whose replies are to come
    bool m_willAsk = false;
    HttpServer m_server; ///< last: its destructor calls back into what stands above
};

} // namespace bayplan
