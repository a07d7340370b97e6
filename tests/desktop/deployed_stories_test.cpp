// SPDX-License-Identifier: GPL-3.0-or-later
// The stories of the patterns, deployed: stand-ins in a real engine, the same faults out of the same scenarios, and the
// same words in the same views, as soon as they stand there; then once more, under the cursor at those instants.
#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "tests/desktop/pattern_run.h"
#include "tests/desktop/stories.h"
#include "tests/desktop/story_views.h"
#include "tests/docker/test_engine.h"

#include <QProcess>

#include <algorithm>
#include <array>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr const char *storyDeployment = "story";
constexpr int startLimitMs = 90'000;
constexpr int storyLimitMs = 30'000; ///< from one instant to the next, on a busy machine
constexpr int pastLimitMs = 5'000;
/// Seconds: on its way up before the first, and a fault needs a while to be felt.
constexpr std::array<double, 3> earliest{4, toSeconds(storyFaultAt) + 2, toSeconds(storyFaultAt + storyFaultFor)};
constexpr double laterHeld = 0.5; ///< seconds; a past is kept in steps

/// Containers, networks and volumes.
Result<std::size_t> countLabelled(const std::string &engineUrl)
{
    return withEngine<std::size_t>(engineUrl, [](EngineClient &engine) -> Task<Result<std::size_t>> {
        const std::string mine = std::string(storyDeployment);
        const auto containers = co_await listContainers(engine, std::string(label::deployment) + '=' + mine);
        const auto networks = co_await listNetworks(engine);
        const auto volumes = co_await listVolumes(engine, "com.docker.compose.project=" + mine);
        if (!containers || !networks || !volumes)
            co_return fail(ErrorCode::NotReachable, "The engine does not say what it has.");
        const auto network = std::ranges::count(*networks, mine + "_default", &FoundNetwork::name);
        co_return containers->size() + volumes->size() + static_cast<std::size_t>(network);
    });
}

/// git with the shell that it starts its other half by, and a repository with one commit.
bool makeGitImage(const TestEngine &engine)
{
    const QString repository = QString::fromLatin1(storyRepository);
    const QString script = QStringLiteral(
        "rm -rf \"$1\" \"$1.work\" && git init -q -b main \"$1.work\" && echo hello >\"$1.work/index.html\" && "
        "git -C \"$1.work\" add . && git -C \"$1.work\" -c user.name=story -c user.email=story@localhost commit -qm "
        "one && "
        "git clone -q --bare \"$1.work\" \"$1\" && rm -rf \"$1.work\"");
    return QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), script, QStringLiteral("sh"), repository}) ==
               0 &&
           engine.makeImage({QString::fromLatin1(storyGitImage), QStringLiteral("[\"git\"]"), QStringLiteral("git"),
                             QStringLiteral("git-upload-pack"), QStringLiteral("/usr/lib/git-core/git"),
                             QStringLiteral("sh"), repository});
}

} // namespace

class DeployedStoriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void viewsTellTheStory_data();
    void viewsTellTheStory();

private:
    static void live(StoryViews &views, RunSession &session, const Story &story, std::array<double, 3> &seenAt);
    static void inThePast(StoryViews &views, RunSession &session, const Story &story,
                          const std::array<double, 3> &seenAt);

    QTemporaryDir m_state;
    TestEngine m_engine;
    DeployOptions m_options;
};

void DeployedStoriesTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
    m_options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
    m_options.deployment = storyDeployment;
    m_options.standIns = true;
    m_options.engineUrl = m_engine.url();
    if (m_options.engineUrl.empty())
        QSKIP("There is no engine, and none can be started here.");
    static_cast<void>(takeDown(m_options.engineUrl, storyDeployment, true, {})); // of a test that was killed
}

/// Of what failed on its way too.
void DeployedStoriesTest::cleanup()
{
    if (m_options.engineUrl.empty())
        return;
    const auto removed = takeDown(m_options.engineUrl, storyDeployment, true, {});
    QVERIFY2(removed, removed ? "" : toText(removed.error()).c_str());
    const auto left = countLabelled(m_options.engineUrl);
    QVERIFY2(left, left ? "" : toText(left.error()).c_str());
    QCOMPARE(*left, std::size_t{0});
}

void DeployedStoriesTest::viewsTellTheStory_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(stories().size()); ++i)
        QTest::addRow("%s", stories()[static_cast<std::size_t>(i)].name.c_str()) << i;
}

void DeployedStoriesTest::viewsTellTheStory()
{
    QFETCH(int, number);
    const Story &story = stories()[static_cast<std::size_t>(number)];
    if (!story.deployedWith.empty() && !makeGitImage(m_engine))
        QSKIP("There is no git here, or no docker program to make an image of it with.");
    Topology drawing = drawingOf(story);
    change(drawing, story.deployedWith);
    PatternRun run(drawing);
    RunSession &session = run.session;
    StoryViews views(session, run.topology);
    session.deploy(lower(run.topology).value(), m_options);
    QTRY_VERIFY_WITH_TIMEOUT(session.snapshot()->status != RunStatus::Starting, startLimitMs);
    QVERIFY2(session.isLive(RunKind::Deployed), toText(session.record()->error()).c_str());

    std::array<double, 3> seenAt{};
    live(views, session, story, seenAt);
    if (QTest::currentTestFailed())
        return;
    inThePast(views, session, story, seenAt);
    if (QTest::currentTestFailed())
        return;
    session.goLive();
    session.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!session.isLive(RunKind::Deployed), startLimitMs);
}

void DeployedStoriesTest::live(StoryViews &views, RunSession &session, const Story &story,
                               std::array<double, 3> &seenAt)
{
    const auto now = [&session] { return toSeconds(session.snapshot()->time); };
    const std::array<const Instant *, 3> instants{&story.before, &story.during, &story.after};
    for (std::size_t i = 0; i < instants.size(); ++i) {
        static_cast<void>(QTest::qWaitFor(
            [&] { return now() > earliest[i] && views.disagreement(*instants[i]).isEmpty(); }, storyLimitMs));
        seenAt[i] = now();
        const QString wrong = views.disagreement(*instants[i]);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("by %1 s: %2").arg(seenAt[i]).arg(wrong)));
    }
    qInfo("seen at %.1f, %.1f and %.1f s", seenAt[0], seenAt[1], seenAt[2]);
    QVERIFY(seenAt[0] < toSeconds(storyFaultAt));
}

void DeployedStoriesTest::inThePast(StoryViews &views, RunSession &session, const Story &story,
                                    const std::array<double, 3> &seenAt)
{
    const std::array<const Instant *, 2> instants{&story.before, &story.during};
    for (std::size_t i = 0; i < instants.size(); ++i) {
        session.hold(seenAt[i] + laterHeld);
        QTRY_VERIFY_WITH_TIMEOUT(!session.isSeeking(), pastLimitMs);
        static_cast<void>(QTest::qWaitFor([&] { return views.disagreement(*instants[i]).isEmpty(); }, pastLimitMs));
        const QString wrong = views.disagreement(*instants[i]);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("held at %1 s: %2").arg(seenAt[i]).arg(wrong)));
    }
}

QTEST_MAIN(DeployedStoriesTest)
#include "deployed_stories_test.moc"
