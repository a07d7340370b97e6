// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployment_survey.h"

#include "engine/base/host_path.h"
#include "engine/base/translatable.h"
#include "engine/docker/container_body.h"
#include "engine/docker/deployment_checks.h"
#include "engine/docker/environment.h"
#include "engine/docker/image_pull.h"
#include "engine/plan/stand_ins.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace bayplan {

namespace {

using Kind = DeployStep::Kind;
using Action = ContainerStep::Action;
using Topic = DeployCheck::Topic;

/// IPv4 networks that this machine routes to, so that a deployment does not hide them from it.
std::vector<std::string> routedSubnets()
{
    std::vector<std::string> subnets;
    std::ifstream routes("/proc/net/route");
    std::string line;
    std::getline(routes, line);
    while (std::getline(routes, line)) {
        std::istringstream fields(line);
        std::string device;
        std::uint32_t target = 0, gateway = 0, flags = 0, skipped = 0, mask = 0;
        fields >> device >> std::hex >> target >> gateway >> flags >> skipped >> skipped >> skipped >> mask;
        if (!fields || mask == 0)
            continue;
        // Both are in network byte order, read as little-endian words.
        std::string text;
        for (unsigned shift = 0; shift < 32; shift += 8)
            text += (shift == 0 ? "" : ".") + std::to_string(target >> shift & 255U);
        subnets.push_back(text + "/" + std::to_string(__builtin_popcount(mask)));
    }
    return subnets;
}

Kind stepKindOf(Action action)
{
    switch (action) {
    case Action::Create:
        return Kind::Add;
    case Action::Keep:
        return Kind::Keep;
    case Action::Remove:
        return Kind::Remove;
    default:
        return Kind::Change;
    }
}

std::optional<std::string> variableOf(const std::vector<std::string> &environment, const std::string &name)
{
    const auto found =
        std::ranges::find_if(environment, [&](const std::string &entry) { return entry.starts_with(name + '='); });
    return found == environment.end() ? std::nullopt : std::optional(found->substr(name.size() + 1));
}

std::string absolutePath(const std::string &path)
{
    std::error_code ignored;
    return std::filesystem::absolute(path, ignored).lexically_normal().string();
}

class Surveyor {
public:
    Surveyor(EngineClient &engine, const Plan &plan, DeployOptions options)
        : m_engine(engine), m_plan(plan), m_options(std::move(options))
    {
        m_input.planText = deployedText(plan);
    }

    Task<Result<Survey>> run()
    {
        if (const auto made = makeAgentImage(); !made)
            co_return made.error();
        if (const auto looked = co_await look(); !looked)
            co_return looked.error();
        takeImages();
        putVariablesIn();
        auto spec = makeDeploymentSpec(m_plan, m_input);
        if (!spec)
            co_return spec.error();
        m_survey.spec = std::move(*spec);
        m_survey.planText = m_input.planText;
        takeContainers();
        takeNetworks();
        takeNote();
        takeVolumes();
        checkBinds();
        takeChecks();
        listContainerSteps();
        co_return std::move(m_survey);
    }

private:
    Result<void> makeAgentImage()
    {
        const auto name = deploymentName(m_options.deployment, m_plan);
        if (!name)
            return name.error();
        const auto path = findAgentBinary(m_options.agentBinary);
        if (!path)
            return path.error();
        auto image = agentImageOf(*path);
        if (!image)
            return image.error();
        m_survey.agentImage = std::move(*image);
        m_input.deployment = *name;
        m_input.agentImage = m_survey.agentImage.reference;
        m_input.documentFolder = absolutePath(m_options.documentFolder.empty() ? "." : m_options.documentFolder);
        m_input.documentPath = m_options.documentPath.empty() ? std::string() : absolutePath(m_options.documentPath);
        m_input.traces = m_options.traces;
        return {};
    }

