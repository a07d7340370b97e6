// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_url.h"

#include "engine/base/durable_file.h"
#include "engine/base/sha256.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

namespace bayplan {

namespace {

using nlohmann::json;
using Way = EngineUrl::Way;

constexpr int tlsPort = 2376;
constexpr const char forms[] =
    QT_TRANSLATE_NOOP("phrase", "Write unix:///PATH, tcp://HOST:PORT, ssh://USER@HOST or context:NAME.");

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

bool exists(const std::string &path)
{
    std::error_code failure;
    return std::filesystem::exists(path, failure);
}

std::string usualSocket()
{
    std::vector<std::string> candidates{"/var/run/docker.sock"};
    if (const std::string runtime = variable("XDG_RUNTIME_DIR"); !runtime.empty()) {
        candidates.push_back(runtime + "/docker.sock");
        candidates.push_back(runtime + "/podman/podman.sock");
    }
    candidates.emplace_back("/run/podman/podman.sock");
    for (const std::string &path : candidates)
        if (exists(path))
            return path;
    return candidates.front();
}

bool isThisMachine(const std::string &host)
{
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

/// Those that are there of Docker's three files in a folder.
TlsFiles tlsFilesIn(const std::string &folder)
{
    const auto file = [&](const char *name) {
        const std::string path = folder + "/" + name;
        return exists(path) ? path : std::string();
    };
    return {file("ca.pem"), file("cert.pem"), file("key.pem"), true};
}

Error notAnAddress(const std::string &text)
{
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not an engine's address."), text}, forms});
}

struct HostPort {
    std::string host;
    std::uint16_t port = 0; ///< 0: not given
};

/// "HOST", "HOST:PORT", "[::1]:PORT".
Result<HostPort> hostPortOf(const std::string &text, const std::string &address)
{
    const auto colon = address.find(':', address.find(']') == std::string::npos ? 0 : address.find(']'));
    std::string host = address.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const auto port = colon == std::string::npos ? std::optional<std::int64_t>(0)
                                                 : parseInteger(std::string_view(address).substr(colon + 1));
    const bool isPort = port && *port >= (colon == std::string::npos ? 0 : 1) && *port <= 65535;
    // A host that begins with a dash would be an option to ssh.
    if (host.empty() || host.front() == '-' || host.find_first_of(" \t\r\n") != std::string::npos || !isPort)
        return notAnAddress(text);
    return HostPort{host, static_cast<std::uint16_t>(*port)};
}

Result<EngineUrl> tcpUrl(const std::string &text, std::string address, TlsFiles tls, bool wantsTls)
{
    address = address.substr(0, address.find('/'));
    const auto at = hostPortOf(text, address);
    if (!at)
        return at.error();
    EngineUrl url;
    url.text = text;
    url.host = at->host;
    const bool hasCertificates = !tls.authority.empty() || !tls.certificate.empty();
    const bool isTls = wantsTls || (at->port == tlsPort && hasCertificates);
    url.port = at->port != 0 ? at->port : static_cast<std::uint16_t>(isTls ? tlsPort : 2375);
    url.way = isTls ? Way::Tls : Way::Tcp;
    url.tls = std::move(tls);
    if (!isTls && !isThisMachine(url.host))
        return fail(
            ErrorCode::Unsupported,
            Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" would send everything unencrypted over the network."), text},
                 QT_TRANSLATE_NOOP("phrase",
                                   "Give the engine TLS and set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or go "
                                   "by ssh://USER@HOST.")});
    return url;
}

Result<EngineUrl> sshUrl(const std::string &text, std::string address)
{
    EngineUrl url;
    url.way = Way::Ssh;
    url.text = text;
    if (const auto slash = address.find('/'); slash != std::string::npos) {
        url.socketPath = slash + 1 < address.size() ? address.substr(slash) : std::string();
        address.resize(slash);
    }
    if (const auto at = address.rfind('@'); at != std::string::npos) {
        url.user = address.substr(0, at);
        address = address.substr(at + 1);
        if (url.user.find(':') != std::string::npos)
            return fail(ErrorCode::InvalidInput,
                        Told{QT_TRANSLATE_NOOP("phrase", "A password does not belong into an engine's address."),
                             QT_TRANSLATE_NOOP("phrase", "Use a key: ssh-copy-id USER@HOST.")});
    }
    const auto at = hostPortOf(text, address);
    if (!at)
        return at.error();
    url.host = at->host;
    url.port = at->port;
    return url;
}

