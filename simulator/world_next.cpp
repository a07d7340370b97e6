// SPDX-License-Identifier: Apache-2.0
// The event that comes next, as somebody looks at it who goes on one by one.
#include "simulator/world.h"

#include <utility>

namespace bayplan {

std::optional<InstanceIndex> World::nextInstance() const
{
    if (m_queue.empty())
        return {};
    const std::uint32_t what = m_queue.at(0);
    if ((what & wakeMark) != 0)
        return what & ~wakeMark;
    switch (m_happenings[what].kind) {
    case Happening::Kind::LogRead:
    case Happening::Kind::Fault:
    case Happening::Kind::FaultOver:
    case Happening::Kind::FaultFlaps:
    case Happening::Kind::Roll:
    case Happening::Kind::Processor:
    case Happening::Kind::Meddled:
        return {};
    default:
        return m_happenings[what].instance;
    }
}

StepDone World::nextEvent() const
{
    StepDone step;
    if (m_queue.empty())
        return step;
    step.instance = nextInstance();
    const std::uint32_t what = m_queue.at(0);
    if ((what & wakeMark) != 0)
        step.kind = isTimerStale(*step.instance) ? StepDone::Kind::StaleTimer : StepDone::Kind::Timer;
    else
        describe(m_happenings[what], step);
    return step;
}

/// As wake() will find it.
bool World::isTimerStale(InstanceIndex index) const
{
    const Instance &instance = m_instances[index];
    const Time at = m_queue.nextTime();
    return instance.wakeAt != at || (instance.canStep() && instance.deadline > instance.clock.local(at));
}

void World::describe(const Happening &happening, StepDone &step) const
{
    const bool isOfThisLife = !step.instance || m_instances[*step.instance].life == happening.life;
    switch (happening.kind) {
    case Happening::Kind::Request:
    case Happening::Kind::OneWay:
    case Happening::Kind::Answer:
    case Happening::Kind::Cancel:
        step.kind = StepDone::Kind::Message;
        if (const auto record = recordOf(happening)) {
            step.from = record->from;
            step.sort = record->sort;
            step.text = record->text;
        } else if (happening.kind == Happening::Kind::OneWay) {
            step.kind = StepDone::Kind::LogRead;
        }
        break;
    case Happening::Kind::Synced:
        step.kind = StepDone::Kind::Written;
        break;
    case Happening::Kind::LogRead:
        step.kind = StepDone::Kind::LogRead;
        step.instance = happening.instance;
        break;
    case Happening::Kind::Start:
        step.kind = StepDone::Kind::Started;
        break;
    case Happening::Kind::GraceOver:
        step.kind = StepDone::Kind::GraceOver;
        break;
    case Happening::Kind::StepOver:
    case Happening::Kind::Computed:
        step.kind = StepDone::Kind::Computed;
        break;
    case Happening::Kind::Fault:
        step.kind = StepDone::Kind::Fault;
        step.text = m_plan.faults[happening.number].text;
        break;
    case Happening::Kind::FaultFlaps:
    case Happening::Kind::FaultOver:
        step.kind = StepDone::Kind::Fault;
        step.text = m_faults[happening.number].plan.text;
        break;
    case Happening::Kind::Roll:
        step.kind = StepDone::Kind::Fault;
        step.text = m_rolls[happening.number].plan.text;
        break;
    case Happening::Kind::Processor:
        step.kind = StepDone::Kind::Processor;
        break;
    case Happening::Kind::LoadChanged:
        step.kind = StepDone::Kind::Load;
        break;
    case Happening::Kind::Order:
        step.kind = StepDone::Kind::Order;
        break;
    case Happening::Kind::Meddled:
        break;
    }
    const bool endsWithLife = happening.kind != Happening::Kind::Request && happening.kind != Happening::Kind::OneWay &&
                              happening.kind != Happening::Kind::LoadChanged &&
                              happening.kind != Happening::Kind::Order;
    if (endsWithLife && step.instance && !isOfThisLife)
        step.kind = StepDone::Kind::Gone;
}

} // namespace bayplan
