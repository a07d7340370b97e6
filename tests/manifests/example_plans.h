// SPDX-License-Identifier: GPL-3.0-or-later
// Plans of the examples that we ship, and export options whose text does not depend on the wire format.
#pragma once

#include "engine/manifests/export.h"
#include "engine/model/document_file.h"
#include "engine/plan/plan.h"

#include <array>
#include <string>

namespace bayplan::test {

inline constexpr std::array exampleNames{"mm1", "sharded-cache", "voting-app"};

inline Plan examplePlan(const std::string &name)
{
    const std::string path = BAYPLAN_SOURCE_DIR "/resources/examples/" + name + ".bayplan.json";
    return lower(loadDocument(path).value().topology).value();
}

inline Plan planOf(const std::string &members)
{
    return lower(readDocument("{\"bayplan\": 1, " + members + "}", "test").value().topology).value();
}

/// Holds what must survive quoting: braces, quotes, dollars.
inline ExportOptions exportOptions()
{
    ExportOptions options;
    options.agentImage = "bayplan/agent:test";
    options.agentEnvironment = [](const InstancePlan &instance) {
        std::string hosts;
        for (const PeerPlan &peer : instance.peers)
            hosts += (hosts.empty() ? "" : ",") + peer.host + ':' + std::to_string(peer.port);
        return "{\"instance\":\"" + instance.name + "\",\"peers\":\"" + hosts + "\",\"price\":\"$5\"}";
    };
    return options;
}

} // namespace bayplan::test
