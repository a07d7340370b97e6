// SPDX-License-Identifier: GPL-3.0-or-later
// One election painted over run time: a lane per member, and one of a resource that checks fencing tokens. Colour is
// the role, a block is a term, the bar below is the lease, the thin strip under it has the colour of whom the member
// takes for the leader, x is a death. Where nobody holds a lease the ground is shaded, and where two do; what was not
// observed is dotted.
#pragma once

#include "app/desktop/election_facts.h"
#include "app/desktop/time_lanes.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

class ElectionLanes : public TimeLanes {
    Q_OBJECT

public:
    explicit ElectionLanes(QWidget *parent = nullptr);

    void setHistory(ElectionHistory history);
    /// Gives the last event of an instance up to an instant, "0:12.300 elected: term 2 by 2 of 3 votes", or nothing.
    using ReasonSource = std::function<QString(const std::string &instance, Time at)>;
    void setReasonSource(ReasonSource source) { m_reason = std::move(source); }
    /// Gives how long before an instant a lane's member heard from its leader, or the leader from a quorum.
    using HeartbeatSource = std::function<std::optional<Duration>(std::size_t lane, Time at)>;
    void setHeartbeatSource(HeartbeatSource source) { m_heard = std::move(source); }

    const ElectionHistory &history() const { return m_history; }

    /// "web-0/elector leads term 2 since 0:12.300; elected: term 2 by 2 of 3 votes"; empty where there is nothing.
    QString explain(std::size_t lane, double seconds) const override;
    /// Leader, term, elections, time without a leader; one line, of the cursor's instant or now.
    QString summary() const;
    /// What was unsafe: two leases at once; empty when nothing was.
    QString warning() const;
    const std::vector<LeaseOverlap> &overlaps() const { return m_overlaps; }
    /// Of the lane below those of the members.
    const std::vector<FencedSpan> &resource() const { return m_resource; }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList explainSpan(std::size_t lane, const ElectionSpan &span, Time at) const;
    void paintGaps(QPainter &painter) const;
    void paintGap(QPainter &painter, const TimeSpan &gap, const QBrush &ground, const QColor &colour,
                  const QString &text, std::vector<QRectF> *words) const;
    void paintDown(QPainter &painter, const ElectionSpan &span, const QRectF &block) const;
    QString nowWords(const QString &leader, const std::vector<const ElectionSpan *> &members) const;
    void paintOverlaps(QPainter &painter) const;
    void paintLabel(QPainter &painter, const QString &text, const QRectF &row, const QColor &colour) const;
    void paintName(QPainter &painter, std::size_t lane, const QRectF &row) const;
    void paintBelief(QPainter &painter, const ElectionSpan &span, const QRectF &block) const;
    void paintLane(QPainter &painter, std::size_t lane) const;
    void paintSpan(QPainter &painter, const ElectionSpan &span, const QRectF &row) const;
    void paintResource(QPainter &painter) const;
    QString explainResource(Time at) const;

    ElectionHistory m_history;
    std::vector<LeaseOverlap> m_overlaps;
    std::vector<FencedSpan> m_resource;
    ReasonSource m_reason;
    HeartbeatSource m_heard;
};

/// Leader green, candidate amber, follower blue, refusing red: from the theme, told apart without colour by their
/// words.
QColor roleColour(ElectionRole role);
/// Of what was not observed.
QBrush notObservedBrush();
/// Of a member, where others believe in it.
QColor memberColour(std::size_t lane);
QString roleText(ElectionRole role);

} // namespace bayplan
