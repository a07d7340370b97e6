// SPDX-License-Identifier: GPL-3.0-or-later
// The deploy panel: an engine that is not there, one that lacks images, progress, Down and its proof.
#include "app/desktop/compare_view.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/deploy_preview_dialog.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/logs_view.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "tests/desktop/fake_run.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace bayplan;

namespace {

DeployCalls answering()
{
    DeployCalls calls;
    calls.find = [](const std::string &) {
        return Result<EngineInfo>(EngineInfo{"Docker", "24.0.7", "1.41", "unix:///x"});
    };
    calls.deployments = [](const std::string &) {
        return Result<std::vector<FoundDeployment>>(std::vector<FoundDeployment>{});
    };
    calls.preview = [](const Plan &, const DeployOptions &) {
        DeployPreview preview;
        preview.steps = {{DeployStep::Kind::Add, "container fake-web-0-app", ""},
                         {DeployStep::Kind::Keep, "network fake", ""}};
        preview.blockers = {fail(ErrorCode::NotFound, "The engine does not have the image shop:1.", "Pull it.")};
        preview.missingImages = {"shop:1"};
        return Result<DeployPreview>(preview);
    };
    return calls;
}

/// A panel beside a deployment that does what a test says.
struct PanelOfARun {
    PanelOfARun()
    {
        panel.setCalls(answering());
        panel.show();
    }
    void begin() { session.begin(std::move(made), RunKind::Deployed); }

    RunSession session;
    DeployPanel panel{&session};
    std::unique_ptr<FakeRun> made = std::make_unique<FakeRun>();
    FakeRun *run = made.get();
};

QPushButton *volumesButton(const DeployPanel &panel)
{
    for (auto *button : panel.findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Remove volumes"))
            return button;
    return nullptr;
}

} // namespace

class ViewsDeployTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void withoutAnEngineThePanelSaysWhyAndHowToGetOne()
    {
        RunSession session;
        DeployPanel panel(&session);
        DeployCalls calls = answering();
        calls.find = [](const std::string &) {
            return Result<EngineInfo>(fail(ErrorCode::NotReachable, "No container engine answers at unix:///nowhere.",
                                           "Install docker.io and start dockerd."));
        };
        panel.setCalls(calls);
        QSignalSpy checked(&panel, &DeployPanel::engineChecked);
        panel.show();
        QVERIFY(checked.wait(5000));
        QCOMPARE(
            panel.engineText(),
            QStringLiteral("No container engine answers at unix:///nowhere. Install docker.io and start dockerd."));
        QVERIFY(!panel.deployButton()->isEnabled());
    }

