// SPDX-License-Identifier: GPL-3.0-or-later
// One chart of a quantity over run time, with a legend that hides lines, the value under the cursor, and marks.
#pragma once

#include "app/desktop/nice_axis.h"
#include "app/desktop/run_history.h"

#include <QColor>
#include <QFrame>
#include <QString>

#include <optional>
#include <set>
#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QToolButton;

namespace bayplan {

class ChartPlot;

struct ChartLine {
    QString name;
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 1.6;
    std::vector<HistoryPoint> points;
};

struct ChartMark {
    double seconds = 0;
    QString text;
    QColor colour;
};

class ChartPanel : public QFrame {
    Q_OBJECT

public:
    enum class Scale { Linear, Logarithmic };

    ChartPanel(const QString &title, AxisUnit unit, Scale scale, QWidget *parent = nullptr);

    void setLines(std::vector<ChartLine> lines);
    void setTimeRange(double fromSeconds, double toSeconds);
    void setMarks(std::vector<ChartMark> marks);
    void setCursor(std::optional<double> seconds);
    /// Shown over the empty plot when no line has a point.
    void setEmptyText(const QString &text);
    void setLineHidden(const QString &name, bool hidden);

    const QString &title() const { return m_title; }
    const std::vector<ChartLine> &lines() const { return m_lines; }
    bool isLineHidden(const QString &name) const { return m_hidden.contains(name); }
    ChartPlot *plot() const { return m_plot; }

    /// Value of a line at an instant: of the newest point at or before it.
    static std::optional<double> valueAt(const ChartLine &line, double seconds);
    /// "seconds,NAME,NAME..." and a row for each instant that any line has; C notation whatever the locale.
    QString toCsv() const;
    bool savePng(const QString &path) const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuildLegend();
    void placeLegend();
    void refreshTheme();
    void askForPng();

    QString m_title;
    AxisUnit m_unit;
    Scale m_scale;
    std::vector<ChartLine> m_lines;
    std::set<QString> m_hidden;
    ChartPlot *m_plot;
    QBoxLayout *m_head;
    QHBoxLayout *m_legend;
    std::vector<QToolButton *> m_legendButtons;
};

} // namespace bayplan
