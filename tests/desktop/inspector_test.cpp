// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector: distributions, JSON, several elements at once.
#include "tests/desktop/editor_window.h"

#include "app/desktop/density_plot.h"
#include "app/desktop/distribution_editor.h"
#include "app/desktop/inspector.h"
#include "app/desktop/param_field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabWidget>

using namespace bayplan;

class InspectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKindOfADistributionIsChosenAndKeepsItsMean();
    void anArgumentIsTypedAsOneUndoStep();
    void aUnitIsChosen();
    void theTextOfADistributionFillsItsArguments();
    void anArgumentThatCannotBeIsRefusedAtTheField();
    void theDensityMarksMeanAndTail();
    void everyKindFitsANarrowInspector();
    void theRangeStandsInTheHelp();
    void undoInAFieldIsTheDocuments();

    void jsonIsAppliedByCtrlEnter();
    void jsonIsAppliedWhenItIsLeft();
    void refusedJsonStaysWithLineAndColumn();
    void escapeTakesJsonBack();
    void jsonOfSeveralIsReadOnly();

    void differentKindsShareWhatTheyHaveInCommon();
    void valuesThatDifferAreSaidToBeSeveral();
    void aWrongTextForSeveralBringsBackEachOwnValue();
};

namespace {

struct Inspected : OneContainer {
    std::string serviceTime() const { return paramsOf(container("container")).text("serviceTime"); }
    int steps() const { return window->document().undoStack()->index(); }

    ParamField *field(const char *key) const
    {
        for (auto *each : window->findChildren<ParamField *>()) {
            if (each->info().key == key && each->isVisibleTo(window.get())) {
                return each;
            }
        }
        qFatal("no field %s", key);
    }

    template <class Widget = QWidget>
    Widget *part(const char *name) const
    {
        return field("serviceTime")->findChild<Widget *>(QLatin1String(name));
    }

    /// By arrow keys, as from a closed box.
    void chooseKind(const char *title) const
    {
        auto *box = part<QComboBox>("param.serviceTime.kind");
        window->view().setFocus(); // each choice is a step of its own
        box->setFocus();
        const int wanted = box->findText(QLatin1String(title));
        while (box->currentIndex() != wanted) {
            QTest::keyClick(box, box->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
        }
    }

    QPlainTextEdit *json() const
    {
        auto *inspector = window->findChild<Inspector *>();
        inspector->findChild<QTabWidget *>()->setCurrentIndex(1);
        auto *text = find<QPlainTextEdit>("elementJson");
        text->setFocus();
        return text;
    }
};

void replaceIn(QPlainTextEdit *text, const QString &with)
{
    QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
    for (const auto &line : with.split(QLatin1Char('\n'))) {
        QTest::keyClicks(text, line);
        if (!with.endsWith(line)) {
            QTest::keyClick(text, Qt::Key_Return);
        }
    }
}

} // namespace

// ---- distributions ----

void InspectorTest::theKindOfADistributionIsChosenAndKeepsItsMean()
{
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(10ms)"));
    const int steps = editor.steps();
    editor.chooseKind("Erlang");
    QCOMPARE(editor.serviceTime(), std::string("erlang(10ms, 3)"));
    QCOMPARE(qobject_cast<QLineEdit *>(editor.field("serviceTime")->editor())->text(), QString("erlang(10ms, 3)"));
    QCOMPARE(editor.steps(), steps + 1);
    editor.chooseKind("Uniform");
    QCOMPARE(editor.serviceTime(), std::string("uniform(2ms, 18ms)"));
    editor.chooseKind("Hyperexponential");
    QCOMPARE(editor.serviceTime(), std::string("hyperexponential(0.9, 2ms, 82ms)"));
    editor.chooseKind("Empirical");
    QVERIFY(editor.part("param.serviceTime.values")->isVisibleTo(editor.window.get()));
    QVERIFY(!editor.part("param.serviceTime.1")->isVisibleTo(editor.window.get()));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.serviceTime(), std::string("hyperexponential(0.9, 2ms, 82ms)"));
    QVERIFY(editor.part("param.serviceTime.3")->isVisibleTo(editor.window.get()));
}

