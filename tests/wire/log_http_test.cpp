// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wire/log_http.h"

#include <QTest>

using namespace bayplan;

class LogHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchComesBackAsItWas()
    {
        const LogBatch batch{
            "web-0:/logs/app.log", 1U << 31U, (1ULL << 40U) + 7, {"one \"quoted\"", "", "tab\tand \\"}, 0};
        const auto read = readLogRequest(writeLogRequest(batch));
        QVERIFY(read.has_value());
        QCOMPARE(read->source, batch.source);
        QCOMPARE(read->firstOffset, batch.firstOffset);
        QCOMPARE(read->nextOffset, batch.nextOffset);
        QCOMPARE(read->lines, batch.lines);
    }

    void linesThatAreNoTextArriveMarked()
    {
        const auto read = readLogRequest(writeLogRequest({"a", 0, 4, {"\xff\xfe!"}, 0}));
        QVERIFY(read.has_value());
        QCOMPARE(read->lines[0], std::string("\xef\xbf\xbd\xef\xbf\xbd!"));
    }

    void onlyAClearYesCountsAsStored()
    {
        QVERIFY(readLogReply(writeLogReply({true})).stored);
        QVERIFY(!readLogReply(writeLogReply({false})).stored);
        QVERIFY(!readLogReply({503, "application/json", "{\"stored\":true}", 0}).stored);
        QVERIFY(!readLogReply({200, "text/html", "<html>hello</html>", 0}).stored);
        QVERIFY(!readLogReply({}).stored);
    }

    void aRequestThatIsTooLargeIsToldFromOneThatFails()
    {
        QVERIFY(readLogReply({413, "text/plain", "too large", 0}).isTooLarge);
        QVERIFY(!readLogReply({413, "application/json", "{\"stored\":true}", 0}).stored);
        QVERIFY(!readLogReply({503, "text/plain", "later", 0}).isTooLarge);
    }

    void otherRequestsAreRefused()
    {
        QCOMPARE(readLogRequest({"GET", "/", "", 0}).error().code, ErrorCode::NotFound);
        QCOMPARE(readLogRequest({"GET", "/lines", "", 0}).error().code, ErrorCode::Unsupported);
        QCOMPARE(readLogRequest({"POST", "/lines", "{\"lines\":7}", 0}).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(LogHttpTest)
#include "log_http_test.moc"