    /// All questions at once.
    Task<Result<void>> look()
    {
        std::vector<Task<void>> questions;
        questions.push_back(put(m_survey.agentImageLoaded, hasImage(m_engine, m_input.agentImage)));
        questions.push_back(put(m_missing, missingImages(m_engine, imagesOf(m_plan))));
        questions.push_back(put(m_containers, listContainers(m_engine, {})));
        questions.push_back(put(m_networks, listNetworks(m_engine)));
        questions.push_back(put(m_volumes, listVolumes(m_engine, {})));
        questions.push_back(put(m_resources, engineResources(m_engine)));
        co_await allOf(std::move(questions));
        if (!m_failure.message.empty())
            co_return m_failure;
        co_return Result<void>();
    }

    template <class T>
    Task<void> put(T &place, Task<Result<T>> question)
    {
        auto answer = co_await std::move(question);
        if (answer)
            place = std::move(*answer);
        else if (m_failure.message.empty())
            m_failure = answer.error();
    }

    void takeImages()
    {
        addStep(m_survey.agentImageLoaded ? Kind::Keep : Kind::Add, "image " + m_input.agentImage, {});
        m_survey.preview.missingImages.assign(m_missing.begin(), m_missing.end());
        if (m_options.standIns)
            m_input.missingImages = m_missing;
        else
            fetchOrBlock(m_missing);
    }

    void fetchOrBlock(const std::set<std::string> &missing)
    {
        for (const std::string &image : missing) {
            if (m_options.pull) {
                m_survey.imagesToPull.push_back(image);
                addStep(Kind::Add, "image " + image, "pulled from " + parseImageReference(image).registry);
            } else {
                block(Topic::Images, ErrorCode::NotFound,
                      {QT_TRANSLATE_NOOP("phrase", "The engine does not have the image %1."), image},
                      {QT_TRANSLATE_NOOP("phrase", "Load or pull it (docker pull %1), or deploy with --stand-ins."),
                       image},
                      image);
            }
        }
    }

    void putVariablesIn()
    {
        const auto lookUp = [this](const std::string &name) {
            const char *value = std::getenv(name.c_str());
            return noted(name, value == nullptr ? std::optional<std::string>() : std::optional<std::string>(value));
        };
        for (InstancePlan &instance : m_plan.instances) {
            if (instance.image.empty() || m_input.missingImages.contains(instance.image))
                continue;
            for (std::string &variable : instance.environment)
                putIn(instance, variable, expandVariables(variable, lookUp));
            const auto ownFirst = [&](const std::string &name) {
                const auto own = variableOf(instance.environment, name);
                return own ? noted(name, own) : lookUp(name);
            };
            for (std::vector<std::string> *words : {&instance.entrypoint, &instance.command})
                for (std::string &word : *words)
                    putIn(instance, word, putSecretsIn(word, ownFirst));
        }
    }

    std::optional<std::string> noted(const std::string &name, std::optional<std::string> value)
    {
        if (value)
            m_survey.hidden.add(name, *value, m_input.planText);
        return value;
    }

    void putIn(const InstancePlan &instance, std::string &text, Result<std::string> expanded)
    {
        if (expanded)
            text = std::move(*expanded);
        else
            block(Topic::Other, expanded.error().code,
                  {QT_TRANSLATE_NOOP("phrase", "%1: %2"), instance.name, messageOf(expanded.error())},
                  adviceOf(expanded.error()), instance.name);
    }

    void takeContainers()
    {
        std::vector<const FoundItem *> others;
        for (const FoundItem &item : m_containers) {
            if (item.labelValue(label::deployment) == m_input.deployment) {
                m_survey.found.push_back(item);
                continue;
            }
            others.push_back(&item);
            if (std::ranges::find(m_survey.spec.containers, item.name, &ContainerSpec::name) !=
                m_survey.spec.containers.end())
                block(Topic::Names, ErrorCode::Conflict,
                      {QT_TRANSLATE_NOOP("phrase", "The name %1 belongs to a container that is not ours."), item.name},
                      QT_TRANSLATE_NOOP("phrase", "Deploy under another name, or remove that container."), item.name);
        }
        m_survey.steps = diffContainers(m_survey.spec, m_survey.found);
        checkPortsOf(others);
    }

