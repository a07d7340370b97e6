// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the run that is shown, as they stand in its report: the same as bayplanctl's.
#pragma once

#include "engine/report/report.h"

#include <QByteArray>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace bayplan {

class FigureTable;
class RunRecord;
class RunSession;

class ReportView : public QWidget {
    Q_OBJECT

public:
    explicit ReportView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *figures() const { return m_figures; }
    FigureTable *verdicts() const { return m_verdicts; }

    /// Where the page of a run has its drawing from: an SVG file, empty when what is drawn now is not what ran. Without
    /// it the page has a plain drawing of what the run was made from.
    void setDrawing(std::function<QByteArray(const RunRecord &)> drawing) { m_drawing = std::move(drawing); }

    /// By the end of the name: a page for a browser (.html), else JSON with histograms. False, and said why, when it
    /// could not be written.
    bool saveAs(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void askWhere();
    std::string drawingOf(const RunRecord &record) const;

    RunSession *m_session;
    std::function<QByteArray(const RunRecord &)> m_drawing;
    QLabel *m_title;
    QLabel *m_saved; ///< what became of the last file
    QPushButton *m_save;
    FigureTable *m_figures;
    FigureTable *m_verdicts;
    QTimer m_timer;
};

} // namespace bayplan
