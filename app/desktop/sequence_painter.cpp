// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_painter.h"

#include "app/desktop/theme.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace bayplan {

namespace {

constexpr double shapeRadius = 4;
constexpr double headLength = 9;

/// What answers something is dashed, as sequence charts have it.
Qt::PenStyle lineStyle(MessageSort sort)
{
    return sort == MessageSort::VoteReply || sort == MessageSort::Acknowledgement || sort == MessageSort::Answer
               ? Qt::DashLine
           : sort == MessageSort::Withdrawal ? Qt::DotLine
                                             : Qt::SolidLine;
}

QPolygonF shapeAround(const QPointF &centre, std::initializer_list<QPointF> corners)
{
    QPolygonF polygon;
    for (const QPointF &corner : corners)
        polygon << centre + corner;
    return polygon;
}

QPolygonF star(const QPointF &centre, double radius)
{
    QPolygonF polygon;
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? radius : radius * 0.45;
        const double angle = M_PI * (i / 5.0 - 0.5);
        polygon << centre + QPointF(r * std::cos(angle), r * std::sin(angle));
    }
    return polygon;
}

/// 1, 2 or 5 times a power of ten.
double roundStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * 0.999)
            return factor * power;
    return 10 * power;
}

/// The part of a line between two x: far off, coordinates are beyond what painters bear.
QLineF clippedLine(const QLineF &line, double left, double right)
{
    const double dx = line.dx();
    if (std::abs(dx) < 1e-9)
        return line;
    const double atLeft = (left - line.x1()) / dx, atRight = (right - line.x1()) / dx;
    const double begin = std::clamp(std::min(atLeft, atRight), 0.0, 1.0);
    const double end = std::clamp(std::max(atLeft, atRight), 0.0, 1.0);
    return {line.pointAt(begin), line.pointAt(end)};
}

QString tickText(double seconds, int decimals)
{
    const double minutes = std::floor((seconds + 1e-9) / 60);
    const QString rest = QString::number(std::max(0.0, seconds - minutes * 60), 'f', decimals);
    const int width = decimals == 0 ? 2 : decimals + 3;
    return QStringLiteral("%1:%2").arg(minutes, 0, 'f', 0).arg(rest.rightJustified(width, QLatin1Char('0')));
}

} // namespace

void paintSequenceShape(QPainter &painter, MessageSort sort, const QPointF &centre)
{
    constexpr double r = shapeRadius;
    const QColor colour = sequenceColour(sort);
    const bool hollow = sort == MessageSort::Acknowledgement || sort == MessageSort::Answer;
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(hollow ? QBrush(colours().base) : QBrush(colour));
    switch (sort) {
    case MessageSort::VoteRequest:
        painter.drawPolygon(shapeAround(centre, {{0, -r}, {r, r}, {-r, r}}));
        break;
    case MessageSort::VoteReply:
        painter.drawPolygon(shapeAround(centre, {{0, -r - 1}, {r + 1, 0}, {0, r + 1}, {-r - 1, 0}}));
        break;
    case MessageSort::Heartbeat:
    case MessageSort::Acknowledgement:
        painter.drawEllipse(centre, r - 0.5, r - 0.5);
        break;
    case MessageSort::Transfer:
        painter.drawPolygon(star(centre, r + 2));
        break;
    case MessageSort::Request:
    case MessageSort::Answer:
        painter.drawRect(QRectF(centre.x() - r + 0.5, centre.y() - r + 0.5, 2 * r - 1, 2 * r - 1));
        break;
    case MessageSort::Withdrawal:
        painter.drawLine(centre + QPointF(-r, -r), centre + QPointF(r, r));
        painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r));
        break;
    }
}

SequencePainter::SequencePainter(const SequenceScene &scene, const SequenceLayout &layout, QPainter &painter)
    : m_scene(scene), m_layout(layout), m_painter(painter)
{}

void SequencePainter::paint(const QRectF &whole)
{
    m_painter.fillRect(whole, colours().base);
    paintLanes(whole);
    m_painter.save();
    m_painter.setClipRect(m_layout.area.adjusted(-6, -2, 6, 2));
    paintMessages();
    for (std::size_t lane = 0; lane < m_scene.lanes.size(); ++lane)
        paintMarks(m_scene.lanes[lane], m_layout.yOf(static_cast<int>(lane)));
    m_painter.restore();
    paintAxis(whole);
}

