// SPDX-License-Identifier: Apache-2.0
#include "engine/report/figures.h"
#include "engine/report/report.h"
#include "engine/report/text_table.h"

#include "engine/base/units.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

struct Pair {
    const Figure *a;
    const Figure *b;
};

/// Figures that both have. A time without a sample on one side is none.
std::vector<Pair> pairsOf(const std::vector<Figure> &a, const std::vector<Figure> &b)
{
    std::vector<Pair> pairs;
    for (const Figure &one : a) {
        const auto other = std::ranges::find_if(b, [&](const Figure &figure) {
            return figure.kind == one.kind && figure.id == one.id && figure.figure == one.figure;
        });
        if (other != b.end() && one.isKnown && other->isKnown)
            pairs.push_back({&one, &*other});
    }
    return pairs;
}

std::string relativeText(const std::optional<double> &error)
{
    if (!error)
        return "-";
    return (*error >= 0 ? "+" : "") + formatFixed(*error * 100, 1) + " %";
}

} // namespace

std::vector<ComparedFigure> compareReports(const Report &a, const Report &b)
{
    const auto first = figuresOf(a);
    const auto second = figuresOf(b);
    std::vector<ComparedFigure> compared;
    for (const Pair &pair : pairsOf(first, second))
        compared.push_back({pair.a->text, pair.a->figure, pair.a->value, pair.b->value,
                            relativeErrorOf(*pair.a, a, *pair.b, b), unitText(pair.a->unit), pair.a->halfWidth,
                            pair.b->halfWidth});
    return compared;
}

std::string comparisonTable(const Report &a, const Report &b)
{
    const auto first = figuresOf(a);
    const auto second = figuresOf(b);
    TextTable table({"Subject", "figure", "A", "B", "B against A"});
    for (const Pair &pair : pairsOf(first, second)) {
        if (pair.a->value == 0 && pair.b->value == 0)
            continue;
        table.add({pair.a->text, pair.a->figure, figureText(pair.a->value, pair.a->unit),
                   figureText(pair.b->value, pair.b->unit), relativeText(relativeErrorOf(*pair.a, a, *pair.b, b))});
    }
    std::string text = "A: " + a.title + ", " + a.engine + ", " + windowText(a) + "\nB: " + b.title + ", " + b.engine +
                       ", " + windowText(b) + "\n\n";
    if (table.empty())
        return text + "The reports have no figure in common that is not 0 in both.\n";
    return text + table.text() + noteOnTotals({&a, &b});
}

std::string comparisonJson(const Report &a, const Report &b)
{
    using Json = nlohmann::ordered_json;
    Json figures = Json::array();
    for (const ComparedFigure &figure : compareReports(a, b)) {
        Json entry{{"subject", figure.subject}, {"figure", figure.figure}, {"a", figure.a}, {"b", figure.b}};
        entry["relativeError"] = figure.relativeError ? Json(*figure.relativeError) : Json(nullptr);
        entry["unit"] = figure.unit;
        if (figure.halfWidthA > 0 || figure.halfWidthB > 0) {
            entry["halfWidths99"] = {figure.halfWidthA, figure.halfWidthB};
            entry["beyondInterval"] = std::abs(figure.b - figure.a) > std::hypot(figure.halfWidthA, figure.halfWidthB);
        }
        figures.push_back(std::move(entry));
    }
    const auto headOf = [](const Report &report) {
        return Json{
            {"title", report.title}, {"engine", report.engine}, {"measuredSeconds", toSeconds(measuredTime(report))}};
    };
    const Json json{{"a", headOf(a)}, {"b", headOf(b)}, {"figures", figures}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace bayplan
