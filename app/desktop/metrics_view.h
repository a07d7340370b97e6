// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput, latency, queue depth and utilisation of the run that is shown: of the whole system, or of what is
// selected.
#pragma once

#include "app/desktop/chart_panel.h"
#include "app/desktop/run_names.h"
#include "app/desktop/run_session.h"
#include "engine/model/topology.h"

#include <QWidget>

#include <array>
#include <set>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;

namespace bayplan {

class MetricsView : public QWidget {
    Q_OBJECT

public:
    enum Chart { Throughput, Latency, QueueDepth, Utilisation };

    explicit MetricsView(RunSession *session, QWidget *parent = nullptr);

    /// Pods stand for their containers; what did not run is ignored; nothing is the whole system.
    void setSelection(const std::set<ElementId> &ids);

    ChartPanel *chart(Chart which) const { return m_charts[static_cast<std::size_t>(which)]; }
    QString subjectText() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Subject {
        enum class Sort { Container, Link } sort = Sort::Container;
        std::string id;
        QString title;
        QColor colour;
    };

    QWidget *makeHead();
    void arrange();
    void runChanged();
    void resolveSubjects();
    void refresh();
    void refreshMarks();
    void overlayLines(const RunRecord &other, double from, double to);
    void wholeSystem(const RunHistory &history, double from, double to);
    void selected(const RunHistory &history, double from, double to);
    void addLatency(const SeriesSet &set, const QString &prefix, QColor colour, double from, double to);
    void add(Chart chart, QString name, QColor colour, const TimeSeries &series, double from, double to,
             Qt::PenStyle style = Qt::SolidLine, double width = 1.6);
    std::pair<double, double> timeRange(const RunRecord &record, double last) const;
    QString emptyText() const;
    void copyAll() const;
    void saveAll();

    RunSession *m_session;
    std::array<ChartPanel *, 4> m_charts{};
    std::array<std::vector<ChartLine>, 4> m_lines; ///< being gathered
    QLabel *m_subject;
    QComboBox *m_range;
    QCheckBox *m_overlay;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    int m_columns = 0;
    std::set<ElementId> m_selection;
    std::vector<PlanContainer> m_containers;
    std::vector<Subject> m_subjects;
    bool m_stale = true;
};

} // namespace bayplan
