// SPDX-License-Identifier: Apache-2.0
#include "engine/report/compare_runs.h"

#include "engine/base/units.h"
#include "engine/report/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace bayplan {
namespace {

const Figure *sameFigureIn(const std::vector<Figure> &figures, const Figure &wanted)
{
    const auto found = std::ranges::find_if(figures, [&](const Figure &one) {
        return one.isKnown && one.kind == wanted.kind && one.id == wanted.id && one.figure == wanted.figure;
    });
    return found == figures.end() ? nullptr : &*found;
}

RunsFigureCell cellOf(const Figure &figure, const Report &run, const Figure &reference, const Report &referenceRun)
{
    RunsFigureCell cell{.value = figure.value, .halfWidth = figure.halfWidth};
    if (&figure == &reference)
        return cell;
    cell.relativeError = relativeErrorOf(reference, referenceRun, figure, run);
    if (figure.halfWidth > 0 || reference.halfWidth > 0)
        cell.beyondInterval =
            std::abs(figure.value - reference.value) > std::hypot(figure.halfWidth, reference.halfWidth);
    return cell;
}

bool isZero(const RunsFigureRow &row)
{
    return std::ranges::all_of(row.runs, [](const auto &cell) { return !cell || cell->value == 0; });
}

std::string valueOf(const RunsFigureCell &cell, FigureUnit unit)
{
    std::string text = figureText(cell.value, unit);
    return cell.halfWidth > 0 ? text + " ±" + figureText(cell.halfWidth, unit) : text;
}

std::string errorOf(const RunsFigureCell &cell)
{
    if (!cell.relativeError)
        return "-";
    return (*cell.relativeError >= 0 ? "+" : "") + formatFixed(*cell.relativeError * 100, 1) + " %" +
           (cell.beyondInterval == true ? " *" : "");
}

std::string headOf(const Report &report, const std::string &name, std::size_t number, bool isReference)
{
    return std::to_string(number + 1) + ": " + name + ": " + report.title + ", " + report.engine + ", " +
           windowText(report) + (isReference ? " (reference)" : "") + '\n';
}

} // namespace

double RunsFigureRow::greatestError() const
{
    double greatest = 0;
    for (const auto &cell : runs) {
        if (cell && cell->relativeError)
            greatest = std::max(greatest, std::abs(*cell->relativeError));
    }
    const bool isOutOfNothing =
        std::ranges::any_of(runs, [](const auto &cell) { return cell && cell->value != 0; }) &&
        std::ranges::none_of(runs, [](const auto &cell) { return cell && cell->relativeError; });
    return isOutOfNothing ? std::numeric_limits<double>::infinity() : greatest;
}

std::vector<RunsFigureRow> compareRuns(const std::vector<const Report *> &runs, std::size_t reference)
{
    std::vector<std::vector<Figure>> figures;
    for (const Report *run : runs)
        figures.push_back(figuresOf(*run));
    std::vector<RunsFigureRow> rows;
    for (const Figure &wanted : figures.at(reference)) {
        if (!wanted.isKnown)
            continue;
        RunsFigureRow row{wanted.kind, wanted.id, wanted.text, wanted.figure, wanted.unit, {}};
        int shared = 0;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const Figure *same = i == reference ? &wanted : sameFigureIn(figures[i], wanted);
            row.runs.push_back(same == nullptr ? std::nullopt
                                               : std::optional(cellOf(*same, *runs[i], wanted, *runs[reference])));
            shared += same == nullptr ? 0 : 1;
        }
        if (shared > 1 && !isZero(row))
            rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, std::greater<>(), &RunsFigureRow::greatestError);
    return rows;
}

std::string runsTable(const std::vector<const Report *> &runs, const std::vector<std::string> &names,
                      std::size_t reference)
{
    std::string text;
    std::vector<std::string> head{"Subject", "figure"};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        text += headOf(*runs[i], names[i], i, i == reference);
        head.push_back(std::to_string(i + 1));
        if (i != reference)
            head.push_back(std::to_string(i + 1) + " against " + std::to_string(reference + 1));
    }
    TextTable table(head);
    for (const RunsFigureRow &row : compareRuns(runs, reference)) {
        std::vector<std::string> cells{row.subject, row.figure};
        for (std::size_t i = 0; i < row.runs.size(); ++i) {
            cells.push_back(row.runs[i] ? valueOf(*row.runs[i], row.unit) : "-");
            if (i != reference)
                cells.push_back(row.runs[i] ? errorOf(*row.runs[i]) : "-");
        }
        table.add(std::move(cells));
    }
    if (table.empty())
        return text + "\nThe reports have no figure in common that is not 0 in all.\n";
    return text + '\n' + table.text() + "* farther apart than their intervals explain\n" + noteOnTotals(runs);
}

std::string runsJson(const std::vector<const Report *> &runs, const std::vector<std::string> &names,
                     std::size_t reference)
{
    using Json = nlohmann::ordered_json;
    Json heads = Json::array(), figures = Json::array();
    for (std::size_t i = 0; i < runs.size(); ++i)
        heads.push_back({{"file", names[i]},
                         {"title", runs[i]->title},
                         {"engine", runs[i]->engine},
                         {"measuredSeconds", toSeconds(measuredTime(*runs[i]))}});
    for (const RunsFigureRow &row : compareRuns(runs, reference)) {
        Json cells = Json::array();
        for (const auto &cell : row.runs) {
            if (!cell) {
                cells.push_back(nullptr);
                continue;
            }
            Json one{{"value", cell->value}};
            if (cell->halfWidth > 0)
                one["halfWidth99"] = cell->halfWidth;
            if (cell->relativeError)
                one["relativeError"] = *cell->relativeError;
            if (cell->beyondInterval)
                one["beyondInterval"] = *cell->beyondInterval;
            cells.push_back(std::move(one));
        }
        figures.push_back(
            {{"subject", row.subject}, {"figure", row.figure}, {"unit", unitText(row.unit)}, {"runs", cells}});
    }
    const Json whole{{"bayplanComparison", 1}, {"runs", heads}, {"reference", reference + 1}, {"figures", figures}};
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace bayplan
