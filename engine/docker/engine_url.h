// SPDX-License-Identifier: Apache-2.0
// Where an engine is, and by what way it is reached.
#pragma once

#include "engine/base/result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace bayplan {

/// Certificates in PEM, as `docker` keeps them; an empty path is none.
struct TlsFiles {
    std::string authority;        ///< who vouches for the engine; none: the system's own authorities
    std::string certificate, key; ///< our own
    bool isVerified = true;       ///< false only where a context says so: then the engine may be anybody
    auto operator<=>(const TlsFiles &) const = default;
};

struct EngineUrl {
    enum class Way {
        Unix,
        Tcp, ///< plain, this machine only
        Tls, ///< tcp with TLS
        Ssh, ///< `docker system dial-stdio` on another machine
    };

    Way way = Way::Unix;
    std::string text;       ///< as shown to people
    std::string socketPath; ///< Unix; Ssh: on the other machine, empty for the usual one
    std::string host;       ///< all but Unix
    std::uint16_t port = 0; ///< all but Unix; Ssh: 0 is what ssh makes of it
    std::string user;       ///< Ssh; empty: what ssh makes of it
    TlsFiles tls;           ///< Tls
    auto operator<=>(const EngineUrl &) const = default;
};

/// `given`: "unix:///PATH", "tcp://HOST:PORT", "ssh://[USER@]HOST[:PORT][/PATH]" or "context:NAME". When empty
/// DOCKER_HOST; when that is empty the context of DOCKER_CONTEXT, else the current one of Docker's config.json; else
/// the first usual socket that exists. tcp is TLS when DOCKER_TLS_VERIFY is set (certificates from DOCKER_CERT_PATH,
/// else Docker's own folder), or the port is 2376 and there are certificates. Plain tcp is taken for this machine only,
/// since whoever reads along on the way owns the engine. Errors: InvalidInput, NotFound, Unsupported.
Result<EngineUrl> resolveEngineUrl(const std::string &given);

/// The same again from EngineUrl::text and, of TLS, EngineUrl::tls, whatever environment and contexts say by now.
Result<EngineUrl> resolveAgain(const std::string &text, std::optional<TlsFiles> tls);

/// The folder of Docker's own configuration: DOCKER_CONFIG, else .docker in the home folder.
std::string dockerConfigFolder();
constexpr std::uint64_t dockerConfigLimitBytes = 1U << 20U; ///< of one file in it

} // namespace bayplan
