// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/replay.h"
#include "app/ctl/terminal.h"

namespace bayplan::ctl {

Result<std::unique_ptr<RecordingWriter>> startRecording(const std::string &path, const std::string &file,
                                                        const std::string &document, const Plan &plan,
                                                        const std::string &engine, bool simulated)
{
    return RecordingWriter::create(path, headerOfRun(plan, document, file, engine, simulated));
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
