// SPDX-License-Identifier: Apache-2.0
#include "engine/report/html_charts.h"

#include "engine/base/units.h"
#include "engine/report/html_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan {
namespace {

constexpr double pageWidth = 900;
constexpr double rightMargin = 14;
constexpr double leftOfChart = 74, leftOfLanes = 150; ///< room for labels
constexpr double chartHeight = 250, topMargin = 14, bottomMargin = 26;
constexpr double laneHeight = 24;
constexpr std::size_t mostSeries = 8;
constexpr double charWidth = 6.6; ///< of the labels' font, about

std::string place(double value)
{
    return formatFixed(value, 1);
}

/// 1, 2 or 5 times a power of ten, so that at most `most` steps fill the range.
double niceStep(double range, int most)
{
    const double raw = std::max(range, 1e-12) / most;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw * 0.999)
            return factor * power;
    }
    return 10 * power;
}

/// Of run time: steps that clocks have.
double niceTimeStep(double range, int most)
{
    for (const double step : {0.1,   0.2,   0.5,   1.0,   2.0,    5.0,    10.0,   15.0,    30.0,    60.0,
                              120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 21600.0, 43200.0, 86400.0}) {
        if (range / step <= most)
            return step;
    }
    return niceStep(range, most);
}

std::string timeLabel(double seconds)
{
    const auto whole = static_cast<long long>(std::llround(seconds * 10));
    const long long tenths = whole % 10, rest = whole / 10;
    const auto two = [](long long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const std::string text = rest >= 3600
                                 ? std::to_string(rest / 3600) + ':' + two(rest / 60 % 60) + ':' + two(rest % 60)
                                 : std::to_string(rest / 60) + ':' + two(rest % 60);
    return tenths == 0 ? text : text + '.' + std::to_string(tenths);
}

std::string valueLabel(double value, FigureUnit unit)
{
    if (value == 0)
        return unit == FigureUnit::PerSecond  ? "0 /s"
               : unit == FigureUnit::Fraction ? "0 %"
               : unit == FigureUnit::Seconds  ? "0 s"
                                              : "0";
    if (unit == FigureUnit::Fraction)
        return formatNumber(std::round(value * 1000) / 10) + " %";
    if (unit == FigureUnit::Seconds)
        return humanDuration(fromSeconds(value));
    const std::string number = formatNumber(std::round(value * 1000) / 1000);
    return unit == FigureUnit::PerSecond ? number + " /s" : number;
}

/// Where values and instants are drawn.
struct Scale {
    double end = 1;             ///< seconds
    double least = 0, most = 1; ///< of the value, or of its decimal logarithm
    bool logarithmic = false;
    double height = chartHeight;
    double left = leftOfChart;

    double x(double seconds) const { return left + seconds / end * (pageWidth - left - rightMargin); }
    double y(double value) const
    {
        const double at = logarithmic ? std::log10(value) : value;
        return topMargin + (1 - (at - least) / (most - least)) * (height - topMargin - bottomMargin);
    }
    double bottom() const { return height - bottomMargin; }
};

std::string svgStart(double height, const std::string &label)
{
    return "<svg viewBox=\"0 0 " + place(pageWidth) + ' ' + place(height) + "\" role=\"img\" aria-label=\"" +
           htmlEscaped(label) + "\">\n";
}

std::string lineFrom(double x1, double y1, double x2, double y2, const char *className)
{
    return std::string("<line class=\"") + className + "\" x1=\"" + place(x1) + "\" y1=\"" + place(y1) + "\" x2=\"" +
           place(x2) + "\" y2=\"" + place(y2) + "\"/>";
}

std::string label(double x, double y, const char *className, const std::string &text)
{
    return std::string("<text class=\"") + className + "\" x=\"" + place(x) + "\" y=\"" + place(y) + "\">" +
           htmlEscaped(text) + "</text>";
}

std::string timeAxis(const Scale &scale)
{
    std::string svg;
    const double step = niceTimeStep(scale.end, 10);
    for (int i = 0; i * step <= scale.end * 1.0001; ++i) {
        const double x = scale.x(i * step);
        svg += lineFrom(x, topMargin, x, scale.bottom(), "grid") +
               label(std::min(x, pageWidth - 18), scale.bottom() + 17, "mid", timeLabel(i * step)) + '\n';
    }
    return svg;
}

/// A band or a line where something was broken.
std::string markShapes(const Scale &scale, const std::vector<PageMark> &marks)
{
    std::string svg;
    for (const PageMark &mark : marks) {
        if (mark.from > scale.end)
            continue;
        const double from = scale.x(mark.from), to = scale.x(std::min(mark.to, scale.end));
        const std::string title = "<title>" + htmlEscaped(mark.text) + "</title>";
        if (to - from > 1)
            svg += "<rect class=\"fault\" x=\"" + place(from) + "\" y=\"" + place(topMargin) + "\" width=\"" +
                   place(to - from) + "\" height=\"" + place(scale.bottom() - topMargin) + "\">" + title + "</rect>";
        svg += "<g class=\"faultmark\">" + title + lineFrom(from, topMargin - 4, from, scale.bottom(), "faultline") +
               "<path d=\"M" + place(from - 4) + ' ' + place(topMargin - 8) + "h8l-4 7z\"/></g>\n";
    }
    return svg;
}

Scale scaleOf(const PageChart &chart, const std::vector<const PageSeries *> &drawn, double end)
{
    double least = 1e300, most = 0;
    for (const PageSeries *series : drawn) {
        for (const auto &[seconds, value] : series->points) {
            most = std::max(most, value);
            if (value > 0)
                least = std::min(least, value);
        }
    }
    Scale scale{.end = std::max(end, 0.1), .logarithmic = chart.logarithmic};
    if (chart.logarithmic) {
        scale.least = std::floor(std::log10(least));
        scale.most = std::max(scale.least + 1, std::ceil(std::log10(most)));
    } else if (chart.unit == FigureUnit::Fraction && most <= 1) {
        scale.most = 1;
    } else {
        const double step = niceStep(most, 5);
        scale.most = most > 0 ? std::ceil(most / step - 1e-9) * step : 1;
    }
    return scale;
}

std::string valueAxis(const Scale &scale, FigureUnit unit)
{
    std::string svg;
    const auto tick = [&](double value) {
        svg += lineFrom(scale.left, scale.y(value), pageWidth - rightMargin, scale.y(value), "grid") +
               label(scale.left - 6, scale.y(value) + 4, "end", valueLabel(value, unit)) + '\n';
    };
    if (scale.logarithmic) {
        const bool few = scale.most - scale.least <= 2;
        for (double power = scale.least; power <= scale.most + 0.01; ++power) {
            tick(std::pow(10, power));
            for (const double between : {2.0, 5.0}) {
                if (few && power < scale.most)
                    tick(between * std::pow(10, power));
            }
        }
        return svg;
    }
    const double step = niceStep(scale.most, 5);
    for (int i = 0; i * step <= scale.most * 1.0001; ++i)
        tick(i * step);
    return svg;
}

/// Where nothing was measured for a while the line has a gap.
std::string pathOf(const PageSeries &series, const Scale &scale)
{
    double usual = 0;
    if (series.points.size() > 1)
        usual =
            (series.points.back().first - series.points.front().first) / static_cast<double>(series.points.size() - 1);
    std::string path;
    double before = -1e300;
    for (const auto &[seconds, value] : series.points) {
        if ((scale.logarithmic && value <= 0) || !std::isfinite(value) || seconds > scale.end)
            continue;
        path +=
            (seconds - before > 4 * usual + 1e-9 ? 'M' : 'L') + place(scale.x(seconds)) + ' ' + place(scale.y(value));
        before = seconds;
    }
    return path;
}

bool canDraw(const PageSeries &series, bool logarithmic)
{
    return std::ranges::any_of(series.points, [&](const auto &point) { return !logarithmic || point.second > 0; });
}

double greatestOf(const PageSeries &series)
{
    double greatest = 0;
    for (const auto &point : series.points)
        greatest = std::max(greatest, point.second);
    return greatest;
}

/// The highest where there are more than can be told apart; in their order.
std::vector<const PageSeries *> drawnOf(const PageChart &chart)
{
    std::vector<const PageSeries *> drawn;
    for (const PageSeries &series : chart.series) {
        if (canDraw(series, chart.logarithmic))
            drawn.push_back(&series);
    }
    if (drawn.size() <= mostSeries)
        return drawn;
    std::vector<const PageSeries *> highest = drawn;
    std::ranges::stable_sort(highest, std::greater<>(), [](const PageSeries *series) { return greatestOf(*series); });
    highest.resize(mostSeries);
    std::erase_if(drawn, [&](const PageSeries *series) { return std::ranges::find(highest, series) == highest.end(); });
    return drawn;
}

std::string legendOf(const std::vector<const PageSeries *> &drawn)
{
    std::string html = "<p class=\"legend\">";
    for (std::size_t i = 0; i < drawn.size(); ++i)
        html += "<span><svg viewBox=\"0 0 28 8\" class=\"key\" aria-hidden=\"true\"><path class=\"s" +
                std::to_string(i) + "\" d=\"M0 4H28\"/></svg>" + htmlEscaped(drawn[i]->name) + "</span> ";
    return html + "</p>\n";
}

std::string classOfState(const std::string &state)
{
    std::string name = "lane ";
    for (const char c : state)
        name += c == ' ' ? '-' : c;
    return name;
}

} // namespace

