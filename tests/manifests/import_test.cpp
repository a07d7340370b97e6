// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/manifests/import.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <QTest>

#include <algorithm>

using namespace bayplan;

namespace {

Imported import(const std::string &yaml, bool addLoad = false)
{
    ImportOptions options;
    options.addLoad = addLoad;
    const auto imported = importCompose(yaml, "compose.yaml", options);
    return imported ? *imported : Imported{{}, {{LossSeverity::Danger, {}, "error", toText(imported.error())}}};
}

/// The one service "a" with the lines given.
Imported service(const std::string &lines)
{
    return import("services:\n  a:\n    image: x\n" + lines);
}

const Container &containerNamed(const Imported &imported, const std::string &name)
{
    const auto found = std::ranges::find_if(imported.topology.containers,
                                            [&](const auto &entry) { return entry.second.name == name; });
    return found->second;
}

std::vector<std::string> listOf(const Imported &imported, const std::string &container, const char *key)
{
    return paramsOf(containerNamed(imported, container)).list(key);
}

bool says(const Imported &imported, LossSeverity severity, const std::string &part)
{
    return std::ranges::any_of(imported.losses, [&](const LossItem &item) {
        return item.severity == severity &&
               (item.sentence.find(part) != std::string::npos || item.key.find(part) != std::string::npos);
    });
}

/// "from>to" of every link.
std::vector<std::string> calls(const Imported &imported)
{
    std::vector<std::string> all;
    for (const auto &[id, link] : imported.topology.links)
        all.push_back(imported.topology.containers.at(link.from.container).name + '>' +
                      imported.topology.containers.at(link.to.container).name);
    std::ranges::sort(all);
    return all;
}

using Texts = std::vector<std::string>;

} // namespace

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachServiceIsAPodOfItsOwn();
    void aSharedNetworkIsOnePod();
    void linksComeFromDependenciesAndEnvironment();
    void linksOfLongNamesAreAllKept();
    void portsStayOnThisMachine();
    void commandsAreSplitAsAShellDoes();
    void volumesAreShared();
    void replicasAndLimitsAreKept();
    void variablesTakeTheirDefaults();
    void aServiceMayBeNamedLikeAKey();
    void secretsAreNeverKept();
    void servicesExtendOneAnother();
    void whatIsExtendedIsMerged();
    void portsOfWhatIsExtendedAreAdded();
    void whatIsExtendedHasALimit();
    void protocolsOfPortsAreKept();
    void replicasInThePodOfAnotherAreListed();
    void theOldestFormIsRead();
    void dangerousKeysAreNamedAndLeftOut_data();
    void dangerousKeysAreNamedAndLeftOut();
    void mountsStartInTheFolderOfTheFile();
    void whatHasNoPlaceIsListed_data();
    void whatHasNoPlaceIsListed();
    void whatClashesIsMended();
    void theLoadGeneratorIsAddedAndSaid();
    void whatIsNoComposeFileIsRefused_data();
    void whatIsNoComposeFileIsRefused();
    void equalFilesGiveEqualDocuments();
};

void ImportTest::eachServiceIsAPodOfItsOwn()
{
    const Imported imported = import("name: Shop\nservices:\n  Web_App: {image: 'nginx:1'}\n  db: {build: ./db}\n");
    QCOMPARE(imported.topology.pods.size(), std::size_t(2));
    QCOMPARE(paramsOf(imported.topology).text("name"), std::string("shop"));
    QCOMPARE(paramsOf(containerNamed(imported, "web-app")).text("image"), std::string("nginx:1"));
    QCOMPARE(paramsOf(containerNamed(imported, "db")).text("image"), std::string("shop-db"));
    QVERIFY(says(imported, LossSeverity::Note, "web-app"));
    QVERIFY(says(imported, LossSeverity::Note, "builds no images"));
    QVERIFY(says(imported, LossSeverity::Note, "draw its links"));
}

