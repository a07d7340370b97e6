// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_file.h"

#include "app/desktop/sentences.h"
#include "engine/model/document_file.h"
#include "engine/recording/recorded_run.h"
#include "engine/recording/recorded_scenario.h"
#include "engine/recording/recorded_states.h"
#include "engine/recording/recording_writer.h"
#include "simulator/simulator_run.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <utility>

namespace bayplan {

namespace {

/// Where the run stands, when it is not at the end of its plan.
std::optional<RunInstant> endOf(const RunToSave &run)
{
    if (!run.isLive && run.newest->time >= Time(run.plan->duration))
        return std::nullopt;
    return RunInstant{run.newest->time, run.newest->events};
}

bool goesOn(const std::function<bool(double)> &progress, double fraction)
{
    return !progress || progress(fraction);
}

/// As it was, from the beginning.
Result<void> writeAgain(const RunToSave &run, const Plan &plan, RecordingWriter &writer,
                        const std::function<bool(double)> &progress)
{
    const std::vector<HandAction> byHand = run.origin.byHand->actions();
    const auto end = endOf(run);
    for (const HandAction &action : byHand)
        if (!end || action.when.at <= end->at)
            writer.add(action);
    SimulatorOptions options;
    options.byHand = byHand;
    options.stopAt = end;
    options.goesOn = run.isLive;
    options.onEvent = [&](const RunEvent &event) { writer.add(event); };
    options.onSnapshot = [&](const Snapshot &snapshot) { writer.add(snapshot); };
    bool isGivenUp = false;
    const Report report = simulate(plan, options, [&](double fraction) {
        isGivenUp = !goesOn(progress, fraction);
        return !isGivenUp;
    });
    if (isGivenUp)
        return fail(ErrorCode::Interrupted, QCoreApplication::translate("RunFile", "It was given up.").toStdString());
    return writer.finish(report, end.has_value(), run.isLive);
}

/// What was kept of it: it cannot be done again.
Result<void> writeKept(const RunToSave &run, RecordingWriter &writer, const std::function<bool(double)> &progress)
{
    auto states = RecordedStates::open(run.trail.toStdString(), run.plan->instances.size());
    if (!states)
        return states.error();
    for (const HandAction &action : run.origin.byHand->actions())
        writer.add(action);
    std::size_t event = 0;
    for (std::size_t number = 0; number < states->size(); ++number) {
        for (; event < run.events.size() && run.events[event].time <= states->timeOf(number); ++event)
            writer.add(run.events[event]);
        const auto state = states->state(number);
        if (!state)
            return state.error();
        writer.add(*state);
        if (!goesOn(progress, static_cast<double>(number) / static_cast<double>(states->size())))
            return fail(ErrorCode::Interrupted,
                        QCoreApplication::translate("RunFile", "It was given up.").toStdString());
    }
    for (; event < run.events.size(); ++event)
        writer.add(run.events[event]);
    writer.add(*run.newest);
    return writer.finish(run.report, run.isLive, run.isLive);
}

/// Beside the file, so that what stands there is replaced by a whole one only.
Result<void> writeBeside(const RunToSave &run, const std::string &path, const std::function<bool(double)> &progress)
{
    Plan plan = *run.plan;
    if (run.newest->time > Time(plan.duration))
        plan.duration = run.newest->time.time_since_epoch(); // it went on after its end
    const bool isSimulated = run.origin.isRetraceable;
    auto writer = RecordingWriter::create(path, headerOfRun(plan, writeDocument(*run.origin.topology),
                                                            run.origin.documentName.toStdString(),
                                                            run.engineName.toStdString(), isSimulated));
    if (!writer)
        return writer.error();
    return isSimulated ? writeAgain(run, plan, **writer, progress) : writeKept(run, **writer, progress);
}

} // namespace

bool isRunFile(const QString &path)
{
    return path.endsWith(runSuffix, Qt::CaseInsensitive);
}

RunToSave::RunToSave(const RunRecord &record, bool live)
    : plan(std::make_shared<Plan>(record.plan())), origin(record.origin()), kind(record.kind()),
      engineName(record.engineName()), trail(record.trail()), events(record.events()), newest(record.newest()),
      isLive(live), report(record.origin().isRetraceable ? Report() : record.report())
{
    origin.forkOf.reset(); // may be large, and is not in the file
}

Result<void> saveRun(const RunToSave &run, const QString &path, const std::function<bool(double)> &progress)
{
    if (!run.origin.topology)
        return fail(ErrorCode::Refused,
                    QCoreApplication::translate("RunFile", "This run was not made from a drawing.").toStdString());
    const std::string beside = path.toStdString() + ".part";
    auto written = writeBeside(run, beside, progress);
    if (written && std::rename(beside.c_str(), path.toStdString().c_str()) != 0)
        written = fail(ErrorCode::Io,
                       QCoreApplication::translate("RunFile", "The file cannot be put in its place.").toStdString());
    if (!written)
        std::remove(beside.c_str());
    return written;
}

// ---- and back ------------------------------------------------------------------------------------------------------

namespace {

/// All states of it, into its history; and the newest.
Result<void> readStates(const QString &path, RunRecord &record, bool isComplete)
{
    auto states = RecordedStates::open(path.toStdString(), record.plan().instances.size());
    if (!states)
        return states.error();
    SnapshotPtr newest;
    for (std::size_t number = 0; number < states->size(); ++number) {
        auto state = states->state(number);
        if (!state)
            return state.error();
        state->status = RunStatus::Finished;
        newest = std::make_shared<const Snapshot>(std::move(*state));
        record.observe(newest);
    }
    if (!newest) {
        auto nothing = std::make_shared<Snapshot>();
        nothing->instances.resize(record.plan().instances.size());
        nothing->status = isComplete ? RunStatus::Finished : RunStatus::Failed;
        newest = std::move(nothing);
    }
    record.setSnapshot(newest);
    return {};
}

} // namespace

Result<OpenedRun> openRun(const QString &path)
{
    const std::string file = path.toStdString();
    auto run = openRecordedRun(file);
    if (!run)
        return run.error();
    Recording &recording = run->recording;
    const RecordingHeader &header = recording.header;
    RunOrigin origin;
    origin.topology = std::move(run->topology);
    origin.documentName = QString::fromStdString(header.documentName);
    origin.isRetraceable = header.simulated;
    origin.byHand = std::make_shared<HandLog>(recording.byHand);
    auto record = std::make_shared<RunRecord>(run->plan, header.simulated ? RunKind::Simulated : RunKind::Deployed, 0,
                                              std::move(origin));
    record->setEngineName(QString::fromStdString(header.engine));
    record->setName(QFileInfo(path).completeBaseName());
    record->setTrail(path);
    record->addEvents(std::move(recording.events));
    if (const auto read = readStates(path, *record, recording.complete); !read)
        return read.error();
    if (!recording.report.empty()) {
        if (auto report = readReportJson(recording.report, file))
            record->setReport(std::move(*report));
    }
    OpenedRun opened{std::move(record), {}};
    for (const std::string &notice : recording.notices)
        opened.notices << QString::fromStdString(notice);
    return opened;
}

} // namespace bayplan
