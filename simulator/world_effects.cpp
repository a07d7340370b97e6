// SPDX-License-Identifier: Apache-2.0
// What machines want done: messages, writes, log lines, events.
#include "simulator/world.h"

#include "engine/base/units.h"
#include "simulator/message_tap.h"

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
    else if (auto *event = std::get_if<EventEffect>(&effect)) {
        tell(event->kind, planOf(index).name, std::move(event->text));
        heedLifecycle(index, event->kind);
    } else if (const auto *wanted = std::get_if<ComputeEffect>(&effect)) {
        compute(index, *wanted);
    }
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
    const auto arrival = m_network.arrival(m_now, index, effect.to, LaneWay::There, &effect.message);
    const InstanceIndex callee = m_network.calleeOf(index, effect.to);
    const LaneId lane{index, effect.to, LaneWay::There};
    const std::uint64_t number = ++m_messages;
    if (m_tap) [[unlikely]]
        tellTap({.number = number, .from = index, .to = callee, .lane = lane, .arrival = arrival}, &effect.message);
    if (!back || !arrival)
        return;
    if (const auto copy = m_network.copyArrival(*arrival, index, effect.to, LaneWay::There, &effect.message)) {
        const std::uint64_t copyNumber = ++m_messages;
        if (m_tap) [[unlikely]]
            tellTap(
                {.number = copyNumber, .from = index, .to = callee, .lane = lane, .arrival = copy, .copyOf = number},
                &effect.message);
        carry(*copy, callee, *back, Message(effect.message)).message = copyNumber;
    }
    carry(*arrival, callee, *back, std::move(effect.message)).message = number;
}

World::Happening &World::carry(Time at, InstanceIndex to, PeerId from, Message &&message)
{
    const std::uint32_t letter = m_letters.take();
    m_letters[letter].from = from;
    m_letters[letter].message = std::move(message);
    Happening &happening = push(at, Happening::Kind::OneWay, to);
    happening.number = letter;
    return happening;
}

void World::call(InstanceIndex index, PeerId peer, Call &&sent)
{
    const auto arrival = m_network.arrival(m_now, index, peer, LaneWay::There, &sent.body);
    const std::uint64_t message = ++m_messages;
    if (m_tap) [[unlikely]]
        tellTap({.number = message,
                 .from = index,
                 .to = m_network.calleeOf(index, peer),
                 .lane = {index, peer, LaneWay::There},
                 .arrival = arrival},
                &sent.body);
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
    connection.message = message;
    connection.answerBy = sent.timeout > Duration(0) ? after(m_now, sent.timeout) : never;
    ++connection.generation;
    if (sent.mayBeWithdrawn) {
        auto &withdrawable = m_containers[index].withdrawable;
        const auto place = static_cast<std::uint32_t>(connection.callId);
        if (place >= withdrawable.size())
            withdrawable.resize(std::size_t{place} + 1);
        withdrawable[place] = number;
    }
    m_lineBytes += lineBytesOf(sent.body);
    Happening &happening = push(*arrival, Happening::Kind::Request, connection.callee);
    happening.number = number;
    happening.asked = std::move(sent.body);
    happening.timeout = sent.timeout;
    happening.message = message;
}

