// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds until any instant of a run is there, and what recording it costs. Prints; asserts nothing.
#include "engine/base/random.h"
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "engine/recording/recording_writer.h"
#include "simulator/seeker.h"
#include "simulator/simulator_run.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>

namespace bayplan {
namespace {

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double secondsOf(Work work)
{
    const double begin = processorSeconds();
    work();
    return processorSeconds() - begin;
}

struct SeekFigures {
    double first = 0; ///< seconds to the end, for the first time
    double worst = 0; ///< seconds to any instant after that
    std::size_t checkpoints = 0, bytes = 0;
};

/// To 200 instants in no order, after the whole run was seen once.
SeekFigures seekFigures(const Plan &plan)
{
    SeekFigures figures;
    Seeker seeker(plan);
    figures.first = secondsOf([&] { seeker.seek(Time(plan.duration)); });
    Random random(1);
    for (int i = 0; i < 200; ++i) {
        const Time at(fromSeconds(toSeconds(plan.duration) * random.uniform()));
        figures.worst = std::max(figures.worst, secondsOf([&] { seeker.seek(at); }));
    }
    figures.checkpoints = seeker.checkpoints();
    figures.bytes = seeker.checkpointBytes();
    return figures;
}

void recordInto(const std::string &file, const Plan &plan)
{
    RecordingHeader header;
    header.duration = plan.duration;
    for (const InstancePlan &instance : plan.instances)
        header.instances.push_back(instance.name);
    const auto writer = RecordingWriter::create(file, header);
    if (!writer)
        return;
    SimulatorOptions options;
    options.onEvent = [&](const RunEvent &event) { (*writer)->add(event); };
    options.onSnapshot = [&](const Snapshot &snapshot) { (*writer)->add(snapshot); };
    static_cast<void>((*writer)->finish(simulate(plan, options), false));
}

void measure(const std::filesystem::path &path)
{
    const auto document = loadDocument(path.string());
    const auto plan = document ? lower(document->topology) : Result<Plan>(document.error());
    if (!plan)
        return;
    const std::string file = (std::filesystem::temp_directory_path() / "seek_bench.bayrun").string();
    Report report;
    const double plain = secondsOf([&] { report = simulate(*plan, {}); });
    const double recorded = secondsOf([&] { recordInto(file, *plan); });
    const auto bytes = std::filesystem::file_size(file);
    std::filesystem::remove(file);
    const SeekFigures seek = seekFigures(*plan);
    std::cout << path.filename().string() << ": " << report.events << " events; worst seek "
              << formatFixed(seek.worst * 1e3, 1) << " ms after a first way of " << formatFixed(seek.first * 1e3, 1)
              << " ms, " << seek.checkpoints << " checkpoints of " << seek.bytes / seek.checkpoints / 1024
              << " KiB; simulated in " << formatFixed(plain * 1e3, 1) << " ms, recorded in "
              << formatFixed(recorded * 1e3, 1) << " ms into " << bytes / 1024 << " KiB\n";
}

} // namespace
} // namespace bayplan

/// seek_bench [FOLDER of documents | DOCUMENT]
int main(int argc, char **argv)
{
    std::vector<std::filesystem::path> documents;
    const std::filesystem::path from = argc > 1 ? argv[1] : BAYPLAN_SOURCE_DIR "/resources/examples";
    if (!std::filesystem::is_directory(from)) {
        documents.push_back(from);
    } else {
        for (const auto &entry : std::filesystem::directory_iterator(from)) {
            if (entry.path().extension() == ".json")
                documents.push_back(entry.path());
        }
    }
    std::sort(documents.begin(), documents.end());
    for (const auto &document : documents)
        bayplan::measure(document);
}
