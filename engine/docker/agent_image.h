// SPDX-License-Identifier: Apache-2.0
// The image that every container of ours runs: one static program, put into an archive by our own code. No registry, no
// Dockerfile, no pull. The archive is at once an OCI layout and a docker-archive, so that Docker with either image
// store and Podman load it.
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace bayplan {

/// The user and group that our containers run as; owns /data in the image, and so each fresh volume first mounted
/// there.
inline constexpr unsigned agentUser = 65532;
inline constexpr const char *agentRepository = "bayplan/agent";

/// Where a guest finds the program in the user's own image.
inline constexpr const char *guestProgram = "bayplan/agent";

struct AgentImage {
    std::string reference; ///< "bayplan/agent:0123456789ab": the tag follows the content, whatever id an engine gives
    std::string program;
};

/// Same program, same reference. Errors: InvalidInput when it is not a static program that an empty image can run.
Result<AgentImage> buildAgentImage(std::string program);

/// The image of the program at that path; read again only when the file has changed. Any thread.
Result<AgentImage> agentImageOf(const std::string &path);

/// For POST /images/load. Same program, same bytes.
std::string imageArchive(const AgentImage &image);

/// For PUT /containers/ID/archive?path=/ : the program as guestProgram.
std::string guestArchive(const AgentImage &image);

/// The given path; else bayplan-agent beside the running program, else in ../libexec/bayplan. Errors: NotFound.
Result<std::string> findAgentBinary(const std::string &given);

} // namespace bayplan
