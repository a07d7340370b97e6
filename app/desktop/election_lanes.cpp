// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/election_lanes.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

constexpr int laneHeight = 36;
constexpr int beliefHeight = 4;
constexpr int blockHeight = 18;
constexpr int topMargin = 20; ///< words of the gaps

/// Okabe and Ito's, as grounds under dark letters on both themes.
QColor blockColour(const ElectionSpan &span)
{
    if (!span.alive)
        return {};
    const bool dark = colours().dark;
    switch (span.role) {
    case ElectionRole::Leader:
        return dark ? QColor("#1f9e7a") : QColor("#35c79b");
    case ElectionRole::Candidate:
        return dark ? QColor("#d79a1e") : QColor("#f0b64a");
    case ElectionRole::Follower:
        return dark ? QColor("#3a627c") : QColor("#b7dbf3");
    case ElectionRole::Refusing:
        return dark ? QColor("#c96a4a") : QColor("#ee9a7c");
    }
    return {};
}

/// Up to there: the sum and the longest of them.
struct GapLengths {
    Duration all{0}, longest{0};
};

GapLengths lengthsOf(const std::vector<TimeSpan> &gaps, std::optional<double> until)
{
    GapLengths lengths;
    for (const TimeSpan &gap : gaps) {
        const Time end = until ? std::min(gap.end, Time{} + fromSeconds(*until)) : gap.end;
        const Duration length = std::max(Duration(0), end - gap.begin);
        lengths.all += length;
        lengths.longest = std::max(lengths.longest, length);
    }
    return lengths;
}

} // namespace

QColor roleColour(ElectionRole role)
{
    ElectionSpan span;
    span.alive = true;
    span.role = role;
    return blockColour(span);
}

QString roleText(ElectionRole role)
{
    switch (role) {
    case ElectionRole::Leader:
        return QCoreApplication::translate("ElectionRole", "leader");
    case ElectionRole::Candidate:
        return QCoreApplication::translate("ElectionRole", "candidate");
    case ElectionRole::Follower:
        return QCoreApplication::translate("ElectionRole", "follower");
    case ElectionRole::Refusing:
        return QCoreApplication::translate("ElectionRole", "refusing");
    }
    return {};
}

QBrush notObservedBrush()
{
    return {colours().dimText, Qt::Dense6Pattern}; // what is down is hatched
}

QColor memberColour(std::size_t lane)
{
    const auto &palette = colours().series;
    return palette[lane % palette.size()];
}

ElectionLanes::ElectionLanes(QWidget *parent) : TimeLanes({.top = topMargin, .lane = laneHeight, .axis = 20}, parent) {}

void ElectionLanes::setHistory(ElectionHistory history)
{
    m_history = std::move(history);
    m_overlaps = leaseOverlaps(m_history);
    m_resource = fencedResource(m_history);
    QStringList names;
    for (const ElectionLane &lane : m_history.lanes)
        names += QString::fromStdString(lane.name);
    names += tr("fenced resource");
    setNames(names, 28);
    setAccessibleName(tr("Election %1").arg(QString::fromStdString(m_history.election)));
    setAccessibleDescription(summary());
}

// ---- painting ------------------------------------------------------------------------------------------------------

void ElectionLanes::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().base);
    paintGaps(painter);
    for (std::size_t i = 0; i < m_history.lanes.size(); ++i)
        paintLane(painter, i);
    paintResource(painter);
    paintOverlaps(painter);
    paintAxis(painter);
    paintCursor(painter);
}