void InspectorTest::anArgumentIsTypedAsOneUndoStep()
{
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("erlang(10ms, 3)"));
    const int steps = editor.steps();
    typeInto(editor.part("param.serviceTime.1"), QStringLiteral("1250"));
    QCOMPARE(editor.serviceTime(), std::string("erlang(1250ms, 3)"));
    QCOMPARE(editor.steps(), steps + 1);
    // What is typed stays as it is typed, though a second and a quarter would be shorter.
    QCOMPARE(editor.part("param.serviceTime.1")->findChild<QLineEdit *>()->text(), QString("1250"));
    typeInto(editor.part("param.serviceTime.2"), QStringLiteral("4"));
    QCOMPARE(editor.serviceTime(), std::string("erlang(1250ms, 4)"));
    QCOMPARE(editor.steps(), steps + 2);
    editor.window->document().undoStack()->undo();
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.serviceTime(), std::string("erlang(10ms, 3)"));
}

void InspectorTest::aUnitIsChosen()
{
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(10ms)"));
    auto *unit = editor.part<QComboBox>("param.serviceTime.1.unit");
    QCOMPARE(unit->currentText(), QString("ms"));
    unit->setFocus();
    QTest::keyClick(unit, Qt::Key_Down);
    QCOMPARE(editor.serviceTime(), std::string("exponential(10s)"));
}

void InspectorTest::theTextOfADistributionFillsItsArguments()
{
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("lognormal(1.5s, 2)"));
    QCOMPARE(editor.part<QComboBox>("param.serviceTime.kind")->currentText(), QString("Lognormal"));
    QCOMPARE(editor.part("param.serviceTime.1")->findChild<QLineEdit *>()->text(), QString("1.5"));
    QCOMPARE(editor.part<QComboBox>("param.serviceTime.1.unit")->currentText(), QString("s"));
    QCOMPARE(editor.part("param.serviceTime.2")->findChild<QLineEdit *>()->text(), QString("2"));
    QVERIFY(!editor.part("param.serviceTime.2.unit")->isVisibleTo(editor.window.get()));
    QVERIFY(!editor.part("param.serviceTime.3")->isVisibleTo(editor.window.get()));
}

void InspectorTest::anArgumentThatCannotBeIsRefusedAtTheField()
{
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("pareto(10ms, 2.5)"));
    auto *number = editor.part("param.serviceTime.2");
    typeInto(number, QStringLiteral("0.5"));
    QVERIFY(editor.field("serviceTime")->errorText().contains(QStringLiteral("tail index")));
    QCOMPARE(editor.serviceTime(), std::string("pareto(10ms, 2.5)"));
    QCOMPARE(number->findChild<QLineEdit *>()->text(), QString("0.5")); // to be mended, not taken away
    typeInto(number, QStringLiteral("3"));
    QVERIFY(editor.field("serviceTime")->errorText().isEmpty());
    QCOMPARE(editor.serviceTime(), std::string("pareto(10ms, 3)"));
    typeInto(editor.part("param.serviceTime.1"), QStringLiteral("ten"));
    QVERIFY(!editor.field("serviceTime")->errorText().isEmpty());
    editor.part("param.serviceTime.2")->setFocus(); // left: what holds stands there again
    QCOMPARE(editor.part("param.serviceTime.1")->findChild<QLineEdit *>()->text(), QString("10"));
    QVERIFY(editor.field("serviceTime")->errorText().isEmpty());
}

