// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that a cluster would hold the manifest to, checked without one.
#include "engine/manifests/check.h"
#include "engine/manifests/yaml_reader.h"
#include "engine/model/entries.h"
#include "tests/golden.h"
#include "tests/manifests/example_plans.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace bayplan;
using namespace bayplan::test;

namespace {

std::vector<YamlNode> documentsOf(const std::string &text)
{
    std::vector<YamlNode> documents;
    for (const QString &part : QString::fromStdString(text).split("---\n").mid(1))
        documents.push_back(readYaml(part.toStdString(), "part", {}).value());
    return documents;
}

/// The node at a path of keys; an empty one when there is none.
YamlNode at(const YamlNode &node, std::initializer_list<const char *> path)
{
    const YamlNode *here = &node;
    for (const char *key : path) {
        here = here->find(key);
        if (here == nullptr)
            return {};
    }
    return *here;
}

std::vector<YamlNode> containersOf(const YamlNode &workload)
{
    const YamlNode pod = at(workload, {"spec", "template", "spec"});
    std::vector<YamlNode> all = at(pod, {"containers"}).items;
    for (const YamlNode &item : at(pod, {"initContainers"}).items)
        all.push_back(item);
    return all;
}

std::set<std::string> namesOf(const YamlNode &list)
{
    std::set<std::string> names;
    for (const YamlNode &item : list.items)
        names.insert(at(item, {"name"}).text);
    return names;
}

bool isSubset(const YamlNode &part, const YamlNode &whole)
{
    return std::ranges::all_of(part.entries, [&](const YamlEntry &entry) {
        const YamlNode *found = whole.find(entry.key);
        return found != nullptr && found->text == entry.value.text;
    });
}

} // namespace

class KubernetesWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examplesAreAsTheyWere_data();
    void examplesAreAsTheyWere();
    void namesAndPortsKeepToTheRules_data() { examplesAreAsTheyWere_data(); }
    void namesAndPortsKeepToTheRules();
    void everyMountHasItsVolume_data() { examplesAreAsTheyWere_data(); }
    void everyMountHasItsVolume();
    void everyServiceFindsItsPods_data() { examplesAreAsTheyWere_data(); }
    void everyServiceFindsItsPods();
    void ourContainersMayDoLittle();
    void sidecarsAreNativeUnlessClassicIsAsked();
    void electorsAreOrderedAndFindEachOther();
    void secretsStayOutside();
    void whatAClusterCannotTakeIsListed();
    void whatIsWrittenCanBeReadBack_data() { examplesAreAsTheyWere_data(); }
    void whatIsWrittenCanBeReadBack();
};

void KubernetesWriterTest::examplesAreAsTheyWere_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : exampleNames)
        QTest::newRow(name) << name;
}

void KubernetesWriterTest::examplesAreAsTheyWere()
{
    QFETCH(QString, name);
    const std::string text = writeKubernetes(examplePlan(name.toStdString()), exportOptions()).text;
    QCOMPARE(text, golden("manifests/" + name.toStdString() + ".kubernetes.yaml", text));
}

void KubernetesWriterTest::namesAndPortsKeepToTheRules()
{
    QFETCH(QString, name);
    std::set<std::string> seen;
    for (const YamlNode &object : documentsOf(writeKubernetes(examplePlan(name.toStdString()), exportOptions()).text)) {
        const std::string own = at(object, {"metadata", "name"}).text;
        QVERIFY2(isDnsLabel(own), own.c_str());
        QVERIFY(seen.insert(at(object, {"kind"}).text + '/' + own).second);
        std::set<std::string> containers;
        for (const YamlNode &container : containersOf(object)) {
            QVERIFY(isDnsLabel(at(container, {"name"}).text));
            QVERIFY(containers.insert(at(container, {"name"}).text).second);
        }
        for (const YamlNode &port : at(object, {"spec", "ports"}).items)
            QVERIFY(isDnsLabel(at(port, {"name"}).text) && at(port, {"name"}).text.size() <= 15);
        QVERIFY(isSubset(at(object, {"spec", "selector", "matchLabels"}),
                         at(object, {"spec", "template", "metadata", "labels"})));
    }
}

void KubernetesWriterTest::everyMountHasItsVolume()
{
    QFETCH(QString, name);
    for (const YamlNode &object : documentsOf(writeKubernetes(examplePlan(name.toStdString()), exportOptions()).text)) {
        std::set<std::string> volumes = namesOf(at(object, {"spec", "template", "spec", "volumes"}));
        for (const YamlNode &claim : at(object, {"spec", "volumeClaimTemplates"}).items)
            volumes.insert(at(claim, {"metadata", "name"}).text);
        for (const YamlNode &container : containersOf(object))
            for (const std::string &mount : namesOf(at(container, {"volumeMounts"})))
                QVERIFY2(volumes.contains(mount), mount.c_str());
    }
}

void KubernetesWriterTest::everyServiceFindsItsPods()
{
    QFETCH(QString, name);
    const auto documents = documentsOf(writeKubernetes(examplePlan(name.toStdString()), exportOptions()).text);
    for (const YamlNode &service : documents) {
        if (at(service, {"kind"}).text != "Service")
            continue;
        QVERIFY(!at(service, {"spec", "ports"}).items.empty());
        QVERIFY(std::ranges::any_of(documents, [&](const YamlNode &workload) {
            return isSubset(at(service, {"spec", "selector"}),
                            at(workload, {"spec", "template", "metadata", "labels"}));
        }));
    }
    for (const YamlNode &set : documents) {
        const std::string wanted = at(set, {"spec", "serviceName"}).text;
        QVERIFY(wanted.empty() || std::ranges::any_of(documents, [&](const YamlNode &service) {
                    return at(service, {"kind"}).text == "Service" && at(service, {"metadata", "name"}).text == wanted;
                }));
    }
}

