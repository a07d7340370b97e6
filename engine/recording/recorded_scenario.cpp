// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recorded_scenario.h"

#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/plan.h"

#include <algorithm>

namespace bayplan {

Result<RecordedScenario> recordedScenario(const Recording &recording, const std::string &file)
{
    const RecordingHeader &header = recording.header;
    const std::string name = file + ", its document";
    auto document = readDocument(header.document, name, documentLimits);
    if (!document)
        return document.error();
    auto plan = lower(document->topology);
    if (!plan) {
        Error error = plan.error();
        if (error.place.file.empty())
            error.place.file = name;
        return error;
    }
    plan->duration = header.duration;
    plan->warmUp = std::min(header.warmUp, header.duration);
    plan->seed = header.seed;
    for (const HandAction &action : recording.byHand) {
        const auto fault = faultOf(*plan, action.injection);
        if (fault)
            continue;
        Error error = fault.error();
        error.code = ErrorCode::InvalidInput;
        error.place.file = file;
        return error;
    }
    return RecordedScenario{std::move(document->topology), std::move(*plan)};
}

RecordingHeader headerOfRun(const Plan &plan, const std::string &document, const std::string &file,
                            const std::string &engine, bool simulated)
{
    RecordingHeader header;
    header.documentName = file == "-" ? std::string() : file.substr(file.find_last_of('/') + 1);
    header.document = document;
    header.duration = plan.duration;
    header.warmUp = plan.warmUp;
    header.seed = plan.seed;
    header.engine = engine;
    header.version = BAYPLAN_VERSION;
    header.simulated = simulated;
    for (const InstancePlan &instance : plan.instances)
        header.instances.push_back(instance.name);
    return header;
}

} // namespace bayplan
