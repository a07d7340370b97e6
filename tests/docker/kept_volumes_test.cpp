// SPDX-License-Identifier: GPL-3.0-or-later
// The volumes of a deployment: whose data outlives it, and the note that says what is deployed.
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "tests/docker/batch_deploy.h"
#include "tests/docker/command_line.h"

using namespace bayplan;

class KeptVolumesTest : public QObject, private BatchDeploy {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUp(); }
    void theOpenerOfAVolumeIsRemoved();
    void volumesOfTheUsersImagesAreKept();
    void aVolumeThatHeldTheUsersDataOnceIsKept();
    void volumesOfBeforeAreLeft();
    void theNoteOfThePlanIsMadeBeforeTheOldOneGoes();
    void aNoteThatCannotBeMadeLeavesTheOldOne();
    void ofTwoNotesTheNewerOneCounts();
    void aVolumeThatAKilledDeployMadeIsOpened();
    void aVolumeInUseIsNotOpenedAgain();
};

void KeptVolumesTest::theOpenerOfAVolumeIsRemoved()
{
    std::atomic<int> refused = 0;
    FalseDocker engine([&](const FalseDocker::Request &request) {
        return request.call.starts_with("DELETE /containers/") && refused++ == 0
                   ? answer(500, R"({"message":"device or resource busy"})")
                   : std::string();
    });
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QVERIFY(refused > 1);
    QCOMPARE(engine.everything(), QStringList());
}

/// A stand-in had the volume made, so that it carries the label of what goes with the deployment.
void KeptVolumesTest::volumesOfTheUsersImagesAreKept()
{
    FalseDocker engine;
    putVolumes(engine, m_batch);
    const std::string volume = m_batch.spec.volumes.front().name;
    engine.putContainer("db", R"({"Image": "postgres:16", "Labels": {"io.bayplan.deployment": "batch-stages"},
                                  "HostConfig": {"Mounts": [{"Type": "volume", "Source": ")" +
                                  volume + R"("}]}})");
    const Outcome kept = runProgram({"down", "batch-stages"}, engine.url());
    QVERIFY2(kept.status == 0 && kept.words.contains("it holds data of your own"), kept.words);
    QCOMPARE(engine.everything(), QStringList{"volume " + QString::fromStdString(volume)});
}

/// A stand-in had it made, the user's image wrote to it, and a stand-in has it again.
void KeptVolumesTest::aVolumeThatHeldTheUsersDataOnceIsKept()
{
    QFile file(m_folder.filePath("db.bayplan.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"bayplan": 1, "name": "records", "pods": {"db": {"name": "db"}}, "volumes": {"v": {"name": "data"}},
                   "containers": {"app": {"pod": "db", "kind": "container", "name": "app", "image": "postgres:16",
                                          "mounts": ["data:/data"]}}})");
    file.close();
    const Drawing drawing = draw(file.fileName());
    QCOMPARE(drawing.spec.volumes.size(), std::size_t{1});
    const std::string volume = drawing.spec.volumes.front().name;
    FalseDocker engine;
    putAll(engine, drawing, Settings::Same, "db/app");
    engine.putVolume(R"({"Name": ")" + volume + R"(", "Labels": {"io.bayplan.deployment": "records"}})");
    const Outcome deployed = runProgram(deployOf(drawing), engine.url());
    QVERIFY2(deployed.status == 0, deployed.words);
    const auto replaced = withEngine<void>(engine.url(), [](EngineClient &client) -> Task<Result<void>> {
        co_return co_await removeContainer(client, "records-db-app");
    });
    QVERIFY(replaced.has_value());
    engine.putContainer("records-db-app", R"({"Image": "bayplan/agent:1", "Labels": {
        "io.bayplan.deployment": "records"}, "HostConfig": {"Mounts": [{"Type": "volume", "Source": ")" +
                                              volume + R"("}]}})");
    for (int time = 1; time <= 2; ++time) { // the second time nothing of it runs
        const Outcome down = runProgram({"down", "records"}, engine.url());
        QVERIFY2(down.status == 0, down.words);
        QCOMPARE(down.words.count("it holds data of your own"), 1);
        QVERIFY(engine.everything().contains("volume " + QString::fromStdString(volume)));
        QCOMPARE(engine.everything().filter("container ").size(), 0);
    }
    QCOMPARE(runProgram({"down", "records", "--volumes"}, engine.url()).status, 0);
    QCOMPARE(engine.everything(), QStringList());
}

