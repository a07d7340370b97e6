// SPDX-License-Identifier: GPL-3.0-or-later
// Into the network of a pod whose engine is on this machine, to speak to its containers as a program beside them does;
// and files out of a container.
#pragma once

#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/wire/http_target.h"
#include "engine/wire/tar.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <map>
#include <string>

namespace bayplan {

inline Result<std::string> askEngine(const std::string &engineUrl, const std::string &path)
{
    return withEngine<std::string>(engineUrl, [&](EngineClient &engine) -> Task<Result<std::string>> {
        EngineCall call;
        call.path = path;
        co_return co_await engine.call(std::move(call));
    });
}

/// As GET /containers/{id}/json has it; null when there is none.
inline nlohmann::json detailsOf(const std::string &engineUrl, const std::string &container)
{
    const auto body = askEngine(engineUrl, "/containers/" + container + "/json");
    return body ? nlohmann::json::parse(*body, nullptr, false) : nlohmann::json();
}

/// Its first process on this machine; 0 when it does not run.
inline int processOf(const std::string &engineUrl, const std::string &container)
{
    const nlohmann::json details = detailsOf(engineUrl, container);
    return details.is_object() ? details["State"].value("Pid", 0) : 0;
}

/// Takes the calling thread there. False: the container does not run here, or this is not root.
inline bool enterNetworkOf(const std::string &engineUrl, const std::string &container)
{
    const int process = processOf(engineUrl, container);
    if (process == 0)
        return false;
    const int space = ::open(("/proc/" + std::to_string(process) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC);
    const bool isThere = space >= 0 && ::setns(space, CLONE_NEWNET) == 0;
    if (space >= 0)
        ::close(space);
    return isThere;
}

/// Of a file or of a folder in a container, running or not: bytes by path, which begins with its own name.
inline std::map<std::string, std::string> filesOf(const std::string &engineUrl, const std::string &container,
                                                  const std::string &path)
{
    std::map<std::string, std::string> files;
    const auto archive = askEngine(engineUrl, "/containers/" + container + "/archive?path=" + percentEncoded(path));
    if (!archive)
        return files;
    std::string *last = nullptr;
    TarReader reader({[&](const TarEntry &entry) -> Result<void> {
                          last = entry.type == TarEntry::Type::File ? &files[entry.path] : nullptr;
                          return {};
                      },
                      [&](std::string_view bytes) -> Result<void> {
                          last->append(bytes);
                          return {};
                      }});
    static_cast<void>(reader.take(*archive));
    return files;
}

} // namespace bayplan
