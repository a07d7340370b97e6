// SPDX-License-Identifier: Apache-2.0
// Pulls an image that the engine does not have from the registry that its name says.
#pragma once

#include "engine/base/result.h"
#include "engine/docker/engine_client.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace bayplan {

/// "registry.example:5000/team/shop:1.2@sha256:..." in the parts that an engine asks for.
struct ImageReference {
    std::string registry; ///< "docker.io" when the name has none
    std::string name;     ///< as written, registry included, without tag and digest
    std::string version;  ///< the digest, else the tag, else "latest"
};
ImageReference parseImageReference(std::string_view text);

/// What the lines of POST /images/create say so far.
class PullProgress {
public:
    /// One line of JSON; other lines are passed over.
    void take(std::string_view line);

    /// "12.3 of 40.1 MB", or the engine's last words while no size is known.
    std::string text() const;

    /// Set by the line that says that it went wrong.
    const std::string &failure() const { return m_failure; }

private:
    struct Layer {
        std::uint64_t bytes = 0, total = 0;
    };
    std::map<std::string, Layer> m_layers; ///< by the engine's name for it
    std::string m_status;
    std::string m_failure;
};

/// Of whatever part of a deploy is under way. Code: Interrupted.
Error deployStopped();

struct PullHooks {
    std::function<void(const std::string &text)> progress; ///< at most five times a second
    std::function<bool()> isCancelled;                     ///< asked as often
};

/// Errors: NotFound, Refused (the registry wants a login), InvalidInput (no name of an image), Failed (the registry is
/// not reached, and whatever else it says), NotReachable (the engine), Interrupted, TimedOut after two minutes without
/// a word; all name the image. Layers that came are kept by the engine for the next attempt.
Task<Result<void>> pullImage(EngineClient &engine, std::string image, PullHooks hooks);

} // namespace bayplan
