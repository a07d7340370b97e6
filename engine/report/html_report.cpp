// SPDX-License-Identifier: Apache-2.0
#include "engine/report/figure_kinds.h"
#include "engine/report/html_charts.h"
#include "engine/report/html_text.h"
#include "engine/report/pattern_counters.h"
#include "engine/report/report_page.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {
namespace {

constexpr std::size_t mostEvents = 300;

/// Series by Okabe and Ito, dark enough on white and light enough on black; each has a dash of its own too.
constexpr const char *styleSheet =
    R"(:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#c9d1d9;--grid:#e3e7ec;--head:#f1f3f5;--good:#00704f;--bad:#b3261e;--warn:#8a5a00;--fault:#b3261e;
--s0:#0072b2;--s1:#b84a00;--s2:#00775a;--s3:#a64d79;--s4:#806800;--s5:#5360b8;--s6:#4f6b2a;--s7:#333}
@media (prefers-color-scheme:dark){:root{--bg:#15181c;--fg:#e6e9ed;--dim:#a3adb8;--line:#3b444e;--grid:#262b31;--head:#1d2126;--good:#4fd1a5;--bad:#ff8a7a;--warn:#f0b429;--fault:#ff8a7a;
--s0:#56b4e9;--s1:#e69f00;--s2:#2fc79b;--s3:#e08fbf;--s4:#f0e442;--s5:#b7a6ff;--s6:#ff8a5c;--s7:#d0d5db}}
body{margin:0 auto;max-width:1100px;padding:24px 20px 60px;background:var(--bg);color:var(--fg);font:15px/1.45 "DejaVu Sans",Verdana,system-ui,sans-serif}
h1{font-size:26px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:19px;margin:36px 0 10px;border-bottom:1px solid var(--line);padding-bottom:4px}
p.sub,small,figcaption small{color:var(--dim)}dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:10px;margin:18px 0}
dl.facts div{border:1px solid var(--line);border-radius:6px;padding:8px 12px}dt{color:var(--dim);font-size:13px}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
div.wide{overflow-x:auto;margin:0 0 22px}table{border-collapse:collapse;width:100%;font-size:13.5px}caption{text-align:left;font-weight:600;padding:4px 0}
th,td{padding:4px 9px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}thead th{background:var(--head);color:var(--dim);font-weight:600}
th.t,td.t{text-align:left}tbody th{font-weight:400;min-width:12em}td.t{min-width:8em}td.t,tbody th{white-space:normal;overflow-wrap:anywhere}tr.pass td:last-child{color:var(--good);font-weight:700}tr.fail td:last-child{color:var(--bad);font-weight:700}
ul.warn{padding-left:20px}ul.warn li{color:var(--warn)}figure{margin:0 0 26px}figcaption{font-weight:600}p.legend{margin:2px 0;font-size:13px;color:var(--dim)}p.legend span{margin-right:14px;white-space:nowrap}
svg{display:block;width:100%;height:auto}svg.key{display:inline-block;width:28px;height:10px;margin-right:5px;vertical-align:middle}svg text{font:12px "DejaVu Sans",Verdana,sans-serif;fill:var(--dim)}
.mid,.onlane{text-anchor:middle}.end{text-anchor:end}.grid{stroke:var(--grid)}path[class^=s]{fill:none;stroke-width:1.8;stroke-linejoin:round}
.s0{stroke:var(--s0)}.s1{stroke:var(--s1);stroke-dasharray:8 3}.s2{stroke:var(--s2);stroke-dasharray:2 3}.s3{stroke:var(--s3);stroke-dasharray:9 3 2 3}.s4{stroke:var(--s4)}.s5{stroke:var(--s5);stroke-dasharray:8 3}.s6{stroke:var(--s6);stroke-dasharray:2 3}.s7{stroke:var(--s7);stroke-dasharray:9 3 2 3}
rect.fault{fill:var(--fault);opacity:.1}.faultline{stroke:var(--fault);stroke-dasharray:3 3}.faultmark path{fill:var(--fault)}
.lane{stroke:var(--bg);stroke-width:.5}.leader{fill:var(--s0)}.leader-without-lease{fill:var(--s0);opacity:.45}.candidate{fill:var(--s1)}.follower{fill:var(--line)}.refusing{fill:var(--s4)}.paused{fill:var(--s3)}.down{fill:none;stroke:var(--bad);stroke-dasharray:3 2}
.nobody{fill:var(--bad);opacity:.22}svg text.onlane{fill:var(--bg)}.drawing{background:#fff;color:#1b1f24;border:1px solid var(--line);border-radius:6px;padding:8px;overflow:auto}.drawing svg{max-height:560px}footer{margin-top:40px;color:var(--dim);font-size:13px}
@media print{body{max-width:none;padding:0}figure,table{break-inside:avoid}}
)";

std::string plusMinus(const std::string &value, const std::string &halfWidth, bool known)
{
    return known ? value + " ± " + halfWidth : value;
}

std::string figureWith(double value, double halfWidth, FigureUnit unit)
{
    return plusMinus(figureText(value, unit), figureText(halfWidth, unit), halfWidth > 0);
}

std::string latencyWith(const LatencyFigures &latency, Duration value, Duration halfWidth)
{
    return latency.samples == 0 ? "–"
                                : plusMinus(humanDuration(value), humanDuration(halfWidth), halfWidth > Duration(0));
}

void addLatencyCells(std::vector<std::string> &row, const LatencyFigures &latency, Duration halfWidth)
{
    row.push_back(latencyWith(latency, latency.mean, halfWidth));
    row.push_back(latencyWith(latency, latency.p50, latency.p50HalfWidth));
    row.push_back(latencyWith(latency, latency.p90, latency.p90HalfWidth));
    row.push_back(latencyWith(latency, latency.p99, latency.p99HalfWidth));
    row.push_back(latencyWith(latency, latency.p999, latency.p999HalfWidth));
}

std::string linksHtml(const Report &report)
{
    HtmlTable table("Links, as callers saw them",
                    {"Link", "Throughput", "Sent", "Errors", "Error ratio", "Mean", "p50", "p90", "p99", "p99.9"});
    for (const LinkFigures &link : report.links) {
        if (!link.isKnown) // a warning says whose figures there are none of
            continue;
        std::vector<std::string> row{
            link.text, figureWith(link.throughputPerSecond, link.throughputHalfWidth, FigureUnit::PerSecond),
            std::to_string(link.sent), std::to_string(link.errors),
            figureWith(link.errorRatio, link.errorRatioHalfWidth, FigureUnit::Fraction)};
        addLatencyCells(row, link.latency, link.meanHalfWidth);
        table.add(std::move(row));
    }
    return table.html();
}

std::string containersHtml(const Report &report)
{
    HtmlTable work("Containers: work", {"Container", "Replicas", "Arrivals", "Throughput", "Errors", "Refused",
                                        "Utilisation", "In service", "Waiting", "Cut short"});
    HtmlTable latency("Containers: time from request to answer",
                      {"Container", "Requests", "Mean", "p50", "p90", "p99", "p99.9"});
    for (const ContainerFigures &one : report.containers) {
        if (!one.isKnown)
            continue;
        work.add({one.text, std::to_string(one.replicas), figureText(one.arrivalsPerSecond, FigureUnit::PerSecond),
                  figureWith(one.throughputPerSecond, one.throughputHalfWidth, FigureUnit::PerSecond),
                  std::to_string(one.errors), figureWith(one.lossRatio, one.lossRatioHalfWidth, FigureUnit::Fraction),
                  one.hasSlots ? figureWith(one.utilisation, one.utilisationHalfWidth, FigureUnit::Fraction) : "–",
                  figureWith(one.inService, one.inServiceHalfWidth, FigureUnit::Count),
                  figureWith(one.queueDepth, one.queueDepthHalfWidth, FigureUnit::Count),
                  one.cutShort ? std::to_string(*one.cutShort) : "–"});
        if (one.latency.samples == 0)
            continue;
        std::vector<std::string> row{one.text, std::to_string(one.latency.samples)};
        addLatencyCells(row, one.latency, one.meanHalfWidth);
        latency.add(std::move(row));
    }
    return work.html() + latency.html();
}

std::string electionsHtml(const Report &report)
{
    HtmlTable table("Elections", {"Election", "Leader", "Term", "Elections", "Without leader", "Longest", "Verdict"},
                    {1, 6});
    for (const ElectionFigures &one : report.elections) {
        table.add({one.name, one.leader.empty() ? "–" : one.leader, std::to_string(one.term),
                   std::to_string(one.elections),
                   plusMinus(humanDuration(one.withoutLeader), humanDuration(one.withoutLeaderHalfWidth),
                             one.withoutLeaderHalfWidth > Duration(0)),
                   humanDuration(one.longestWithout), (one.safe ? "safe: " : "NOT SAFE: ") + one.safety});
        table.mark(one.safe ? "pass" : "fail");
    }
    return table.html();
}

std::string queuesHtml(const Report &report)
{
    HtmlTable tasks("Work queues: tasks", {"Queue", "Depth at the end", "Throughput", "Put", "Completed", "Retried",
                                           "Dead letters", "Lost", "Expired", "Duplicates", "Rejected"});
    HtmlTable ages("Work queues: time from put to completion",
                   {"Queue", "Tasks", "Oldest at the end", "Mean", "p50", "p90", "p99", "p99.9"});
    for (const QueueFigures &one : report.queues) {
        if (!one.isKnown)
            continue;
        tasks.add({one.text, figureWith(static_cast<double>(one.depth), one.depthHalfWidth, FigureUnit::Count),
                   figureWith(one.throughputPerSecond, one.throughputHalfWidth, FigureUnit::PerSecond),
                   std::to_string(one.put), std::to_string(one.completed), std::to_string(one.retried),
                   std::to_string(one.deadLetters), std::to_string(one.lost), std::to_string(one.expired),
                   std::to_string(one.refusedLate), std::to_string(one.rejected)});
        std::vector<std::string> row{one.text, std::to_string(one.sojourn.samples), humanDuration(one.oldestAge)};
        addLatencyCells(row, one.sojourn, one.sojournHalfWidth);
        ages.add(std::move(row));
    }
    return tasks.html() + ages.html();
}

std::string patternsHtml(const Report &report)
{
    HtmlTable table("What patterns counted", {"Container", "Pattern", "Figure", "Value"}, {1, 2});
    for (const PatternFigures &pattern : report.patterns) {
        for (const CounterFigures &counter : pattern.counters)
            table.add(
                {pattern.text, pattern.pattern, counter.name, figureText(counter.value, unitOfCounter(counter.name))});
    }
    return table.html();
}

std::string theoryHtml(const Report &report)
{
    HtmlTable table("Theory beside the simulation",
                    {"Subject", "Formula", "Figure", "Theory", "Simulated (99 %)", "Within the interval"}, {1, 2});
    for (const TheoryFigures &one : report.theory) {
        const FigureKind *kind = findFigureKind(one.figure);
        const FigureUnit unit = kind == nullptr ? FigureUnit::Fraction : kind->unit;
        const bool judged = one.halfWidth > 0 && !one.approximate;
        table.add({one.text, one.formula, one.figure, figureText(one.value, unit),
                   figureWith(one.simulated, one.halfWidth, unit),
                   !judged      ? (one.approximate ? "approximate" : "–")
                   : one.inside ? "yes"
                                : "no"});
        if (judged)
            table.mark(one.inside ? "pass" : "fail");
    }
    return table.html();
}

std::string assertionsHtml(const Report &report)
{
    HtmlTable table("Assertions of the scenario", {"Assertion", "Measured", "Verdict"});
    for (const AssertionFigures &one : report.assertions) {
        table.add({one.text, one.measured, !one.isJudged ? "not judged" : one.held ? "PASS" : "FAIL"});
        if (one.isJudged)
            table.mark(one.held ? "pass" : "fail");
    }
    return table.html();
}

bool isOfNote(const RunEvent &event)
{
    constexpr std::array<std::string_view, 36> kinds{
        "fault",          "fault-over",   "fault-ended", "killed",      "kill",       "died",
        "restarted",      "restart",      "paused",      "pause",       "resumed",    "resume",
        "partition",      "partitioned",  "healed",      "oom-killed",  "terminated", "elected",
        "lease-lost",     "stepped-down", "resigned",    "leader-lost", "ejected",    "readmitted",
        "failed",         "unhealthy",    "healthy",     "rolled",      "roll-stuck", "replicated",
        "persist-failed", "disk-full",    "disk-free",   "dropped",     "crashed",    "fault-failed"};
    return std::ranges::find(kinds, event.kind) != kinds.end();
}

std::string eventsHtml(const std::vector<RunEvent> &events)
{
    HtmlTable table("Events of note", {"Time", "Event", "Subject", "What happened"}, {1, 2, 3});
    std::size_t shown = 0, more = 0;
    for (const RunEvent &event : events) {
        if (!isOfNote(event))
            continue;
        if (shown == mostEvents) {
            ++more;
            continue;
        }
        ++shown;
        table.add({formatFixed(toSeconds(event.time), 3) + " s", event.kind, event.subject, event.text});
    }
    return table.html() +
           (more == 0 ? std::string() : "<p class=\"sub\">and " + std::to_string(more) + " later ones.</p>\n");
}

std::string scenarioHtml(const ReportPage &page)
{
    HtmlTable table("Scenario", {"When", "What"}, {1});
    for (const PageScenarioRow &row : page.scenario)
        table.add({row.when, row.what});
    return table.html();
}

std::string factsHtml(const ReportPage &page)
{
    const Report &report = page.report;
    std::string html = "<dl class=\"facts\">\n";
    const auto add = [&](const char *name, const std::string &value) {
        html += std::string("<div><dt>") + name + "</dt><dd>" + htmlEscaped(value) + "</dd></div>\n";
    };
    add("Engine", report.engine);
    add("Seed", std::to_string(report.seed));
    add("Measured window", humanDuration(report.window) + (report.replications > 1 ? " each" : ""));
    add("Warm-up left out", humanDuration(report.warmUp) + (report.warmUpFound ? " (found by MSER-5)" : ""));
    if (report.replications > 1)
        add("Replications", std::to_string(report.replications));
    if (report.events > 0)
        add("Events", std::to_string(report.events));
    if (!report.traceHash.empty())
        add("Trace hash", report.traceHash);
    if (report.violations)
        add("Broken promises", std::to_string(*report.violations));
    if (!report.assertions.empty()) {
        const auto held = std::ranges::count_if(report.assertions, &AssertionFigures::held);
        const auto judged = std::ranges::count_if(report.assertions, &AssertionFigures::isJudged);
        add("Assertions", std::to_string(held) + " of " + std::to_string(judged) + " held");
    }
    return html + "</dl>\n";
}

std::string section(const char *title, const std::string &content)
{
    return content.empty() ? std::string() : std::string("<h2>") + title + "</h2>\n" + content;
}

std::string warningsHtml(const Report &report)
{
    std::string html;
    for (const std::string &warning : report.warnings)
        html += "<li>" + htmlEscaped(warning) + "</li>\n";
    return html.empty() ? html : "<ul class=\"warn\">\n" + html + "</ul>\n";
}

std::string picturesHtml(const ReportPage &page)
{
    std::string html;
    for (const PageChart &chart : page.charts)
        html += chartFigure(chart, page.endSeconds, page.marks);
    for (const PageElection &election : page.elections)
        html += electionFigure(election, page.endSeconds, page.marks);
    return html;
}

} // namespace

std::string reportHtml(const ReportPage &page)
{
    const Report &report = page.report;
    const std::string title = htmlEscaped(report.title.empty() ? std::string("untitled") : report.title);
    std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                       "'unsafe-inline'; img-src data:\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                       title + " – report of a run</title>\n<style>\n" + styleSheet +
                       "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n<p class=\"sub\">Report of a run" +
                       (page.source.empty() ? std::string() : " of " + htmlEscaped(page.source)) + "</p>\n";
    html += factsHtml(page);
    html += assertionsHtml(report);
    html += section("What is not to be trusted", warningsHtml(report));
    if (!page.drawing.empty())
        html += section("Drawing", "<div class=\"drawing\">\n" + page.drawing + "\n</div>\n");
    html += section("Over time", picturesHtml(page));
    html += section("Figures", linksHtml(report) + containersHtml(report) + electionsHtml(report) + queuesHtml(report) +
                                   patternsHtml(report) + theoryHtml(report));
    html += section("Scenario and events", scenarioHtml(page) + eventsHtml(page.events));
    return html + "<footer>Bayplan " + htmlEscaped(page.version) +
           ". Intervals (±) hold the true value in 99 of 100 cases.</footer>\n</body>\n</html>\n";
}

} // namespace bayplan