std::string chartFigure(const PageChart &chart, double endSeconds, const std::vector<PageMark> &marks)
{
    const auto drawn = drawnOf(chart);
    if (drawn.empty())
        return {};
    const Scale scale = scaleOf(chart, drawn, endSeconds);
    std::string html = "<figure>\n<figcaption>" + htmlEscaped(chart.title) +
                       (chart.logarithmic ? " <small>(logarithmic)</small>" : "");
    const auto all = std::ranges::count_if(
        chart.series, [&](const PageSeries &series) { return canDraw(series, chart.logarithmic); });
    if (static_cast<std::size_t>(all) > drawn.size())
        html += " <small>(the " + std::to_string(drawn.size()) + " highest of " + std::to_string(all) + ")</small>";
    html += "</figcaption>\n" + legendOf(drawn) + svgStart(chartHeight, chart.title + " over time") + timeAxis(scale) +
            valueAxis(scale, chart.unit) + markShapes(scale, marks);
    for (std::size_t i = 0; i < drawn.size(); ++i)
        html += "<path class=\"s" + std::to_string(i) + "\" d=\"" + pathOf(*drawn[i], scale) + "\"><title>" +
                htmlEscaped(drawn[i]->name) + "</title></path>\n";
    return html + "</svg>\n</figure>\n";
}

