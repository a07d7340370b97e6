// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/run_progress.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/docker/deployment_run.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace bayplan::ctl {

int runDown(const DownOptions &options)
{
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    RunProgress progress("Taking down", options.json);
    const auto removed =
        takeDown(options.engineUrl, named->name, options.volumes, [&](const Progress &each) { progress.show(each); });
    progress.finish();
    if (!removed)
        return failWith(removed.error(), options.json);
    if (options.json) {
        nlohmann::ordered_json value;
        value["deployment"] = named->name;
        value["removed"] = *removed;
        return writeOutput("-", value.dump() + '\n') ? exitDone : exitFailed;
    }
    const std::string count = std::to_string(*removed);
    const std::string text = *removed == 0 ? "nothing of it was there" : count + " things removed, nothing is left";
    std::fputs((named->name + ": " + text + '\n').c_str(), stderr);
    return exitDone;
}

} // namespace bayplan::ctl
