// SPDX-License-Identifier: GPL-3.0-or-later
// The views of queues and elections over real simulated runs: dead letters kicked by keys, votes, margins, two leases.
#include "app/desktop/chart_panel.h"
#include "app/desktop/dead_letters.h"
#include "app/desktop/election_facts.h"
#include "app/desktop/election_lanes.h"
#include "app/desktop/election_view.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/queue_charts.h"
#include "app/desktop/queue_view.h"
#include "app/desktop/run_bar.h"
#include "app/desktop/time_strip.h"
#include "tests/desktop/pattern_run.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// The example whose workers fail most attempts, so that tasks are given up.
Topology failingWorkers(double failureRate)
{
    Topology drawn = exampleTopology("work-queue");
    drawn.faults.clear();
    drawn.assertions.clear();
    drawn.containers.at("workers-worker").params["failureRate"] = failureRate;
    drawn.containers.at("workers-worker").params["workTime"] = std::string("constant(10ms)");
    drawn.containers.at("jobs-queue").params["backoff"] = std::string("50ms");
    return drawn;
}

QPushButton *buttonOf(const QWidget &view, const QString &text)
{
    for (QPushButton *button : view.findChildren<QPushButton *>())
        if (button->text().remove(QLatin1Char('&')) == text)
            return button;
    return nullptr;
}

ElectionLane laneWithLeases(const std::string &name, std::vector<std::pair<int, int>> milliseconds)
{
    ElectionLane lane{.name = name + "/elector", .member = name, .spans = {}};
    for (const auto &[begin, end] : milliseconds)
        lane.spans.push_back({.begin = Time(begin * 1ms), .end = Time(end * 1ms), .alive = true, .leaseValid = true});
    return lane;
}

} // namespace

