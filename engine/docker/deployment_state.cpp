// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_state.h"

#include "engine/base/sha256.h"
#include "engine/docker/deployment_survey.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/engine_time.h"
#include "engine/docker/fault_journal.h"
#include "engine/docker/plan_note.h"

#include <algorithm>
#include <set>

namespace bayplan {

namespace {

using Differs = Difference::Kind;
using Action = ContainerStep::Action;

/// By faults, which undo it: instances.
struct Held {
    std::set<std::string> down, paused, cutOff;
};

Held heldIn(const std::string &engine, const std::string &deployment)
{
    return {heldByFaults(engine, deployment, "stop"), heldByFaults(engine, deployment, "pause"),
            heldByFaults(engine, deployment, "partition")};
}

/// What may change without the drawing: who is there, in which state, made of what, connected to what, held by a fault.
std::string fingerprintOf(const std::vector<FoundItem> &items, const Held &held)
{
    std::vector<std::string> lines;
    for (const auto *instances : {&held.down, &held.paused, &held.cutOff})
        for (const std::string &instance : *instances)
            lines.push_back("held " + instance);
    for (const FoundItem &item : items) {
        std::string line = item.id + ' ' + item.name + ' ' + item.state + ' ' + item.image + ' ' + item.networkMode;
        for (const std::string &network : item.networks)
            line += ' ' + network;
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines);
    std::string all;
    for (const std::string &line : lines)
        all += line + '\n';
    return sha256Hex(all);
}

/// Who was deployed with stand-ins and is looked at by another program is compared with stand-ins, too.
bool usesStandIns(const Plan &plan, const std::vector<FoundItem> &items)
{
    return std::ranges::any_of(items, [&](const FoundItem &item) {
        const auto drawn = std::ranges::find(plan.instances, item.labelValue(label::instance), &InstancePlan::name);
        return drawn != plan.instances.end() && drawn->role == Role::User && item.isOfAgentImage();
    });
}

class Comparison {
public:
    /// What faults have done to those whom they hold is no difference: they undo it.
    Comparison(const Plan &drawn, const Survey &survey, const Held &held)
        : m_drawn(drawn), m_survey(survey), m_held(held), m_note(survey.noteText)
    {}

    std::vector<Difference> make()
    {
        for (const ContainerStep &step : m_survey.steps)
            look(step);
        return std::move(m_differences);
    }

private:
    void look(const ContainerStep &step)
    {
        if (!step.wanted) {
            const FoundItem &item = m_survey.found[*step.found];
            if (item.labelValue(label::role) != "opener") // of a volume, for a moment
                add(wasDeployed(item) ? Differs::Leaving : Differs::Extra,
                    wasDeployed(item) ? instanceOf(item) : item.name, item.labelValue(label::node), item.name, {});
            return;
        }
        const ContainerSpec &wanted = m_survey.spec.containers[*step.wanted];
        if (!step.found) {
            const bool wasDeployed = wanted.kind == ContainerSpec::Kind::Hub || m_note.hasContainer(wanted.instance);
            add(wasDeployed ? Differs::Gone : Differs::NotDeployed, wanted.instance, elementOf(wanted), wanted.name,
                {});
            return;
        }
        lookAt(wanted, m_survey.found[*step.found]);
    }

    /// Of what has to go: deployed, and drawn no longer; else somebody made it with our label.
    bool wasDeployed(const FoundItem &item) const
    {
        const std::string instance = instanceOf(item);
        const auto &drawn = m_survey.spec.containers;
        return m_note.hasContainer(instance) &&
               std::ranges::find(drawn, instance, &ContainerSpec::instance) == drawn.end();
    }

    void lookAt(const ContainerSpec &wanted, const FoundItem &item)
    {
        // The hub is made anew when others come or go, which says nothing to a reader.
        if (item.labelValue(label::specHash) != wanted.hash && wanted.kind != ContainerSpec::Kind::Hub)
            add(Differs::Changed, wanted.instance, elementOf(wanted), item.name,
                m_note.changesOf(wanted.instance, m_survey.planText));
        else if (item.isOfAnotherImage(wanted.image))
            add(Differs::OtherImage, wanted.instance, elementOf(wanted), item.name, wanted.image);
        if (item.state == "paused")
            addUnlessHeld(m_held.paused, Differs::Paused, wanted, item, {});
        else if (item.state != "running")
            addUnlessHeld(m_held.down, Differs::Stopped, wanted, item, stoppedDetail(item));
        else if (isCutOff(wanted, item))
            addUnlessHeld(m_held.cutOff, Differs::CutOff, wanted, item, {});
    }

    /// Itself, or whose network it is in.
    void addUnlessHeld(const std::set<std::string> &held, Differs kind, const ContainerSpec &wanted,
                       const FoundItem &item, std::string detail)
    {
        const bool isOwnersFault = wanted.owner && held.contains(m_survey.spec.containers[*wanted.owner].instance);
        if (!isOwnersFault && !held.contains(wanted.instance))
            add(kind, wanted.instance, elementOf(wanted), item.name, std::move(detail));
    }

