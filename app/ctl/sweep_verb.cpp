// SPDX-License-Identifier: Apache-2.0
// Every combination of the varied values, each simulated with several seeds (simulator/sweep.h).
#include "app/ctl/scenario_options.h"
#include "app/ctl/sweep_output.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/model/entries.h"
#include "engine/report/elections.h"
#include "engine/report/subjects.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace bayplan::ctl {
namespace {

constexpr std::size_t combinationLimit = 10'000;

struct Axis {
    std::string id, param;
    std::vector<std::string> values;

    std::string name() const { return id + '.' + param; }
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

/// Every combination of values and the plan at it.
struct Combinations {
    std::vector<std::vector<std::string>> values;
    std::vector<Plan> plans;
};

Result<Combinations> combinationsOf(const Topology &topology, const std::vector<Axis> &axes,
                                    const SweepOptions &options)
{
    std::size_t count = 1;
    for (const Axis &axis : axes) {
        count *= axis.values.size();
        if (count > combinationLimit)
            return fail(ErrorCode::LimitExceeded, "These are more than 10000 combinations.",
                        "Vary fewer values at a time.");
    }
    Combinations all;
    for (std::size_t number = 0; number < count; ++number) {
        Topology varied = topology;
        std::vector<std::string> set = options.set;
        std::vector<std::string> &values = all.values.emplace_back();
        std::size_t rest = number;
        std::size_t block = count;
        for (const Axis &axis : axes) {
            block /= axis.values.size();
            values.push_back(axis.values[rest / block]);
            rest %= block;
            set.push_back(axis.name() + '=' + values.back());
            if (const auto done = assign(varied, {axis.id, axis.param, values.back()}, "--vary"); !done)
                return done.error();
        }
        auto plan = planOf(varied, options.file, {set, options.duration, options.warmUp, options.seed});
        if (!plan)
            return plan.error();
        all.plans.push_back(std::move(plan.value()));
    }
    return all;
}

/// A parameter that is varied twice would have two columns, of which one is wrong.
std::optional<Error> variedTwice(const std::vector<Axis> &axes)
{
    for (std::size_t i = 0; i < axes.size(); ++i) {
        for (std::size_t before = 0; before < i; ++before) {
            const std::string name = axes[i].name();
            if (axes[before].name() == name)
                return fail(ErrorCode::InvalidInput, name + " is varied twice.",
                            "Give all of its values to one --vary.", {"--vary " + name, 0, 0, {}});
        }
    }
    return {};
}

/// An option has the last word over the document, so that no value that is varied would be used.
std::optional<Error> variedAndSet(const std::vector<Axis> &axes, const SweepOptions &options)
{
    const std::array<std::tuple<std::string_view, std::string_view, bool>, 3> set{
        {{"document.seed", "--seed", options.seed.has_value()},
         {"document.duration", "--duration", options.duration.has_value()},
         {"document.warmUp", "--warm-up", options.warmUp || options.findWarmUp}}};
    for (const Axis &axis : axes) {
        for (const auto &[name, option, isGiven] : set) {
            if (isGiven && axis.name() == name)
                return fail(ErrorCode::InvalidInput, axis.name() + " is varied and set by " + std::string(option) + '.',
                            "Leave out one of the two.", {"--vary " + axis.name(), 0, 0, {}});
        }
    }
    return {};
}

/// Whom the reports of a plan will speak of, without any figure.
std::vector<Figure> namedIn(const Plan &plan)
{
    std::vector<Figure> named;
    const Subjects subjects = bayplan::subjectsOf(plan);
    for (const LinkSubject &link : subjects.links)
        named.push_back({.kind = SubjectKind::Link, .id = link.id, .text = link.text});
    for (const ContainerSubject &container : subjects.containers)
        named.push_back({.kind = SubjectKind::Container, .id = container.id, .text = container.text});
    for (const ElectionGroup &election : electionsOf(plan))
        named.push_back({.kind = SubjectKind::Election, .id = election.name, .text = election.name});
    return named;
}

std::optional<Error> wrongSubject(const std::vector<Plan> &plans, const std::string &of)
{
    if (of.empty())
        return {};
    std::set<std::string> names;
    for (const Plan &plan : plans) {
        for (const Figure &figure : namedIn(plan)) {
            if (isNamed(figure, of))
                return {};
            for (std::string &name : namesOf(figure))
                names.insert(std::move(name));
        }
    }
    const std::string near = nearestName(of, {names.begin(), names.end()});
    std::string list;
    for (const std::string &name : names)
        list += list.size() < 200 ? (list.empty() ? "There are " : ", ") + name : "";
    return fail(ErrorCode::InvalidInput, "Nothing that is reported of is called \"" + of + "\".",
                near.empty() ? list + '.' : "Did you mean \"" + near + "\"?", {"--of " + of, 0, 0, {}});
}

std::vector<SweptPlan> sweepWithProgress(std::vector<Plan> plans, const SweepOptions &options)
{
    ProgressBar bar("Sweeping");
    const SweepSettings settings{options.replications, options.findWarmUp, options.threads};
    return sweep(std::move(plans), settings, [&](double fraction, const std::string &text) {
        bar.show(fraction, text);
        return !interrupted();
    });
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
    for (const auto &wrong : {variedTwice(axes), variedAndSet(axes, options)}) {
        if (!wrong)
            continue;
        failWith(*wrong, options.json);
        return exitUsage;
    }
    auto all = combinationsOf(topology.value(), axes, options);
    if (!all)
        return failWith(all.error(), options.json);
    if (const auto wrong = wrongSubject(all.value().plans, options.of))
        return failWith(*wrong, options.json);
    SweepTable table;
    table.of = options.of;
    for (const Axis &axis : axes)
        table.axes.push_back(axis.name());
    table.values = std::move(all.value().values);
    table.plans = sweepWithProgress(std::move(all.value().plans), options);
    const auto written = writeOutput("-", options.json  ? sweepJson(table)
                                          : options.csv ? sweepCsv(table)
                                                        : sweepText(table));
    if (!written)
        return failWith(written.error(), false);
    if (!interrupted())
        return std::ranges::any_of(table.plans, &SweptPlan::endedEarly) ? exitFailed : exitDone;
    const auto whole = std::ranges::min(table.plans, {}, &SweptPlan::replications).replications;
    printDiagnostic(fail(ErrorCode::Interrupted, "The sweep was interrupted: each combination has at least " +
                                                     std::to_string(whole) + " of " +
                                                     std::to_string(options.replications) + " replications."),
                    "warning");
    return exitInterrupted;
}

} // namespace bayplan::ctl
