// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_rewind.h"

#include "app/desktop/background_task.h"
#include "app/desktop/sentences.h"
#include "engine/recording/recorded_states.h"
#include "simulator/seeker.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace bayplan {

namespace {

constexpr Duration windowOfFigures = std::chrono::seconds(1);

/// Goes to instants of one run. Of the worker's thread.
class StateSource {
public:
    explicit StateSource(const RunRecord &record) : m_run(record.number()), m_trail(record.trail())
    {
        if (record.origin().isRetraceable) {
            std::vector<HandAction> byHand = record.origin().byHand->actions();
            m_actions = byHand.size();
            m_seeker.emplace(record.plan(), std::move(byHand));
        } else if (auto states = RecordedStates::open(record.trail().toStdString(), record.plan().instances.size())) {
            m_states.emplace(std::move(*states));
        } else {
            m_problem = sentences(states.error());
        }
    }

    /// Whether it knows all there is to know about the run up to then.
    bool isFor(const RunRecord &record, Time at) const
    {
        if (record.number() != m_run || record.trail() != m_trail) // a change begins another trail
            return false;
        if (m_seeker)
            return record.origin().byHand->actions().size() == m_actions;
        return m_states && m_states->size() > 0 && at <= m_states->timeOf(m_states->size() - 1);
    }

    /// Nothing when `goOn` said no, or with a problem().
    SnapshotPtr at(Time time, const std::function<bool(double)> &goOn)
    {
        if (m_seeker)
            return m_seeker->seek(time, goOn) ? std::make_shared<const Snapshot>(m_seeker->snapshot()) : nullptr;
        const auto number = m_states ? m_states->at(time) : std::nullopt;
        if (!number) {
            if (m_problem.isEmpty())
                m_problem = RunRewind::tr("Nothing was recorded up to that instant.");
            return nullptr;
        }
        auto state = m_states->state(*number);
        if (state)
            return std::make_shared<const Snapshot>(std::move(*state));
        m_problem = sentences(state.error());
        return nullptr;
    }

    const QString &problem() const { return m_problem; }

private:
    int m_run;
    QString m_trail;
    std::size_t m_actions = 0;
    std::optional<Seeker> m_seeker;
    std::optional<RecordedStates> m_states;
    QString m_problem;
};

} // namespace

struct RunRewind::Shared {
    explicit Shared(RunRewind *rewind) : door(rewind) {}

    struct Wish {
        std::shared_ptr<const RunRecord> record;
        Time at{};
    };

    bool isSuperseded()
    {
        const std::lock_guard lock(mutex);
        return closing || wish.has_value();
    }

    BackDoor door;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Wish> wish;
    bool closing = false;
};

namespace {

/// The figures at an instant are those of the second before it.
PastState stateAt(StateSource &source, const Plan &plan, Time at, const std::function<bool(double)> &goOn)
{
    const Time begin = std::max(Time{}, at - windowOfFigures);
    PastState past{.seconds = toSeconds(at), .snapshot = nullptr, .history = nullptr};
    const SnapshotPtr before = source.at(begin, goOn);
    past.snapshot = before || source.problem().isEmpty() ? source.at(at, goOn) : nullptr;
    if (!before || !past.snapshot)
        return past;
    auto history = std::make_shared<RunHistory>(plan);
    history->add(before);
    history->add(past.snapshot);
    past.history = std::move(history);
    return past;
}

} // namespace

RunRewind::RunRewind(QObject *parent) : QObject(parent), m_shared(std::make_shared<Shared>(this))
{
    runInBackground([this, shared = m_shared] { // `this` only behind the door
        std::unique_ptr<StateSource> source;
        while (true) {
            std::unique_lock lock(shared->mutex);
            shared->changed.wait(lock, [&] { return shared->closing || shared->wish; });
            if (shared->closing)
                return;
            const Shared::Wish wish = *std::exchange(shared->wish, std::nullopt);
            lock.unlock();
            if (!source || !source->isFor(*wish.record, wish.at)) {
                source.reset(); // its copies of the world go first
                source = std::make_unique<StateSource>(*wish.record);
            }
            const PastState past = stateAt(*source, wish.record->plan(), wish.at, [&](double fraction) {
                shared->door.post([this, fraction] { Q_EMIT progressed(fraction); });
                return !shared->isSuperseded();
            });
            const int run = wish.record->number();
            if (past.snapshot)
                shared->door.post([this, run, past] { Q_EMIT found(run, past); });
            else if (!source->problem().isEmpty())
                shared->door.post([this, why = source->problem()] { Q_EMIT failed(why); });
        }
    });
}

RunRewind::~RunRewind()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->closing = true;
    }
    m_shared->changed.notify_one();
}

void RunRewind::want(std::shared_ptr<const RunRecord> record, Time at)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->wish = Shared::Wish{std::move(record), at};
    }
    m_shared->changed.notify_one();
}

void RunRewind::wantNothing()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wish.reset();
}

} // namespace bayplan