    void checkPortsOf(const std::vector<const FoundItem *> &others)
    {
        for (const InstancePlan &instance : m_plan.instances)
            for (const PublishPlan &each : instance.publish) {
                const auto owner =
                    std::ranges::find_if(others, [&each](const FoundItem *item) { return item->isInTheWayOf(each); });
                if (owner != others.end())
                    block(Topic::Ports, ErrorCode::Conflict,
                          {QT_TRANSLATE_NOOP("phrase", "Port %1, which %2 publishes, belongs to the container %3."),
                           std::to_string(each.hostPort), instance.name, (*owner)->name},
                          QT_TRANSLATE_NOOP("phrase", "Give another port, or leave it to the engine."), instance.name);
            }
    }

    void takeNetworks()
    {
        for (const FoundNetwork &network : m_networks) {
            m_survey.takenSubnets.insert(m_survey.takenSubnets.end(), network.subnets.begin(), network.subnets.end());
            if (network.name != m_survey.spec.networkName)
                continue;
            if (network.labels.contains(label::deployment))
                m_survey.network = network;
            else
                block(Topic::Names, ErrorCode::Conflict,
                      {QT_TRANSLATE_NOOP("phrase", "The network %1 is not ours."), network.name},
                      QT_TRANSLATE_NOOP("phrase", "Deploy under another name, or remove that network."), network.name);
        }
        const std::vector<std::string> routed = routedSubnets();
        m_survey.takenSubnets.insert(m_survey.takenSubnets.end(), routed.begin(), routed.end());
        addStep(m_survey.network ? Kind::Keep : Kind::Add, "network " + m_survey.spec.networkName, {});
    }

    /// Beside the one in force, which goes when this one is there.
    void takeNote()
    {
        const auto notes = planNotesIn(m_volumes, m_input.deployment);
        if (notes.empty())
            return;
        m_survey.noteText = notes.back().labels.at(label::plan);
        m_survey.spec.planNote = planNoteSpec(m_input, numberOfNote(notes.back()) + 1);
    }

    void takeVolumes()
    {
        for (const FoundVolume &volume : m_volumes) {
            const auto owner = [&](const char *key) {
                const auto found = volume.labels.find(key);
                return found != volume.labels.end() && found->second == m_input.deployment;
            };
            const bool isWanted =
                volume.name == m_survey.spec.planNote.name ||
                std::ranges::find(m_survey.spec.volumes, volume.name, &VolumeSpec::name) != m_survey.spec.volumes.end();
            if (owner(label::deployment) || owner(label::dataOf))
                m_survey.volumes.push_back(volume);
            else if (isWanted)
                block(Topic::Names, ErrorCode::Conflict,
                      {QT_TRANSLATE_NOOP("phrase", "The volume %1 is not ours."), volume.name},
                      QT_TRANSLATE_NOOP("phrase", "Deploy under another name, or remove that volume."), volume.name);
        }
        wantDataNotes();
        for (const VolumeSpec &volume : m_survey.spec.volumes) {
            const bool isThere =
                std::ranges::find(m_survey.volumes, volume.name, &FoundVolume::name) != m_survey.volumes.end();
            addStep(isThere ? Kind::Keep : Kind::Add, "volume " + volume.name, {});
        }
    }

    /// So that down keeps a volume that a stand-in had had made, whoever mounts it by then.
    void wantDataNotes()
    {
        std::vector<VolumeSpec> notes;
        for (const VolumeSpec &volume : m_survey.spec.volumes) {
            const auto found = std::ranges::find(m_survey.volumes, volume.name, &FoundVolume::name);
            if (volume.keepsData && found != m_survey.volumes.end() && !found->labels.contains(label::dataOf))
                notes.push_back(dataNoteSpec(m_input.deployment, volume.name));
        }
        m_survey.spec.volumes.insert(m_survey.spec.volumes.end(), notes.begin(), notes.end());
    }

