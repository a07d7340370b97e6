// SPDX-License-Identifier: Apache-2.0
// From a fault of the scenario to whom it hits, when and how.
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/patterns/message_kinds.h"
#include "engine/plan/plan.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {
namespace {

/// Reads what the fault's kind has, and leaves the rest as it is.
class FaultReader {
public:
    explicit FaultReader(const Fault &fault) : m_kind(*findKind("fault." + fault.kind)), m_params(paramsOf(fault)) {}

    bool has(std::string_view key) const { return findParam(m_kind, key) != nullptr; }
    Duration duration(std::string_view key) const { return has(key) ? m_params.duration(key) : Duration(0); }
    double number(std::string_view key, double otherwise) const { return has(key) ? m_params.number(key) : otherwise; }
    std::string text(std::string_view key) const { return has(key) ? m_params.text(key) : std::string(); }
    const ParamReader &params() const { return m_params; }

private:
    const KindInfo &m_kind;
    ParamReader m_params;
};

void readTraffic(const Plan &plan, const FaultReader &reader, FaultPlan &fault)
{
    std::string_view between = " from ";
    for (const std::string &other : reader.params().list("others")) {
        const auto named = instancesNamed(plan, other);
        fault.others.insert(fault.others.end(), named.begin(), named.end());
        fault.text += std::string(between) + other;
        between = ", ";
    }
    const std::string direction = reader.text("direction");
    fault.hitsIn = direction != "out";
    fault.hitsOut = direction != "in";
    fault.period = reader.duration("period");
    fault.duty = fault.period > Duration(0) ? reader.number("duty", 1) : 1;
    if (direction != "both")
        fault.text += fault.hitsIn ? ", inwards" : ", outwards";
}

Trouble troubleOf(const FaultReader &reader)
{
    Trouble trouble;
    trouble.delay = reader.params().distribution("delay");
    trouble.loss = reader.params().number("loss");
    trouble.duplicate = reader.params().number("duplicate");
    trouble.reorder = reader.params().number("reorder");
    trouble.holdFor = reader.params().distribution("holdFor");
    trouble.bytesPerSecond = static_cast<double>(reader.params().bytes("bandwidth"));
    const auto kind = std::ranges::find(messageKindNames, reader.params().text("messages"));
    trouble.hits =
        kind == messageKindNames.end() ? MessageKind::All : static_cast<MessageKind>(kind - messageKindNames.begin());
    return trouble;
}

void readLimits(const FaultReader &reader, FaultPlan &fault)
{
    fault.cpus = reader.number("cpus", 0);
    fault.memoryBytes = reader.params().bytes("memory");
    if (fault.cpus > 0)
        fault.text += ", " + formatNumber(fault.cpus) + " cores";
    if (fault.memoryBytes > 0)
        fault.text += ", " + formatBytes(fault.memoryBytes);
}

void readMessage(const FaultReader &reader, FaultPlan &fault)
{
    fault.message = static_cast<std::uint64_t>(std::max<std::int64_t>(0, reader.params().integer("number")));
    fault.delay = reader.duration("by");
    const std::string to = fault.text.substr(fault.text.find(' ') + 1);
    fault.text = fault.how + " message " + std::to_string(fault.message) + " to " + to;
    if (fault.how == "delay")
        fault.text += " by " + humanDuration(fault.delay);
}

void readKind(const FaultReader &reader, FaultPlan &fault)
{
    if (fault.kind == "degrade") {
        fault.trouble = troubleOf(reader);
        if (fault.trouble.hits != MessageKind::All)
            fault.text += ", " + reader.text("messages");
    }
    fault.how = reader.text(fault.kind == "crash" ? "moment" : "how");
    if (fault.kind == "message")
        return readMessage(reader, fault);
    if (fault.kind == "wallclock")
        fault.text += ", " + reader.text("step") + ' ' + reader.text("way");
    if (fault.kind == "disk")
        fault.delay = reader.duration("delay");
    if (fault.kind == "roll")
        fault.delay = reader.duration("settle");
    if (fault.kind == "slow")
        fault.delay = reader.duration("stepTime");
    fault.ratePpm = static_cast<std::int64_t>(reader.number("rate", 1) * 1e6 + 0.5);
    if (fault.kind == "clock")
        fault.jump = reader.duration("step");
    fault.factor = reader.number("factor", 1);
    if (fault.kind == "limits")
        readLimits(reader, fault);
    if (!fault.how.empty())
        fault.text += ", " + fault.how;
    if (fault.kind == "load")
        fault.text += ", times " + formatNumber(fault.factor);
    if (fault.kind == "clock")
        fault.text += ", rate " + formatNumber(static_cast<double>(fault.ratePpm) / 1e6);
}

/// An id comes before the ends, which several links may share.
std::vector<std::string> linksNamed(const Plan &plan, const std::string &target)
{
    std::vector<std::string> byEnds;
    for (const LinkPlan &link : plan.links) {
        if (link.id == target)
            return {link.id};
        if (link.text == target)
            byEnds.push_back(link.id);
    }
    return byEnds;
}

} // namespace

std::string drawnNameOf(const Plan &plan, const InstancePlan &instance)
{
    return plan.pods[instance.pod].drawn +
           instance.name.substr(std::min(instance.name.find('/'), instance.name.size()));
}

std::vector<InstanceIndex> instancesNamed(const Plan &plan, const std::string &target)
{
    std::vector<InstanceIndex> byId, byName;
    for (InstanceIndex index = 0; index < plan.instances.size() && !target.empty(); ++index) {
        const InstancePlan &instance = plan.instances[index];
        const PodPlan &pod = plan.pods[instance.pod];
        if (instance.element == target || (!pod.isFront && pod.element == target))
            byId.push_back(index);
        else if (pod.name == target || pod.drawn == target || instance.name == target ||
                 drawnNameOf(plan, instance) == target)
            byName.push_back(index);
    }
    return byId.empty() ? byName : byId;
}

std::vector<std::pair<InstanceIndex, PeerId>> callersOver(const Plan &plan, const std::string &target)
{
    std::vector<std::pair<InstanceIndex, PeerId>> callers;
    const std::vector<std::string> links = linksNamed(plan, target);
    for (InstanceIndex index = 0; index < plan.instances.size() && !links.empty(); ++index) {
        const auto &peers = plan.instances[index].peers;
        for (PeerId peer = 0; peer < peers.size(); ++peer) {
            if (std::ranges::find(links, peers[peer].link) != links.end())
                callers.emplace_back(index, peer);
        }
    }
    return callers;
}

FaultPlan lowerFault(const Plan &plan, const Fault &fault)
{
    const FaultReader reader(fault);
    FaultPlan lowered;
    lowered.id = fault.id;
    lowered.kind = fault.kind;
    lowered.at = Time(reader.duration("at"));
    lowered.length = reader.duration("for");
    const bool isOverLinks = fault.kind == "partition" || reader.has("direction");
    if (!isOverLinks || linksNamed(plan, fault.target).empty())
        lowered.instances = instancesNamed(plan, fault.target); // else who goes by the name of a link's id is not meant
    lowered.text = fault.kind + ' ' + fault.target;
    lowered.peers = callersOver(plan, fault.target);
    if (reader.has("others"))
        readTraffic(plan, reader, lowered);
    readKind(reader, lowered);
    return lowered;
}

} // namespace bayplan
