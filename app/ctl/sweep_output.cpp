// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/sweep_output.h"

#include "engine/base/units.h"
#include "engine/report/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan::ctl {
namespace {

/// What people look at first.
bool isShown(const Figure &figure, const std::string &of)
{
    constexpr std::array<std::string_view, 6> shown{"throughput", "utilisation", "mean",
                                                    "p99",        "errorRatio",  "leaderless"};
    const bool queue =
        figure.kind == SubjectKind::Queue && (figure.figure == "queue.depth" || figure.figure == "sojourn");
    return isNamed(figure, of) && (queue || std::ranges::find(shown, figure.figure) != shown.end());
}

std::string valueText(const SweptFigure *swept)
{
    if (swept == nullptr)
        return "-";
    const Figure &figure = swept->figure;
    return figureText(figure.value, figure.unit) +
           (figure.halfWidth > 0 ? " ±" + figureText(figure.halfWidth, figure.unit) : std::string());
}

/// With a star when the interval does not hold 0.
std::string differenceText(const SweptFigure *swept)
{
    if (swept == nullptr || !swept->compared)
        return "-";
    const FigureUnit unit = swept->figure.unit;
    const double size = std::abs(swept->difference);
    const std::string sign = swept->difference < 0 ? "-" : "+";
    if (swept->differenceHalfWidth <= 0)
        return size == 0 ? "0" : sign + figureText(size, unit);
    return sign + figureText(size, unit) + " ±" + figureText(swept->differenceHalfWidth, unit) +
           (size > swept->differenceHalfWidth ? " *" : "  ");
}

/// Figures of one container or link that are shown and not 0 everywhere.
std::vector<Figure> columnsOf(const SweepTable &table, const Figure &subject)
{
    std::vector<Figure> columns;
    for (const SweptPlan &plan : table.plans) {
        for (const SweptFigure &swept : plan.figures) {
            const Figure &figure = swept.figure;
            const bool mine = figure.kind == subject.kind && figure.id == subject.id;
            if (!mine || !isShown(figure, table.of) || figure.value == 0)
                continue;
            if (std::ranges::none_of(columns, [&](const Figure &one) { return isSameFigure(one, figure); }))
                columns.push_back(figure);
        }
    }
    return columns;
}

/// Of all plans, in the order in which they first come.
std::vector<Figure> subjectsOf(const SweepTable &table)
{
    std::vector<Figure> subjects;
    for (const SweptPlan &plan : table.plans) {
        for (const SweptFigure &swept : plan.figures) {
            const auto known = [&](const Figure &one) {
                return one.kind == swept.figure.kind && one.id == swept.figure.id;
            };
            if (std::ranges::none_of(subjects, known))
                subjects.push_back(swept.figure);
        }
    }
    return subjects;
}

/// A row for each plan from `firstPlan` on. More figures than fit on a line make another table.
std::string tableOf(const SweepTable &table, const std::vector<Figure> &columns,
                    std::string (*cell)(const SweptFigure *), std::size_t firstPlan)
{
    constexpr std::size_t columnsThatFit = 4;
    std::string all;
    for (std::size_t begin = 0; begin < columns.size(); begin += columnsThatFit) {
        const std::size_t end = std::min(begin + columnsThatFit, columns.size());
        std::vector<std::string> header = table.axes;
        for (std::size_t i = begin; i < end; ++i)
            header.push_back(columns[i].figure);
        TextTable text(header);
        for (std::size_t plan = firstPlan; plan < table.plans.size(); ++plan) {
            if (table.plans[plan].replications == 0)
                continue;
            std::vector<std::string> row = table.values[plan];
            for (std::size_t i = begin; i < end; ++i)
                row.push_back(cell(findFigure(table.plans[plan], columns[i])));
            text.add(std::move(row));
        }
        all += text.empty() ? std::string() : text.text();
    }
    return all;
}

std::string valuesOf(const SweepTable &table, std::size_t plan)
{
    std::string text;
    for (std::size_t axis = 0; axis < table.axes.size(); ++axis)
        text += (axis == 0 ? "" : ", ") + table.axes[axis] + '=' + table.values[plan][axis];
    return text;
}

std::string intervalsOf(const SweepTable &table)
{
    const auto isOne = [](const SweptPlan &plan) { return plan.replications == 1; };
    const auto isMany = [](const SweptPlan &plan) { return plan.replications > 1; };
    if (std::ranges::none_of(table.plans, isOne))
        return "over replications";
    return std::ranges::none_of(table.plans, isMany) ? "by the batch means of one run"
                                                     : "over replications; where there is one, by its batch means";
}

/// RFC 4180: quoted where a separator, a quote or a line break is in it.
std::string csvField(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

} // namespace

bool isNamed(const Figure &figure, const std::string &of)
{
    const std::vector<std::string> names = namesOf(figure);
    return of.empty() || std::ranges::find(names, of) != names.end();
}

std::vector<std::string> namesOf(const Figure &figure)
{
    std::vector<std::string> names{figure.id, figure.text};
    const std::size_t slash = figure.text.find('/');
    if (slash == std::string::npos)
        return names;
    names.push_back(figure.text.substr(0, slash));
    if (figure.kind != SubjectKind::Link) // whose text goes on with whom it calls
        names.push_back(figure.text.substr(slash + 1));
    return names;
}

std::string sweepText(const SweepTable &table)
{
    std::string text;
    for (const Figure &subject : subjectsOf(table)) {
        const std::vector<Figure> columns = columnsOf(table, subject);
        if (columns.empty())
            continue;
        text += subject.text + " (±: 99 % " + intervalsOf(table) + ")\n" + tableOf(table, columns, valueText, 0) + '\n';
        const std::string differences = tableOf(table, columns, differenceText, 1);
        if (!differences.empty())
            text += subject.text + ", against " + valuesOf(table, 0) +
                    " with the same random numbers (*: the interval does not hold 0)\n" + differences + '\n';
    }
    for (std::size_t plan = 0; plan < table.plans.size(); ++plan) {
        for (const std::string &warning : table.plans[plan].warnings)
            text += "! " + valuesOf(table, plan) + ": " + warning + '\n';
    }
    if (text.ends_with("\n\n"))
        text.pop_back();
    return text;
}

std::string sweepJson(const SweepTable &table)
{
    using Json = nlohmann::ordered_json;
    Json rows = Json::array();
    for (std::size_t plan = 0; plan < table.plans.size(); ++plan) {
        const SweptPlan &swept = table.plans[plan];
        Json values = Json::object();
        for (std::size_t axis = 0; axis < table.axes.size(); ++axis)
            values[table.axes[axis]] = table.values[plan][axis];
        Json figures = Json::array();
        for (const SweptFigure &one : swept.figures) {
            if (!isShown(one.figure, table.of))
                continue;
            Json figure{{"subject", one.figure.text},
                        {"figure", one.figure.figure},
                        {"mean", one.figure.value},
                        {"halfWidth99", one.figure.halfWidth},
                        {"unit", unitText(one.figure.unit)}};
            if (one.compared)
                figure["againstFirst"] = {{"difference", one.difference}, {"halfWidth99", one.differenceHalfWidth}};
            figures.push_back(std::move(figure));
        }
        rows.push_back({{"values", values},
                        {"replications", swept.replications},
                        {"warmUpSeconds", toSeconds(swept.warmUp)},
                        {"figures", figures},
                        {"warnings", swept.warnings}});
    }
    return Json{{"bayplanSweep", 1}, {"rows", rows}}.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string sweepCsv(const SweepTable &table)
{
    std::string text;
    for (const std::string &axis : table.axes)
        text += csvField(axis) + ',';
    text += "subject,figure,unit,mean,halfWidth99,difference,differenceHalfWidth99,replications\r\n";
    for (std::size_t plan = 0; plan < table.plans.size(); ++plan) {
        std::string start;
        for (const std::string &value : table.values[plan])
            start += csvField(value) + ',';
        for (const SweptFigure &one : table.plans[plan].figures) {
            const Figure &figure = one.figure;
            if (!isNamed(figure, table.of))
                continue;
            text += start + csvField(figure.text) + ',' + figure.figure + ',' + unitText(figure.unit) + ',' +
                    formatNumber(figure.value) + ',' + formatNumber(figure.halfWidth) + ',' +
                    (one.compared ? formatNumber(one.difference) : "") + ',' +
                    (one.compared ? formatNumber(one.differenceHalfWidth) : "") + ',' +
                    std::to_string(table.plans[plan].replications) + "\r\n";
        }
    }
    return text;
}

} // namespace bayplan::ctl