void ElectionLanes::paintGaps(QPainter &painter) const
{
    QColor ground = colours().error;
    ground.setAlpha(colours().dark ? 60 : 40);
    std::vector<QRectF> words; // of both kinds: what is shown of a gap without room is its ground, and its tool tip
    const auto length = [](const TimeSpan &gap) {
        return valueText(toSeconds(gap.end - gap.begin), AxisUnit::Latency);
    };
    for (const TimeSpan &gap : m_history.withoutLeader)
        paintGap(painter, gap, ground, colours().error, tr("no leader %1").arg(length(gap)), &words);
    QColor veil = colours().dimText;
    veil.setAlpha(70);
    for (const TimeSpan &gap : m_history.notObserved)
        paintGap(painter, gap, QBrush(veil, Qt::Dense7Pattern), colours().dimText,
                 tr("not observed %1").arg(length(gap)), &words);
}

void ElectionLanes::paintGap(QPainter &painter, const TimeSpan &gap, const QBrush &ground, const QColor &colour,
                             const QString &text, std::vector<QRectF> *words) const
{
    const QRectF area = lanesArea();
    const double begin = std::max(area.left(), xOf(toSeconds(gap.begin)));
    const double end = std::min(area.right(), xOf(toSeconds(gap.end)));
    if (end <= begin)
        return;
    painter.fillRect(QRectF(begin, area.top(), std::max(1.0, end - begin), area.height()), ground);
    const double width = painter.fontMetrics().horizontalAdvance(text);
    double x = std::max(area.left(), (begin + end - width) / 2);
    x = std::min(x, area.right() - width);
    const QRectF place(x, 0, width + 2, topMargin);
    if (std::ranges::any_of(*words, [&](const QRectF &other) { return other.intersects(place.adjusted(-4, 0, 4, 0)); }))
        return;
    painter.setPen(colour);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
    words->push_back(place);
}

/// Over the lanes: this is what must not be overlooked.
void ElectionLanes::paintOverlaps(QPainter &painter) const
{
    const QRectF area = lanesArea();
    QColor ground = colours().error;
    ground.setAlpha(120);
    for (const LeaseOverlap &overlap : m_overlaps) {
        const double begin = std::max(area.left(), xOf(toSeconds(overlap.begin)));
        const double end = std::min(area.right(), xOf(toSeconds(overlap.end)));
        if (!isInRange(toSeconds(overlap.begin), toSeconds(overlap.end)))
            continue;
        const QRectF stretch(begin, area.top(), std::max(2.0, end - begin), area.height());
        painter.fillRect(stretch, ground);
        painter.setPen(QPen(colours().error, 1.5));
        painter.drawRect(stretch);
        const QString words =
            tr("two leases %1").arg(valueText(toSeconds(overlap.end - overlap.begin), AxisUnit::Latency));
        const double width = painter.fontMetrics().horizontalAdvance(words) + 8;
        const double x = std::clamp(begin, area.left(), std::max(area.left(), area.right() - width));
        const QRectF label(x, area.bottom() - painter.fontMetrics().height() - 1, width,
                           painter.fontMetrics().height());
        painter.fillRect(label, colours().base);
        painter.drawText(label, Qt::AlignCenter, words);
    }
}

void ElectionLanes::paintLabel(QPainter &painter, const QString &text, const QRectF &row, const QColor &colour) const
{
    painter.setPen(colour);
    painter.drawText(QRectF(21, row.top(), nameWidth() - 27, laneHeight - 6), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideMiddle, nameWidth() - 27));
}

/// With the colour that stands for the member in the strips of those who believe in it.
void ElectionLanes::paintName(QPainter &painter, std::size_t lane, const QRectF &row) const
{
    const QString name = QString::fromStdString(m_history.lanes[lane].name);
    const double middle = row.top() + (laneHeight - 6) / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(memberColour(lane));
    painter.drawEllipse(QPointF(12, middle), 4, 4);
    painter.setBrush(Qt::NoBrush);
    paintLabel(painter, name, row, colours().text);
}

void ElectionLanes::paintLane(QPainter &painter, std::size_t lane) const
{
    const QRectF row = rowOf(lane);
    paintName(painter, lane, row);
    paintRowLine(painter, row);
    painter.save();
    painter.setClipRect(row.adjusted(-1, 0, 1, 0));
    for (const ElectionSpan &span : m_history.lanes[lane].spans)
        if (isInRange(toSeconds(span.begin), toSeconds(span.end)))
            paintSpan(painter, span, row);
    painter.restore();
}

