// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_client.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/docker/engine_protocol.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace bayplan {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Socket = EngineSocket;

constexpr std::uint64_t answerLimitBytes = 64U << 20U;

/// Closes the socket when the time has come, which ends whatever it is doing. The state outlives the guard because a
/// handler of the timer may still be queued when the guard goes.
class Deadline {
public:
    Deadline(Socket &socket, std::chrono::milliseconds timeout)
        : m_state(std::make_shared<State>(State{asio::steady_timer(socket.get_executor()), &socket, false}))
    {
        m_state->timer.expires_after(timeout);
        m_state->timer.async_wait([state = m_state](error_code failure) {
            if (failure || state->socket == nullptr)
                return;
            state->passed = true;
            error_code ignored;
            state->socket->close(ignored);
        });
    }
    ~Deadline()
    {
        m_state->socket = nullptr;
        m_state->timer.cancel();
    }
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    bool passed() const { return m_state->passed; }

private:
    struct State {
        asio::steady_timer timer;
        Socket *socket;
        bool passed;
    };
    std::shared_ptr<State> m_state;
};

std::string requestText(const EngineCall &request)
{
    return request.method + " " + request.path.substr(0, request.path.find('?'));
}

http::request<http::string_body> message(const EngineCall &request, const std::string &target, bool attach)
{
    http::request<http::string_body> message;
    message.method_string(request.method);
    message.target(target);
    message.version(11);
    message.set(http::field::host, "engine");
    message.set(http::field::user_agent, "bayplan");
    message.set(http::field::connection, attach ? "Upgrade" : "close");
    if (attach)
        message.set(http::field::upgrade, "tcp");
    if (!request.body.empty())
        message.set(http::field::content_type, request.contentType);
    for (const auto &[name, value] : request.headers)
        message.set(name, value);
    message.body() = request.body;
    message.prepare_payload();
    return message;
}

/// `words`: of the program in between, when there is one.
Error brokenOff(const EngineCall &request, const error_code &failure, bool timedOut, const std::string &words)
{
    Place place{{}, 0, 0, requestText(request)};
    if (timedOut)
        return fail(ErrorCode::TimedOut,
                    Told{{QT_TRANSLATE_NOOP("phrase", "The engine has not answered within %1."),
                          humanDuration(request.timeout)},
                         QT_TRANSLATE_NOOP("phrase", "It may hang: look at its log, and restart it.")},
                    std::move(place));
    if (!words.empty())
        return fail(ErrorCode::NotReachable,
                    Told{{QT_TRANSLATE_NOOP("phrase", "The engine is not reached: %1"), words},
                         QT_TRANSLATE_NOOP("phrase", "Try by hand what stands there: ssh with a key and a known host, "
                                                     "then docker version.")},
                    std::move(place));
    return fail(
        ErrorCode::NotReachable,
        Told{{QT_TRANSLATE_NOOP("phrase", "The engine broke off in the middle of its answer: %1."), failure.message()},
             QT_TRANSLATE_NOOP("phrase", "Look whether it is still running: systemctl status docker.")},
        std::move(place));
}

bool isDone(unsigned status)
{
    return (status >= 200 && status < 300) || status == 304 || status == 101;
}

/// The rest of an answer whose header has been read, piece by piece.
class AnswerStream final : public EngineStream {
public:
    using Parser = http::response_parser<http::buffer_body>;

    AnswerStream(Socket socket, boost::beast::flat_buffer buffer, std::unique_ptr<Parser> parser, EngineCall request)
        : m_socket(std::move(socket)), m_buffer(std::move(buffer)), m_parser(std::move(parser)),
          m_request(std::move(request))
    {}

    Task<Result<std::string>> read() override
    {
        std::string piece(pieceBytes, '\0');
        while (!m_parser->is_done()) {
            m_parser->get().body().data = piece.data();
            m_parser->get().body().size = piece.size();
            auto [failure, bytes] = co_await http::async_read_some(m_socket, m_buffer, *m_parser, awaitOutcome);
            const std::size_t filled = piece.size() - m_parser->get().body().size;
            if (failure && failure != http::error::need_buffer && failure != http::error::end_of_stream)
                co_return brokenOff(m_request, failure, false, {});
            if (filled > 0) {
                piece.resize(filled);
                co_return piece;
            }
            if (failure == http::error::end_of_stream)
                break;
        }
        co_return std::string();
    }