void KeptVolumesTest::volumesOfBeforeAreLeft()
{
    FalseDocker engine;
    putVolumes(engine, m_batch);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_VERIFY_WITH_TIMEOUT(isStarting(*run, hubInstance), patienceMs);
    run->giveUp();
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QCOMPARE(engine.everything(), before);
}

void KeptVolumesTest::theNoteOfThePlanIsMadeBeforeTheOldOneGoes()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Same);
    engine.putVolume(oldNote);
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Running, patienceMs);
    QCOMPARE(engine.done().filter("/volumes/"),
             (QStringList{"POST /volumes/create", "DELETE /volumes/batch-stages_bayplan-plan"}));
    QCOMPARE(engine.everything().filter("bayplan-plan"), QStringList{"volume batch-stages_bayplan-plan-2"});
    const auto found = findDeployments(engine.url());
    QVERIFY(found.has_value() && found->size() == 1);
    QCOMPARE(found->front().planText, deployedText(m_batch.plan));
}

void KeptVolumesTest::aNoteThatCannotBeMadeLeavesTheOldOne()
{
    FalseDocker engine([](const FalseDocker::Request &request) {
        return isNote(request) ? answer(500, R"({"message":"no space left on device"})") : std::string();
    });
    putAll(engine, m_batch, Settings::Same);
    engine.putVolume(oldNote);
    const QStringList before = engine.everything();
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Failed, patienceMs);
    QVERIFY2(run->error().message.find("no space left") != std::string::npos, run->error().message.c_str());
    QCOMPARE(engine.everything(), before);
}

void KeptVolumesTest::ofTwoNotesTheNewerOneCounts()
{
    const auto note = [](const char *name, const char *text, const char *number) {
        FoundVolume volume{name, {{label::deployment, "shop"}, {label::plan, text}}};
        if (number != nullptr)
            volume.labels[label::planNumber] = number;
        return volume;
    };
    const FoundVolume data{"shop_data", {{label::deployment, "shop"}}};
    const FoundVolume others{"inn_plan", {{label::deployment, "inn"}, {label::plan, "x"}}};
    const auto notes =
        planNotesIn({note("a", "new", "10"), data, note("b", "old", "9"), note("c", "first", nullptr), others}, "shop");
    QCOMPARE(notes.size(), std::size_t{3});
    QCOMPARE(notes.front().name, std::string("c"));
    QCOMPARE(notes.back().name, std::string("a"));
    QCOMPARE(numberOfNote(notes.back()), std::int64_t{10});
}

/// It had made the volumes, and a container that was to open one of them.
void KeptVolumesTest::aVolumeThatAKilledDeployMadeIsOpened()
{
    FalseDocker engine;
    putVolumes(engine, m_batch);
    engine.putContainer(m_batch.spec.volumes.front().name + "-opener",
                        R"({"Image": "agent", "HostConfig": {"NetworkMode": "none"},
                            "Labels": {"io.bayplan.deployment": "batch-stages", "io.bayplan.role": "opener"}})");
    const auto run = begin(engine, m_batch);
    QTRY_VERIFY_WITH_TIMEOUT(isStarting(*run, hubInstance), patienceMs);
    for (const VolumeSpec &volume : m_batch.spec.volumes)
        QCOMPARE(engine.done().filter(QString::fromStdString("create?name=" + volume.name + "-opener")).size(),
                 qsizetype(volume.forAgents));
    QCOMPARE(engine.everything().filter("-opener"), QStringList());
}

void KeptVolumesTest::aVolumeInUseIsNotOpenedAgain()
{
    FalseDocker engine;
    putAll(engine, m_batch, Settings::Same);
    const auto run = begin(engine, m_batch);
    QTRY_COMPARE_WITH_TIMEOUT(run->snapshot()->status, RunStatus::Running, patienceMs);
    QCOMPARE(engine.done().filter("-opener"), QStringList());
}

QTEST_GUILESS_MAIN(KeptVolumesTest)
#include "kept_volumes_test.moc"