void InspectorTest::theDensityMarksMeanAndTail()
{
    const auto quantile = [](const char *text) { return quantileOf(parseDistribution(text).value(), 0.99); };
    QVERIFY(std::abs(quantile("exponential(1s)") - std::log(100)) < 1e-6);
    QVERIFY(std::abs(quantile("constant(5ms)") - 0.005) < 1e-9);
    QVERIFY(std::abs(quantile("uniform(0s, 1s)") - 0.99) < 1e-6);
    QVERIFY(quantile("constant(0s)") < 1e-6);
    Inspected editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(10ms)"));
    const auto &plot = editor.field("serviceTime")->findChild<DistributionEditor *>()->plot();
    QVERIFY(plot.isVisibleTo(editor.window.get()));
    QVERIFY2(plot.meanText().contains(QStringLiteral("10 ms")), qPrintable(plot.meanText()));
    QVERIFY2(plot.tailText().contains(QStringLiteral("46")), qPrintable(plot.tailText()));
    QVERIFY(plot.accessibleDescription().contains(plot.tailText()));
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(20ms)"));
    QVERIFY(plot.meanText().contains(QStringLiteral("20 ms")));
}

void InspectorTest::everyKindFitsANarrowInspector()
{
    Inspected editor;
    editor.window->resize(1024, 768);
    auto *area = editor.window->findChild<Inspector *>()->findChild<QScrollArea *>();
    for (const auto form : distributionForms()) {
        editor.window->document().push(
            setParam(editor.topology(), editor.container("container").id, "serviceTime", std::string(form)).value());
        QApplication::processEvents();
        constexpr int narrow = 256; // beside a canvas in a window of 1024
        const auto words = std::string(form) + ": " + std::to_string(area->widget()->minimumSizeHint().width());
        QVERIFY2(area->widget()->minimumSizeHint().width() <= narrow, words.c_str());
        for (const auto *label : editor.field("serviceTime")->findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty() && !label->wordWrap()) {
                QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width(),
                         qPrintable(label->text()));
            }
        }
    }
}

void InspectorTest::theRangeStandsInTheHelp()
{
    ParamInfo info{.key = "wait", .title = "Wait", .type = ParamType::Duration};
    QCOMPARE(rangeText(info), QString());
    info.least = 0.25;
    info.greatest = 3600;
    QCOMPARE(rangeText(info), QString("250 ms to 1 h"));
    info.type = ParamType::Number;
    info.unit = "/s";
    QCOMPARE(rangeText(info), QString("0.25 /s to 3600 /s"));
    info.greatest = std::numeric_limits<double>::infinity();
    info.type = ParamType::Bytes;
    info.least = 4096;
    QCOMPARE(rangeText(info), QString("at least 4 KiB"));
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.window->selection().set({editor.topology().pods.begin()->first});
    editor.find<QWidget>("param.replicas")->setFocus();
    const auto help = editor.find<QLabel>("inspectorHelp")->text();
    QVERIFY2(help.contains(QStringLiteral("Range: ")), qPrintable(help));
}

void InspectorTest::undoInAFieldIsTheDocuments()
{
    Inspected editor;
    const auto undo = [](QWidget *field) { QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier); };
    const auto service = editor.serviceTime();
    auto *line = qobject_cast<QLineEdit *>(editor.field("serviceTime")->editor());
    typeInto(line, QStringLiteral("25ms"));
    undo(line);
    QCOMPARE(editor.serviceTime(), service);
    QVERIFY(line->text() != QStringLiteral("25ms"));

    const auto pod = editor.container("container").pod;
    const auto replicas = [&] { return paramsOf(editor.topology().pods.at(pod)).integer("replicas"); };
    editor.window->selection().set({pod});
    QApplication::processEvents();
    auto *spin = editor.field("replicas")->editor();
    for (const char *number : {"5", "7"}) {
        typeInto(spin, QLatin1String(number));
        QTest::keyClick(spin, Qt::Key_Return);
    }
    QCOMPARE(replicas(), 7);
    typeInto(spin, QStringLiteral("7 or so")); // refused: undo takes it away, and nothing else
    undo(spin);
    QCOMPARE(replicas(), 7);
    QCOMPARE(lineOf(spin)->text(), QStringLiteral("7"));
    QVERIFY(editor.field("replicas")->errorText().isEmpty());
    undo(spin);
    QCOMPARE(replicas(), 5);
    QCOMPARE(lineOf(spin)->text(), QStringLiteral("5"));
    QVERIFY(spin->hasFocus());
    undo(spin);
    QCOMPARE(replicas(), 1);
    QTest::keyClick(spin, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(replicas(), 5);

    editor.window->selection().set({editor.container("container").id});
    QApplication::processEvents();
    auto *combo = qobject_cast<QComboBox *>(editor.field("protocol")->editor());
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(paramsOf(editor.container("container")).text("protocol"), std::string("memcache"));
    undo(combo);
    QCOMPARE(paramsOf(editor.container("container")).text("protocol"), std::string("http"));
}

