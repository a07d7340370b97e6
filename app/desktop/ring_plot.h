// SPDX-License-Identifier: GPL-3.0-or-later
// The ring of an ambassador as a circle: the arcs of the servers, and around them how many requests each really gets.
#pragma once

#include "app/desktop/ring_change.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace bayplan {

/// What stands beside an arc.
struct RingSlice {
    QString name;
    double share = 0;    ///< of the keys
    double requests = 0; ///< fraction of all requests
    bool ejected = false;
};

class RingPlot : public QWidget {
    Q_OBJECT

public:
    explicit RingPlot(QWidget *parent = nullptr);

    /// `slices` by server of the ring.
    void setRing(const RingSpec &spec, std::vector<RingSlice> slices);

    /// The server whose arc or slice is at a place of the widget; nothing in the middle and outside.
    std::optional<std::size_t> serverAt(QPointF place) const;

    QSize sizeHint() const override { return {260, 260}; }
    QSize minimumSizeHint() const override { return {150, 150}; }

Q_SIGNALS:
    void serverChosen(std::size_t server);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF circle() const;
    void paintArcs(QPainter &painter, const QRectF &circle) const;
    void paintRequests(QPainter &painter, const QRectF &circle) const;

    RingSpec m_spec;
    std::vector<RingSlice> m_slices;
    std::vector<std::uint32_t> m_points;
    std::vector<std::uint16_t> m_owners;
    const void *m_themed = nullptr; ///< the colours that m_arcs is painted in
    QPixmap m_arcs;                 ///< thousands of them, painted once
};

/// Of a server, wherever it is drawn.
QColor ringColour(std::size_t server);

} // namespace bayplan
