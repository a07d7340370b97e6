// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": what is varied, asked by keys, and taken over by a click.
#include "app/desktop/curve_plot.h"
#include "app/desktop/what_if_view.h"
#include "tests/desktop/editor_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace bayplan;

namespace {

const QString sharded = QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json");

std::size_t callsOf(const Topology &topology, const std::string &container)
{
    std::size_t calls = 0;
    for (const auto &[id, link] : topology.links)
        calls += link.from.container == container ? 1 : 0;
    return calls;
}

Variable variableCalled(const Topology &topology, const ElementId &id, const QString &key)
{
    for (const Variable &one : variablesOf(topology, id))
        if ((one.param == nullptr ? QString::fromStdString(one.port) : QString::fromStdString(one.param->key)) == key)
            return one;
    return {};
}

} // namespace

class WhatIfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAreOfTheParametersType();
    void calleesAreAddedAndTakenAway();
    void calleesKeepWhatTheyCallThemselves();
    void onlyCalleesApartAreCounted();
    void whatCannotBeIsSaid();
    void aQuestionIsAnsweredAndItsPointTakenOver();
    void aSweepIsGivenUp();

private:
    static WhatIfView *ask(EditorWindow &editor, const ElementId &id)
    {
        editor.window->selection().set({id});
        QTest::keyClick(editor.window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        auto *view = editor.window->findChild<WhatIfView *>();
        const auto boxes = view->findChildren<QComboBox *>();
        if (boxes[0]->currentData().toString().toStdString() != id)
            qFatal("the selected element is not the one that is asked about");
        return view;
    }
    static QString words(const WhatIfView *view)
    {
        QString all;
        for (const auto *label : view->findChildren<QLabel *>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }
    static void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    /// From, to.
    static QList<QLineEdit *> range(const WhatIfView *view)
    {
        QList<QLineEdit *> fields;
        for (auto *field : view->findChildren<QLineEdit *>())
            if (!field->accessibleName().isEmpty())
                fields << field;
        return fields;
    }
};

void WhatIfTest::stepsAreOfTheParametersType()
{
    const Topology topology = loadDocument(sharded.toStdString()).value().topology;
    const auto replicas = variableCalled(topology, "web", "replicas");
    const auto counted = variedDrawings(topology, "web", replicas, "1", "3", 9).value();
    QCOMPARE(counted.size(), std::size_t(3)); // whole numbers, once each
    QCOMPARE(counted.back().value, QStringLiteral("3"));
    ElementId link = topology.links.begin()->first;
    const auto timeout = variableCalled(topology, link, "timeout");
    const auto timed = variedDrawings(topology, link, timeout, "100ms", "1s", 4).value();
    QCOMPARE(timed[1].value, QStringLiteral("400ms"));
    Topology varied = topology;
    apply(varied, timed[1].edit);
    QCOMPARE(paramsOf(varied.links.at(link)).duration("timeout"), Duration(std::chrono::milliseconds(400)));
}

void WhatIfTest::calleesAreAddedAndTakenAway()
{
    const Topology topology = loadDocument(sharded.toStdString()).value().topology;
    ElementId ambassador;
    for (const auto &[id, container] : topology.containers)
        if (container.kind == "memcache-ambassador")
            ambassador = id;
    const auto servers = variableCalled(topology, ambassador, "servers");
    QVERIFY2(servers.param == nullptr && !servers.port.empty(), "the ambassador's servers can be varied");
    const auto drawings = variedDrawings(topology, ambassador, servers, "1", "8", 8).value();
    QCOMPARE(drawings.size(), std::size_t(8));
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        Topology varied = topology;
        apply(varied, drawings[i].edit);
        QCOMPARE(callsOf(varied, ambassador), i + 1);
        QVERIFY(isValid(validate(varied)));
    }
}

/// The web pods call caches, a queue and a log: those that are added do, too.
void WhatIfTest::calleesKeepWhatTheyCallThemselves()
{
    const Topology topology = loadDocument(sharded.toStdString()).value().topology;
    const auto &load = std::ranges::find_if(topology.containers, [](const auto &each) {
                           return each.second.kind == "load" && each.second.pod == "client";
                       })->first;
    const auto targets = variableCalled(topology, load, "target");
    const auto drawings = variedDrawings(topology, load, targets, "1", "3", 3).value();
    QCOMPARE(drawings.size(), std::size_t(3));
    for (const auto &drawing : drawings) {
        Topology varied = topology;
        apply(varied, drawing.edit);
        QVERIFY(isValid(validate(varied)));
        for (const auto &[id, container] : varied.containers) {
            if (container.kind == "memcache-ambassador")
                QCOMPARE(callsOf(varied, id), std::size_t(3));
        }
    }
}

