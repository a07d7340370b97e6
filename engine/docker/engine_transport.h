// SPDX-License-Identifier: Apache-2.0
// Connections to an engine. Whatever lies between, the client holds the near end of a plain stream.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/engine_url.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bayplan {

using EngineSocket = boost::asio::generic::stream_protocol::socket;

/// For co_await: the error as the first of what comes back, instead of an exception.
inline constexpr auto awaitOutcome = boost::asio::as_tuple(boost::asio::use_awaitable);

/// Not thread-safe: everything happens on one executor.
class EngineTransport {
public:
    EngineTransport(boost::asio::any_io_executor executor, EngineUrl url);

    /// Ends the ssh programs that are still running.
    ~EngineTransport();
    EngineTransport(const EngineTransport &) = delete;
    EngineTransport &operator=(const EngineTransport &) = delete;

    /// Connects the closed `socket`; whoever closes it ends the attempt. Errors: NotReachable, with what is to be done;
    /// Refused when the engine is not who its certificate should say; TimedOut (TLS only).
    boost::asio::awaitable<Result<void>> connect(EngineSocket &socket, std::chrono::milliseconds timeout);

    /// On another machine, or as slow as if it were.
    bool isRemote() const { return m_url.way == EngineUrl::Way::Tls || m_url.way == EngineUrl::Way::Ssh; }

    /// What ssh has said since the last connection was made; empty with all other ways.
    std::string lastWords() const;

private:
    boost::asio::awaitable<Result<void>> connectUnix(EngineSocket &socket);
    boost::asio::awaitable<Result<void>> connectTcp(EngineSocket &socket);
    boost::asio::awaitable<Result<void>> connectTls(EngineSocket &socket, std::chrono::milliseconds timeout);
    Result<void> connectSsh(EngineSocket &socket);
    std::vector<std::string> sshCommand() const;
    Error notReachable(const boost::system::error_code &failure, Phrase advice = {}) const;
    void reap();

    boost::asio::any_io_executor m_executor;
    EngineUrl m_url;
    std::vector<pid_t> m_programs; ///< ssh
    std::string m_folder;          ///< of ssh's control socket; empty: none yet
    int m_words = -1;              ///< a file without a name that ssh writes its messages to
};

} // namespace bayplan
