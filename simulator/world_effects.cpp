// SPDX-License-Identifier: Apache-2.0
// What machines want done: messages, writes, log lines, events.
#include "simulator/world.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bayplan {
namespace {

/// One write with its fsync on a local disk.
constexpr Duration syncTime = std::chrono::microseconds(200);

/// From a line's writing until a follower of the file sees it.
constexpr Duration logReadDelay = std::chrono::milliseconds(10);

bool isWrite(const Effect &effect)
{
    return std::holds_alternative<PersistEffect>(effect) || std::holds_alternative<AppendEffect>(effect);
}

} // namespace

RequestId World::requestIdOf(std::uint32_t connection) const
{
    return std::uint64_t{m_connections[connection].generation} << 32U | connection;
}

void World::apply(InstanceIndex index, std::vector<Effect> &effects)
{
    for (auto effect = effects.begin(); effect != effects.end(); ++effect) {
        if (isWrite(*effect)) {
            beginSync(index, effect, effects.end());
            return;
        }
        applyOne(index, *effect);
    }
}

void World::applyOne(InstanceIndex index, Effect &effect)
{
    if (auto *message = std::get_if<SendEffect>(&effect))
        send(index, *message);
    else if (auto *answered = std::get_if<ReplyEffect>(&effect))
        reply(index, *answered);
    else if (auto *line = std::get_if<LogEffect>(&effect))
        log(index, *line);
    else if (auto *event = std::get_if<EventEffect>(&effect))
        tell(event->kind, m_instances[index].plan->name, std::move(event->text));
}

void World::send(InstanceIndex index, SendEffect &effect)
{
    if (m_instances[index].watch != nullptr)
        m_instances[index].watch->sending(index, m_now, effect.to, effect.message);
    if (auto *sent = std::get_if<Call>(&effect.message)) {
        call(index, effect.to, std::move(*sent));
        return;
    }
    if (const auto *withdrawal = std::get_if<Withdrawal>(&effect.message)) {
        withdraw(index, effect.to, withdrawal->id);
        return;
    }
    const auto back = m_network.backPeer(index, effect.to);
    const auto arrival = m_network.arrival(m_now, index, effect.to, Network::Way::There, &effect.message);
    if (!back || !arrival)
        return;
    const auto carry = [&](Time at, Message &&message) {
        Happening &happening = push(at, Happening::Kind::OneWay, m_network.calleeOf(index, effect.to));
        happening.number = 0;
        auto &received = happening.inputAs<Received>();
        received.from = *back;
        received.message = std::move(message);
    };
    if (const auto copy = m_network.copyArrival(*arrival, index, effect.to, Network::Way::There, &effect.message))
        carry(*copy, Message(effect.message));
    carry(*arrival, std::move(effect.message));
}

void World::call(InstanceIndex index, PeerId peer, Call &&sent)
{
    const auto arrival = m_network.arrival(m_now, index, peer, Network::Way::There, &sent.body);
    if (!arrival)
        return; // the caller's own deadline ends it
    const std::uint32_t number = m_connections.take();
    Connection &connection = m_connections[number];
    connection.caller = index;
    connection.callee = m_network.calleeOf(index, peer);
    connection.callerLife = m_instances[index].life;
    connection.peer = peer;
    connection.callId = sent.id;
    connection.sent = m_now;
    connection.open = true;
    connection.arrived = false;
    connection.answered = false;
    connection.withdrawn = false;
    connection.answerBy = sent.timeout > Duration(0) ? after(m_now, sent.timeout) : never;
    ++connection.generation;
    if (sent.mayBeWithdrawn) {
        auto &withdrawable = m_instances[index].withdrawable;
        const auto place = static_cast<std::uint32_t>(connection.callId);
        if (place >= withdrawable.size())
            withdrawable.resize(std::size_t{place} + 1);
        withdrawable[place] = number;
    }
    Happening &happening = push(*arrival, Happening::Kind::Request, connection.callee);
    happening.number = number;
    auto &requested = happening.inputAs<Requested>();
    requested.body = std::move(sent.body);
    requested.remaining = sent.timeout;
}