void World::withdraw(InstanceIndex index, PeerId peer, std::uint64_t callId)
{
    const auto &withdrawable = m_containers[index].withdrawable;
    const auto place = static_cast<std::uint32_t>(callId);
    if (place >= withdrawable.size())
        return;
    const std::uint32_t number = withdrawable[place];
    const Connection &connection = m_connections[number];
    const bool isIt = connection.open && connection.caller == index && connection.peer == peer &&
                      connection.callId == callId && connection.callerLife == m_instances[index].life;
    const Message message = Withdrawal{callId};
    const auto arrival = isIt ? m_network.arrival(m_now, index, peer, LaneWay::There, &message) : std::optional<Time>();
    const std::uint64_t withdrawal = isIt ? ++m_messages : 0;
    if (isIt && m_tap) [[unlikely]]
        tellTap({.number = withdrawal,
                 .from = index,
                 .to = connection.callee,
                 .lane = {index, peer, LaneWay::There},
                 .arrival = arrival,
                 .answers = connection.message},
                &message);
    if (!arrival)
        return;
    Happening &happening = push(*arrival, Happening::Kind::Cancel, connection.callee);
    happening.number = number;
    happening.id = requestIdOf(number);
    happening.message = withdrawal;
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
        if (m_tap) [[unlikely]]
            m_tap->over(happening.message, MessageFate::TakenBack, m_now);
        close(happening.number);
        return;
    }
    connection.arrived = true;
    connection.answerBy = std::max(connection.answerBy, m_now); // who got it late has had no time before
    connection.calleeLife = m_instances[index].life;
    const Duration remaining = happening.timeout > Duration(0)
                                   ? std::max(Duration(1), happening.timeout - (m_now - connection.sent))
                                   : Duration(0);
    const std::uint32_t number = happening.number;
    const RequestId request = requestIdOf(number);
    step(index, Requested{request, std::move(happening.asked), remaining});
    if (m_instances[index].toldToStop)
        checkTurnedAway(index, number, request);
}

/// Who was told to stop, and listens, takes nothing new.
void World::checkTurnedAway(InstanceIndex index, std::uint32_t number, RequestId request)
{
    const Instance &instance = m_instances[index];
    if (!instance.canStep() || !m_connections[number].open || requestIdOf(number) != request || !drains(index))
        return;
    const std::string &name = planOf(index).name;
    m_violations.add({m_now,
                      name,
                      violationText("Work taken while stopping", m_now,
                                    name + " took a request of " + planOf(m_connections[number].caller).name +
                                        " after it was told to stop"),
                      {}});
}

