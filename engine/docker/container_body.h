// SPDX-License-Identifier: Apache-2.0
// The JSON that the engine is sent for one container, volume or network. Deterministic: equal input, equal bytes.
#pragma once

#include "engine/docker/deployment_spec.h"

#include <string>

namespace bayplan {

/// The hub's name in the deployment's network, and where agents bring their telemetry.
inline constexpr const char *hubHost = "bayplan-hub";
inline constexpr std::uint16_t hubPort = 9099;

struct BodyContext {
    const Plan &plan;
    const SpecInput &input;
    std::string ownerPlaceholder;
    std::string networkName;
};

std::string hubBody(const BodyContext &context);
std::string ownerBody(const BodyContext &context, const PodPlan &pod);
std::string memberBody(const BodyContext &context, const InstancePlan &instance);
std::string volumeBody(const std::string &deployment, const std::string &name, const VolumePlan &volume,
                       bool keepsData);

/// The volume whose label is the plan's text; two that follow one another have different names.
VolumeSpec planNoteSpec(const SpecInput &input, std::int64_t number);

/// Beside a volume that was not made for the user's data, once an image of the user's writes to it: labels cannot be
/// changed.
VolumeSpec dataNoteSpec(const std::string &deployment, const std::string &volume);

/// A container that is never of use but for mounting the volume once over our image's /data.
std::string volumeOpenerBody(const std::string &deployment, const std::string &agentImage, const std::string &volume);

/// Of the body without what says where the drawing lies: a drawing that was moved is the same drawing.
std::string specHash(const std::string &body);

/// The body with the label of its hash.
std::string withHash(const std::string &body, const std::string &hash);

std::string volumeName(const std::string &deployment, const std::string &volume);

} // namespace bayplan
