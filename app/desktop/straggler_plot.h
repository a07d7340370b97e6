// SPDX-License-Identifier: GPL-3.0-or-later
// How long the leaves of a root take to answer, one bar each on a logarithmic axis: from the median over p95 to p99, a
// tick at the slowest; how often each was the one that was waited for stands beside it.
#pragma once

#include "app/desktop/nice_axis.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace bayplan {

struct StragglerBar {
    QString name;
    double p50Seconds = 0, p95Seconds = 0, p99Seconds = 0, mostSeconds = 0;
    double last = 0;       ///< fraction of the whole answers that waited for it longest
    double hedgeAfter = 0; ///< seconds; 0: it is not asked again
    bool hasLatency = false;
    QString toolTip;
};

class StragglerPlot : public QWidget {
    Q_OBJECT

public:
    explicit StragglerPlot(QWidget *parent = nullptr);

    void setBars(std::vector<StragglerBar> bars);
    const std::vector<StragglerBar> &bars() const { return m_bars; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    double xOf(double seconds) const;
    QRectF area() const;
    void paintBar(QPainter &painter, std::size_t bar) const;

    std::vector<StragglerBar> m_bars;
    int m_nameWidth = 60;
    NiceAxis m_axis;
};

} // namespace bayplan
