// SPDX-License-Identifier: Apache-2.0
// The run once more from its document, held against what was recorded.
#include "app/ctl/junit_file.h"
#include "app/ctl/replay.h"
#include "app/ctl/terminal.h"
#include "engine/report/report.h"
#include "simulator/simulator_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan::ctl {
namespace {

using Json = nlohmann::ordered_json;

/// Where two runs part, or two reports: from 1.
struct Parting {
    std::size_t line = 0;
    std::string recorded, replayed; ///< empty: there is none
};

class EventComparison {
public:
    explicit EventComparison(const Recording &recording) : m_recording(recording) {}

    void see(const RunEvent &event)
    {
        const auto &recorded = m_recording.events;
        const std::size_t index = m_seen++;
        if (m_parting || (index >= recorded.size() && !m_recording.complete))
            return;
        if (index >= recorded.size())
            m_parting = Parting{index + 1, {}, toText(event)};
        else if (recorded[index] != event)
            m_parting = Parting{index + 1, toText(recorded[index]), toText(event)};
    }

    /// After the last one; `isOver`: no more will come, so that what was recorded behind it is missing.
    std::optional<Parting> parting(bool isOver) const
    {
        if (isOver && !m_parting && m_seen < m_recording.events.size())
            return Parting{m_seen + 1, toText(m_recording.events[m_seen]), {}};
        return m_parting;
    }

    std::size_t seen() const { return m_seen; }

private:
    const Recording &m_recording;
    std::size_t m_seen = 0;
    std::optional<Parting> m_parting;
};

std::string_view lineAt(std::string_view text, std::size_t offset)
{
    const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
    return text.substr(begin, std::min(text.find('\n', offset), text.size()) - begin);
}

std::optional<Parting> partingOf(std::string_view recorded, std::string_view replayed)
{
    const auto [a, b] = std::ranges::mismatch(recorded, replayed);
    if (a == recorded.end() && b == replayed.end())
        return std::nullopt;
    const auto offset = static_cast<std::size_t>(a - recorded.begin());
    const auto line = static_cast<std::size_t>(std::count(recorded.begin(), a, '\n')) + 1;
    return Parting{line, std::string(lineAt(recorded, offset)), std::string(lineAt(replayed, offset))};
}

struct Verdict {
    std::optional<Parting> events, report;
    bool sameHash = true;
    std::string traceHash;
    bool interrupted = false;
    std::size_t seen = 0; ///< event lines

    bool same() const { return !events && !report && sameHash; }
};

Json jsonOf(const Parting &parting)
{
    return {{"line", parting.line}, {"recorded", parting.recorded}, {"replayed", parting.replayed}};
}

std::string jsonOf(const Verdict &verdict, const Recording &recording)
{
    Json json{{"bayplanReplay", 1},
              {"same", verdict.same()},
              {"complete", recording.complete && !verdict.interrupted},
              {"events", verdict.seen},
              {"traceHash", verdict.traceHash},
              {"recordedTraceHash", recording.traceHash},
              {"recordedBy", recording.header.version}};
    if (verdict.events)
        json["eventsPart"] = jsonOf(*verdict.events);
    if (verdict.report)
        json["reportParts"] = jsonOf(*verdict.report);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string textOf(const std::string &what, const Parting &parting)
{
    const auto shown = [](const std::string &line) { return line.empty() ? std::string("(nothing more)") : line; };
    return what + " part at line " + std::to_string(parting.line) + ":\n  recorded  " + shown(parting.recorded) +
           "\n  replayed  " + shown(parting.replayed) + '\n';
}

std::string textOf(const Verdict &verdict, const Recording &recording)
{
    if (verdict.same() && verdict.interrupted)
        return "The same as far as it was replayed: " + std::to_string(verdict.seen) + " of " +
               std::to_string(recording.events.size()) + " event lines.\n";
    if (verdict.same() && recording.complete)
        return "The same: trace hash " + verdict.traceHash + ", " + std::to_string(recording.events.size()) +
               " event lines and the report.\n";
    if (verdict.same())
        return "The same as far as it was recorded: " + std::to_string(recording.events.size()) + " event lines.\n";
    std::string text;
    if (verdict.events)
        text += textOf("The events", *verdict.events);
    if (!verdict.sameHash)
        text += "The trace hash was " + recording.traceHash + " and is " + verdict.traceHash + ".\n";
    if (verdict.report)
        text += textOf("The reports", *verdict.report);
    if (recording.header.version != BAYPLAN_VERSION)
        text += "It was recorded by version " + recording.header.version + "; this is " BAYPLAN_VERSION ".\n";
    return text;
}

} // namespace

int runAgain(const Recording &recording, const ReplayOptions &options)
{
    if (const auto simulated = checkSimulated(recording, options.file); !simulated)
        return failWith(simulated.error(), options.json);
    const auto scenario = recordedScenario(recording, options.file);
    if (!scenario)
        return failWith(scenario.error(), options.json);
    EventComparison events(recording);
    SimulatorOptions settings;
    settings.byHand = recording.byHand;
    settings.stopAt = recording.stoppedAt;
    settings.goesOn = recording.goesOn;
    settings.onEvent = [&](const RunEvent &event) { events.see(event); };
    Report report;
    {
        ProgressBar bar("Replaying");
        report = simulate(scenario->plan, settings, [&](double fraction) {
            bar.show(fraction);
            return !interrupted();
        });
    }
    const bool isOver = !interrupted();
    Verdict verdict{events.parting(isOver), {}, true, report.traceHash, !isOver, events.seen()};
    if (recording.complete && isOver) {
        verdict.sameHash = recording.traceHash == report.traceHash;
        verdict.report = partingOf(recording.report, reportJson(report));
    }
    if (const auto verdicts = writeJunit(options.junit, report); !verdicts)
        return failWith(verdicts.error(), options.json);
    const auto written = writeOutput("-", options.json ? jsonOf(verdict, recording) : textOf(verdict, recording));
    if (!written)
        return failWith(written.error(), false);
    if (interrupted())
        return exitInterrupted;
    return verdict.same() ? exitDone : exitNotMet;
}

} // namespace bayplan::ctl
