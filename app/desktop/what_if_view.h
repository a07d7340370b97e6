// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": one or two values of the drawing varied, each variation simulated several times on all cores, a figure of
// them as curves with their intervals or as a field, what is short of capacity in words, and the chosen values taken
// over at a click.
#pragma once

#include "app/desktop/what_if_points.h"

#include <QElapsedTimer>
#include <QWidget>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace bayplan {

class CurvePlot;
class DocumentSession;
class HeatMap;
class Selection;
class WhatIfAxisRow;
struct CurvePoint;
struct PlotCurve;

class WhatIfView : public QWidget {
    Q_OBJECT

public:
    WhatIfView(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);
    ~WhatIfView() override; ///< a sweep that goes on is given up

    CurvePlot *plot() const { return m_plot; }
    HeatMap *field() const { return m_field; }
    WhatIfAxisRow *secondRow() const { return m_second; }
    bool isRunning() const { return m_stopped != nullptr; }

    /// Begins, or gives up what goes on.
    void startOrStop();

protected:
    void showEvent(QShowEvent *event) override;

private:
    // what_if_view.cpp: the question
    void buildQuestion(QVBoxLayout &column);
    void buildAnswer(QVBoxLayout &column);
    void connectParts();
    void listElements();
    void followSelection();
    void enableAsking();
    std::vector<WhatIfAxis> question() const;
    void start();
    void showProgress(double fraction);
    void finish(Result<WhatIfAnswer> answer);
    void say(const QString &sentence, bool isError);

    // what_if_answer.cpp
    void listFigures();
    void showCurves();
    std::vector<CurvePoint> curveOf(const Figure &figure, std::size_t second) const;
    void showPoint();
    std::optional<std::size_t> chosenPoint() const;
    std::optional<std::size_t> suggestedPoint() const;
    QString valuesAt(std::size_t point) const;
    QString wordsWithoutChoice() const;
    QString settledWords() const;
    void applyChosen();
    bool isTwofold() const { return m_answer.values.size() > 1; }

    DocumentSession &m_document;
    Selection &m_selection;
    WhatIfAxisRow *m_first, *m_second;
    QCheckBox *m_hasSecond;
    QSpinBox *m_replications;
    QPushButton *m_run;
    QComboBox *m_figure, *m_picture;
    QLabel *m_words;
    QPushButton *m_apply;
    QProgressBar *m_progress;
    QStackedWidget *m_pictures;
    CurvePlot *m_plot;
    HeatMap *m_field;
    std::vector<WhatIfAxis> m_asked; ///< the last question
    WhatIfAnswer m_answer;           ///< empty while it runs
    std::vector<Figure> m_figures;
    QElapsedTimer m_since;
    std::shared_ptr<std::atomic<bool>> m_stopped; ///< of the sweep that goes on
};

} // namespace bayplan
