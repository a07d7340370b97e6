// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the run that is shown, as they stand in its report: the same as bayplanctl's.
#pragma once

#include "engine/report/report.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace bayplan {

class FigureTable;
class RunSession;

class ReportView : public QWidget {
    Q_OBJECT

public:
    explicit ReportView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *figures() const { return m_figures; }
    FigureTable *verdicts() const { return m_verdicts; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void save();

    RunSession *m_session;
    QLabel *m_title;
    FigureTable *m_figures;
    FigureTable *m_verdicts;
    QTimer m_timer;
};

} // namespace bayplan