void ImportTest::aSharedNetworkIsOnePod()
{
    const Imported imported = import("services:\n  a: {image: x}\n  b: {image: y, network_mode: 'service:a'}\n");
    QCOMPARE(imported.topology.pods.size(), std::size_t(1));
    QCOMPARE(containerNamed(imported, "a").pod, containerNamed(imported, "b").pod);
}

void ImportTest::linksComeFromDependenciesAndEnvironment()
{
    const Imported imported =
        import("services:\n"
               "  web: {image: x, depends_on: [api], environment: {CACHE_HOST: redis}}\n"
               "  api: {image: x, depends_on: {db: {condition: service_healthy}}, links: ['redis:cache']}\n"
               "  jobs: {image: x, environment: ['DSN=postgres://u@db:5432/x', 'TITLE=api and web']}\n"
               "  redis: {image: redis}\n  db: {image: postgres}\n");
    QCOMPARE(calls(imported), (Texts{"api>db", "api>redis", "jobs>db", "web>api", "web>redis"}));
    QVERIFY(says(imported, LossSeverity::Loss, "alias"));
    QCOMPARE(paramsOf(containerNamed(imported, "db")).integer("port"), std::int64_t(5432));
}

/// Names that are alike but for what ids have no room for, and ids that are alike because of what names hold.
void ImportTest::linksOfLongNamesAreAllKept()
{
    const std::string caller(30, 'a');
    const std::string callee(29, 'b');
    const Imported imported = import("services:\n  " + caller + ": {image: x, depends_on: [" + callee + "1, " + callee +
                                     "2]}\n  " + callee + "1: {image: x}\n  " + callee + "2: {image: x}\n");
    QCOMPARE(calls(imported), (Texts{caller + '>' + callee + '1', caller + '>' + callee + '2'}));
    const Imported alike = import("services:\n  a-to-b: {image: x, depends_on: [c]}\n  c: {image: x}\n"
                                  "  a: {image: x, depends_on: [b-to-c]}\n  b-to-c: {image: x}\n");
    QCOMPARE(calls(alike), (Texts{"a-to-b>c", "a>b-to-c"}));
    for (const auto &[id, link] : alike.topology.links)
        QCOMPARE(link.id, id);
    QVERIFY(isValid(validate(imported.topology)) && isValid(validate(alike.topology)));
}

void ImportTest::portsStayOnThisMachine()
{
    const Imported imported = service("    ports: ['8080:80', '127.0.0.1:81:81', '0.0.0.0:82:82', '53:53/udp', '90', "
                                      "'7000-7001:7000-7001', {target: 99, published: '98'}]\n");
    QCOMPARE(listOf(imported, "a", "publish"),
             (Texts{"8080:80", "81:81", "82:82", "53:53/udp", "90", "7000:7000", "98:99"}));
    QVERIFY(says(imported, LossSeverity::Danger, "every address"));
    QVERIFY(says(imported, LossSeverity::Loss, "range"));
}

void ImportTest::commandsAreSplitAsAShellDoes()
{
    const Imported imported =
        service("    command: sh -c \"echo 'a b' c\\ d\" \"\"\n    entrypoint: [/bin/x, 'y z']\n");
    QCOMPARE(listOf(imported, "a", "command"), (Texts{"sh", "-c", "echo 'a b' c\\ d", ""}));
    QCOMPARE(listOf(imported, "a", "entrypoint"), (Texts{"/bin/x", "y z"}));
}

void ImportTest::volumesAreShared()
{
    const Imported imported =
        import("services:\n"
               "  a: {image: x, volumes: ['data:/data', './src:/src:ro', '/anonymous']}\n"
               "  b: {image: x, volumes: [{type: volume, source: data, target: /b, read_only: true}]}\n"
               "volumes:\n  data:\n    driver: nfs\n");
    QCOMPARE(listOf(imported, "a", "mounts").front(), std::string("data:/data"));
    QCOMPARE(listOf(imported, "b", "mounts").front(), std::string("data:/b:ro"));
    QCOMPARE(imported.topology.volumes.size(), std::size_t(3));
    QVERIFY(says(imported, LossSeverity::Loss, "volumes.data.driver"));
}

