// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_checks.h"

#include "engine/base/host_path.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace bayplan {

namespace {

using Topic = DeployCheck::Topic;
using CheckState = DeployCheck::State;
namespace asio = boost::asio;

/// Somebody listens there, in the way of who listens as engines do, which take "::" for IPv6 alone. A privileged port
/// that we may not try counts as free.
bool isListenedOn(const std::string &hostIp, std::uint16_t port)
{
    boost::system::error_code failure;
    const auto address = asio::ip::make_address(hostIp.empty() ? "0.0.0.0" : hostIp, failure);
    if (failure)
        return false;
    asio::io_context io;
    asio::ip::tcp::acceptor acceptor(io);
    const asio::ip::tcp::endpoint endpoint(address, port);
    acceptor.open(endpoint.protocol(), failure);
    acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), failure);
    if (address.is_v6())
        acceptor.set_option(asio::ip::v6_only(true), failure);
    acceptor.bind(endpoint, failure);
    return failure == asio::error::address_in_use;
}

Phrase coresText(double cpus)
{
    return cpus == 1 ? Phrase(QT_TRANSLATE_NOOP("phrase", "1 core"))
                     : Phrase(QT_TRANSLATE_NOOP("phrase", "%1 cores"), formatNumber(cpus));
}

std::string withoutLinks(const std::string &path)
{
    std::error_code failure;
    const auto real = std::filesystem::weakly_canonical(path, failure);
    return failure ? path : real.string();
}

bool isOfSystem(const std::string &path, const std::string &folder)
{
    return isSystemPath(path, folder) || isSystemPath(withoutLinks(path), withoutLinks(folder));
}

} // namespace

Task<Result<EngineResources>> engineResources(EngineClient &engine)
{
    EngineCall call;
    call.path = "/info";
    const auto answer = co_await engine.call(std::move(call));
    EngineResources resources;
    if (!answer)
        co_return resources; // nobody is kept from deploying by it
    const nlohmann::json value = nlohmann::json::parse(*answer, nullptr, false);
    if (!value.is_object())
        co_return resources;
    if (const auto cpus = value.find("NCPU"); cpus != value.end() && cpus->is_number())
        resources.cpus = cpus->get<double>();
    if (const auto memory = value.find("MemTotal"); memory != value.end() && memory->is_number_integer())
        resources.memoryBytes = memory->get<std::int64_t>();
    co_return resources;
}

std::vector<DeployCheck> checkLimits(const Plan &plan, const EngineResources &resources)
{
    std::vector<DeployCheck> checks;
    double cpus = 0;
    std::int64_t memory = 0;
    for (const InstancePlan &instance : plan.instances) {
        cpus += instance.cpus;
        memory += instance.memoryBytes;
        if (resources.cpus > 0 && instance.cpus > resources.cpus)
            checks.push_back({Topic::Limits,
                              CheckState::Blocked,
                              {QT_TRANSLATE_NOOP("phrase", "%1 is to have %2; the engine's machine has %3."),
                               instance.name, coresText(instance.cpus), coresText(resources.cpus)},
                              {QT_TRANSLATE_NOOP("phrase", "Give it %1 at most."), coresText(resources.cpus)},
                              instance.element});
    }
    const auto has = static_cast<double>(resources.memoryBytes);
    if (resources.memoryBytes > 0 && memory > resources.memoryBytes)
        checks.push_back(
            {Topic::Limits,
             CheckState::Warning,
             {QT_TRANSLATE_NOOP("phrase", "All containers together may take %1 of memory; the engine's "
                                          "machine has %2."),
              humanBytes(static_cast<double>(memory)), humanBytes(has)},
             QT_TRANSLATE_NOOP("phrase", "It may run out of memory: lower their limits, or use a machine with more."),
             {}});
    if (checks.empty())
        checks.push_back(
            {Topic::Limits,
             CheckState::Good,
             {QT_TRANSLATE_NOOP("phrase", "Limits: %1 of processor, %2 of memory in all; the machine has %3 "
                                          "and %4"),
              cpus > 0 ? coresText(cpus) : Phrase(QT_TRANSLATE_NOOP("phrase", "none")),
              humanBytes(static_cast<double>(memory)), coresText(resources.cpus), humanBytes(has)},
             {},
             {}});
    return checks;
}