// ---- JSON ----

void InspectorTest::jsonIsAppliedByCtrlEnter()
{
    Inspected editor;
    const auto pod = editor.topology().pods.begin()->first;
    editor.window->selection().set({pod});
    auto *text = editor.json();
    QVERIFY(!text->isReadOnly());
    const int steps = editor.steps();
    replaceIn(text, QStringLiteral("{\"replicas\": 4}"));
    QCOMPARE(editor.steps(), steps);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(paramsOf(editor.topology().pods.at(pod)).integer("replicas"), 4);
    QCOMPARE(editor.steps(), steps + 1);
    QVERIFY(text->toPlainText().contains(QStringLiteral("\"replicas\": 4")));
    editor.window->document().undoStack()->undo();
    QVERIFY(!text->toPlainText().contains(QStringLiteral("replicas")));
}

void InspectorTest::jsonIsAppliedWhenItIsLeft()
{
    Inspected editor;
    const auto pod = editor.topology().pods.begin()->first;
    editor.window->selection().set({pod});
    replaceIn(editor.json(), QStringLiteral("{\"replicas\": 5}"));
    editor.window->view().setFocus();
    QCOMPARE(paramsOf(editor.topology().pods.at(pod)).integer("replicas"), 5);
    // Another element is selected while the cursor is in the text: it belonged to the first.
    replaceIn(editor.json(), QStringLiteral("{\"replicas\": 6}"));
    editor.window->selection().set({editor.container("container").id});
    QCOMPARE(paramsOf(editor.topology().pods.at(pod)).integer("replicas"), 6);
    QVERIFY(editor.json()->toPlainText().contains(QStringLiteral("\"kind\": \"container\"")));
}