void ImportTest::replicasAndLimitsAreKept()
{
    const Imported imported = service("    deploy: {replicas: 3, resources: {limits: {memory: 64m, cpus: '0.5'}, "
                                      "reservations: {cpus: '1'}}, update_config: {}}\n");
    QCOMPARE(paramsOf(imported.topology.pods.begin()->second).integer("replicas"), std::int64_t(3));
    QCOMPARE(paramsOf(containerNamed(imported, "a")).bytes("memoryLimit"), std::int64_t(64) << 20);
    QCOMPARE(paramsOf(containerNamed(imported, "a")).number("cpuLimit"), 0.5);
    QVERIFY(says(imported, LossSeverity::Loss, "Reservations"));
    QVERIFY(says(imported, LossSeverity::Loss, "update_config"));
}

void ImportTest::variablesTakeTheirDefaults()
{
    const Imported imported = import("services:\n  a:\n    image: x:${TAG:-1.2}\n    user: ${NOBODY}\n    command: "
                                     "[echo, $$HOME]\n    environment: [PATH_TO, 'A=${B}']\n");
    QCOMPARE(paramsOf(containerNamed(imported, "a")).text("image"), std::string("x:1.2"));
    QCOMPARE(listOf(imported, "a", "command"), (Texts{"echo", "$HOME"}));
    QCOMPARE(listOf(imported, "a", "environment"), (Texts{"PATH_TO=${PATH_TO}", "A=${B}"}));
    QVERIFY(says(imported, LossSeverity::Note, "NOBODY"));
}

void ImportTest::aServiceMayBeNamedLikeAKey()
{
    const Imported imported = import("services:\n  environment-api:\n    image: foo:${TAG:-2}\n"
                                     "    command: [echo, a$$b]\n    environment: ['A=a$$b']\n");
    QCOMPARE(paramsOf(containerNamed(imported, "environment-api")).text("image"), std::string("foo:2"));
    QCOMPARE(listOf(imported, "environment-api", "command"), (Texts{"echo", "a$b"}));
    QCOMPARE(listOf(imported, "environment-api", "environment"), Texts{"A=a$$b"});
}

void ImportTest::secretsAreNeverKept()
{
    const Imported imported =
        import("services:\n  a:\n    image: x\n    environment: {DB_PASSWORD: hunter2, API_TOKEN: hunter2, URL: "
               "'mysql://root:hunter2@db:3306/x', DB_PASSWORD_FILE: /run/secrets/x}\n"
               "    secrets: [s]\nsecrets: {s: {file: ./s}}\n");
    QVERIFY(writeDocument(imported.topology).find("hunter2") == std::string::npos);
    QCOMPARE(listOf(imported, "a", "environment"),
             (Texts{"DB_PASSWORD=${DB_PASSWORD}", "API_TOKEN=${API_TOKEN}",
                    "URL=mysql://root:${URL_PASSWORD}@db:3306/x", "DB_PASSWORD_FILE=/run/secrets/x"}));
    QVERIFY(says(imported, LossSeverity::Loss, "secrets"));
    for (const LossItem &item : imported.losses)
        QVERIFY(item.sentence.find("hunter2") == std::string::npos);
}

void ImportTest::servicesExtendOneAnother()
{
    const Imported imported = import("services:\n  base: {image: x, command: [run], working_dir: /w}\n"
                                     "  a: {extends: {service: base}, command: [other]}\n  b: {extends: {service: "
                                     "base, file: else.yaml}, image: y}\n");
    QCOMPARE(paramsOf(containerNamed(imported, "a")).text("workingDir"), std::string("/w"));
    QCOMPARE(listOf(imported, "a", "command"), Texts{"other"});
    QVERIFY(says(imported, LossSeverity::Loss, "Other files are not opened"));
}

