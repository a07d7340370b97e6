// SPDX-License-Identifier: GPL-3.0-or-later
// "What if" of two things at once, in curves and as a field; and what an answer says in words.
#include "app/desktop/curve_plot.h"
#include "app/desktop/heat_map.h"
#include "app/desktop/what_if_axis_row.h"
#include "app/desktop/what_if_view.h"
#include "app/desktop/what_if_words.h"
#include "tests/desktop/editor_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <thread>

using namespace bayplan;

namespace {

Topology sharded()
{
    Topology topology =
        loadDocument(BAYPLAN_SOURCE_DIR "/resources/examples/sharded-cache.bayplan.json").value().topology;
    if (!changeParam(topology, "document", "duration", Value(std::string("15s"))))
        qFatal("no duration");
    return topology;
}

Variable variableOf(const Topology &topology, const ElementId &id, const std::string &key)
{
    for (const Variable &one : variablesOf(topology, id))
        if (one.param != nullptr && one.param->key == key)
            return one;
    return {};
}

std::vector<CurvePoint> curve(const std::vector<std::pair<double, double>> &values)
{
    std::vector<CurvePoint> points;
    for (const auto &[value, halfWidth] : values)
        points.push_back({QString::number(points.size() + 1), value, halfWidth, true});
    return points;
}

SweptPlan planWith(double utilisation)
{
    SweptPlan plan;
    plan.replications = 5;
    Figure figure;
    figure.kind = SubjectKind::Container;
    figure.text = "db/database";
    figure.figure = "utilisation";
    figure.value = utilisation;
    figure.unit = FigureUnit::Fraction;
    plan.figures.push_back({figure});
    return plan;
}

/// Editable fields with an accessible name, in their order.
QList<QLineEdit *> fieldsOf(const QWidget *row)
{
    QList<QLineEdit *> fields;
    for (auto *field : row->findChildren<QLineEdit *>())
        if (!field->accessibleName().isEmpty())
            fields << field;
    return fields;
}

void type(QLineEdit *field, const QString &text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

void chooseText(QComboBox *box, const QString &text)
{
    const int at = box->findText(text);
    if (at < 0)
        qFatal("no %s", qPrintable(text));
    box->setCurrentIndex(at);
}

} // namespace

class WhatIfTwoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCombinationIsSimulated()
    {
        const Topology topology = sharded();
        const std::vector<WhatIfAxis> axes{
            {"web", variableOf(topology, "web", "replicas"), "1", "3", 3},
            {"client-load", variableOf(topology, "client-load", "rate"), "60", "240", 2}};
        QVERIFY(axes[0].variable.param != nullptr && axes[1].variable.param != nullptr);
        const auto answer = answerWhatIf(topology, axes, 2, {});
        QVERIFY2(answer.has_value(), answer.has_error() ? toText(answer.error()).c_str() : "");
        QCOMPARE(answer->values[0].size(), std::size_t(3));
        QCOMPARE(answer->values[1].size(), std::size_t(2));
        QCOMPARE(answer->plans.size(), std::size_t(6));
        Topology varied = topology;
        apply(varied, answer->points[answer->at(2, 1)].edit);
        QCOMPARE(paramsOf(varied.pods.at("web")).integer("replicas"), std::int64_t(3));
        QCOMPARE(paramsOf(varied.containers.at("client-load")).number("rate"), 240.0);
    }

    void theAnswerDoesNotNeedTheWindowsThread()
    {
        const Topology topology = sharded();
        Result<WhatIfAnswer> answer = fail(ErrorCode::Failed, "not asked");
        std::thread([&] {
            answer = answerWhatIf(topology, {{"web", variableOf(topology, "web", "replicas"), "1", "2", 2}}, 2, {});
        }).join();
        QVERIFY(answer.has_value());
        QCOMPARE(answer->plans.size(), std::size_t(2));
    }

    void tooManyAndImpossibleOnesAreRefused()
    {
        const Topology topology = sharded();
        const WhatIfAxis replicas{"web", variableOf(topology, "web", "replicas"), "1", "40", 40};
        const auto many = answerWhatIf(topology, {replicas, replicas}, 2, {});
        QVERIFY(many.has_error());
        QVERIFY(many.error().message.find("1600") != std::string::npos);
        const WhatIfAxis impossible{"web", variableOf(topology, "web", "replicas"), "0", "3", 4};
        QVERIFY(answerWhatIf(topology, {impossible}, 2, {}).has_error());
        const WhatIfAxis few{"web", variableOf(topology, "web", "replicas"), "1", "4", 4};
        const auto stopped = answerWhatIf(topology, {few}, 2, [](double, const std::string &) { return false; });
        QVERIFY(stopped.has_error() && stopped.error().code == ErrorCode::Interrupted);
    }

