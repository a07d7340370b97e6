// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_transport.h"

#include "engine/base/translatable.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bayplan {

namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;
using Local = asio::local::stream_protocol;

constexpr std::size_t pieceBytes = 65536;
constexpr std::size_t addressLimit = 108; ///< of a unix socket's path, in bytes

/// What a TLS connection needs as long as it lives: the engine's side, and the far end of the client's.
struct Tunnel {
    Tunnel(const asio::any_io_executor &executor, ssl::context whole)
        : context(std::move(whole)), engine(executor, context), client(executor)
    {}

    void close()
    {
        error_code ignored;
        engine.lowest_layer().close(ignored);
        client.close(ignored);
    }

    ssl::context context;
    ssl::stream<tcp::socket> engine;
    Local::socket client;
};

using TunnelPtr = std::shared_ptr<Tunnel>;

template <class From, class To>
asio::awaitable<error_code> copy(From &from, To &to)
{
    std::array<char, pieceBytes> piece{};
    for (;;) {
        auto [readFailure, bytes] = co_await from.async_read_some(asio::buffer(piece), awaitOutcome);
        if (bytes > 0) {
            auto [writeFailure, written] = co_await asio::async_write(to, asio::buffer(piece, bytes), awaitOutcome);
            if (writeFailure)
                co_return writeFailure;
        }
        if (readFailure)
            co_return readFailure;
    }
}

asio::awaitable<void> carryToEngine(TunnelPtr tunnel)
{
    static_cast<void>(co_await copy(tunnel->client, tunnel->engine));
    tunnel->close(); // the client has gone: it never closes one way only
}

/// The client reads on what has come before the engine's end.
asio::awaitable<void> carryToClient(TunnelPtr tunnel)
{
    static_cast<void>(co_await copy(tunnel->engine, tunnel->client));
    error_code ignored;
    tunnel->client.shutdown(Local::socket::shutdown_send, ignored);
}

Result<ssl::context> contextFor(const TlsFiles &files)
{
    ssl::context context(ssl::context::tls_client);
    error_code failure;
    std::string at = files.authority;
    if (files.authority.empty())
        context.set_default_verify_paths(failure);
    else
        context.load_verify_file(files.authority, failure);
    if (!failure && !files.certificate.empty())
        context.use_certificate_chain_file(at = files.certificate, failure);
    if (!failure && !files.certificate.empty() && !files.key.empty())
        context.use_private_key_file(at = files.key, ssl::context::pem, failure);
    if (failure)
        return fail(
            ErrorCode::InvalidInput,
            Told{{QT_TRANSLATE_NOOP("phrase", "The certificate cannot be used: %1."), failure.message()},
                 QT_TRANSLATE_NOOP("phrase", "Look at the files ca.pem, cert.pem and key.pem of DOCKER_CERT_PATH.")},
            {at, 0, 0, {}});
    context.set_verify_mode(files.isVerified ? ssl::verify_peer : ssl::verify_none);
    return context;
}

Phrase adviceForSocket(const error_code &failure)
{
    if (failure == boost::system::errc::permission_denied)
        return QT_TRANSLATE_NOOP(
            "phrase", "Join the group docker (usermod -aG docker USER, then log in again), or run this as root.");
    if (failure == boost::system::errc::no_such_file_or_directory)
        return QT_TRANSLATE_NOOP("phrase",
                                 "Install and start one: apt-get install docker.io iptables; systemctl start docker.");
    return QT_TRANSLATE_NOOP("phrase", "Start it: systemctl start docker.");
}

/// The commonest in words of our own; the system has its own language.
Phrase reasonOf(const error_code &failure)
{
    if (failure == boost::system::errc::permission_denied)
        return QT_TRANSLATE_NOOP("phrase", "Permission denied");
    if (failure == boost::system::errc::no_such_file_or_directory)
        return QT_TRANSLATE_NOOP("phrase", "No such file or directory");
    if (failure == boost::system::errc::connection_refused)
        return QT_TRANSLATE_NOOP("phrase", "Connection refused");
    return failure.message();
}