// ---- life lines ----------------------------------------------------------------------------------------------------

void SequencePainter::paintLanes(const QRectF &whole)
{
    const QRectF &area = m_layout.area;
    m_painter.save();
    m_painter.setClipRect(QRectF(whole.left(), area.top() - 2, whole.width(), area.height() + 4));
    const double nameWidth = area.left() - whole.left() - 14;
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i) {
        const double y = m_layout.yOf(static_cast<int>(i));
        if (y < area.top() - m_layout.laneGap || y > area.bottom() + m_layout.laneGap)
            continue;
        m_painter.setPen(colours().text);
        m_painter.drawText(QRectF(whole.left() + 8, y - 12, nameWidth, 24), Qt::AlignLeft | Qt::AlignVCenter,
                           m_painter.fontMetrics().elidedText(m_scene.lanes[i].name, Qt::ElideMiddle, int(nameWidth)));
        m_painter.setPen(QPen(colours().dimText, 1));
        m_painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        paintDown(m_scene.lanes[i], y);
    }
    m_painter.restore();
}

void SequencePainter::paintDown(const SequenceLane &lane, double y)
{
    const QRectF &area = m_layout.area;
    for (const auto &[from, to] : lane.down) {
        const double begin = std::max(area.left(), m_layout.xOf(from));
        const double end = std::min(area.right(), std::isinf(to) ? area.right() : m_layout.xOf(to));
        if (end > begin)
            m_painter.fillRect(QRectF(begin, y - 5, end - begin, 10), QBrush(colours().idle, Qt::BDiagPattern));
    }
}

void SequencePainter::paintMarks(const SequenceLane &lane, double y)
{
    const auto first = std::ranges::lower_bound(lane.marks, m_layout.from, {}, &SequenceMark::seconds);
    double lastX = -100;
    EventSort last = EventSort::Other;
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (auto mark = first; mark != lane.marks.end() && mark->seconds <= m_layout.to; ++mark) {
        const double x = m_layout.xOf(mark->seconds);
        if (x < lastX + 2 && mark->sort == last)
            continue; // they fall on one another
        paintMark(*mark, {x, y});
        lastX = x;
        last = mark->sort;
    }
}

void SequencePainter::paintMark(const SequenceMark &mark, const QPointF &centre)
{
    const QColor colour = eventColour(mark.kind);
    m_painter.setPen(QPen(colours().base, 1));
    m_painter.setBrush(colour);
    switch (mark.sort) {
    case EventSort::Election:
        if (mark.kind == "elected")
            m_painter.drawPolygon(star(centre, 8));
        else
            m_painter.drawPolygon(shapeAround(centre, {{0, -5}, {5, 0}, {0, 5}, {-5, 0}}));
        break;
    case EventSort::Recovery:
        m_painter.drawPolygon(shapeAround(centre, {{0, -6}, {6, 5}, {-6, 5}}));
        break;
    case EventSort::Fault:
        m_painter.setPen(QPen(colour, 2.5));
        m_painter.drawLine(centre + QPointF(-5, -5), centre + QPointF(5, 5));
        m_painter.drawLine(centre + QPointF(-5, 5), centre + QPointF(5, -5));
        break;
    case EventSort::Other:
        m_painter.drawEllipse(centre, 3.5, 3.5);
        break;
    }
}

// ---- messages ------------------------------------------------------------------------------------------------------

void SequencePainter::paintMessages()
{
    std::vector<std::size_t> places;
    m_scene.messages.between(Time{} + fromSeconds(m_layout.from), Time{} + fromSeconds(m_layout.to),
                             [&](std::size_t place) { places.push_back(place); });
    m_seen = places.size();
    if (places.size() > mostInDetail)
        paintAsLines(places);
    else
        paintInDetail(places);
}

