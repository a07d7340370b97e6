// SPDX-License-Identifier: GPL-3.0-or-later
// The sequence chart by mouse and keys: whose life lines, what a message says, walking, and one that is dropped.
#include "app/desktop/run_session.h"
#include "app/desktop/sequence_chart.h"
#include "app/desktop/sequence_picker.h"
#include "app/desktop/sequence_view.h"
#include "app/desktop/theme.h"
#include "simulator/simulator_run.h"
#include "tests/desktop/fake_run.h"
#include "tests/simulator/plans.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Three electors whose messages take 10 ms.
Plan electors()
{
    Plan plan = electionPlan(3);
    for (InstancePlan &instance : plan.instances)
        for (PeerPlan &peer : instance.peers)
            peer.quality.latency = Distribution::constant(10ms);
    plan.duration = 20s;
    return plan;
}

struct Shown {
    explicit Shown(Plan plan, double speed = 1)
    {
        view.resize(1000, 320);
        view.show();
        SimulatorOptions options;
        options.speed = speed;
        session.begin(makeSimulatorRun(std::move(plan), options), RunKind::Simulated, false);
    }

    const SequenceMessages &messages() const { return view.chart()->scene().messages; }

    void chooseAll()
    {
        std::vector<std::string> names;
        for (const InstancePlan &instance : session.record()->plan().instances)
            names.push_back(instance.name);
        view.showLifeLines(names);
    }

