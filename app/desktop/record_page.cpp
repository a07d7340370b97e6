// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/record_page.h"

#include "engine/report/subjects.h"
#include "engine/report/timeline.h"

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t pointsOfALine = 300;

PageSeries pageLineOf(const std::string &name, const SeriesSet *set, Quantity quantity, double end)
{
    PageSeries series{name, {}};
    if (set != nullptr)
        for (const HistoryPoint &point : (*set)[quantity].thinned(0, end, pointsOfALine))
            series.points.emplace_back(point.seconds, point.value);
    return series;
}

bool isEverMoreThanNothing(const PageChart &chart)
{
    return std::ranges::any_of(chart.series, [](const PageSeries &series) {
        return std::ranges::any_of(series.points, [](const auto &point) { return point.second > 0; });
    });
}

std::vector<LinkSubject> linksOfClients(const Plan &plan, const Subjects &subjects)
{
    std::vector<LinkSubject> links;
    std::ranges::copy_if(subjects.links, std::back_inserter(links), [&](const LinkSubject &link) {
        return std::ranges::any_of(link.peers, [&](const auto &peer) {
            const auto &machine = plan.instances[peer.first].machine;
            return machine && std::holds_alternative<LoadConfig>(machine->behaviour);
        });
    });
    return links.empty() ? subjects.links : links;
}

void addPageCharts(ReportPage &page, const Plan &plan, const RunHistory &history)
{
    const Subjects subjects = subjectsOf(plan);
    const double end = toSeconds(history.lastTime());
    PageChart throughput{"Throughput", FigureUnit::PerSecond, false, {}},
        errors{"Errors", FigureUnit::PerSecond, false, {}}, latency{"Latency", FigureUnit::Seconds, true, {}},
        waiting{"Waiting requests and tasks", FigureUnit::Count, false, {}},
        busy{"Utilisation", FigureUnit::Fraction, false, {}};
    const auto clients = linksOfClients(plan, subjects);
    for (const LinkSubject &link : clients) {
        throughput.series.push_back(pageLineOf(link.text, history.link(link.id), Quantity::Throughput, end));
        errors.series.push_back(pageLineOf(link.text, history.link(link.id), Quantity::Errors, end));
        latency.series.push_back(pageLineOf(link.text + ", p50", history.link(link.id), Quantity::LatencyP50, end));
    }
    for (const LinkSubject &link : clients)
        latency.series.push_back(pageLineOf(link.text + ", p99", history.link(link.id), Quantity::LatencyP99, end));
    for (const ContainerSubject &container : subjects.containers) {
        waiting.series.push_back(
            pageLineOf(container.text, history.container(container.id), Quantity::QueueDepth, end));
        busy.series.push_back(pageLineOf(container.text, history.container(container.id), Quantity::Utilisation, end));
    }
    std::erase_if(waiting.series, [](const PageSeries &series) {
        return !isEverMoreThanNothing({{}, {}, {}, {series}});
    });
    for (PageChart *chart : {&throughput, &errors, &latency, &waiting, &busy})
        if (chart == &throughput || isEverMoreThanNothing(*chart))
            page.charts.push_back(std::move(*chart));
}

void addElectionLanes(ReportPage &page, const RunHistory &history)
{
    for (const ElectionHistory &election : history.elections()) {
        PageElection shown{election.election, {}, {}};
        for (const ElectionLane &lane : election.lanes) {
            PageLane &made = shown.lanes.emplace_back(PageLane{lane.name, {}});
            for (const ElectionSpan &span : lane.spans)
                made.spans.push_back({toSeconds(span.begin), toSeconds(span.end), memberWords(span.alive, span.paused, span.role, span.leaseValid),
                                      "term " + std::to_string(span.term)});
        }
        for (const TimeSpan &gap : election.withoutLeader)
            shown.withoutLeader.emplace_back(toSeconds(gap.begin), toSeconds(gap.end));
        page.elections.push_back(std::move(shown));
    }
}

} // namespace

ReportPage pageOf(const RunRecord &record)
{
    ReportPage page;
    page.report = record.report();
    page.version = BAYPLAN_VERSION;
    page.source = record.title().toStdString();
    page.events = record.events();
    describeScenario(record.plan(), page);
    record.read([&](const RunHistory &history) {
        page.endSeconds = std::max(toSeconds(history.lastTime()), 0.1);
        addPageCharts(page, record.plan(), history);
        addElectionLanes(page, history);
    });
    return page;
}

std::string inlineSvg(const QByteArray &file)
{
    const auto begin = file.indexOf("<svg");
    const auto end = file.lastIndexOf("</svg>");
    if (begin < 0 || end < begin)
        return {};
    QByteArray element = file.mid(begin, end - begin + 6);
    // Beside a viewBox its size in millimetres would be that of paper, not of the page.
    const auto head = element.indexOf('>');
    QByteArray start = element.left(head);
    for (const char *attribute : {" width=\"", " height=\""}) {
        const auto at = start.indexOf(attribute);
        if (at >= 0)
            start.remove(at, start.indexOf('"', at + static_cast<int>(qstrlen(attribute))) - at + 1);
    }
    return (start + element.mid(head)).toStdString();
}

} // namespace bayplan