void ElectionLanes::paintSpan(QPainter &painter, const ElectionSpan &span, const QRectF &row) const
{
    const double begin = xOf(toSeconds(span.begin)), end = std::max(begin + 1, xOf(toSeconds(span.end)));
    const QRectF block(begin, row.top() + 3, end - begin, blockHeight);
    if (!span.alive || !span.isObserved)
        return paintDown(painter, span, block);
    QColor colour = blockColour(span);
    if (span.paused)
        colour.setAlpha(90);
    painter.fillRect(block, colour);
    painter.setPen(colours().base);
    painter.drawLine(block.topLeft(), block.bottomLeft());
    if (span.leaseValid)
        painter.fillRect(QRectF(begin, block.bottom() + 2, end - begin, 4), colours().good);
    paintBelief(painter, span, block);
    const QString term = tr("T%1").arg(span.term);
    const QString words = span.paused                           ? tr("paused")
                          : span.role == ElectionRole::Follower ? term
                                                                : term + QLatin1Char(' ') + roleText(span.role);
    const double wide = painter.fontMetrics().horizontalAdvance(words) + 8;
    const QString fits = wide < block.width()                                                ? words
                         : painter.fontMetrics().horizontalAdvance(term) + 6 < block.width() ? term
                                                                                             : QString();
    painter.setPen(colours().dark ? QColor(Qt::white) : QColor("#10202b"));
    painter.drawText(block.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, fits);
}

/// Down, not started yet, or not observed. Only what has run can die.
void ElectionLanes::paintDown(QPainter &painter, const ElectionSpan &span, const QRectF &block) const
{
    const bool isDown = !span.alive && span.everRan;
    if (isDown)
        painter.fillRect(block, QBrush(colours().idle, Qt::BDiagPattern));
    else if (!span.isObserved)
        painter.fillRect(block, notObservedBrush());
    if (isDown) {
        painter.setPen(QPen(colours().error, 2.5));
        const QPointF centre(block.left() + 5, block.center().y());
        painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4));
        painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4));
        return;
    }
    const QString words = span.isObserved ? tr("not started") : tr("not observed");
    const double wide = painter.fontMetrics().horizontalAdvance(words) + 8;
    if (wide > block.width())
        return;
    const QRectF label(block.left() + 2, block.top(), wide, block.height());
    if (!span.isObserved)
        painter.fillRect(label, colours().base);
    painter.setPen(colours().dimText);
    painter.drawText(label.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
}

void ElectionLanes::paintBelief(QPainter &painter, const ElectionSpan &span, const QRectF &block) const
{
    if (span.believedLeader.empty())
        return;
    const auto leader = laneOfMember(m_history, span.believedLeader);
    const QRectF strip(block.left(), block.bottom() + 7, block.width(), beliefHeight);
    painter.fillRect(strip, leader ? QBrush(memberColour(*leader)) : QBrush(colours().error, Qt::Dense4Pattern));
}

/// The token it goes by, and where it refuses an older one.
void ElectionLanes::paintResource(QPainter &painter) const
{
    const QRectF row = rowOf(m_history.lanes.size());
    paintLabel(painter, tr("fenced resource"), row, colours().dimText);
    painter.save();
    painter.setClipRect(row.adjusted(-1, 0, 1, 0));
    double wordsEnd = row.left();
    for (const FencedSpan &span : m_resource) {
        if (!isInRange(toSeconds(span.begin), toSeconds(span.end)))
            continue;
        const double begin = xOf(toSeconds(span.begin)), end = std::max(begin + 1, xOf(toSeconds(span.end)));
        const QRectF block(begin, row.top() + 3, end - begin, blockHeight);
        QColor ground = memberColour(span.holder);
        ground.setAlpha(70);
        painter.fillRect(block, ground);
        if (!span.refused.empty())
            painter.fillRect(block, QBrush(colours().error, Qt::BDiagPattern));
        const QString words = tr("token %1").arg(span.token);
        const double left = std::max(row.left(), begin) + 4;
        if (left < wordsEnd || painter.fontMetrics().horizontalAdvance(words) + 8 > end - left)
            continue; // the tool tip has it
        painter.setPen(colours().text);
        painter.drawText(QRectF(left, block.top(), end - left, blockHeight), Qt::AlignLeft | Qt::AlignVCenter, words);
        wordsEnd = left + painter.fontMetrics().horizontalAdvance(words) + 6;
    }
    painter.restore();
}

