// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_url.h"

#include "engine/base/units.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace bayplan {

namespace {

const char *const forwardAdvice =
    "Forward its socket: ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock HOST, and give "
    "unix:///tmp/engine.sock.";

std::string usualSocket()
{
    std::vector<std::string> candidates{"/var/run/docker.sock"};
    if (const char *runtime = std::getenv("XDG_RUNTIME_DIR")) {
        candidates.push_back(std::string(runtime) + "/docker.sock");
        candidates.push_back(std::string(runtime) + "/podman/podman.sock");
    }
    candidates.emplace_back("/run/podman/podman.sock");
    for (const std::string &path : candidates) {
        std::error_code failure;
        if (std::filesystem::exists(path, failure))
            return path;
    }
    return candidates.front();
}

bool isThisMachine(const std::string &host)
{
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

Result<EngineUrl> tcpUrl(const std::string &text, std::string address)
{
    if (const auto slash = address.find('/'); slash != std::string::npos)
        address.resize(slash);
    const auto colon = address.rfind(':');
    const auto port = parseInteger(colon == std::string::npos ? "2375" : address.substr(colon + 1));
    std::string host = address.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (host.empty() || !port || *port < 1 || *port > 65535)
        return fail(ErrorCode::InvalidInput, "\"" + text + "\" is not an engine's address.",
                    "Write tcp://HOST:PORT or unix:///PATH.");
    if (!isThisMachine(host))
        return fail(ErrorCode::Unsupported, "\"" + text + "\" would send everything unencrypted over the network.",
                    forwardAdvice);
    return EngineUrl{text, {}, host, static_cast<std::uint16_t>(*port)};
}

} // namespace

Result<EngineUrl> resolveEngineUrl(const std::string &given)
{
    std::string text = given;
    if (const char *environment = std::getenv("DOCKER_HOST"); text.empty() && environment != nullptr)
        text = environment;
    if (text.empty())
        text = "unix://" + usualSocket();
    if (text.front() == '/')
        text = "unix://" + text;
    if (text.rfind("unix://", 0) == 0 && text.size() > 7)
        return EngineUrl{text, text.substr(7), {}, 0};
    if (text.rfind("tcp://", 0) == 0)
        return tcpUrl(text, text.substr(6));
    if (text.rfind("http://", 0) == 0)
        return tcpUrl(text, text.substr(7));
    if (text.rfind("ssh://", 0) == 0)
        return fail(ErrorCode::Unsupported, "Engines over ssh:// are not reached directly.", forwardAdvice);
    return fail(ErrorCode::InvalidInput, "\"" + text + "\" is not an engine's address.",
                "Write unix:///PATH or tcp://HOST:PORT.");
}

} // namespace bayplan