void ImportTest::whatIsExtendedIsMerged()
{
    const Imported imported = import(
        "services:\n"
        "  base: {image: x, environment: {A: 1, DB_HOST: db}, ports: ['8080:80', '81:81'], command: [run, base],\n"
        "         volumes: ['one:/data', 'logs:/logs'], expose: [7], depends_on: [db], privileged: true,\n"
        "         deploy: {resources: {limits: {cpus: '2', memory: 64m}}}, mem_limit: 1m}\n"
        "  web: {extends: base, environment: ['B=2', 'A=3', 'C'], ports: ['9090:90', {target: 80, published: "
        "'8080'}],\n"
        "        command: [other], volumes: ['two:/data:ro'], depends_on: {cache: {condition: service_started}},\n"
        "        deploy: {resources: {limits: {cpus: '1'}}}}\n"
        "  top: {extends: {service: web}, image: y, environment: {D: 4}}\n"
        "  db: {image: postgres}\n  cache: {image: redis}\n");
    QCOMPARE(listOf(imported, "web", "environment"), (Texts{"A=3", "DB_HOST=db", "B=2", "C=${C}"}));
    QCOMPARE(listOf(imported, "web", "command"), Texts{"other"});
    QCOMPARE(listOf(imported, "web", "mounts"), (Texts{"two:/data:ro", "logs:/logs"}));
    QCOMPARE(paramsOf(containerNamed(imported, "web")).number("cpuLimit"), 1.0);
    QCOMPARE(paramsOf(containerNamed(imported, "web")).text("memoryLimit"), std::string("1m"));
    QCOMPARE(listOf(imported, "top", "environment"), (Texts{"A=3", "DB_HOST=db", "B=2", "C=${C}", "D=4"}));
    const std::vector<std::string> links = calls(imported);
    for (const char *link : {"web>db", "web>cache", "top>db"})
        QVERIFY2(std::ranges::find(links, link) != links.end(), link);
    QVERIFY(says(imported, LossSeverity::Danger, "services.top.privileged"));
}

void ImportTest::portsOfWhatIsExtendedAreAdded()
{
    const Imported imported =
        import("services:\n  web: {extends: {service: zero}, ports: ['9090:90', '8080:80']}\n"
               "  zero: {image: x, ports: ['8080:80', '53:53/udp']}\n  lost: {image: x, extends: gone}\n");
    // It is the other that loses the ports of the host, which are for one of them only.
    QCOMPARE(listOf(imported, "web", "publish"), (Texts{"8080:80", "53:53/udp", "9090:90"}));
    QVERIFY(says(imported, LossSeverity::Loss, "gone"));
}

void ImportTest::whatIsExtendedHasALimit()
{
    std::string yaml = "services:\n  a0: {image: x, environment: [";
    for (int i = 0; i < 2000; ++i)
        yaml += 'A' + std::to_string(i) + ", ";
    yaml += "]}\n";
    for (int i = 1; i < 1000; ++i)
        yaml += "  a" + std::to_string(i) + ": {extends: a" + std::to_string(i - 1) + "}\n";
    const auto imported = importCompose(yaml, "compose.yaml");
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::LimitExceeded);
    QVERIFY(importCompose("services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: a}\n", "c.yaml"));
}

void ImportTest::protocolsOfPortsAreKept()
{
    const Imported imported =
        service("    ports: ['53:53/UDP', '80:80/TCP', {target: 7, protocol: Udp}, '9:9/sctp']\n");
    QCOMPARE(listOf(imported, "a", "publish"), (Texts{"53:53/udp", "80:80", "7/udp", "9:9"}));
    QVERIFY(says(imported, LossSeverity::Loss, "sctp"));
    QVERIFY(!says(imported, LossSeverity::Loss, "UDP") && !says(imported, LossSeverity::Loss, "TCP"));
}

void ImportTest::replicasInThePodOfAnotherAreListed()
{
    const Imported imported = import("services:\n  web: {image: x, scale: 2}\n"
                                     "  b: {image: y, network_mode: 'service:web', deploy: {replicas: 3}}\n"
                                     "  c: {image: y, network_mode: 'service:web', scale: 2}\n");
    QVERIFY(says(imported, LossSeverity::Loss, "services.b"));
    QVERIFY(!says(imported, LossSeverity::Loss, "services.web") && !says(imported, LossSeverity::Loss, "services.c"));
}

