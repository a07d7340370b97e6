// SPDX-License-Identifier: GPL-3.0-or-later
// The election view: lanes, terms, and the time without a leader after a kill from the context menu.
#include "app/desktop/containers_view.h"
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
