// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds until any instant of a run is there, and what recording it costs. Prints; asserts nothing.
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

/// The worst of 20 instants, each sought from a later one, so that all begin anew.
double worstSeek(const Plan &plan)
{
    constexpr int instants = 20;
    Seeker seeker(plan);
    double worst = 0;
    for (int i = instants; i > 0; --i)
        worst = std::max(worst, secondsOf([&] { seeker.seek(Time(plan.duration / instants * i)); }));
    return worst;
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
    std::cout << path.filename().string() << ": " << report.events << " events; worst seek "
              << formatFixed(worstSeek(*plan) * 1e3, 1) << " ms; simulated in " << formatFixed(plain * 1e3, 1)
              << " ms, recorded in " << formatFixed(recorded * 1e3, 1) << " ms into " << bytes / 1024 << " KiB\n";
}

} // namespace
} // namespace bayplan

int main(int argc, char **argv)
{
    std::vector<std::filesystem::path> documents;
    for (const auto &entry :
         std::filesystem::directory_iterator(argc > 1 ? argv[1] : BAYPLAN_SOURCE_DIR "/resources/examples")) {
        if (entry.path().extension() == ".json")
            documents.push_back(entry.path());
    }
    std::sort(documents.begin(), documents.end());
    for (const auto &document : documents)
        bayplan::measure(document);
}
