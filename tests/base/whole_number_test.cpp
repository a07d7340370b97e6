// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace bayplan;

class WholeNumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsTheNumber()
    {
        QCOMPARE(signedOf("-9223372036854775808"), std::int64_t{INT64_MIN});
        QCOMPARE(signedOf("9223372036854775807"), std::int64_t{INT64_MAX});
        QCOMPARE(unsignedOf("18446744073709551615"), std::uint64_t{UINT64_MAX});
        QCOMPARE(wholeNumber<std::uint16_t>(nlohmann::json::parse("65535")), std::uint16_t{65535});
        QCOMPARE(signedOf("1e3"), 1000); // as other programs write whole numbers
        QCOMPARE(signedOf("-2.0"), -2);
    }

    void whatDoesNotFitIsNone()
    {
        QVERIFY(!wholeNumber<std::uint16_t>(nlohmann::json::parse("65536")));
        QVERIFY(!wholeNumber<std::uint16_t>(nlohmann::json::parse("65536.0")));
        QVERIFY(!unsignedOf("-1") && !unsignedOf("-1.0"));
        QVERIFY(!signedOf("9223372036854775808"));
        for (const char *tooLarge : {"1e300", "-1e300", "9.3e18"})
            QVERIFY2(!signedOf(tooLarge) && !unsignedOf(tooLarge), tooLarge);
    }

    void whatIsNoWholeNumberIsNone()
    {
        for (const char *other : {"1.5", "\"1\"", "true", "null", "[1]", "{}"})
            QVERIFY2(!signedOf(other), other);
    }

private:
    static std::optional<std::int64_t> signedOf(const char *text)
    {
        return wholeNumber<std::int64_t>(nlohmann::json::parse(text));
    }
    static std::optional<std::uint64_t> unsignedOf(const char *text)
    {
        return wholeNumber<std::uint64_t>(nlohmann::json::parse(text));
    }
};

QTEST_GUILESS_MAIN(WholeNumberTest)
#include "whole_number_test.moc"