class QueueElectionViewsTest : public QObject {
    Q_OBJECT

private:
    /// A run that is paused with some dead letters.
    static void runUntilDead(PatternRun &run, std::uint64_t letters)
    {
        SimulatorOptions options;
        options.speed = 20;
        options.endless = true;
        run.session.simulate(lower(run.topology).value(), options);
        QTRY_VERIFY_WITH_TIMEOUT(
            run.session.snapshot()->time > Time(1s) && run.state<QueueState>("jobs/queue").buried >= letters, 60'000);
        run.session.pause();
        QTRY_COMPARE(run.session.snapshot()->status, RunStatus::Paused);
    }

private Q_SLOTS:
    void aPausedRunShowsItsLastInstant()
    {
        PatternRun run(failingWorkers(0.7));
        runUntilDead(run, 1);
        const SnapshotPtr held = run.session.snapshot();
        // Not that of the last step of its history, which may be some tenths of a second before.
        QTRY_VERIFY(run.session.record()->patterns().at(std::nullopt)->time == held->time);
        run.session.step();
        QTRY_VERIFY(run.session.snapshot()->time > held->time);
        QTRY_VERIFY(run.session.record()->patterns().at(std::nullopt)->time == run.session.snapshot()->time);
    }

    void aDeadLetterIsReadAndKickedByKeys()
    {
        PatternRun run(failingWorkers(0.7));
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        runUntilDead(run, 3);
        FigureTable *table = view.deadLetters()->table();
        // The view follows the history, which is written beside the run.
        QTRY_COMPARE(table->rows().size(), run.state<QueueState>("jobs/queue").deadLetters.size());
        const auto before = run.state<QueueState>("jobs/queue");
        QVERIFY(table->rows().size() >= 3);

        table->setFocus();
        table->selectRow(0);
        const DeadLetter letter = before.deadLetters.front();
        const QString text = view.deadLetters()->currentText();
        QVERIFY2(text.contains(QStringLiteral("Task %1, attempts: 5").arg(letter.task)), qPrintable(text));
        QVERIFY(text.contains(QString::fromStdString(letter.worker)) && letter.worker.starts_with("workers-"));
        QVERIFY(text.contains(QStringLiteral("synthetic failure")));
        QVERIFY(text.contains(QStringLiteral("%1 bytes").arg(letter.payloadBytes)));

        QTest::keyClick(table, Qt::Key_Return, Qt::ControlModifier);
        run.session.play();
        QTRY_COMPARE_WITH_TIMEOUT(run.state<QueueState>("jobs/queue").kicked, std::uint64_t(1), 20'000);
        run.session.pause();
        const auto &events = run.session.record()->events();
        QTRY_VERIFY(std::ranges::any_of(events, [&](const RunEvent &event) {
            return event.kind == "kicked" && event.text == "task " + std::to_string(letter.task);
        }));
        // It is served again: that it is given up once more takes another five attempts.
        const auto after = run.state<QueueState>("jobs/queue");
        for (const DeadLetter &each : after.deadLetters)
            QVERIFY(each.task != letter.task || each.attempts == letter.attempts + 5);
    }

    /// There is no mouse in a chart that would take the cursor away again.
    void theViewsGoOnFromWhereAnotherPathBegins()
    {
        PatternRun run(failingWorkers(1));
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        TimeStrip strip(&run.session);
        strip.resize(900, 40);
        strip.show();
        RunBar bar(&run.session);
        runUntilDead(run, 10);
        const double at = toSeconds(run.session.snapshot()->time) - 0.01;
        run.session.hold(at);
        QTRY_VERIFY_WITH_TIMEOUT(!run.session.isSeeking(), 60'000);
        auto *live = strip.findChild<QToolButton *>(QStringLiteral("liveButton"));
        const auto *kickAll = buttonOf(view, QStringLiteral("Kick all"));
        QVERIFY(!kickAll->isEnabled());
        QTest::mouseClick(strip.findChild<QToolButton *>(QStringLiteral("forkButton")), Qt::LeftButton);
        QVERIFY(!run.session.held());
        QTRY_VERIFY_WITH_TIMEOUT(run.session.snapshot()->time == Time(fromSeconds(at)) &&
                                     run.session.snapshot()->status == RunStatus::Paused,
                                 60'000);
        run.session.setCursor(at); // where the pause puts it, unless it came at once
        QVERIFY(live->isEnabled());
        QTRY_VERIFY(kickAll->isEnabled()); // where it waits is now
        bar.playAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(toSeconds(run.session.snapshot()->time) > at + 1, 60'000);
        QVERIFY(!run.session.cursor());
        QTRY_VERIFY(kickAll->isEnabled());
        QVERIFY(!live->isEnabled());

        run.session.setCursor(at); // as a click on the scenario's time line
        QTRY_VERIFY(!kickAll->isEnabled());
        QVERIFY(live->isEnabled());
        QTest::mouseClick(live, Qt::LeftButton);
        QVERIFY(!run.session.cursor() && !live->isEnabled());
        QTRY_VERIFY(kickAll->isEnabled());
    }

    /// While the run stands and when it is over: page by page down to the first, and back.
    void everyDeadLetterCanBeRead()
    {
        PatternRun run(failingWorkers(1));
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        runUntilDead(run, 45);
        const std::uint64_t buried = run.state<QueueState>("jobs/queue").buried;
        const std::uint64_t hash = run.session.snapshot()->traceHash;
        FigureTable *table = view.deadLetters()->table();
        QTRY_COMPARE(table->rows().size(), std::size_t(20));
        const auto first = [&] { return table->rows().front().cells.front().sortKey.toULongLong(); };
        const auto readAll = [&] {
            std::set<qulonglong> read;
            const auto take = [&] {
                for (const FigureRow &row : table->rows())
                    read.insert(row.cells.front().sortKey.toULongLong());
            };
            take();
            while (buttonOf(view, QStringLiteral("Older"))->isEnabled()) {
                const auto before = first();
                QTest::mouseClick(buttonOf(view, QStringLiteral("Older")), Qt::LeftButton);
                QTRY_VERIFY(first() < before);
                take();
            }
            QCOMPARE(read.size(), std::size_t(run.state<QueueState>("jobs/queue").buried));
            table->selectRow(0);
            QVERIFY(view.deadLetters()->currentText().contains(QStringLiteral("synthetic failure")));
        };
        readAll();
        QCOMPARE(run.session.snapshot()->traceHash, hash); // to look changes nothing
        QCOMPARE(run.state<QueueState>("jobs/queue").buried, buried);
        while (buttonOf(view, QStringLiteral("Newer"))->isEnabled()) {
            const auto before = first();
            QTest::mouseClick(buttonOf(view, QStringLiteral("Newer")), Qt::LeftButton);
            QTRY_VERIFY(first() > before);
        }
        run.session.stop();
        QTRY_COMPARE(run.session.snapshot()->status, RunStatus::Finished);
        QTRY_COMPARE(table->rows().size(), std::size_t(20));
        readAll();
    }

    void whatIsDiscardedIsGone()
    {
        PatternRun run(failingWorkers(1));
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        runUntilDead(run, 4);
        FigureTable *table = view.deadLetters()->table();
        QTRY_COMPARE(table->rows().size(), run.state<QueueState>("jobs/queue").deadLetters.size());
        QVERIFY(table->rows().size() >= 4);
        const auto before = run.state<QueueState>("jobs/queue");
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(table->selectedKeys().size(), 2);
        QTest::keyClick(table, Qt::Key_Delete);
        run.session.play();
        QTRY_COMPARE_WITH_TIMEOUT(run.state<QueueState>("jobs/queue").discarded, std::uint64_t(2), 20'000);
        run.session.pause();
        QTRY_COMPARE(run.session.snapshot()->status, RunStatus::Paused);
        QTRY_VERIFY(std::ranges::none_of(table->rows(), [&](const FigureRow &row) {
            const double task = row.cells.front().sortKey.toDouble();
            return task == double(before.deadLetters[0].task) || task == double(before.deadLetters[1].task);
        }));
        // All the rest at a click.
        QPushButton *all = buttonOf(view, QStringLiteral("Kick all"));
        QVERIFY(all != nullptr && all->isEnabled());
        const std::uint64_t buried = run.state<QueueState>("jobs/queue").buried;
        QTest::mouseClick(all, Qt::LeftButton);
        run.session.play();
        QTRY_VERIFY_WITH_TIMEOUT(run.state<QueueState>("jobs/queue").kicked >= buried, 20'000);
    }

    void figuresAreThoseOfTheCursorsInstant()
    {
        PatternRun run("work-queue");
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        run.toTheEnd();
        const auto now = run.state<QueueState>("jobs/queue");
        const auto depth = [&] { return view.queues()->rows().front().cells[1].sortKey.toDouble(); };
        QCOMPARE(depth(), double(now.ready + now.reserved + now.delayed));
        run.session.setCursor(49); // one worker has been away for 19 s
        const PatternMomentPtr then = run.session.record()->patterns().at(Time(49s));
        const auto *state = patternOf<QueueState>(*momentOf(*then, run.index("jobs/queue")));
        QVERIFY(state != nullptr && state->ready > 20);
        QTRY_COMPARE(depth(), double(state->ready + state->reserved + state->delayed));
        QCOMPARE(view.queues()->rows().front().cells[5].sortKey.toDouble(), toSeconds(state->oldestAge));
        QCOMPARE(view.workers()->rows().at(1).cells[2].text, QStringLiteral("down"));
        QVERIFY(!buttonOf(view, QStringLiteral("Kick all"))->isEnabled());

        // Beside it, the depth over time: highest about when the worker comes back.
        const ChartPanel *chart = view.charts()->current();
        QCOMPARE(chart->lines().size(), std::size_t(1));
        const auto &points = chart->lines().front().points;
        QVERIFY(points.size() > 100);
        const auto most = std::ranges::max_element(points, {}, &HistoryPoint::value);
        QVERIFY2(most->seconds > 40 && most->seconds < 60, std::to_string(most->seconds).c_str());
        view.charts()->choice()->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(view.charts()->choice(), Qt::Key_Down);
        QCOMPARE(view.charts()->current()->title(), QStringLiteral("Throughput"));
        const auto rate = ChartPanel::valueAt(view.charts()->current()->lines().front(), 25);
        QVERIFY2(rate && *rate > 8 && *rate < 25, rate ? std::to_string(*rate).c_str() : "none"); // 15 a second come
    }

    void stagesAreTwoLinesAndTwoRows()
    {
        PatternRun run("batch-stages");
        QueueView view(&run.session);
        view.resize(1300, 400);
        view.show();
        run.toTheEnd(30s);
        QCOMPARE(view.queues()->rows().size(), std::size_t(2));
        QCOMPARE(view.charts()->current()->lines().size(), std::size_t(2));
        QCOMPARE(view.workers()->rows().size(), std::size_t(4));
        const auto serves = [&](const QString &queue) {
            return std::ranges::count_if(view.workers()->rows(),
                                         [&](const FigureRow &row) { return row.cells[1].text == queue; });
        };
        QCOMPARE(serves(QStringLiteral("resize/queue")), 2);
        QCOMPARE(serves(QStringLiteral("publish/queue")), 2);
        const auto resize = std::ranges::find(view.queues()->rows(), QStringLiteral("resize/queue"), &FigureRow::key);
        QCOMPARE(resize->cells.back().text, QStringLiteral("publish/queue"));
    }

    void leasesThatOnlyTouchAreSafe()
    {
        ElectionHistory election{.election = "e", .lanes = {}, .withoutLeader = {}};
        election.lanes = {laneWithLeases("a", {{0, 1000}, {3000, 4000}}), laneWithLeases("b", {{1000, 2000}}),
                          laneWithLeases("c", {{2000, 3000}})};
        QVERIFY(leaseOverlaps(election).empty());
        election.lanes[1] = laneWithLeases("b", {{880, 2000}});
        election.lanes[2] = laneWithLeases("c", {{1900, 3100}});
        const auto overlaps = leaseOverlaps(election);
        QCOMPARE(overlaps.size(), std::size_t(3));
        QVERIFY(overlaps[0].begin == Time(880ms) && overlaps[0].end == Time(1s));
        QCOMPARE(overlaps[0].lanes, (std::vector<std::size_t>{0, 1}));
        QVERIFY(overlaps[1].begin == Time(1900ms) && overlaps[1].end == Time(2s));
        QVERIFY(overlaps[2].begin == Time(3s) && overlaps[2].end == Time(3100ms));
        QCOMPARE(overlaps[2].lanes, (std::vector<std::size_t>{0, 2}));
    }

    void theMarginFollowsFromTheTimings()
    {
        const ElectionMargin usual = marginOf({});
        QVERIFY(usual.beforeElection == 200ms);
        QCOMPARE(usual.clockFactor, 1.25);
        QVERIFY(std::abs(usual.clockDrift - 1.0 / 9) < 1e-12); // lease = timeout (1 - rho) / (1 + rho)
        QCOMPARE(usual.lostHeartbeats, std::uint64_t(2));
        ElectionConfig tight;
        tight.lease = 1200ms;
        QVERIFY(marginOf(tight).beforeElection < 0s);
        QVERIFY(marginSentence(tight).startsWith(QStringLiteral("No margin")));
    }

    void votesAndHeartbeatsAreToldOnHover()
    {
        PatternRun run("leader-election");
        ElectionView view(&run.session);
        view.resize(1200, 300);
        view.show();
        run.toTheEnd();
        const ElectionLanes *lanes = view.lanes().front();
        const ElectionHistory &history = lanes->history();
        const Time at(15s);
        std::size_t leader = 9;
        for (std::size_t i = 0; i < history.lanes.size(); ++i)
            if (spanAt(history.lanes[i], at)->leaseValid)
                leader = i;
        QVERIFY(leader < 3);
        const QString words = lanes->explain(leader, 15);
        const QString member = QString::fromStdString(history.lanes[leader].member);
        QVERIFY2(words.contains(QStringLiteral("Voted for %1 in term 1").arg(member)), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("Has votes of")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("A quorum acknowledged what it sent")), qPrintable(words));
        QVERIFY(votersFor(history, history.lanes[leader].member, 1, at).size() >= 2);
        const QString follower = lanes->explain((leader + 1) % 3, 15);
        QVERIFY2(follower.contains(QStringLiteral("Believes that %1 leads").arg(member)), qPrintable(follower));
        QVERIFY2(follower.contains(QStringLiteral("Heard its leader's heartbeat")), qPrintable(follower));

        QVERIFY2(view.words(0).margin->text().contains(QStringLiteral("1.25")),
                 qPrintable(view.words(0).margin->text()));
        QVERIFY(view.words(0).warning->isHidden()); // nothing unsafe happened
        // A resource goes from token to token with the leaders, and refuses nobody.
        QCOMPARE(lanes->resource().size(), std::size_t(3));
        for (const FencedSpan &span : lanes->resource())
            QVERIFY(span.refused.empty());
        QVERIFY2(lanes->explain(3, 15).contains(QStringLiteral("fencing tokens goes by 1, of")),
                 qPrintable(lanes->explain(3, 15)));
        QVERIFY(lanes->explain(4, 15).isEmpty());
        run.session.setCursor(15);
        QVERIFY2(view.words(0).summary->text().contains(QStringLiteral("at 0:15.000 led by")),
                 qPrintable(view.words(0).summary->text()));
    }

    void twoLeasesAtOnceAreUnsafe()
    {
        Topology drawn = exampleTopology("leader-election");
        drawn.faults.clear();
        drawn.assertions.clear();
        std::string leader;
        {
            PatternRun quiet(drawn);
            ElectionView first(&quiet.session);
            first.show();
            quiet.toTheEnd(15s);
            for (const ElectionLane &lane : first.lanes().front()->history().lanes)
                if (lane.spans.back().leaseValid)
                    leader = lane.member;
        }
        QVERIFY(!leader.empty());
        // Its clock at a third of the speed, and nobody hears it: the others elect while it still believes in its
        // lease.
        drawn.faults["slow-clock"] = {
            .id = "slow-clock",
            .kind = "clock",
            .target = leader,
            .params = {{"at", std::string("15s")}, {"for", std::string("60s")}, {"rate", 0.3}}};
        drawn.faults["cut"] = {.id = "cut",
                               .kind = "cut",
                               .target = leader,
                               .params = {{"at", std::string("20s")}, {"for", std::string("20s")}}};
        PatternRun run(drawn);
        ElectionView view(&run.session);
        view.resize(1200, 300);
        view.show();
        run.toTheEnd(60s);
        QVERIFY(!view.lanes().front()->overlaps().empty());
        const QString warning = view.words(0).warning->text();
        QVERIFY2(warning.startsWith(QStringLiteral("Unsafe")) && warning.contains(QString::fromStdString(leader)),
                 qPrintable(warning));
        QVERIFY(!view.words(0).warning->isHidden());
        QVERIFY2(view.words(0).margin->text().contains(QStringLiteral("3.33 times as fast")),
                 qPrintable(view.words(0).margin->text()));
        const LeaseOverlap overlap = view.lanes().front()->overlaps().front();
        const QString words = view.lanes().front()->explain(overlap.lanes.front(), toSeconds(overlap.begin) + 0.01);
        QVERIFY2(words.contains(QStringLiteral("Unsafe")), qPrintable(words));
        // The new leader's token is the higher one: the resource refuses the old leader for as long as both hold a lease.
        const auto &resource = view.lanes().front()->resource();
        const auto refusing =
            std::ranges::find_if(resource, [](const FencedSpan &span) { return !span.refused.empty(); });
        QVERIFY(refusing != resource.end());
        QVERIFY(refusing->begin == overlap.begin && refusing->end == overlap.end);
        const std::size_t old = *laneOfMember(view.lanes().front()->history(), leader);
        QCOMPARE(refusing->refused, std::vector<std::size_t>{old});
        const QString refused = view.lanes().front()->explain(3, toSeconds(overlap.begin) + 0.01);
        QVERIFY2(refused.contains(QStringLiteral("Refuses what")), qPrintable(refused));
    }
};

QTEST_MAIN(QueueElectionViewsTest)
#include "queue_election_views_test.moc"
