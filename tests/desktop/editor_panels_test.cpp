// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's distributions, JSON and several elements at once; editing in the outline; finding and hiding.
#include "tests/desktop/editor_window.h"

#include "app/desktop/density_plot.h"
#include "app/desktop/distribution_editor.h"
#include "app/desktop/find_bar.h"
#include "app/desktop/find_query.h"
#include "app/desktop/inspector.h"
#include "app/desktop/outline_panel.h"
#include "app/desktop/outline_rows.h"
#include "app/desktop/param_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabWidget>

using namespace bayplan;

class EditorPanelsTest : public QObject {
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

    void jsonIsAppliedByCtrlEnter();
    void jsonIsAppliedWhenItIsLeft();
    void refusedJsonStaysWithLineAndColumn();
    void escapeTakesJsonBack();
    void jsonOfSeveralIsReadOnly();

    void differentKindsShareWhatTheyHaveInCommon();
    void valuesThatDifferAreSaidToBeSeveral();
    void aWrongTextForSeveralBringsBackEachOwnValue();

    void theOutlineShowsPortsAndWhatTheyAreLinkedTo();
    void insertAddsToTheSelectedPod();
    void deleteRemovesInTheOutline();
    void aContainerIsDraggedToAnotherPod();
    void aContainerIsMovedByItsMenu();
    void aPortIsLinkedByKeyboard();
    void theOutlineFollowsEditsAsIfFilledAnew();
    void aLargeOutlineFollowsOneEdit();

    void findReadsWordsPrefixesAndNegations();
    void anUnknownPrefixIsExplained();
    void findLooksWhereItIsTold();
    void theFindBarGoesThroughTheHits();
    void othersAreHiddenUntilTheBarIsClosed();
};

namespace {

constexpr auto example = "sharded-cache";

void typeInto(QWidget *editor, const QString &text)
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    line = line != nullptr ? line : editor->findChild<QLineEdit *>();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

/// One container, selected.
struct OneContainer : EditorWindow {
    OneContainer()
    {
        dropFromPalette("container", {300, 200});
        window->selection().set({container("container").id});
        QApplication::processEvents();
    }

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

QTreeWidgetItem *rowOf(OutlinePanel *outline, const ElementId &id)
{
    for (QTreeWidgetItemIterator it(outline); *it != nullptr; ++it) {
        if (outline::idOf(*it) == id) {
            return *it;
        }
    }
    return nullptr;
}

/// Every row with its depth, in order.
QStringList rows(OutlinePanel *outline)
{
    QStringList all;
    for (QTreeWidgetItemIterator it(outline); *it != nullptr; ++it) {
        int depth = 0;
        for (auto *up = (*it)->parent(); up != nullptr; up = up->parent()) {
            ++depth;
        }
        all << QString(depth, QLatin1Char(' ')) + (*it)->text(0);
    }
    return all;
}

struct Outlined : EditorWindow {
    Outlined()
    {
        window->openExample(QLatin1String(example));
        QApplication::processEvents();
        outline = window->findChild<OutlinePanel *>();
        outline->setFocus();
    }

    QTreeWidgetItem *select(const ElementId &id) const
    {
        auto *row = rowOf(outline, id);
        outline->setCurrentItem(row);
        return row;
    }

    /// The pod that is not that of the container.
    ElementId otherPod(const ElementId &container) const
    {
        for (const auto &[id, pod] : topology().pods) {
            if (id != topology().containers.at(container).pod) {
                return id;
            }
        }
        qFatal("one pod only");
    }

    void take(const QString &words) const
    {
        auto *picker = QApplication::activePopupWidget();
        QVERIFY(picker != nullptr);
        QTest::keyClicks(picker->focusWidget(), words);
        QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
        QApplication::processEvents();
    }

