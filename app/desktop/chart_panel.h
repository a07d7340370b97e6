// SPDX-License-Identifier: GPL-3.0-or-later
// One chart of a quantity over run time, with a legend that hides lines, the value under the cursor, marks and
// objectives.
#pragma once

#include "app/desktop/chart_line.h"
#include "app/desktop/nice_axis.h"

#include <QFrame>
#include <QString>

#include <optional>
#include <set>
#include <vector>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace bayplan {

class ChartLegend;
class ChartPlot;

class ChartPanel : public QFrame {
    Q_OBJECT

public:
    enum class Scale { Linear, Logarithmic };

    ChartPanel(const QString &title, AxisUnit unit, Scale scale, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setLines(std::vector<ChartLine> lines);
    void setTimeRange(double fromSeconds, double toSeconds);
    void setMarks(std::vector<ChartMark> marks);
    void setCursor(std::optional<double> seconds);
    /// Shown over the empty plot when no line has a point.
    void setEmptyText(const QString &text);
    void setLineHidden(const QString &name, bool hidden);
    const std::set<QString> &hidden() const { return m_hidden; }
    void setHidden(std::set<QString> names);

    /// Those that the scenario asserts; the user's own stays.
    void setAsserted(std::vector<ChartObjective> objectives);
    /// The user's own.
    void setObjective(std::optional<double> value);
    std::optional<double> objective() const { return m_objective; }
    /// A field for the value, with its unit; Enter takes it, an empty one takes the line away.
    void editObjective();
    /// More is better: objectives are to be exceeded.
    void setMoreIsBetter() { m_isFloor = true; }

    /// Whether it stays as it is when something else is selected; the button asks by pinWanted().
    void setPinned(bool pinned);

    const QString &title() const { return m_title; }
    AxisUnit unit() const { return m_unit; }
    Scale scale() const { return m_scale; }
    const std::vector<ChartLine> &lines() const;
    bool isLineHidden(const QString &name) const { return m_hidden.contains(name); }
    ChartPlot *plot() const { return m_plot; }

    /// Value of a line at an instant: of the newest point at or before it; nothing where that is long ago for this
    /// line, as behind its end.
    static std::optional<double> valueAt(const ChartLine &line, double seconds);
    /// "seconds,NAME,NAME..." and a row for each instant that any line has; C notation whatever the locale.
    QString toCsv() const;
    /// Title, names of lines and plot, without buttons.
    void paintPicture(QPainter &painter, const QRectF &rect) const;
    /// As saveCharts().
    bool saveAs(const QString &path) const;

    /// What its context menu offers; the caller owns it.
    QMenu *makeMenu();

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);
    void pinWanted();
    void objectiveChanged();
    void pictureWanted(); ///< the user asked to save it

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeHead();
    QToolButton *addButton(const QString &icon);
    void makeObjectiveField();
    void takeObjective();
    void showObjectives();
    void showLegend();
    void placeLegend();
    void refreshTheme();

    QString m_title;
    AxisUnit m_unit;
    Scale m_scale;
    std::set<QString> m_hidden;
    std::vector<ChartObjective> m_asserted;
    std::optional<double> m_objective;
    bool m_isFloor = false;
    bool m_isPinned = false;
    QLabel *m_name;
    ChartPlot *m_plot;
    ChartLegend *m_legend;
    QBoxLayout *m_head;
    QLineEdit *m_field;
    QToolButton *m_objectiveButton = nullptr;
    QToolButton *m_pinButton = nullptr;
};

/// Of all of them, one below the other.
QString csvOf(const std::vector<const ChartPanel *> &panels);

/// By the end of the name their figures (.csv), or all beside one another in one picture: SVG, and PNG for any other.
/// False when it could not be written.
bool saveCharts(const std::vector<const ChartPanel *> &panels, const QString &path, int columns);

} // namespace bayplan
