// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/distribution.h"
#include "engine/model/document_file.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bayplan;

namespace {

/// Exit status of python3-jsonschema over the published schema; nothing when it is not installed.
std::optional<int> checked(const QByteArray &document)
{
    const QTemporaryDir folder;
    const auto write = [&](const char *name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    if (!write("schema.json", QByteArray::fromStdString(documentSchema())) || !write("document.json", document))
        return std::nullopt;
    QProcess python;
    python.start("python3",
                 {"-c",
                  "import json, sys\n"
                  "try:\n    import jsonschema\nexcept ImportError:\n    sys.exit(77)\n"
                  "schema = json.load(open(sys.argv[1]))\n"
                  "jsonschema.Draft7Validator.check_schema(schema)\n"
                  "errors = list(jsonschema.Draft7Validator(schema).iter_errors(json.load(open(sys.argv[2]))))\n"
                  "print([e.message for e in errors][:3])\nsys.exit(1 if errors else 0)\n",
                  folder.filePath("schema.json"), folder.filePath("document.json")});
    if (!python.waitForFinished() || python.exitCode() == 77)
        return std::nullopt;
    if (python.exitCode() != 0)
        qInfo("%s%s", python.readAllStandardOutput().constData(), python.readAllStandardError().constData());
    return python.exitCode();
}

} // namespace

class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isJsonAndAlwaysTheSame();
    void takesTheExamples();
    void refusesWhatTheReaderRefuses();
    void knowsEveryDistribution();
};

void SchemaTest::isJsonAndAlwaysTheSame()
{
    QVERIFY(checkJson(documentSchema(), "schema"));
    QCOMPARE(documentSchema(), documentSchema());
}

void SchemaTest::takesTheExamples()
{
    const QDir folder(BAYPLAN_SOURCE_DIR "/resources/examples");
    for (const QString &name : folder.entryList({"*.bayplan.json"})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto status = checked(file.readAll());
        if (!status)
            QSKIP("python3-jsonschema is not installed");
        QCOMPARE(*status, 0);
    }
}

void SchemaTest::refusesWhatTheReaderRefuses()
{
    for (const char *document :
         {R"({"bayplan": 1, "pod": {}})", R"({"bayplan": 1, "pods": {"a": {"replicas": "3"}}})",
          R"({"bayplan": 1, "containers": {"a": {"pod": "p", "kind": "elector", "image": "x"}}})"}) {
        QVERIFY(!readDocument(document, "a.json"));
        const auto status = checked(document);
        if (!status)
            QSKIP("python3-jsonschema is not installed");
        QCOMPARE(*status, 1);
    }
}

void SchemaTest::knowsEveryDistribution()
{
    const auto withLatency = [](std::string_view text) {
        return QByteArray(R"({"bayplan": 1, "links": {"l": {"from": "a/b", "to": "c/d", "latency": ")") +
               QByteArray::fromStdString(std::string(text)) + "\"}}}";
    };
    QByteArray all = R"({"bayplan": 1, "links": {)";
    for (const std::string_view form : distributionForms()) {
        QVERIFY(parseDistribution(form));
        all += (all.endsWith('{') ? "" : ", ") +
               QByteArray::fromStdString("\"" + std::string(form.substr(0, 5)) +
                                         R"(": {"from": "a/b", "to": "c/d", "latency": ")" + std::string(form) + "\"}");
    }
    const auto status = checked(all + "}}");
    if (!status)
        QSKIP("python3-jsonschema is not installed");
    QCOMPARE(*status, 0);
    QCOMPARE(*checked(withLatency("5ms")), 0);
    QCOMPARE(*checked(withLatency("normal(5ms)")), 1);
    QCOMPARE(*checked(withLatency("exponential()")), 1);
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
