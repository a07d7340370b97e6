// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput, latency, queue depth, utilisation and errors of the run that is shown: of the whole system, of what is
// selected, or by pod, link or pattern. A chart can be pinned, and then stays whatever is selected.
#pragma once

#include "app/desktop/chart_panel.h"
#include "app/desktop/metric_lines.h"
#include "app/desktop/run_names.h"
#include "app/desktop/run_session.h"
#include "app/desktop/steady_colours.h"
#include "engine/model/topology.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <set>

class QCheckBox;
class QComboBox;
class QFileDialog;
class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace bayplan {

class TimeRangeBox;

class MetricsView : public QWidget {
    Q_OBJECT

public:
    using Chart = MetricChart;
    static constexpr auto Throughput = Chart::Throughput;
    static constexpr auto Latency = Chart::Latency;
    static constexpr auto QueueDepth = Chart::QueueDepth;
    static constexpr auto Utilisation = Chart::Utilisation;
    static constexpr auto Errors = Chart::Errors;

    explicit MetricsView(RunSession *session, QWidget *parent = nullptr);

    /// Pods stand for their containers; what did not run is ignored; nothing is the whole system.
    void setSelection(const std::set<ElementId> &ids);
    void setBy(MetricsBy by);

    ChartPanel *chart(Chart which) const { return m_charts[static_cast<std::size_t>(which)]; }
    /// In the order in which they were pinned.
    std::vector<ChartPanel *> pinned() const;
    void pin(Chart which);
    QString subjectText() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Pin {
        Chart chart;
        std::vector<MetricSubject> subjects;
        ChartPanel *panel;
    };

    void makeCharts();
    QWidget *makeHead();
    QToolButton *addHeadButton(QWidget *head, const QString &icon, const QString &text, const QString &name);
    void adopt(ChartPanel *panel);
    void arrange();
    std::vector<ChartPanel *> allPanels() const;
    void runChanged();
    void resolveSubjects();
    void refreshSoon();
    void refresh();
    void refreshMarks();
    void refreshPins(MetricLines &lines, double from, double to);
    const RunRecord *overlaid() const;
    void unpin(const ChartPanel *panel);
    std::pair<double, double> timeRange(double last) const;
    QString emptyText() const;
    void copyAll() const;
    void askForPicture(std::vector<const ChartPanel *> panels);
    void saveAs(const std::vector<const ChartPanel *> &panels, const QString &chosen);

    RunSession *m_session;
    std::array<ChartPanel *, metricCharts> m_charts{};
    std::vector<Pin> m_pins;
    QLabel *m_subject;
    QLabel *m_notice; ///< what could not be written
    QComboBox *m_by;
    TimeRangeBox *m_range;
    QCheckBox *m_bands;
    QCheckBox *m_overlay;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    QPointer<QFileDialog> m_dialog;
    int m_columns = 0;
    std::set<ElementId> m_selection;
    std::vector<PlanContainer> m_containers;
    std::vector<MetricSubject> m_all; ///< of which m_subjects are the busiest
    std::vector<MetricSubject> m_subjects;
    SteadyColours m_colours;
    QTimer m_later;
    QElapsedTimer m_sinceRefresh;
    qint64 m_pause = 0; ///< milliseconds that the next refresh waits at least
    bool m_stale = true;
};

} // namespace bayplan