    Task<Result<void>> write(std::string) override
    {
        co_return fail(ErrorCode::Unsupported, "This stream goes one way only.");
    }

    void close() override
    {
        error_code ignored;
        m_socket.close(ignored);
    }

    Socket &socket() { return m_socket; }

private:
    static constexpr std::size_t pieceBytes = 16384;
    Socket m_socket;
    boost::beast::flat_buffer m_buffer;
    std::unique_ptr<Parser> m_parser;
    EngineCall m_request;
};

/// A connection that has been handed over: raw bytes both ways.
class AttachedStream final : public EngineStream {
public:
    AttachedStream(Socket socket, std::string first, EngineCall request)
        : m_socket(std::move(socket)), m_first(std::move(first)), m_request(std::move(request))
    {}

    Task<Result<std::string>> read() override
    {
        if (!m_first.empty())
            co_return std::exchange(m_first, {});
        std::string piece(pieceBytes, '\0');
        auto [failure, bytes] = co_await m_socket.async_read_some(asio::buffer(piece), awaitOutcome);
        if (failure && failure != asio::error::eof)
            co_return brokenOff(m_request, failure, false, {});
        piece.resize(bytes);
        co_return piece;
    }

    Task<Result<void>> write(std::string bytes) override
    {
        auto [failure, written] = co_await asio::async_write(m_socket, asio::buffer(bytes), awaitOutcome);
        if (failure)
            co_return brokenOff(m_request, failure, false, {});
        co_return Result<void>();
    }

    void close() override
    {
        error_code ignored;
        m_socket.close(ignored);
    }

private:
    static constexpr std::size_t pieceBytes = 65536;
    Socket m_socket;
    std::string m_first;
    EngineCall m_request;
};

/// What one exchange brought: a status with its whole body, or an error of the connection.
struct Exchange {
    unsigned status = 0;
    http::fields headers;
    std::string body;
    Error error;
};

Task<Exchange> exchange(asio::any_io_executor executor, EngineTransport &transport, EngineCall request,
                        std::string target)
{
    Exchange result;
    Socket socket(executor);
    const Deadline deadline(socket, request.timeout);
    if (const auto connected = co_await transport.connect(socket, request.timeout); !connected) {
        result.error = deadline.passed() ? brokenOff(request, {}, true, {}) : connected.error();
        co_return result;
    }
    const auto outgoing = message(request, target, false);
    auto [writeFailure, written] = co_await http::async_write(socket, outgoing, awaitOutcome);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(answerLimitBytes);
    // A refusal may come before the request has been read whole: read it even when writing failed.
    auto [readFailure, bytes] = co_await http::async_read(socket, buffer, parser, awaitOutcome);
    if (readFailure) {
        result.error =
            brokenOff(request, writeFailure ? writeFailure : readFailure, deadline.passed(), transport.lastWords());
        co_return result;
    }
    result.status = parser.get().result_int();
    result.body = std::move(parser.get().body());
    result.headers = std::move(parser.get().base());
    co_return result;
}

} // namespace

EngineClient::EngineClient(asio::any_io_executor executor, EngineUrl url)
    : m_executor(executor), m_url(url.text), m_transport(std::move(executor), std::move(url))
{}

std::string EngineClient::target(const std::string &path) const
{
    return "/v" + m_info.apiVersion + path;
}

std::size_t EngineClient::networkCallsInFlight() const
{
    const auto major = parseInteger(m_info.version.substr(0, m_info.version.find('.')));
    return !isPodman() && major.value_or(0) >= 23 ? 8 : 4;
}