void World::reply(InstanceIndex index, ReplyEffect &effect)
{
    if (m_instances[index].watch != nullptr)
        m_instances[index].watch->replying(index, m_now, effect.request, effect.body);
    const auto number = static_cast<std::uint32_t>(effect.request);
    if (number >= m_connections.limit() || requestIdOf(number) != effect.request) {
        const auto *body = effect.request > ~std::uint64_t{m_orders} ? effect.body.as<QueueReply>() : nullptr;
        if (body != nullptr && body->status != 200)
            tell("order-failed", planOf(index).name,
                 body->status == 404 ? "task " + std::to_string(body->task) + " is no dead letter"
                                     : "it takes no orders now");
        return;
    }
    Connection &connection = m_connections[number];
    if (connection.answered) {
        const std::string &name = planOf(index).name;
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
    std::map<InstanceIndex, std::vector<RequestId>> inHand;
    for (std::uint32_t number = 0; number < m_connections.limit(); ++number) {
        const Connection &connection = m_connections[number];
        if (!connection.open || !connection.arrived || after(connection.answerBy, grace) >= m_now)
            continue;
        const Instance &callee = m_instances[connection.callee];
        const Container &container = m_containers[connection.callee];
        const bool hadTime = callee.canStep() && container.inbox.empty() && after(container.resumed, grace) < m_now;
        if (!hadTime || callee.life != connection.calleeLife)
            continue;
        // A long queue is worked off in order, whoever still waits for the answer.
        const auto [held, isNew] = inHand.try_emplace(connection.callee);
        if (isNew) {
            held->second = callee.machine->inHand();
            std::ranges::sort(held->second);
        }
        if (std::ranges::binary_search(held->second, requestIdOf(number)))
            continue;
        m_violations.add({m_now,
                          planOf(connection.callee).name,
                          violationText("A request never answered", m_now,
                                        planOf(connection.callee).name + " was asked by " +
                                            planOf(connection.caller).name + " at " + instantText(connection.sent)),
                          {}});
    }
    tellViolations();
}

void World::answer(std::uint32_t number, CallStatus status, ReplyBody &&body)
{
    const Connection connection = m_connections[number];
    close(number);
    const Instance &caller = m_instances[connection.caller];
    if (!caller.alive || caller.life != connection.callerLife)
        return;
    const auto arrival = m_network.arrival(m_now, connection.caller, connection.peer, LaneWay::Back, &body);
    const std::uint64_t message = ++m_messages;
    if (m_tap) [[unlikely]]
        tellTap({.number = message,
                 .from = connection.callee,
                 .to = connection.caller,
                 .lane = {connection.caller, connection.peer, LaneWay::Back},
                 .arrival = arrival,
                 .status = status,
                 .answers = connection.message},
                &body);
    if (!arrival)
        return;
    Happening &happening = push(*arrival, Happening::Kind::Answer, connection.caller);
    happening.number = 0;
    happening.from = connection.peer;
    happening.id = connection.callId;
    happening.status = status;
    happening.answered = std::move(body);
    happening.message = message;
}

void World::close(std::uint32_t number)
{
    m_connections[number].open = false;
    m_connections.give(number);
}

void World::beginSync(InstanceIndex index, std::vector<Effect>::iterator first, std::vector<Effect>::iterator last)
{
    m_containers[index].storage.value().deferred.assign(std::make_move_iterator(first), std::make_move_iterator(last));
    m_instances[index].syncing = true;
    if (m_tap) [[unlikely]]
        m_tap->hold(index);
    const Disk *broken = brokenDisk(index);
    const Duration takes = std::max(syncTime, broken != nullptr ? broken->slow : Duration(0));
    push(after(m_now, takes), Happening::Kind::Synced, index).number = 0;
}

/// Null while nothing has ever been wrong with it.
World::Disk *World::brokenDisk(InstanceIndex index)
{
    Hardship *hardship = m_containers[index].hardship.get();
    return hardship != nullptr ? &hardship->disk : nullptr;
}

/// By a fault, or because the write under way does not fit on its volume.
bool World::isDiskFull(InstanceIndex index)
{
    const Disk *broken = brokenDisk(index);
    return (broken != nullptr && broken->full > 0) || !writesFit(index);
}

/// A state that is replaced is written beside the old one, and renamed; a journal leaves a little room for that.
bool World::writesFit(InstanceIndex index) const
{
    const std::uint64_t most = m_volumes.mostOfState(index);
    std::uint64_t held = m_volumes.stateBytes(index);
    for (const Effect &effect : m_containers[index].storage.get()->deferred) {
        if (most == SizedVolumes::unbounded || !isWrite(effect))
            break;
        const auto *append = std::get_if<AppendEffect>(&effect);
        const std::uint64_t bytes =
            append != nullptr ? append->record.size() : std::get<PersistEffect>(effect).durable.size();
        const std::uint64_t reserve = append != nullptr ? m_volumes.reserveBytes(index) : 0;
        if (held + bytes + reserve > most)
            return false;
        held = append != nullptr ? held + bytes : bytes;
    }
    return true;
}

/// What the instance would find if it ended now.
std::string World::survivingState(InstanceIndex index)
{
    const Disk *broken = brokenDisk(index);
    return broken != nullptr && broken->lying > 0 ? broken->honest.durable : writtenBy(index).durable;
}

Started World::writtenBy(InstanceIndex index) const
{
    const Storage *storage = m_containers[index].storage.get();
    return storage != nullptr ? storage->written : Started{};
}

/// The writes at the front of what is deferred, at most that many; how many there were.
std::size_t World::carryOutWrites(InstanceIndex index, std::size_t most)
{
    Watch *watch = m_instances[index].watch;
    auto &[written, deferred] = m_containers[index].storage.value();
    std::size_t done = 0;
    for (; done < std::min(most, deferred.size()) && isWrite(deferred[done]); ++done) {
        if (auto *append = std::get_if<AppendEffect>(&deferred[done])) {
            m_volumes.setState(index, m_volumes.stateBytes(index) + append->record.size());
            written.journal.push_back(std::move(append->record));
            if (watch != nullptr)
                watch->appended(index, m_now);
        } else {
            written.durable = std::move(std::get<PersistEffect>(deferred[done]).durable);
            written.journal.clear();
            m_volumes.setState(index, written.durable.size());
            if (watch != nullptr)
                watch->written(index, m_now, written.durable);
        }
    }
    return done;
}

/// True when it was to crash now; then it has.
bool World::crashAtWrite(InstanceIndex index)
{
    Container &container = m_containers[index];
    if (container.hardship.get() == nullptr || !container.hardship.value().crash)
        return false;
    const Crash crash = *std::exchange(container.hardship.value().crash, std::nullopt);
    const auto isEffect = [](const Effect &effect) { return !isWrite(effect); };
    const auto &deferred = container.storage.value().deferred;
    const auto writes = static_cast<std::size_t>(std::ranges::find_if(deferred, isEffect) - deferred.begin());
    // The reader of a journal cuts the torn tail off; a state that is replaced is there whole or not at all.
    const std::size_t kept = crash.moment == CrashMoment::After  ? writes
                             : crash.moment == CrashMoment::Torn ? writes - 1
                                                                 : 0;
    carryOutWrites(index, kept);
    m_instances[index].syncing = false;
    end(index, Ending::Killed, "crashed at a write");
    keepDown(index, crash.downFor);
    return true;
}

void World::synced(InstanceIndex index)
{
    if (crashAtWrite(index))
        return;
    Instance &instance = m_instances[index];
    instance.syncing = false;
    if (isDiskFull(index)) {
        m_containers[index].storage.value().deferred.clear();
        instance.writeFailed = true;
    } else {
        const auto writes = static_cast<std::ptrdiff_t>(carryOutWrites(index));
        std::vector<Effect> deferred = std::exchange(m_containers[index].storage.value().deferred, {});
        deferred.erase(deferred.begin(), deferred.begin() + writes);
        if (m_tap) [[unlikely]]
            m_tap->resume(index);
        apply(index, deferred);
        afterStep(index);
        if (m_tap) [[unlikely]]
            m_tap->end();
    }
    drain(index);
}

void World::countLog(InstanceIndex index, LogFileIndex file, bool isFull)
{
    m_volumes.setLog(file, m_logFiles.bytesOf(file));
    if (const std::string *volume = m_volumes.becameFull(file, isFull))
        tell(isFull ? "disk-full" : "disk-free", planOf(index).name,
             "volume " + *volume + (isFull ? ": log lines are lost until there is room" : " takes log lines again"));
}

void World::log(InstanceIndex index, LogEffect &effect)
{
    const auto file = m_logFiles.writtenBy(index);
    if (!file)
        return;
    const std::uint64_t most = m_volumes.mostOfLog(*file);
    const auto written = m_logFiles.append(*file, std::move(effect.line), effect.bytes, most);
    if (most != SizedVolumes::unbounded)
        countLog(index, *file, written == LogFiles::Written::NoRoom);
    if (m_logFiles.isLong(*file))
        m_logFiles.trim(*file, [this](InstanceIndex follower) { return survivingState(follower); });
    if (written == LogFiles::Written::First)
        push(after(m_now, logReadDelay), Happening::Kind::LogRead, index).number = *file;
}

void World::readLog(LogFileIndex file)
{
    for (const InstanceIndex follower : m_logFiles.followers(file)) {
        if (!m_instances[follower].alive)
            continue;
        while (auto lines = m_logFiles.read(follower))
            carry(m_now, follower, 0, std::move(*lines));
        const auto [missed, forMemory] = m_logFiles.takeMissed(follower);
        if (missed > 0)
            tell("lines-missed", planOf(follower).name,
                 (forMemory ? "lines that went before they were read, of which a simulation keeps " +
                                  formatBytes(static_cast<std::int64_t>(m_logFiles.mostBytes())) + ": "
                            : "lines that went with a rotated file before they were read: ") +
                     std::to_string(missed));
    }
}

} // namespace bayplan
