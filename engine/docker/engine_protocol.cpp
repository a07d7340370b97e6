// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_protocol.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/docker/json_members.h"
#include "engine/wire/docker_stream.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

using nlohmann::json;

json parsed(std::string_view text)
{
    return json::parse(text, nullptr, false);
}

/// 41 of "1.41"; 0 when it is no version of the first series.
int minorOf(const std::string &version)
{
    if (version.rfind("1.", 0) != 0)
        return 0;
    return static_cast<int>(parseInteger(version.substr(2)).value_or(0));
}

bool saysPodman(const json &version)
{
    if (!version.contains("Components") || !version["Components"].is_array())
        return false;
    return std::ranges::any_of(version["Components"],
                               [](const json &part) { return textAt(part, "Name").rfind("Podman", 0) == 0; });
}

struct Advice {
    std::string_view words, advice;
};

constexpr const char pruneNetworks[] =
    QT_TRANSLATE_NOOP("phrase", "Remove networks that are not needed any more: docker network prune.");

/// The first that fits.
constexpr std::array<Advice, 18> advices{{
    {"executable file not found",
     QT_TRANSLATE_NOOP("phrase", "Look at the container's command: its image has no such program.")},
    {"exec format error", QT_TRANSLATE_NOOP("phrase", "The image is not made for this kind of machine.")},
    {"inimum memory limit", QT_TRANSLATE_NOOP("phrase", "Give the container a greater limit of memory, or none.")},
    {"ange of CPUs is from",
     QT_TRANSLATE_NOOP("phrase", "Give the container no more cores than the engine's machine has.")},
    {"invalid reference format", QT_TRANSLATE_NOOP("phrase", "Look at the image's name and tag.")},
    {"must be absolute", QT_TRANSLATE_NOOP("phrase", "Give the mount a path that begins with /.")},
    {"bind source path does not exist", QT_TRANSLATE_NOOP("phrase", "Make it, or change the volume's path.")},
    {"volume is in use", QT_TRANSLATE_NOOP("phrase", "Remove the containers that mount it first.")},
    {"privileged port", // of engines without root
     QT_TRANSLATE_NOOP("phrase", "Publish a port from 1024 on, or 0, which leaves it to the engine.")},
    {"port is already allocated",
     QT_TRANSLATE_NOOP("phrase", "Stop what uses the port, or leave the host port to the engine.")},
    {"address already in use",
     QT_TRANSLATE_NOOP("phrase", "Stop what uses the port, or leave the host port to the engine.")},
    {"No such image", QT_TRANSLATE_NOOP("phrase", "Load or pull the image, or deploy with stand-ins.")},
    {"has active endpoints",
     QT_TRANSLATE_NOOP("phrase",
                       "The engine has lost count of this network's containers; restarting the engine frees it.")},
    {"could not find an available", pruneNetworks},
    {"no space left on device",
     QT_TRANSLATE_NOOP("phrase", "Free space where the engine keeps its data: docker system prune.")},
    {"failed to create task", QT_TRANSLATE_NOOP("phrase", "Look at its image, command and limits.")},
    {"OCI runtime", QT_TRANSLATE_NOOP("phrase", "Look at its image, command and limits.")},
    {"is already in use by container",
     QT_TRANSLATE_NOOP("phrase", "Remove or rename that container, or deploy under another name.")},
}};

Phrase adviceFor(std::string_view message)
{
    for (const Advice &each : advices)
        if (message.find(each.words) != std::string_view::npos)
            return Phrase::from("phrase", std::string(each.advice));
    return saysSubnetTaken(message) ? Phrase::from("phrase", pruneNetworks) : Phrase();
}

ErrorCode codeOf(unsigned status, const std::string &request)
{
    switch (status) {
    case 400: // a start says nothing that could be invalid: what was to be started cannot run
        return request.ends_with("/start") ? ErrorCode::Failed : ErrorCode::InvalidInput;
    case 401:
    case 403:
        return ErrorCode::Refused;
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::Conflict;
    case 501:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::Failed;
    }
}

