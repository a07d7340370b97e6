// SPDX-License-Identifier: GPL-3.0-or-later
// The first five minutes of somebody who has never seen the program, from the welcome page to a saved document, by
// mouse and keys alone; counts what the person does.
#include "app/desktop/chart_panel.h"
#include "app/desktop/curve_plot.h"
#include "app/desktop/param_field.h"
#include "app/desktop/what_if_view.h"
#include "tests/desktop/editor_window.h"

#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

constexpr int mostActions = 25;

/// Hands of a person: each call is one action.
class Hands {
public:
    explicit Hands(EditorWindow &editor) : m_editor(editor) {}

    int actions() const { return m_actions; }

    void click(QWidget *widget, QPoint at = {})
    {
        ++m_actions;
        QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        ++m_actions;
        auto *focused = QApplication::focusWidget();
        QTest::keyClick(focused != nullptr ? focused : &m_editor.window->view(), Qt::Key(key), modifiers);
    }
    void type(QWidget *field, const QString &text)
    {
        ++m_actions;
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// On the canvas, at the middle of an element's item.
    void clickElement(const ElementId &id) { click(m_editor.viewport(), placeOf(id)); }
    void menuOf(const ElementId &id)
    {
        ++m_actions;
        const QPoint at = placeOf(id);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_editor.viewport()->mapToGlobal(at));
        QApplication::sendEvent(m_editor.viewport(), &event);
    }
    /// In the menu that is open.
    bool choose(const QString &text)
    {
        ++m_actions;
        for (int waited = 0; waited < 40; ++waited, QTest::qWait(50)) { // a menu in a menu opens after a moment
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            for (auto *action : menu == nullptr ? QList<QAction *>() : menu->actions())
                if (action->text().remove(QLatin1Char('&')) == text) {
                    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                    QApplication::setActiveWindow(m_editor.window.get()); // as a window manager does
                    return true;
                }
        }
        return false;
    }
    void dropRecipe(const QString &key, const ElementId &onto)
    {
        ++m_actions;
        QMimeData data;
        data.setData(QStringLiteral("application/x-bayplan-recipe"), key.toUtf8());
        const QPoint at = placeOf(onto);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_editor.viewport(), &enter);
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_editor.viewport(), &move);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_editor.viewport(), &drop);
    }

private:
    QPoint placeOf(const ElementId &id) const
    {
        const auto *item = m_editor.window->scene().itemOf(id);
        if (item == nullptr)
            qFatal("no %s on the canvas", id.c_str());
        const QRectF box = item->sceneBoundingRect();
        // A pod is taken by its title, a card at its middle.
        return m_editor.onScreen(m_editor.topology().pods.contains(id) ? QPointF(box.center().x(), box.top() + 16)
                                                                       : box.center());
    }

    EditorWindow &m_editor;
    int m_actions = 0;
};

} // namespace

class FiveMinutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstFiveMinutes();

private:
    static SnapshotPtr snapshot(EditorWindow &editor) { return editor.window->runs().snapshot(); }

    static std::size_t indexOf(EditorWindow &editor, const ElementId &container)
    {
        const auto &instances = editor.window->runs().record()->plan().instances;
        return static_cast<std::size_t>(std::ranges::find(instances, container, &InstancePlan::element) -
                                        instances.begin());
    }
    /// Among the electors whose names begin so.
    static std::string leaderOf(EditorWindow &editor, const std::string &pod)
    {
        const auto shown = snapshot(editor);
        for (std::size_t i = 0; shown && i < shown->instances.size(); ++i) {
            const auto *state = std::get_if<ElectionState>(&shown->instances[i].machine.pattern);
            const std::string &name = editor.window->runs().record()->plan().instances[i].name;
            if (state != nullptr && state->leaseValid && shown->instances[i].alive && name.starts_with(pod))
                return name;
        }
        return {};
    }
    static bool showsLatency(EditorWindow &editor)
    {
        for (const auto *chart : editor.window->findChildren<ChartPanel *>())
            for (const ChartLine &line : chart->lines())
                if (line.name.contains(QStringLiteral("p99")) && !line.points.empty())
                    return true;
        return false;
    }
    /// Types the name into the dialog that Save opens.
    static void saveAs(Hands &hands, const QString &path)
    {
        QTimer::singleShot(300, [&hands, path] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            hands.type(dialog->findChild<QLineEdit *>(), path);
        });
        hands.key(Qt::Key_S, Qt::ControlModifier);
    }
};

