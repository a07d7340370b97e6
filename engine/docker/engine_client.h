// SPDX-License-Identifier: Apache-2.0
// Calls to the Docker Engine API: one connection a call, each with a time-out of its own.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/engine_protocol.h"
#include "engine/docker/engine_transport.h"
#include "engine/docker/engine_url.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {

template <class T>
using Task = boost::asio::awaitable<T>;

struct EngineCall {
    std::string method = "GET";
    std::string path; ///< without the version: "/containers/json?all=1"; query values are escaped by the caller
    std::string body;
    std::string contentType = "application/json";
    std::chrono::milliseconds timeout = std::chrono::seconds(20); ///< of the whole call
    std::vector<std::pair<std::string, std::string>> headers;     ///< beside the usual ones
    bool mayStaySilent = false; ///< of a stream: its header is waited for without end, as Podman sends none before the
                                ///< first line
};

/// An answer that goes on: events, logs, or an attached container's standard streams. One reader, one writer.
class EngineStream {
public:
    EngineStream() = default;
    EngineStream(const EngineStream &) = delete;
    EngineStream &operator=(const EngineStream &) = delete;
    virtual ~EngineStream() = default;

    /// Waits for the next bytes, as long as it takes; empty at the end of the stream.
    virtual Task<Result<std::string>> read() = 0;

    /// Attached streams only.
    virtual Task<Result<void>> write(std::string bytes) = 0;

    /// A read() under way ends. Safe at any time on the executor's thread.
    virtual void close() = 0;
};

/// Not thread-safe: everything happens on one executor. Errors carry the engine's own words; their place is the
/// request.
class EngineClient {
public:
    EngineClient(boost::asio::any_io_executor executor, EngineUrl url);

    /// Asks for the version and settles on one that both speak; must succeed before any call.
    /// Errors: NotReachable, TimedOut, Unsupported.
    Task<Result<void>> open();

    const EngineInfo &info() const { return m_info; }
    /// What a short question takes at most where all is well.
    std::chrono::milliseconds patience() const { return std::chrono::seconds(m_transport.isRemote() ? 15 : 5); }

    /// On another machine, or behind a forwarded socket.
    bool isRemote() const { return m_transport.isRemote(); }

    bool isPodman() const { return m_info.name == "Podman"; }

    /// Network set-up in engines before 23 may dead-lock when much is asked of it at once.
    std::size_t networkCallsInFlight() const;

    /// The body of a 2xx or 304 answer. An engine that was upgraded or downgraded meanwhile is negotiated with again.
    Task<Result<std::string>> call(EngineCall request);

    /// The answer as it comes; the time-out is of its header. `attach` upgrades the connection so that it carries both
    /// directions.
    Task<Result<std::unique_ptr<EngineStream>>> stream(EngineCall request, bool attach);

    /// Streams whose header has not come yet fail, and so do those that are being refused.
    void giveUpWaiting();

private:
    Task<Result<EngineVersion>> askVersion();
    Task<Result<std::string>> callOnce(EngineCall request);
    std::string target(const std::string &path) const;

    boost::asio::any_io_executor m_executor;
    std::string m_url; ///< as shown
    EngineTransport m_transport;
    EngineInfo m_info;
    std::set<EngineSocket *> m_waiting; ///< for the header of a stream, or for the words of its refusal
};

} // namespace bayplan
