// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario asserts: written, refused with a reason, entered from completions, and judged while the run goes on.
#include "app/desktop/run_bar.h"
#include "tests/desktop/scenario_scene.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace bayplan;
using namespace std::chrono_literals;

class AssertionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void assertionsAreWrittenAndRefusedWithAReason();
    void anAssertionIsEnteredFromItsCompletions();
    void assertionsAreJudgedWhileTheRunGoesOn();
    void aRunThatIsLeftForAnotherPathIsOver();
    void aBrokenPromiseFailsAtItsInstant();
};

void AssertionsTest::assertionsAreWrittenAndRefusedWithAReason()
{
    Scene scene;
    auto *field = scene.editor.find<QLineEdit>("assertionField");
    auto *error = scene.editor.find<QLabel>("assertionError");
    auto *table = scene.scenario().assertions()->table();
    field->setFocus();
    field->setText(QStringLiteral("p99 of nobody < 200ms"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(scene.editor.topology().assertions.empty());
    QVERIFY(error->text().contains(QStringLiteral("nobody")));
    field->setText(QStringLiteral("p99 of web < 200ms"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(scene.editor.topology().assertions.size(), std::size_t(1));
    QCOMPARE(table->rowCount(), 1);
    QVERIFY(field->text().isEmpty());
    table->item(0, 0)->setText(QStringLiteral("p99 of web < 1ms"));
    QCOMPARE(scene.editor.topology().assertions.begin()->second.text, std::string("p99 of web < 1ms"));
    table->item(0, 0)->setText(QStringLiteral("p99 is good"));
    QCOMPARE(scene.editor.topology().assertions.begin()->second.text, std::string("p99 of web < 1ms"));
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(scene.editor.topology().assertions.empty());
    press(scene.editor, "Ctrl+Z");
    QCOMPARE(table->rowCount(), 1);
}

/// Keys go to the list of completions while it is up, and Return adds what is written behind it.
void AssertionsTest::anAssertionIsEnteredFromItsCompletions()
{
    Scene scene;
    auto *field = scene.editor.find<QLineEdit>("assertionField");
    scene.editor.window->selection().set({});
    scene.scenario().assertions()->parentWidget()->show();
    for (const char *text : {"p99 of web < 20ms", "errors of web == 0"}) {
        field->setFocus();
        for (const char *letter = text; *letter != '\0'; ++letter) {
            QWidget *popup = QApplication::activePopupWidget();
            QTest::keyClick(popup ? popup : field, *letter);
        }
        QCOMPARE(field->text(), QLatin1String(text));
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : field, Qt::Key_Return);
        QApplication::processEvents();
        QVERIFY(field->text().isEmpty());
    }
    QCOMPARE(scene.editor.topology().assertions.size(), std::size_t(2));
}

void AssertionsTest::assertionsAreJudgedWhileTheRunGoesOn()
{
    Scene scene;
    auto &document = scene.editor.window->document();
    document.push(addAssertion(scene.editor.topology(), "p99 of web < 1ns"));
    document.push(addAssertion(scene.editor.topology(), "p99 of web < 1h"));
    document.push(addAssertion(scene.editor.topology(), "throughput of web > 1000000/s"));
    scene.set("document", "duration", std::string("20s"));
    scene.set("document", "warmUp", std::string("0s"));
    auto *table = scene.scenario().assertions()->table();
    scene.editor.window->selection().set({scene.editor.topology().assertions.begin()->first}); // shows the tab
    QVERIFY(table->isVisible());
    scene.editor.window->runs().setSpeed(2);
    scene.editor.viewport()->setFocus();
    QTest::keyClick(&scene.editor.window->view(), Qt::Key_Space);
    const auto verdicts = [&] {
        QStringList words;
        for (int row = 0; row < table->rowCount(); ++row) {
            words << table->item(row, 1)->text();
        }
        words.sort();
        return words;
    };
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), QStringList({"FAIL", "PASS", "not yet"}), 40'000);
    for (int row = 0; row < table->rowCount(); ++row) {
        const bool fails = table->item(row, 1)->text() == QStringLiteral("FAIL");
        QCOMPARE(table->item(row, 3)->text().isEmpty(), !fails);
        QVERIFY(!table->item(row, 2)->text().isEmpty());
    }
    scene.editor.window->runs().setSpeed(0);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.editor.window->runs().isLive(), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), QStringList({"FAIL", "FAIL", "PASS"}), 20'000);
}

void AssertionsTest::aRunThatIsLeftForAnotherPathIsOver()
{
    Scene scene;
    auto &runs = scene.editor.window->runs();
    scene.editor.window->document().push(addAssertion(scene.editor.topology(), "throughput of web > 1000000/s"));
    scene.set("document", "warmUp", std::string("0s"));
    auto *table = scene.scenario().assertions()->table();
    scene.editor.window->selection().set({scene.editor.topology().assertions.begin()->first}); // shows the tab
    runs.setSpeed(5);
    scene.editor.viewport()->setFocus();
    QTest::keyClick(&scene.editor.window->view(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(runs.snapshot() && runs.snapshot()->time > Time(3s), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(table->item(0, 1)->text(), QStringLiteral("not yet"), 20'000);
    const int left = runs.record()->number();
    runs.hold(2);
    QTRY_VERIFY_WITH_TIMEOUT(!runs.isSeeking(), 30'000);
    QTest::mouseClick(scene.editor.find<QToolButton>("forkButton"), Qt::LeftButton);
    QVERIFY(runs.record()->number() != left);
    runs.showKept(left);
    QCOMPARE(scene.editor.window->findChild<RunBar *>()->statusText(), QStringLiteral("Finished"));
    QTRY_COMPARE_WITH_TIMEOUT(table->item(0, 1)->text(), QStringLiteral("FAIL"), 20'000);
}

void AssertionsTest::aBrokenPromiseFailsAtItsInstant()
{
    EditorWindow editor;
    QVERIFY(editor.window->openPath(QStringLiteral(BAYPLAN_TEST_DATA "/simulator/slow-leader.bayplan.json")));
    editor.window->showWorkspace(Workspace::Simulate);
    press(editor, "Ctrl+Alt+O");
    auto *table = editor.window->findChild<ScenarioEditor *>()->assertions()->table();
    editor.window->selection().set({editor.topology().assertions.begin()->first});
    editor.window->runs().setSpeed(0);
    QTest::keyClick(&editor.window->view(), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(table->item(0, 1) && table->item(0, 1)->text() == QStringLiteral("FAIL"), 60'000);
    QVERIFY2(table->item(0, 3)->text().contains(QStringLiteral("0:22.1")), qPrintable(table->item(0, 3)->text()));
    const auto &events = editor.window->runs().record()->events();
    QTRY_VERIFY(std::ranges::count(events, "violation", &RunEvent::kind) > 0);
}

QTEST_MAIN(AssertionsTest)
#include "assertions_view_test.moc"