void World::withdraw(InstanceIndex index, PeerId peer, std::uint64_t callId)
{
    const auto &withdrawable = m_instances[index].withdrawable;
    const auto place = static_cast<std::uint32_t>(callId);
    if (place >= withdrawable.size())
        return;
    const std::uint32_t number = withdrawable[place];
    const Connection &connection = m_connections[number];
    const bool isIt = connection.open && connection.caller == index && connection.peer == peer &&
                      connection.callId == callId && connection.callerLife == m_instances[index].life;
    const Message message = Withdrawal{callId};
    const auto arrival =
        isIt ? m_network.arrival(m_now, index, peer, Network::Way::There, &message) : std::optional<Time>();
    if (!arrival)
        return;
    Happening &happening = push(*arrival, Happening::Kind::Cancel, connection.callee);
    happening.number = number;
    happening.request = requestIdOf(number);
}

/// A withdrawal may overtake its call.
void World::cancel(std::uint32_t number)
{
    if (!m_connections[number].arrived) {
        m_connections[number].withdrawn = true;
        return;
    }
    const RequestId request = requestIdOf(number);
    const InstanceIndex callee = m_connections[number].callee;
    close(number);
    step(callee, Cancelled{request});
}

void World::receiveRequest(InstanceIndex index, Happening &happening)
{
    Connection &connection = m_connections[happening.number];
    const Instance &caller = m_instances[connection.caller];
    if (!caller.alive || caller.life != connection.callerLife || connection.withdrawn) {
        close(happening.number);
        return;
    }
    connection.arrived = true;
    connection.calleeLife = m_instances[index].life;
    auto &requested = std::get<Requested>(happening.input);
    requested.request = requestIdOf(happening.number);
    if (requested.remaining > Duration(0))
        requested.remaining = std::max(Duration(1), requested.remaining - (m_now - connection.sent));
    const std::uint32_t number = happening.number;
    const RequestId request = requested.request;
    step(index, std::move(happening.input));
    if (m_instances[index].toldToStop)
        checkTurnedAway(index, number, request);
}

/// Who was told to stop takes nothing new.
void World::checkTurnedAway(InstanceIndex index, std::uint32_t number, RequestId request)
{
    const Instance &instance = m_instances[index];
    if (!instance.canStep() || !m_connections[number].open || requestIdOf(number) != request)
        return;
    const std::string &name = instance.plan->name;
    m_violations.add(
        {m_now,
         name,
         violationText("Work taken while stopping", m_now,
                       name + " took a request of " + m_instances[m_connections[number].caller].plan->name +
                           " after it was told to stop"),
         {}});
}

void World::reply(InstanceIndex index, ReplyEffect &effect)
{
    if (m_instances[index].watch != nullptr)
        m_instances[index].watch->replying(index, m_now, effect.request, effect.body);
    const auto number = static_cast<std::uint32_t>(effect.request);
    if (number >= m_connections.limit() || requestIdOf(number) != effect.request)
        return;
    Connection &connection = m_connections[number];
    if (connection.answered) {
        const std::string &name = m_instances[index].plan->name;
        m_violations.add({m_now,
                          name,
                          violationText("A request answered twice", m_now, name + " answers what it has answered"),
                          {}});
    }
    if (!connection.open)
        return;
    connection.answered = true;
    answer(number, effect.status, std::move(effect.body));
}

void World::checkAnswers()
{
    constexpr Duration grace = std::chrono::seconds(30);
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived || after(connection.answerBy, grace) >= m_now)
            continue;
        const Instance &callee = m_instances[connection.callee];
        const bool hadTime = callee.canStep() && callee.inbox.empty() && after(callee.resumed, grace) < m_now;
        if (!hadTime || callee.life != connection.calleeLife)
            continue;
        m_violations.add(
            {m_now,
             callee.plan->name,
             violationText("A request never answered", m_now,
                           callee.plan->name + " was asked by " + m_instances[connection.caller].plan->name + " at " +
                               instantText(connection.sent)),
             {}});
    }
}

