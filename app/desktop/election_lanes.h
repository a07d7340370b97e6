// SPDX-License-Identifier: GPL-3.0-or-later
// One election painted over run time: a lane per member. Colour is the role, a block is a term, the bar below is the
// lease, x is a death; where nobody holds a lease the ground is shaded.
#pragma once

#include "app/desktop/run_history.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

class ElectionLanes : public QWidget {
    Q_OBJECT

public:
    explicit ElectionLanes(QWidget *parent = nullptr);

    void setHistory(ElectionHistory history);
    /// Gives the last event of an instance up to an instant, "0:12.300 elected: term 2 by 2 of 3 votes", or nothing.
    using ReasonSource = std::function<QString(const std::string &instance, Time at)>;
    void setReasonSource(ReasonSource source) { m_reason = std::move(source); }
    void setTimeRange(double fromSeconds, double toSeconds);
    void setCursor(std::optional<double> seconds);

    const ElectionHistory &history() const { return m_history; }

    /// "web-0/elector leads term 2 since 0:12.300; elected: term 2 by 2 of 3 votes"; empty where there is nothing.
    QString explain(std::size_t lane, double seconds) const;
    /// Leader, term, elections, time without a leader; one line.
    QString summary() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF lanesArea() const;
    double xOf(double seconds) const;
    double secondsAt(double x) const;
    std::optional<std::size_t> laneAt(double y) const;
    void paintGaps(QPainter &painter) const;
    void paintLane(QPainter &painter, std::size_t lane) const;
    void paintSpan(QPainter &painter, const ElectionSpan &span, const QRectF &row) const;
    void paintAxis(QPainter &painter) const;

    ElectionHistory m_history;
    ReasonSource m_reason;
    double m_from = 0, m_to = 10;
    std::optional<double> m_cursor;
    int m_nameWidth = 80;
};

/// Leader green, candidate amber, follower blue, refusing red: from the theme, told apart without colour by their
/// words.
QColor roleColour(ElectionRole role);
QString roleText(ElectionRole role);

} // namespace bayplan