// ---- explaining ----------------------------------------------------------------------------------------------------

QStringList ElectionLanes::explainSpan(std::size_t lane, const ElectionSpan &span, Time at) const
{
    const ElectionLane &shown = m_history.lanes[lane];
    const QString name = QString::fromStdString(shown.name);
    const QString since = runTimeText(toSeconds(span.begin), true);
    if (!span.isObserved)
        return {tr("%1 is not observed from %2 on: it runs, and nothing was heard of it").arg(name, since)};
    if (!span.alive && !span.everRan)
        return {tr("%1 has not started").arg(name)};
    if (!span.alive)
        return {tr("%1 is down since %2").arg(name, since)};
    QStringList lines{tr("%1: %2 of term %3 since %4%5")
                          .arg(name, roleText(span.role))
                          .arg(span.term)
                          .arg(since, span.paused ? tr(", paused") : QString())};
    lines += span.leaseValid ? tr("Holds a valid lease; fencing token %1").arg(span.term) : tr("Holds no lease");
    lines += span.believedLeader.empty()
                 ? tr("Knows of no leader")
                 : tr("Believes that %1 leads").arg(QString::fromStdString(span.believedLeader));
    lines += span.votedFor.empty()
                 ? tr("Has voted for nobody in term %1").arg(span.term)
                 : tr("Voted for %1 in term %2").arg(QString::fromStdString(span.votedFor)).arg(span.term);
    if (const QStringList voters = votersFor(m_history, shown.member, span.term, at); !voters.isEmpty())
        lines += tr("Has votes of %1 in term %2").arg(voters.join(QStringLiteral(", "))).arg(span.term);
    if (const auto heard = m_heard ? m_heard(lane, at) : std::nullopt; heard && *heard > Duration(0))
        lines += (span.role == ElectionRole::Leader ? tr("A quorum acknowledged what it sent %1 before")
                                                    : tr("Heard its leader's heartbeat %1 before"))
                     .arg(valueText(toSeconds(*heard), AxisUnit::Latency));
    return lines;
}

QString ElectionLanes::explainResource(Time at) const
{
    const auto after = std::ranges::upper_bound(m_resource, at, {}, &FencedSpan::begin);
    if (after == m_resource.begin() || std::prev(after)->end < at)
        return {};
    const FencedSpan &span = *std::prev(after);
    QStringList lines{tr("A resource that checks fencing tokens goes by %1, of %2")
                          .arg(span.token)
                          .arg(QString::fromStdString(m_history.lanes[span.holder].name))};
    for (const std::size_t lane : span.refused)
        lines += tr("Refuses what %1 writes: its lease has an older token")
                     .arg(QString::fromStdString(m_history.lanes[lane].name));
    return lines.join(QLatin1Char('\n'));
}

