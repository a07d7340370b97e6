// SPDX-License-Identifier: GPL-3.0-or-later
// Every container of the run that is shown: its state and figures, and what can be done to it.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/run.h"

#include <QWidget>

class QMenu;

namespace bayplan {

class FigureTable;
class RunSession;
enum class InstanceAction;

class ContainersView : public QWidget {
    Q_OBJECT

public:
    explicit ContainersView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *table() const { return m_table; }
    /// What the context menu offers for an instance; the caller owns it.
    QMenu *menuFor(const QString &instance);

Q_SIGNALS:
    /// A row was chosen: the element of the drawing behind it.
    void elementChosen(const bayplan::ElementId &id);
    /// The log of this instance was asked for.
    void logsRequested(const QString &instance);
    /// A shell in this instance was asked for.
    void shellRequested(const QString &instance);
    /// To be done to an instance or a pod of the deployment.
    void actionRequested(const QString &target, bayplan::InstanceAction action);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void askForUsage();
    bool isGenerator(const std::string &instance) const;
    void offer(QMenu *menu, const QString &text, const QString &icon, const Injection &injection);

    RunSession *m_session;
    FigureTable *m_table;
};

/// "ready", "paused", "down": what a person would call it; translated.
QString instanceStateText(const InstanceSnapshot &instance);

} // namespace bayplan
