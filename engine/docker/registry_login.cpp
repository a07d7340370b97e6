// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/registry_login.h"

#include "engine/docker/json_members.h"
#include "engine/wire/base64.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bayplan {

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr const char *dockerHubServer = "https://index.docker.io/v1/";
constexpr const char *tokenUser = "<token>"; ///< its secret is an identity token
constexpr std::size_t helperAnswerBytes = 1U << 16U;

struct Login {
    std::string user, secret, server;
};

/// Base64 for headers and addresses (RFC 4648, section 5).
std::string toBase64Url(std::string_view bytes)
{
    std::string text = toBase64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

std::string headerFor(const Login &login)
{
    json header{{"serveraddress", login.server}};
    if (login.user == tokenUser) {
        header["identitytoken"] = login.secret;
    } else {
        header["username"] = login.user;
        header["password"] = login.secret;
    }
    return toBase64Url(header.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// A program that is talked to over one socket; ended with this.
class Helper {
public:
    explicit Helper(const std::string &program)
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return;
        m_end = ends[0];
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        std::string name = program, verb = "get";
        std::array<char *, 3> arguments{name.data(), verb.data(), nullptr};
        if (::posix_spawnp(&m_process, name.c_str(), &actions, nullptr, arguments.data(), ::environ) != 0)
            m_process = 0;
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
    }
    ~Helper()
    {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            ::waitpid(m_process, nullptr, 0);
        }
        if (m_end >= 0)
            ::close(m_end);
    }
    Helper(const Helper &) = delete;
    Helper &operator=(const Helper &) = delete;

    /// Nothing when it could not be started, or says nothing whole in time.
    std::optional<std::string> ask(const std::string &question, Clock::time_point until) const
    {
        if (m_process <= 0)
            return std::nullopt;
        // One that knows its answer without the question may have ended by now.
        if (::send(m_end, question.data(), question.size(), MSG_NOSIGNAL) < 0 && errno != EPIPE)
            return std::nullopt;
        ::shutdown(m_end, SHUT_WR);
        std::string answer;
        while (answer.size() < helperAnswerBytes) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
            pollfd readable{m_end, POLLIN, 0};
            if (left <= 0 || ::poll(&readable, 1, static_cast<int>(left)) == 0)
                return std::nullopt;
            std::array<char, 4096> chunk{};
            const auto bytes = ::recv(m_end, chunk.data(), chunk.size(), 0);
            if (bytes == 0 || (bytes < 0 && errno == ECONNRESET)) // it has not read the question
                return answer;
            if (bytes > 0)
                answer.append(chunk.data(), static_cast<std::size_t>(bytes));
            else if (errno != EINTR)
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    int m_end = -1;
    pid_t m_process = 0;
};

/// What it is called by, of letters that cannot lead to another folder; empty when none is named.
std::string helperFor(const json &config, const std::string &server)
{
    const auto helpers = config.is_object() ? config.find("credHelpers") : config.end();
    std::string name = helpers == config.end() ? std::string() : textAt(*helpers, server.c_str());
    if (name.empty())
        name = textAt(config, "credsStore");
    const bool isPlain = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
    return isPlain ? name : std::string();
}

std::optional<Login> askHelper(const std::string &helper, const std::string &server, Clock::time_point until)
{
    const auto answer = Helper("docker-credential-" + helper).ask(server, until);
    const json said = answer ? json::parse(*answer, nullptr, false) : json();
    Login login{textAt(said, "Username"), textAt(said, "Secret"), server};
    if (login.secret.empty())
        return std::nullopt;
    return login;
}

std::optional<Login> readLogin(const json &config, const std::string &server)
{
    const auto auths = config.is_object() ? config.find("auths") : config.end();
    if (auths == config.end() || !auths->is_object())
        return std::nullopt;
    for (const std::string &key : {server, "https://" + server}) {
        const auto entry = auths->find(key);
        if (entry == auths->end())
            continue;
        if (const std::string token = textAt(*entry, "identitytoken"); !token.empty())
            return Login{tokenUser, token, key};
        const auto words = fromBase64(textAt(*entry, "auth"));
        const auto colon = words ? words->find(':') : std::string::npos;
        if (colon != std::string::npos)
            return Login{words->substr(0, colon), words->substr(colon + 1), key};
    }
    return std::nullopt;
}

} // namespace

std::string registryAuthFrom(std::string_view configText, const std::string &registry,
                             std::chrono::milliseconds helperLimit)
{
    const json config = json::parse(configText, nullptr, false);
    const std::string server = registry == dockerHub ? dockerHubServer : registry;
    std::optional<Login> login;
    if (const std::string helper = helperFor(config, server); !helper.empty())
        login = askHelper(helper, server, Clock::now() + helperLimit);
    if (!login)
        login = readLogin(config, server);
    return login ? headerFor(*login) : std::string();
}

} // namespace bayplan
