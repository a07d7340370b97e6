// SPDX-License-Identifier: Apache-2.0
#include "engine/report/figure_kinds.h"
#include "engine/report/figures.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report.h"
#include "engine/report/text_table.h"

#include "engine/base/units.h"

namespace bayplan {
namespace {

std::string meanOf(const LatencyFigures &latency, Duration halfWidth)
{
    if (latency.samples == 0)
        return "-";
    const std::string mean = humanDuration(latency.mean);
    return halfWidth == Duration(0) ? mean : mean + " ±" + humanDuration(halfWidth);
}

void addLatency(std::vector<std::string> &row, const LatencyFigures &latency)
{
    for (const Duration value : {latency.p50, latency.p90, latency.p99, latency.p999})
        row.push_back(latency.samples == 0 ? "-" : humanDuration(value));
}

/// Of what was not measured.
std::vector<std::string> emptyRow(const std::string &subject, std::size_t columns)
{
    std::vector<std::string> row(columns, "-");
    row.front() = subject;
    return row;
}

std::string linkTable(const Report &report)
{
    TextTable table({"Link", "rate", "errors", "mean (99 %)", "p50", "p90", "p99", "p99.9"});
    for (const LinkFigures &link : report.links) {
        if (!link.isKnown) {
            table.add(emptyRow(link.text, 8));
            continue;
        }
        std::vector<std::string> row{link.text, figureText(link.throughputPerSecond, FigureUnit::PerSecond),
                                     std::to_string(link.errors), meanOf(link.latency, link.meanHalfWidth)};
        addLatency(row, link.latency);
        table.add(std::move(row));
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

/// Only when something was stopped or killed with requests under way.
std::string cutShort(const Report &report)
{
    std::string lines;
    for (const ContainerFigures &container : report.containers) {
        if (const std::uint64_t count = container.cutShort.value_or(0); count > 0)
            lines += container.text + " was ended with " + std::to_string(count) + " requests under way.\n";
    }
    return lines;
}

std::string containerTable(const Report &report)
{
    TextTable table(
        {"Container", "n", "rate", "busy", "waiting", "errors", "mean (99 %)", "p50", "p90", "p99", "p99.9"});
    for (const ContainerFigures &container : report.containers) {
        const bool served = container.latency.samples > 0 || container.errors > 0 || container.throughputPerSecond > 0;
        const auto shown = [&](double value, FigureUnit unit) { return served ? figureText(value, unit) : "-"; };
        std::vector<std::string> row{container.text,
                                     std::to_string(container.replicas),
                                     shown(container.throughputPerSecond, FigureUnit::PerSecond),
                                     container.hasSlots ? shown(container.utilisation, FigureUnit::Fraction) : "-",
                                     shown(container.queueDepth, FigureUnit::Count),
                                     shown(static_cast<double>(container.errors), FigureUnit::Count),
                                     meanOf(container.latency, container.meanHalfWidth)};
        addLatency(row, container.latency);
        table.add(std::move(row));
    }
    return table.empty() ? std::string() : table.text() + cutShort(report) + '\n';
}

std::string electionTable(const Report &report)
{
    TextTable table({"Election", "leader", "term", "elections", "without leader", "longest", "safe"});
    for (const ElectionFigures &election : report.elections)
        table.add({election.name, election.leader.empty() ? "-" : election.leader, std::to_string(election.term),
                   std::to_string(election.elections), humanDuration(election.withoutLeader),
                   humanDuration(election.longestWithout), election.safe ? "yes" : "NO"});
    return table.empty() ? std::string() : table.text() + '\n';
}

std::string queueTable(const Report &report)
{
    TextTable table({"Queue", "depth", "rate", "put", "done", "retried", "dead", "lost", "oldest", "mean", "p99"});
    for (const QueueFigures &queue : report.queues) {
        if (!queue.isKnown) {
            table.add(emptyRow(queue.text, 11));
            continue;
        }
        table.add({queue.text, std::to_string(queue.depth),
                   figureText(queue.throughputPerSecond, FigureUnit::PerSecond), std::to_string(queue.put),
                   std::to_string(queue.completed), std::to_string(queue.retried), std::to_string(queue.deadLetters),
                   std::to_string(queue.lost), humanDuration(queue.oldestAge), humanDuration(queue.sojourn.mean),
                   humanDuration(queue.sojourn.p99)});
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

/// What never happened is left out.
std::string patternTable(const Report &report)
{
    TextTable table({"Pattern", "counts"});
    for (const PatternFigures &pattern : report.patterns) {
        std::string counts;
        for (const CounterFigures &counter : pattern.counters) {
            if (counter.value != 0)
                counts += (counts.empty() ? "" : ", ") + counter.name + ' ' +
                          figureText(counter.value, unitOfCounter(counter.name));
        }
        table.add({pattern.text, counts.empty() ? "-" : counts});
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

std::string theoryTable(const Report &report)
{
    TextTable table({"Theory", "formula", "figure", "value", "simulated (99 %)", "inside"});
    for (const TheoryFigures &theory : report.theory) {
        const FigureKind *kind = findFigureKind(theory.figure);
        const FigureUnit unit = kind == nullptr ? FigureUnit::Fraction : kind->unit;
        const bool known = theory.halfWidth > 0;
        table.add({theory.text, theory.formula, theory.figure, figureText(theory.value, unit),
                   figureText(theory.simulated, unit) + (known ? " ±" + figureText(theory.halfWidth, unit) : ""),
                   !known || theory.approximate ? "-"
                   : theory.inside              ? "yes"
                                                : "no"});
    }
    return table.empty() ? std::string() : table.text() + '\n';
}

std::string assertionTable(const Report &report)
{
    TextTable table({"Assertion", "measured", "held"});
    for (const AssertionFigures &assertion : report.assertions)
        table.add({assertion.text, assertion.measured,
                   !assertion.isJudged ? "not judged"
                   : assertion.held    ? "yes"
                                       : "NO"});
    return table.empty() ? std::string() : table.text() + '\n';
}

/// Breaks between words so that no line is wider than a table.
std::string wrapped(const std::string &text, const std::string &first, const std::string &others)
{
    constexpr std::size_t widest = 120;
    std::string all;
    std::string line = first;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        if (columnsOf(line) + columnsOf(word) > widest && line.size() > others.size()) {
            all += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
            line = others;
        }
        line += word + ' ';
        begin = end + 1;
    }
    return all + line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

} // namespace

std::string reportTable(const Report &report)
{
    const std::string runs = report.replications > 1 ? std::to_string(report.replications) + " replications of " : "";
    std::string text = (report.title.empty() ? std::string("untitled") : report.title) + ": " + runs +
                       humanDuration(report.window) + " after a warm-up of " + humanDuration(report.warmUp) +
                       (report.warmUpFound ? " (found by MSER-5 and left out)" : "") + ", " + report.engine;
    if (!report.traceHash.empty())
        text += ", seed " + std::to_string(report.seed) + ", " + std::to_string(report.events) + " events";
    text = wrapped(text, "", "  ") + '\n';
    text += linkTable(report) + containerTable(report) + electionTable(report) + queueTable(report) +
            patternTable(report) + theoryTable(report) + assertionTable(report);
    for (const std::string &warning : report.warnings)
        text += wrapped(warning, "! ", "  ");
    while (text.ends_with("\n\n"))
        text.pop_back();
    return text;
}

} // namespace bayplan
