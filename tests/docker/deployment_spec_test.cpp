// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine is told, and what is done when it has something else already.
#include "engine/docker/deployment_spec.h"
#include "engine/docker/environment.h"
#include "engine/docker/fault_injector.h"
#include "engine/docker/found_state.h"
#include "engine/model/catalog.h"
#include "engine/plan/stand_ins.h"
#include "tests/docker/small_plan.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>

using namespace bayplan;
using nlohmann::json;
using Action = ContainerStep::Action;

namespace {

SpecInput inputFor(const Plan &plan)
{
    SpecInput input;
    input.deployment = "small";
    input.agentImage = "bayplan/agent:0";
    input.planText = toText(plan);
    return input;
}

DeploymentSpec specOf(const Plan &plan, bool standIns = true)
{
    SpecInput input = inputFor(plan);
    if (standIns)
        input.missingImages = {"nginx:1"};
    return *makeDeploymentSpec(plan, input);
}

const ContainerSpec &containerOf(const DeploymentSpec &spec, const std::string &instance)
{
    return *std::ranges::find(spec.containers, instance, &ContainerSpec::instance);
}

json bodyOf(const DeploymentSpec &spec, const std::string &instance)
{
    return json::parse(containerOf(spec, instance).body);
}

/// As if the spec had been deployed and all runs.
std::vector<FoundItem> deployed(const DeploymentSpec &spec)
{
    std::vector<FoundItem> found;
    for (const ContainerSpec &container : spec.containers) {
        FoundItem item;
        item.id = "id-" + container.name;
        item.name = container.name;
        item.image = container.image;
        item.state = "running";
        item.labels = {
            {label::specHash, container.hash}, {label::pod, container.pod}, {label::instance, container.instance}};
        if (container.owner)
            item.networkMode = "container:id-" + spec.containers[*container.owner].name;
        else
            item.networks = {spec.networkName};
        found.push_back(std::move(item));
    }
    return found;
}

Action actionFor(const DeploymentSpec &spec, const std::vector<FoundItem> &found, const std::string &instance)
{
    for (const ContainerStep &step : diffContainers(spec, found))
        if (step.wanted && spec.containers[*step.wanted].instance == instance)
            return step.action;
    return Action::Remove;
}

} // namespace

class DeploymentSpecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void containersOfOursHaveNoPowers()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        for (const ContainerSpec &container : spec.containers) {
            const json body = json::parse(container.body), &host = body["HostConfig"];
            QCOMPARE(body["User"].get<std::string>(), std::string("65532:65532"));
            QVERIFY(host["ReadonlyRootfs"].get<bool>());
            QCOMPARE(host["CapDrop"], json::array({"ALL"}));
            QCOMPARE(host["SecurityOpt"], json::array({"no-new-privileges:true"}));
            QVERIFY(host["Memory"].get<std::int64_t>() > 0);
            QVERIFY(host["PidsLimit"].get<int>() > 0);
            QVERIFY(!host.contains("Privileged"));
        }
    }

    void podsShareTheirOwnersNetworkAndOnlyOwnersArePublished()
    {
        SmallPlan small;
        small.plan.instances[1].publish.push_back({"127.0.0.1", 8080, 8080, "tcp"});
        const DeploymentSpec spec = specOf(small.plan);
        const ContainerSpec &app = containerOf(spec, "web-0/app");
        const json member = json::parse(createBody(app, "OWNERID"));
        QCOMPARE(member["HostConfig"]["NetworkMode"].get<std::string>(), std::string("container:OWNERID"));
        QVERIFY(!member["HostConfig"].contains("PortBindings") && !member.contains("Hostname"));
        const json owner = bodyOf(spec, "web-0/pause");
        QCOMPARE(owner["HostConfig"]["PortBindings"]["8080/tcp"][0]["HostIp"].get<std::string>(),
                 std::string("127.0.0.1"));
        QCOMPARE(owner["NetworkingConfig"]["EndpointsConfig"]["small_default"]["Aliases"], json::array({"web-0"}));
    }

    void labelsLetComposeSeeTheDeployment()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        const json labels = bodyOf(spec, "web-0/app")["Labels"];
        QCOMPARE(labels["com.docker.compose.project"].get<std::string>(), std::string("small"));
        QCOMPARE(labels["com.docker.compose.service"].get<std::string>(), std::string("web-0-app"));
        QCOMPARE(labels["com.docker.compose.oneoff"].get<std::string>(), std::string("False"));
        QVERIFY(labels.contains("com.docker.compose.config-hash") &&
                labels.contains("com.docker.compose.container-number"));
        QCOMPARE(labels[label::deployment].get<std::string>(), std::string("small"));
        QCOMPARE(labels[label::node].get<std::string>(), std::string("web-app"));
        const json note = json::parse(spec.planNote.body)["Labels"];
        QCOMPARE(note[label::plan].get<std::string>(), toText(SmallPlan().plan));
        QCOMPARE(note[label::deployment].get<std::string>(), std::string("small"));
    }

    void standInsTakeThePlaceOfMissingImagesOnly()
    {
        const Plan plan = SmallPlan().plan;
        QCOMPARE(containerOf(specOf(plan, true), "web-0/app").image, std::string("bayplan/agent:0"));
        QCOMPARE(containerOf(specOf(plan, true), "web-0/app").note, std::string("stand-in for nginx:1"));
        const DeploymentSpec real = specOf(plan, false);
        QCOMPARE(containerOf(real, "web-0/app").image, std::string("nginx:1"));
        QVERIFY(!containerOf(real, "web-0/app").reports);
        QVERIFY(!bodyOf(real, "web-0/app")["HostConfig"].contains("ReadonlyRootfs"));
    }

    void aStandInOfAWorkerDoesSyntheticWork()
    {
        Plan plan = SmallPlan().plan;
        plan.instances.back().image = "resizer:1";
        plan.instances.back().machine->behaviour = WorkerConfig{.command = {"resize"}};
        const auto commandWithout = [&](const std::set<std::string> &images) {
            const Plan deployed = withStandIns(plan, images);
            return std::get<WorkerConfig>(deployed.instances.back().machine->behaviour).command;
        };
        QVERIFY(commandWithout({"resizer:1"}).empty());
        QVERIFY(!commandWithout({"nginx:1"}).empty());
    }

    void volumesOfTheUsersImagesKeepTheirData()
    {
        const Plan plan = SmallPlan().plan;
        QVERIFY(specOf(plan, false).volumes.at(0).keepsData);
        QVERIFY(!specOf(plan, true).volumes.at(0).keepsData);
        QVERIFY(specOf(plan, true).volumes.at(0).forAgents);
    }

    void equalPlansGiveEqualHashesAndAChangeTouchesOneContainer()
    {
        SmallPlan small;
        const DeploymentSpec first = specOf(small.plan), same = specOf(small.plan);
        small.plan.instances[3].memoryBytes = 99 << 20;
        const DeploymentSpec changed = specOf(small.plan);
        for (std::size_t i = 0; i < first.containers.size(); ++i) {
            QCOMPARE(first.containers[i].hash, same.containers[i].hash);
            QCOMPARE(first.containers[i].hash != changed.containers[i].hash,
                     first.containers[i].instance == "client/load");
        }
    }

    void aDrawingThatWasMovedTouchesNothing()
    {
        const Plan plan = SmallPlan().plan;
        SpecInput input = inputFor(plan);
        const auto first = makeDeploymentSpec(plan, input);
        input.documentPath = "/home/somebody/else.bayplan.json";
        input.documentFolder = "/home/somebody";
        const auto moved = makeDeploymentSpec(plan, input);
        QVERIFY(first && moved);
        for (std::size_t i = 0; i < first->containers.size(); ++i)
            QCOMPARE(moved->containers[i].hash, first->containers[i].hash);
        const json labels = bodyOf(*moved, "web-0/app")["Labels"];
        QCOMPARE(labels["com.docker.compose.project.config_files"], json(input.documentPath));
    }

    void startOrderFollowsThePlan()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        const auto &after = containerOf(spec, "client/load").startAfter;
        const auto position = [&](const std::string &instance) {
            return static_cast<std::size_t>(&containerOf(spec, instance) - spec.containers.data());
        };
        for (const char *other : {"hub", "client/pause", "web-0/app"})
            QVERIFY(std::ranges::find(after, position(other)) != after.end());
    }

    void aDeploymentThatRunsIsLeftAlone()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        for (const ContainerStep &step : diffContainers(spec, deployed(spec)))
            QCOMPARE(step.action, Action::Keep);
    }

    void aChangedMemberIsMadeAnewAlone()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        auto found = deployed(spec);
        std::ranges::find(found, "small-web-0-app", &FoundItem::name)->labels[label::specHash] = "other";
        QCOMPARE(actionFor(spec, found, "web-0/app"), Action::Recreate);
        QCOMPARE(actionFor(spec, found, "web-0/pause"), Action::Keep);
        QCOMPARE(actionFor(spec, found, "client/load"), Action::Keep);
    }

    void aChangedOwnerTakesItsPodWithIt()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        auto found = deployed(spec);
        std::ranges::find(found, "small-web-0-pause", &FoundItem::name)->labels[label::specHash] = "other";
        QCOMPARE(actionFor(spec, found, "web-0/app"), Action::Recreate);
        QCOMPARE(actionFor(spec, found, "client/pause"), Action::Keep);
    }

    void whatFaultsLeftBehindIsMended()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        const auto with = [&](const std::string &name, auto change) {
            auto found = deployed(spec);
            change(*std::ranges::find(found, name, &FoundItem::name));
            return found;
        };
        const auto paused = with("small-web-0-app", [](FoundItem &item) { item.state = "paused"; });
        QCOMPARE(actionFor(spec, paused, "web-0/app"), Action::Unpause);
        const auto dead = with("small-web-0-pause", [](FoundItem &item) { item.state = "exited"; });
        QCOMPARE(actionFor(spec, dead, "web-0/pause"), Action::Start);
        QCOMPARE(actionFor(spec, dead, "web-0/app"), Action::Restart);
        const auto split = with("small-web-0-app", [](FoundItem &item) { item.networkMode = "container:gone"; });
        QCOMPARE(actionFor(spec, split, "web-0/app"), Action::Recreate);
        const auto cut = with("small-web-0-pause", [](FoundItem &item) { item.networks.clear(); });
        QCOMPARE(actionFor(spec, cut, "web-0/pause"), Action::Recreate);
    }

    void whatIsNotInTheDrawingAnyMoreGoes()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        auto found = deployed(spec);
        found.push_back({.id = "x", .name = "small-old-thing", .state = "running"});
        const auto steps = diffContainers(spec, found);
        QCOMPARE(steps.back().action, Action::Remove);
        QVERIFY(!steps.back().wanted);
    }

    void subnetsAvoidWhatIsTaken()
    {
        const auto first = chooseSubnet("small", {}, 0);
        QVERIFY(first && first->starts_with("10.213.") && first->ends_with(".0/24"));
        QCOMPARE(chooseSubnet("small", {}, 0), first);
        QVERIFY(chooseSubnet("small", {*first}, 0) != first);
        QVERIFY(chooseSubnet("small", {}, 1) != first);
        QVERIFY(!chooseSubnet("small", {"10.0.0.0/8"}, 0));
        QVERIFY(chooseSubnet("small", {"172.17.0.0/16", "fd00::/8", "nonsense", "1.2.3/99"}, 0) == first);
    }

    void namesAreThoseOfComposeProjects()
    {
        const Plan plan = SmallPlan().plan;
        QCOMPARE(*deploymentName("", plan), std::string("small"));
        for (const char *bad : {"A", "x", "-ab", "a b", "../x", "Upper"})
            QCOMPARE(deploymentName(bad, plan).error().code, ErrorCode::InvalidInput);
    }

    void timesOfOneEngineAreComparedWhateverTheirDigits()
    {
        QVERIFY(isEarlier("2026-11-23T00:50:01.5Z", "2026-11-23T00:50:01.500000001Z"));
        QVERIFY(!isEarlier("2026-11-23T00:50:01.5Z", "2026-11-23T00:50:01.50Z"));
        QVERIFY(isEarlier("2026-11-23T00:50:01Z", "2026-11-23T00:50:01.1Z"));
        QVERIFY(isEarlier("2026-11-23T00:49:59.9Z", "2026-11-23T00:50:01.1Z"));
    }

    void listingsThatAreNoneAreErrors()
    {
        QVERIFY(readContainerList("{}").has_error() && readNetworkList("null").has_error() &&
                readVolumeList("[]").has_error());
        QCOMPARE(readVolumeList(R"({"Volumes":null})")->size(), std::size_t(0));
        QCOMPARE(readContainerList(R"([{"Names":null,"Labels":null,"Ports":null,"State":7}])")->size(), std::size_t(1));
        QCOMPARE(exitCodeIn("Exited (137) 2 seconds ago"), 137);
        QCOMPARE(exitCodeIn("Up 3 minutes (healthy)"), 0);
    }

    void variablesComeFromWhereTheDeployIsStarted()
    {
        const auto lookUp = [](const std::string &name) {
            return name == "A"   ? std::optional<std::string>("one")
                   : name == "E" ? std::optional<std::string>("")
                                 : std::nullopt;
        };
        QCOMPARE(*expandVariables("X=${A}/${A}", lookUp), std::string("X=one/one"));
        QCOMPARE(*expandVariables("${E:-full}${E-kept}${B-b}", lookUp), std::string("fullb"));
        QCOMPARE(*expandVariables("$$5 and $HOME", lookUp), std::string("$5 and $HOME"));
        QCOMPARE(expandVariables("${MISSING}", lookUp).error().code, ErrorCode::NotFound);
        QCOMPARE(expandVariables("${A", lookUp).error().code, ErrorCode::InvalidInput);
    }

    void secretsOfCommandsComeFromThereToo()
    {
        const auto lookUp = [](const std::string &name) {
            return name == "A_TOKEN" ? std::optional<std::string>("one") : std::nullopt;
        };
        QCOMPARE(*putSecretsIn("--token=${A_TOKEN} ${A_TOKEN}", lookUp), std::string("--token=one one"));
        for (const char *shells : {"$A_TOKEN", "${A_TOKEN:-}", "${HOME}", "$$", "${A_TOKEN", "$(x)", ""})
            QCOMPARE(*putSecretsIn(shells, lookUp), std::string(shells));
        QCOMPARE(putSecretsIn("${B_TOKEN}", lookUp).error().code, ErrorCode::NotFound);
    }

    void anEngineRefusesByNameWhatOnlyTheSimulatorCan()
    {
        for (const char *kind : {"kill", "restart", "pause", "resume", "partition"})
            QVERIFY2(canInject(kind), kind);
        for (const KindInfo &kind : catalog()) {
            if (kind.group != KindGroup::Fault || canInject(kind.key.substr(6)))
                continue;
            const Error error = canInject(kind.key.substr(6)).error();
            QCOMPARE(error.code, ErrorCode::Unsupported);
            QVERIFY(error.message.find(kind.key.substr(6)) != std::string::npos);
        }
        QCOMPARE(canInject("clock").error().code, ErrorCode::Unsupported);
        QCOMPARE(canInject("flood").error().code, ErrorCode::InvalidInput);
    }

    void faultsFindTheirTargetsOrSayWhatThereIs()
    {
        const DeploymentSpec spec = specOf(SmallPlan().plan);
        const auto found = deployed(spec);
        QCOMPARE(findTargets(found, "web-0")->size(), std::size_t(2));
        QCOMPARE(findTargets(found, "web-0/app")->size(), std::size_t(1));
        QCOMPARE(findTargets(found, "web")->size(), std::size_t(2)); // whatever its number
        QCOMPARE(findTargets(found, "web/app")->size(), std::size_t(1));
        const Error error = findTargets(found, "webb").error();
        QVERIFY(error.advice.find("client") != std::string::npos && error.advice.find("web-0") != std::string::npos);
        QVERIFY(findTargets(found, "").has_error() && findTargets(found, hubInstance).has_error());
    }
};

QTEST_GUILESS_MAIN(DeploymentSpecTest)
#include "deployment_spec_test.moc"
