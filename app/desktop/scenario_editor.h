// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario: its time line, and beside it the chosen fault, the assertions, what is on now, and chaos.
#pragma once

#include "app/desktop/fault_choices.h"
#include "app/desktop/scenario_lanes.h"

#include <QTimer>
#include <QWidget>

#include <map>

class QLabel;
class QPushButton;
class QTabWidget;

namespace bayplan {

class ActiveFaultsView;
class AssertionsView;
class ChaosForm;
class DocumentSession;
class FaultLog;
class RunSession;
class ScenarioDetails;
class Selection;
class TimelineView;

class ScenarioEditor : public QWidget {
    Q_OBJECT
public:
    ScenarioEditor(DocumentSession &document, Selection &selection, RunSession &runs, FaultLog &log,
                   QWidget *parent = nullptr);

    TimelineView *timeline() const { return m_timeline; }
    AssertionsView *assertions() const { return m_assertions; }
    ScenarioDetails *details() const { return m_details; }
    ActiveFaultsView *active() const { return m_active; }

    /// Against which engine the scenario is checked.
    void setEngine(RunKind engine, bool standIns);
    RunKind engine() const { return m_engine; }
    const std::map<ElementId, QString> &objections() const { return m_objections; }
    /// One sentence about all faults that the engine cannot bring about; empty when there is none.
    QString objectionSentence() const;

    /// What was done by hand in the run that is shown becomes part of the scenario.
    void takeFromRun();

Q_SIGNALS:
    void objectionsChanged();
    void said(const QString &sentence);

private:
    QWidget *makeHead();
    QTabWidget *makeSide();
    void refresh();
    void showLanes();
    void refreshRun();
    void check();
    void takeObjections(const std::vector<ImpossibleFault> &found);
    void offer(const QString &target, Duration at, QPoint screen);
    void offerTargets(Duration at, QPoint screen);
    void plan(const FaultChoice &choice, const std::string &target, Duration at);

    DocumentSession &m_document;
    Selection &m_selection;
    RunSession &m_runs;
    FaultLog &m_log;
    TimelineView *m_timeline;
    ScenarioDetails *m_details;
    AssertionsView *m_assertions;
    ActiveFaultsView *m_active;
    ChaosForm *m_chaos;
    QTabWidget *m_side = nullptr;
    QLabel *m_word = nullptr;
    QPushButton *m_take = nullptr;
    RunKind m_engine = RunKind::Simulated;
    bool m_standIns = false;
    std::map<ElementId, QString> m_objections;
    QTimer m_checkSoon;
    int m_checks = 0; ///< the newest check alone counts
};

} // namespace bayplan
