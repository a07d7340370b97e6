// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a distribution of durations: its density, with the mean and the 99th percentile marked.
#pragma once

#include "engine/base/distribution.h"

#include <QWidget>

#include <optional>

namespace bayplan {

/// Seconds at or below which the given share of all values lies; share from 0 to below 1.
double quantileOf(const Distribution &distribution, double share);

class DensityPlot : public QWidget {
    Q_OBJECT
public:
    explicit DensityPlot(QWidget *parent);

    /// Nothing: an empty frame, because the text is no distribution.
    void setDistribution(std::optional<Distribution> distribution);

    /// "mean 5 ms", "p99 23 ms": what the marks say; empty without a distribution.
    QString meanText() const;
    QString tailText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Heights by pixel of the width, 1 for the highest that is shown whole.
    std::vector<double> heights(int width, double greatest) const;
    void drawMark(QPainter &painter, const QRect &area, double x, const QString &text, int row, const QColor &colour);

    std::optional<Distribution> m_distribution;
    double m_mean = 0, m_tail = 0; ///< seconds
};

} // namespace bayplan