    void aRealEngineThatIsNotThereIsSaidToo()
    {
        RunSession session;
        DeployPanel panel(&session);
        panel.findChildren<QLineEdit *>().front()->setText(QStringLiteral("unix:///nonexistent/bayplan-test.sock"));
        QSignalSpy checked(&panel, &DeployPanel::engineChecked);
        panel.show();
        QVERIFY(checked.wait(10'000));
        QVERIFY2(panel.engineText().contains(QStringLiteral("nonexistent")), qPrintable(panel.engineText()));
    }

    void missingImagesStopTheDeployUntilStandInsAreChosen()
    {
        RunSession session;
        session.setPlanSource([] { return Result<Plan>(fakePlan()); });
        DeployPanel panel(&session);
        panel.setCalls(answering());
        QSignalSpy checked(&panel, &DeployPanel::engineChecked);
        panel.show();
        QVERIFY(checked.wait(5000));
        QVERIFY(panel.deployButton()->isEnabled());
        QSignalSpy previewed(&panel, &DeployPanel::previewReady);
        QTest::mouseClick(panel.deployButton(), Qt::LeftButton);
        QVERIFY(previewed.wait(5000));
        QVERIFY(!session.isLive(RunKind::Deployed));
        const auto *dialog = panel.findChild<DeployPreviewDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->deployButton()->isEnabled());
        QVERIFY(dialog->steps()->toText(false).contains(QStringLiteral("+ add\tcontainer fake-web-0-app")));
        QCOMPARE(panel.stateText(), QStringLiteral("1 to add, 0 to change, 1 stay, 0 to remove"));
        QTest::mouseClick(panel.deployButton(), Qt::LeftButton); // asked again, it takes the place of the first
        QVERIFY(previewed.wait(5000));
        QTRY_COMPARE(panel.findChildren<DeployPreviewDialog *>().size(), 1);
    }

    void theCommandDoesTheSame()
    {
        RunSession session;
        DeployPanel panel(&session);
        panel.setDocumentPath(QStringLiteral("/home/a b/shop.bayplan.json"));
        panel.standInsBox()->setChecked(true);
        QCOMPARE(panel.commandText(), QStringLiteral("bayplanctl deploy '/home/a b/shop.bayplan.json' --stand-ins"));
        QCOMPARE(panel.options().documentFolder, std::string("/home/a b"));
        panel.setScenario(2); // as the simulator does, unless somebody wants it otherwise
        QVERIFY(panel.commandText().endsWith(QStringLiteral(" --stand-ins --faults")));
        QVERIFY(panel.options().runFaults);
        QTest::keyClick(panel.faultsBox(), Qt::Key_Space);
        QVERIFY(panel.commandText().endsWith(QStringLiteral(" --stand-ins")));
        QVERIFY(!panel.options().runFaults);
    }

    void progressIsOneRowPerResourceWithTheEnginesWords()
    {
        PanelOfARun shown;
        DeployPanel &panel = shown.panel;
        shown.begin();
        shown.run->addProgress({"network", "creating", "", 0.1});
        shown.run->addProgress({"web-0/app", "starting", "", 0.5});
        shown.run->addProgress({"network", "ready", "", 0.6});
        shown.run->addProgress({"web-0/app", "failed", "port 80 is taken", 0.7});
        QTRY_COMPARE(panel.progressTable()->rows().size(), std::size_t{2});
        QCOMPARE(panel.progressTable()->rows()[0].cells[0].text, QStringLiteral("ready"));
        QCOMPARE(panel.progressTable()->rows()[1].cells[2].text, QStringLiteral("port 80 is taken"));
    }

    void howManyContainersRunIsCountedAgain()
    {
        PanelOfARun shown;
        DeployPanel &panel = shown.panel;
        shown.run->setAllAlive(false); // as an adopted deployment is before anybody has looked
        shown.begin();
        QTRY_VERIFY2(panel.stateText().contains(QStringLiteral("0 of 8 containers")), qPrintable(panel.stateText()));
        shown.run->setAllAlive(true);
        QTRY_VERIFY2(panel.stateText().contains(QStringLiteral("8 of 8 containers")), qPrintable(panel.stateText()));
    }

    void downIsProvedByLookingAgain()
    {
        RunSession session;
        DeployPanel panel(&session);
        auto asked = std::make_shared<std::atomic<int>>(0);
        DeployCalls calls = answering();
        calls.takeDown = [asked](const std::string &, const std::string &, bool) {
            return Result<std::size_t>(std::size_t{(*asked)++ == 0 ? 2U : 0U});
        };
        panel.setCalls(calls);
        panel.show();
        session.begin(std::make_unique<FakeRun>(), RunKind::Deployed);
        QTRY_VERIFY(panel.downButton()->isEnabled());
        QSignalSpy proved(&panel, &DeployPanel::downProved);
        QTest::mouseClick(panel.downButton(), Qt::LeftButton);
        QVERIFY(proved.wait(5000));
        QCOMPARE(proved.first().first().toInt(), 0);
        QCOMPARE(asked->load(), 2);
        QCOMPARE(panel.stateText(), QStringLiteral("Down: 0 resources left."));
        QVERIFY(!volumesButton(panel)->isVisible()); // there was none with data of the user's own
    }

    void whatIsOnItsWayIsGivenUpAndWhatWasThereIsNot()
    {
        RunSession session;
        FakeRun *run = nullptr;
        const auto starting = [&run](Plan, const DeployOptions &) {
            auto made = std::make_unique<FakeRun>();
            run = made.get();
            run->startsAs = RunStatus::Starting;
            return made;
        };
        session.setDeploymentMakers({starting, starting});
        DeployPanel panel(&session);
        panel.setCalls(answering());
        panel.show();
        session.adopt(fakePlan(), {});
        QTRY_COMPARE(panel.stateText(), QStringLiteral("Looking at what runs..."));
        QVERIFY(!panel.cancelButton()->isVisible());
        QVERIFY(panel.downButton()->isVisible() && !panel.downButton()->isEnabled());
        session.deploy(fakePlan(), {});
        QTRY_VERIFY(panel.cancelButton()->isVisible());
        QTest::mouseClick(panel.cancelButton(), Qt::LeftButton);
        QCOMPARE(run->calls.back(), std::string("give up")); // and not "stop", which takes down what is there by then
    }

    void volumesThatDownHasKeptAreOffered()
    {
        PanelOfARun shown;
        shown.panel.resize(500, 700);
        auto withVolumes = std::make_shared<std::atomic<int>>(0);
        DeployCalls calls = answering();
        calls.takeDown = [withVolumes](const std::string &, const std::string &, bool volumes) {
            *withVolumes += volumes ? 1 : 0;
            return Result<std::size_t>(std::size_t{0});
        };
        shown.panel.setCalls(calls);
        shown.begin();
        shown.run->addProgress({"volume shop_db-data", "kept", "it holds data of your own", 1});
        QTRY_VERIFY(shown.panel.downButton()->isEnabled());
        QTest::mouseClick(shown.panel.downButton(), Qt::LeftButton);
        QTRY_VERIFY2(shown.panel.stateText().contains(QStringLiteral("data of your own are kept")),
                     qPrintable(shown.panel.stateText()));
        QVERIFY(volumesButton(shown.panel)->isVisible());
        QTest::mouseClick(volumesButton(shown.panel), Qt::LeftButton);
        QTRY_VERIFY(shown.panel.stateText().contains(QStringLiteral("volumes included")));
        QVERIFY(withVolumes->load() > 0 && !volumesButton(shown.panel)->isVisible());
    }

    void logsAreFilteredByContainerAndWords()
    {
        RunSession session;
        LogsView logs(&session);
        session.begin(std::make_unique<FakeRun>(), RunKind::Deployed);
        logs.take({{"web-0/app", false, "2026-11-23T10:00:00.123456Z", "listening"},
                   {"web-1/app", true, "2026-11-23T10:00:01.5Z", "cannot bind"}});
        QCOMPARE(logs.text()->toPlainText().count(QLatin1Char('\n')), 1);
        logs.showInstance(QStringLiteral("web-1/app"));
        QVERIFY(logs.text()->toPlainText().contains(QStringLiteral("cannot bind")));
        QVERIFY(!logs.text()->toPlainText().contains(QStringLiteral("listening")));
    }

    void aSimulatedAndADeployedRunAreComparedByThemselves()
    {
        RunSession session;
        CompareView view(&session);
        view.resize(800, 300);
        view.show();
        auto predicted = std::make_unique<FakeRun>(), measured = std::make_unique<FakeRun>();
        FakeRun *a = predicted.get(), *b = measured.get();
        session.begin(std::move(predicted), RunKind::Simulated);
        session.begin(std::move(measured), RunKind::Deployed);
        b->requestsPerSecond = 80;
        a->advance(std::chrono::seconds(10));
        b->advance(std::chrono::seconds(10));
        QTest::qWait(250);
        QTRY_VERIFY_WITH_TIMEOUT(!view.table()->rows().empty(), 5000);
        QTRY_VERIFY2_WITH_TIMEOUT(view.table()->toText(false).contains(QStringLiteral("-20.0 %")),
                                  qPrintable(view.table()->toText(false)), 5000);
    }
};

QTEST_MAIN(ViewsDeployTest)
#include "views_deploy_test.moc"
