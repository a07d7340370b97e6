// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/replay.h"
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"

namespace bayplan::ctl {

Result<std::unique_ptr<RecordingWriter>> startRecording(const std::string &path, const std::string &file,
                                                        const std::string &document, const Plan &plan,
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
    return RecordingWriter::create(path, header);
}

Result<RecordedScenario> recordedScenario(const Recording &recording, const std::string &file)
{
    const RecordingHeader &header = recording.header;
    const std::string name = file + ", its document";
    auto document = readDocument(header.document, name, documentLimits);
    if (!document)
        return document.error();
    auto plan = planOf(document->topology, name,
                       {.set = {}, .duration = header.duration, .warmUp = header.warmUp, .seed = header.seed});
    if (!plan)
        return plan.error();
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

Result<void> checkSimulated(const Recording &recording, const std::string &file)
{
    if (recording.header.simulated)
        return {};
    return fail(ErrorCode::Unsupported,
                "This run was measured on " + recording.header.engine + ": it can be shown, and not be run again.",
                "Use --report, --events or --at; to predict it, simulate its document.", Place{file, 0, 0, {}});
}

int runReplay(const ReplayOptions &options)
{
    const std::optional<Time> at = options.at ? std::optional(Time(*options.at)) : std::nullopt;
    const auto recording = readRecording(options.file, at);
    if (!recording)
        return failWith(recording.error(), options.json);
    for (const std::string &notice : recording->notices)
        printDiagnostic(fail(ErrorCode::InvalidInput, notice, {}, Place{options.file, 0, 0, {}}), "warning");
    if (options.at)
        return showState(*recording, options);
    if (options.events)
        return showEvents(*recording, options);
    if (options.report)
        return showReport(*recording, options);
    if (options.fork)
        return forkRun(*recording, options);
    return runAgain(*recording, options);
}

} // namespace bayplan::ctl
