// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if.h"

#include "app/desktop/clone_connect.h"
#include "app/desktop/edit_chain.h"
#include "app/desktop/element_facts.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <set>

namespace bayplan {

namespace {

constexpr std::int64_t mostCallees = 200;

/// What changes how it runs; not where it is reached.
bool canVary(const ParamInfo &info)
{
    if (info.key == "port" || info.group == "Drawing") {
        return false;
    }
    return info.type == ParamType::Integer || info.type == ParamType::Number || info.type == ParamType::Duration ||
           info.type == ParamType::Bytes;
}

std::vector<Link> callsAt(const Topology &topology, const Endpoint &port)
{
    std::vector<Link> calls;
    for (const auto &[id, link] : topology.links) {
        if (link.from == port) {
            calls.push_back(link);
        }
    }
    return calls;
}

/// Each alone with what helps it in a pod of its own: only then one more, or one less, is only that.
bool standApart(const Topology &topology, const ElementId &caller, const std::vector<Link> &calls)
{
    std::set<ElementId> pods{topology.containers.at(caller).pod};
    return std::ranges::all_of(calls, [&](const Link &call) {
        const auto callee = topology.containers.find(call.to.container);
        return callee != topology.containers.end() && topology.pods.contains(callee->second.pod) &&
               pods.insert(callee->second.pod).second;
    });
}

/// In the unit of the type: seconds for durations, bytes for sizes.
Result<double> amountOf(const Variable &variable, const QString &typed)
{
    const auto type = variable.param == nullptr ? ParamType::Integer : variable.param->type;
    const auto words = typed.trimmed().toStdString();
    if (type == ParamType::Duration) {
        const auto duration = parseDuration(words);
        return duration ? Result<double>(toSeconds(duration.value())) : Result<double>(duration.error());
    }
    if (type == ParamType::Bytes) {
        const auto bytes = parseBytes(words);
        return bytes ? Result<double>(static_cast<double>(bytes.value())) : Result<double>(bytes.error());
    }
    const auto parsed = parseNumber(words);
    if (!parsed) {
        return fail(ErrorCode::InvalidInput, Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is no number."), words},
                                                  QT_TRANSLATE_NOOP("phrase", "Write for example 1 to 8.")});
    }
    return *parsed;
}

Value valueOf(ParamType type, double amount)
{
    switch (type) {
    case ParamType::Duration:
        return formatDuration(fromSeconds(amount));
    case ParamType::Bytes:
        return formatBytes(std::llround(amount));
    case ParamType::Integer:
        return static_cast<std::int64_t>(std::llround(amount));
    default:
        return amount;
    }
}

/// One callee more, made after the last one: who calls that one calls it, and it calls whom that one does.
void addCallee(EditChain &chain, const Link &last)
{
    auto clone = cloneTowards(chain.now(), chain.now().containers.at(last.to.container).pod, {0, 1});
    chain.add(clone ? Result<Edit>(std::move(clone->edit)) : clone.error());
}

Result<Edit> withCallees(const Topology &topology, const Endpoint &port, std::int64_t wanted)
{
    if (wanted < 1 || wanted > mostCallees) {
        return fail(ErrorCode::InvalidInput,
                    Told{{QT_TRANSLATE_NOOP("phrase", "%1 callees cannot be drawn."), std::to_string(wanted)},
                         {QT_TRANSLATE_NOOP("phrase", "From 1 to %1."), std::to_string(mostCallees)}});
    }
    EditChain chain(topology);
    auto calls = callsAt(chain.now(), port);
    if (calls.empty()) {
        return fail(ErrorCode::InvalidInput, Told{QT_TRANSLATE_NOOP("phrase", "Nothing is called there any more."),
                                                  QT_TRANSLATE_NOOP("phrase", "Link it to one callee first.")});
    }
    if (!standApart(topology, port.container, calls)) {
        return fail(ErrorCode::InvalidInput, Told{QT_TRANSLATE_NOOP("phrase", "What is called there shares a pod."),
                                                  QT_TRANSLATE_NOOP("phrase", "Give each callee a pod of its own.")});
    }
    for (; static_cast<std::int64_t>(calls.size()) > wanted; calls.pop_back()) {
        chain.add(removeElements(chain.now(), {chain.now().containers.at(calls.back().to.container).pod}));
    }
    for (auto count = static_cast<std::int64_t>(calls.size()); count < wanted; ++count) {
        addCallee(chain, calls.back());
    }
    return std::move(chain).finish(QT_TRANSLATE_NOOP("phrase", "Set the number of callees"));
}

} // namespace

std::vector<Variable> variablesOf(const Topology &topology, const ElementId &id)
{
    std::vector<Variable> variables;
    const auto *kind = kindOf(topology, id);
    const auto *params = findParams(topology, id);
    if (kind == nullptr || params == nullptr || kind->group == KindGroup::Fault) {
        return variables;
    }
    for (const auto &port : kind->ports) {
        const auto calls = callsAt(topology, {id, port.name});
        if (port.many && port.direction == Direction::Out && !calls.empty() && standApart(topology, id, calls)) {
            variables.push_back(
                {nullptr, port.name,
                 QCoreApplication::translate("WhatIf", "How many at \"%1\"").arg(catalogText(port.title)),
                 QString::number(calls.size())});
        }
    }
    const ParamReader reader(*kind, *params);
    for (const auto &info : kind->params) {
        if (canVary(info)) {
            variables.push_back({&info, {}, catalogText(info.title), shownValue(info, reader.value(info.key))});
        }
    }
    return variables;
}

Result<std::vector<VariedDrawing>> variedDrawings(const Topology &topology, const ElementId &id,
                                                  const Variable &variable, const QString &from, const QString &to,
                                                  int steps)
{
    const auto first = amountOf(variable, from);
    const auto last = amountOf(variable, to);
    if (!first || !last) {
        return first ? last.error() : first.error();
    }
    std::vector<VariedDrawing> all;
    for (int i = 0; i < steps; ++i) {
        const double amount = first.value() + (last.value() - first.value()) * i / std::max(1, steps - 1);
        const auto value = valueOf(variable.param == nullptr ? ParamType::Integer : variable.param->type, amount);
        const auto shown = valueText(value);
        if (!all.empty() && all.back().value == shown) {
            continue;
        }
        auto edit = variable.param == nullptr
                        ? withCallees(topology, {id, variable.port}, std::get<std::int64_t>(value))
                        : setParam(topology, id, variable.param->key, value);
        if (!edit) {
            return edit.error();
        }
        all.push_back({shown, std::move(*edit)});
    }
    return all;
}

} // namespace bayplan
