// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_spec.h"

#include "engine/base/random.h"
#include "engine/docker/container_body.h"
#include "engine/plan/stand_ins.h"

#include <algorithm>
#include <charconv>

namespace bayplan {

namespace {

constexpr std::string_view ownerPlaceholder = "@OWNER@";

/// Letters, digits, '_', '.' and '-', as names in the engine are.
std::string engineName(std::string text)
{
    std::ranges::replace_if(
        text,
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                     c == '.');
        },
        '-');
    return text;
}

class SpecMaker {
public:
    SpecMaker(const Plan &plan, const SpecInput &input)
        : m_drawn(plan), m_plan(withStandIns(plan, input.missingImages)), m_input(input)
    {}

    Result<DeploymentSpec> make()
    {
        m_spec.deployment = m_input.deployment;
        m_spec.networkName = m_input.deployment + "_default";
        m_spec.networkLabels = {{label::deployment, m_input.deployment},
                                {"com.docker.compose.project", m_input.deployment},
                                {"com.docker.compose.network", "default"}};
        addHub();
        m_spec.ofInstance.resize(m_plan.instances.size());
        for (const PodPlan &pod : m_plan.pods)
            addPod(pod);
        for (ContainerSpec &container : m_spec.containers)
            addStartOrder(container);
        for (const VolumePlan &volume : m_plan.volumes)
            addVolume(volume);
        m_spec.planNote = planNoteSpec(m_input, 0);
        return std::move(m_spec);
    }

private:
    BodyContext context() const { return {m_plan, m_input, std::string(ownerPlaceholder), m_spec.networkName}; }

    void seal(ContainerSpec &container)
    {
        container.hash = specHash(container.body);
        container.body = withHash(container.body, container.hash);
    }

    void addHub()
    {
        ContainerSpec hub;
        hub.kind = ContainerSpec::Kind::Hub;
        hub.instance = hubInstance;
        hub.name = m_input.deployment + "-bayplan-hub";
        hub.image = m_input.agentImage;
        hub.stopGrace = std::chrono::seconds(3);
        hub.body = hubBody(context());
        m_spec.aliases[hub.name] = {hubHost};
        seal(hub);
        m_spec.containers.push_back(std::move(hub));
    }

    void addPod(const PodPlan &pod)
    {
        const std::size_t owner = m_spec.containers.size();
        for (const InstanceIndex index : pod.instances) {
            const InstancePlan &instance = m_plan.instances[index];
            const bool isOwner = index == pod.instances.front();
            ContainerSpec container;
            container.kind = isOwner ? ContainerSpec::Kind::Owner : ContainerSpec::Kind::Member;
            container.name = m_input.deployment + "-" + engineName(instance.name);
            container.instance = instance.name;
            container.pod = pod.name;
            container.index = index;
            if (!isOwner)
                container.owner = owner;
            container.reports = instance.role != Role::User;
            container.isGuest = isGuest(instance);
            container.image = instance.image.empty() ? m_input.agentImage : instance.image;
            if (const std::string &drawn = m_drawn.instances[index].image; drawn != instance.image)
                container.note = "stand-in for " + drawn;
            container.stopGrace = std::chrono::ceil<std::chrono::seconds>(instance.stopGrace);
            container.body = isOwner ? ownerBody(context(), pod) : memberBody(context(), instance);
            seal(container);
            if (isOwner)
                m_spec.aliases[container.name] = pod.aliases;
            m_spec.ofInstance[index] = m_spec.containers.size();
            m_spec.containers.push_back(std::move(container));
        }
    }

    void addStartOrder(ContainerSpec &container)
    {
        if (container.kind == ContainerSpec::Kind::Hub)
            return;
        container.startAfter.push_back(0);
        if (container.owner)
            container.startAfter.push_back(*container.owner);
        for (const InstanceIndex other : m_plan.instances[*container.index].startAfter)
            if (m_spec.ofInstance[other] != container.owner)
                container.startAfter.push_back(m_spec.ofInstance[other]);
    }

    void addVolume(const VolumePlan &volume)
    {
        if (!volume.hostPath.empty())
            return;
        VolumeSpec spec;
        spec.name = volumeName(m_input.deployment, volume.name);
        for (const InstancePlan &instance : m_plan.instances)
            if (std::ranges::find(instance.mounts, volume.name, &MountPlan::volume) != instance.mounts.end())
                (instance.image.empty() ? spec.forAgents : spec.keepsData) = true;
        spec.body = volumeBody(m_input.deployment, spec.name, volume, spec.keepsData);
        m_spec.volumes.push_back(std::move(spec));
    }

    const Plan &m_drawn;
    const Plan m_plan; ///< with the stand-ins
    const SpecInput &m_input;
    DeploymentSpec m_spec;
};

/// [first, last] of "10.1.2.0/24" as numbers; nothing for what is not IPv4.
std::optional<std::pair<std::uint32_t, std::uint32_t>> rangeOf(const std::string &subnet)
{
    std::uint32_t address = 0;
    const char *at = subnet.data();
    const char *const end = at + subnet.size();
    for (int part = 0; part < 4; ++part) {
        unsigned value = 0;
        const auto [next, failure] = std::from_chars(at, end, value);
        if (failure != std::errc() || value > 255 || next == end || *next != (part < 3 ? '.' : '/'))
            return std::nullopt;
        address = address << 8U | value;
        at = next + 1;
    }
    unsigned bits = 0;
    const auto [next, failure] = std::from_chars(at, end, bits);
    if (failure != std::errc() || next != end || bits > 32)
        return std::nullopt;
    const std::uint32_t host = bits == 0 ? ~0U : bits == 32 ? 0U : ~0U >> bits;
    return std::pair(address & ~host, address | host);
}

} // namespace

Result<DeploymentSpec> makeDeploymentSpec(const Plan &plan, const SpecInput &input)
{
    return SpecMaker(plan, input).make();
}

std::string createBody(const ContainerSpec &container, const std::string &ownerId)
{
    std::string body = container.body;
    if (const auto at = body.find(ownerPlaceholder); container.owner && at != std::string::npos)
        body.replace(at, ownerPlaceholder.size(), ownerId);
    return body;
}

Result<std::string> deploymentName(const std::string &wanted, const Plan &plan)
{
    const std::string &name = wanted.empty() ? plan.name : wanted;
    const auto isGood = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (name.size() < 2 || name.size() > 40 || name.front() == '-' || !std::ranges::all_of(name, isGood))
        return fail(ErrorCode::InvalidInput, "\"" + name + "\" cannot be the name of a deployment.",
                    "Use 2 to 40 lower-case letters, digits and hyphens, the first no hyphen.");
    return name;
}

std::optional<std::string> chooseSubnet(const std::string &deployment, const std::vector<std::string> &taken,
                                        unsigned attempt)
{
    const auto first = static_cast<unsigned>(stableHash(deployment.data(), deployment.size()) % 256);
    for (unsigned i = 0; i < 256; ++i) {
        const std::string subnet = "10.213." + std::to_string((first + i) % 256) + ".0/24";
        const auto wanted = *rangeOf(subnet);
        const bool isTaken = std::ranges::any_of(taken, [&](const std::string &other) {
            const auto range = rangeOf(other);
            return range && range->first <= wanted.second && wanted.first <= range->second;
        });
        if (isTaken)
            continue;
        if (attempt == 0)
            return subnet;
        --attempt;
    }
    return std::nullopt;
}

} // namespace bayplan