    void chooseFromMenu(const char *name) const
    {
        const auto place = outline->visualItemRect(outline->currentItem()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, place, outline->viewport()->mapToGlobal(place));
        QApplication::sendEvent(outline->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        QVERIFY(action != nullptr && action->isEnabled());
        menu->hide(); // as a menu does before it triggers; its own key would end the picker too without a display
        action->trigger();
    }

    OutlinePanel *outline = nullptr;
};

} // namespace

// ---- distributions ----

void EditorPanelsTest::theKindOfADistributionIsChosenAndKeepsItsMean()
{
    OneContainer editor;
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

void EditorPanelsTest::anArgumentIsTypedAsOneUndoStep()
{
    OneContainer editor;
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

void EditorPanelsTest::aUnitIsChosen()
{
    OneContainer editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(10ms)"));
    auto *unit = editor.part<QComboBox>("param.serviceTime.1.unit");
    QCOMPARE(unit->currentText(), QString("ms"));
    unit->setFocus();
    QTest::keyClick(unit, Qt::Key_Down);
    QCOMPARE(editor.serviceTime(), std::string("exponential(10s)"));
}

void EditorPanelsTest::theTextOfADistributionFillsItsArguments()
{
    OneContainer editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("lognormal(1.5s, 2)"));
    QCOMPARE(editor.part<QComboBox>("param.serviceTime.kind")->currentText(), QString("Lognormal"));
    QCOMPARE(editor.part("param.serviceTime.1")->findChild<QLineEdit *>()->text(), QString("1.5"));
    QCOMPARE(editor.part<QComboBox>("param.serviceTime.1.unit")->currentText(), QString("s"));
    QCOMPARE(editor.part("param.serviceTime.2")->findChild<QLineEdit *>()->text(), QString("2"));
    QVERIFY(!editor.part("param.serviceTime.2.unit")->isVisibleTo(editor.window.get()));
    QVERIFY(!editor.part("param.serviceTime.3")->isVisibleTo(editor.window.get()));
}

void EditorPanelsTest::anArgumentThatCannotBeIsRefusedAtTheField()
{
    OneContainer editor;
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

void EditorPanelsTest::theDensityMarksMeanAndTail()
{
    const auto quantile = [](const char *text) { return quantileOf(parseDistribution(text).value(), 0.99); };
    QVERIFY(std::abs(quantile("exponential(1s)") - std::log(100)) < 1e-6);
    QVERIFY(std::abs(quantile("constant(5ms)") - 0.005) < 1e-9);
    QVERIFY(std::abs(quantile("uniform(0s, 1s)") - 0.99) < 1e-6);
    QVERIFY(quantile("constant(0s)") < 1e-6);
    OneContainer editor;
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(10ms)"));
    const auto &plot = editor.field("serviceTime")->findChild<DistributionEditor *>()->plot();
    QVERIFY(plot.isVisibleTo(editor.window.get()));
    QVERIFY2(plot.meanText().contains(QStringLiteral("10 ms")), qPrintable(plot.meanText()));
    QVERIFY2(plot.tailText().contains(QStringLiteral("46")), qPrintable(plot.tailText()));
    QVERIFY(plot.accessibleDescription().contains(plot.tailText()));
    typeInto(editor.field("serviceTime")->editor(), QStringLiteral("exponential(20ms)"));
    QVERIFY(plot.meanText().contains(QStringLiteral("20 ms")));
}

void EditorPanelsTest::everyKindFitsANarrowInspector()
{
    OneContainer editor;
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

void EditorPanelsTest::theRangeStandsInTheHelp()
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

// ---- JSON ----

void EditorPanelsTest::jsonIsAppliedByCtrlEnter()
{
    OneContainer editor;
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

void EditorPanelsTest::jsonIsAppliedWhenItIsLeft()
{
    OneContainer editor;
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

void EditorPanelsTest::refusedJsonStaysWithLineAndColumn()
{
    OneContainer editor;
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

void EditorPanelsTest::escapeTakesJsonBack()
{
    OneContainer editor;
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

void EditorPanelsTest::jsonOfSeveralIsReadOnly()
{
    OneContainer editor;
    editor.window->selection().set({editor.container("container").id, editor.topology().pods.begin()->first});
    auto *text = editor.json();
    QVERIFY(text->isReadOnly());
    const auto shown = text->toPlainText();
    QTest::keyClicks(text, QStringLiteral("x"));
    QCOMPARE(text->toPlainText(), shown);
}

// ---- several at once ----

void EditorPanelsTest::differentKindsShareWhatTheyHaveInCommon()
{
    OneContainer editor;
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

void EditorPanelsTest::valuesThatDifferAreSaidToBeSeveral()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    std::set<ElementId> pods;
    for (const auto &[id, pod] : editor.topology().pods) {
        pods.insert(id);
    }
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

void EditorPanelsTest::aWrongTextForSeveralBringsBackEachOwnValue()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    std::set<ElementId> pods;
    for (const auto &[id, pod] : editor.topology().pods) {
        pods.insert(id);
    }
    editor.window->document().push(
        setParam(editor.topology(), *pods.begin(), "replicas", Value(std::int64_t(4))).value());
    const auto before = editor.bytes();
    editor.window->selection().set(pods);
    typeInto(editor.find<QWidget>("param.replicas"), QStringLiteral("5x"));
    QCOMPARE(editor.bytes(), before);
}

// ---- outline ----

void EditorPanelsTest::theOutlineShowsPortsAndWhatTheyAreLinkedTo()
{
    OneContainer editor;
    auto *outline = editor.window->findChild<OutlinePanel *>();
    const auto id = editor.container("container").id;
    QApplication::processEvents();
    auto *row = rowOf(outline, id);
    QVERIFY(row != nullptr && row->isExpanded());
    QCOMPARE(row->childCount(), 2);
    QCOMPARE(row->child(0)->text(0), QString("in"));
    QCOMPARE(row->child(1)->text(0), QString("calls"));
    editor.dropFromPalette("memcached", {640, 200});
    const auto cache = editor.container("memcached").id;
    ElementId link;
    editor.window->document().push(bayplan::connect(editor.topology(), {id, "calls"}, {cache, "in"}, &link).value());
    QApplication::processEvents();
    row = rowOf(outline, id);
    QVERIFY2(row->child(1)->text(0).startsWith(QStringLiteral("calls → ")), qPrintable(row->child(1)->text(0)));
    QVERIFY(rowOf(outline, cache)->child(0)->text(0).startsWith(QStringLiteral("in ← ")));
    editor.window->selection().set({link});
    QVERIFY(row->child(1)->isSelected());
    // A new name shows where it is linked to as well.
    editor.window->document().push(rename(editor.topology(), cache, "store").value());
    QApplication::processEvents();
    QVERIFY(rowOf(outline, id)->child(1)->text(0).endsWith(QStringLiteral("/ store")));
}

void EditorPanelsTest::insertAddsToTheSelectedPod()
{
    Outlined editor;
    const auto pod = editor.topology().pods.begin()->first;
    const auto before = containersOf(editor.topology(), pod).size();
    editor.select(pod);
    QTest::keyClick(editor.outline, Qt::Key_Insert);
    editor.take(QStringLiteral("log saver"));
    QCOMPARE(containersOf(editor.topology(), pod).size(), before + 1);
    const auto made = editor.window->selection().single();
    QCOMPARE(editor.topology().containers.at(made).pod, pod);
    QVERIFY(rowOf(editor.outline, made) != nullptr && rowOf(editor.outline, made)->isSelected());
    QSignalSpy refusals(editor.outline, &OutlinePanel::refused);
    editor.outline->setCurrentItem(nullptr);
    QTest::keyClick(editor.outline, Qt::Key_Insert);
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    QCOMPARE(refusals.count(), 1);
}

void EditorPanelsTest::deleteRemovesInTheOutline()
{
    Outlined editor;
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    const auto id = editor.topology().containers.begin()->first;
    editor.select(id);
    QTest::keyClick(editor.outline, Qt::Key_Delete);
    QApplication::processEvents();
    QVERIFY(!editor.topology().containers.contains(id));
    QVERIFY(rowOf(editor.outline, id) == nullptr);
    editor.window->document().undoStack()->undo();
    QApplication::processEvents();
    QVERIFY(rowOf(editor.outline, id) != nullptr);
}

void EditorPanelsTest::aContainerIsDraggedToAnotherPod()
{
    Outlined editor;
    const auto id = editor.topology().containers.begin()->first;
    const auto pod = editor.otherPod(id);
    const auto steps = editor.window->document().undoStack()->index();
    auto *row = editor.select(id);
    auto *viewport = editor.outline->viewport();
    const std::unique_ptr<QMimeData> data(
        editor.outline->model()->mimeData(editor.outline->selectionModel()->selectedIndexes()));
    QVERIFY(data != nullptr);
    editor.outline->scrollToItem(rowOf(editor.outline, pod));
    const auto at = editor.outline->visualItemRect(rowOf(editor.outline, pod)).center();
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &move);
    QVERIFY(move.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(viewport, &drop);
    QApplication::processEvents();
    QCOMPARE(editor.topology().containers.at(id).pod, pod);
    QCOMPARE(editor.window->document().undoStack()->index(), steps + 1);
    row = rowOf(editor.outline, id);
    QVERIFY(row != nullptr);
    QCOMPARE(outline::idOf(row->parent()), pod);
    QVERIFY(row->isSelected());
    // A pod is no container: it cannot be dragged into another.
    editor.select(pod);
    QVERIFY(editor.outline->model()->mimeData(editor.outline->selectionModel()->selectedIndexes()) == nullptr);
}

void EditorPanelsTest::aContainerIsMovedByItsMenu()
{
    Outlined editor;
    const auto id = editor.topology().containers.begin()->first;
    const auto pod = editor.otherPod(id);
    editor.select(id);
    editor.chooseFromMenu("outline.move");
    editor.take(QString::fromStdString(editor.topology().pods.at(pod).name));
    QCOMPARE(editor.topology().containers.at(id).pod, pod);
    editor.select(id);
    editor.chooseFromMenu("outline.move");
    editor.take(QStringLiteral("a pod of its own"));
    QCOMPARE(containersOf(editor.topology(), editor.topology().containers.at(id).pod).size(), std::size_t(1));
}

void EditorPanelsTest::aPortIsLinkedByKeyboard()
{
    OneContainer editor;
    editor.dropFromPalette("memcached", {640, 200});
    QApplication::processEvents();
    auto *outline = editor.window->findChild<OutlinePanel *>();
    outline->setFocus();
    outline->setCurrentItem(rowOf(outline, editor.container("container").id)->child(1));
    QCOMPARE(editor.window->selection().single(), editor.container("container").id);
    outline->askLinkTarget();
    auto *picker = QApplication::activePopupWidget();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
    const auto &link = editor.topology().links.begin()->second;
    QCOMPARE(link.from, (Endpoint{editor.container("container").id, "calls"}));
    QCOMPARE(link.to.container, editor.container("memcached").id);
    QVERIFY(rowOf(outline, link.id)->isSelected());
    // Twice is refused there, with the reason, instead of being offered.
    outline->askLinkTarget();
    picker = QApplication::activePopupWidget();
    QTest::keyClicks(picker->focusWidget(), QStringLiteral("memcached"));
    QTest::keyClick(picker->focusWidget(), Qt::Key_Return);
    picker->close();
    QCOMPARE(editor.topology().links.size(), std::size_t(1));
}

void EditorPanelsTest::theOutlineFollowsEditsAsIfFilledAnew()
{
    Outlined editor;
    auto &document = editor.window->document();
    const auto check = [&] {
        QApplication::processEvents();
        const auto followed = rows(editor.outline);
        OutlinePanel fresh(document, editor.window->selection());
        QCOMPARE(followed, rows(&fresh));
    };
    const auto container = editor.topology().containers.begin()->first;
    const auto pod = editor.topology().containers.at(container).pod;
    document.push(rename(editor.topology(), pod, "renamed").value());
    check();
    document.push(rename(editor.topology(), container, "first").value());
    check();
    document.push(moveToPod(editor.topology(), container, editor.otherPod(container)).value());
    check();
    document.push(removeElements(editor.topology(), {container}));
    check();
    document.push(removeElements(editor.topology(), {editor.topology().pods.rbegin()->first}));
    check();
    std::set<ElementId> all;
    for (const auto &[id, each] : editor.topology().pods) {
        all.insert(id);
    }
    document.push(duplicate(editor.topology(), all, {40, 40}));
    check();
    document.push(addVolume(editor.topology(), "disk"));
    document.push(addNote(editor.topology(), "Look here", {}));
    check();
    if (!editor.topology().links.empty()) {
        document.push(removeElements(editor.topology(), {editor.topology().links.begin()->first}));
        check();
    }
    while (document.undoStack()->canUndo()) {
        document.undoStack()->undo();
        check();
    }
}

void EditorPanelsTest::aLargeOutlineFollowsOneEdit()
{
    EditorWindow editor;
    Document document;
    for (int i = 0; i < 2000; ++i) {
        const auto number = std::to_string(i);
        document.topology.pods["pod-" + number] = Pod{"pod-" + number, "pod-" + number, {}, {}, {}};
        document.topology.containers["c-" + number] =
            Container{"c-" + number, "pod-" + number, "container", "c-" + number, {}, {}};
    }
    editor.window->document().load(document, {});
    auto *outline = editor.window->findChild<OutlinePanel *>();
    auto *kept = rowOf(outline, "c-77");
    editor.window->document().push(rename(editor.topology(), "c-5", "five").value());
    QApplication::processEvents();
    QCOMPARE(rowOf(outline, "c-77"), kept); // the others are the same rows as before
    QCOMPARE(rowOf(outline, "c-5")->text(0), QString("five"));
    QCOMPARE(kept->childCount(), 0); // ports are made when they are looked at
    kept->setExpanded(true);
    QCOMPARE(kept->childCount(), 2);
}

// ---- find ----

void EditorPanelsTest::findReadsWordsPrefixesAndNegations()
{
    using Field = FindTerm::Field;
    const auto query =
        parseFindQuery(QStringLiteral("  web Kind:load -pod:test \"redis:7 x\" error: - kind: -\"a b\""));
    QVERIFY(query);
    const FindQuery expected{{Field::Any, "web", false},       {Field::Kind, "load", false}, {Field::Pod, "test", true},
                             {Field::Any, "redis:7 x", false}, {Field::Error, "", false},    {Field::Any, "-", false},
                             {Field::Any, "a b", true}};
    QCOMPARE(query->size(), expected.size());
    QVERIFY(*query == expected);
    QVERIFY(parseFindQuery(QString())->empty());
}

void EditorPanelsTest::anUnknownPrefixIsExplained()
{
    const auto query = parseFindQuery(QStringLiteral("web colour:red"));
    QVERIFY(!query);
    QVERIFY(QString::fromStdString(query.error().message).contains(QStringLiteral("colour:")));
    QVERIFY(QString::fromStdString(query.error().advice).contains(QStringLiteral("kind:")));
    EditorWindow editor;
    editor.window->action(QStringLiteral("edit.find"))->trigger();
    QTest::keyClicks(editor.find<QLineEdit>("findField"), QStringLiteral("colour:red"));
    QVERIFY(editor.find<QLabel>("findCount")->text().contains(QStringLiteral("colour:")));
}

void EditorPanelsTest::findLooksWhereItIsTold()
{
    const auto topology = readDocument(R"({"bayplan": 1,
  "pods": {"web": {}, "cache": {}},
  "containers": {"app": {"pod": "web", "kind": "container", "image": "registry.example/shop:2"},
    "store": {"pod": "cache", "kind": "memcached", "name": "web-store"}},
  "links": {"l": {"from": "app/calls", "to": "store/in"}},
  "notes": {"n": {"text": "Web of things", "position": [0, 0]}}})",
                                       "a")
                              .value()
                              .topology;
    std::vector<Problem> problems(1);
    problems[0].element = "app";
    problems[0].code = "image.none";
    problems[0].sentence = "There is no image.";
    const auto found = [&](const char *text) {
        return findElements(parseFindQuery(QString::fromUtf8(text)).value(), topology, problems);
    };
    using Ids = std::vector<ElementId>;
    QCOMPARE(found("WEB"), (Ids{"web", "app", "store", "l", "n"}));
    QCOMPARE(found("web -kind:link -kind:note"), (Ids{"web", "app", "store"}));
    QCOMPARE(found("pod:cache"), (Ids{"cache", "store", "l"}));
    QCOMPARE(found("kind:memcached"), (Ids{"store"}));
    QCOMPARE(found("image:shop"), (Ids{"app"}));
    QCOMPARE(found("\"shop:2\""), (Ids{"app"}));
    QCOMPARE(found("error:"), (Ids{"app"}));
    QCOMPARE(found("error:none"), (Ids{"app"}));
    QCOMPARE(found("error:name"), Ids());
    QCOMPARE(found("name:store"), (Ids{"store", "l"}));
    QCOMPARE(found("-error: pod:web kind:container"), Ids());
    QCOMPARE(found(""), Ids());
}

void EditorPanelsTest::theFindBarGoesThroughTheHits()
{
    EditorWindow editor;
    QVERIFY(QTest::qWaitForWindowActive(editor.window.get()));
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("container", {520, 200});
    editor.dropFromPalette("memcached", {520, 500});
    editor.window->selection().set({});
    editor.window->view().setFocus();
    QTest::keyClick(&editor.window->view(), Qt::Key_F, Qt::ControlModifier);
    auto *bar = editor.window->findChild<FindBar *>();
    QVERIFY(bar->isVisible());
    auto *field = editor.find<QLineEdit>("findField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("kind:container"));
    auto *count = editor.find<QLabel>("findCount");
    QCOMPARE(count->text(), QString("2 hit(s)"));
    QTest::keyClick(field, Qt::Key_Return);
    const auto first = editor.window->selection().single();
    QCOMPARE(editor.topology().containers.at(first).kind, std::string("container"));
    QCOMPARE(count->text(), QString("1 of 2"));
    const auto middle = editor.window->view().visibleRect().center();
    const auto card = editor.window->scene().itemOf(first)->sceneBoundingRect();
    QVERIFY(std::abs(middle.x() - card.center().x()) < card.width());
    QTest::keyClick(field, Qt::Key_F3);
    const auto second = editor.window->selection().single();
    QVERIFY(second != first);
    QVERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_F3); // round
    QCOMPARE(editor.window->selection().single(), first);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(editor.window->selection().single(), second);
    // What is removed is no hit any longer.
    editor.window->document().push(removeElements(editor.topology(), {first}));
    QTRY_COMPARE(count->text(), QString("1 of 1"));
    typeInto(field, QStringLiteral("nowhere"));
    QCOMPARE(count->text(), QString("Nothing matches."));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(editor.window->selection().single(), second);
}

void EditorPanelsTest::othersAreHiddenUntilTheBarIsClosed()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {160, 200});
    editor.dropFromPalette("memcached", {520, 200});
    const auto app = editor.container("container").id;
    const auto cache = editor.container("memcached").id;
    const auto opacity = [&](const ElementId &id) { return editor.window->scene().itemOf(id)->opacity(); };
    editor.window->action(QStringLiteral("edit.find"))->trigger();
    auto *field = editor.find<QLineEdit>("findField");
    QTest::keyClicks(field, QStringLiteral("kind:memcached"));
    QCOMPARE(opacity(app), 1.0);
    auto *hides = editor.find<QCheckBox>("findHides");
    hides->setFocus();
    QTest::keyClick(hides, Qt::Key_Space);
    QCOMPARE(opacity(app), 0.15);
    QCOMPARE(opacity(cache), 1.0);
    QCOMPARE(opacity(editor.container("container").pod), 0.15);
    typeInto(field, QStringLiteral("kind:container"));
    QCOMPARE(opacity(app), 1.0);
    QCOMPARE(opacity(cache), 0.15);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!editor.window->findChild<FindBar *>()->isVisible());
    QCOMPARE(opacity(cache), 1.0);
    QVERIFY(editor.window->view().hasFocus());
    editor.dropFromPalette("load", {160, 500});
    QCOMPARE(opacity(editor.container("load").id), 1.0);
}

QTEST_MAIN(EditorPanelsTest)
#include "editor_panels_test.moc"