void KubernetesWriterTest::ourContainersMayDoLittle()
{
    int count = 0;
    for (const YamlNode &object : documentsOf(writeKubernetes(examplePlan("sharded-cache"), exportOptions()).text)) {
        for (const YamlNode &container : containersOf(object)) {
            if (at(container, {"image"}).text != "bayplan/agent:test")
                continue;
            ++count;
            const YamlNode context = at(container, {"securityContext"});
            QCOMPARE(at(context, {"runAsNonRoot"}).text, std::string("true"));
            QCOMPARE(at(context, {"allowPrivilegeEscalation"}).text, std::string("false"));
            QCOMPARE(at(context, {"readOnlyRootFilesystem"}).text, std::string("true"));
            QCOMPARE(at(context, {"capabilities", "drop"}).items.front().text, std::string("ALL"));
            QVERIFY(!at(container, {"readinessProbe", "httpGet", "port"}).text.empty());
        }
    }
    QVERIFY(count >= 8);
}

void KubernetesWriterTest::sidecarsAreNativeUnlessClassicIsAsked()
{
    const auto sidecarsOf = [](bool classic) {
        ExportOptions options = exportOptions();
        options.classicSidecars = classic;
        std::size_t native = 0;
        for (const YamlNode &object : documentsOf(writeKubernetes(examplePlan("sharded-cache"), options).text))
            for (const YamlNode &container : at(object, {"spec", "template", "spec", "initContainers"}).items)
                native += at(container, {"restartPolicy"}).text == "Always" ? 1 : 0;
        return native;
    };
    QCOMPARE(sidecarsOf(false), std::size_t(4)); // ambassador, adapter, log saver, elector
    QCOMPARE(sidecarsOf(true), std::size_t(0));
}

void KubernetesWriterTest::electorsAreOrderedAndFindEachOther()
{
    const std::string text = writeKubernetes(examplePlan("sharded-cache"), exportOptions()).text;
    QVERIFY(text.find("kind: StatefulSet") != std::string::npos);
    QVERIFY(text.find("web-1.web-members") != std::string::npos);
    QVERIFY(text.find("publishNotReadyAddresses: true") != std::string::npos);
}

void KubernetesWriterTest::secretsStayOutside()
{
    const std::string entries = R"(["DB_PASSWORD=${DB_PASSWORD}", "PLAIN=a$$b"])";
    const Plan plan = planOf(R"("name": "demo", "pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container",
        "image": "x", "environment": )" +
                             entries + "}}");
    const std::string text = writeKubernetes(plan, exportOptions()).text;
    QVERIFY(text.find("secretKeyRef") != std::string::npos);
    QVERIFY(text.find("demo-secrets") != std::string::npos);

    const Plan mixed =
        planOf(R"x("name": "demo", "pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container",
        "image": "x", "environment": ["URL=mysql://u:${URL_PASSWORD}@db/$(y)${MODE:-slow}"]}})x");
    const std::string put = writeKubernetes(mixed, exportOptions()).text;
    QVERIFY2(put.find("mysql://u:$(URL_PASSWORD)@db/$$(y)slow") != std::string::npos, put.c_str());
    QVERIFY(put.find("key: URL_PASSWORD") < put.find("name: URL\n")); // the cluster reads what stands before

    const Plan commanded = planOf(R"("name": "demo", "pods": {"p": {}}, "containers": {"a": {"pod": "p",
        "kind": "container", "image": "x", "command": ["run", "--token=${A_TOKEN}", "${HOME}"]}})");
    const Manifest manifest = writeKubernetes(commanded, exportOptions());
    for (const char *part : {"--token=$(A_TOKEN)", "${HOME}", "name: A_TOKEN", "key: A_TOKEN"})
        QVERIFY2(manifest.text.find(part) != std::string::npos, manifest.text.c_str());
    QVERIFY(std::ranges::any_of(manifest.losses, [](const LossItem &item) { return item.key == "environment"; }));
}

void KubernetesWriterTest::whatAClusterCannotTakeIsListed()
{
    const Plan plan = planOf(
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "image": "x", "user": "me", "mounts": ["src:/src"], "publish": ["80"]}},
        "volumes": {"src": {"hostPath": "./src"}}, "scenario": {"assertions": {"f": {"text": "dead == 0"}}})");
    const Manifest manifest = writeKubernetes(plan, exportOptions());
    for (const char *key : {"hostPath", "user", "publish", "assertion"})
        QVERIFY2(std::ranges::any_of(manifest.losses, [&](const LossItem &item) { return item.key == key; }), key);
}

void KubernetesWriterTest::whatIsWrittenCanBeReadBack()
{
    QFETCH(QString, name);
    const std::string text = writeKubernetes(examplePlan(name.toStdString()), exportOptions()).text;
    QVERIFY(checkKubernetes(text, "all.yaml"));
    const auto lines = static_cast<int>(std::ranges::count(text, '\n'));
    const auto torn = checkKubernetes(text + "---\nkind: Service\nspec: [1\n", "all.yaml");
    QVERIFY(torn.has_error());
    QVERIFY2(torn.error().place.line > lines + 1, toText(torn.error()).c_str()); // of the file, not of the document
    const auto nameless = checkKubernetes("---\nspec: 1\n" + text, "all.yaml");
    QVERIFY(nameless.has_error());
    QCOMPARE(nameless.error().place.line, 2);
}

QTEST_GUILESS_MAIN(KubernetesWriterTest)
#include "kubernetes_writer_test.moc"