Result<EngineUrl> urlOf(const std::string &text, TlsFiles tls, bool wantsTls)
{
    const auto rest = [&](std::string_view scheme) { return text.substr(scheme.size()); };
    if (text.front() == '/')
        return urlOf("unix://" + text, {}, false);
    if (text.rfind("unix://", 0) == 0 && text.size() > 7) {
        EngineUrl url;
        url.text = text;
        url.socketPath = rest("unix://");
        return url;
    }
    if (text.rfind("tcp://", 0) == 0)
        return tcpUrl(text, rest("tcp://"), std::move(tls), wantsTls);
    if (text.rfind("http://", 0) == 0)
        return tcpUrl(text, rest("http://"), {}, false);
    if (text.rfind("https://", 0) == 0)
        return tcpUrl(text, rest("https://"), std::move(tls), true);
    if (text.rfind("ssh://", 0) == 0)
        return sshUrl(text, rest("ssh://"));
    return notAnAddress(text);
}

/// What `docker context` has stored under a name.
Result<EngineUrl> contextUrl(const std::string &name)
{
    const std::string digest = sha256Hex(name);
    const std::string folder = dockerConfigFolder() + "/contexts";
    const std::string path = folder + "/meta/" + digest + "/meta.json";
    const auto text = readWhole(path, dockerConfigLimitBytes);
    if (!text)
        return fail(ErrorCode::NotFound,
                    Told{{QT_TRANSLATE_NOOP("phrase", "There is no Docker context \"%1\"."), name},
                         QT_TRANSLATE_NOOP("phrase", "docker context ls shows those that there are.")});
    const json meta = json::parse(*text, nullptr, false);
    const json::json_pointer place("/Endpoints/docker");
    const json endpoint = meta.is_object() && meta.contains(place) ? meta[place] : json();
    const bool isWhole = endpoint.is_object() && endpoint.contains("Host") && endpoint["Host"].is_string() &&
                         !endpoint["Host"].get_ref<const std::string &>().empty();
    if (!isWhole)
        return fail(ErrorCode::InvalidInput,
                    Told{{QT_TRANSLATE_NOOP("phrase", "The Docker context \"%1\" names no engine."), name},
                         QT_TRANSLATE_NOOP("phrase", "Make it anew: docker context create.")},
                    {path, 0, 0, "/Endpoints/docker/Host"});
    TlsFiles tls = tlsFilesIn(folder + "/tls/" + digest + "/docker");
    const auto skips = endpoint.find("SkipTLSVerify");
    tls.isVerified = skips == endpoint.end() || !skips->is_boolean() || !skips->get<bool>();
    const bool wantsTls = !tls.authority.empty() || !tls.certificate.empty() || !tls.isVerified;
    return urlOf(endpoint["Host"].get<std::string>(), std::move(tls), wantsTls);
}

/// Empty: none, or the one that stands for the usual socket.
std::string currentContext()
{
    std::string name = variable("DOCKER_CONTEXT");
    if (name.empty()) {
        const auto text = readWhole(dockerConfigFolder() + "/config.json", dockerConfigLimitBytes);
        const json config = text ? json::parse(*text, nullptr, false) : json();
        if (config.is_object() && config.contains("currentContext") && config["currentContext"].is_string())
            name = config["currentContext"].get<std::string>();
    }
    return name == "default" ? std::string() : name;
}

} // namespace

std::string dockerConfigFolder()
{
    const std::string given = variable("DOCKER_CONFIG");
    return given.empty() ? variable("HOME") + "/.docker" : given;
}

Result<EngineUrl> resolveEngineUrl(const std::string &given)
{
    constexpr std::string_view contextScheme = "context:";
    const std::string text = given.empty() ? variable("DOCKER_HOST") : given;
    if (text.rfind(contextScheme, 0) == 0)
        return contextUrl(text.substr(contextScheme.size()));
    if (text.empty()) {
        const std::string context = currentContext();
        return context.empty() ? urlOf("unix://" + usualSocket(), {}, false) : contextUrl(context);
    }
    const std::string folder = variable("DOCKER_CERT_PATH");
    return urlOf(text, tlsFilesIn(folder.empty() ? dockerConfigFolder() : folder),
                 !variable("DOCKER_TLS_VERIFY").empty());
}

Result<EngineUrl> resolveAgain(const std::string &text, std::optional<TlsFiles> tls)
{
    if (text.empty())
        return notAnAddress(text);
    const bool wantsTls = tls.has_value();
    return urlOf(text, std::move(tls).value_or(TlsFiles()), wantsTls);
}

} // namespace bayplan
