// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/comparison.h"

#include <QTest>

#include <limits>

using namespace bayplan;

class ComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachSignHoldsForWhatItSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("holdsFor"); ///< of 4, 5 and 6
        QTest::newRow("<") << "x < 5"
                           << "4";
        QTest::newRow("<=") << "x<=5"
                            << "45";
        QTest::newRow(">") << " x >5 "
                           << "6";
        QTest::newRow(">=") << "x >= 5.0"
                            << "56";
        QTest::newRow("==") << "x == 5"
                            << "5";
        QTest::newRow("!=") << "x != 5"
                            << "46";
    }

    void eachSignHoldsForWhatItSays()
    {
        QFETCH(QString, text);
        const auto comparison = parseComparison(text.toStdString());
        QVERIFY(comparison.has_value());
        QCOMPARE(comparison->name, std::string("x"));
        QString held;
        for (const int value : {4, 5, 6})
            held += comparison->holds(value) ? QString::number(value) : QString();
        QTEST(held, "holdsFor");
    }

    void whatComparesNothingIsRefused()
    {
        for (const char *text : {"", "x", "x <", "< 5", "x < y", "x = 5", "x y < 5", "x < 5 6", "x =< 5", "x < 1e999"})
            QVERIFY2(!parseComparison(text), text);
    }

    void whatIsNoNumberFailsEveryBound()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!parseComparison("x < 5")->holds(nan));
        QVERIFY(!parseComparison("x >= 5")->holds(nan));
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "comparison_test.moc"