    /// Only where the engine is on this machine; a folder that is missing on the engine's side is refused by the engine
    /// itself.
    void checkBinds()
    {
        if (m_engine.isRemote())
            return;
        for (const VolumePlan &volume : m_plan.volumes) {
            if (volume.hostPath.empty())
                continue;
            const std::string path = normalHostPath(volume.hostPath, m_input.documentFolder);
            const bool isUsed = std::ranges::any_of(m_survey.spec.containers, [&](const ContainerSpec &container) {
                return container.body.find('"' + path + '"') != std::string::npos;
            });
            std::error_code ignored;
            if (isUsed && !std::filesystem::exists(path, ignored))
                block(Topic::Other, ErrorCode::NotFound,
                      {QT_TRANSLATE_NOOP("phrase", "The folder %1 that volume %2 binds does not exist."), path,
                       volume.name},
                      QT_TRANSLATE_NOOP("phrase", "Make it, or change the volume's path."), volume.element);
        }
    }

    void listContainerSteps()
    {
        for (const ContainerStep &step : m_survey.steps) {
            const std::string &name =
                step.wanted ? m_survey.spec.containers[*step.wanted].name : m_survey.found[*step.found].name;
            addStep(stepKindOf(step.action), "container " + name, step.reason);
        }
    }

    void addStep(Kind kind, std::string resource, std::string reason)
    {
        m_survey.preview.steps.push_back({kind, std::move(resource), std::move(reason)});
    }

    void block(Topic topic, ErrorCode code, Phrase message, Phrase advice, std::string resource)
    {
        m_survey.preview.checks.push_back(
            {topic, DeployCheck::State::Blocked, message, advice, elementOf(m_plan, resource)});
        m_survey.preview.blockers.push_back(
            fail(code, Told{std::move(message), std::move(advice)}, {{}, 0, 0, std::move(resource)}));
    }

    void takeChecks()
    {
        std::vector<DeployCheck> &checks = m_survey.preview.checks;
        const EngineInfo &info = m_engine.info();
        note({Topic::Engine,
              DeployCheck::State::Good,
              Phrase(info.name + " " + info.version + ", API " + info.apiVersion),
              {},
              {}});
        for (DeployCheck &check : checkPorts(m_plan, m_survey.found, m_engine.isRemote()))
            note(std::move(check));
        for (DeployCheck &check : checkLimits(m_plan, m_resources))
            noteOrBlock(std::move(check));
        for (DeployCheck &check : checkSystemFolders(withStandIns(m_plan, m_input.missingImages),
                                                     m_input.documentFolder, m_options.systemFolders))
            noteOrBlock(std::move(check));
        addGoodChecks(checks, imagesOf(m_plan).size(), m_missing, m_options);
        std::ranges::stable_sort(checks, {}, &DeployCheck::topic);
    }

    void noteOrBlock(DeployCheck check)
    {
        if (check.state == DeployCheck::State::Blocked)
            m_survey.preview.blockers.push_back(
                fail(ErrorCode::InvalidInput, Told{check.message, check.advice}, {{}, 0, 0, check.element}));
        note(std::move(check));
    }

    void note(DeployCheck check) { m_survey.preview.checks.push_back(std::move(check)); }

    EngineClient &m_engine;
    Plan m_plan; ///< a copy, since variables are put in
    DeployOptions m_options;
    SpecInput m_input;
    Error m_failure;                 ///< of the first question that was refused
    std::set<std::string> m_missing; ///< images
    std::vector<FoundItem> m_containers;
    std::vector<FoundNetwork> m_networks;
    std::vector<FoundVolume> m_volumes;
    EngineResources m_resources;
    Survey m_survey;
};

} // namespace

Task<Result<Survey>> surveyDeployment(EngineClient &engine, const Plan &plan, DeployOptions options)
{
    Surveyor surveyor(engine, plan, std::move(options));
    co_return co_await surveyor.run();
}

std::string deployedText(const Plan &plan)
{
    const std::string text = toText(plan);
    return text.substr(text.find('\n') + 1); // the first line holds the settings
}

} // namespace bayplan
