// SPDX-License-Identifier: GPL-3.0-or-later
// The faults of the run that is shown, those of its scenario and those given by hand: when each began and ended, which
// are on now, and the way back from them.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/run.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace bayplan {

class RunRecord;
class RunSession;

struct LoggedFault {
    int number = 0; ///< of the log, stable
    FaultPlan plan;
    std::optional<Injection> byHand; ///< as it was given; else it is the scenario's
    int gesture = 0;                 ///< those that one gesture gave share it; 0: none
    QString title;                   ///< "Partition: web, api"; else the plan's text
    std::optional<Time> began, ended;
    QString failure; ///< why the engine did not bring it about

    /// It is on at that instant, as far as is known.
    bool isOn(Time now) const;
    /// When it will be over by itself; nothing where it lasts until it is healed.
    std::optional<Time> endsAt() const;
    /// What lasts: a restart is over when it has begun.
    bool lasts() const;
};

class FaultLog : public QObject {
    Q_OBJECT
public:
    explicit FaultLog(RunSession &runs, QObject *parent = nullptr);

    /// Of the run that is shown, the scenario's first.
    const std::vector<LoggedFault> &faults() const;
    /// Those that are on at the instant that is shown.
    std::vector<const LoggedFault *> active() const;

    /// Gives several at once that belong together, as a cut does that hits several pods. False when the engine refuses
    /// one; why comes by RunSession::refused().
    bool inject(const std::vector<Injection> &injections, const QString &title);

    /// Ends that one and those of the same gesture.
    void heal(int number);
    void healAll();

Q_SIGNALS:
    void changed();

private:
    using RunKey = std::pair<int, int>; ///< kind and number of the record

    std::vector<LoggedFault> *shown();
    void showRun();
    void addScenario(const Plan &plan, Time from);
    void addByHand(const Injection &injection);
    void followChange(std::vector<LoggedFault> &log, const RunRecord &record);
    void note(const Injection &injection);
    void readEvents();
    void readNewEvents();
    void read(const RunEvent &event);
    void end(const LoggedFault &fault);

    RunSession &m_runs;
    std::map<RunKey, std::vector<LoggedFault>> m_logs;
    std::map<RunKey, const RunRecord *> m_logged; ///< whose plan the log is of; only compared
    std::map<RunKey, std::size_t> m_read;         ///< events
    int m_last = 0, m_lastGesture = 0, m_gesture = 0;
    QString m_title;
};

} // namespace bayplan
