// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/docker/deployment_run.h"

#include <nlohmann/json.hpp>

namespace bayplan::ctl {

int runInject(const InjectOptions &options)
{
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    const Injection injection{.kind = options.kind, .target = options.target, .length = options.length};
    const auto done = injectFault(options.engineUrl, named->name, injection, [] { return !interrupted(); });
    if (!done)
        return failWith(done.error(), options.json);
    if (options.json) {
        nlohmann::ordered_json value;
        value["deployment"] = named->name;
        value["kind"] = options.kind;
        value["target"] = options.target;
        static_cast<void>(writeOutput("-", value.dump() + '\n'));
    }
    return exitDone;
}

} // namespace bayplan::ctl
