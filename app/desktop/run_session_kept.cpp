// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that are kept: found by their numbers, named, shown again, removed.
#include "app/desktop/run_session.h"
#include "simulator/message_recorder.h"

#include <algorithm>
#include <utility>

namespace bayplan {

std::vector<std::shared_ptr<RunRecord>> RunSession::kept() const
{
    std::vector<std::shared_ptr<RunRecord>> all = m_earlier;
    for (const LiveRun &one : m_slots)
        if (one.record)
            all.push_back(one.record);
    std::ranges::sort(all, {}, [](const auto &each) { return each->number(); });
    return all;
}

std::shared_ptr<RunRecord> RunSession::kept(int number) const
{
    for (auto &each : kept())
        if (each->number() == number)
            return each;
    return nullptr;
}

void RunSession::showKept(int number)
{
    const std::shared_ptr<RunRecord> wanted = kept(number);
    if (!wanted || wanted.get() == record())
        return;
    const bool isOfSlot = live(wanted->kind()).record == wanted;
    if (isOfSlot)
        return show(wanted->kind());
    forgetPast();
    m_shownKept = wanted;
    m_shown = wanted->kind();
    Q_EMIT runChanged();
    Q_EMIT statusChanged();
}

MessageSource *RunSession::messageSource()
{
    if (!m_shownKept)
        return run();
    if (m_keptMessagesOf != m_shownKept) {
        m_keptMessages.reset();
        m_keptMessagesOf = m_shownKept;
        const SnapshotPtr end = m_shownKept->newest();
        if (m_shownKept->origin().isRetraceable && end)
            m_keptMessages = std::make_unique<PastMessages>(
                m_shownKept->plan(), m_shownKept->origin().byHand->actions(), RunInstant{end->time, end->events});
    }
    return m_keptMessages.get();
}

void RunSession::rename(int number, const QString &name)
{
    if (const auto one = kept(number); one && one->name() != name.trimmed()) {
        one->setName(name);
        Q_EMIT keptChanged();
        Q_EMIT statusChanged();
    }
}

bool RunSession::remove(int number)
{
    const std::shared_ptr<RunRecord> gone = kept(number);
    if (!gone)
        return false;
    LiveRun &slot = live(gone->kind());
    const bool isOfSlot = slot.record == gone;
    if (isOfSlot && slot.run && !slot.over)
        return false;
    const bool isShown = gone.get() == record();
    if (isShown)
        forgetPast();
    if (m_shownKept == gone)
        m_shownKept.reset();
    std::erase(m_earlier, gone);
    if (isOfSlot) {
        retire(slot);
        slot = LiveRun{};
        // The newest of its kind that is left is what is looked at next.
        const auto same = [&](const auto &each) { return each->kind() == gone->kind(); };
        if (const auto next = std::ranges::find_if(m_earlier.rbegin(), m_earlier.rend(), same);
            isShown && next != m_earlier.rend())
            m_shownKept = *next;
    }
    if (isShown)
        Q_EMIT runChanged();
    Q_EMIT keptChanged();
    Q_EMIT statusChanged();
    return true;
}

void RunSession::add(std::shared_ptr<RunRecord> record)
{
    forgetPast();
    record->setNumber(++m_runs);
    m_shownKept = record;
    m_shown = record->kind();
    keep(std::move(record));
    Q_EMIT runChanged();
    Q_EMIT keptChanged();
    Q_EMIT statusChanged();
}

void RunSession::leaveDocument(const QString &path)
{
    m_runsOfOthers = m_runs;
    m_documentPath = path;
    if (kept().empty())
        return;
    forgetPast();
    m_shownKept.reset();
    m_shown = RunKind::Simulated;
    if (LiveRun &simulated = live(RunKind::Simulated); simulated.record) {
        keep(simulated.record);
        retire(simulated);
        simulated = LiveRun{};
    }
    Q_EMIT runChanged();
    Q_EMIT keptChanged();
    Q_EMIT statusChanged();
}

bool RunSession::isOfDocument(const RunRecord &record) const
{
    const auto &origin = record.origin();
    const bool isOfFile = !m_documentPath.isEmpty() && origin.documentPath == m_documentPath;
    return origin.forkOf ? isOfDocument(*origin.forkOf) : isOfFile || record.number() > m_runsOfOthers;
}

const RunRecord *RunSession::forkedFrom() const
{
    const RunRecord *shown = record();
    return shown ? shown->origin().forkOf.get() : nullptr;
}

} // namespace bayplan
