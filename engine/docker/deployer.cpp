// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/deployer.h"

#include "engine/base/translatable.h"
#include "engine/docker/container_body.h"
#include "engine/docker/image_pull.h"
#include "engine/wire/http_target.h"

#include <algorithm>

namespace bayplan {

namespace {

using namespace std::chrono_literals;
using Action = ContainerStep::Action;

constexpr const char *asideSuffix = ".old";

/// The step that failed, before the engine's words.
Error at(const Error &error, const std::string &step)
{
    return about(step, error);
}

std::vector<std::size_t> urgencies(const DeploymentSpec &spec)
{
    std::vector<std::size_t> urgency(spec.containers.size(), 1);
    bool isSettled = false;
    for (std::size_t longest = 0; !isSettled && longest < urgency.size(); ++longest) {
        isSettled = true;
        for (std::size_t i = spec.containers.size(); i-- > 0;)
            for (const std::size_t other : spec.containers[i].startAfter)
                if (urgency[other] <= urgency[i]) {
                    urgency[other] = urgency[i] + 1;
                    isSettled = false;
                }
    }
    return urgency;
}

} // namespace

Deployer::Deployer(EngineClient &engine, const Survey &survey, DeployHooks hooks, Signal &changed)
    : m_engine(engine), m_survey(survey), m_hooks(std::move(hooks)), m_changed(changed),
      m_slots(changed.executor(), engine.networkCallsInFlight()), m_ids(survey.spec.containers.size()),
      m_isReady(survey.spec.containers.size(), false), m_urgency(urgencies(survey.spec))
{}

std::string Deployer::resourceOf(std::size_t index) const
{
    return m_survey.spec.containers[index].instance;
}

void Deployer::report(const std::string &resource, const std::string &state, const std::string &text)
{
    const auto ready = static_cast<double>(std::ranges::count(m_isReady, true));
    m_hooks.progress({resource, state, text, ready / static_cast<double>(std::max<std::size_t>(1, m_isReady.size()))});
}

void Deployer::failOnce(Error error)
{
    if (m_failure.message.empty())
        m_failure = std::move(error);
    m_changed.notify();
}

Task<Result<void>> Deployer::run()
{
    auto outcome = co_await act();
    if (outcome) {
        co_await removeOld();
        co_return Result<void>();
    }
    co_await takeBack();
    co_return withUndoFailures(outcome.error());
}

Task<Result<void>> Deployer::act()
{
    if (auto pulled = co_await pullImages(); !pulled)
        co_return pulled;
    if (auto image = co_await makeImage(); !image)
        co_return at(image.error(), "image " + m_survey.agentImage.reference);
    if (m_hooks.isCancelled())
        co_return deployStopped();
    if (auto network = co_await makeNetwork(); !network)
        co_return at(network.error(), "network " + m_survey.spec.networkName);
    if (auto volumes = co_await makeVolumes(); !volumes)
        co_return volumes;
    if (auto old = co_await renameOld(); !old)
        co_return old;
    if (auto up = co_await bringAllUp(); !up)
        co_return up;
    co_return co_await notePlan();
}

/// Before anything is made, one after the other: an engine fetches the layers of each side by side by itself.
Task<Result<void>> Deployer::pullImages()
{
    for (const std::string &image : m_survey.imagesToPull) {
        const std::string resource = "image " + image;
        report(resource, "pulling");
        const PullHooks hooks{[&](const std::string &text) { report(resource, "pulling", text); }, m_hooks.isCancelled};
        if (auto pulled = co_await pullImage(m_engine, image, hooks); !pulled) {
            report(resource, "failed", pulled.error().message);
            co_return pulled;
        }
        report(resource, "ready");
    }
    co_return Result<void>();
}

Task<Result<void>> Deployer::makeImage()
{
    const std::string resource = "image " + m_survey.agentImage.reference;
    if (m_survey.agentImageLoaded) {
        report(resource, "ready");
        co_return Result<void>();
    }
    report(resource, "creating");
    if (auto loaded = co_await loadImage(m_engine, imageArchive(m_survey.agentImage)); !loaded) {
        report(resource, "failed", loaded.error().message);
        co_return loaded;
    }
    report(resource, "ready");
    co_return Result<void>();
}

Task<Result<void>> Deployer::makeNetwork()
{
    const std::string resource = "network " + m_survey.spec.networkName;
    if (m_survey.network) {
        report(resource, "ready");
        co_return Result<void>();
    }
    report(resource, "creating");
    Error last =
        fail(ErrorCode::Conflict,
             Told{QT_TRANSLATE_NOOP("phrase", "No subnet is free in 10.213.0.0/16."),
                  QT_TRANSLATE_NOOP("phrase", "Remove networks that are not needed any more: docker network prune.")});
    constexpr unsigned attempts = 8;
    for (unsigned attempt = 0; attempt < attempts; ++attempt) {
        const auto subnet = chooseSubnet(m_survey.spec.deployment, m_survey.takenSubnets, attempt);
        if (!subnet)
            break;
        EngineCall call;
        call.method = "POST";
        call.path = "/networks/create";
        call.body = networkBody(m_survey.spec, *subnet);
        const auto made = co_await m_engine.call(std::move(call));
        if (made || isInDoubt(made.error()))
            m_madeNetwork = m_survey.spec.networkName;
        if (made) {
            report(resource, "ready", *subnet);
            co_return Result<void>();
        }
        last = made.error();
        if (!saysSubnetTaken(last.message))
            break;
    }
    report(resource, "failed", last.message);
    co_return last;
}

Task<Result<void>> Deployer::makeVolumes()
{
    std::vector<Task<void>> tasks;
    for (const VolumeSpec &volume : m_survey.spec.volumes)
        tasks.push_back(makeVolume(volume));
    co_await allOf(std::move(tasks));
    if (!m_failure.message.empty())
        co_return m_failure;
    if (m_hooks.isCancelled())
        co_return deployStopped();
    co_return Result<void>();
}

Task<void> Deployer::makeVolume(const VolumeSpec &volume)
{
    const std::string resource = "volume " + volume.name;
    const bool isThere = std::ranges::find(m_survey.volumes, volume.name, &FoundVolume::name) != m_survey.volumes.end();
    const bool mustBeOpened = volume.forAgents && !(isThere && isOpen(volume));
    if (isThere && !mustBeOpened) {
        report(resource, "ready");
        co_return;
    }
    const auto slot = co_await m_slots.take();
    if (mustEnd())
        co_return;
    if (!isThere) {
        if (const auto made = co_await createVolume(volume); !made) {
            failOnce(at(made.error(), resource));
            co_return;
        }
    }
    if (mustBeOpened)
        if (const auto opened = co_await openVolume(volume.name); !opened) {
            failOnce(at(opened.error(), resource));
            co_return;
        }
    report(resource, "ready");
}

Task<Result<void>> Deployer::createVolume(const VolumeSpec &volume)
{
    EngineCall call;
    call.method = "POST";
    call.path = "/volumes/create";
    call.body = volume.body;
    const auto made = co_await m_engine.call(std::move(call));
    if (made || isInDoubt(made.error()))
        m_madeVolumes.push_back(volume.name);
    if (!made)
        co_return made.error();
    co_return Result<void>();
}

/// A deploy that was killed may have made it and no more. Containers come after the volumes that they mount: one that
/// is there with these settings was made when it was open.
bool Deployer::isOpen(const VolumeSpec &volume) const
{
    return std::ranges::any_of(m_survey.steps, [&](const ContainerStep &step) {
        if (!step.wanted || !step.found)
            return false;
        const ContainerSpec &wanted = m_survey.spec.containers[*step.wanted];
        return wanted.body.find('"' + volume.name + '"') != std::string::npos &&
               m_survey.found[*step.found].labelValue(label::specHash) == wanted.hash;
    });
}

/// A fresh volume belongs to root. Mounted over our image's /data, which belongs to our user, the engine gives it that
/// folder's owner and mode: Docker when the container is created, Podman when it is started. One that holds something
/// stays as it is.
Task<Result<void>> Deployer::openVolume(std::string volume)
{
    const std::string name = volume + "-opener";
    if (const auto left = std::ranges::find(m_survey.found, name, &FoundItem::name); left != m_survey.found.end())
        if (auto removed = co_await removeContainer(m_engine, left->id); !removed)
            co_return removed;
    m_madeOpeners.push_back(name);
    const auto id = co_await createContainer(
        m_engine, name, volumeOpenerBody(m_survey.spec.deployment, m_survey.agentImage.reference, volume));
    if (!id)
        co_return id.error();
    if (m_engine.isPodman())
        co_await startContainer(m_engine, *id);
    const auto removed = co_await removeContainer(m_engine, *id);
    if (removed)
        std::erase(m_madeOpeners, name);
    co_return removed;
}

bool Deployer::isReplaced(const ContainerStep &step)
{
    return step.action == Action::Recreate || step.action == Action::Remove;
}

/// What is to be made anew gives its name up, and runs on until its successor is made.
Task<Result<void>> Deployer::renameOld()
{
    std::vector<Task<void>> tasks;
    for (const ContainerStep &step : m_survey.steps)
        if (step.action == Action::Recreate)
            tasks.push_back(setAside(m_survey.found[*step.found], step.reason));
    co_await allOf(std::move(tasks));
    if (!m_failure.message.empty())
        co_return m_failure;
    co_return Result<void>();
}

Task<void> Deployer::setAside(const FoundItem &item, std::string reason)
{
    report(item.labelValue(label::instance), "removing", reason);
    const auto slot = co_await m_slots.take();
    const std::string name = asideName(item.name);
    const auto renamed = co_await actOnContainer(m_engine, item.id, "rename?name=" + percentEncoded(name));
    if (renamed || isInDoubt(renamed.error()))
        m_renamed.push_back(&item);
    if (!renamed)
        failOnce(at(renamed.error(), "setting " + item.name + " aside"));
}

/// A deploy that was killed may have left something of the usual name.
std::string Deployer::asideName(const std::string &name) const
{
    std::string aside = name + asideSuffix;
    while (std::ranges::find(m_survey.found, aside, &FoundItem::name) != m_survey.found.end())
        aside += asideSuffix;
    return aside;
}

/// Members before what holds their network.
Task<void> Deployer::stopOld()
{
    for (const bool members : {true, false}) {
        std::vector<Task<void>> tasks;
        for (const ContainerStep &step : m_survey.steps)
            if (isReplaced(step) && m_survey.found[*step.found].isMember() == members)
                tasks.push_back(stopOne(m_survey.found[*step.found], step));
        co_await allOf(std::move(tasks));
    }
    m_oldHasStopped = true;
    m_changed.notify();
}

Task<void> Deployer::stopOne(const FoundItem &item, const ContainerStep &step)
{
    if (mustEnd())
        co_return;
    if (step.action == Action::Remove)
        report(item.labelValue(label::instance), "removing", step.reason);
    const auto slot = co_await m_slots.take(m_survey.spec.containers.size()); // all starts wait for it
    m_stopped.push_back(&item);
    const auto stopped = co_await stopContainer(m_engine, item.id);
    if (!stopped && stopped.error().code != ErrorCode::NotFound)
        failOnce(at(stopped.error(), "stopping " + item.name));
}

Task<Result<void>> Deployer::bringAllUp()
{
    std::vector<Task<void>> tasks;
    tasks.push_back(stopOld());
    for (std::size_t i = 0; i < m_survey.steps.size(); ++i)
        if (m_survey.steps[i].wanted)
            tasks.push_back(bringUp(i));
    co_await allOf(std::move(tasks));
    if (!m_failure.message.empty())
        co_return m_failure;
    for (const auto &[container, since] : m_atTheirWord) {
        if (auto confirmed = co_await confirm(container, since); !confirmed)
            co_return at(confirmed.error(), "container " + m_survey.spec.containers[container].name);
    }
    if (m_hooks.isCancelled())
        co_return deployStopped();
    co_return Result<void>();
}

/// Last, so that it is of what runs; and the one of before goes when the new one is there. A deploy that fails leaves
/// the note of the one before.
Task<Result<void>> Deployer::notePlan()
{
    const VolumeSpec &note = m_survey.spec.planNote;
    const std::vector<FoundVolume> before = planNotesIn(m_survey.volumes, m_survey.spec.deployment);
    if (!before.empty() && before.back().labels.at(label::plan) == m_survey.planText)
        co_return Result<void>();
    for (const FoundVolume &older : before) // of a program that was killed, or of an engine that kept it
        if (older.name == note.name)
            if (auto removed = co_await removeVolume(m_engine, older.name); !removed)
                co_return at(removed.error(), "volume " + older.name);
    if (const auto made = co_await createVolume(note); !made)
        co_return at(made.error(), "volume " + note.name);
    for (const FoundVolume &older : before)
        if (older.name != note.name)
            static_cast<void>(co_await removeVolume(m_engine, older.name)); // one that stays is older, and not read
    co_return Result<void>();
}

Task<void> Deployer::bringUp(std::size_t stepIndex)
{
    const ContainerStep &step = m_survey.steps[stepIndex];
    const std::string resource = resourceOf(*step.wanted);
    const auto outcome = co_await bringUpOne(step);
    if (outcome) {
        m_isReady[*step.wanted] = true;
        report(resource, "ready", m_survey.spec.containers[*step.wanted].note);
        m_changed.notify();
        co_return;
    }
    if (outcome.error().code == ErrorCode::Interrupted)
        co_return;
    report(resource, "failed", outcome.error().message);
    failOnce(at(outcome.error(), "container " + m_survey.spec.containers[*step.wanted].name));
}

Task<Result<void>> Deployer::bringUpOne(const ContainerStep &step)
{
    const std::size_t index = *step.wanted;
    if (step.found && step.action != Action::Recreate)
        m_ids[index] = m_survey.found[*step.found].id;
    if (step.action == Action::Keep) {
        m_hooks.started(index, m_ids[index]);
        co_return Result<void>();
    }
    if (step.action == Action::Create || step.action == Action::Recreate) {
        if (auto owned = co_await waitForOwner(index); !owned)
            co_return owned;
        report(resourceOf(index), "creating");
        auto made = co_await makeContainer(index);
        if (!made)
            co_return made.error();
        m_changed.notify();
    }
    report(resourceOf(index), "waiting", step.reason);
    if (auto waited = co_await waitForOthers(index); !waited)
        co_return waited;
    const std::string id = m_ids[index];
    report(resourceOf(index), "starting");
    m_hooks.started(index, id);
    Result<void> started;
    {
        const auto slot = co_await m_slots.take(m_urgency[index]);
        if (mustEnd())
            co_return deployStopped();
        if (step.action == Action::Unpause)
            started = co_await unpause(id);
        else if (step.action == Action::Restart)
            started = co_await actOnContainer(m_engine, id, "restart");
        else
            started = co_await startContainer(m_engine, id);
    }
    if (!started)
        co_return started;
    if (step.action == Action::Unpause)
        co_return Result<void>();
    co_return co_await waitUntilReady(index, id);
}

/// A fault that ends by itself may have come first.
Task<Result<void>> Deployer::unpause(std::string id)
{
    auto done = co_await actOnContainer(m_engine, id, "unpause");
    if (!done && done.error().message.find("not paused") != std::string::npos)
        co_return Result<void>();
    co_return done;
}

Task<Result<std::string>> Deployer::makeContainer(std::size_t index)
{
    const ContainerSpec &container = m_survey.spec.containers[index];
    const auto slot = co_await m_slots.take(m_urgency[index]);
    if (mustEnd())
        co_return deployStopped();
    // Made before the co_await: g++ 12 destroys a conditional's temporaries twice inside one.
    const std::string ownerId = container.owner ? m_ids[*container.owner] : std::string();
    auto id = co_await createContainer(m_engine, container.name, createBody(container, ownerId));
    if (!id && !isInDoubt(id.error()))
        co_return id;
    m_ids[index] = id ? *id : container.name; // the engine takes either
    m_made.push_back(index);
    if (!id) {
        m_mayHaveMadeMore = true;
        co_return id;
    }
    if (container.isGuest)
        if (const auto put = co_await putFiles(m_engine, *id, guestArchive(m_survey.agentImage)); !put)
            co_return put.error();
    co_return id;
}

/// A member is made with the id of what holds its network.
Task<Result<void>> Deployer::waitForOwner(std::size_t index)
{
    const auto owner = m_survey.spec.containers[index].owner;
    while (!mustEnd()) {
        if (!owner || !m_ids[*owner].empty())
            co_return Result<void>();
        co_await m_changed.wait(1s);
    }
    co_return deployStopped();
}

Task<Result<void>> Deployer::waitForOthers(std::size_t index)
{
    const auto &others = m_survey.spec.containers[index].startAfter;
    while (!mustEnd()) {
        if (m_oldHasStopped && std::ranges::all_of(others, [this](std::size_t other) { return m_isReady[other]; }))
            co_return Result<void>();
        co_await m_changed.wait(1s);
    }
    co_return deployStopped();
}

} // namespace bayplan
