// SPDX-License-Identifier: GPL-3.0-or-later
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

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