QString ElectionLanes::explain(std::size_t lane, double seconds) const
{
    const Time at = Time{} + fromSeconds(seconds);
    if (lane == m_history.lanes.size())
        return explainResource(at);
    if (lane > m_history.lanes.size())
        return {};
    const ElectionLane &shown = m_history.lanes[lane];
    const ElectionSpan *span = spanAt(shown, at);
    if (span == nullptr)
        return {};
    QStringList lines = explainSpan(lane, *span, at);
    if (const QString reason = m_reason ? m_reason(shown.name, at) : QString(); !reason.isEmpty())
        lines += reason;
    for (const TimeSpan &gap : m_history.withoutLeader)
        if (gap.begin <= at && at <= gap.end && gap.begin < gap.end)
            lines +=
                tr("No member holds a lease, for %1").arg(valueText(toSeconds(gap.end - gap.begin), AxisUnit::Latency));
    for (const TimeSpan &gap : m_history.notObserved)
        if (gap.begin <= at && at <= gap.end && gap.begin < gap.end)
            lines += tr("Who leads was not observed, for %1")
                         .arg(valueText(toSeconds(gap.end - gap.begin), AxisUnit::Latency));
    for (const LeaseOverlap &overlap : m_overlaps)
        if (overlap.begin <= at && at <= overlap.end)
            lines += tr("Unsafe: more than one member holds a lease, for %1")
                         .arg(valueText(toSeconds(overlap.end - overlap.begin), AxisUnit::Latency));
    return lines.join(QLatin1Char('\n'));
}

QString ElectionLanes::nowWords(const QString &leader, const std::vector<const ElectionSpan *> &members) const
{
    const QString at = cursor() ? tr("at %1 ").arg(runTimeText(*cursor(), true)) : QString();
    if (!leader.isEmpty())
        return tr("%1led by %2").arg(at, leader);
    if (leadershipOf(members) == Leadership::NotObserved)
        return cursor() ? tr("%1not observed").arg(at) : tr("not observed now");
    return cursor() ? tr("%1no leader").arg(at) : tr("no leader now");
}

QString ElectionLanes::summary() const
{
    QString leader;
    std::uint64_t term = 0;
    Time last{};
    std::vector<const ElectionSpan *> members;
    for (const ElectionLane &lane : m_history.lanes) {
        last = lane.spans.empty() ? last : std::max(last, lane.spans.back().end);
        const ElectionSpan *now = cursor()             ? spanAt(lane, Time{} + fromSeconds(*cursor()))
                                  : lane.spans.empty() ? nullptr
                                                       : &lane.spans.back();
        members.push_back(now);
        if (now == nullptr)
            continue;
        term = std::max(term, now->term);
        if (now->leaseValid)
            leader = QString::fromStdString(lane.name);
    }
    if (cursor() && Time{} + fromSeconds(*cursor()) > last)
        return tr("%1: the run has not come to %2")
            .arg(QString::fromStdString(m_history.election), runTimeText(*cursor(), true));
    const auto [without, longest] = lengthsOf(m_history.withoutLeader, cursor());
    const Duration unseen = lengthsOf(m_history.notObserved, cursor()).all;
    const QString words =
        tr("%1: %2, term %3; without leader %4 in all, %5 at most")
            .arg(QString::fromStdString(m_history.election), nowWords(leader, members))
            .arg(term)
            .arg(valueText(toSeconds(without), AxisUnit::Latency), valueText(toSeconds(longest), AxisUnit::Latency));
    return unseen > Duration(0) ? words + tr("; not observed %1").arg(valueText(toSeconds(unseen), AxisUnit::Latency))
                                : words;
}

QString ElectionLanes::warning() const
{
    if (m_overlaps.empty())
        return {};
    const LeaseOverlap &first = m_overlaps.front();
    Duration all{0};
    for (const LeaseOverlap &overlap : m_overlaps)
        all += overlap.end - overlap.begin;
    QStringList names;
    for (const std::size_t lane : first.lanes)
        names += QString::fromStdString(m_history.lanes[lane].name);
    return tr("Unsafe: from %1 on, %2 held a lease at once; %3 in all. Whatever they write to has to refuse the older "
              "fencing token.")
        .arg(runTimeText(toSeconds(first.begin), true), names.join(tr(" and ")),
             valueText(toSeconds(all), AxisUnit::Latency));
}

} // namespace bayplan
