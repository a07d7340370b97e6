// SPDX-License-Identifier: Apache-2.0
// Every combination of the varied values, each simulated with several seeds, on as many cores as there are. Replication
// r has the same seed at every combination (common random numbers), so that differences show sooner.
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/model/document_file.h"
#include "engine/report/confidence.h"
#include "engine/report/figures.h"
#include "engine/report/text_table.h"
#include "simulator/simulator_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

namespace bayplan::ctl {
namespace {

constexpr std::size_t combinationLimit = 10'000;

struct Axis {
    std::string id, param;
    std::vector<std::string> values;
};

/// One combination of values with the figures of its replications.
struct Cell {
    std::vector<std::string> values; ///< by axis
    Plan plan;
    std::vector<std::vector<Figure>> replications;
};

/// A figure of a cell over its replications.
struct Estimate {
    double mean = 0, halfWidth = 0;
};

Error wrongRange(const std::string &text, std::string message)
{
    return fail(ErrorCode::InvalidInput, std::move(message), "For example client.rate=50:250:5 or web.replicas=1,2,4.",
                {"--vary " + text, 0, 0, {}});
}

std::vector<std::string> splitAt(const std::string &text, char separator)
{
    std::vector<std::string> parts{""};
    int depth = 0; // exponential(5ms), uniform(1ms, 9ms): commas in brackets separate nothing
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == separator && depth == 0)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

Result<std::vector<std::string>> stepsOf(const std::vector<std::string> &parts, const std::string &text)
{
    const auto from = parseNumber(parts[0]);
    const auto to = parseNumber(parts[1]);
    const auto steps = parseInteger(parts[2]);
    if (!from || !to || !steps)
        return wrongRange(text, "FROM:TO:STEPS needs three numbers.");
    if (*steps < 2 || *steps > 10'000)
        return wrongRange(text, "STEPS is from 2 to 10000.");
    std::vector<std::string> values;
    for (std::int64_t i = 0; i < *steps; ++i)
        values.push_back(
            formatNumber(*from + (*to - *from) * static_cast<double>(i) / static_cast<double>(*steps - 1)));
    return values;
}

Result<Axis> parseAxis(const std::string &text)
{
    const auto assignment = parseAssignment(text, "--vary");
    if (!assignment)
        return assignment.error();
    Axis axis{assignment.value().id, assignment.value().param, {}};
    const auto parts = splitAt(assignment.value().value, ':');
    if (parts.size() == 3) {
        auto steps = stepsOf(parts, text);
        if (!steps)
            return steps.error();
        axis.values = std::move(steps.value());
    } else {
        axis.values = splitAt(assignment.value().value, ',');
    }
    if (std::ranges::find(axis.values, "") != axis.values.end())
        return wrongRange(text, "A value is missing.");
    return axis;
}

Result<std::vector<Cell>> cellsOf(const Topology &topology, const std::vector<Axis> &axes, const SweepOptions &options)
{
    std::size_t count = 1;
    for (const Axis &axis : axes) {
        count *= axis.values.size();
        if (count > combinationLimit)
            return fail(ErrorCode::LimitExceeded, "These are more than 10000 combinations.",
                        "Vary fewer values at a time.");
    }
    std::vector<Cell> cells;
    for (std::size_t number = 0; number < count; ++number) {
        Topology varied = topology;
        Cell cell;
        std::size_t rest = number;
        std::size_t block = count;
        for (const Axis &axis : axes) {
            block /= axis.values.size();
            const std::string &value = axis.values[rest / block];
            rest %= block;
            cell.values.push_back(value);
            if (const auto done = assign(varied, {axis.id, axis.param, value}, "--vary"); !done)
                return done.error();
        }
        auto plan = planOf(varied, options.file, {{}, options.duration, options.warmUp, options.seed});
        if (!plan)
            return plan.error();
        cell.plan = std::move(plan.value());
        cell.replications.resize(options.replications);
        cells.push_back(std::move(cell));
    }
    return cells;
}

/// Which run ends first does not matter: each has its own place.
void simulateAll(std::vector<Cell> &cells, std::uint32_t threads)
{
    const std::size_t replications = cells.front().replications.size();
    const std::size_t count = cells.size() * replications;
    ProgressBar bar("Sweeping");
    std::mutex barMutex;
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> finished = 0;
    const auto work = [&] {
        for (std::size_t job = next++; job < count && !interrupted(); job = next++) {
            Cell &cell = cells[job / replications];
            SimulatorOptions options;
            options.seed = cell.plan.seed + job % replications;
            const Report report = simulate(cell.plan, options, [&](double fraction) {
                const std::lock_guard lock(barMutex);
                bar.show((static_cast<double>(finished) + fraction) / static_cast<double>(count));
                return !interrupted();
            });
            cell.replications[job % replications] = figuresOf(report);
            ++finished;
        }
    };
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::min<std::size_t>(threads == 0 ? cores : threads, count);
    std::vector<std::jthread> pool;
    for (std::size_t i = 1; i < workers; ++i)
        pool.emplace_back(work);
    work();
}

/// A value may bring elements or take them away: what a replication does not have is left out.
Estimate estimate(const Cell &cell, const Figure &wanted)
{
    std::vector<double> values;
    double ownHalfWidth = 0;
    for (const auto &replication : cell.replications) {
        const auto found = std::ranges::find_if(replication, [&](const Figure &figure) {
            return figure.kind == wanted.kind && figure.id == wanted.id && figure.figure == wanted.figure;
        });
        if (found == replication.end())
            continue;
        values.push_back(found->value);
        ownHalfWidth = found->halfWidth;
    }
    if (values.empty())
        return {};
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    return {mean, values.size() == 1 ? ownHalfWidth : halfWidth99(values)};
}

bool isShown(const Figure &figure, const std::string &of)
{
    const bool named =
        of.empty() || figure.id == of || figure.text == of || figure.text.substr(0, figure.text.find('/')) == of;
    constexpr std::array<std::string_view, 6> shown{"throughput", "utilisation", "mean",
                                                    "p99",        "errorRatio",  "leaderless"};
    const bool queue =
        figure.kind == SubjectKind::Queue && (figure.figure == "queue.depth" || figure.figure == "sojourn");
    return named && (queue || std::ranges::find(shown, figure.figure) != shown.end());
}

std::string estimateText(const Estimate &value, FigureUnit unit)
{
    return figureText(value.mean, unit) +
           (value.halfWidth > 0 ? " ±" + figureText(value.halfWidth, unit) : std::string());
}

/// A table for each container and link, a row for each combination.
std::string tablesOf(const std::vector<Axis> &axes, const std::vector<Cell> &cells, const std::string &of)
{
    const auto &figures = cells.front().replications.front();
    std::string text;
    for (std::size_t begin = 0, end = 0; begin < figures.size(); begin = end) {
        while (end < figures.size() && figures[end].id == figures[begin].id && figures[end].kind == figures[begin].kind)
            ++end;
        std::vector<std::size_t> columns;
        std::vector<std::string> header;
        for (const Axis &axis : axes)
            header.push_back(axis.id + '.' + axis.param);
        for (std::size_t i = begin; i < end; ++i) {
            const bool any =
                std::ranges::any_of(cells, [&](const Cell &cell) { return estimate(cell, figures[i]).mean != 0; });
            if (!isShown(figures[i], of) || !any)
                continue;
            columns.push_back(i);
            header.push_back(figures[i].figure);
        }
        if (columns.empty())
            continue;
        TextTable table(header);
        for (const Cell &cell : cells) {
            std::vector<std::string> row = cell.values;
            for (const std::size_t column : columns)
                row.push_back(estimateText(estimate(cell, figures[column]), figures[column].unit));
            table.add(std::move(row));
        }
        text += figures[begin].text + " (±: 99 % over replications)\n" + table.text() + '\n';
    }
    if (text.ends_with("\n\n"))
        text.pop_back();
    return text;
}

std::string jsonOf(const std::vector<Axis> &axes, const std::vector<Cell> &cells, const std::string &of)
{
    using Json = nlohmann::ordered_json;
    Json rows = Json::array();
    for (const Cell &cell : cells) {
        Json values = Json::object();
        for (std::size_t axis = 0; axis < axes.size(); ++axis)
            values[axes[axis].id + '.' + axes[axis].param] = cell.values[axis];
        Json figures = Json::array();
        const auto &first = cell.replications.front();
        for (std::size_t i = 0; i < first.size(); ++i) {
            if (!isShown(first[i], of))
                continue;
            const Estimate value = estimate(cell, first[i]);
            figures.push_back({{"subject", first[i].text},
                               {"figure", first[i].figure},
                               {"mean", value.mean},
                               {"halfWidth99", value.halfWidth},
                               {"unit", unitText(first[i].unit)}});
        }
        rows.push_back({{"values", values}, {"replications", cell.replications.size()}, {"figures", figures}});
    }
    return Json{{"bayplanSweep", 1}, {"rows", rows}}.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace

int runSweep(const SweepOptions &options)
{
    const auto topology = loadScenario(options.file, options.set);
    if (!topology)
        return failWith(topology.error(), options.json);
    std::vector<Axis> axes;
    for (const std::string &text : options.vary) {
        auto axis = parseAxis(text);
        if (!axis)
            return failWith(axis.error(), options.json);
        axes.push_back(std::move(axis.value()));
    }
    auto cells = cellsOf(topology.value(), axes, options);
    if (!cells)
        return failWith(cells.error(), options.json);
    simulateAll(cells.value(), options.threads);
    if (interrupted())
        return failWith(fail(ErrorCode::Interrupted, "The sweep was interrupted.", "Nothing of it is kept."),
                        options.json);
    const auto written = writeOutput("-", options.json ? jsonOf(axes, cells.value(), options.of)
                                                       : tablesOf(axes, cells.value(), options.of));
    return written ? exitDone : failWith(written.error(), false);
}

} // namespace bayplan::ctl