Task<Result<EngineVersion>> EngineClient::askVersion()
{
    const auto patience = std::chrono::seconds(m_transport.isRemote() ? 15 : 3);
    const auto ask = [&](const std::string &path) -> Task<Exchange> {
        EngineCall request;
        request.path = path;
        request.timeout = patience;
        Exchange answer = co_await exchange(m_executor, m_transport, request, path);
        if (answer.status == 0)
            answer.error.code = ErrorCode::NotReachable;
        co_return answer;
    };
    const Exchange alive = co_await ask("/_ping");
    if (alive.status == 0)
        co_return alive.error;
    if (auto podman = podmanIn(alive.headers["Api-Version"], alive.headers["Libpod-Api-Version"]))
        co_return std::move(*podman);
    const Exchange answer = co_await ask("/version");
    if (answer.status == 0)
        co_return answer.error;
    if (!isDone(answer.status))
        co_return errorOf(answer.status, answer.body, "GET /version");
    co_return versionIn(answer.body);
}

Task<Result<void>> EngineClient::open()
{
    const auto version = co_await askVersion();
    if (!version)
        co_return version.error();
    auto chosen = chooseVersion(*version, m_url);
    if (!chosen)
        co_return chosen.error();
    m_info = std::move(*chosen);
    co_return Result<void>();
}

Task<Result<std::string>> EngineClient::callOnce(EngineCall request)
{
    const std::string at = target(request.path);
    Exchange answer = co_await exchange(m_executor, m_transport, request, at);
    if (answer.status == 0)
        co_return answer.error;
    if (!isDone(answer.status)) {
        Error error = errorOf(answer.status, answer.body, requestText(request));
        if (refusesVersion(answer.status, answer.body))
            error.code = ErrorCode::NewerVersion;
        co_return error;
    }
    co_return std::move(answer.body);
}

Task<Result<std::string>> EngineClient::call(EngineCall request)
{
    auto answer = co_await callOnce(request);
    if (answer || answer.error().code != ErrorCode::NewerVersion)
        co_return answer;
    if (const auto opened = co_await open(); !opened)
        co_return opened.error();
    co_return co_await callOnce(std::move(request));
}

Task<Result<std::unique_ptr<EngineStream>>> EngineClient::stream(EngineCall request, bool attach)
{
    Socket socket(m_executor);
    {
        const Deadline deadline(socket, request.timeout);
        if (const auto connected = co_await m_transport.connect(socket, request.timeout); !connected)
            co_return connected.error();
        const auto outgoing = message(request, target(request.path), attach);
        auto [failure, written] = co_await http::async_write(socket, outgoing, awaitOutcome);
        if (failure)
            co_return brokenOff(request, failure, deadline.passed(), m_transport.lastWords());
    }
    boost::beast::flat_buffer buffer;
    auto parser = std::make_unique<AnswerStream::Parser>();
    parser->body_limit(boost::none);
    {
        std::optional<Deadline> deadline;
        if (!request.mayStaySilent)
            deadline.emplace(socket, request.timeout);
        m_waiting.insert(&socket);
        auto [failure, bytes] = co_await http::async_read_header(socket, buffer, *parser, awaitOutcome);
        m_waiting.erase(&socket);
        if (failure)
            co_return brokenOff(request, failure, deadline && deadline->passed(), m_transport.lastWords());
    }
    const unsigned status = parser->get().result_int();
    if (isDone(status) && attach) {
        std::string first(static_cast<const char *>(buffer.data().data()), buffer.data().size());
        co_return std::make_unique<AttachedStream>(std::move(socket), std::move(first), std::move(request));
    }
    auto answer = std::make_unique<AnswerStream>(std::move(socket), std::move(buffer), std::move(parser), request);
    if (isDone(status))
        co_return std::move(answer);
    const Deadline deadline(answer->socket(), patience());
    m_waiting.insert(&answer->socket());
    const auto body = co_await answer->read();
    m_waiting.erase(&answer->socket());
    co_return errorOf(status, body ? *body : std::string(), requestText(request));
}

void EngineClient::giveUpWaiting()
{
    for (EngineSocket *socket : m_waiting) {
        error_code ignored;
        socket->close(ignored);
    }
}

} // namespace bayplan
