// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/result.h"

#include <QTest>

#include <map>

using namespace bayplan;

namespace {

/// As a translator would, from a table; what it does not have stays English.
std::string german(const Phrase &phrase)
{
    static const std::map<std::string, std::string> table{
        {"%1 knows %2.", "%2 ist %1 bekannt."},
        {"the host", "der Rechner"},
        {"Service time", "Bedienzeit"},
        {"Move %n element(s)", "%n Elemente verschieben"},
    };
    return phrase.in([](const char *, const char *source, std::int64_t) {
        const auto found = table.find(source);
        return found == table.end() ? std::string(source) : found->second;
    });
}

} // namespace

class PhraseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void argumentsStandInTheirPlaces()
    {
        const Phrase phrase("%1 knows %2.", std::string("web"), std::string("db"));
        QCOMPARE(phrase.english(), std::string("web knows db."));
        QCOMPARE(german(phrase), std::string("db ist web bekannt."));
    }

    void argumentsThatArePhrasesAreTranslatedAsWell()
    {
        const Phrase inner("%1 knows %2.", std::string("web"), Phrase("the host"));
        const Phrase phrase("%1: %2", std::string("db"), inner);
        QCOMPARE(phrase.english(), std::string("db: web knows the host."));
        QCOMPARE(german(phrase), std::string("db: der Rechner ist web bekannt."));
        QCOMPARE(german(Phrase("%1!", Phrase::from("catalog", "Service time"))), std::string("Bedienzeit!"));
    }

    void textsStayWhatTheyAre()
    {
        QCOMPARE(german(Phrase(std::string("the host"))), std::string("the host"));
        // What a user calls his containers is no place.
        const Phrase odd("%1 knows %2.", std::string("%2 %n(s)"), std::string("%1"));
        QCOMPARE(odd.english(), std::string("%2 %n(s) knows %1."));
        QCOMPARE(german(odd), std::string("%1 ist %2 %n(s) bekannt."));
        QCOMPARE(Phrase("%3 of %1, 5 % and %", std::string("a")).english(), std::string("%3 of a, 5 % and %"));
    }

    void countsHaveTheirPlural()
    {
        QCOMPARE(Phrase::counted(1, "Move %n element(s)").english(), std::string("Move 1 element"));
        QCOMPARE(Phrase::counted(3, "Move %n element(s)").english(), std::string("Move 3 elements"));
        QCOMPARE(german(Phrase::counted(3, "Move %n element(s)")), std::string("3 Elemente verschieben"));
        QCOMPARE(Phrase::counted(0, "%n replica(s) of %1", std::string("a(s)")).english(),
                 std::string("0 replicas of a(s)"));
    }

    void nothingIsEmpty()
    {
        QVERIFY(Phrase().empty() && Phrase(std::string()).empty());
        QVERIFY(!Phrase("a").empty() && !Phrase(std::string("a")).empty());
        QCOMPARE(Phrase().english(), std::string());
    }

    void anErrorKeepsWhatItWasToldAs()
    {
        Error error = fail(ErrorCode::InvalidInput, Told{{"%1 knows %2.", std::string("a"), std::string("b")}, {}});
        QCOMPARE(error.message, std::string("a knows b."));
        QCOMPARE(german(messageOf(error)), std::string("b ist a bekannt."));
        QVERIFY(adviceOf(error).empty());
        error.message = "At the start: " + error.message; // what it was told as is no longer all
        QCOMPARE(german(messageOf(error)), error.message);
    }
};

QTEST_APPLESS_MAIN(PhraseTest)
#include "phrase_test.moc"
