// SPDX-License-Identifier: GPL-3.0-or-later
// Reduced motion, the tour in a small window, names for screen readers, and a focus that is seen.
#include "tests/desktop/editor_window.h"

#include "app/desktop/canvas_accessible.h"
#include "app/desktop/motion.h"
#include "app/desktop/tour.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>

using namespace bayplan;

class AccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void animationsAreTurnedOff();
    void theTourStaysInsideTheWindowAndEnds();
    void portsHaveNamesAndActions();
    void theFocusOfTheCanvasIsSeen();
};

void AccessTest::animationsAreTurnedOff()
{
    EditorWindow editor;
    editor.window->action(QStringLiteral("motion.off"))->trigger();
    QVERIFY(!Motion::instance().isWanted());
    QVERIFY(!editor.window->dockOptions().testFlag(QMainWindow::AnimatedDocks));
    QVERIFY(editor.window->dockOptions().testFlag(QMainWindow::AllowNestedDocks));
    QCOMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
    editor.window->action(QStringLiteral("motion.system"))->trigger();
    QCOMPARE(editor.window->dockOptions().testFlag(QMainWindow::AnimatedDocks), Motion::systemWantsIt());
}

void AccessTest::theTourStaysInsideTheWindowAndEnds()
{
    EditorWindow editor;
    editor.window->resize(1024, 768);
    editor.window->action(QStringLiteral("workspace.design"))->trigger();
    editor.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    editor.window->action(QStringLiteral("help.tour"))->trigger();
    QPointer<Tour> tour = editor.find<Tour>("tour");
    QVERIFY(tour != nullptr);
    for (int step = 0; step < 6; ++step) {
        QCOMPARE(tour->step(), step);
        QApplication::processEvents();
        QTRY_VERIFY(editor.window->rect().contains(tour->geometry()));
        for (const auto *label : tour->findChildren<QLabel *>()) {
            QVERIFY(label->heightForWidth(label->width()) <= label->height());
        }
        QVERIFY(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    QTRY_VERIFY(tour == nullptr);
    editor.window->action(QStringLiteral("help.tour"))->trigger();
    tour = editor.find<Tour>("tour");
    QVERIFY(tour != nullptr);
    QTest::mouseClick(editor.find<QPushButton>("tourNext"), Qt::LeftButton);
    QCOMPARE(tour->step(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(tour == nullptr);
    QVERIFY(!editor.window->runs().isLive()); // no key of it started anything
}

void AccessTest::portsHaveNamesAndActions()
{
    EditorWindow editor;
    editor.dropFromPalette("load", {200, 200});
    editor.dropFromPalette("container", {700, 200});
    editor.drag(editor.port("load", "target"), editor.port("container", "in"));
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    auto *canvas = QAccessible::queryAccessibleInterface(&editor.window->view());
    QAccessibleInterface *card = nullptr;
    for (int i = 0; i < canvas->childCount(); ++i) {
        QCOMPARE(canvas->indexOfChild(canvas->child(i)), i);
        if (canvas->child(i)->text(QAccessible::Name).contains(QStringLiteral("in pod load"))) {
            card = canvas->child(i);
        }
    }
    QVERIFY(card != nullptr && card->childCount() > 0);
    auto *port = card->child(0);
    const auto name = port->text(QAccessible::Name);
    QVERIFY2(name.startsWith(QStringLiteral("port ")), qPrintable(name));
    QVERIFY2(name.endsWith(QStringLiteral("linked to ") + QString::fromStdString(editor.container("container").name)),
             qPrintable(name));
    QCOMPARE(port->parent(), card);
    QCOMPARE(card->indexOfChild(port), 0);
    QVERIFY(port->rect().isValid() && card->rect().intersects(port->rect()));
    editor.window->selection().set({});
    card->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(editor.window->selection().single(), editor.container("load").id);
    QCOMPARE(canvas->focusChild(), card);
    editor.window->findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->hide();
    card->actionInterface()->doAction(card->actionInterface()->actionNames().last());
    QVERIFY(editor.window->findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->isVisible());
    editor.window->document().undoStack()->undo();
    QVERIFY(port->text(QAccessible::Name).endsWith(QStringLiteral("not linked")));
}

void AccessTest::theFocusOfTheCanvasIsSeen()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    auto &view = editor.window->view();
    view.setFocus();
    const auto picture = view.grab().toImage();
    QCOMPARE(picture.pixelColor(0, picture.height() / 2), colours().accent);
    QCOMPARE(picture.pixelColor(1, picture.height() / 2), colours().accent);
    QCOMPARE(picture.pixelColor(picture.width() / 2, picture.height() - 2), colours().accent);
    view.clearFocus();
    QVERIFY(view.grab().toImage().pixelColor(1, picture.height() / 2) != colours().accent);
}

QTEST_MAIN(AccessTest)
#include "access_test.moc"
