// SPDX-License-Identifier: GPL-3.0-or-later
// Real Compose files: each is read, gives a valid document, and lists what a drawing cannot hold.
#include "engine/base/durable_file.h"
#include "engine/manifests/import.h"
#include "engine/manifests/yaml_reader.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"
#include "engine/plan/plan.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

QString corpus()
{
    return qEnvironmentVariable("BAYPLAN_CORPUS") + "/compose";
}

/// What a document has at a Compose key, so that the key need not stand among the losses.
constexpr std::array carried{"image",     "command", "entrypoint", "environment", "user",        "working_dir",
                             "ports",     "expose",  "volumes",    "depends_on",  "links",       "scale",
                             "mem_limit", "cpus",    "extends",    "deploy",      "network_mode"};

} // namespace

class ImportCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isReadValidAndLowered_data();
    void isReadValidAndLowered();
    void everyKeyIsCarriedOrListed_data() { isReadValidAndLowered_data(); }
    void everyKeyIsCarriedOrListed();
    void everyKeyOfTheSpecificationIsCarriedOrListed();
    void theVotingAppIsFivePodsAndClients();
    void filesThatShareTheEngineAreNamed();
};

void ImportCorpusTest::initTestCase()
{
    if (!qEnvironmentVariableIsSet("BAYPLAN_CORPUS") || !QDir(corpus()).exists())
        QSKIP("BAYPLAN_CORPUS does not lead to the corpus");
}

void ImportCorpusTest::isReadValidAndLowered_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(corpus(), {"compose.yaml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.section('/', -2, -2))) << path;
    }
}

void ImportCorpusTest::isReadValidAndLowered()
{
    QFETCH(QString, path);
    const auto imported = importCompose(readWhole(path.toStdString(), 1U << 20U).value(), path.toStdString());
    QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error()).c_str());
    for (const Problem &problem : validate(imported->topology))
        QVERIFY2(problem.severity != Severity::Error, problem.sentence.english().c_str());
    QVERIFY(lower(imported->topology).has_value());
    const std::string text = writeDocument(imported->topology);
    QCOMPARE(readDocument(text, "again").value().topology, imported->topology);
    for (const LossItem &item : imported->losses)
        QVERIFY(!item.sentence.empty() && item.place.file == path.toStdString());
}

void ImportCorpusTest::everyKeyIsCarriedOrListed()
{
    QFETCH(QString, path);
    const std::string text = readWhole(path.toStdString(), 1U << 20U).value();
    const Imported imported = importCompose(text, path.toStdString()).value();
    const YamlNode root = readYaml(text, path.toStdString(), {}).value();
    for (const YamlEntry &service : root.find("services")->entries) {
        for (const YamlEntry &entry : service.value.entries) {
            const std::string key = "services." + service.key + '.' + entry.key;
            const bool listed =
                std::ranges::any_of(imported.losses, [&](const LossItem &item) { return item.key.starts_with(key); });
            QVERIFY2(listed || std::ranges::find(carried, entry.key) != carried.end() || entry.key == "build",
                     key.c_str());
        }
    }
}

void ImportCorpusTest::everyKeyOfTheSpecificationIsCarriedOrListed()
{
    QFile file(corpus() + "/compose-spec.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject keys = QJsonDocument::fromJson(file.readAll())["definitions"]["service"]["properties"].toObject();
    QVERIFY(keys.size() > 80);
    for (const QString &key : keys.keys()) {
        for (const char *value : {"word", "[word]", "{word: word}", "7", "true", "~"}) {
            const std::string yaml = "services:\n  a:\n    " + (key == "image" ? std::string() : "image: x\n    ") +
                                     key.toStdString() + ": " + value + "\n";
            const auto imported = importCompose(yaml, "compose.yaml");
            if (!imported)
                continue;
            const bool listed = std::ranges::any_of(imported->losses, [&](const LossItem &item) {
                return item.key.starts_with("services.a." + key.toStdString());
            });
            QVERIFY2(listed || std::ranges::find(carried, key.toStdString()) != carried.end(), yaml.c_str());
            QVERIFY2(isValid(validate(imported->topology)), yaml.c_str());
        }
    }
}

void ImportCorpusTest::theVotingAppIsFivePodsAndClients()
{
    const std::string path = corpus().toStdString() + "/voting-app/compose.yaml";
    const Imported imported = importCompose(readWhole(path, 1U << 20U).value(), path).value();
    QCOMPARE(imported.topology.pods.size(), std::size_t(6));
    QCOMPARE(paramsOf(imported.topology).text("name"), std::string("voting-app"));
    int volumes = 0;
    for (const auto &[id, volume] : imported.topology.volumes)
        volumes += volume.name == "db-data" ? 1 : 0;
    QCOMPARE(volumes, 1);
    for (const char *key :
         {"version", "networks", "services.votes.build", "services.redis.container_name", "services.votes.networks"})
        QVERIFY2(std::ranges::any_of(imported.losses, [&](const LossItem &item) { return item.key == key; }), key);
}

void ImportCorpusTest::filesThatShareTheEngineAreNamed()
{
    for (const char *name : {"portainer", "traefik-golang", "wireguard"}) {
        const std::string path = corpus().toStdString() + "/awesome-compose/" + name + "/compose.yaml";
        const Imported imported = importCompose(readWhole(path, 1U << 20U).value(), path).value();
        QVERIFY2(std::ranges::any_of(imported.losses,
                                     [](const LossItem &item) { return item.severity == LossSeverity::Danger; }),
                 name);
    }
}

QTEST_GUILESS_MAIN(ImportCorpusTest)
#include "import_corpus_test.moc"
