// SPDX-License-Identifier: Apache-2.0
// What can be asked of an engine without a run: is it there, what would be done, what runs, take it down, break it.
#include "engine/docker/container_usage.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_survey.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/fault_injector.h"
#include "engine/docker/fault_journal.h"
#include "engine/docker/removal.h"

#include <boost/asio/this_coro.hpp>

#include <map>

namespace bayplan {

namespace {

Task<Result<std::vector<FoundDeployment>>> gatherDeployments(EngineClient &engine)
{
    const std::string anyDeployment;
    co_await endAbandonedFaults(engine, anyDeployment);
    const auto all = co_await listContainers(engine, label::deployment);
    if (!all)
        co_return all.error();
    std::map<std::string, FoundDeployment> byName;
    for (const FoundItem &item : *all) {
        FoundDeployment &deployment = byName[item.labelValue(label::deployment)];
        deployment.name = item.labelValue(label::deployment);
        const auto details = co_await inspectContainer(engine, item.id);
        FoundContainer container;
        container.instance = item.labelValue(label::instance);
        container.pod = item.labelValue(label::pod);
        container.containerName = item.name;
        container.id = item.id;
        container.image = item.image;
        container.state = item.state;
        container.health = details ? details->health : std::string();
        container.exitCode = details ? details->exitCode : exitCodeIn(item.status);
        deployment.containers.push_back(std::move(container));
    }
    const auto notes = co_await listVolumes(engine, label::plan);
    if (!notes)
        co_return notes.error();
    for (auto &[name, deployment] : byName)
        if (const auto own = planNotesIn(*notes, name); !own.empty())
            deployment.planText = own.back().labels.at(label::plan);
    std::vector<FoundDeployment> deployments;
    for (auto &[name, deployment] : byName) {
        std::ranges::sort(deployment.containers, {}, &FoundContainer::instance);
        deployments.push_back(std::move(deployment));
    }
    co_return deployments;
}

using Samples = std::map<std::string, UsageSample>; ///< by instance

Task<void> sampleInto(EngineClient &engine, Slots &slots, FoundItem item, Samples &samples)
{
    const auto slot = co_await slots.take();
    if (const auto sample = co_await sampleUsage(engine, item.id))
        samples[item.labelValue(label::instance)] = *sample;
}

Task<Samples> sampleAll(EngineClient &engine, std::vector<FoundItem> items)
{
    constexpr std::size_t callsInFlight = 16; // old engines answer after a second
    Slots slots(co_await boost::asio::this_coro::executor, callsInFlight);
    Samples samples;
    std::vector<Task<void>> tasks;
    for (const FoundItem &item : items)
        tasks.push_back(sampleInto(engine, slots, item, samples));
    co_await allOf(std::move(tasks));
    co_return samples;
}

Task<Result<std::map<std::string, ContainerUsage>>> measureAll(EngineClient &engine, std::string deployment)
{
    const std::string filter = std::string(label::deployment) + "=" + deployment;
    auto items = co_await listContainers(engine, filter);
    if (!items)
        co_return items.error();
    std::erase_if(*items, [](const FoundItem &item) { return item.state != "running"; });
    std::map<std::string, ContainerUsage> usage;
    if (items->empty())
        co_return usage;
    const Samples before = co_await sampleAll(engine, *items);
    co_await sleepFor(std::chrono::seconds(1));
    for (const auto &[instance, after] : co_await sampleAll(engine, *items))
        if (const auto found = before.find(instance); found != before.end())
            usage[instance] = usageBetween(found->second, after);
    co_return usage;
}

} // namespace

Result<EngineInfo> findEngine(const std::string &engineUrl)
{
    return withEngine<EngineInfo>(engineUrl,
                                  [](EngineClient &engine) -> Task<Result<EngineInfo>> { co_return engine.info(); });
}

Result<DeployPreview> previewDeployment(const Plan &plan, const DeployOptions &options)
{
    return withEngine<DeployPreview>(options.engineUrl, [&](EngineClient &engine) -> Task<Result<DeployPreview>> {
        auto survey = co_await surveyDeployment(engine, plan, options);
        if (!survey)
            co_return survey.error();
        co_return std::move(survey->preview);
    });
}

Result<std::vector<FoundDeployment>> findDeployments(const std::string &engineUrl)
{
    return withEngine<std::vector<FoundDeployment>>(engineUrl, gatherDeployments);
}

Result<std::size_t> takeDown(const std::string &engineUrl, const std::string &deployment, bool withVolumes,
                             const std::function<void(const Progress &)> &progress)
{
    return withEngine<std::size_t>(engineUrl, [&](EngineClient &engine) -> Task<Result<std::size_t>> {
        co_await endAbandonedFaults(engine, deployment);
        co_return co_await removeDeployment(engine, deployment, withVolumes, [&](const Progress &each) {
            if (progress)
                progress(each);
        });
    });
}

Result<std::map<std::string, ContainerUsage>> measureUsage(const std::string &engineUrl, const std::string &deployment)
{
    return withEngine<std::map<std::string, ContainerUsage>>(
        engineUrl, [&](EngineClient &engine) { return measureAll(engine, deployment); });
}

Result<void> injectFault(const std::string &engineUrl, const std::string &deployment, const Injection &injection,
                         const std::function<bool()> &goOn)
{
    const auto url = resolveEngineUrl(engineUrl);
    if (!url)
        return url.error();
    return withEngine<void>(*url, [&](EngineClient &engine) -> Task<Result<void>> {
        Signal changed(co_await boost::asio::this_coro::executor);
        FaultContext context{engine, deployment, changed, [&goOn] { return goOn && !goOn(); }, true, *url};
        co_return co_await injectFault(std::move(context), injection);
    });
}

} // namespace bayplan
