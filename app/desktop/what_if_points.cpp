// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if_points.h"

#include "engine/base/translatable.h"

namespace bayplan {

namespace {

Result<std::vector<VariedDrawing>> drawingsAlong(const Topology &topology, const WhatIfAxis &axis)
{
    return variedDrawings(topology, axis.id, axis.variable, axis.from, axis.to, axis.steps);
}

std::vector<QString> shownValuesOf(const std::vector<VariedDrawing> &drawings)
{
    std::vector<QString> values;
    for (const VariedDrawing &drawing : drawings)
        values.push_back(drawing.value);
    return values;
}

/// The plan of one combination, and the edit that leads to it.
class WhatIfMaker {
public:
    WhatIfMaker(const Topology &topology, const RunsProgress &progress) : m_topology(topology), m_progress(progress) {}

    std::optional<Error> add(const Edit &edit)
    {
        if (m_progress && !m_progress(0, "preparing"))
            return fail(ErrorCode::Interrupted, Told{QT_TRANSLATE_NOOP("phrase", "The question was given up."), {}});
        Topology varied = m_topology;
        apply(varied, edit);
        auto plan = lower(varied);
        if (!plan)
            return plan.error();
        answer.points.push_back({edit});
        plans.push_back(std::move(*plan));
        return std::nullopt;
    }

    WhatIfAnswer answer;
    std::vector<Plan> plans;

private:
    const Topology &m_topology;
    const RunsProgress &m_progress;
};

/// The second value is set on a drawing that has the first already: they may be of the same element.
std::optional<Error> addCombinations(WhatIfMaker &maker, const Topology &topology,
                                     const std::vector<VariedDrawing> &outer, const WhatIfAxis &inner)
{
    for (const VariedDrawing &one : outer) {
        Topology varied = topology;
        apply(varied, one.edit);
        const auto drawings = drawingsAlong(varied, inner);
        if (!drawings)
            return drawings.error();
        if (maker.answer.values.empty())
            maker.answer.values = {shownValuesOf(*drawings), shownValuesOf(outer)};
        for (const VariedDrawing &drawing : *drawings) {
            Edit both = one.edit.empty()       ? drawing.edit
                        : drawing.edit.empty() ? one.edit
                                               : merge(one.edit, drawing.edit);
            both.label = QT_TRANSLATE_NOOP("phrase", "Take over what was asked");
            if (auto error = maker.add(both))
                return error;
        }
    }
    return std::nullopt;
}

} // namespace

Result<WhatIfAnswer> answerWhatIf(const Topology &topology, const std::vector<WhatIfAxis> &axes,
                                  std::uint32_t replications, const RunsProgress &progress)
{
    std::size_t count = 1;
    for (const WhatIfAxis &axis : axes)
        count *= static_cast<std::size_t>(axis.steps);
    if (count > mostWhatIfPoints)
        return fail(
            ErrorCode::LimitExceeded,
            Told{{QT_TRANSLATE_NOOP("phrase", "These are %1 combinations."), std::to_string(count)},
                 {QT_TRANSLATE_NOOP("phrase", "At most %1: take fewer steps."), std::to_string(mostWhatIfPoints)}});
    const auto drawings = drawingsAlong(topology, axes.back());
    if (!drawings)
        return drawings.error();
    WhatIfMaker maker(topology, progress);
    if (axes.size() > 1) {
        if (const auto error = addCombinations(maker, topology, *drawings, axes.front()))
            return *error;
    } else {
        maker.answer.values = {shownValuesOf(*drawings)};
        for (const VariedDrawing &drawing : *drawings) {
            if (const auto error = maker.add(drawing.edit))
                return *error;
        }
    }
    maker.answer.plans = sweep(std::move(maker.plans), {.replications = replications}, progress);
    return std::move(maker.answer);
}

} // namespace bayplan
