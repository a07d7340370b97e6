// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/host_path.h"

#include <QTest>

using namespace bayplan;

class HostPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pathsAreNormal()
    {
        QCOMPARE(normalHostPath("//var/run/docker.sock"), std::string("/var/run/docker.sock"));
        QCOMPARE(normalHostPath("/opt/../run//./docker.sock"), std::string("/run/docker.sock"));
        QCOMPARE(normalHostPath("/../.."), std::string("/"));
        QCOMPARE(normalHostPath("/data/"), std::string("/data"));
        QCOMPARE(normalHostPath("//"), std::string("/"));
        QCOMPARE(normalHostPath("./a/../b/"), std::string("b"));
        QCOMPARE(normalHostPath("../etc", "/home/u"), std::string("/home/etc"));
        QCOMPARE(normalHostPath("../../../../etc", "/home/u"), std::string("/etc"));
        QCOMPARE(normalHostPath("/x", "/home/u"), std::string("/x"));
        QCOMPARE(normalHostPath("~/x", "/home/u"), std::string("~/x"));
        QCOMPARE(normalHostPath(""), std::string());
    }

    void whoClimbsIsNoticed()
    {
        QVERIFY(climbsOut(normalHostPath("a/../../b")) && climbsOut(normalHostPath("..")));
        QVERIFY(!climbsOut(normalHostPath("a/../b")) && !climbsOut(normalHostPath("..a")));
        QVERIFY(!climbsOut(normalHostPath("../b", "/home/u")) && !climbsOut(normalHostPath("/../b")));
    }

    void theSystemIsKnown()
    {
        for (const char *path : {"/", "/etc", "//etc/ssl", "/var/../etc", "../../../../../../etc", "~", "~/../../etc",
                                 "/home/u/.docker/run/docker.sock", "//./pipe/docker_engine", "/var/run"})
            QVERIFY2(isSystemPath(normalHostPath(path)), path);
        for (const char *path : {"/opt/x", "./etc", "..", "../src", "/etcetera", "/srv/www", "", "/home/u/data"})
            QVERIFY2(!isSystemPath(normalHostPath(path)), path);
        QVERIFY(isSystemPath(normalHostPath("../etc", "/home")));
        QVERIFY(!isSystemPath(normalHostPath("../etc", "/home/u")));
        QVERIFY(!isSystemPath("/root/shop/src", "/root/shop") && !isSystemPath("/root/shop", "/root/shop"));
        QVERIFY(isSystemPath("/root", "/root") && isSystemPath("/root/.ssh", "/root/shop"));
        QVERIFY(isSystemPath("/var/run/x", "/var") && isSystemPath("/etc/ssl", "/"));
        QVERIFY(isEngineSocket(normalHostPath("//var/run/docker.sock")) && !isEngineSocket("/var/run"));
    }
};

QTEST_GUILESS_MAIN(HostPathTest)
#include "host_path_test.moc"
