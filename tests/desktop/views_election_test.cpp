// SPDX-License-Identifier: GPL-3.0-or-later
// The election view: lanes, terms, and the time without a leader after a kill from the context menu.
#include "app/desktop/containers_view.h"
#include "app/desktop/coverage_label.h"
#include "app/desktop/election_lanes.h"
#include "app/desktop/election_view.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "tests/desktop/fake_run.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

class ViewsElectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Dark); }

    void killingTheLeaderFromTheMenuShowsTheGapAndTheNextTerm()
    {
        RunSession session;
        ElectionView view(&session);
        ContainersView containers(&session);
        view.resize(900, 240);
        view.show();
        auto made = std::make_unique<FakeRun>();
        FakeRun *run = made.get();
        session.begin(std::move(made), RunKind::Simulated);
        run->advance(5s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 5s);
        QCOMPARE(view.lanes().size(), std::size_t{1});
        const ElectionLanes *lanes = view.lanes().front();
        QCOMPARE(lanes->history().lanes.size(), std::size_t{3});
        QVERIFY2(lanes->summary().contains(QStringLiteral("led by web-0/elector, term 1")),
                 qPrintable(lanes->summary()));

        std::unique_ptr<QMenu> menu(containers.menuFor(QStringLiteral("web-0/elector")));
        menu->actions().front()->trigger();
        run->advance(5s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 10s);
        QVERIFY2(lanes->summary().contains(QStringLiteral("led by web-1/elector, term 2")),
                 qPrintable(lanes->summary()));
        // About a second before the first leader, about a second after the kill.
        QCOMPARE(lanes->history().withoutLeader.size(), std::size_t{2});
        const TimeSpan gap = lanes->history().withoutLeader.back();
        QVERIFY(gap.begin >= Time{} + 5s && gap.end <= Time{} + 6100ms && gap.end - gap.begin >= 900ms);
        QVERIFY(!lanes->history().lanes[0].spans.back().alive);

        QVERIFY2(lanes->explain(0, 5.5).contains(QStringLiteral("down")), qPrintable(lanes->explain(0, 5.5)));
        const QString words = lanes->explain(1, 8);
        QVERIFY2(words.contains(QStringLiteral("leader of term 2")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("term 2 by 2 of 3 votes")), qPrintable(words)); // the machine's reason
    }

    /// While a deployment is changed, its containers run and nobody hears of them.
    void whatIsNotObservedIsNotTimeWithoutALeader()
    {
        RunSession session;
        ElectionView view(&session);
        view.resize(900, 240);
        view.show();
        auto made = std::make_unique<FakeRun>();
        FakeRun *run = made.get();
        session.begin(std::move(made), RunKind::Deployed);
        run->advance(5s);
        run->setHeardOf(false);
        run->advance(3s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 8s);
        const ElectionLanes *lanes = view.lanes().front();
        QVERIFY2(lanes->summary().contains(QStringLiteral("not observed now")), qPrintable(lanes->summary()));
        QVERIFY2(lanes->explain(0, 7).contains(QStringLiteral("is not observed")), qPrintable(lanes->explain(0, 7)));
        run->setHeardOf(true);
        run->advance(2s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 10s);
        QVERIFY2(lanes->summary().contains(QStringLiteral("led by web-0/elector")), qPrintable(lanes->summary()));
        QVERIFY2(lanes->summary().contains(QStringLiteral("; not observed 3")), qPrintable(lanes->summary()));
        QCOMPARE(lanes->history().withoutLeader.size(), std::size_t{1}); // before the first election
        QVERIFY(lanes->history().withoutLeader.front().end <= Time{} + 1100ms);
    }

    void whoHasNeverStartedHasNotDied()
    {
        RunSession session;
        ElectionView view(&session);
        view.resize(900, 240);
        view.show();
        auto made = std::make_unique<FakeRun>();
        FakeRun *run = made.get();
        const InstanceIndex late = 6; // web-2/elector
        QCOMPARE(run->plan().instances[late].name, std::string("web-2/elector"));
        run->setAlive(late, false);
        session.begin(std::move(made), RunKind::Deployed);
        run->advance(5s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 5s);
        const ElectionLanes *lanes = view.lanes().front();
        QVERIFY(!lanes->history().lanes[2].spans.front().everRan);
        QVERIFY2(lanes->explain(2, 4).contains(QStringLiteral("has not started")), qPrintable(lanes->explain(2, 4)));
        run->setAlive(late, true);
        run->advance(2s);
        run->setAlive(late, false);
        run->advance(2s);
        QTRY_VERIFY(session.snapshot()->time == Time{} + 9s);
        QVERIFY2(lanes->explain(2, 8.5).contains(QStringLiteral("is down")), qPrintable(lanes->explain(2, 8.5)));
    }

    void itSaysThatItsSumsTakeInTheWarmUp()
    {
        RunSession session;
        ElectionView view(&session);
        view.show();
        Plan plan = fakePlan();
        plan.warmUp = 10s;
        session.begin(std::make_unique<FakeRun>(plan), RunKind::Simulated);
        const auto *words = view.findChild<CoverageLabel *>();
        QVERIFY(words != nullptr && words->isVisible());
        QVERIFY2(words->text().contains(QStringLiteral("since the start, warm-up of 10 s included")),
                 qPrintable(words->text()));
    }

    void faultsAndElectionsAreMarksOnTheCharts()
    {
        RunSession session;
        MetricsView view(&session);
        auto made = std::make_unique<FakeRun>();
        FakeRun *run = made.get();
        session.begin(std::move(made), RunKind::Simulated);
        run->advance(3s);
        session.inject({"kill", "web-0", {}});
        QSignalSpy added(&session, &RunSession::eventsAdded);
        QVERIFY(added.wait(2000));
        const auto &events = session.record()->events();
        QVERIFY(std::any_of(events.begin(), events.end(), [](const RunEvent &e) { return e.kind == "elected"; }));
        QVERIFY(std::any_of(events.begin(), events.end(), [](const RunEvent &e) { return e.kind == "killed"; }));
    }
};

QTEST_MAIN(ViewsElectionTest)
#include "views_election_test.moc"