void FiveMinutesTest::theFirstFiveMinutes()
{
    EditorWindow editor;
    Hands hands(editor);
    QElapsedTimer clock;
    clock.start();
    editor.window->action(QStringLiteral("help.welcome"))->trigger();
    QTest::qWait(50);

    // A template, run.
    QToolButton *card = nullptr;
    for (auto *button : editor.window->findChildren<QToolButton *>())
        if (button->property("card").toBool() && button->isVisible() &&
            (button->text() + button->accessibleName()).contains(QStringLiteral("sharded-cache")))
            card = button;
    QVERIFY(card != nullptr);
    hands.click(card);
    QVERIFY(editor.topology().pods.contains("cache-1"));
    editor.viewport()->setFocus();
    hands.key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(showsLatency(editor), 20'000);

    // A shard killed: gone, and back.
    hands.menuOf("cache-1-memcached");
    QVERIFY(hands.choose(QStringLiteral("Kill for 5 s")));
    const std::size_t shard = indexOf(editor, "cache-1-memcached");
    QVERIFY(shard < snapshot(editor)->instances.size());
    QTRY_VERIFY_WITH_TIMEOUT(!snapshot(editor)->instances[shard].alive, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(snapshot(editor)->instances[shard].alive, 30'000);

    // An election dropped onto a pod, and its leader killed.
    hands.dropRecipe(QStringLiteral("leader-election"), "logs");
    QCOMPARE(paramsOf(editor.topology().pods.at("logs")).integer("replicas"), std::int64_t(3));
    ElementId elector;
    for (const auto &[id, container] : editor.topology().containers)
        if (container.pod == "logs" && container.kind == "elector")
            elector = id;
    QVERIFY(!elector.empty());
    editor.window->runs().stop();
    editor.viewport()->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(!editor.window->runs().isLive(), 10'000);
    hands.key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!leaderOf(editor, "logs-").empty(), 30'000);
    const std::string leader = leaderOf(editor, "logs-");
    hands.menuOf(elector);
    QVERIFY(hands.choose(QString::fromStdString(leader)));
    QVERIFY(hands.choose(QStringLiteral("Kill")));
    QTRY_VERIFY_WITH_TIMEOUT(!leaderOf(editor, "logs-").empty() && leaderOf(editor, "logs-") != leader, 30'000);

    // Replicas from 3 to 5, and back.
    const std::string before = editor.bytes();
    hands.clickElement("web");
    QAbstractSpinBox *replicas = nullptr;
    for (auto *field : editor.window->findChildren<ParamField *>())
        if (field->info().key == "replicas")
            replicas = qobject_cast<QAbstractSpinBox *>(field->editor());
    QVERIFY(replicas != nullptr);
    hands.type(replicas->findChild<QLineEdit *>(), QStringLiteral("5"));
    QCOMPARE(paramsOf(editor.topology().pods.at("web")).integer("replicas"), std::int64_t(5));
    editor.viewport()->setFocus();
    hands.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.bytes(), before);

    // What if there were one to eight shards?
    hands.clickElement("web-ambassador");
    hands.key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    auto *question = editor.window->findChild<WhatIfView *>();
    for (auto *spin : question->findChildren<QSpinBox *>())
        if (spin->value() == 5)
            hands.type(spin, QStringLiteral("2")); // runs of each
    question->setFocus();
    hands.key(Qt::Key_Return);
    QVERIFY(question->isRunning());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!question->isRunning(), 100'000);
    QCOMPARE(question->plot()->points().size(), std::size_t(8));
    QVERIFY(question->plot()->points()[0].halfWidth > 0);

    // Saved.
    const QString path = editor.folder.filePath(QStringLiteral("mine.bayplan.json"));
    editor.viewport()->setFocus();
    saveAs(hands, path);
    QTRY_VERIFY(QFileInfo::exists(path));
    QVERIFY(!editor.window->document().isModified());
    qInfo("%d actions, %lld s", hands.actions(), clock.elapsed() / 1000);
    QVERIFY2(hands.actions() <= mostActions, qPrintable(QString::number(hands.actions())));
}

QTEST_MAIN(FiveMinutesTest)
#include "five_minutes_test.moc"
