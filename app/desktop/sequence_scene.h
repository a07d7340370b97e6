// SPDX-License-Identifier: GPL-3.0-or-later
// What a sequence chart is of, and where each part of it stands: life lines from left to right, messages as arrows
// between them.
#pragma once

#include "app/desktop/event_kinds.h"
#include "app/desktop/sequence_messages.h"
#include "engine/plan/snapshot.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// An event on a life line: elected, killed, restarted...
struct SequenceMark {
    double seconds = 0;
    EventSort sort = EventSort::Other;
    std::string kind;
    QString text;
};

struct SequenceLane {
    InstanceIndex instance = 0;
    QString name;
    std::vector<SequenceMark> marks; ///< in order of time
    std::vector<std::pair<double, double>> down;
};

struct SequenceScene {
    std::vector<SequenceLane> lanes;
    std::vector<int> laneOf; ///< by instance; -1: none
    SequenceMessages messages;
    Time now{};

    void setLanes(const Plan &plan, const std::vector<InstanceIndex> &instances);
    /// Marks and deaths from the run's events; `first` 0 begins anew.
    void takeEvents(const Plan &plan, const std::vector<RunEvent> &events, std::size_t first);
    int lane(InstanceIndex instance) const { return instance < laneOf.size() ? laneOf[instance] : -1; }

    /// What a person wants to know of it, in words, a few lines.
    QString explain(const MessageRecord &record) const;
    QString explain(const SequenceLane &lane, const SequenceMark &mark) const;
    /// "vote request elector-0/elector -> elector-1/elector"; one line.
    QString title(const MessageRecord &record) const;
    /// One line for each that passes the filter, tab-separated, with a head.
    QString asText(double fromSeconds, double toSeconds) const;

private:
    QString nameOfLane(InstanceIndex instance) const;
};

/// Pixels and seconds of a chart.
struct SequenceLayout {
    QRectF area; ///< of the life lines, between names and axis
    double from = 0, to = 1;
    double laneGap = 48;
    double scroll = 0;

    double xOf(double seconds) const { return area.left() + (seconds - from) / (to - from) * area.width(); }
    double xOf(Time time) const { return xOf(toSeconds(time)); }
    double secondsAt(double x) const { return from + (x - area.left()) / std::max(1.0, area.width()) * (to - from); }
    double yOf(int lane) const { return area.top() + laneGap * (lane + 0.5) - scroll; }
};

struct SequenceArrow {
    enum class Tip { Head, Open, Cross };
    QPointF begin, tip;
    QPointF rest; ///< of an open one: where it is to arrive
    Tip ending = Tip::Head;
};

/// Nothing when one of its ends has no life line.
std::optional<SequenceArrow> arrowOf(const SequenceScene &scene, const SequenceLayout &layout,
                                     const MessageRecord &record);

QColor sequenceColour(MessageSort sort);
/// Translated, "votes".
QString sequenceTitle(MessageSort sort);
QString fateText(const MessageRecord &record);
/// "vote request": of one message.
QString sequenceNoun(MessageSort sort);
/// "0:01.234567": microseconds count here.
QString exactTime(Time time);

} // namespace bayplan
