// SPDX-License-Identifier: GPL-3.0-or-later
// Deploys of the batch stages' example to a false engine that keeps what it is asked to make.
#pragma once

#include "engine/docker/agent_image.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/found_state.h"
#include "engine/model/document_file.h"
#include "tests/docker/false_docker.h"
#include "tests/docker/smallest_program.h"

#include <QtTest>

namespace bayplan {

inline constexpr int patienceMs = 60'000;
inline const std::string oldNote = R"({"Name": "batch-stages_bayplan-plan",
    "Labels": {"io.bayplan.deployment": "batch-stages", "io.bayplan.plan": "another plan"}})";

inline bool isStarting(const Run &run, const std::string &resource)
{
    return std::ranges::any_of(
        run.progress(0), [&](const Progress &each) { return each.resource == resource && each.state == "starting"; });
}

inline bool isNote(const FalseDocker::Request &request)
{
    return request.call == "POST /volumes/create" && request.body.find("io.bayplan.plan\"") != std::string::npos;
}

/// What such tests begin with.
class BatchDeploy {
protected:
    enum class Settings { Same, Others };
    struct Drawing {
        QString path;
        Plan plan;
        DeploymentSpec spec;
    };

    void setUp();
    Drawing draw(const QString &path) const;
    void putAll(FalseDocker &engine, const Drawing &drawing, Settings settings, const std::string &except = {}) const;
    static void putVolumes(FalseDocker &engine, const Drawing &drawing);
    std::unique_ptr<Run> begin(const FalseDocker &engine, const Drawing &drawing) const;
    QStringList deployOf(const Drawing &drawing) const { return {"deploy", drawing.path, "--agent", m_agent}; }

    QTemporaryDir m_folder;
    QString m_agent;
    AgentImage m_image;
    Drawing m_batch; ///< two queues with their volumes
};

inline BatchDeploy::Drawing BatchDeploy::draw(const QString &path) const
{
    Drawing drawing;
    drawing.path = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return drawing;
    const auto document = readDocument(file.readAll().toStdString(), path.toStdString());
    auto plan = lower(document.value().topology);
    drawing.plan = std::move(plan.value());
    SpecInput input;
    input.deployment = drawing.plan.name;
    input.agentImage = m_image.reference;
    input.planText = "another plan";
    drawing.spec = makeDeploymentSpec(drawing.plan, input).value();
    return drawing;
}

/// As a deploy of the same drawing, or of one with other settings, would have left it.
inline void BatchDeploy::putAll(FalseDocker &engine, const Drawing &drawing, Settings settings,
                                const std::string &except) const
{
    const DeploymentSpec &spec = drawing.spec;
    for (const ContainerSpec &container : spec.containers) {
        if (container.instance == except)
            continue;
        const std::string owner = container.owner ? "was-" + spec.containers[*container.owner].name : std::string();
        auto body = nlohmann::json::parse(createBody(container, owner));
        if (settings == Settings::Others)
            body["Labels"][label::specHash] = "of-other-settings";
        engine.putContainer(container.name, body.dump());
    }
    engine.putNetwork(networkBody(spec, "10.213.7.0/24"));
    putVolumes(engine, drawing);
    engine.putVolume(spec.planNote.body);
}

inline void BatchDeploy::putVolumes(FalseDocker &engine, const Drawing &drawing)
{
    for (const VolumeSpec &volume : drawing.spec.volumes)
        engine.putVolume(volume.body);
}

inline std::unique_ptr<Run> BatchDeploy::begin(const FalseDocker &engine, const Drawing &drawing) const
{
    DeployOptions options;
    options.engineUrl = engine.url();
    options.agentBinary = m_agent.toStdString();
    auto run = makeDeploymentRun(drawing.plan, options);
    run->start();
    return run;
}

inline void BatchDeploy::setUp()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toUtf8());
    qputenv("DOCKER_CONFIG", m_folder.path().toUtf8());
    m_agent = m_folder.filePath("agent");
    QVERIFY(writeSmallestProgram(m_agent));
    m_image = agentImageOf(m_agent.toStdString()).value();
    m_batch = draw(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples/batch-stages.bayplan.json"));
    QVERIFY(m_batch.spec.volumes.size() >= 2);
}

} // namespace bayplan
