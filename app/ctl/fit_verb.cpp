// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/csv.h"
#include "engine/base/durable_file.h"
#include "engine/base/fit.h"
#include "engine/base/trace_text.h"
#include "engine/base/units.h"
#include "engine/report/text_table.h"

#include <nlohmann/json.hpp>

namespace bayplan::ctl {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t mostBytes = 256U << 20U;
constexpr std::size_t widestText = 60; ///< in the table; the whole of a longer one stands below it

std::string nameOf(const FitOptions &options)
{
    return options.file == "-" ? "standard input" : options.file;
}

Result<CsvColumn> readColumn(const FitOptions &options)
{
    const auto text = readWhole(options.file, mostBytes);
    if (!text)
        return text.error();
    return readDurations(*text, nameOf(options), {.column = options.column, .unit = options.unit});
}

Json jsonOf(const Fit &fit, bool isBest)
{
    return {{"distribution", formatDistribution(fit.distribution)},
            {"method", fit.method},
            {"distance", fit.distance},
            {"refuted", fit.refuted},
            {"best", isBest},
            {"meanSeconds", toSeconds(fit.distribution.expected())},
            {"squaredVariation", fit.distribution.squaredVariation()}};
}

std::string jsonOf(const Fits &fits)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < fits.fits.size(); ++i)
        list.push_back(jsonOf(fits.fits[i], i == fits.best));
    const Json whole{{"samples", fits.samples},
                     {"meanSeconds", toSeconds(fits.mean)},
                     {"leastSeconds", toSeconds(fits.least)},
                     {"greatestSeconds", toSeconds(fits.greatest)},
                     {"squaredVariation", fits.squaredVariation},
                     {"best", formatDistribution(fits.fits[fits.best].distribution)},
                     {"fits", list},
                     {"warnings", fits.warnings}};
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string tableOf(const Fits &fits)
{
    std::string text = std::to_string(fits.samples) + " samples, mean " + humanDuration(fits.mean) + ", from " +
                       humanDuration(fits.least) + " to " + humanDuration(fits.greatest) + ", squared variation " +
                       formatFixed(fits.squaredVariation, 3) + "\n\n";
    TextTable table({"Distribution", "Distance", "Verdict", "Mean", "Variation", "Method"});
    for (std::size_t i = 0; i < fits.fits.size(); ++i) {
        const Fit &fit = fits.fits[i];
        std::string form = withMicroSign(formatDistribution(fit.distribution));
        if (form.size() > widestText)
            form = "empirical of " + std::to_string(fit.distribution.data.points().size()) + " points, below";
        const bool isData = fit.distribution.kind == Distribution::Kind::Empirical;
        table.add({form, formatFixed(fit.distance, 4),
                   isData           ? "the data"
                   : i == fits.best ? "best"
                   : fit.refuted    ? "refuted"
                                    : "possible",
                   humanDuration(fit.distribution.expected()), formatFixed(fit.distribution.squaredVariation(), 3),
                   fit.method});
    }
    text += table.text();
    text += "\nBest: " + withMicroSign(formatDistribution(fits.fits[fits.best].distribution)) + '\n';
    if (fits.fits[fits.best].refuted)
        text += "All of them are refuted at 95 %: the data themselves are nearer to the truth.\n";
    text += "Data: " + withMicroSign(formatDistribution(fits.fits.back().distribution)) + '\n';
    return text;
}

/// Times between arrivals; instants are counted from the first one.
Result<std::vector<Duration>> gapsOf(const CsvColumn &column, const FitOptions &options)
{
    if (column.values.size() > mostArrivals)
        return fail(ErrorCode::LimitExceeded, "A trace has at most " + std::to_string(mostArrivals) + " arrivals.",
                    "Take a part of the file, or fit a distribution to the gaps.",
                    {nameOf(options), column.lines[mostArrivals], 0, {}});
    std::vector<Duration> gaps;
    for (std::size_t i = 0; i < column.values.size(); ++i) {
        const Duration before = i == 0 ? column.values[0] : column.values[i - 1];
        gaps.push_back(options.areGaps ? column.values[i] : column.values[i] - before);
        if (gaps.back() < Duration(0))
            return fail(ErrorCode::InvalidInput,
                        options.areGaps ? "A time between arrivals cannot be below 0."
                                        : "This arrival is before the one ahead of it.",
                        options.areGaps ? "Choose another column." : "Sort the file, or say --gaps.",
                        {nameOf(options), column.lines[i], 0, {}});
    }
    return gaps;
}

/// The column as what the parameter `trace` of a load generator takes.
int printTrace(const CsvColumn &column, const FitOptions &options)
{
    const auto gaps = gapsOf(column, options);
    if (!gaps)
        return failWith(gaps.error(), options.json);
    const std::string trace = formatTrace(*gaps);
    const Json whole{{"arrivals", gaps->size()}, {"trace", trace}};
    const auto written = writeOutput("-", (options.json ? whole.dump(2) : trace) + '\n');
    return written ? exitDone : failWith(written.error(), options.json);
}

} // namespace

int runFit(const FitOptions &options)
{
    const auto column = readColumn(options);
    if (!column)
        return failWith(column.error(), options.json);
    if (options.trace)
        return printTrace(*column, options);
    const auto fits = fitDistributions(column->values, options.points);
    if (!fits) {
        Error error = fits.error();
        error.place.file = nameOf(options);
        return failWith(error, options.json);
    }
    for (const std::string &warning : fits->warnings)
        printDiagnostic(fail(ErrorCode::InvalidInput, warning), "warning");
    const auto written = writeOutput("-", options.json ? jsonOf(*fits) : tableOf(*fits));
    return written ? exitDone : failWith(written.error(), options.json);
}

} // namespace bayplan::ctl
