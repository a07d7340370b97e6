// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/fork_document.h"
#include "app/ctl/html_page.h"
#include "app/ctl/junit_file.h"
#include "app/ctl/replay.h"
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/report/report.h"
#include "simulator/replications.h"
#include "simulator/simulator_run.h"

#include <cstdio>
#include <optional>

namespace bayplan::ctl {
namespace {

Result<Report> replicateWithProgress(const Plan &plan, const ReplicationOptions &options)
{
    ProgressBar bar("Simulating");
    return simulateReplications(plan, options, [&](double fraction, const std::string &text) {
        bar.show(fraction, text);
        return !interrupted() && !isOutputClosed();
    });
}

ReplicationOptions settingsOf(const SimulateOptions &options)
{
    ReplicationOptions settings;
    settings.replications = options.replications;
    settings.maxReplications = options.maxReplications;
    settings.precision = options.precision;
    settings.figure = options.precisionOf;
    settings.findWarmUp = options.findWarmUp;
    settings.threads = options.threads;
    return settings;
}

void printEvent(const RunEvent &event, bool json)
{
    // With --json standard output is one value; the events go beside it.
    std::fputs((toText(event) + '\n').c_str(), json ? stderr : stdout);
}

int statusOf(const Report &report)
{
    if (interrupted())
        return exitInterrupted;
    if (report.endedEarly)
        return exitFailed;
    return assertionsHold(report) ? exitDone : exitNotMet;
}

int printReport(const Report &report, const SimulateOptions &options)
{
    Result<void> kept; // what was simulated is told all the same
    if (!options.output.empty())
        kept = writeOutput(options.output, reportJson(report, ReportDetail::Histograms));
    if (const auto verdicts = writeJunit(options.junit, report); !verdicts && kept)
        kept = verdicts;
    const auto written = writeOutput("-", options.json ? reportJson(report) : reportTable(report));
    if (!written || !kept)
        return failWith(written ? kept.error() : written.error(), false);
    return statusOf(report);
}

/// Charts are of one run: the first of the replications, simulated once more for it.
Result<void> writePage(const Plan &plan, PageRecorder &page, const Report &report, const SimulateOptions &options)
{
    SimulatorOptions settings;
    settings.onEvent = [&](const RunEvent &event) { page.add(event); };
    settings.onSnapshot = [&](const Snapshot &snapshot) { page.add(snapshot); };
    ProgressBar bar("Drawing charts");
    const Report drawn = simulate(plan, settings, [&](double fraction) {
        bar.show(fraction);
        return !interrupted();
    });
    // Beside a whole report charts of a part would be taken for the whole.
    if (interrupted() && drawn.endedEarly && !report.endedEarly)
        return fail(ErrorCode::Interrupted, "The page was not written: its charts were not drawn to the end.",
                    "Simulate again, or write the page of a recording with report --html.", {options.html, 0, 0, {}});
    return page.write(report, options.html);
}

int replicate(const Plan &plan, const SimulateOptions &options, PageRecorder *page)
{
    ReplicationOptions settings = settingsOf(options);
    if (options.events)
        settings.onEvent = [&](const RunEvent &event) { printEvent(event, options.json); };
    const auto report = replicateWithProgress(plan, settings);
    if (!report)
        return failWith(report.error(), options.json);
    const auto drawn = page == nullptr ? Result<void>() : writePage(plan, *page, *report, options);
    const int status = printReport(*report, options);
    return drawn ? status : failWith(drawn.error(), false);
}

/// One run, and a file from which it can be done again.
int simulateRecorded(const Plan &plan, const SimulateOptions &options, RecordingWriter &recorder, PageRecorder *page)
{
    SimulatorOptions settings;
    settings.onEvent = [&](const RunEvent &event) {
        if (options.events)
            printEvent(event, options.json);
        recorder.add(event);
        if (page != nullptr)
            page->add(event);
    };
    settings.onSnapshot = [&](const Snapshot &snapshot) {
        recorder.add(snapshot);
        if (page != nullptr)
            page->add(snapshot);
    };
    ProgressBar bar("Simulating");
    const Report report = simulate(plan, settings, [&](double fraction) {
        bar.show(fraction);
        return !interrupted() && !isOutputClosed();
    });
    const auto recorded = recorder.finish(report, interrupted() || isOutputClosed());
    if (!recorded)
        printDiagnostic(recorded.error());
    const auto drawn = page == nullptr ? Result<void>() : page->write(report, options.html);
    if (!drawn)
        printDiagnostic(drawn.error());
    const int status = printReport(report, options);
    return !recorded ? exitStatus(recorded.error().code) : drawn ? status : exitStatus(drawn.error().code);
}

Result<void> inject(Topology &topology, const SimulateOptions &options)
{
    const Duration run = options.duration.value_or(paramsOf(topology).duration("duration"));
    for (const std::string &text : options.inject) {
        const auto timed = parseTimedInjection(text);
        if (!timed)
            return timed.error();
        if (timed->second >= Time(run))
            return fail(ErrorCode::InvalidInput, "The run is over at that instant.",
                        "Choose one before " + shownDuration(run) + '.', Place{"--inject " + text, 0, 0, {}});
        if (const auto done = addInjection(topology, run, timed->first, timed->second); !done)
            return done.error();
    }
    return {};
}

} // namespace

int runSimulate(const SimulateOptions &options)
{
    if (auto possible = checkPrecisionOf(options.precisionOf); !possible) {
        Error error = possible.error();
        error.place.file = "--precision-of " + options.precisionOf;
        failWith(error, options.json);
        return exitUsage;
    }
    std::string document;
    auto topology = loadScenario(options.file, options.set, &document);
    if (!topology)
        return failWith(topology.error(), options.json);
    if (const auto done = inject(*topology, options); !done)
        return failWith(done.error(), options.json);
    if (!options.inject.empty())
        document = writeDocument(*topology);
    const auto plan =
        planOf(topology.value(), options.file, {options.set, options.duration, options.warmUp, options.seed},
               options.set.empty() && options.inject.empty() ? &document : nullptr);
    if (!plan)
        return failWith(plan.error(), options.json);
    if (options.showPlan) {
        const auto written = writeOutput("-", toText(plan.value()));
        return written ? exitDone : failWith(written.error(), false);
    }
    std::optional<PageRecorder> page;
    if (!options.html.empty())
        page.emplace(*topology, *plan, options.file);
    if (options.record.empty())
        return replicate(*plan, options, page ? &*page : nullptr);
    if (options.replications > 1 || options.precision > 0 || options.findWarmUp)
        return failWith(fail(ErrorCode::InvalidInput, "A recording holds one run.",
                             "Leave out --replications, --precision and --warm-up auto, or --record."),
                        options.json);
    const auto recorder = startRecording(options.record, options.file, document, *plan, "Simulator", true);
    return recorder ? simulateRecorded(*plan, options, **recorder, page ? &*page : nullptr)
                    : failWith(recorder.error(), options.json);
}

} // namespace bayplan::ctl
