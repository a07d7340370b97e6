// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/docker/deployment_run.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace bayplan::ctl {

namespace {

void printLine(const LogLine &line, bool json)
{
    if (!json) {
        std::fputs((line.instance + " | " + line.text + '\n').c_str(), line.isError ? stderr : stdout);
        return;
    }
    nlohmann::ordered_json value;
    value["time"] = line.timestamp;
    value["instance"] = line.instance;
    value["stream"] = line.isError ? "stderr" : "stdout";
    value["text"] = line.text;
    std::fputs((value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n').c_str(), stdout);
}

} // namespace

int runLogs(const LogsOptions &options)
{
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    const auto read = readLogs(options.engineUrl, named->name, options.instances, options.follow, options.tail,
                               [&](const LogLine &line) {
                                   if (!line.instance.empty())
                                       printLine(line, options.json);
                                   std::fflush(stdout);
                                   return !interrupted();
                               });
    return read ? exitDone : failWith(read.error(), options.json);
}

} // namespace bayplan::ctl