void World::answer(std::uint32_t number, CallStatus status, ReplyBody &&body)
{
    const Connection connection = m_connections[number];
    close(number);
    const Instance &caller = m_instances[connection.caller];
    if (!caller.alive || caller.life != connection.callerLife)
        return;
    const auto arrival = m_network.arrival(m_now, connection.caller, connection.peer, Network::Way::Back, &body);
    if (!arrival)
        return;
    Happening &happening = push(*arrival, Happening::Kind::Answer, connection.caller);
    happening.number = 0;
    auto &received = happening.inputAs<Received>();
    received.from = connection.peer;
    auto *answer = std::get_if<Answer>(&received.message);
    if (answer == nullptr)
        answer = &received.message.emplace<Answer>();
    answer->id = connection.callId;
    answer->status = status;
    answer->body = std::move(body);
}

void World::close(std::uint32_t number)
{
    m_connections[number].open = false;
    m_connections.give(number);
}

void World::beginSync(InstanceIndex index, std::vector<Effect>::iterator first, std::vector<Effect>::iterator last)
{
    Instance &instance = m_instances[index];
    instance.deferred.assign(std::make_move_iterator(first), std::make_move_iterator(last));
    instance.syncing = true;
    push(after(m_now, std::max(syncTime, instance.disk.slow)), Happening::Kind::Synced, index).number = 0;
}

/// The writes at the front of what is deferred, at most that many; how many there were.
std::size_t World::carryOutWrites(InstanceIndex index, std::size_t most)
{
    Instance &instance = m_instances[index];
    std::size_t done = 0;
    for (; done < std::min(most, instance.deferred.size()) && isWrite(instance.deferred[done]); ++done) {
        if (auto *append = std::get_if<AppendEffect>(&instance.deferred[done])) {
            instance.journal.push_back(std::move(append->record));
            if (instance.watch != nullptr)
                instance.watch->appended(index, m_now);
        } else {
            instance.durable = std::move(std::get<PersistEffect>(instance.deferred[done]).durable);
            instance.journal.clear();
            if (instance.watch != nullptr)
                instance.watch->written(index, m_now, instance.durable);
        }
    }
    return done;
}

/// True when it was to crash now; then it has.
bool World::crashAtWrite(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (!instance.crash)
        return false;
    const Crash crash = *std::exchange(instance.crash, std::nullopt);
    const auto isEffect = [](const Effect &effect) { return !isWrite(effect); };
    const auto writes =
        static_cast<std::size_t>(std::ranges::find_if(instance.deferred, isEffect) - instance.deferred.begin());
    // The reader of a journal cuts the torn tail off; a state that is replaced is there whole or not at all.
    const std::size_t kept = crash.moment == CrashMoment::After  ? writes
                             : crash.moment == CrashMoment::Torn ? writes - 1
                                                                 : 0;
    carryOutWrites(index, kept);
    instance.syncing = false;
    end(index, "crashed at a write");
    startAfter(index, crash.downFor);
    return true;
}

void World::synced(InstanceIndex index)
{
    Instance &instance = m_instances[index];
    if (crashAtWrite(index))
        return;
    std::vector<Effect> deferred = std::exchange(instance.deferred, {});
    instance.syncing = false;
    if (instance.disk.full > 0) {
        instance.writeFailed = true;
    } else {
        instance.deferred = std::move(deferred);
        const auto writes = static_cast<std::ptrdiff_t>(carryOutWrites(index));
        std::vector<Effect> rest(std::make_move_iterator(instance.deferred.begin() + writes),
                                 std::make_move_iterator(instance.deferred.end()));
        instance.deferred.clear();
        apply(index, rest);
        afterStep(index);
    }
    drain(index);
}

void World::log(InstanceIndex index, LogEffect &effect)
{
    const auto file = m_logFiles.writtenBy(index);
    if (file && m_logFiles.append(*file, std::move(effect.line), effect.bytes))
        push(after(m_now, logReadDelay), Happening::Kind::LogRead, index).number = *file;
}

void World::readLog(LogFileIndex file)
{
    for (const InstanceIndex follower : m_logFiles.followers(file)) {
        if (!m_instances[follower].alive)
            continue;
        auto lines = m_logFiles.read(follower);
        if (!lines)
            continue;
        Happening &happening = push(m_now, Happening::Kind::OneWay, follower);
        happening.number = 0;
        auto &received = happening.inputAs<Received>();
        received.from = 0;
        received.message = std::move(*lines);
    }
}

} // namespace bayplan
