// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a sequence chart: on the screen, into a picture. Only what lies within the layout's time is looked at.
#pragma once

#include "app/desktop/sequence_scene.h"

#include <QLineF>
#include <QPainter>

#include <vector>

namespace bayplan {

/// What stands at the sender of a message of that kind, so that kinds are told apart without colour.
void paintSequenceShape(QPainter &painter, MessageSort sort, const QPointF &centre);

class SequencePainter {
public:
    /// More messages than this on the screen are painted as lines without heads, shapes and words, and those that fall
    /// on one another once.
    static constexpr std::size_t mostInDetail = 500;

    SequencePainter(const SequenceScene &scene, const SequenceLayout &layout, QPainter &painter);

    /// Names, life lines, messages, marks, time axis, in the size of the whole chart.
    void paint(const QRectF &whole);

    /// One message again, so that it stands out.
    void paintChosen(const MessageRecord &record);

    /// How many messages were on the screen at the last paint().
    std::size_t messagesSeen() const { return m_seen; }

private:
    void paintLanes(const QRectF &whole);
    void paintDown(const SequenceLane &lane, double y);
    void paintMessages();
    void paintInDetail(const std::vector<std::size_t> &places);
    void paintAsLines(const std::vector<std::size_t> &places);
    void paintArrow(const MessageRecord &record, const SequenceArrow &arrow, double width);
    bool isNear(const QPointF &point) const;
    QLineF shown(const QLineF &line) const;
    void paintTip(const SequenceArrow &arrow, const QColor &colour);
    void paintWaiting(const MessageRecord &record);
    void paintWords(const MessageRecord &record, const SequenceArrow &arrow);
    void paintMarks(const SequenceLane &lane, double y);
    void paintMark(const SequenceMark &mark, const QPointF &centre);
    void paintAxis(const QRectF &whole);

    const SequenceScene &m_scene;
    const SequenceLayout &m_layout;
    QPainter &m_painter;
    std::size_t m_seen = 0;
    std::vector<QRectF> m_words; ///< where words stand already
};

} // namespace bayplan
