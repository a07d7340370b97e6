// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/html_page.h"
#include "app/ctl/junit_file.h"
#include "app/ctl/replay.h"
#include "app/ctl/run_progress.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/fault_support.h"
#include "engine/model/document_file.h"
#include "engine/plan/injected_fault.h"
#include "engine/report/report.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <optional>
#include <thread>

namespace bayplan::ctl {

namespace {

using Json = nlohmann::ordered_json;
using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto lookAtDeployEvery = 50ms;
constexpr auto sampleEvery = 250ms;

std::string_view wordFor(DeployStep::Kind kind)
{
    switch (kind) {
    case DeployStep::Kind::Add:
        return "add";
    case DeployStep::Kind::Change:
        return "change";
    case DeployStep::Kind::Keep:
        return "keep";
    case DeployStep::Kind::Remove:
        break;
    }
    return "remove";
}

std::string_view wordFor(DeployCheck::Topic topic)
{
    switch (topic) {
    case DeployCheck::Topic::Engine:
        return "engine";
    case DeployCheck::Topic::Images:
        return "images";
    case DeployCheck::Topic::Ports:
        return "ports";
    case DeployCheck::Topic::Names:
        return "names";
    case DeployCheck::Topic::Limits:
        return "limits";
    case DeployCheck::Topic::SystemFolders:
        return "folders";
    case DeployCheck::Topic::Other:
        break;
    }
    return "other";
}

std::string_view wordFor(DeployCheck::State state)
{
    return state == DeployCheck::State::Good ? "good" : state == DeployCheck::State::Warning ? "warning" : "blocked";
}

Json checksJson(const std::vector<DeployCheck> &checks)
{
    Json list = Json::array();
    for (const DeployCheck &check : checks) {
        Json line;
        line["topic"] = wordFor(check.topic);
        line["state"] = wordFor(check.state);
        line["message"] = check.message.english();
        line["advice"] = check.advice.english();
        line["element"] = check.element;
        list.push_back(std::move(line));
    }
    return list;
}

std::string previewJson(const DeployPreview &preview)
{
    Json value;
    value["checks"] = checksJson(preview.checks);
    value["steps"] = Json::array();
    for (const DeployStep &step : preview.steps) {
        Json line;
        line["kind"] = wordFor(step.kind);
        line["resource"] = step.resource;
        if (!step.reason.empty())
            line["reason"] = step.reason;
        value["steps"].push_back(std::move(line));
    }
    value["blockers"] = Json::array();
    for (const Error &blocker : preview.blockers) {
        Json line;
        line["message"] = blocker.message;
        line["advice"] = blocker.advice;
        line["resource"] = blocker.place.pointer;
        value["blockers"].push_back(std::move(line));
    }
    value["missingImages"] = preview.missingImages;
    return value.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string previewTable(const DeployPreview &preview)
{
    std::string text;
    for (const DeployCheck &check : preview.checks) {                      // what is in the way is said below
        const bool isOfImages = check.topic == DeployCheck::Topic::Images; // the steps say so
        if (check.state == DeployCheck::State::Warning && !isOfImages)
            text += "warning: " + check.message.english() + ' ' + check.advice.english() + '\n';
    }
    for (const DeployStep &step : preview.steps) {
        const std::string word(wordFor(step.kind));
        text += word + std::string(8 - word.size(), ' ') + step.resource;
        text += step.reason.empty() ? "\n" : " (" + step.reason + ")\n";
    }
    return text;
}

int showPreview(const Plan &plan, const DeployOptions &deploy, bool json)
{
    const auto preview = previewDeployment(plan, deploy);
    if (!preview)
        return failWith(preview.error(), json);
    if (const auto written = writeOutput("-", json ? previewJson(*preview) : previewTable(*preview)); !written)
        return failWith(written.error(), false);
    for (const Error &blocker : preview->blockers)
        printDiagnostic(blocker);
    return preview->blockers.empty() ? exitDone : exitFailed;
}

DeployOptions deployOptionsOf(const DeployVerbOptions &options)
{
    DeployOptions deploy;
    deploy.engineUrl = options.engineUrl;
    deploy.deployment = options.deployment;
    deploy.agentBinary = options.agentBinary;
    deploy.documentFolder = folderOf(options.file);
    deploy.documentPath = options.file == "-" ? std::string() : options.file;
    deploy.standIns = options.standIns;
    deploy.pull = options.pull;
    deploy.systemFolders = options.systemFolders;
    deploy.traces = options.traces;
    deploy.runFaults = options.faults;
    return deploy;
}

/// Drains the run's progress and waits until its status is one of those that end the wait; false when time is up.
class Watch {
public:
    Watch(Run &run, const std::string &title, bool json) : m_run(run), m_progress(title, json) {}

    bool until(const std::function<bool(RunStatus)> &isOver, SteadyClock::time_point limit, bool stopsOnInterrupt)
    {
        while (true) {
            for (const Progress &each : m_run.progress(m_seen)) {
                ++m_seen;
                m_progress.show(each);
            }
            if (isOver(m_run.snapshot()->status))
                return true;
            if (SteadyClock::now() > limit || (stopsOnInterrupt && interrupted()))
                return false;
            std::this_thread::sleep_for(lookAtDeployEvery);
        }
    }

private:
    Run &m_run;
    RunProgress m_progress;
    std::uint64_t m_seen = 0;
};

bool hasEnded(RunStatus status)
{
    return status == RunStatus::Finished || status == RunStatus::Failed;
}

/// Takes everything down again, whatever the user presses meanwhile.
bool takeDownAndWait(Run &run, bool json)
{
    run.stop();
    Watch watch(run, "Taking down", json);
    return watch.until(hasEnded, SteadyClock::now() + 2min, false) && run.snapshot()->status == RunStatus::Finished;
}

/// What became of a deploy that was given up, behind the reason why.
Error givenUp(const Run &run, Error why)
{
    const RunStatus status = run.snapshot()->status;
    if (status == RunStatus::Finished) {
        why.message += "; what was made is removed again.";
    } else if (status == RunStatus::Failed) {
        why.message += ". " + run.error().message;
        if (!run.error().advice.empty())
            why.advice = run.error().advice;
    } else {
        why.message += "; what was made is not taken back after 2 min.";
        why.advice = "Look at bayplanctl status, then deploy again or take it down.";
    }
    return why;
}

/// Whatever the user presses meanwhile. Nothing when it came too late, and all is ready.
std::optional<Error> giveUp(Run &run, bool json)
{
    Error why = interrupted() ? fail(ErrorCode::Interrupted, "Interrupted")
                              : fail(ErrorCode::TimedOut, "Not everything became ready in time",
                                     "Look at bayplanctl logs, or give more time with --timeout.");
    run.giveUp();
    Watch watch(run, "Taking back", json);
    watch.until([](RunStatus status) { return hasEnded(status) || status == RunStatus::Running; },
                SteadyClock::now() + 2min, false);
    if (run.snapshot()->status == RunStatus::Running)
        return std::nullopt;
    return givenUp(run, std::move(why));
}

/// What a change has replaced, and the engine did not remove: the last word of each resource.
std::optional<Error> leftBehind(const Run &run)
{
    std::map<std::string, std::string> failed;
    for (const Progress &each : run.progress(0)) {
        failed.erase(each.resource);
        if (each.state == "failed")
            failed[each.resource] = each.text;
    }
    if (failed.empty())
        return std::nullopt;
    std::string names;
    for (const auto &[resource, text] : failed)
        names += (names.empty() ? "" : ", ") + resource;
    return fail(ErrorCode::Failed,
                "All is ready, but what it replaces is still there: " + names + ". " + failed.begin()->second,
                "Deploy again once the engine can remove it: with its restart policy it would start again beside its "
                "successor.");
}

int bringUp(Run &run, const DeployVerbOptions &options)
{
    const auto begun = SteadyClock::now();
    const auto isOver = [](RunStatus status) { return status != RunStatus::Starting; };
    {
        Watch watch(run, "Deploying", options.json);
        watch.until(isOver, begun + options.timeout, true);
    }
    if (!isOver(run.snapshot()->status))
        if (const auto error = giveUp(run, options.json))
            return failWith(*error, options.json);
    if (run.snapshot()->status != RunStatus::Running)
        return failWith(run.error(), options.json);
    const auto took = std::chrono::duration_cast<Duration>(SteadyClock::now() - begun);
    std::fputs((run.plan().name + ": all ready in " + humanDuration(took) + '\n').c_str(), stderr);
    return exitDone;
}

/// When the engine was not there to be asked, by the events of a run. Before `from` it does no harm.
class EngineGaps {
public:
    explicit EngineGaps(Time from) : m_from(from) {}

    void take(const RunEvent &event)
    {
        if (event.kind == "engine-lost") {
            m_lost = event;
        } else if (event.kind == "engine-back" && m_lost) {
            if (event.time > m_from)
                m_warnings.push_back("The engine did not answer from " + ageOf(*m_lost) + " to " + ageOf(event) +
                                     " of the run: what happened meanwhile was heard late or not at all.");
            m_lost.reset();
        }
    }

    const std::vector<std::string> &warnings() const { return m_warnings; }

    /// Nothing when it is there now.
    std::optional<Error> loss() const
    {
        if (!m_lost)
            return std::nullopt;
        return lossOf("The engine was lost at " + ageOf(*m_lost) +
                      " of the run, and did not come back before its end. " + m_lost->text);
    }

    /// Of an engine that was there when the run last looked, which it does every few seconds: it is asked once more.
    static std::optional<Error> lossAtTheEnd(const std::string &engineUrl)
    {
        const auto there = findEngine(engineUrl);
        if (there)
            return std::nullopt;
        return lossOf("The engine was lost at the end of the run. " + there.error().message);
    }

private:
    static std::string ageOf(const RunEvent &event) { return humanDuration(event.time.time_since_epoch()); }

    static Error lossOf(std::string message)
    {
        return fail(ErrorCode::NotReachable, std::move(message),
                    "Look whether it is still running: systemctl status docker. Then measure again.");
    }

    Time m_from;
    std::optional<RunEvent> m_lost;
    std::vector<std::string> m_warnings;
};

/// What has happened since the last call, for all who want to know it.
class EventTap {
public:
    EventTap(const Run &run, EngineGaps &gaps, RecordingWriter *recorder, PageRecorder *page)
        : m_run(run), m_gaps(gaps), m_recorder(recorder), m_page(page)
    {}

    void drain()
    {
        for (const RunEvent &event : m_run.events(m_seen)) {
            ++m_seen;
            m_gaps.take(event);
            if (m_recorder != nullptr)
                m_recorder->add(event);
            if (m_page != nullptr)
                m_page->add(event);
        }
    }

private:
    const Run &m_run;
    EngineGaps &m_gaps;
    RecordingWriter *m_recorder;
    PageRecorder *m_page;
    std::uint64_t m_seen = 0;
};

/// The report; none of an engine that was gone at the end, for what it does not show did perhaps happen.
Result<Report> finish(ReportBuilder &builder, const Run &run, const EngineGaps &gaps, const std::string &engineUrl)
{
    if (auto loss = gaps.loss())
        return std::move(*loss);
    if (auto loss = EngineGaps::lossAtTheEnd(engineUrl))
        return std::move(*loss);
    Report report = builder.finish(run.engineName());
    report.warnings.insert(report.warnings.end(), gaps.warnings().begin(), gaps.warnings().end());
    return report;
}

/// Watches for warm-up and window, and gives the report of `simulate`.
Result<Report> measure(Run &run, const Plan &plan, const DeployVerbOptions &options, RecordingWriter *recorder,
                       PageRecorder *page)
{
    ReportBuilder builder(plan);
    builder.watchAssertions();
    ProgressBar bar("Measuring");
    EngineGaps gaps(Time(plan.warmUp));
    EventTap events(run, gaps, recorder, page);
    const Time end = Time(plan.warmUp + plan.duration);
    while (true) {
        const SnapshotPtr snapshot = run.snapshot();
        events.drain();
        if (recorder != nullptr)
            recorder->add(*snapshot);
        if (page != nullptr)
            page->add(*snapshot);
        if (hasEnded(snapshot->status))
            return run.error();
        builder.observe(*snapshot);
        if (snapshot->time >= end)
            break;
        if (interrupted())
            return fail(ErrorCode::Interrupted, "The measurement was stopped.");
        if (!options.json)
            bar.show(toSeconds(snapshot->time) / toSeconds(end));
        std::this_thread::sleep_for(sampleEvery);
    }
    return finish(builder, run, gaps, options.engineUrl);
}

int reportOn(const Report &report, const DeployVerbOptions &options)
{
    if (!options.output.empty())
        if (const auto written = writeOutput(options.output, reportJson(report, ReportDetail::Histograms)); !written)
            return failWith(written.error(), options.json);
    if (const auto written = writeJunit(options.junit, report); !written)
        return failWith(written.error(), options.json);
    if (const auto written = writeOutput("-", options.json ? reportJson(report) : reportTable(report)); !written)
        return failWith(written.error(), false);
    return assertionsHold(report) ? exitDone : exitNotMet;
}

Result<std::unique_ptr<PageRecorder>> pageOf(const std::string &document, const Plan &plan,
                                             const DeployVerbOptions &options)
{
    const auto read = readDocument(document, options.file, documentLimits);
    if (!read)
        return read.error();
    return std::make_unique<PageRecorder>(read->topology, plan, options.file);
}

/// Status of the measurement, or of its recording when only that failed.
int measureAndReport(Run &run, const Plan &plan, const DeployVerbOptions &options, const std::string &document)
{
    std::unique_ptr<RecordingWriter> recorder;
    if (!options.record.empty()) {
        auto started = startRecording(options.record, options.file, document, plan, run.engineName(), false);
        if (!started)
            return failWith(started.error(), options.json);
        recorder = std::move(*started);
    }
    auto page = options.html.empty() ? Result<std::unique_ptr<PageRecorder>>(nullptr) : pageOf(document, plan, options);
    if (!page)
        return failWith(page.error(), options.json);
    const auto report = measure(run, plan, options, recorder.get(), page->get());
    if (!report)
        return failWith(report.error(), options.json);
    if (*page)
        if (const auto drawn = (*page)->write(*report, options.html); !drawn)
            printDiagnostic(drawn.error());
    const auto recorded = recorder ? recorder->finish(*report, false) : Result<void>();
    if (!recorded)
        printDiagnostic(recorded.error());
    const int status = reportOn(*report, options);
    return recorded ? status : exitStatus(recorded.error().code);
}

int deployAndMeasure(Plan plan, const DeployVerbOptions &options, const DeployOptions &deploy,
                     const std::string &document)
{
    if (options.measure)
        plan.duration = *options.measure;
    if (options.warmUp)
        plan.warmUp = *options.warmUp;
    const auto run = makeDeploymentRun(plan, deploy);
    run->start();
    if (const int status = bringUp(*run, options); status != exitDone)
        return status;
    const auto left = leftBehind(*run);
    if (!options.measure)
        return left ? failWith(*left, options.json) : exitDone;
    const int status = measureAndReport(*run, plan, options, document);
    if (options.thenDown && !takeDownAndWait(*run, options.json))
        return failWith(run->error(), options.json);
    return left && !options.thenDown ? failWith(*left, options.json) : status;
}

/// What of the scenario this deployment will not meet with, before anything is done.
void warnOfFaults(const Plan &plan, const DeployVerbOptions &options)
{
    for (const FaultPlan &fault : options.faults ? plan.faults : std::vector<FaultPlan>()) {
        auto possible = canDeploymentMeet(plan, fault, options.standIns);
        if (possible)
            continue;
        Error error = possible.error();
        error.message = "The fault \"" + faultSubject(fault) + "\" will not come about. " + error.message;
        printDiagnostic(error, "warning");
    }
}

} // namespace

int runDeploy(const DeployVerbOptions &options)
{
    std::string document;
    auto plan = loadPlan(options.file, &document);
    if (!plan)
        return failWith(plan.error(), options.json);
    warnOfFaults(*plan, options);
    const DeployOptions deploy = deployOptionsOf(options);
    if (options.preview)
        return showPreview(*plan, deploy, options.json);
    return deployAndMeasure(std::move(*plan), options, deploy, document);
}

} // namespace bayplan::ctl