    /// Runs to its end.
    void finish()
    {
        session.setSpeed(0);
        session.play();
        QTRY_COMPARE_WITH_TIMEOUT(session.snapshot()->status, RunStatus::Finished, 60'000);
    }

    /// Steps until a message that is such a one is on its way, and shows it; 0: never.
    std::uint64_t stepTo(const std::function<bool(const MessageRecord &)> &is)
    {
        for (int i = 0; i < 3'000; ++i) {
            const std::uint64_t before = session.run()->snapshot()->events;
            session.step();
            if (!QTest::qWaitFor([&] { return session.run()->snapshot()->events > before; }, 20'000))
                return 0;
            for (const MessageRecord &record : session.run()->messages(0).records)
                if (record.fate == MessageFate::OnItsWay && is(record) &&
                    QTest::qWaitFor([&] { return messages().find(record.number) != nullptr; }, 20'000))
                    return record.number;
        }
        return 0;
    }

    QPoint middleOf(std::uint64_t number) const
    {
        const auto arrow = arrowOf(view.chart()->scene(), view.chart()->layoutOfView(), *messages().find(number));
        return ((arrow->begin + arrow->tip) / 2).toPoint();
    }

    RunSession session;
    SequenceView view{&session};
};

bool isVote(const MessageRecord &record)
{
    return record.sort == MessageSort::VoteReply && record.text.starts_with("votes for it");
}

} // namespace

class SequenceViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void nothingIsRecordedUntilSomebodyIsChosen()
    {
        Shown shown(electors());
        shown.finish();
        QVERIFY(shown.session.run()->messages(0).records.empty());
        QVERIFY(!shown.view.chart()->isVisible());
        // One click on the first suggestion, and the whole past is there.
        auto *suggestion = shown.view.findChild<QPushButton *>();
        QVERIFY(suggestion != nullptr && suggestion->isVisible());
        QVERIFY2(suggestion->text().startsWith("Election"), qPrintable(suggestion->text()));
        QTest::mouseClick(suggestion, Qt::LeftButton);
        QCOMPARE(shown.view.lifeLines().size(), std::size_t(3));
        QVERIFY(shown.view.chart()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().knownFrom() == Time{}, 60'000);
        QCOMPARE(shown.messages().at(0).number, std::uint64_t(1));
    }

    void messagesOfAKeptRunAreWorkedOutAnew()
    {
        Shown shown(electors());
        SimulatorOptions fast;
        fast.speed = 0;
        shown.session.simulate(electors(), fast);
        shown.chooseAll();
        shown.finish();
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        const std::size_t all = shown.messages().size();
        const MessageRecord last = shown.messages().at(all - 1);
        const int number = shown.session.record()->number();
        shown.session.begin(makeSimulatorRun(electors(), {}), RunKind::Simulated, false);
        QCOMPARE(shown.messages().size(), std::size_t(0)); // the next has not begun to run
        shown.session.showKept(number);
        QVERIFY(shown.session.run() == nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(shown.messages().size(), all, 60'000);
        QCOMPARE(shown.messages().at(all - 1).number, last.number);
        QCOMPARE(shown.messages().at(all - 1).text, last.text);
        shown.view.chart()->select(last.number);
        QTRY_VERIFY(!shown.view.details()->toPlainText().isEmpty());
        QVERIFY(!shown.view.dropAction()->isEnabled()); // nobody lays hands on what is over
    }

    void aMessageIsExplainedUnderTheMouseAndClickedForTheCursor()
    {
        Shown shown(electors());
        shown.chooseAll();
        shown.finish();
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        std::uint64_t decisive = 0;
        for (std::size_t i = 0; i < shown.messages().size() && decisive == 0; ++i)
            if (shown.messages().at(i).outcome.find("elected") != std::string::npos)
                decisive = shown.messages().at(i).number;
        QVERIFY(decisive != 0);
        SequenceChart *chart = shown.view.chart();
        chart->setFollowing(false);
        const double at = toSeconds(shown.messages().find(decisive)->sent);
        chart->setTimeRange(at - 0.02, at + 0.03);
        const QPoint middle = shown.middleOf(decisive);
        const QString words = chart->explainAt(middle);
        QVERIFY2(words.contains(QStringLiteral("Message %1, vote of ").arg(decisive)), qPrintable(words));
        QVERIFY2(words.contains("votes for it in term 1"), qPrintable(words));
        QVERIFY2(words.contains("It brought about elected: term 1 by "), qPrintable(words));
        QVERIFY2(words.contains("Sent because of message "), qPrintable(words));
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(chart->selected(), decisive);
        QCOMPARE(shown.view.details()->toPlainText(), words);
        QVERIFY(chart->accessibleDescription().contains("votes for it"));
        QVERIFY(shown.session.cursor().has_value() && qAbs(*shown.session.cursor() - at - 0.005) < 0.002);
        // The star of the new leader, on its life line.
        const auto arrow = arrowOf(chart->scene(), chart->layoutOfView(), *shown.messages().find(decisive));
        QVERIFY2(chart->explainAt(arrow->tip.toPoint()).contains("elected"), "the mark");
        // Another view's instant that is not shown comes into view.
        shown.session.setCursor(15);
        QVERIFY(chart->fromSeconds() < 15 && chart->toSeconds() > 15);
    }

    void arrowKeysWalkAlongTheMessages()
    {
        Shown shown(electors());
        shown.chooseAll();
        shown.finish();
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        SequenceChart *chart = shown.view.chart();
        QTest::keyClick(chart, Qt::Key_Home);
        QVERIFY(!chart->isFollowing());
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->selected(), std::uint64_t(1));
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->selected(), std::uint64_t(2));
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(chart->selected(), std::uint64_t(1));
        QTest::keyClick(chart, Qt::Key_Down); // what came of it
        const std::uint64_t reply = chart->selected();
        QVERIFY(reply > 1);
        QCOMPARE(shown.messages().find(reply)->cause, std::uint64_t(1));
        QTest::keyClick(chart, Qt::Key_Up);
        QCOMPARE(chart->selected(), std::uint64_t(1));
        const double span = chart->toSeconds() - chart->fromSeconds();
        QTest::keyClick(chart, Qt::Key_Plus);
        QVERIFY(qAbs((chart->toSeconds() - chart->fromSeconds()) - span / 2) < 1e-9);
        QTest::keyClick(chart, Qt::Key_Escape);
        QCOMPARE(chart->selected(), std::uint64_t(0));
    }

    void theWheelZoomsAtThePointerAndADragPans()
    {
        Shown shown(electors());
        shown.chooseAll();
        shown.finish();
        SequenceChart *chart = shown.view.chart();
        chart->setFollowing(false);
        chart->setTimeRange(5, 7);
        const QPoint point(chart->viewport()->width() / 2, 60);
        const double before = chart->layoutOfView().secondsAt(point.x());
        QWheelEvent wheel(point, chart->viewport()->mapToGlobal(point), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart->viewport(), &wheel);
        QVERIFY(chart->toSeconds() - chart->fromSeconds() < 1.7);
        QVERIFY(qAbs(chart->layoutOfView().secondsAt(point.x()) - before) < 1e-6);
        const double from = chart->fromSeconds();
        QTest::mousePress(chart->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseMove(chart->viewport(), point - QPoint(30, 0));
        QTest::mouseMove(chart->viewport(), point - QPoint(80, 0));
        QTest::mouseRelease(chart->viewport(), Qt::LeftButton, {}, point - QPoint(80, 0));
        QVERIFY(chart->fromSeconds() > from);
    }

    void aVoteThatIsDroppedByKeyChangesTheElection()
    {
        Shown shown(electors());
        shown.chooseAll();
        QVERIFY(!shown.view.dropAction()->isEnabled());
        const std::uint64_t vote = shown.stepTo(isVote);
        QVERIFY(vote != 0);
        // It is in the list of those on their way.
        QTreeWidget *list = shown.view.underWay();
        const auto rowOf = [&](std::uint64_t number) -> QTreeWidgetItem * {
            for (int row = 0; row < list->topLevelItemCount(); ++row)
                if (list->topLevelItem(row)->data(0, Qt::UserRole).toULongLong() == number)
                    return list->topLevelItem(row);
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(vote) != nullptr, 20'000);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(rowOf(vote)).center());
        QCOMPARE(shown.view.chart()->selected(), vote);
        QVERIFY(shown.view.dropAction()->isEnabled());
        shown.view.activateWindow();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(shown.messages().find(vote)->fate, MessageFate::Dropped, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(vote) == nullptr, 20'000);
        QVERIFY(shown.view.details()->toPlainText().contains("dropped by hand"));
        QVERIFY(!shown.view.dropAction()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(shown.session.record()->events(),
                                [](const RunEvent &event) { return event.kind == "message-dropped"; }),
            20'000);
        // The next one is only late, by what the field says.
        const std::uint64_t second =
            shown.stepTo([&](const auto &record) { return isVote(record) && record.number != vote; });
        QVERIFY(second != 0);
        shown.view.chart()->select(second);
        const Time due = shown.messages().find(second)->due;
        shown.view.delay()->setText("nonsense");
        QVERIFY(!shown.view.delayAction()->isEnabled());
        shown.view.delay()->setText("70ms");
        QVERIFY(shown.view.delayAction()->isEnabled());
        shown.view.delayAction()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shown.messages().find(second)->due, due + 70ms, 20'000);
        // And duplicated from its menu.
        const auto menu = shown.view.makeMessageMenu();
        const std::size_t before = shown.messages().size();
        for (QAction *action : menu->actions())
            if (action->text() == "Duplicate")
                action->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shown.messages().size(), before + 1, 20'000);
        QCOMPARE(shown.messages().at(before).copyOf, second);
    }

    void kindsAndWordsAreFilteredAndTheTextIsOfWhatIsShown()
    {
        Shown shown(electors());
        shown.chooseAll();
        shown.finish();
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        SequenceChart *chart = shown.view.chart();
        chart->setFollowing(false);
        chart->setTimeRange(0, 21);
        const auto lines = [&] { return chart->scene().asText(0, 21).count('\n') - 1; };
        const auto all = lines();
        QCOMPARE(static_cast<std::size_t>(all), shown.messages().size());
        for (QAction *action : shown.view.sortMenu()->actions())
            if (action->text() == "Heartbeats" || action->text() == "Acknowledgements")
                action->trigger();
        QVERIFY(lines() > 0 && lines() < all / 2);
        QVERIFY(!chart->scene().asText(0, 21).contains("\theartbeat\t"));
        QVERIFY(shown.view.note()->text().contains("filter"));
        const auto withoutBeats = lines();
        QTest::keyClicks(shown.view.filter(), "votes for it");
        QVERIFY(lines() > 0 && lines() < withoutBeats);
    }

    void lifeLinesAreChosenFromTheListAndFromTheCanvas()
    {
        Shown shown(electors());
        shown.view.picker()->setInstances(shown.session.record()->plan(), {0, 1, 2}, {});
        shown.view.picker()->show();
        QListWidget *list = shown.view.picker()->list();
        list->item(2)->setCheckState(Qt::Checked);
        list->item(0)->setCheckState(Qt::Checked);
        QCOMPARE(shown.view.lifeLines(), (std::vector<std::string>{"elector-0/elector-0", "elector-2/elector-2"}));
        QTest::keyClicks(shown.view.picker()->filter(), "r-1");
        QVERIFY(list->item(0)->isHidden() && !list->item(1)->isHidden());
        shown.view.picker()->hide();
        shown.view.setSelection({"elector-1"}); // a container alone comes with its neighbours
        Q_EMIT shown.view.lifeLineMenu()->aboutToShow();
        shown.view.lifeLineMenu()->actions().front()->trigger();
        QCOMPARE(shown.view.lifeLines().size(), std::size_t(3));
        QCOMPARE(shown.view.lifeLines().front(), std::string("elector-1/elector-1"));
        // The next run of the same drawing has the same life lines.
        shown.session.begin(makeSimulatorRun(electors(), {}), RunKind::Simulated, false);
        QCOMPARE(shown.view.chart()->scene().lanes.size(), std::size_t(3));
    }

    void aDeploymentSaysWhatCannotBeSeen()
    {
        RunSession session;
        SequenceView view(&session);
        view.resize(900, 300);
        view.show();
        auto made = std::make_unique<FakeRun>();
        FakeRun *run = made.get();
        session.begin(std::move(made), RunKind::Deployed);
        view.showLifeLines({"web-0/elector", "web-1/elector"});
        run->advance(3s);
        QTRY_VERIFY(!view.chart()->scene().lanes[0].marks.empty()); // but its events
        QVERIFY2(view.note()->isVisible() && view.note()->text().contains("Simulate the same drawing"),
                 qPrintable(view.note()->text()));
        QVERIFY(!view.dropAction()->isEnabled());
    }

    void itIsSavedAsPictures()
    {
        Shown shown(electors());
        shown.chooseAll();
        shown.finish();
        QTRY_VERIFY_WITH_TIMEOUT(shown.messages().size() > 50, 60'000);
        shown.view.chart()->setFollowing(false);
        shown.view.chart()->setTimeRange(0, 2);
        QTemporaryDir folder;
        QVERIFY(shown.view.chart()->saveSvg(folder.filePath("a.svg")));
        QVERIFY(shown.view.chart()->savePng(folder.filePath("a.png")));
        QSvgRenderer svg(folder.filePath("a.svg"));
        QVERIFY(svg.isValid());
        const QImage image(folder.filePath("a.png"));
        QVERIFY(image.width() >= 800);
        QVERIFY(!shown.view.chart()->savePng("/nowhere/a.png"));
    }

    void aHundredThousandMessagesStaySmooth()
    {
        SequenceChart chart;
        chart.resize(1200, 400);
        const Plan plan = electors();
        chart.scene().setLanes(plan, {0, 1, 2});
        MessageChanges changes;
        changes.anew = true;
        for (std::uint64_t i = 1; i <= 100'000; ++i) {
            MessageRecord record;
            record.number = i;
            record.from = i % 3;
            record.to = (i + 1) % 3;
            record.sort = static_cast<MessageSort>(i % 8);
            record.sent = Time(Duration(i * 100'000));
            record.arrived = record.received = record.due = record.sent + 1ms;
            record.fate = MessageFate::Received;
            record.text = "message";
            changes.records.push_back(std::move(record));
        }
        changes.firstKept = 1;
        QVERIFY(chart.scene().messages.take(std::move(changes)));
        chart.scene().now = Time(10s);
        chart.setFollowing(false);
        chart.changed();
        chart.show();
        const auto secondsFor = [&](double from, double to) {
            chart.setTimeRange(from, to);
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 5; ++i) {
                chart.setTimeRange(from + i * 1e-4, to + i * 1e-4);
                static_cast<void>(chart.grab());
            }
            return static_cast<double>(timer.nsecsElapsed()) / 5e9;
        };
        const double all = secondsFor(0, 10.1), few = secondsFor(5, 5.01);
        qInfo("paint of 100,000 messages %.1f ms, of a hundredth %.1f ms", all * 1e3, few * 1e3);
        QVERIFY(all < 0.5); // the machine may be busy: by itself it is a tenth
        QVERIFY(few < 0.2);
        QElapsedTimer timer;
        timer.start();
        for (int x = 300; x < 500; ++x)
            static_cast<void>(chart.messageAt({x, 120}));
        QVERIFY(timer.elapsed() < 200 * 30);
    }
};

QTEST_MAIN(SequenceViewTest)
#include "sequence_view_test.moc"