void InspectorTest::refusedJsonStaysWithLineAndColumn()
{
    Inspected editor;
    const auto pod = editor.topology().pods.begin()->first;
    editor.window->selection().set({pod});
    const auto before = editor.bytes();
    auto *text = editor.json();
    replaceIn(text, QStringLiteral("{\n\"replcas\": 4}"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    const auto *word = editor.find<QLabel>("jsonWord");
    QVERIFY2(word->text().startsWith(QStringLiteral("Line 2, column 1: ")), qPrintable(word->text()));
    QVERIFY(word->text().contains(QStringLiteral("Did you mean \"replicas\"?")));
    QCOMPARE(editor.bytes(), before);
    // It is not lost by looking at something else.
    editor.window->selection().set({editor.container("container").id});
    QVERIFY(!text->toPlainText().contains(QStringLiteral("replcas")));
    editor.window->selection().set({pod});
    QVERIFY(text->toPlainText().contains(QStringLiteral("replcas")));
    QVERIFY(word->text().contains(QStringLiteral("Did you mean")));
}

void InspectorTest::escapeTakesJsonBack()
{
    Inspected editor;
    auto *text = editor.json();
    const auto shown = text->toPlainText();
    const auto before = editor.bytes();
    replaceIn(text, QStringLiteral("{"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(text, Qt::Key_Escape);
    QCOMPARE(text->toPlainText(), shown);
    QVERIFY(editor.find<QLabel>("jsonWord")->text().contains(QStringLiteral("Ctrl+Enter")));
    editor.window->view().setFocus();
    QCOMPARE(editor.bytes(), before);
}

void InspectorTest::jsonOfSeveralIsReadOnly()
{
    Inspected editor;
    editor.window->selection().set({editor.container("container").id, editor.topology().pods.begin()->first});
    auto *text = editor.json();
    QVERIFY(text->isReadOnly());
    const auto shown = text->toPlainText();
    QTest::keyClicks(text, QStringLiteral("x"));
    QCOMPARE(text->toPlainText(), shown);
}

// ---- several at once ----

void InspectorTest::differentKindsShareWhatTheyHaveInCommon()
{
    Inspected editor;
    editor.dropFromPalette("memcached", {640, 200});
    const auto app = editor.container("container").id;
    const auto cache = editor.container("memcached").id;
    editor.window->selection().set({app, cache});
    const int steps = editor.steps();
    QVERIFY(editor.find<QWidget>("param.memory") != nullptr || editor.find<QWidget>("param.image") != nullptr);
    typeInto(editor.find<QWidget>("param.image"), QStringLiteral("registry.example/a:1"));
    QCOMPARE(paramsOf(editor.topology().containers.at(app)).text("image"), std::string("registry.example/a:1"));
    QCOMPARE(paramsOf(editor.topology().containers.at(cache)).text("image"), std::string("registry.example/a:1"));
    QCOMPARE(editor.steps(), steps + 1);
    editor.window->document().undoStack()->undo();
    QVERIFY(!editor.topology().containers.at(app).params.contains("image"));
    // A pod and a link have nothing that both have: a sentence says what can be done with them.
    editor.window->selection().set({app, editor.topology().containers.at(app).pod});
    QVERIFY(editor.find<QWidget>("param.image") == nullptr || !editor.find<QWidget>("param.image")->isVisible());
}

void InspectorTest::valuesThatDifferAreSaidToBeSeveral()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    const std::set<ElementId> pods = editor.allPods();
    editor.window->document().push(
        setParam(editor.topology(), *pods.begin(), "replicas", Value(std::int64_t(4))).value());
    editor.window->selection().set(pods);
    auto *line = editor.find<QWidget>("param.replicas")->findChild<QLineEdit *>();
    QCOMPARE(line->text(), QString());
    QCOMPARE(line->placeholderText(), QString("several values"));
    line->setFocus();
    editor.window->view().setFocus(); // looking at it changes nothing
    for (const auto &id : pods) {
        QCOMPARE(paramsOf(editor.topology().pods.at(id)).integer("replicas"), id == *pods.begin() ? 4 : 1);
    }
    typeInto(editor.find<QWidget>("param.replicas"), QStringLiteral("7"));
    for (const auto &id : pods) {
        QCOMPARE(paramsOf(editor.topology().pods.at(id)).integer("replicas"), 7);
    }
    QCOMPARE(line->placeholderText(), QString());
    editor.window->document().undoStack()->undo();
    QCOMPARE(paramsOf(editor.topology().pods.at(*pods.begin())).integer("replicas"), 4);
    QCOMPARE(paramsOf(editor.topology().pods.at(*pods.rbegin())).integer("replicas"), 1);
    // A check box has a third state for it.
    editor.window->document().push(setParam(editor.topology(), *pods.begin(), "locked", Value(true)).value());
    auto *box = editor.find<QCheckBox>("param.locked");
    QCOMPARE(box->checkState(), Qt::PartiallyChecked);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    for (const auto &id : pods) {
        QVERIFY(paramsOf(editor.topology().pods.at(id)).flag("locked"));
    }
    QCOMPARE(box->checkState(), Qt::Checked);
}

void InspectorTest::aWrongTextForSeveralBringsBackEachOwnValue()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    const std::set<ElementId> pods = editor.allPods();
    editor.window->document().push(
        setParam(editor.topology(), *pods.begin(), "replicas", Value(std::int64_t(4))).value());
    const auto before = editor.bytes();
    editor.window->selection().set(pods);
    typeInto(editor.find<QWidget>("param.replicas"), QStringLiteral("5x"));
    QCOMPARE(editor.bytes(), before);
}

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