void SequencePainter::paintInDetail(const std::vector<std::size_t> &places)
{
    constexpr std::size_t mostWithWords = 120;
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_words.clear();
    std::vector<std::pair<const MessageRecord *, SequenceArrow>> arrows;
    for (const std::size_t place : places) {
        const MessageRecord &record = m_scene.messages.at(place);
        const auto arrow = arrowOf(m_scene, m_layout, record);
        if (!arrow)
            continue;
        paintArrow(record, *arrow, 1.4);
        if (arrows.size() < mostWithWords)
            arrows.emplace_back(&record, *arrow);
    }
    if (places.size() <= mostWithWords)
        for (const auto &[record, arrow] : arrows)
            paintWords(*record, arrow);
}

/// A hundred thousand of them fall on a few thousand pixels.
void SequencePainter::paintAsLines(const std::vector<std::size_t> &places)
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    std::array<std::vector<QLineF>, messageSortCount> lines;
    std::unordered_set<std::uint64_t> known;
    for (const std::size_t place : places) {
        const MessageRecord &record = m_scene.messages.at(place);
        const auto arrow = arrowOf(m_scene, m_layout, record);
        if (!arrow)
            continue;
        const auto column = [&](double x) {
            return static_cast<std::uint64_t>(std::clamp(x - m_layout.area.left(), -2000.0, 30'000.0) + 2000);
        };
        const std::uint64_t key = column(arrow->begin.x()) << 48U | column(arrow->tip.x()) << 32U |
                                  static_cast<std::uint64_t>(m_scene.lane(record.from) & 0x7ff) << 21U |
                                  static_cast<std::uint64_t>(m_scene.lane(record.to) & 0x7ff) << 10U |
                                  static_cast<std::uint64_t>(arrow->ending) << 4U |
                                  static_cast<std::uint64_t>(record.sort);
        if (known.insert(key).second)
            lines[static_cast<std::size_t>(record.sort)].push_back(shown({arrow->begin, arrow->tip}));
    }
    for (std::size_t sort = 0; sort < messageSortCount; ++sort) {
        m_painter.setPen(QPen(sequenceColour(static_cast<MessageSort>(sort)), 1));
        m_painter.drawLines(lines[sort].data(), static_cast<int>(lines[sort].size()));
    }
}

void SequencePainter::paintArrow(const MessageRecord &record, const SequenceArrow &arrow, double width)
{
    const QColor colour = sequenceColour(record.sort);
    m_painter.setBrush(Qt::NoBrush);
    if (arrow.ending == SequenceArrow::Tip::Open) {
        QColor faint = colour;
        faint.setAlpha(110);
        m_painter.setPen(QPen(faint, 1, Qt::DotLine));
        m_painter.drawLine(shown({arrow.tip, arrow.rest}));
    }
    m_painter.setPen(QPen(colour, width, lineStyle(record.sort)));
    m_painter.drawLine(shown({arrow.begin, arrow.tip}));
    if (isNear(arrow.tip))
        paintTip(arrow, colour);
    if (isNear(arrow.begin))
        paintSequenceShape(m_painter, record.sort, arrow.begin);
    paintWaiting(record);
}

bool SequencePainter::isNear(const QPointF &point) const
{
    return point.x() > m_layout.area.left() - 20 && point.x() < m_layout.area.right() + 20;
}

QLineF SequencePainter::shown(const QLineF &line) const
{
    return clippedLine(line, m_layout.area.left() - 20, m_layout.area.right() + 20);
}

void SequencePainter::paintTip(const SequenceArrow &arrow, const QColor &colour)
{
    const QPointF way = arrow.tip - arrow.begin;
    const double length = std::max(1e-6, std::hypot(way.x(), way.y()));
    const QPointF along = way / length, across(-along.y(), along.x());
    switch (arrow.ending) {
    case SequenceArrow::Tip::Head:
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawPolygon(QPolygonF(
            {arrow.tip, arrow.tip - along * headLength + across * 3.5, arrow.tip - along * headLength - across * 3.5}));
        break;
    case SequenceArrow::Tip::Open:
        m_painter.setPen(QPen(colour, 1.6));
        m_painter.setBrush(colours().base);
        m_painter.drawPolygon(
            QPolygonF({arrow.tip + along * 6, arrow.tip - along * 4 + across * 5, arrow.tip - along * 4 - across * 5}));
        break;
    case SequenceArrow::Tip::Cross:
        m_painter.setPen(QPen(colours().error, 2));
        m_painter.drawLine(arrow.tip + QPointF(-4, -4), arrow.tip + QPointF(4, 4));
        m_painter.drawLine(arrow.tip + QPointF(-4, 4), arrow.tip + QPointF(4, -4));
        break;
    }
}

/// From its arrival until its receiver took it.
void SequencePainter::paintWaiting(const MessageRecord &record)
{
    const bool waits = record.fate == MessageFate::Waiting;
    if (!waits && (record.fate != MessageFate::Received || record.received <= record.arrived))
        return;
    const double y = m_layout.yOf(m_scene.lane(record.to));
    QColor colour = sequenceColour(record.sort);
    colour.setAlpha(130);
    const double begin = std::max(m_layout.xOf(record.arrived), m_layout.area.left() - 20);
    const double end = std::min(m_layout.xOf(waits ? m_scene.now : record.received), m_layout.area.right() + 20);
    m_painter.fillRect(QRectF(begin, y - 3, std::max(2.0, end - begin), 6), colour);
}

void SequencePainter::paintWords(const MessageRecord &record, const SequenceArrow &arrow)
{
    constexpr int mostWidth = 230;
    const QFontMetrics metrics = m_painter.fontMetrics();
    const QString words = metrics.elidedText(QString::fromStdString(record.text), Qt::ElideRight, mostWidth);
    const QPointF at = clippedLine({arrow.begin, arrow.tip}, m_layout.area.left(), m_layout.area.right()).center();
    const double width = metrics.horizontalAdvance(words);
    QRectF place(at.x() + 7, at.y() - metrics.height() / 2.0, width, metrics.height());
    if (place.right() > m_layout.area.right())
        place.moveRight(at.x() - 7);
    const bool fits = place.left() > m_layout.area.left() &&
                      std::ranges::none_of(m_words, [&](const QRectF &other) { return other.intersects(place); });
    if (!fits)
        return; // the tool tip has them
    m_words.push_back(place);
    QColor ground = colours().base;
    ground.setAlpha(215);
    m_painter.fillRect(place.adjusted(-2, 0, 2, 0), ground);
    m_painter.setPen(sequenceColour(record.sort));
    m_painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, words);
}

