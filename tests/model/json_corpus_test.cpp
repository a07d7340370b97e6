// SPDX-License-Identifier: GPL-3.0-or-later
// JSONTestSuite: y_ must be read, n_ must be refused, i_ may be either; none may crash.
#include "engine/base/durable_file.h"
#include "engine/model/document_file.h"

#include <QDir>
#include <QTest>

using namespace bayplan;

class JsonCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadOrRefusedAsItsNameDemands_data();
    void isReadOrRefusedAsItsNameDemands();
    void depthIsLimited();
    void nodesAreLimited();
};

void JsonCorpusTest::isReadOrRefusedAsItsNameDemands_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(qEnvironmentVariable("BAYPLAN_CORPUS") + "/json/test_parsing");
    if (!qEnvironmentVariableIsSet("BAYPLAN_CORPUS") || !folder.exists())
        QSKIP("BAYPLAN_CORPUS does not lead to the corpus");
    for (const QString &name : folder.entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void JsonCorpusTest::isReadOrRefusedAsItsNameDemands()
{
    QFETCH(QString, path);
    const std::string text = readWhole(path.toStdString(), 10'000'000).value();
    const auto checked = checkJson(text, "file");
    const QString kind = QFileInfo(path).fileName().left(2);
    if (kind == "y_")
        QVERIFY2(checked.has_value(), checked ? "" : toText(checked.error()).c_str());
    if (kind == "n_")
        QVERIFY(!checked);
    if (!checked)
        QVERIFY(checked.error().place.line > 0 && !checked.error().message.empty());
    QVERIFY(!readDocument(text, "file")); // none of them is a document
}

void JsonCorpusTest::depthIsLimited()
{
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
    };
    QVERIFY(checkJson(nested(64), "file"));
    const auto refused = checkJson(nested(65), "file");
    QCOMPARE(refused.error().code, ErrorCode::LimitExceeded);
    QCOMPARE(refused.error().place.column, 65);
    QVERIFY(!checkJson(std::string(1'000'000, '['), "file"));
}

void JsonCorpusTest::nodesAreLimited()
{
    std::string text = "[";
    for (int i = 0; i < 100'000; ++i)
        text += "0,";
    text.back() = ']';
    QCOMPARE(checkJson(text, "file").error().code, ErrorCode::LimitExceeded);
}

QTEST_GUILESS_MAIN(JsonCorpusTest)
#include "json_corpus_test.moc"
