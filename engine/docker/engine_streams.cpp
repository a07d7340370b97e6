// SPDX-License-Identifier: Apache-2.0
// What containers write: their logs as lines, merged, and a sample of the hub's telemetry.
#include "engine/base/translatable.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/hub_talk.h"
#include "engine/docker/log_reader.h"

#include <algorithm>

namespace bayplan {

namespace {

bool isWanted(const FoundItem &item, const std::vector<std::string> &instances)
{
    const std::string instance = item.labelValue(label::instance);
    if (instances.empty())
        return instance != hubInstance;
    return std::ranges::any_of(instances, [&](const std::string &wanted) {
        return wanted == instance || wanted == item.labelValue(label::pod) || wanted == item.labelValue(label::node);
    });
}

} // namespace

Result<void> readLogs(const std::string &engineUrl, const std::string &deployment,
                      const std::vector<std::string> &instances, bool follow, int tail,
                      const std::function<bool(const LogLine &)> &line,
                      const std::function<void(const Error &)> &trouble)
{
    return withEngine<void>(engineUrl, [&](EngineClient &engine) -> Task<Result<void>> {
        auto all = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
        if (!all)
            co_return all.error();
        if (std::ranges::none_of(*all, [&](const FoundItem &item) { return isWanted(item, instances); }))
            co_return fail(ErrorCode::NotFound,
                           Told{{QT_TRANSLATE_NOOP("phrase", "There is nothing of that name in the deployment \"%1\"."),
                                 deployment},
                                QT_TRANSLATE_NOOP("phrase", "bayplanctl status lists what runs.")});
        LogReader reader(
            engine, {deployment, follow, tail}, [&](const FoundItem &item) { return isWanted(item, instances); }, line,
            trouble);
        co_return co_await reader.run(std::move(*all));
    });
}

Result<std::vector<Telemetry>> sampleTelemetry(const std::string &engineUrl, const std::string &deployment,
                                               Duration atMost)
{
    return withEngine<std::vector<Telemetry>>(
        engineUrl, [&](EngineClient &engine) { return hubSample(engine, deployment, atMost); });
}

} // namespace bayplan
