// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs in a real engine, drawn and deployed: memcached behind the ambassador, the user's own command in the
// user's own image behind the work queue.
#include "engine/docker/deployment_run.h"
#include "engine/docker/deployment_state.h"
#include "engine/model/document_file.h"
#include "engine/plan/plan.h"
#include "tests/docker/test_engine.h"

#include <QtTest>

#include <algorithm>

using namespace bayplan;

class RealProgramsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void realMemcachedAnswersThroughTheAmbassador();
    void theUsersCommandRunsInTheUsersImage();
    void whatItMakesIsTheInputOfTheNextStagesCommand();
    void imagesOfTheUsersAreNoStandIns();

private:
    template <class State>
    State stateOf(const std::string &name) const
    {
        const auto snapshot = m_run->snapshot();
        for (std::size_t i = 0; i < snapshot->instances.size(); ++i)
            if (m_run->plan().instances[i].name == name)
                if (const auto *state = std::get_if<State>(&snapshot->instances[i].machine.pattern))
                    return *state;
        return {};
    }

    TestEngine m_engine;
    DeployOptions m_options;
    std::unique_ptr<Run> m_run;
};

void RealProgramsTest::initTestCase()
{
    if (m_engine.url().empty())
        QSKIP("There is no engine, and none can be started here.");
    const bool made = m_engine.makeImage({"bayplan-test/memcached:1", R"(["memcached", "-u", "root"])", "memcached"}) &&
                      m_engine.makeImage({"bayplan-test/tools:1", R"(["sh"])", "sh", "tr"});
    if (!made)
        QSKIP("The images cannot be made: memcached or the docker program is not installed.");
    const auto document = loadDocument(BAYPLAN_TEST_DATA "/docker/real-programs.bayplan.json");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    auto plan = lower(document->topology);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    m_options.engineUrl = m_engine.url();
    m_options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
    m_run = makeDeploymentRun(std::move(*plan), m_options);
    m_run->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->status != RunStatus::Starting, 90'000);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
}

void RealProgramsTest::cleanupTestCase()
{
    if (!m_run)
        return;
    m_run->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_run->snapshot()->status, RunStatus::Finished, 60'000);
    m_run.reset();
    const auto left = takeDown(m_engine.url(), "real-programs", true, {});
    QVERIFY(left.has_value());
    QCOMPARE(*left, std::size_t{0});
}

void RealProgramsTest::realMemcachedAnswersThroughTheAmbassador()
{
    const auto servers = [&] { return stateOf<AmbassadorState>("web/ambassador").servers; };
    QTRY_VERIFY_WITH_TIMEOUT(servers().size() == 1 && servers().front().requests > 30, 30'000);
    QCOMPARE(servers().front().failures, std::uint64_t{0});
}

void RealProgramsTest::theUsersCommandRunsInTheUsersImage()
{
    QTRY_VERIFY_WITH_TIMEOUT(stateOf<WorkerState>("workers/worker").succeeded > 30, 30'000);
    QCOMPARE(stateOf<WorkerState>("workers/worker").failed, std::uint64_t{0});
    QCOMPARE(stateOf<QueueState>("jobs/queue").buried, std::uint64_t{0});
}

/// In another container, which sees nothing of the first one's files.
void RealProgramsTest::whatItMakesIsTheInputOfTheNextStagesCommand()
{
    QTRY_VERIFY_WITH_TIMEOUT(stateOf<WorkerState>("checkers/worker").succeeded > 30, 30'000);
    QCOMPARE(stateOf<WorkerState>("checkers/worker").failed, std::uint64_t{0});
    QCOMPARE(stateOf<QueueState>("made/queue").buried, std::uint64_t{0});
}

void RealProgramsTest::imagesOfTheUsersAreNoStandIns()
{
    const auto state = compareDeployment(m_run->plan(), m_options, {});
    QVERIFY2(state, state ? "" : toText(state.error()).c_str());
    QVERIFY(state->isThere && state->differences.empty());
    QVERIFY(!state->usesStandIns);
}

QTEST_GUILESS_MAIN(RealProgramsTest)
#include "real_programs_test.moc"
