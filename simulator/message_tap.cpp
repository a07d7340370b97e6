// SPDX-License-Identifier: Apache-2.0
#include "simulator/message_tap.h"

#include "engine/base/units.h"
#include "engine/patterns/lane.h"

#include <algorithm>

namespace bayplan {
namespace {

void addLine(std::string &text, std::string_view line)
{
    if (!text.empty())
        text += '\n';
    text += line;
}

} // namespace

void MessageTap::choose(const MessageChoice &choice)
{
    m_choice = choice;
    m_isChosen.assign(m_plan.instances.size(), false);
    for (const InstanceIndex index : choice.instances) {
        if (index < m_isChosen.size())
            m_isChosen[index] = true;
    }
    m_pairs.clear();
    for (InstanceIndex from = 0; from < m_plan.instances.size(); ++from) {
        for (const PeerPlan &peer : m_plan.instances[from].peers) {
            if (peer.link.empty() || std::ranges::find(choice.links, peer.link) == choice.links.end())
                continue;
            m_pairs.emplace(from, peer.instance);
            m_pairs.emplace(peer.instance, from);
        }
    }
    m_held.clear();
}

void MessageTap::sent(MessageRecord &&record)
{
    record.cause = m_cause;
    m_log.add(std::move(record));
}

void MessageTap::begin(std::uint64_t number, Time now)
{
    m_cause = number;
    if (number == 0)
        return;
    m_log.change(number, [now](MessageRecord &record) {
        record.fate = MessageFate::Received;
        record.arrived = std::min(record.arrived, now);
        record.received = now;
    });
}

void MessageTap::hold(InstanceIndex index)
{
    m_held[index] = m_cause;
}

void MessageTap::resume(InstanceIndex index)
{
    const auto held = m_held.find(index);
    m_cause = held == m_held.end() ? 0 : held->second;
}

void MessageTap::told(std::string_view kind, const std::string &subject, const std::string &text)
{
    if (m_cause == 0)
        return;
    m_log.change(m_cause, [&](MessageRecord &record) {
        if (m_plan.instances[record.to].name == subject)
            addLine(record.outcome, std::string(kind) + (text.empty() ? "" : ": " + text));
    });
}

void MessageTap::waits(std::uint64_t number, Time now)
{
    if (number == 0)
        return;
    m_log.change(number, [now](MessageRecord &record) {
        record.fate = MessageFate::Waiting;
        record.arrived = now;
    });
}

void MessageTap::over(std::uint64_t number, MessageFate fate, Time now)
{
    if (number == 0)
        return;
    m_log.change(number, [=](MessageRecord &record) {
        record.fate = fate;
        record.arrived = std::min(record.arrived, now);
    });
}

// ---- by hand -------------------------------------------------------------------------------------------------------

void MessageTap::sayByHand(std::uint64_t number, std::string what)
{
    m_log.change(number, [&](MessageRecord &record) { addLine(record.byHand, what); });
}

void MessageTap::dropped(std::uint64_t number, Time now)
{
    over(number, MessageFate::Dropped, now);
    sayByHand(number, "dropped by hand");
}

void MessageTap::late(std::uint64_t number, Duration by, Time)
{
    m_log.change(number, [by](MessageRecord &record) { record.due = after(record.due, by); });
    sayByHand(number, "delayed by hand by " + humanDuration(by));
}

void MessageTap::doubled(std::uint64_t number, std::uint64_t copy, Duration by, Time now)
{
    MessageRecord made;
    bool isThere = false;
    m_log.change(number, [&](MessageRecord &record) {
        made = record;
        isThere = true;
        addLine(record.byHand, "duplicated by hand as message " + std::to_string(copy));
    });
    if (!isThere)
        return;
    made.number = copy;
    made.copyOf = number;
    made.cause = 0;
    made.sent = now;
    made.sentEarlier = false;
    made.due = after(made.due, by);
    made.byHand = "made by hand: a duplicate of message " + std::to_string(number);
    m_log.add(std::move(made));
}

void MessageTap::hastened(std::uint64_t number, Time now)
{
    m_log.change(number, [now](MessageRecord &record) { record.due = now; });
    sayByHand(number, "delivered by hand before its time");
}

} // namespace bayplan
