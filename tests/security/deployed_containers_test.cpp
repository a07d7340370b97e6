// SPDX-License-Identifier: GPL-3.0-or-later
// What a deployment makes, as an auditor looks at it: the checks of containers of the CIS Docker Benchmark, section 5,
// and a secret that must not be found anywhere (PATTERNS 8).
#include "engine/docker/deployment_run.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "tests/docker/command_line.h"
#include "tests/docker/test_engine.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <functional>

using namespace bayplan;
using nlohmann::json;

namespace {

constexpr const char *deployment = "guarded";
constexpr const char *document = BAYPLAN_TEST_DATA "/docker/guarded.bayplan.json";
const QByteArray canary = "xyzzy-7b21-canary";

struct Check {
    const char *name; ///< number in the benchmark and what it asks
    std::function<bool(const json &container)> holds;
};

const json &part(const json &value, std::initializer_list<const char *> path)
{
    static const json nothing;
    const json *at = &value;
    for (const char *key : path) {
        if (!at->is_object() || !at->contains(key))
            return nothing;
        at = &(*at)[key];
    }
    return *at;
}

const json &host(const json &container, const char *key)
{
    return part(container, {"HostConfig", key});
}

bool isEmpty(const json &value)
{
    return value.is_null() || value.empty() || value == "" || value == json::array();
}

std::int64_t number(const json &value)
{
    return value.is_number() ? value.get<std::int64_t>() : 0;
}

bool hasOption(const json &container, const std::string &option)
{
    for (const json &each : host(container, "SecurityOpt"))
        if (each.is_string() && each.get<std::string>().rfind(option, 0) == 0)
            return true;
    return false;
}

bool mountsNone(const json &container, const std::function<bool(const json &)> &isBad)
{
    const json &mounts = part(container, {"Mounts"});
    return std::none_of(mounts.begin(), mounts.end(), isBad);
}

bool bindsNone(const json &container, const std::function<bool(const json &binding)> &isBad)
{
    for (const auto &[port, bindings] : host(container, "PortBindings").items())
        for (const json &binding : bindings)
            if (isBad(binding))
                return false;
    return true;
}

/// 5.6 (no sshd) and 5.22, 5.23 (exec) ask for what our one-program image cannot do; 5.25 to 5.31 as numbered in 1.6.
const std::vector<Check> &benchmark()
{
    static const std::vector<Check> checks{
        {"5.1 AppArmor is not turned off",
         [](const json &c) {
             return !hasOption(c, "apparmor=unconfined") && part(c, {"AppArmorProfile"}) != "unconfined";
         }},
        {"5.2 SELinux is not turned off", [](const json &c) { return !hasOption(c, "label=disable"); }},
        {"5.3 no capability",
         [](const json &c) { return isEmpty(host(c, "CapAdd")) && host(c, "CapDrop") == json::array({"ALL"}); }},
        {"5.4 not privileged", [](const json &c) { return host(c, "Privileged") == false; }},
        {"5.5 nothing of the host is mounted",
         [](const json &c) { return mountsNone(c, [](const json &m) { return m["Type"] == "bind"; }); }},
        {"5.7 no port below 1024 of the host",
         [](const json &c) {
             return bindsNone(c, [](const json &b) {
                 const int port = QByteArray::fromStdString(b.value("HostPort", "")).toInt();
                 return port > 0 && port < 1024;
             });
         }},
        {"5.9 no network of the host", [](const json &c) { return host(c, "NetworkMode") != "host"; }},
        {"5.10 memory is limited", [](const json &c) { return number(host(c, "Memory")) > 0; }},
        {"5.11 processor shares are set",
         [](const json &c) { return number(host(c, "CpuShares")) > 0 || number(host(c, "NanoCpus")) > 0; }},
        {"5.12 the root filesystem is read-only", [](const json &c) { return host(c, "ReadonlyRootfs") == true; }},
        {"5.13 ports are bound to one address",
         [](const json &c) {
             return bindsNone(c, [](const json &b) {
                 const std::string address = b.value("HostIp", "");
                 return address.empty() || address == "0.0.0.0" || address == "::";
             });
         }},
        // 5.14 wants on-failure with five tries: by that, nothing comes back after the engine was killed.
        {"5.15 no processes of the host", [](const json &c) { return host(c, "PidMode") != "host"; }},
        {"5.16 no memory of the host", [](const json &c) { return host(c, "IpcMode") != "host"; }},
        {"5.17 no devices", [](const json &c) { return isEmpty(host(c, "Devices")); }},
        {"5.18 the engine's own ulimits", [](const json &c) { return isEmpty(host(c, "Ulimits")); }},
        {"5.19 mounts are not shared",
         [](const json &c) { return mountsNone(c, [](const json &m) { return m["Propagation"] == "shared"; }); }},
        {"5.20 no names of the host", [](const json &c) { return host(c, "UTSMode") != "host"; }},
        {"5.21 seccomp is not turned off",
         [](const json &c) { return !hasOption(c, "seccomp=unconfined") && !hasOption(c, "seccomp:unconfined"); }},
        {"5.24 the engine's own cgroup", [](const json &c) { return isEmpty(host(c, "CgroupParent")); }},
        {"5.25 no new privileges",
         [](const json &c) {
             return hasOption(c, "no-new-privileges:true") || hasOption(c, "no-new-privileges=true");
         }},
        // 5.26 asks for a health check by exec: 25 ms of processor each. Readiness is asked over HTTP instead.
        {"5.28 processes are limited", [](const json &c) { return number(host(c, "PidsLimit")) > 0; }},
        {"5.29 not on the bridge that all share",
         [](const json &c) { return host(c, "NetworkMode") != "bridge" && host(c, "NetworkMode") != "default"; }},
        {"5.30 no users of the host", [](const json &c) { return host(c, "UsernsMode") != "host"; }},
        {"5.31 no socket of the engine",
         [](const json &c) {
             return mountsNone(
                 c, [](const json &m) { return m["Source"].get<std::string>().find(".sock") != std::string::npos; });
         }},
        {"4.1 not root", [](const json &c) {
             const json &user = part(c, {"Config", "User"});
             return user.is_string() && user != "" && user != "0" && user.get<std::string>().rfind("0:", 0) != 0;
         }}};
    return checks;
}

} // namespace

class DeployedContainersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatIsOursPassesTheBenchmark();
    void aSecretIsWhereItBelongsOnly();

private:
    void run(const QStringList &arguments, const std::string &engineUrl);
    void run(const QStringList &arguments) { run(arguments, m_engine.url()); }
    void runOffline(const QStringList &arguments) { run(arguments, {}); }
    std::vector<json> containers() const;

    TestEngine m_engine;
    QTemporaryDir m_home;
    QByteArray m_said; ///< all that the program has ever written
};

void DeployedContainersTest::run(const QStringList &arguments, const std::string &engineUrl)
{
    const Outcome outcome = runProgram(arguments, engineUrl);
    m_said += outcome.words;
    QVERIFY2(outcome.status == 0, arguments.join(' ').toUtf8() + '\n' + outcome.words);
}

std::vector<json> DeployedContainersTest::containers() const
{
    const auto all =
        withEngine<std::vector<json>>(m_engine.url(), [](EngineClient &engine) -> Task<Result<std::vector<json>>> {
            const std::string filter = std::string(label::deployment) + "=" + deployment;
            const auto found = co_await listContainers(engine, filter);
            std::vector<json> described;
            for (const FoundItem &item : *found) {
                EngineCall call;
                call.path = "/containers/" + item.id + "/json";
                const auto answer = co_await engine.call(std::move(call));
                if (answer)
                    described.push_back(json::parse(*answer));
            }
            co_return described;
        });
    return all ? *all : std::vector<json>();
}

void DeployedContainersTest::initTestCase()
{
    if (m_engine.url().empty())
        QSKIP("There is no engine, and none can be started here.");
    if (!m_engine.makeImage({"bayplan-test/tools:1", R"(["sh"])", "sh", "tr", "sleep"}))
        QSKIP("The image cannot be made: the docker program is not installed.");
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_STATE_HOME", m_home.path().toUtf8());
    qputenv("BAYPLAN_CANARY", canary);
    run({"deploy", document, "--stand-ins", "--no-pull", "--measure", "3s", "--record",
         m_home.filePath("measured.bayrun"), "-o", m_home.filePath("measured.json"), "--agent",
         BAYPLAN_BINARY_DIR "/bin/bayplan-agent"});
}

void DeployedContainersTest::cleanupTestCase()
{
    if (!m_engine.url().empty())
        run({"down", deployment, "--volumes"});
}

void DeployedContainersTest::whatIsOursPassesTheBenchmark()
{
    QStringList warnings;
    int looked = 0;
    for (const json &container : containers()) {
        if (part(container, {"Config", "Image"}).get<std::string>().rfind("bayplan/agent", 0) != 0)
            continue; // the user's own
        ++looked;
        for (const Check &check : benchmark())
            if (!check.holds(container))
                warnings << QString::fromStdString(container["Name"].get<std::string>()) + ": " + check.name;
    }
    QVERIFY2(looked > 10, qPrintable(QString::number(looked)));
    QCOMPARE(warnings, QStringList());
}

void DeployedContainersTest::aSecretIsWhereItBelongsOnly()
{
    int holders = 0;
    for (const json &container : containers()) {
        const std::string environment = part(container, {"Config", "Env"}).dump();
        holders += environment.find(canary.toStdString()) != std::string::npos ? 1 : 0;
        QVERIFY(part(container, {"Config", "Labels"}).dump().find(canary.toStdString()) == std::string::npos);
    }
    QCOMPARE(holders, 1); // so that it would be seen
    runOffline({"validate", document});
    runOffline({"export", document, "--to", "compose", "-o", m_home.filePath("compose.yaml")});
    runOffline({"export", document, "--to", "kubernetes", "-o", m_home.filePath("k8s.yaml")});
    runOffline({"simulate", document, "--duration", "2s", "--record", m_home.filePath("run.bayrun"), "--show-plan"});
    runOffline(
        {"simulate", document, "--duration", "2s", "--record", m_home.filePath("run.bayrun"), "--json", "--events"});
    run({"deploy", document, "--stand-ins", "--no-pull", "--preview", "--json", "--agent",
         BAYPLAN_BINARY_DIR "/bin/bayplan-agent"});
    run({"status", deployment, "--json"});
    run({"status", deployment});
    run({"logs", deployment, "--tail", "50"});
    runOffline({"report", m_home.filePath("measured.json")});
    QVERIFY(m_said.contains("database"));
    QVERIFY(!m_said.contains(canary));
    for (QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(canary), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(DeployedContainersTest)
#include "deployed_containers_test.moc"
