// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/durable_file.h"
#include "engine/manifests/check.h"
#include "engine/manifests/import.h"
#include "engine/manifests/yaml_reader.h"
#include "tests/golden.h"
#include "tests/manifests/example_plans.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace bayplan;
using namespace bayplan::test;

namespace {

YamlNode composeOf(const Plan &plan)
{
    return readYaml(writeCompose(plan, exportOptions()).text, "out", {}).value();
}

const YamlNode &at(const YamlNode &node, const std::string &key)
{
    const YamlNode *found = node.find(key);
    if (found == nullptr)
        qFatal("no key %s", key.c_str());
    return *found;
}

bool lists(const YamlNode &node, const std::string &text)
{
    return std::ranges::any_of(node.items, [&](const YamlNode &item) { return item.text == text; });
}

Plan twoReplicas()
{
    return planOf(R"("name": "demo", "pods": {"web": {"replicas": 2}, "db": {}, "clients": {}}, "containers": {
        "app": {"pod": "web", "kind": "container", "image": "shop:1", "environment": ["PRICE=$5 ${HOME} $$x $USER $"], "command": ["run", "$HOME", "yes"], "publish": ["8080:80"], "port": 80, "mounts": ["data:/data"]},
        "saver": {"pod": "web", "kind": "elector"},
        "store": {"pod": "db", "kind": "container", "memoryLimit": "64MiB", "cpuLimit": 0.5}, "load": {"pod": "clients", "kind": "load"}},
        "links": {"a": {"from": "load/target", "to": "app/in"}, "b": {"from": "app/calls", "to": "store/in", "loss": 0.1}},
        "volumes": {"data": {"size": "1GiB", "scope": "shared"}}, "scenario": {"faults": {"f": {"kind": "kill", "target": "web-0"}}})");
}

} // namespace

class ComposeWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examplesAreAsTheyWere_data();
    void examplesAreAsTheyWere();
    void membersShareThePodsNetwork();
    void ourContainersMayDoLittle();
    void dollarsAndTrapsSurvive();
    void portsArePublishedByTheFrontAlone();
    void aProcessorWeightBecomesShares();
    void loadStartsOnlyOnDemand();
    void whatComposeCannotExpressIsListed();
    void secretsOfCommandsAreComposesToFillIn();
    void theSchemaOfComposeTakesIt();
    void dockerComposeTakesIt_data() { examplesAreAsTheyWere_data(); }
    void dockerComposeTakesIt();
    void whatIsWrittenCanBeReadBack();
};

void ComposeWriterTest::examplesAreAsTheyWere_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : exampleNames)
        QTest::newRow(name) << name;
}

void ComposeWriterTest::examplesAreAsTheyWere()
{
    QFETCH(QString, name);
    const Plan plan = examplePlan(name.toStdString());
    const std::string text = writeCompose(plan, exportOptions()).text;
    QCOMPARE(text, golden("manifests/" + name.toStdString() + ".compose.yaml", text));
    QCOMPARE(writeCompose(plan, exportOptions()).text, text);
}

void ComposeWriterTest::membersShareThePodsNetwork()
{
    const YamlNode compose = composeOf(twoReplicas());
    const YamlNode services = at(compose, "services");
    QCOMPARE(at(at(services, "web-1-app"), "network_mode").text, std::string("service:web-1-pause"));
    QVERIFY(at(services, "web-1-app").find("ports") == nullptr);
    QVERIFY(at(services, "web-1-app").find("networks") == nullptr);
    QVERIFY(lists(at(at(at(at(services, "web-1-pause"), "networks"), "bayplan"), "aliases"), "web-1"));
    QVERIFY(lists(at(at(at(at(services, "web-front-pause"), "networks"), "bayplan"), "aliases"), "web"));
    for (const YamlEntry &service : services.entries) {
        const YamlNode *after = service.value.find("depends_on");
        for (std::size_t i = 0; after != nullptr && i < after->entries.size(); ++i)
            QVERIFY2(services.find(after->entries[i].key) != nullptr, after->entries[i].key.c_str());
    }
}

void ComposeWriterTest::ourContainersMayDoLittle()
{
    const YamlNode compose = composeOf(examplePlan("sharded-cache"));
    for (const YamlEntry &service : at(compose, "services").entries) {
        if (at(service.value, "image").text != "bayplan/agent:test")
            continue;
        QCOMPARE(at(service.value, "read_only").text, std::string("true"));
        QVERIFY(lists(at(service.value, "cap_drop"), "ALL"));
        QVERIFY(lists(at(service.value, "security_opt"), "no-new-privileges:true"));
        QVERIFY(service.value.find("mem_limit") != nullptr && service.value.find("pids_limit") != nullptr);
        QCOMPARE(at(service.value, "user").text, std::string("65532:65532"));
    }
}

void ComposeWriterTest::dollarsAndTrapsSurvive()
{
    const std::string text = writeCompose(twoReplicas(), exportOptions()).text;
    QVERIFY(text.find("\"$$HOME\"") != std::string::npos);
    QVERIFY(text.find("\"yes\"") != std::string::npos);
    QVERIFY(text.find("\"PRICE=$$5 ${HOME} $$x $USER $$\"") != std::string::npos);
    QVERIFY(text.find("\\\"price\\\":\\\"$$5\\\"") != std::string::npos);
}

