// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/found_state.h"

#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/deployment_spec.h"
#include "engine/docker/image_pull.h"
#include "engine/docker/json_members.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan {

namespace {

using nlohmann::json;

std::int64_t numberAt(const json &object, const char *key)
{
    const json &value = partAt(object, key);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

bool flagAt(const json &object, const char *key)
{
    const json &value = partAt(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::map<std::string, std::string> labelsOf(const json &object)
{
    std::map<std::string, std::string> labels;
    for (const auto &[key, value] : partAt(object, "Labels").items())
        if (value.is_string())
            labels[key] = value.get<std::string>();
    return labels;
}

Error unreadable(const char *what)
{
    return fail(ErrorCode::Failed, std::string("The engine's ") + what + " cannot be read.");
}

FoundItem itemOf(const json &entry)
{
    FoundItem item;
    item.id = textAt(entry, "Id");
    const json &names = partAt(entry, "Names");
    if (names.is_array() && !names.empty() && names.front().is_string())
        item.name = names.front().get<std::string>();
    if (!item.name.empty() && item.name.front() == '/')
        item.name.erase(0, 1);
    item.image = textAt(entry, "Image");
    item.state = textAt(entry, "State");
    item.status = textAt(entry, "Status");
    item.networkMode = textAt(partAt(entry, "HostConfig"), "NetworkMode");
    item.labels = labelsOf(entry);
    for (const json &port : partAt(entry, "Ports"))
        if (const auto number = numberAt(port, "PublicPort"); number > 0)
            item.hostPorts.push_back({textAt(port, "IP"), static_cast<std::uint16_t>(number), textAt(port, "Type")});
    for (const auto &[network, endpoint] : partAt(partAt(entry, "NetworkSettings"), "Networks").items())
        item.networks.push_back(network);
    for (const json &mount : partAt(entry, "Mounts"))
        if (textAt(mount, "Type") == "volume")
            item.volumes.push_back(textAt(mount, "Name"));
    return item;
}

using Action = ContainerStep::Action;

/// What one container needs, looked at by itself.
ContainerStep stepFor(const DeploymentSpec &spec, const ContainerSpec &wanted, const std::vector<FoundItem> &found,
                      std::size_t index)
{
    const FoundItem &item = found[index];
    ContainerStep step;
    step.found = index;
    if (item.labelValue(label::specHash) != wanted.hash) {
        step.action = Action::Recreate;
        step.reason =
            item.image != wanted.image ? "its image is another: " + wanted.image : "its settings have changed";
    } else if (item.isOfAnotherImage(wanted.image)) {
        step.action = Action::Recreate;
        step.reason = "the image " + wanted.image + " is another now";
    } else if (!wanted.owner && std::ranges::find(item.networks, spec.networkName) == item.networks.end()) {
        step.action = Action::Recreate;
        step.reason = "it is cut off from the network";
    } else if (item.state == "running") {
        step.action = Action::Keep;
    } else if (item.state == "paused") {
        step.action = Action::Unpause;
        step.reason = "it was paused";
    } else if (item.state == "exited" || item.state == "created") {
        step.action = Action::Start;
        step.reason = "it was " + std::string(item.state == "exited" ? "stopped" : "never started");
    } else {
        step.action = Action::Recreate;
        step.reason = "it was " + item.state;
    }
    return step;
}

/// A member goes the way of its pod's owner.
void followOwner(ContainerStep &step, const ContainerStep &owner, const std::vector<FoundItem> &found)
{
    if (step.action == Action::Create || step.action == Action::Recreate)
        return;
    const FoundItem &item = found[*step.found];
    const std::string mode = owner.found ? "container:" + found[*owner.found].id : std::string();
    if (owner.action == Action::Create || owner.action == Action::Recreate) {
        step.action = Action::Recreate;
        step.reason = "its pod is made anew";
    } else if (item.networkMode != mode) {
        step.action = Action::Recreate;
        step.reason = "it was joined to a pod that is gone";
    } else if (owner.action == Action::Start) {
        step.action = Action::Restart;
        step.reason = "its pod is started again";
    }
}

/// Who listens there hears what comes for the other address. Engines listen on "::" for IPv6 alone.
bool covers(const std::string &address, const std::string &other)
{
    const bool isSix = other.find(':') != std::string::npos;
    return address.empty() || address == other || address == (isSix ? "::" : "0.0.0.0");
}

} // namespace

bool FoundItem::isInTheWayOf(const PublishPlan &publish) const
{
    return publish.hostPort != 0 && std::ranges::any_of(hostPorts, [&](const FoundPort &port) {
               return port.number == publish.hostPort && port.protocol == publish.protocol &&
                      (covers(port.address, publish.hostIp) || covers(publish.hostIp, port.address));
           });
}

bool FoundItem::isOfAgentImage() const
{
    return image.find(std::string(agentRepository) + ':') != std::string::npos; // Podman puts "localhost/" before it
}

bool FoundItem::isOwner() const
{
    return labelValue(label::role) == "pause";
}

std::string FoundItem::labelValue(const std::string &key) const
{
    const auto found = labels.find(key);
    return found == labels.end() ? std::string() : found->second;
}

bool FoundItem::isOfAnotherImage(const std::string &wanted) const
{
    // A listing names the image as the container was made with it, but by its id once the name is another image's.
    constexpr std::string_view idPrefix = "sha256:";
    const auto bare = [](const std::string &text) {
        const ImageReference reference = parseImageReference(text);
        std::string name = reference.name;
        for (const std::string_view prefix : {"docker.io/", "library/", "localhost/"})
            if (name.starts_with(prefix))
                name.erase(0, prefix.size());
        return name + '@' + reference.version;
    };
    if (image.empty() || wanted.empty() || wanted.starts_with(idPrefix))
        return false;
    const std::string has = bare(image), wants = bare(wanted);
    // Podman puts the registry that it found a short name in before it.
    return image.starts_with(idPrefix) || (has != wants && !has.ends_with('/' + wants));
}

Result<std::vector<FoundItem>> readContainerList(std::string_view body)
{
    const json list = json::parse(body, nullptr, false);
    if (!list.is_array())
        return unreadable("list of containers");
    std::vector<FoundItem> items;
    for (const json &entry : list)
        items.push_back(itemOf(entry));
    return items;
}

Result<std::vector<FoundNetwork>> readNetworkList(std::string_view body)
{
    const json list = json::parse(body, nullptr, false);
    if (!list.is_array())
        return unreadable("list of networks");
    std::vector<FoundNetwork> networks;
    for (const json &entry : list) {
        FoundNetwork network{textAt(entry, "Id"), textAt(entry, "Name"), labelsOf(entry), {}, textAt(entry, "Created")};
        for (const json &range : partAt(partAt(entry, "IPAM"), "Config"))
            network.subnets.push_back(textAt(range, "Subnet"));
        networks.push_back(std::move(network));
    }
    return networks;
}

Result<std::vector<FoundVolume>> readVolumeList(std::string_view body)
{
    const json value = json::parse(body, nullptr, false);
    if (!value.is_object())
        return unreadable("list of volumes");
    std::vector<FoundVolume> volumes;
    for (const json &entry : partAt(value, "Volumes"))
        volumes.push_back({textAt(entry, "Name"), labelsOf(entry)});
    return volumes;
}

std::int64_t numberOfNote(const FoundVolume &note)
{
    const auto number = note.labels.find(label::planNumber);
    return number == note.labels.end() ? 0 : parseInteger(number->second).value_or(0);
}

std::vector<FoundVolume> planNotesIn(const std::vector<FoundVolume> &volumes, const std::string &deployment)
{
    std::vector<FoundVolume> notes;
    for (const FoundVolume &volume : volumes)
        if (const auto owner = volume.labels.find(label::deployment);
            owner != volume.labels.end() && owner->second == deployment && volume.labels.contains(label::plan))
            notes.push_back(volume);
    std::ranges::stable_sort(notes, {}, numberOfNote);
    return notes;
}

Result<ContainerDetails> readContainerDetails(std::string_view body)
{
    const json value = json::parse(body, nullptr, false);
    if (!value.is_object())
        return unreadable("description of a container");
    const json &state = partAt(value, "State");
    ContainerDetails details;
    details.startedAt = textAt(state, "StartedAt");
    details.networkMode = textAt(partAt(value, "HostConfig"), "NetworkMode");
    details.state = textAt(state, "Status");
    details.error = textAt(state, "Error");
    details.health = textAt(partAt(state, "Health"), "Status");
    if (const json &checks = partAt(partAt(state, "Health"), "Log"); checks.is_array() && !checks.empty())
        details.healthOutput = trimmed(textAt(checks.back(), "Output"));
    details.restarts = static_cast<std::uint32_t>(std::max<std::int64_t>(0, numberAt(value, "RestartCount")));
    details.exitCode = static_cast<int>(numberAt(state, "ExitCode"));
    details.isRunning = flagAt(state, "Running");
    details.isPaused = flagAt(state, "Paused");
    details.wasOutOfMemory = flagAt(state, "OOMKilled");
    for (const auto &[network, endpoint] : partAt(partAt(value, "NetworkSettings"), "Networks").items())
        details.addresses[network] = textAt(endpoint, "IPAddress");
    const json &host = partAt(value, "HostConfig");
    details.limits = {numberAt(host, "NanoCpus"), numberAt(host, "CpuQuota"), numberAt(host, "Memory"),
                      numberAt(host, "MemorySwap")};
    return details;
}

int exitCodeIn(std::string_view status)
{
    const auto open = status.find('(');
    const auto close = status.find(')');
    if (status.rfind("Exited", 0) != 0 || open == std::string_view::npos || close == std::string_view::npos)
        return 0;
    return static_cast<int>(parseInteger(status.substr(open + 1, close - open - 1)).value_or(0));
}

bool isEarlier(const std::string &first, const std::string &second)
{
    // "2026-11-23T00:50:01.5Z": Go leaves out trailing zeros, so compare seconds, then the digits behind the point.
    const auto fraction = [](const std::string &time) {
        std::string digits;
        for (std::size_t i = 20;
             time.size() > 19 && time[19] == '.' && i < time.size() && time[i] >= '0' && time[i] <= '9'; ++i)
            digits += time[i];
        digits.resize(9, '0');
        return digits;
    };
    const std::string seconds = first.substr(0, 19), otherSeconds = second.substr(0, 19);
    return seconds != otherSeconds ? seconds < otherSeconds : fraction(first) < fraction(second);
}

std::vector<ContainerStep> diffContainers(const DeploymentSpec &spec, const std::vector<FoundItem> &found)
{
    std::vector<ContainerStep> steps;
    std::vector<bool> isUsed(found.size(), false);
    for (std::size_t i = 0; i < spec.containers.size(); ++i) {
        const auto item = std::ranges::find(found, spec.containers[i].name, &FoundItem::name);
        ContainerStep step;
        if (item != found.end()) {
            const auto index = static_cast<std::size_t>(item - found.begin());
            isUsed[index] = true;
            step = stepFor(spec, spec.containers[i], found, index);
        }
        step.wanted = i;
        if (spec.containers[i].owner && step.found)
            followOwner(step, steps[*spec.containers[i].owner], found);
        steps.push_back(std::move(step));
    }
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!isUsed[i])
            steps.push_back({Action::Remove, std::nullopt, i, "it is not in the drawing any more"});
    return steps;
}

} // namespace bayplan