std::string electionFigure(const PageElection &election, double endSeconds, const std::vector<PageMark> &marks)
{
    Scale scale{.end = std::max(endSeconds, 0.1), .left = leftOfLanes};
    scale.height = topMargin + bottomMargin + laneHeight * static_cast<double>(election.lanes.size());
    std::string html =
        "<figure>\n<figcaption>Election " + htmlEscaped(election.name) + "</figcaption>\n<p class=\"legend\">";
    for (const char *state : {"leader", "leader without lease", "candidate", "follower", "refusing", "paused", "down"})
        html += "<span><svg viewBox=\"0 0 16 10\" class=\"key\" aria-hidden=\"true\"><rect class=\"" +
                classOfState(state) + "\" width=\"16\" height=\"10\"/></svg>" + state + "</span> ";
    html += "<span><svg viewBox=\"0 0 16 10\" class=\"key\" aria-hidden=\"true\"><rect class=\"nobody\" width=\"16\" "
            "height=\"10\"/></svg>nobody leads</span></p>\n" +
            svgStart(scale.height, "Who led the election " + election.name) + timeAxis(scale);
    double top = topMargin;
    for (const PageLane &lane : election.lanes) {
        const auto room = static_cast<std::size_t>((scale.left - 8) / charWidth);
        const std::string name =
            lane.name.size() > room ? "…" + lane.name.substr(lane.name.size() - room + 1) : lane.name;
        html += label(scale.left - 6, top + laneHeight * 0.65, "end", name) + '\n';
        for (const PageSpan &span : lane.spans) {
            const double from = scale.x(span.from), width = scale.x(std::min(span.to, scale.end)) - from;
            if (width <= 0)
                continue;
            html += "<rect class=\"" + classOfState(span.state) + "\" x=\"" + place(from) + "\" y=\"" + place(top + 3) +
                    "\" width=\"" + place(width) + "\" height=\"" + place(laneHeight - 6) + "\"><title>" +
                    htmlEscaped(lane.name + ", " + span.state + (span.text.empty() ? "" : ", " + span.text) + ", " +
                                timeLabel(span.from) + " to " + timeLabel(span.to)) +
                    "</title></rect>";
            if (span.state == "leader" && width > charWidth * static_cast<double>(span.text.size()) + 6)
                html += label(from + width / 2, top + laneHeight * 0.65, "onlane", span.text);
        }
        html += '\n';
        top += laneHeight;
    }
    for (const auto &[from, to] : election.withoutLeader) {
        if (to > from)
            html += "<rect class=\"nobody\" x=\"" + place(scale.x(from)) + "\" y=\"" + place(topMargin) +
                    "\" width=\"" + place(std::max(1.0, scale.x(to) - scale.x(from))) + "\" height=\"" +
                    place(top - topMargin) + "\"><title>nobody leads for " + humanDuration(fromSeconds(to - from)) +
                    "</title></rect>";
    }
    return html + markShapes(scale, marks) + "</svg>\n</figure>\n";
}

} // namespace bayplan
