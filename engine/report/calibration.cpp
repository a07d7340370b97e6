// SPDX-License-Identifier: Apache-2.0
#include "engine/report/calibration.h"

#include "engine/report/calibration_parts.h"
#include "engine/report/measured_shape.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>

namespace bayplan {
namespace {

/// A measurement that is nearer than this to what is drawn is the same, however many samples it has.
constexpr double leastDifference = 0.02;

std::string textOfList(const std::vector<std::string> &list)
{
    std::string text;
    for (const std::string &entry : list)
        text += (text.empty() ? "" : ", ") + entry;
    return text;
}

std::string textOfValue(const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    if (const auto *number = std::get_if<double>(&value))
        return formatNumber(*number);
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    return textOfList(std::get<std::vector<std::string>>(value));
}

} // namespace

Calibration calibrate(const Topology &topology, const Plan &plan, const Report &measured)
{
    return CalibrationMaker(topology, plan, measured).make();
}

Result<Edit> calibrationEdit(const Topology &topology, const std::vector<CalibrationProposal> &proposals)
{
    Topology scratch = topology;
    Edit all;
    for (const CalibrationProposal &proposal : proposals) {
        auto edit = setParam(scratch, proposal.id, proposal.param, proposal.value);
        if (!edit)
            return edit.error();
        apply(scratch, *edit);
        all = all.empty() ? std::move(*edit) : merge(std::move(all), std::move(*edit));
    }
    all.label = QT_TRANSLATE_NOOP("phrase", "Calibrate from a run");
    return all;
}

Calibration CalibrationMaker::make()
{
    if (m_measured.window <= Duration(0))
        return {};
    containers();
    links();
    return std::move(m_result);
}

// ---- what a proposal is made of ----

void CalibrationMaker::proposeDistribution(const CalibrationSubject &subject, const Distribution &drawn,
                                           const Distribution &found, std::uint64_t samples, double relativeError,
                                           CalibrationQuality quality, std::string method)
{
    const Distribution value = tidied(found);
    const double before = toSeconds(drawn.expected());
    const double after = toSeconds(value.expected());
    const double apart = before > 0 ? std::abs(after / before - 1) : after > 0 ? 1 : 0;
    const bool otherShape =
        std::abs(drawn.squaredVariation() - value.squaredVariation()) > 0.05 || drawn.kind != value.kind;
    propose(subject, formatDistribution(drawn), formatDistribution(value), samples,
            otherShape || apart > std::max(leastDifference, 3 * relativeError), quality, std::move(method));
}

void CalibrationMaker::propose(const CalibrationSubject &subject, const Value &now, const Value &found,
                               std::uint64_t samples, bool differs, CalibrationQuality quality, std::string method)
{
    m_result.proposals.push_back({subject.id, subject.text, subject.param, textOfValue(now), textOfValue(found), found,
                                  samples, quality, std::move(method), differs});
}

void CalibrationMaker::gap(const CalibrationSubject &subject, std::string reason)
{
    m_result.gaps.push_back({subject.id, subject.text, subject.param, std::move(reason)});
}

// ---- who is who ----

double CalibrationMaker::windowSeconds() const
{
    return toSeconds(m_measured.window);
}

CalibrationMaker::Served CalibrationMaker::servedBy(const ContainerFigures &figures) const
{
    Served served;
    served.received = figures.arrivalsPerSecond * windowSeconds();
    served.refused = figures.lossRatio * served.received;
    const double errors = static_cast<double>(figures.errors) / std::max(1U, m_measured.replications);
    served.failed = std::max(0.0, std::round(errors - served.refused));
    served.completed = figures.throughputPerSecond * windowSeconds() + served.failed;
    return served;
}

const ContainerFigures *CalibrationMaker::figuresOf(const ElementId &container) const
{
    const auto found = std::ranges::find(m_measured.containers, container, &ContainerFigures::id);
    return found == m_measured.containers.end() ? nullptr : &*found;
}

const LinkFigures *CalibrationMaker::figuresOfLink(const ElementId &link) const
{
    const auto found = std::ranges::find(m_measured.links, link, &LinkFigures::id);
    return found == m_measured.links.end() ? nullptr : &*found;
}

std::vector<const Link *> CalibrationMaker::callsOf(const ElementId &container) const
{
    std::vector<const Link *> calls;
    for (const auto &[id, link] : m_topology.links) {
        if (link.from.container == container && paramsOf(link).number("callsPerRequest") > 0)
            calls.push_back(&link);
    }
    return calls;
}

std::vector<const Link *> CalibrationMaker::callsTo(const ElementId &container) const
{
    std::vector<const Link *> calls;
    for (const auto &[id, link] : m_topology.links) {
        if (link.to.container == container)
            calls.push_back(&link);
    }
    return calls;
}

const InstancePlan *CalibrationMaker::instanceOf(const ElementId &container) const
{
    const auto found = std::ranges::find(m_plan.instances, container, &InstancePlan::element);
    return found == m_plan.instances.end() ? nullptr : &*found;
}

bool CalibrationMaker::goesThroughFront(const Link &link) const
{
    const InstancePlan *caller = instanceOf(link.from.container);
    if (caller == nullptr)
        return false;
    const auto peer = std::ranges::find(caller->peers, link.id, &PeerPlan::link);
    return peer != caller->peers.end() && m_plan.pods[m_plan.instances[peer->instance].pod].isFront;
}

std::string CalibrationMaker::textOf(const Link &link) const
{
    const auto found = std::ranges::find(m_plan.links, link.id, &LinkPlan::id);
    return found == m_plan.links.end() ? link.id : found->text;
}

std::string CalibrationMaker::textOf(const Container &container) const
{
    const auto pod = m_topology.pods.find(container.pod);
    return (pod == m_topology.pods.end() ? container.pod : pod->second.name) + '/' + container.name;
}

std::optional<std::string> CalibrationMaker::whySilent(const Container &container,
                                                       const ContainerFigures &figures) const
{
    if (figures.arrivalsPerSecond > 0 || figures.latency.samples > 0)
        return std::nullopt;
    const InstancePlan *instance = instanceOf(container.id);
    if (instance != nullptr && instance->role == Role::User && m_measured.engine != "Simulator")
        return "The program in its image tells nothing of its requests; a stand-in would.";
    return "It had nothing to do in the measured window.";
}

} // namespace bayplan