/// Who only reads notices within half a minute, too, that the other side is gone without a word.
template <class Socket>
void keepAlive(Socket &socket)
{
    const auto set = [&](int level, int option, int value) {
        ::setsockopt(socket.native_handle(), level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 10); // seconds
    set(IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
}

} // namespace

EngineTransport::EngineTransport(asio::any_io_executor executor, EngineUrl url)
    : m_executor(std::move(executor)), m_url(std::move(url))
{}

EngineTransport::~EngineTransport()
{
    for (const pid_t program : m_programs)
        ::kill(program, SIGTERM);
    for (const pid_t program : m_programs)
        ::waitpid(program, nullptr, 0);
    if (m_words >= 0)
        ::close(m_words);
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

asio::awaitable<Result<void>> EngineTransport::connect(EngineSocket &socket, std::chrono::milliseconds timeout)
{
    switch (m_url.way) {
    case EngineUrl::Way::Unix:
        return connectUnix(socket);
    case EngineUrl::Way::Tcp:
        return connectTcp(socket);
    case EngineUrl::Way::Tls:
        return connectTls(socket, timeout);
    case EngineUrl::Way::Ssh:
        break;
    }
    return [](EngineTransport &self, EngineSocket &near) -> asio::awaitable<Result<void>> {
        co_return self.connectSsh(near);
    }(*this, socket);
}

Error EngineTransport::notReachable(const error_code &failure, Phrase advice) const
{
    return fail(ErrorCode::NotReachable,
                Told{{QT_TRANSLATE_NOOP("phrase", "No engine answers at %1: %2."), m_url.text, reasonOf(failure)},
                     advice.empty() ? adviceForSocket(failure) : std::move(advice)},
                {{}, 0, 0, m_url.text});
}

asio::awaitable<Result<void>> EngineTransport::connectUnix(EngineSocket &socket)
{
    if (m_url.socketPath.size() >= addressLimit)
        co_return notReachable(make_error_code(boost::system::errc::filename_too_long));
    const Local::endpoint endpoint(m_url.socketPath);
    auto [failure] = co_await socket.async_connect(endpoint, awaitOutcome);
    if (failure)
        co_return notReachable(failure);
    co_return Result<void>();
}

asio::awaitable<Result<void>> EngineTransport::connectTcp(EngineSocket &socket)
{
    error_code failure;
    const auto address = asio::ip::make_address(m_url.host == "localhost" ? "127.0.0.1" : m_url.host, failure);
    if (failure)
        co_return notReachable(failure);
    auto [connectFailure] = co_await socket.async_connect(tcp::endpoint(address, m_url.port), awaitOutcome);
    if (connectFailure)
        co_return notReachable(connectFailure);
    keepAlive(socket);
    co_return Result<void>();
}

asio::awaitable<Result<void>> EngineTransport::connectTls(EngineSocket &socket, std::chrono::milliseconds timeout)
{
    auto context = contextFor(m_url.tls);
    if (!context)
        co_return context.error();
    const auto tunnel = std::make_shared<Tunnel>(m_executor, std::move(*context));
    if (m_url.tls.isVerified)
        tunnel->engine.set_verify_callback(ssl::host_name_verification(m_url.host));
    SSL_set_tlsext_host_name(tunnel->engine.native_handle(), m_url.host.c_str());
    const auto isLate = std::make_shared<bool>(false);
    asio::steady_timer timer(m_executor, timeout);
    timer.async_wait([tunnel, isLate](error_code cancelled) {
        if (cancelled)
            return;
        *isLate = true;
        tunnel->close();
    });
    tcp::resolver resolver(m_executor);
    auto [failure, addresses] = co_await resolver.async_resolve(m_url.host, std::to_string(m_url.port), awaitOutcome);
    if (!failure) {
        auto [connectFailure, at] =
            co_await asio::async_connect(tunnel->engine.lowest_layer(), addresses, awaitOutcome);
        failure = connectFailure;
    }
    const bool isThere = !failure;
    if (isThere) {
        keepAlive(tunnel->engine.lowest_layer());
        auto [shakeFailure] = co_await tunnel->engine.async_handshake(ssl::stream_base::client, awaitOutcome);
        failure = shakeFailure;
    }
    timer.cancel();
    if (*isLate)
        co_return fail(ErrorCode::TimedOut,
                       Told{{QT_TRANSLATE_NOOP("phrase", "No engine answers at %1 in time."), m_url.text},
                            QT_TRANSLATE_NOOP("phrase", "Look whether it runs, and whether a firewall is between.")},
                       {{}, 0, 0, m_url.text});
    if (failure && isThere)
        co_return fail(
            ErrorCode::Refused,
            Told{{QT_TRANSLATE_NOOP("phrase", "The engine at %1 and this program do not trust each other: %2."),
                  m_url.text, failure.message()},
                 QT_TRANSLATE_NOOP("phrase", "Look at the certificates in DOCKER_CERT_PATH: ca.pem must have "
                                             "signed the engine's, which must name its host, and cert.pem "
                                             "must be one that the engine takes.")},
            {{}, 0, 0, m_url.text});
    if (failure)
        co_return notReachable(failure, QT_TRANSLATE_NOOP("phrase", "Look whether it runs and listens there: dockerd "
                                                                    "-H tcp://0.0.0.0:2376 --tlsverify."));
    Local::socket near(m_executor);
    asio::local::connect_pair(near, tunnel->client, failure);
    if (failure)
        co_return notReachable(failure);
    socket = std::move(near);
    asio::co_spawn(m_executor, carryToEngine(tunnel), asio::detached);
    asio::co_spawn(m_executor, carryToClient(tunnel), asio::detached);
    co_return Result<void>();
}

/// One ssh for each connection; the first opens the way, and the others go through it.
std::vector<std::string> EngineTransport::sshCommand() const
{
    std::vector<std::string> words{"ssh", "-T",
                                   "-o",  "BatchMode=yes",
                                   "-o",  "ConnectTimeout=10",
                                   "-o",  "ControlMaster=auto",
                                   "-o",  "ControlPersist=10",
                                   "-o",  "ControlPath=" + m_folder + "/%C"};
    if (m_url.port != 0)
        words.insert(words.end(), {"-p", std::to_string(m_url.port)});
    if (!m_url.user.empty())
        words.insert(words.end(), {"-l", m_url.user});
    words.insert(words.end(), {"--", m_url.host, "docker"});
    if (!m_url.socketPath.empty())
        words.insert(words.end(), {"-H", "unix://" + m_url.socketPath});
    words.insert(words.end(), {"system", "dial-stdio"});
    return words;
}

Result<void> EngineTransport::connectSsh(EngineSocket &socket)
{
    reap();
    const Phrase advice(QT_TRANSLATE_NOOP("phrase", "Try it by hand: ssh %1 docker version."),
                        (m_url.user.empty() ? "" : m_url.user + "@") + m_url.host);
    if (m_folder.empty()) {
        std::string folder = (std::filesystem::temp_directory_path() / "bayplan-ssh-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr)
            return notReachable({errno, boost::system::system_category()}, advice);
        m_folder = folder;
        m_words = ::memfd_create("ssh", MFD_CLOEXEC);
    }
    if (m_words >= 0 && (::ftruncate(m_words, 0) != 0 || ::lseek(m_words, 0, SEEK_SET) != 0))
        return notReachable({errno, boost::system::system_category()}, advice);
    Local::socket near(m_executor);
    Local::socket far(m_executor);
    error_code failure;
    asio::local::connect_pair(near, far, failure);
    if (failure)
        return notReachable(failure, advice);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, far.native_handle(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, far.native_handle(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, m_words, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::vector<std::string> words = sshCommand();
    std::vector<char *> arguments;
    for (std::string &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t program = 0;
    const int refused = ::posix_spawnp(&program, "ssh", &actions, nullptr, arguments.data(), ::environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (refused != 0)
        return notReachable({refused, boost::system::system_category()},
                            QT_TRANSLATE_NOOP("phrase", "Install it: apt-get install openssh-client."));
    m_programs.push_back(program);
    socket = std::move(near);
    return {};
}

std::string EngineTransport::lastWords() const
{
    std::array<char, 1024> text{};
    const ssize_t bytes = m_words < 0 ? 0 : ::pread(m_words, text.data(), text.size(), 0);
    std::string words(text.data(), bytes > 0 ? static_cast<std::size_t>(bytes) : 0);
    while (!words.empty() && (words.back() == '\n' || words.back() == '\r'))
        words.pop_back();
    return words;
}

void EngineTransport::reap()
{
    std::erase_if(m_programs, [](pid_t program) { return ::waitpid(program, nullptr, WNOHANG) != 0; });
}

} // namespace bayplan