/// Where callees share a pod, or stand in the caller's, one less would take more than one away.
void WhatIfTest::onlyCalleesApartAreCounted()
{
    const QString shop = QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples/order-pipeline.bayplan.json");
    const Topology own = loadDocument(shop.toStdString()).value().topology;
    QVERIFY(callsOf(own, "shop-app") > 1);
    QCOMPARE(variableCalled(own, "shop-app", "calls").port, std::string());

    Topology shared = loadDocument(sharded.toStdString()).value().topology;
    ElementId ambassador;
    for (const auto &[id, container] : shared.containers)
        if (container.kind == "memcache-ambassador")
            ambassador = id;
    const auto servers = variableCalled(shared, ambassador, "servers");
    ElementId pod;
    for (auto &[id, link] : shared.links)
        if (link.from.container == ambassador) {
            auto &server = shared.containers.at(link.to.container);
            pod = pod.empty() ? server.pod : pod;
            server.pod = pod;
        }
    QCOMPARE(variableCalled(shared, ambassador, "servers").port, std::string());
    const auto refused = variedDrawings(shared, ambassador, servers, "1", "2", 2); // asked before the drawing changed
    QVERIFY(refused.has_error());
}

void WhatIfTest::whatCannotBeIsSaid()
{
    const Topology topology = loadDocument(sharded.toStdString()).value().topology;
    const auto replicas = variableCalled(topology, "web", "replicas");
    QVERIFY(!variedDrawings(topology, "web", replicas, "few", "3", 3));
    QVERIFY(!variedDrawings(topology, "web", replicas, "0", "3", 4)); // out of its range
    QVERIFY(!variedDrawings(topology, "gone", replicas, "1", "3", 3));
}

void WhatIfTest::aQuestionIsAnsweredAndItsPointTakenOver()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    QVERIFY(editor.window->document().push(
        setParam(editor.topology(), "document", "duration", Value(std::string("15s"))).value()));
    QVERIFY(editor.window->document().push(setParam(editor.topology(), "client-load", "rate", Value(240.0)).value()));
    const std::string before = editor.bytes();
    auto *view = ask(editor, "web");
    const auto fields = range(view);
    type(fields[0], QStringLiteral("1"));
    type(fields[1], QStringLiteral("4"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!view->isRunning(), 60'000);
    QCOMPARE(view->plot()->points().size(), std::size_t(4));
    QVERIFY2(words(view).contains(QStringLiteral("At 1,")), qPrintable(words(view))); // one replica is too few
    QVERIFY(view->plot()->points()[0].value > view->plot()->points()[3].value);       // p99 of who calls it
    QVERIFY(view->plot()->points()[3].halfWidth > 0);
    QCOMPARE(editor.bytes(), before); // the drawing itself stays

    QTest::mouseClick(view->plot(), Qt::LeftButton, {}, view->plot()->placeOf(3).toPoint());
    for (auto *button : view->findChildren<QPushButton *>())
        if (button->isEnabled() && button->text().contains(QStringLiteral("value")))
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(paramsOf(editor.topology().pods.at("web")).integer("replicas"), std::int64_t(4));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), before);

    type(fields[0], QStringLiteral("many"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QTRY_VERIFY2(words(view).contains(QStringLiteral("\"many\" is no number")), qPrintable(words(view)));
}

void WhatIfTest::aSweepIsGivenUp()
{
    EditorWindow editor;
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    QVERIFY(editor.window->document().push(
        setParam(editor.topology(), "document", "duration", Value(std::string("10h"))).value()));
    auto *view = ask(editor, "web");
    view->startOrStop();
    QVERIFY(view->isRunning());
    QTest::qWait(200);
    view->startOrStop();
    QTRY_VERIFY_WITH_TIMEOUT(!view->isRunning(), 30'000);
    QVERIFY(view->plot()->points().empty());
    editor.window.reset(); // and one that goes on while the window closes touches nothing of it
}

QTEST_MAIN(WhatIfTest)
#include "what_if_test.moc"