void ImportTest::theOldestFormIsRead()
{
    const Imported imported =
        import("web:\n  build: .\n  ports: ['5000:5000']\n  links: [redis]\nredis:\n  image: redis\n");
    QCOMPARE(calls(imported), Texts{"web>redis"});
    QVERIFY(isValid(validate(imported.topology)));
}

void ImportTest::dangerousKeysAreNamedAndLeftOut_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *key, const char *value) {
        QTest::newRow(key) << QString("    %1: %2\n").arg(key, value) << QString(key);
    };
    row("privileged", "true");
    row("pid", "host");
    row("ipc", "host");
    row("uts", "host");
    row("userns_mode", "host");
    row("cgroup", "host");
    row("network_mode", "host");
    row("devices", "['/dev/kvm']");
    row("device_cgroup_rules", "['c 1:3 mr']");
    row("cap_add", "[SYS_ADMIN]");
    row("security_opt", "['seccomp:unconfined']");
    row("use_api_socket", "true");
    row("provider", "{type: x}");
    row("post_start", "[{command: x}]");
    row("pre_stop", "[{command: x}]");
    row("cgroup_parent", "/x");
    row("volumes_from", "[b]");
    row("sysctls", "{net.core.somaxconn: 1}");
    for (const char *path : {"/var/run/docker.sock", "//var/run/docker.sock", "/opt/../run/docker.sock", "/", "/etc",
                             "/var/../etc", "../../../../../../etc", "/proc", "/root/.ssh", "/dev", "/usr/lib"})
        QTest::newRow(path) << QString("    volumes: ['%1:/x']\n").arg(path) << "volumes";
}

void ImportTest::dangerousKeysAreNamedAndLeftOut()
{
    QFETCH(QString, lines);
    QFETCH(QString, key);
    const Imported imported = service(lines.toStdString());
    const auto danger = std::ranges::find(imported.losses, LossSeverity::Danger, &LossItem::severity);
    QVERIFY(danger != imported.losses.end());
    QCOMPARE(danger->key, "services.a." + key.toStdString());
    QCOMPARE(danger->place.pointer, "/services/a/" + key.toStdString());
    QCOMPARE(danger->place.line, 4);
    Imported plain = service("");
    QCOMPARE(imported.topology, plain.topology);
}

void ImportTest::mountsStartInTheFolderOfTheFile()
{
    const std::string yaml = "services:\n  a: {image: x, volumes: ['../etc:/e', '../src:/s']}\n";
    const auto volumesOf = [&](const std::string &fileName, const std::string &folder) {
        ImportOptions options;
        options.folder = folder;
        return importCompose(yaml, fileName, options).value().topology.volumes.size();
    };
    QCOMPARE(volumesOf("/home/u/shop/compose.yaml", {}), std::size_t(2));
    QCOMPARE(volumesOf("/home/compose.yaml", {}), std::size_t(1));
    QCOMPARE(volumesOf("compose.yaml", "/home/u/shop"), std::size_t(2));
    QCOMPARE(volumesOf("shop/compose.yaml", {}), std::size_t(1)); // nobody knows where it would end
    const Imported imported = import("services:\n  a: {image: x, volumes: ['../src:/s', './b:/b']}\n");
    QVERIFY(says(imported, LossSeverity::Note, "../src"));
    QVERIFY(!says(imported, LossSeverity::Note, "./b"));
}