std::vector<DeployCheck> checkPorts(const Plan &plan, const std::vector<FoundItem> &own, bool isRemote)
{
    std::vector<DeployCheck> checks;
    const auto isOurs = [&own](const PublishPlan &publish) {
        return std::ranges::any_of(own, [&](const FoundItem &item) { return item.isInTheWayOf(publish); });
    };
    for (const InstancePlan &instance : plan.instances)
        for (const PublishPlan &each : instance.publish)
            if (!isRemote && each.hostPort != 0 && each.protocol == "tcp" && !isOurs(each) &&
                isListenedOn(each.hostIp, each.hostPort))
                checks.push_back(
                    {Topic::Ports,
                     CheckState::Warning,
                     {QT_TRANSLATE_NOOP("phrase", "Something on this machine listens on port %1, which %2 "
                                                  "publishes."),
                      std::to_string(each.hostPort), instance.name},
                     QT_TRANSLATE_NOOP("phrase", "If it is the engine's machine, give another port, or 0 to "
                                                 "leave it to the engine."),
                     instance.element});
    return checks;
}

std::vector<DeployCheck> checkSystemFolders(const Plan &plan, const std::string &documentFolder, bool hasConsent)
{
    std::vector<DeployCheck> checks;
    const std::string folder = normalHostPath(documentFolder);
    const auto isMounted = [&plan](const VolumePlan &volume) {
        return std::ranges::any_of(plan.instances, [&](const InstancePlan &instance) {
            return std::ranges::find(instance.mounts, volume.name, &MountPlan::volume) != instance.mounts.end();
        });
    };
    for (const VolumePlan &volume : plan.volumes) {
        const std::string path = volume.hostPath.empty() ? std::string() : normalHostPath(volume.hostPath, folder);
        if (path.empty() || !isMounted(volume) || !isOfSystem(path, folder))
            continue;
        checks.push_back(
            {Topic::SystemFolders,
             hasConsent ? CheckState::Warning : CheckState::Blocked,
             {QT_TRANSLATE_NOOP("phrase", "The volume %1 hands over %2, a part of the engine's machine."), volume.name,
              path},
             hasConsent ? Phrase(QT_TRANSLATE_NOOP("phrase", "Use a folder of your own where one will do."))
                        : Phrase(QT_TRANSLATE_NOOP(
                              "phrase", "Use a folder of your own, or allow system folders (--allow-system-folders).")),
             volume.element});
    }
    return checks;
}

void addGoodChecks(std::vector<DeployCheck> &checks, std::size_t images, const std::set<std::string> &missing,
                   const DeployOptions &options)
{
    const auto add = [&checks](Topic topic, CheckState state, Phrase message, Phrase advice = {}) {
        if (std::ranges::find(checks, topic, &DeployCheck::topic) == checks.end())
            checks.push_back({topic, state, std::move(message), std::move(advice), {}});
    };
    const std::string all = std::to_string(images), lacking = std::to_string(missing.size());
    if (missing.empty() && images == 0)
        add(Topic::Images, CheckState::Good, QT_TRANSLATE_NOOP("phrase", "No images of others are needed"));
    else if (missing.empty())
        add(Topic::Images, CheckState::Good, {QT_TRANSLATE_NOOP("phrase", "All %1 images of others are there"), all});
    else if (options.standIns)
        add(Topic::Images, CheckState::Warning,
            {QT_TRANSLATE_NOOP("phrase", "%1 of %2 images are missing; stand-ins take their place"), lacking, all});
    else
        add(Topic::Images, CheckState::Warning,
            {QT_TRANSLATE_NOOP("phrase", "%1 of %2 images are missing and will be pulled."), lacking, all},
            QT_TRANSLATE_NOOP("phrase", "Deploy with stand-ins where no registry can be reached."));
    add(Topic::Ports, CheckState::Good, QT_TRANSLATE_NOOP("phrase", "No published port is taken"));
    add(Topic::Names, CheckState::Good,
        QT_TRANSLATE_NOOP("phrase", "Names of containers, network and volumes are free or ours"));
}

std::string elementOf(const Plan &plan, const std::string &resource)
{
    for (const InstancePlan &instance : plan.instances)
        if (instance.name == resource || (!instance.image.empty() && instance.image == resource))
            return instance.element.empty() ? plan.pods[instance.pod].element : instance.element;
    for (const PodPlan &pod : plan.pods)
        if (pod.name == resource)
            return pod.element;
    return {};
}

} // namespace bayplan