void SequencePainter::paintChosen(const MessageRecord &record)
{
    const auto arrow = arrowOf(m_scene, m_layout, record);
    if (!arrow)
        return;
    m_painter.save();
    m_painter.setClipRect(m_layout.area.adjusted(-6, -2, 6, 2));
    m_painter.setRenderHint(QPainter::Antialiasing);
    QColor glow = colours().selection;
    glow.setAlpha(150);
    m_painter.setPen(QPen(glow, 8, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(shown({arrow->begin, arrow->tip}));
    paintArrow(record, *arrow, 2.6);
    m_painter.restore();
}

// ---- axis ----------------------------------------------------------------------------------------------------------

void SequencePainter::paintAxis(const QRectF &whole)
{
    const QRectF &area = m_layout.area;
    const double span = m_layout.to - m_layout.from;
    const double step = roundStep(span / std::clamp(area.width() / 110, 2.0, 12.0));
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    m_painter.setPen(colours().dimText);
    m_painter.drawLine(QPointF(area.left(), area.bottom() + 2), QPointF(area.right(), area.bottom() + 2));
    for (double tick = std::ceil(m_layout.from / step) * step; tick <= m_layout.to; tick += step) {
        const double x = m_layout.xOf(tick);
        const QString label = tickText(tick, decimals);
        const double width = m_painter.fontMetrics().horizontalAdvance(label) + 2;
        const double left = std::min(x - width / 2, whole.right() - width - 2);
        m_painter.drawLine(QPointF(x, area.bottom() + 2), QPointF(x, area.bottom() + 6));
        m_painter.drawText(QRectF(left, area.bottom() + 5, width, whole.bottom() - area.bottom() - 5),
                           Qt::AlignHCenter | Qt::AlignTop, label);
    }
}

} // namespace bayplan
