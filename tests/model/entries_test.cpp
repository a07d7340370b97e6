// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/entries.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/param_check.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace bayplan;

class EntriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedPortsAreReadAndWritten();
    void mountsAreReadAndWritten();
    void namesBecomeDnsLabels();
    void nearNamesAreOffered();
    void secretsAreKnownByTheirNames();
    void durationsAtTheirBoundsAreTaken();
};

void EntriesTest::publishedPortsAreReadAndWritten()
{
    for (const char *text :
         {"80", "8080:80", "127.0.0.1:8080:80", "127.0.0.1::80", "53/udp", "[::1]:8080:80", "10.0.0.1:5:6/udp"}) {
        const std::string written = formatPublish(parsePublish(text).value());
        QCOMPARE(parsePublish(written).value(), parsePublish(text).value());
    }
    QCOMPARE(parsePublish("127.0.0.1:8080:80").value(), (PublishEntry{"127.0.0.1", 8080, 80, "tcp"}));
    for (const char *text : {"", "0", "70000", "a:80", "1:2:3:4", "80-90", "80/sctp", "[::1]80", "x y:1:2"})
        QVERIFY2(!parsePublish(text), text);
}

void EntriesTest::mountsAreReadAndWritten()
{
    QCOMPARE(parseMount("logs:/var/log:ro").value(), (MountEntry{"logs", "/var/log", true}));
    QCOMPARE(formatMount({"logs", "/var/log", true}), std::string("logs:/var/log:ro"));
    for (const char *text : {"", "logs", "logs:", "logs:relative", ":/a", "a:/", "a:/b:z", "a:/b:ro:ro"})
        QVERIFY2(!parseMount(text), text);
}

void EntriesTest::namesBecomeDnsLabels()
{
    QCOMPARE(toDnsLabel("Web_Server 2"), std::string("web-server-2"));
    QCOMPARE(toDnsLabel("___", "pod"), std::string("pod"));
    QVERIFY(isDnsLabel(toDnsLabel(std::string(200, 'a') + "-b")));
    QVERIFY(!isDnsLabel("a-") && !isDnsLabel("") && !isDnsLabel("A") && !isDnsLabel(std::string(64, 'a')));
}

void EntriesTest::nearNamesAreOffered()
{
    QCOMPARE(nearestName("replica", {"replicas", "name"}), std::string("replicas"));
    QCOMPARE(nearestName("Replcias", {"replicas", "name"}), std::string("replicas"));
    QCOMPARE(nearestName("banana", {"replicas", "name"}), std::string());
}

void EntriesTest::secretsAreKnownByTheirNames()
{
    QVERIFY(looksSecret("POSTGRES_PASSWORD") && looksSecret("API_TOKEN") && looksSecret("db_pass"));
    QVERIFY(looksSecret("DB_PASS_2") && looksSecret("CACHE_REQUIREPASS"));
    QVERIFY(!looksSecret("TOKEN_DIR") && !looksSecret("TOKEN_TTL") && !looksSecret("TOKEN_SERVICE_PORT"));
    QVERIFY(!looksSecret("POSTGRES_PASSWORD_FILE") && !looksSecret("MYSQL_ALLOW_EMPTY_PASSWORD") &&
            !looksSecret("PATH"));
}

void EntriesTest::durationsAtTheirBoundsAreTaken()
{
    const auto isTaken = [](const ParamInfo &param, Duration duration) {
        return !unsuitable(param, Value(formatDuration(duration)));
    };
    int count = 0;
    for (const KindInfo &kind : catalog()) {
        for (const ParamInfo &param : kind.params) {
            if (param.type != ParamType::Duration || !std::isfinite(param.greatest))
                continue;
            const std::string name = kind.key + '.' + param.key;
            const Duration greatest = fromSeconds(param.greatest);
            QVERIFY2(isTaken(param, greatest), name.c_str());
            QVERIFY2(!isTaken(param, greatest + Duration(1)), name.c_str());
            const Duration least = fromSeconds(std::max(param.least, 0.0));
            QVERIFY2(isTaken(param, least), name.c_str());
            QVERIFY2(least == Duration(0) || !isTaken(param, least - Duration(1)), name.c_str());
            ++count;
        }
    }
    QVERIFY(count > 30);
    QVERIFY(!unsuitable(*findParam(*findKind("document"), "duration"), Value(std::string("8760h"))));
    QVERIFY(!unsuitable(*findParam(*findKind("fault.slow"), "stepTime"), Value(std::string("60s"))));
}

QTEST_GUILESS_MAIN(EntriesTest)
#include "entries_test.moc"
