// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fault_log.h"

#include "app/desktop/run_session.h"
#include "engine/plan/injected_fault.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace bayplan {

namespace {

template <std::size_t N>
bool isAmong(const std::array<std::string_view, N> &kinds, const std::string &kind)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// Over as soon as they are done, or waiting for something that may never come.
constexpr std::array<std::string_view, 5> passing{"restart", "replicate", "wallclock", "crash", "message"};
/// Ended by a start of what they ended.
constexpr std::array<std::string_view, 3> endsOfLife{"kill", "stop", "oom"};

bool namesInstance(const FaultPlan &fault, const Plan &plan, const std::string &name)
{
    return std::ranges::any_of(fault.instances, [&](InstanceIndex index) {
        return index < plan.instances.size() && plan.instances[index].name == name;
    });
}

/// Something in the run that the fault hits, by a name that resuming takes; empty when it hits nothing.
std::string targetOf(const LoggedFault &fault, const Plan &plan)
{
    if (fault.byHand) {
        return fault.byHand->target;
    }
    for (const auto index : fault.plan.instances) {
        if (index < plan.instances.size()) {
            return plan.instances[index].name;
        }
    }
    for (const auto &[caller, peer] : fault.plan.peers) {
        if (caller < plan.instances.size() && peer < plan.instances[caller].peers.size()) {
            return plan.instances[caller].peers[peer].link;
        }
    }
    return {};
}

/// The same ones in another plan, where they have other numbers; those that are not in it are hit no longer.
void aimAnew(LoggedFault &fault, const Plan &plan)
{
    FaultPlan aimed;
    const auto planned = std::ranges::find(plan.faults, fault.plan.id, &FaultPlan::id);
    if (fault.byHand) {
        if (auto anew = faultOf(plan, *fault.byHand)) {
            aimed = std::move(*anew);
        }
    } else if (planned != plan.faults.end()) {
        aimed = *planned;
    }
    fault.plan.instances = std::move(aimed.instances);
    fault.plan.others = std::move(aimed.others);
    fault.plan.peers = std::move(aimed.peers);
}

} // namespace

bool LoggedFault::lasts() const
{
    return !isAmong(passing, plan.kind);
}

std::optional<Time> LoggedFault::endsAt() const
{
    return began && plan.length > Duration(0) ? std::optional(*began + plan.length) : std::nullopt;
}

bool LoggedFault::isOn(Time now) const
{
    if (!began || !lasts() || now < *began || !failure.isEmpty()) {
        return false;
    }
    const auto end = ended ? ended : endsAt();
    return !end || now < *end;
}

FaultLog::FaultLog(RunSession &runs, QObject *parent) : QObject(parent), m_runs(runs)
{
    connect(&runs, &RunSession::runChanged, this, &FaultLog::showRun);
    connect(&runs, &RunSession::injected, this, &FaultLog::note);
    connect(&runs, &RunSession::eventsAdded, this, &FaultLog::readEvents);
    connect(&runs, &RunSession::snapshotChanged, this, [this] {
        if (!active().empty()) {
            Q_EMIT changed(); // the time left
        }
    });
    showRun();
}

std::vector<LoggedFault> *FaultLog::shown()
{
    const auto *record = m_runs.record();
    return record == nullptr ? nullptr : &m_logs[{int(record->kind()), record->number()}];
}

const std::vector<LoggedFault> &FaultLog::faults() const
{
    static const std::vector<LoggedFault> none;
    const auto *record = m_runs.record();
    const auto found = record == nullptr ? m_logs.end() : m_logs.find({int(record->kind()), record->number()});
    return found == m_logs.end() ? none : found->second;
}

std::vector<const LoggedFault *> FaultLog::active() const
{
    std::vector<const LoggedFault *> on;
    const auto snapshot = m_runs.snapshot();
    const bool hasInstant = m_runs.isLive() || m_runs.held(); // a run that is over has none but those of its past
    for (const auto &fault : faults()) {
        if (snapshot && hasInstant && fault.isOn(snapshot->time)) {
            on.push_back(&fault);
        }
    }
    return on;
}

void FaultLog::showRun()
{
    if (const auto *record = m_runs.record()) {
        const auto *before = std::exchange(m_logged[{int(record->kind()), record->number()}], record);
        if (before == nullptr) {
            addScenario(record->plan(), Time{});
            for (const auto &action : record->origin().byHand->actions()) { // of a fork, and of one from a file
                addByHand(action.injection);
            }
        } else if (before != record && record->changedAt()) {
            readNewEvents(); // of before the change
            followChange(*shown(), *record);
        }
    }
    readEvents();
    Q_EMIT changed();
}

void FaultLog::addScenario(const Plan &plan, Time from)
{
    for (const auto &planned : plan.faults) {
        if (planned.at < from) {
            continue;
        }
        LoggedFault fault;
        fault.number = ++m_last;
        fault.plan = planned;
        fault.title = QString::fromStdString(planned.text);
        shown()->push_back(std::move(fault));
    }
}

