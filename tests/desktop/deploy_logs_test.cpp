// SPDX-License-Identifier: GPL-3.0-or-later
// What deployed containers say: their logs, merged, filtered, searched and in a flood; and shells in them.
#include "app/desktop/ansi_text.h"
#include "app/desktop/containers_view.h"
#include "app/desktop/log_text.h"
#include "app/desktop/logs_view.h"
#include "app/desktop/shell_view.h"
#include "tests/desktop/deployed_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextBlock>
#include <QToolButton>

using namespace bayplan;

namespace {

/// A shell that says what it is told.
class FakeShell : public ExecSession {
public:
    explicit FakeShell(ExecHooks hooks) : m_hooks(std::move(hooks)) { m_hooks.output("/ # "); }
    void write(std::string bytes) override
    {
        typed += bytes;
        if (bytes == "\x03")
            m_hooks.output("^C\r\n/ # ");
        else if (bytes == "exit 3\n")
            m_hooks.ended(3);
        else
            m_hooks.output("\x1b[31mheard\x1b[0m " + bytes.substr(0, bytes.size() - 1) + "\r\n/ # ");
    }
    void resize(int columns, int) override { width = columns; }

    std::string typed;
    int width = 0;

private:
    ExecHooks m_hooks;
};

} // namespace

class DeployLogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void aShellIsTypedInto();
    void aShellIsOfOneDeploymentAndNotOfAnotherWithTheSameNames();
    void aShellThatCannotStartSaysWhy();
    void logsAreFilteredSearchedCopiedAndSaved();
    void coloursAndOddBytesOfPrograms();
    void aFloodLeavesTheWindowResponsive();
    void logsStandStillWhileTheyAreRead();

private:
    static std::deque<LogLine> lines(std::initializer_list<LogLine> list) { return list; }
};

