// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": one value of the drawing varied, each variation simulated several times on all cores, a figure of them as
// a curve with its intervals, what is short of capacity in words, and the chosen value taken over at a click.
#pragma once

#include "app/desktop/what_if.h"
#include "simulator/sweep.h"

#include <QWidget>

#include <atomic>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace bayplan {

class CurvePlot;
class DocumentSession;
class Selection;

class WhatIfView : public QWidget {
    Q_OBJECT

public:
    WhatIfView(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);
    ~WhatIfView() override; ///< a sweep that goes on is given up

    CurvePlot *plot() const { return m_plot; }
    bool isRunning() const { return m_stopped != nullptr; }

    /// Begins, or gives up what goes on.
    void startOrStop();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildQuestion(QVBoxLayout &column);
    void buildAnswer(QVBoxLayout &column);
    void listElements();
    void listVariables();
    void showVariable();
    void followSelection();
    void start();
    void finish(std::vector<SweptPlan> plans);
    void refuse(const Error &error);
    void say(const QString &sentence, bool isError);
    void listFigures();
    void showCurve();
    void showPoint();
    void applyChosen();
    QString busiestAt(std::size_t point) const;
    const Variable *variable() const;

    DocumentSession &m_document;
    Selection &m_selection;
    QComboBox *m_element, *m_variable, *m_figure;
    QLineEdit *m_from, *m_to;
    QSpinBox *m_steps, *m_replications;
    QPushButton *m_run, *m_apply;
    QProgressBar *m_progress;
    QLabel *m_words;
    CurvePlot *m_plot;
    std::vector<Variable> m_variables;
    std::pair<ElementId, Variable> m_asked; ///< the last question
    std::vector<VariedDrawing> m_drawings;  ///< of it
    std::vector<SweptPlan> m_plans;         ///< its answers, one for each; empty while it runs
    std::vector<Figure> m_figures;
    std::shared_ptr<std::atomic<bool>> m_stopped; ///< of the sweep that goes on
};

} // namespace bayplan