/// The engine ends what it holds before it changes what runs, and nobody hears of it any more; what had not begun yet
/// is begun by the new plan or not at all.
void FaultLog::followChange(std::vector<LoggedFault> &log, const RunRecord &record)
{
    const Time at = *record.changedAt();
    std::erase_if(log, [](const LoggedFault &fault) { return !fault.began; });
    for (auto &fault : log) {
        if (fault.lasts() && !fault.ended) {
            fault.ended = std::max(*fault.began, std::min(at, fault.endsAt().value_or(at)));
        }
        aimAnew(fault, record.plan());
    }
    addScenario(record.plan(), at);
}

bool FaultLog::inject(const std::vector<Injection> &injections, const QString &title)
{
    m_gesture = injections.size() > 1 ? ++m_lastGesture : 0;
    m_title = title;
    bool isTaken = true;
    for (const auto &injection : injections) {
        isTaken = isTaken && m_runs.inject(injection).has_value();
    }
    m_gesture = 0;
    m_title.clear();
    return isTaken;
}

void FaultLog::note(const Injection &injection)
{
    if (m_runs.record() != nullptr) {
        addByHand(injection);
        Q_EMIT changed();
    }
}

void FaultLog::addByHand(const Injection &injection)
{
    auto plan = faultOf(m_runs.record()->plan(), injection);
    if (!plan || injection.kind == "resume") {
        return;
    }
    LoggedFault fault;
    fault.number = ++m_last;
    fault.plan = std::move(*plan);
    fault.byHand = injection;
    fault.gesture = m_gesture;
    fault.title = m_title.isEmpty() ? QString::fromStdString(fault.plan.text) : m_title;
    shown()->push_back(std::move(fault));
}

void FaultLog::readEvents()
{
    if (m_runs.record() != nullptr) {
        readNewEvents();
        Q_EMIT changed();
    }
}

void FaultLog::readNewEvents()
{
    const auto *record = m_runs.record();
    auto &next = m_read[{int(record->kind()), record->number()}];
    const auto &events = record->events();
    next = std::min(next, events.size()); // old ones may have gone
    for (; next < events.size(); ++next) {
        read(events[next]);
    }
}

void FaultLog::read(const RunEvent &event)
{
    auto &log = *shown();
    const auto &plan = m_runs.record()->plan();
    const auto isCalledSo = [&](const LoggedFault &fault) { return faultSubject(fault.plan) == event.subject; };
    if (event.kind == "fault") {
        const auto found = std::ranges::find_if(log, [&](const auto &f) { return !f.began && isCalledSo(f); });
        if (found != log.end()) {
            found->began = event.time;
        }
        return;
    }
    const bool isOver = event.kind == "healed" || event.kind == "fault-over" || event.kind == "rolled";
    const bool isFailure = event.kind == "fault-failed" || event.kind == "roll-stuck";
    const bool isStart = event.kind == "restarted" || event.kind == "restart" || event.kind == "started";
    if (!isOver && !isFailure && !isStart) {
        return;
    }
    for (auto &fault : log) {
        if (!fault.began || fault.ended || event.time < *fault.began) {
            continue;
        }
        const bool isRevived = isStart && isAmong(endsOfLife, fault.plan.kind) && event.time > *fault.began &&
                               namesInstance(fault.plan, plan, event.subject);
        if (!isRevived && (isStart || !isCalledSo(fault))) {
            continue;
        }
        fault.ended = event.time;
        if (isFailure) {
            fault.failure = QString::fromStdString(event.text);
        }
        if (!isRevived) {
            return; // the oldest of those that are called so
        }
    }
}

void FaultLog::end(const LoggedFault &fault)
{
    const auto *record = m_runs.record();
    const auto target = targetOf(fault, record->plan());
    if (isAmong(endsOfLife, fault.plan.kind)) {
        m_runs.inject({"restart", target, {}});
        return;
    }
    m_runs.inject({"resume", target, {}, {{"fault", faultSubject(fault.plan)}}});
}

void FaultLog::heal(int number)
{
    auto *log = shown();
    const auto snapshot = m_runs.snapshot();
    if (log == nullptr || !snapshot) {
        return;
    }
    const auto chosen = std::ranges::find(*log, number, &LoggedFault::number);
    if (chosen == log->end()) {
        return;
    }
    const int gesture = chosen->gesture;
    for (std::size_t i = 0; i < log->size(); ++i) {
        const bool isMeant = (*log)[i].number == number || (gesture != 0 && (*log)[i].gesture == gesture);
        if (isMeant && (*log)[i].isOn(snapshot->time)) {
            end(LoggedFault((*log)[i])); // a copy: the log may grow meanwhile
        }
    }
}

void FaultLog::healAll()
{
    std::vector<LoggedFault> on;
    for (const auto *fault : active()) {
        on.push_back(*fault);
    }
    for (const auto &fault : on) {
        end(fault);
    }
}

} // namespace bayplan
