// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is watched for longer than a report keeps every look at it, as deployments are.
#include "engine/report/report.h"

#include <QtTest>

using namespace bayplan;
using namespace std::chrono_literals;

class LongRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeploymentOfManyMinutesHasAReport()
    {
        Plan plan;
        plan.name = "long";
        plan.duration = 1h;
        plan.pods.push_back({.name = "web", .drawn = "web", .element = "web"});
        InstancePlan app;
        app.name = "web/app";
        app.element = "web-app";
        app.machine = MachineConfig{app.name, 1, {}, ServiceConfig{}};
        plan.pods.back().instances.push_back(0);
        plan.instances.push_back(app);
        ReportBuilder builder(plan);
        Snapshot snapshot;
        snapshot.instances.resize(1);
        snapshot.instances[0].alive = snapshot.instances[0].known = true;
        constexpr int looks = 2'500; // of which a thousand are kept
        for (int i = 0; i < looks; ++i) {
            snapshot.time += 250ms;
            snapshot.instances[0].stateTime = snapshot.time;
            ServedStats &served = snapshot.instances[0].machine.served;
            served.slots = 1;
            ++served.received;
            ++served.succeeded;
            served.latency.record(10ms, 1);
            builder.observe(snapshot);
        }
        const Report report = builder.finish("Docker");
        QCOMPARE(report.containers.size(), std::size_t{1});
        QVERIFY(std::abs(report.containers[0].throughputPerSecond - 4) < 0.1);
    }
};

QTEST_GUILESS_MAIN(LongRunTest)
#include "long_run_test.moc"