    void fromWhereOnMoreChangesNothing_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("halfWidth");
        QTest::addColumn<int>("from"); ///< -1: none
        QTest::newRow("settles at the fourth") << QList<double>{100, 50, 30, 20, 20, 20.2} << 0.5 << 3;
        QTest::newRow("never settles") << QList<double>{100, 80, 60, 40, 20} << 0.5 << -1;
        QTest::newRow("is flat") << QList<double>{20, 20, 20, 20} << 0.5 << -1;
        QTest::newRow("within its intervals") << QList<double>{100, 50, 22, 18, 21} << 4.0 << 2;
        QTest::newRow("rises again") << QList<double>{100, 20, 20, 60, 60} << 0.5 << 3;
    }

    void fromWhereOnMoreChangesNothing()
    {
        QFETCH(QList<double>, values);
        QFETCH(double, halfWidth);
        QFETCH(int, from);
        std::vector<std::pair<double, double>> points;
        for (const double value : values)
            points.emplace_back(value, halfWidth);
        const auto settled = settledFrom(curve(points));
        QCOMPARE(settled ? static_cast<int>(*settled) : -1, from);
        QCOMPARE(changesNothing(curve(points)),
                 QString::fromLatin1(QTest::currentDataTag()) == QStringLiteral("is flat"));
    }

    void aBottleneckIsNamedInWords()
    {
        QVERIFY(capacityWords(QStringLiteral("4"), planWith(0.97))
                    .contains(QStringLiteral("At 4, db/database is the bottleneck: it works 97 % of the time.")));
        QVERIFY(capacityWords(QStringLiteral("8"), planWith(0.4)).contains(QStringLiteral("nothing is short")));
    }

    void twoAreAskedAndACellIsTakenOver()
    {
        EditorWindow editor;
        QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
        QVERIFY(editor.window->document().push(
            setParam(editor.topology(), "document", "duration", Value(std::string("15s"))).value()));
        const std::string before = editor.bytes();
        editor.window->selection().set({"web"});
        QTest::keyClick(editor.window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        auto *view = editor.window->findChild<WhatIfView *>();
        auto *also = view->findChild<QCheckBox *>();
        QTest::mouseClick(also, Qt::LeftButton, {}, {8, also->height() / 2});
        QVERIFY(view->secondRow()->isVisible());
        view->secondRow()->setElement("client-load");
        const auto rate = variableOf(editor.topology(), "client-load", "rate");
        chooseText(view->secondRow()->findChildren<QComboBox *>()[1], rate.title);
        const auto second = fieldsOf(view->secondRow());
        type(second[0], QStringLiteral("60"));
        type(second[1], QStringLiteral("240"));
        view->secondRow()->findChild<QSpinBox *>()->setValue(2);
        const auto first = fieldsOf(view->findChild<WhatIfAxisRow *>());
        type(first[0], QStringLiteral("1"));
        type(first[1], QStringLiteral("3"));
        QTest::keyClick(first[1], Qt::Key_Return);
        QVERIFY(view->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!view->isRunning(), 120'000);
        QCOMPARE(view->plot()->curves().size(), std::size_t(2));
        QCOMPARE(view->plot()->points().size(), std::size_t(3));
        QVERIFY(view->plot()->curves()[1].name.contains(QStringLiteral("240")));
        QCOMPARE(editor.bytes(), before);

        QComboBox *picture = nullptr;
        for (auto *box : view->findChildren<QComboBox *>())
            picture = box->count() == 2 && box->itemText(1) == QStringLiteral("Field") ? box : picture;
        QVERIFY(picture != nullptr && picture->isVisible());
        picture->setFocus();
        QTest::keyClick(picture, Qt::Key_Down);
        QTRY_VERIFY(view->field()->isVisible());
        QTest::mouseClick(view->field(), Qt::LeftButton, {}, view->field()->rectOf(2, 1).center().toPoint());
        QCOMPARE(view->field()->chosen(), std::optional(HeatMap::Cell{2, 1}));
        QCOMPARE(view->plot()->chosen(), std::optional<std::size_t>(2)); // one choice in both pictures
        QCOMPARE(view->plot()->chosenCurve(), std::size_t(1));
        for (auto *button : view->findChildren<QPushButton *>())
            if (button->isEnabled() && button->text().contains(QStringLiteral("values")))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(paramsOf(editor.topology().pods.at("web")).integer("replicas"), std::int64_t(3));
        QCOMPARE(paramsOf(editor.topology().containers.at("client-load")).number("rate"), 240.0);
        editor.window->document().undoStack()->undo();
        QCOMPARE(editor.bytes(), before); // one step
    }

    void arrowsWalkOverCurvesAndCells()
    {
        CurvePlot plot;
        plot.resize(400, 220);
        plot.setCurves({{QStringLiteral("a"), curve({{1, 0}, {2, 0}})}, {QStringLiteral("b"), curve({{3, 0}, {4, 0}})}},
                       AxisUnit::Count);
        plot.show();
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Down);
        QCOMPARE(plot.chosen(), std::optional<std::size_t>(1));
        QCOMPARE(plot.chosenCurve(), std::size_t(1));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(0, 0).toPoint());
        QCOMPARE(plot.chosenCurve(), std::size_t(0));
        QCOMPARE(plot.chosen(), std::optional<std::size_t>(0));
        HeatMap field;
        field.resize(400, 220);
        field.setCurves(plot.curves(), AxisUnit::Count);
        field.show();
        QTest::keyClick(&field, Qt::Key_Up); // the first press shows where it stands
        QTest::keyClick(&field, Qt::Key_Up);
        QTest::keyClick(&field, Qt::Key_Right);
        QCOMPARE(field.chosen(), std::optional(HeatMap::Cell{1, 1}));
        QVERIFY(field.accessibleDescription().contains(QStringLiteral("b")));
    }
};

QTEST_MAIN(WhatIfTwoTest)
#include "what_if_two_test.moc"