void ImportTest::whatHasNoPlaceIsListed_data()
{
    QTest::addColumn<QString>("lines");
    for (const char *lines : {"healthcheck: {test: x}",
                              "restart: always",
                              "labels: [a]",
                              "logging: {driver: x}",
                              "dns: 1.1.1.1",
                              "tmpfs: /t",
                              "ulimits: {nofile: 1}",
                              "extra_hosts: ['a:1.2.3.4']",
                              "env_file: .env",
                              "profiles: [a]",
                              "configs: [c]",
                              "secrets: [s]",
                              "hostname: h",
                              "domainname: d",
                              "init: true",
                              "read_only: true",
                              "shm_size: 1m",
                              "stdin_open: true",
                              "tty: true",
                              "stop_signal: SIGINT",
                              "platform: x",
                              "pull_policy: never",
                              "develop: {}",
                              "annotations: {a: b}",
                              "container_name: x",
                              "networks: [n]",
                              "x-mine: 1",
                              "mem_reservation: 1m",
                              "cap_drop: [ALL]",
                              "made_up: 1",
                              "deploy: {placement: {}}",
                              "stop_grace_period: 3s",
                              "pid: 'service:b'",
                              "security_opt: ['no-new-privileges:true']",
                              "mem_limit: lots",
                              "volumes: ['relative']",
                              "ports: ['none']",
                              "scale: 0",
                              "environment: ['A B=1']"})
        QTest::newRow(lines) << QString("    %1\n").arg(lines);
}

void ImportTest::whatHasNoPlaceIsListed()
{
    QFETCH(QString, lines);
    const Imported imported = service(lines.toStdString());
    const std::string key = lines.trimmed().section(':', 0, 0).toStdString();
    QVERIFY(std::ranges::any_of(imported.losses, [&](const LossItem &item) {
        return item.key.starts_with("services.a." + key) && item.place.line > 0 && !item.sentence.empty();
    }));
    QVERIFY(isValid(validate(imported.topology)));
}

void ImportTest::whatClashesIsMended()
{
    const Imported imported = import("services:\n  blue: {image: x, profiles: [a], ports: ['80:80']}\n  green: {image: "
                                     "x, profiles: [b], ports: ['80:80']}\n"
                                     "  web: {image: x, deploy: {replicas: 2}}\n  web-1: {image: x}\n"
                                     "  one: {image: redis}\n  two: {image: redis, network_mode: 'service:one'}\n"
                                     "  m: {image: x, volumes: ['a:/a', 'b:/a']}\n");
    for (const Problem &problem : validate(imported.topology))
        QVERIFY2(problem.severity != Severity::Error, problem.sentence.english().c_str());
    QCOMPARE(
        std::ranges::count_if(imported.losses,
                              [](const LossItem &item) { return item.sentence.find("Mended") != std::string::npos; }),
        4);
}

void ImportTest::theLoadGeneratorIsAddedAndSaid()
{
    const std::string yaml =
        "services:\n  web: {image: x, ports: ['80:80']}\n  db: {image: postgres, ports: ['5432:5432']}\n";
    const Imported with = import(yaml, true);
    QCOMPARE(calls(with), Texts{"load>web"});
    QVERIFY(says(with, LossSeverity::Note, "requests a second"));
    QVERIFY(import(yaml, false).topology.links.empty());
}

void ImportTest::whatIsNoComposeFileIsRefused_data()
{
    QTest::addColumn<QString>("yaml");
    for (const char *yaml : {"", "[]", "text", "services: []", "services: {}", "version: '3'", "a: 1",
                             "services: {a: 1}", "services: {a: []}", "- services"})
        QTest::newRow(*yaml == '\0' ? "empty" : yaml) << yaml;
}

void ImportTest::whatIsNoComposeFileIsRefused()
{
    QFETCH(QString, yaml);
    const auto imported = importCompose(yaml.toStdString(), "compose.yaml");
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, ErrorCode::InvalidInput);
    QVERIFY(!imported.error().advice.empty());
    QCOMPARE(imported.error().place.file, std::string("compose.yaml"));
}

void ImportTest::equalFilesGiveEqualDocuments()
{
    const std::string yaml = "services:\n  b: {image: x, depends_on: [a]}\n  a: {image: x, ports: ['1:1']}\n";
    QCOMPARE(writeDocument(import(yaml, true).topology), writeDocument(import(yaml, true).topology));
}

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
