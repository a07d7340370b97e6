// SPDX-License-Identifier: Apache-2.0
#include "simulator/message_recorder.h"

#include "simulator/retraced_world.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace bayplan {

std::optional<std::vector<MessageRecord>> retracedMessages(const Plan &plan, const std::vector<HandAction> &byHand,
                                                           const RunInstant &until, const MessageChoice &choice,
                                                           const std::function<bool(double)> &progress,
                                                           std::size_t capacity)
{
    constexpr std::uint64_t slice = 2'000;
    MessageLog log(capacity);
    MessageTap tap(plan, log);
    tap.choose(choice);
    RetracedWorld retraced(plan, plan.seed, byHand, World::Checks::None);
    World &world = retraced.world();
    world.tapMessages(&tap);
    auto asked = std::chrono::steady_clock::now();
    const double whole = std::max(1e-9, toSeconds(until.at));
    while (!retraced.runUntil(until.at, std::min(slice, until.events - world.eventsDone())) &&
           world.eventsDone() < until.events) {
        const auto now = std::chrono::steady_clock::now();
        if (!progress || now - asked < std::chrono::milliseconds(100))
            continue;
        asked = now;
        if (!progress(toSeconds(world.now()) / whole))
            return {};
    }
    return log.records();
}

MessageRecorder::MessageRecorder(const Plan &plan) : m_plan(plan), m_tap(plan, m_log) {}

MessageRecorder::MessageRecorder(const Plan &plan, std::vector<HandAction> byHand, const RunInstant &end)
    : m_plan(plan), m_tap(plan, m_log), m_byHand(std::move(byHand)), m_end(end)
{
}

MessageRecorder::~MessageRecorder()
{
    giveUpRetracing();
    for (Retracing &retracing : m_retracings)
        retracing.thread.join();
}

void MessageRecorder::choose(const MessageChoice &choice)
{
    const std::lock_guard lock(m_mutex);
    m_choice = choice;
    ++m_chosen;
    if (m_end)
        chooseAfterTheEnd();
}

void MessageRecorder::chooseAfterTheEnd()
{
    m_attended = m_chosen.load();
    giveUpRetracing();
    const std::uint64_t beginning = m_log.beginAnew(m_end->at);
    if (!m_choice.empty())
        retrace(*m_end, beginning);
}

void MessageRecorder::note(const HandAction &action)
{
    const std::lock_guard lock(m_mutex);
    m_byHand.push_back(action);
}

void MessageRecorder::begin(World &world)
{
    const std::lock_guard lock(m_mutex);
    m_attended = m_chosen.load();
    giveUpRetracing();
    world.tapMessages(nullptr);
    m_tap.choose(m_choice);
    const std::uint64_t beginning = m_log.beginAnew(world.messagesSent() > 0 ? world.now() : Time{});
    if (m_choice.empty())
        return;
    world.tapMessages(&m_tap);
    if (world.messagesSent() > 0)
        retrace({world.now(), world.eventsDone()}, beginning);
}

void MessageRecorder::ended(World &world)
{
    attend(world);
    world.tapMessages(nullptr);
    const std::lock_guard lock(m_mutex);
    m_end = RunInstant{world.now(), world.eventsDone()};
    if (isChoiceNew()) // since just now
        chooseAfterTheEnd();
}

void MessageRecorder::retrace(const RunInstant &until, std::uint64_t beginning)
{
    m_log.setReconstructed(beginning, 0);
    Retracing &mine = m_retracings.emplace_back();
    mine.thread = std::thread([this, &mine, until, beginning, choice = m_choice, byHand = m_byHand] {
        auto older = retracedMessages(m_plan, byHand, until, choice, [&](double fraction) {
            m_log.setReconstructed(beginning, fraction);
            return !mine.givesUp;
        });
        if (older)
            m_log.putBefore(beginning, std::move(*older));
        mine.over = true;
    });
}

void MessageRecorder::giveUpRetracing()
{
    for (auto one = m_retracings.begin(); one != m_retracings.end();) {
        one->givesUp = true;
        const bool isOver = one->over;
        if (isOver)
            one->thread.join();
        one = isOver ? m_retracings.erase(one) : std::next(one);
    }
}

} // namespace bayplan