std::string sentence(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// Its own words stay as they are.
Error saidByEngine(ErrorCode code, const std::string &message, const std::string &request)
{
    return fail(code, Told{{QT_TRANSLATE_NOOP("phrase", "The engine says: %1"), message}, adviceFor(message)},
                {{}, 0, 0, request});
}

} // namespace

EngineVersion versionIn(std::string_view body)
{
    const json version = parsed(body);
    return {saysPodman(version), textAt(version, "Version"), textAt(version, "ApiVersion"),
            textAt(version, "MinAPIVersion")};
}

std::optional<EngineVersion> podmanIn(std::string_view apiVersion, std::string_view libpodApiVersion)
{
    if (apiVersion.empty() || libpodApiVersion.empty())
        return std::nullopt;
    // Its own API has the number of the program; of Docker's it has kept 1.24 as the oldest, from 4.3 to 5.8.
    return EngineVersion{true, std::string(libpodApiVersion), std::string(apiVersion), "1.24"};
}

Result<EngineInfo> chooseVersion(const EngineVersion &engine, const std::string &url)
{
    const int newest = minorOf(engine.newestApi);
    if (newest == 0)
        return fail(ErrorCode::Failed,
                    Told{{QT_TRANSLATE_NOOP("phrase", "What answers at %1 is not a Docker engine."), url},
                         QT_TRANSLATE_NOOP("phrase", "Give the engine's own socket.")});
    EngineInfo info;
    info.name = engine.isPodman ? "Podman" : "Docker";
    info.version = engine.version;
    info.url = url;
    const std::string who = info.name + " " + info.version;
    if (newest < oldestMinor)
        return fail(
            ErrorCode::Unsupported,
            Told{{QT_TRANSLATE_NOOP("phrase", "%1 speaks API %2; at least 1.41 is needed."), who, engine.newestApi},
                 QT_TRANSLATE_NOOP("phrase", "Install Docker 20.10 or newer, or Podman 4.3 or newer.")});
    if (minorOf(engine.oldestApi) > newestMinor)
        return fail(
            ErrorCode::Unsupported,
            Told{
                {QT_TRANSLATE_NOOP("phrase", "%1 no longer speaks API 1.51, the newest that this program knows."), who},
                QT_TRANSLATE_NOOP("phrase", "Use a newer Bayplan.")});
    info.apiVersion = "1." + std::to_string(std::min(newest, newestMinor));
    return info;
}

Error errorOf(unsigned status, std::string_view body, const std::string &request)
{
    std::string message = sentence(textAt(parsed(body), "message"));
    if (message.empty())
        message = "HTTP status " + std::to_string(status) + (body.empty() ? "" : ": ") +
                  sentence(std::string(body.substr(0, 300)));
    return saidByEngine(codeOf(status, request), message, request);
}

bool refusesVersion(unsigned status, std::string_view body)
{
    return status == 400 && body.find("client version") != std::string_view::npos &&
           (body.find("is too old") != std::string_view::npos || body.find("is too new") != std::string_view::npos);
}

bool saysSubnetTaken(std::string_view message)
{
    // Docker, then Podman.
    constexpr std::array<std::string_view, 3> words{"overlap", "is already used on the host or by another config",
                                                    "is being used by a network interface"};
    return std::ranges::any_of(words, [&](std::string_view each) { return message.find(each) != message.npos; });
}

Result<void> checkProgressLines(std::string_view body, const std::string &request)
{
    Result<void> outcome;
    const auto check = [&](std::string_view line) {
        const json value = parsed(line);
        std::string message;
        if (value.is_object() && value.contains("errorDetail"))
            message = textAt(value["errorDetail"], "message");
        if (message.empty())
            message = textAt(value, "error");
        if (!message.empty() && outcome)
            outcome = saidByEngine(ErrorCode::Failed, sentence(message), request);
    };
    LineSplitter lines(check, body.size());
    lines.take(body);
    lines.finish();
    return outcome;
}

} // namespace bayplan