void DeployLogsTest::aShellIsTypedInto()
{
    DeployedWindow shown;
    FakeShell *shell = nullptr;
    shown.editor.window->shells().setStart([&](const ExecWhat &, ExecHooks hooks) {
        auto made = std::make_unique<FakeShell>(std::move(hooks));
        shell = made.get();
        return made;
    });
    shown.deploy();
    const auto instance = std::ranges::find_if(shown.record()->plan().instances,
                                               [](const InstancePlan &each) { return !each.element.empty(); });
    const QString name = QString::fromStdString(instance->name);
    auto *containers = shown.editor.window->findChild<ContainersView *>();
    const std::unique_ptr<QMenu> menu(containers->menuFor(name));
    for (auto *action : menu->actions())
        if (action->text() == QStringLiteral("Shell in %1").arg(name))
            action->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shell != nullptr, patience);
    ShellConsole *console = shown.editor.window->shells().current();
    QVERIFY(console != nullptr && console->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(console->output()->toPlainText(), QStringLiteral("/ # "), patience);

    QTest::keyClicks(console->input(), QStringLiteral("ls -l"));
    QTest::keyClick(console->input(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(console->output()->toPlainText(), QStringLiteral("/ # heard ls -l\n/ # "), patience);
    QTest::keyClick(console->input(), Qt::Key_Up);
    QCOMPARE(console->input()->text(), QStringLiteral("ls -l"));
    QTest::keyClick(console->input(), Qt::Key_Down);
    QCOMPARE(console->input()->text(), QString());
    QTest::keyClick(console->input(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(shell->typed, std::string("ls -l\n\x03"));
    QTest::keyClick(console->input(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(shell->typed.ends_with("\x04"));
    QVERIFY(shell->width > 20);
    QTest::keyClicks(console->input(), QStringLiteral("exit 3"));
    QTest::keyClick(console->input(), Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(console->stateText().contains(QStringLiteral("exit code 3")),
                              qPrintable(console->stateText()), patience);
    QVERIFY(console->againButton()->isVisible());
    QTest::mouseClick(console->againButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console->isOver(), patience);
}

void DeployLogsTest::aShellIsOfOneDeploymentAndNotOfAnotherWithTheSameNames()
{
    ShellView view;
    view.resize(500, 200);
    view.show();
    std::vector<std::string> begun;
    view.setStart([&](const ExecWhat &what, ExecHooks hooks) {
        begun.push_back(what.engineUrl + ' ' + what.deployment + ' ' + what.instance);
        return std::make_unique<FakeShell>(std::move(hooks));
    });
    const auto *tabs = view.findChild<QTabWidget *>();
    ShellConsole *one = view.open({}, "shop", "web-0/app");
    QCOMPARE(tabs->tabText(0), QStringLiteral("web-0/app"));
    ShellConsole *other = view.open({}, "shop-2", "web-0/app");
    QVERIFY(other != one && view.current() == other);
    QVERIFY((begun == std::vector<std::string>{" shop web-0/app", " shop-2 web-0/app"}));
    QCOMPARE(tabs->tabText(0), QStringLiteral("web-0/app (shop)"));
    QCOMPARE(tabs->tabText(1), QStringLiteral("web-0/app (shop-2)"));
    QVERIFY(tabs->tabToolTip(1).contains(QStringLiteral("shop-2")));
    // Of an engine elsewhere, and back to each of them.
    ShellConsole *far = view.open("tcp://far:2375", "shop", "web-0/app");
    QVERIFY(far != one && far != other);
    QCOMPARE(tabs->tabText(2), QStringLiteral("web-0/app (shop, tcp://far:2375)"));
    QCOMPARE(view.open({}, "shop", "web-0/app"), one);
    QCOMPARE(view.open({}, "shop-2", "web-0/app"), other);
    QCOMPARE(view.open("tcp://far:2375", "shop", "web-0/app"), far);
    QCOMPARE(view.count(), 3);
    // A name that stands alone again is short again.
    Q_EMIT view.findChild<QTabWidget *>()->tabCloseRequested(2);
    Q_EMIT view.findChild<QTabWidget *>()->tabCloseRequested(1);
    QCOMPARE(tabs->tabText(0), QStringLiteral("web-0/app"));
}

void DeployLogsTest::aShellThatCannotStartSaysWhy()
{
    ShellView view;
    view.resize(500, 200);
    view.show();
    view.setStart([](const ExecWhat &, const ExecHooks &hooks) -> std::unique_ptr<ExecSession> {
        hooks.ended(fail(ErrorCode::NotFound, "The image has no shell.", "Look beside it."));
        return nullptr;
    });
    ShellConsole *console = view.open({}, "shop", "web-0/app");
    QTRY_COMPARE_WITH_TIMEOUT(console->stateText(), QStringLiteral("The image has no shell. Look beside it."),
                              patience);
    view.open({}, "shop", "web-0/app");
    QCOMPARE(view.count(), 2); // the first is over
}

void DeployLogsTest::logsAreFilteredSearchedCopiedAndSaved()
{
    RunSession session;
    LogsView logs(&session);
    logs.resize(900, 300);
    logs.show();
    logs.take(lines({{"web-0/app", false, "2026-11-23T10:00:00.1Z", "GET /a 200"},
                     {"web-1/app", true, "2026-11-23T10:00:00.2Z", "GET /b 500"},
                     {"web-0/app", false, "2026-11-23T10:00:00.3Z", "POST /c 201"}}));
    const auto shown = [&] { return logs.text()->toPlainText(); };
    QTest::keyClicks(logs.filterField(), QStringLiteral("get"));
    QCOMPARE(shown().count(QStringLiteral("GET")), 2);
    QVERIFY(!shown().contains(QStringLiteral("POST")));
    logs.filterField()->clear();
    QTest::mouseClick(logs.patternButton(), Qt::LeftButton);
    QTest::keyClicks(logs.filterField(), QStringLiteral(" 20[01]$"));
    QVERIFY(shown().contains(QStringLiteral("POST")) && !shown().contains(QStringLiteral("500")));
    logs.filterField()->setText(QStringLiteral("(")); // says so, and shows everything
    QVERIFY2(logs.stateText().contains(QStringLiteral("Not a regular expression")), qPrintable(logs.stateText()));
    QVERIFY(shown().contains(QStringLiteral("500")));
    logs.filterField()->clear();
    logs.streamBox()->setCurrentIndex(2);
    Q_EMIT logs.streamBox()->activated(2);
    QVERIFY(shown().contains(QStringLiteral("GET /b")) && !shown().contains(QStringLiteral("GET /a")));
    logs.streamBox()->setCurrentIndex(0);
    Q_EMIT logs.streamBox()->activated(0);
    logs.showInstance(QStringLiteral("web-0")); // a pod
    QVERIFY(shown().contains(QStringLiteral("GET /a")) && !shown().contains(QStringLiteral("GET /b")));
    logs.showInstance({});

    QTest::keyClick(&logs, Qt::Key_F, Qt::ControlModifier);
    logs.openSearch();
    QTest::keyClicks(logs.searchField(), QStringLiteral("GET"));
    QTest::keyClick(logs.searchField(), Qt::Key_Return);
    const int first = logs.text()->textCursor().blockNumber();
    QTest::keyClick(logs.searchField(), Qt::Key_Return);
    QVERIFY(logs.text()->textCursor().blockNumber() != first);
    logs.searchAgain(false);
    QCOMPARE(logs.text()->textCursor().blockNumber(), first);

    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("shop.log"));
    logs.filterField()->setText(QStringLiteral("GET"));
    QCOMPARE(logs.saveTo(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("2026-11-23T10:00:00.1Z web-0/app | GET /a 200\n"
                                        "2026-11-23T10:00:00.2Z web-1/app ! GET /b 500\n"));
    QVERIFY(!logs.saveTo(folder.filePath(QStringLiteral("none/shop.log"))).isEmpty());
}

void DeployLogsTest::coloursAndOddBytesOfPrograms()
{
    AnsiStyle style;
    const auto pieces = ansiPieces("\x1b[31mred\x1b[0m plain \x1b[1;38;5;208mbold", style);
    QCOMPARE(pieces.size(), std::size_t{3});
    QCOMPARE(pieces[0].text, QStringLiteral("red"));
    QCOMPARE(pieces[0].style.foreground, 1);
    QCOMPARE(pieces[1].style, AnsiStyle());
    QVERIFY(pieces[2].style.isBold && pieces[2].style.foreground == 208);
    QVERIFY(style.isBold); // goes on
    QCOMPARE(plainText("10 %\r 50 %\r100 %"), QStringLiteral("100 %"));
    QCOMPARE(plainText("\x1b]0;title\x07text\x1b[2K\x1b(B\x1b[?25l!"), QStringLiteral("text!"));
    QCOMPARE(plainText("ab\b\bc\xc3\xa4\b"), QStringLiteral("c"));
    QCOMPARE(plainText(std::string_view("a\0b\x7f\x01", 5)), QStringLiteral("a␀b␡␁"));
    QVERIFY(plainText("\xff\xfe").contains(QChar(QChar::ReplacementCharacter)));
    for (const char *cut : {"\x1b", "\x1b[", "\x1b[38;5", "\x1b]", "\x1b[38;2;1m", "\x1b[999999999999m"})
        plainText(cut); // of a line that was cut anywhere
    RunSession session;
    LogsView logs(&session);
    LogLine longLine{"a/b", false, "2026-11-23T10:00:00.1Z", std::string(1U << 20U, 'x')};
    longLine.cutBytes = 12;
    QElapsedTimer took;
    took.start();
    logs.take({longLine});
    QVERIFY(logs.text()->toPlainText().contains(QStringLiteral("a line of 1,048,588 bytes")));
    QVERIFY2(took.elapsed() < 2'000, std::to_string(took.elapsed()).c_str());
}

void DeployLogsTest::aFloodLeavesTheWindowResponsive()
{
    RunSession session;
    LogsView logs(&session);
    logs.resize(900, 300);
    logs.show();
    QApplication::processEvents();
    qint64 slowest = 0, total = 0;
    int number = 0;
    for (int round = 0; round < 20; ++round) { // of 150 ms each: 100,000 lines a second
        std::deque<LogLine> batch;
        for (int i = 0; i < 15'000; ++i)
            batch.push_back({"web-0/app", i % 7 == 0, "2026-11-23T10:00:00.123456Z",
                             "\x1b[32mline\x1b[0m " + std::to_string(number++) + " of a flood that does not end"});
        QElapsedTimer took;
        took.start();
        logs.take(std::move(batch));
        QApplication::processEvents();
        slowest = std::max(slowest, took.elapsed());
        total += took.elapsed();
    }
    qInfo("a batch of 15,000 lines: %lld ms in the mean, %lld at most", static_cast<long long>(total / 20),
          static_cast<long long>(slowest));
    QCOMPARE(logs.store().lines().size(), LogStore::mostLines);
    QCOMPARE(logs.store().dropped(), std::uint64_t{200'000});
    QVERIFY2(logs.stateText().contains(QStringLiteral("200,000 old lines are gone")), qPrintable(logs.stateText()));
    QVERIFY(logs.text()->document()->blockCount() <= LogText::mostLinesShown);
    QVERIFY(logs.text()->toPlainText().contains(QStringLiteral("line 299999 ")));
    QVERIFY(logs.text()->toPlainText().contains(QStringLiteral("came faster than they can be read")));
    QVERIFY2(slowest < 3'000, std::to_string(slowest).c_str()); // on a loaded machine
}

void DeployLogsTest::logsStandStillWhileTheyAreRead()
{
    RunSession session;
    LogsView logs(&session);
    logs.resize(900, 200);
    logs.show();
    for (int i = 0; i < 100; ++i)
        logs.take({{"a/b", false, "2026-11-23T10:00:00.1Z", "line " + std::to_string(i)}});
    QVERIFY(logs.followBox()->isChecked());
    logs.text()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub); // as a wheel does
    QTRY_VERIFY(!logs.followBox()->isChecked());
    const QString before = logs.text()->toPlainText();
    logs.take({{"a/b", false, "2026-11-23T10:00:00.1Z", "late"}});
    QCOMPARE(logs.text()->toPlainText(), before);
    QVERIFY2(logs.stateText().contains(QStringLiteral("1 new lines")), qPrintable(logs.stateText()));
    QTest::mouseClick(logs.followBox(), Qt::LeftButton, Qt::NoModifier, {8, logs.followBox()->height() / 2});
    QVERIFY(logs.text()->toPlainText().contains(QStringLiteral("late")));
}

QTEST_MAIN(DeployLogsTest)
#include "deploy_logs_test.moc"
