// SPDX-License-Identifier: GPL-3.0-or-later
// A short simulated run and its recording.
#pragma once

#include "engine/recording/recording_writer.h"
#include "simulator/simulator_run.h"
#include "tests/simulator/plans.h"

#include <string>

namespace bayplan::test {

/// Three electors, of which the first is killed at 5 s and started again; 20 s in all.
inline Plan smallPlan()
{
    PlanMaker maker;
    maker.plan = electionPlan(3);
    for (int i = 0; i < 3; ++i)
        maker.addFault("kill", Time(std::chrono::seconds(5 * (i + 1))), std::chrono::seconds(2),
                       {static_cast<InstanceIndex>(i)});
    maker.plan.duration = std::chrono::seconds(20);
    maker.plan.seed = 7;
    return maker.plan;
}

inline RecordingHeader headerOf(const Plan &plan)
{
    RecordingHeader header;
    header.documentName = "small.bayplan.json";
    header.document = "{\"bayplan\": 1, \"name\": \"small\xc3\xa9\"}\n";
    header.duration = plan.duration;
    header.warmUp = plan.warmUp;
    header.seed = plan.seed;
    header.engine = "Simulator";
    header.version = "9.9.9";
    for (const InstancePlan &instance : plan.instances)
        header.instances.push_back(instance.name);
    return header;
}

/// Simulates into the writer; what finish() said goes to `finished` when not null.
inline Report record(const Plan &plan, RecordingWriter &writer, Result<void> *finished = nullptr)
{
    SimulatorOptions options;
    options.onEvent = [&](const RunEvent &event) { writer.add(event); };
    options.onSnapshot = [&](const Snapshot &snapshot) { writer.add(snapshot); };
    Report report = simulate(plan, options);
    const auto result = writer.finish(report, false);
    if (finished != nullptr)
        *finished = result;
    return report;
}

} // namespace bayplan::test
