// SPDX-License-Identifier: Apache-2.0
// Messages as somebody watches them, and as somebody lays hands on one that is on its way.
#include "simulator/world.h"

#include "engine/base/units.h"
#include "engine/plan/message_words.h"
#include "simulator/message_tap.h"

#include <algorithm>
#include <utility>

namespace bayplan {

// ---- watching ------------------------------------------------------------------------------------------------------

void World::tapMessages(MessageTap *tap)
{
    m_tap = tap;
    if (tap == nullptr)
        return;
    std::vector<MessageRecord> underWay;
    for (std::uint32_t number = 0; number < m_happenings.limit(); ++number) {
        auto record = recordOf(m_happenings[number]);
        if (!record || !tap->wants(record->from, record->to))
            continue;
        if (waitsInInbox(number)) {
            record->fate = MessageFate::Waiting;
            record->arrived = m_now;
        }
        underWay.push_back(std::move(*record));
    }
    std::ranges::sort(underWay, {}, &MessageRecord::number);
    for (MessageRecord &record : underWay)
        tap->sent(std::move(record));
}

/// Of a message that is on its way or waits: when it set out is not always known any more.
std::optional<MessageRecord> World::recordOf(const Happening &happening) const
{
    const auto from = happening.message == 0 ? std::nullopt : senderOf(happening);
    if (!from)
        return {};
    MessageRecord record;
    record.number = happening.message;
    record.from = *from;
    record.to = happening.instance;
    record.sent = m_now;
    record.sentEarlier = true;
    record.text = wordsOfMessage(happening);
    if (happening.kind == Happening::Kind::OneWay) {
        const Message &message = m_letters[happening.number].message;
        record.sort = sortOf(&message);
        record.bytes = sizeOf(message);
    } else if (happening.kind == Happening::Kind::Request) {
        record.bytes = sizeOf(happening.asked);
    } else {
        record.sort = happening.kind == Happening::Kind::Answer ? MessageSort::Answer : MessageSort::Withdrawal;
        record.bytes = record.sort == MessageSort::Answer ? sizeOf(happening.answered) : 0;
    }
    return record;
}

/// Nothing where the connection is over that would tell.
std::optional<InstanceIndex> World::senderOf(const Happening &happening) const
{
    switch (happening.kind) {
    case Happening::Kind::Request:
        return m_connections[happening.number].caller;
    case Happening::Kind::OneWay:
        return m_network.calleeOf(happening.instance, m_letters[happening.number].from);
    case Happening::Kind::Answer:
        return m_network.calleeOf(happening.instance, happening.from);
    case Happening::Kind::Cancel:
        if (requestIdOf(happening.number) == happening.id)
            return m_connections[happening.number].caller;
        return {};
    default:
        return {};
    }
}

std::string World::wordsOfMessage(const Happening &happening) const
{
    if (happening.kind == Happening::Kind::OneWay)
        return wordsOf(&m_letters[happening.number].message);
    if (happening.kind == Happening::Kind::Request)
        return wordsOf(&happening.asked);
    if (happening.kind == Happening::Kind::Answer)
        return wordsOf(&happening.answered, happening.status);
    const Message withdrawal = Withdrawal{};
    return wordsOf(&withdrawal);
}

void World::tellTap(const Sending &sending, Lane::Payload payload)
{
    if (!m_tap->wants(sending.from, sending.to))
        return;
    MessageRecord record;
    record.number = sending.number;
    record.answers = sending.answers;
    record.copyOf = sending.copyOf;
    record.from = sending.from;
    record.to = sending.to;
    record.sort = sortOf(payload);
    record.bytes = std::visit([](const auto *what) { return sizeOf(*what); }, payload);
    record.sent = m_now;
    record.due = sending.arrival.value_or(never);
    if (!sending.arrival)
        record.fate = m_network.isCut(sending.lane) ? MessageFate::LostToPartition : MessageFate::LostByChance;
    record.text = wordsOf(payload, sending.status);
    m_tap->sent(std::move(record));
}

// ---- laying hands on one -------------------------------------------------------------------------------------------

bool World::waitsInInbox(std::uint32_t number) const
{
    const auto &inbox = m_containers[m_happenings[number].instance].inbox;
    return std::find(inbox.begin(), inbox.end(), number) != inbox.end();
}

std::optional<std::uint32_t> World::findOnItsWay(const FaultPlan &plan, std::string &whyNot) const
{
    for (std::uint32_t number = 0; number < m_happenings.limit(); ++number) {
        const Happening &happening = m_happenings[number];
        if (happening.message != plan.message || plan.message == 0)
            continue;
        if (waitsInInbox(number))
            whyNot = "it has arrived, and waits until its receiver takes it";
        else if (std::ranges::find(plan.instances, happening.instance) == plan.instances.end())
            whyNot = "it is on its way to " + planOf(happening.instance).name;
        else
            return number;
        return {};
    }
    whyNot = plan.message > m_messages ? "it has not been sent yet" : "it has arrived already, or was lost";
    return {};
}

void World::meddle(const FaultPlan &plan)
{
    const std::string message = "message " + std::to_string(plan.message);
    std::string whyNot;
    const auto found = findOnItsWay(plan, whyNot);
    if (!found)
        return tell("message-missed", plan.instances.empty() ? plan.text : planOf(plan.instances.front()).name,
                    message + ": " + whyNot);
    const auto record = recordOf(m_happenings[*found]);
    const std::string &receiver = planOf(m_happenings[*found].instance).name;
    const std::string words =
        message +
        (record ? ", " + nameOf(record->sort) + " of " + planOf(record->from).name + ": " + record->text : "");
    const auto [coming, place] = takeInHand(*found);
    const std::uint32_t happening = (*coming)[place].happening;
    if (plan.how == "delay") {
        (*coming)[place].later = (*coming)[place].later + plan.delay;
        if (m_tap)
            m_tap->late(plan.message, plan.delay, m_now);
        tell("message-delayed", receiver, words + "; by hand, by " + humanDuration(plan.delay));
    } else if (plan.how == "duplicate") {
        coming->insert(coming->begin() + static_cast<std::ptrdiff_t>(place) + 1,
                       {copyOf(happening), (*coming)[place].later + plan.delay});
        if (m_tap)
            m_tap->doubled(plan.message, m_messages, plan.delay, m_now);
        tell("message-duplicated", receiver, words + "; by hand, as message " + std::to_string(m_messages));
    } else {
        coming->erase(coming->begin() + static_cast<std::ptrdiff_t>(place));
        if (plan.how == "deliver") {
            m_queue.push(m_now, happening);
            if (m_tap)
                m_tap->hastened(plan.message, m_now);
            return tell("message-hastened", receiver, words + "; by hand, at once");
        }
        drop(happening);
        if (m_tap)
            m_tap->dropped(plan.message, m_now);
        tell("message-dropped", receiver, words + "; by hand");
    }
}

/// The event that stands in the queue is about the meddling from now on, and what it was about comes by that.
std::pair<std::vector<World::Meddling::Coming> *, std::size_t> World::takeInHand(std::uint32_t number)
{
    for (Meddling &meddling : m_meddled) {
        const auto known = std::ranges::find(meddling.coming, number, &Meddling::Coming::happening);
        if (known != meddling.coming.end())
            return {&meddling.coming, static_cast<std::size_t>(known - meddling.coming.begin())};
    }
    const std::uint32_t moved = m_happenings.take();
    Happening &queued = m_happenings[number];
    m_happenings[moved] = std::move(queued);
    queued.kind = Happening::Kind::Meddled;
    queued.message = 0;
    queued.number = static_cast<std::uint32_t>(m_meddled.size());
    m_meddled.push_back({{{moved, Duration(0)}}});
    return {&m_meddled.back().coming, 0};
}

void World::meddledArrives(std::uint32_t number)
{
    for (const Meddling::Coming &coming : std::exchange(m_meddled[number].coming, {}))
        m_queue.push(after(m_now, coming.later), coming.happening);
}

/// As a message that the network loses: its sender's own deadline ends the wait for an answer.
void World::drop(std::uint32_t number)
{
    const Happening &happening = m_happenings[number];
    if (happening.kind == Happening::Kind::Request && m_connections[happening.number].open)
        close(happening.number);
    discard(number);
}

/// A request that comes twice is answered twice; who asked takes the first.
std::uint32_t World::copyOf(std::uint32_t number)
{
    const std::uint32_t copy = m_happenings.take();
    Happening &made = m_happenings[copy];
    made = m_happenings[number];
    made.message = ++m_messages;
    if (made.kind == Happening::Kind::OneWay) {
        const std::uint32_t letter = m_letters.take();
        m_letters[letter] = m_letters[made.number];
        made.number = letter;
    } else if (made.kind == Happening::Kind::Request) {
        const std::uint32_t connection = m_connections.take();
        const std::uint32_t generation = m_connections[connection].generation + 1;
        m_connections[connection] = m_connections[made.number];
        m_connections[connection].generation = generation;
        m_connections[connection].message = made.message;
        made.number = connection;
    }
    return copy;
}

} // namespace bayplan
