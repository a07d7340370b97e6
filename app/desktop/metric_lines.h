// SPDX-License-Identifier: GPL-3.0-or-later
// The lines that the figures of a run draw, chart by chart.
#pragma once

#include "app/desktop/metric_subjects.h"
#include "app/desktop/run_record.h"

#include <QCoreApplication>

#include <array>
#include <vector>

namespace bayplan {

using MetricLineSets = std::array<std::vector<ChartLine>, metricCharts>;

class MetricLines {
    Q_DECLARE_TR_FUNCTIONS(bayplan::MetricsView)

public:
    /// `bands`: with how far values may be off, where lines are of one subject alone.
    MetricLines(const RunRecord &record, const std::vector<PlanContainer> &containers, SteadyColours &colours,
                double from, double to, bool bands);

    /// Of one subject all that there is, of several what compares them.
    MetricLineSets of(const std::vector<MetricSubject> &subjects);

    enum class Other {
        SecondEngine,
        PathLeft, ///< the future of a run that this one branched off; lighter
    };
    /// The same of another run, over those of the subjects.
    static void overlay(MetricLineSets &sets, const RunRecord &other, const std::vector<MetricSubject> &subjects,
                        double from, double to, Other sort);

private:
    struct Look {
        Qt::PenStyle style = Qt::SolidLine;
        double width = 1.6;
    };
    ChartLine &add(MetricChart chart, QString name, QColor colour, std::vector<HistoryPoint> points, Look look);
    ChartLine &add(MetricChart chart, QString name, QColor colour, const TimeSeries &series, Look look);
    void addSystem(const RunHistory &history);
    void addBusiest(const RunHistory &history, MetricChart chart, Quantity quantity);
    void addAlone(const RunHistory &history, const MetricSubject &subject, const SeriesSet &set);
    void addReplicas(const RunHistory &history, const MetricSubject &subject);
    void addAmong(const RunHistory &history, const MetricSubject &subject, bool alone);
    void addGathered(const RunHistory &history, const MetricSubject &subject, bool alone);
    void addLatency(const SeriesSet &set, QColor colour);
    ChartBand spread(const RunHistory &history, const MetricSubject &subject, Quantity quantity) const;
    ChartBand confidence(const TimeSeries &series, AxisUnit unit) const;
    std::vector<const TimeSeries *> seriesOfReplicas(const RunHistory &history, const MetricSubject &subject,
                                                     Quantity quantity) const;

    const RunRecord &m_record;
    const std::vector<PlanContainer> &m_containers;
    SteadyColours &m_colours;
    double m_from, m_to;
    bool m_bands;
    QColor m_own; ///< of the engine
    MetricLineSets m_sets;
};

} // namespace bayplan