    static std::string stoppedDetail(const FoundItem &item)
    {
        return item.state == "exited" ? "exit code " + std::to_string(exitCodeIn(item.status)) : item.state;
    }

    bool isCutOff(const ContainerSpec &wanted, const FoundItem &item) const
    {
        if (!wanted.owner)
            return std::ranges::find(item.networks, m_survey.spec.networkName) == item.networks.end();
        const std::string &ownerName = m_survey.spec.containers[*wanted.owner].name;
        const auto owner = std::ranges::find(m_survey.found, ownerName, &FoundItem::name);
        return owner != m_survey.found.end() && item.networkMode != "container:" + owner->id;
    }

    static std::string instanceOf(const FoundItem &item)
    {
        const std::string instance = item.labelValue(label::instance);
        return instance.empty() ? item.name : instance;
    }

    std::string elementOf(const ContainerSpec &wanted) const
    {
        if (!wanted.index)
            return {};
        const InstancePlan &instance = m_drawn.instances[*wanted.index];
        return instance.element.empty() ? m_drawn.pods[instance.pod].element : instance.element;
    }

    void add(Differs kind, std::string instance, std::string element, std::string container, std::string detail)
    {
        m_differences.push_back(
            {kind, std::move(instance), std::move(element), std::move(container), std::move(detail)});
    }

    const Plan &m_drawn;
    const Survey &m_survey;
    const Held &m_held;
    PlanNote m_note;
    std::vector<Difference> m_differences;
};

std::int64_t createdAt(const std::optional<FoundNetwork> &network)
{
    return network ? unixTimeOf(network->created).value_or(0) : 0;
}

Task<Result<DeploymentState>> compareNow(EngineClient &engine, const Plan &drawn, DeployOptions options,
                                         const std::optional<DeploymentState> &known)
{
    const auto name = deploymentName(options.deployment, drawn);
    if (!name)
        co_return name.error();
    const auto items = co_await listContainers(engine, std::string(label::deployment) + "=" + *name);
    if (!items)
        co_return items.error();
    DeploymentState state;
    state.isThere = !items->empty();
    state.containers = items->size();
    const Held held = heldIn(engine.info().url, *name);
    state.fingerprint = fingerprintOf(*items, held);
    if (known && known->fingerprint == state.fingerprint)
        co_return *known;
    if (!state.isThere)
        co_return state;
    state.usesStandIns = usesStandIns(drawn, *items);
    options.standIns = options.standIns || state.usesStandIns;
    const auto survey = co_await surveyDeployment(engine, drawn, std::move(options));
    if (!survey)
        co_return survey.error();
    state.since = createdAt(survey->network);
    state.differences = Comparison(drawn, *survey, held).make();
    const PlanNote note(survey->noteText);
    for (const LinkPlan &link : drawn.links)
        if (!note.hasLink(link.id))
            state.newLinks.push_back(link.id);
    co_return state;
}

Task<Result<DeploymentState>> findNow(EngineClient &engine, std::string deployment)
{
    const auto items = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
    if (!items)
        co_return items.error();
    DeploymentState state;
    state.isThere = !items->empty();
    state.containers = items->size();
    if (!state.isThere)
        co_return state;
    if (const auto networks = co_await listNetworks(engine)) {
        const auto own = std::ranges::find(*networks, deployment + "_default", &FoundNetwork::name);
        state.since = own == networks->end() ? 0 : unixTimeOf(own->created).value_or(0);
    }
    co_return state;
}

} // namespace

std::string toText(const Difference &difference)
{
    const std::string detail = difference.detail.empty() ? std::string() : " (" + difference.detail + ")";
    switch (difference.kind) {
    case Differs::NotDeployed:
        return difference.instance + " is not deployed yet";
    case Differs::Changed:
        return difference.instance + " differs from what is deployed" + detail;
    case Differs::Leaving:
        return difference.instance + " is not in the drawing any more";
    case Differs::Gone:
        return difference.instance + " is gone: removed outside";
    case Differs::Stopped:
        return difference.instance + " does not run" + detail;
    case Differs::Paused:
        return difference.instance + " is paused";
    case Differs::CutOff:
        return difference.instance + " is cut off from its network";
    case Differs::OtherImage:
        return difference.instance + " is made of another image than " + difference.detail + " is now";
    case Differs::Extra:
        break;
    }
    return difference.instance + " carries the deployment's label, and is not of it";
}

std::size_t DeploymentState::changes() const
{
    return differences.size() - drifts();
}

std::size_t DeploymentState::drifts() const
{
    return static_cast<std::size_t>(std::ranges::count_if(differences, &Difference::isDrift));
}

Result<DeploymentState> compareDeployment(const Plan &drawn, const DeployOptions &options,
                                          const std::optional<DeploymentState> &known)
{
    return withEngine<DeploymentState>(options.engineUrl,
                                       [&](EngineClient &engine) { return compareNow(engine, drawn, options, known); });
}

Result<DeploymentState> findDeployment(const std::string &engineUrl, const std::string &deployment)
{
    return withEngine<DeploymentState>(engineUrl, [&](EngineClient &engine) { return findNow(engine, deployment); });
}

} // namespace bayplan
