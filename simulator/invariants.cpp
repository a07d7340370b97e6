// SPDX-License-Identifier: Apache-2.0
#include "simulator/invariants.h"

#include "engine/base/units.h"

namespace bayplan {

std::string instantText(Time at)
{
    std::string text = formatFixed(toSeconds(at), 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text + 's';
}

std::string violationText(const std::string &what, Time at, const std::string &detail)
{
    return what + " at " + instantText(at) + ": " + detail + '.';
}

namespace {

using Maker = std::unique_ptr<Watch> (*)(const Plan &, Violations &);

/// By the type of the behaviour.
struct MakerOf {
    Maker operator()(const QueueConfig &) const { return makeQueueWatch; }
    Maker operator()(const MemcacheAmbassadorConfig &) const { return makeAmbassadorWatch; }
    Maker operator()(const LogSaverConfig &) const { return makeLogWatch; }
    Maker operator()(const ScatterConfig &) const { return makeScatterWatch; }
    Maker operator()(const FrontConfig &) const { return makeFrontWatch; }
    Maker operator()(const HttpAmbassadorConfig &) const { return makeHttpAmbassadorWatch; }
    Maker operator()(const SyncConfig &) const { return makeSyncWatch; }
    Maker operator()(const AdapterConfig &) const { return makeAdapterWatch; }
    Maker operator()(const WorkerConfig &) const { return makeWorkerWatch; }
    Maker operator()(const LoadConfig &) const { return makeLoadWatch; }
    Maker operator()(const ServiceConfig &) const { return nullptr; } // World checks what every server promises
    Maker operator()(const ElectionConfig &) const { return nullptr; }
};

} // namespace

std::unique_ptr<Watch> makeWatch(const Plan &plan, const BehaviourConfig &like, Violations &violations)
{
    const Maker maker = std::visit(MakerOf{}, like);
    return maker != nullptr ? maker(plan, violations) : nullptr;
}

void PatternWatch::broken(InstanceIndex instance, Time now, const std::string &what, const std::string &detail)
{
    const std::string &name = m_plan.instances[instance].name;
    m_violations.add({now, name, violationText(what, now, name + ' ' + detail), {}});
}

} // namespace bayplan