void ComposeWriterTest::aProcessorWeightBecomesShares()
{
    Plan plan = examplePlan("mm1");
    plan.instances.back().cpuWeight = 2.5;
    const std::string text = writeCompose(plan, exportOptions()).text;
    QVERIFY(text.find("cpu_shares: 2560\n") != std::string::npos);
    QVERIFY(writeCompose(examplePlan("mm1"), exportOptions()).text.find("cpu_shares") == std::string::npos);
}

void ComposeWriterTest::portsArePublishedByTheFrontAlone()
{
    const YamlNode compose = composeOf(twoReplicas());
    const YamlNode services = at(compose, "services");
    QVERIFY(lists(at(at(services, "web-front-pause"), "ports"), "127.0.0.1:8080:80"));
    QVERIFY(at(services, "web-0-pause").find("ports") == nullptr);
}

void ComposeWriterTest::loadStartsOnlyOnDemand()
{
    const YamlNode compose = composeOf(twoReplicas());
    const YamlNode services = at(compose, "services");
    QVERIFY(lists(at(at(services, "clients-load"), "profiles"), "load"));
    QVERIFY(at(services, "web-0-app").find("profiles") == nullptr);
}

void ComposeWriterTest::whatComposeCannotExpressIsListed()
{
    const Manifest manifest = writeCompose(twoReplicas(), exportOptions());
    for (const char *key : {"size", "fault", "link", "load", "replicas"})
        QVERIFY2(std::ranges::any_of(manifest.losses,
                                     [&](const LossItem &item) { return item.key == key && !item.sentence.empty(); }),
                 key);
}

void ComposeWriterTest::secretsOfCommandsAreComposesToFillIn()
{
    const Plan plan = planOf(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "image": "x",
        "command": ["run", "--token=${A_TOKEN}", "$HOME", "${B_TOKEN:-}"]}})");
    const std::string text = writeCompose(plan, exportOptions()).text;
    for (const char *word : {"--token=${A_TOKEN}", "$$HOME", "$${B_TOKEN:-}"})
        QVERIFY2(text.find(word) != std::string::npos, text.c_str());
}

void ComposeWriterTest::theSchemaOfComposeTakesIt()
{
    const QString corpus = qEnvironmentVariable("BAYPLAN_CORPUS") + "/compose";
    if (!qEnvironmentVariableIsSet("BAYPLAN_CORPUS") || !QFile::exists(corpus + "/compose-spec.json"))
        QSKIP("BAYPLAN_CORPUS does not lead to the corpus");
    const QTemporaryDir folder;
    int count = 0;
    const auto write = [&](const Plan &plan) {
        const std::string path = folder.filePath(QString::number(count++) + ".yaml").toStdString();
        QVERIFY(writeDurably(path, writeCompose(plan, exportOptions()).text));
    };
    for (const char *name : exampleNames)
        write(examplePlan(name));
    write(twoReplicas());
    QDirIterator files(corpus, {"compose.yaml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const std::string path = files.next().toStdString();
        write(lower(importCompose(readWhole(path, 1U << 20U).value(), path).value().topology).value());
    }
    QVERIFY(count > 40);
    QProcess python;
    python.start("python3", {"-c",
                             "import glob, json, sys\n"
                             "try:\n    import jsonschema, yaml\nexcept ImportError:\n    sys.exit(77)\n"
                             "check = jsonschema.Draft7Validator(json.load(open(sys.argv[1])))\n"
                             "bad = [(f, e.message) for f in glob.glob(sys.argv[2] + '/*.yaml') for e in "
                             "check.iter_errors(yaml.safe_load(open(f)))]\n"
                             "print(bad[:3])\nsys.exit(1 if bad else 0)\n",
                             corpus + "/compose-spec.json", folder.path()});
    QVERIFY(python.waitForFinished(120'000));
    if (python.exitCode() == 77)
        QSKIP("python3-jsonschema or python3-yaml is not installed");
    QVERIFY2(python.exitCode() == 0, python.readAllStandardOutput() + python.readAllStandardError());
}

void ComposeWriterTest::dockerComposeTakesIt()
{
    const QString program = QStandardPaths::findExecutable("docker-compose");
    if (program.isEmpty())
        QSKIP("docker-compose is not installed");
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString path = folder.filePath("compose.yaml");
    QVERIFY(writeDurably(path.toStdString(), writeCompose(examplePlan(name.toStdString()), exportOptions()).text));
    QProcess compose;
    compose.start(program, {"-f", path, "config", "-q"});
    QVERIFY(compose.waitForFinished(60'000));
    QVERIFY2(compose.exitCode() == 0, compose.readAllStandardError());
}

void ComposeWriterTest::whatIsWrittenCanBeReadBack()
{
    const QDir examples(QStringLiteral(BAYPLAN_SOURCE_DIR "/resources/examples"));
    for (const QString &file : examples.entryList({QStringLiteral("*.bayplan.json")})) {
        const Plan plan = examplePlan(file.section(QLatin1Char('.'), 0, 0).toStdString());
        const auto checked = checkCompose(writeCompose(plan, exportOptions()).text, "compose.yaml");
        QVERIFY2(checked.has_value(), checked ? "" : toText(checked.error()).c_str());
    }
    QVERIFY(checkCompose(writeCompose(twoReplicas(), exportOptions()).text, "compose.yaml"));
    const auto broken = checkCompose("services:\n  web:\n    image: [nginx\n", "compose.yaml");
    QVERIFY(broken.has_error());
    QVERIFY(broken.error().place.line > 0);
    QCOMPARE(broken.error().place.file, std::string("compose.yaml"));
}

QTEST_GUILESS_MAIN(ComposeWriterTest)
#include "compose_writer_test.moc"
