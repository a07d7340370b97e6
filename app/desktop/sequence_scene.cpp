// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_scene.h"

#include "app/desktop/theme.h"
#include "engine/base/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string_view>

namespace bayplan {

namespace {

QString sequenceWords(const char *text)
{
    return QCoreApplication::translate("SequenceChart", text);
}

constexpr std::string_view sequenceEnds[] = {"killed", "oom-killed", "stopped", "terminated", "died", "crashed"};
constexpr std::string_view sequenceBeginnings[] = {"restarted", "started", "restart"};

template <std::size_t N>
bool isOneOf(const std::string_view (&kinds)[N], const std::string &kind)
{
    return std::ranges::find(kinds, kind) != std::end(kinds);
}

QString humanText(Duration duration)
{
    return QString::fromStdString(humanDuration(duration));
}

} // namespace

QColor sequenceColour(MessageSort sort)
{
    const auto &series = colours().series;
    return series[static_cast<std::size_t>(sort) % series.size()];
}

QString sequenceTitle(MessageSort sort)
{
    switch (sort) {
    case MessageSort::VoteRequest:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Vote requests"));
    case MessageSort::VoteReply:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Votes"));
    case MessageSort::Heartbeat:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Heartbeats"));
    case MessageSort::Acknowledgement:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Acknowledgements"));
    case MessageSort::Transfer:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Transfers"));
    case MessageSort::Request:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Requests"));
    case MessageSort::Answer:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Answers"));
    case MessageSort::Withdrawal:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Withdrawals"));
    }
    return {};
}

QString sequenceNoun(MessageSort sort)
{
    switch (sort) {
    case MessageSort::VoteRequest:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "vote request"));
    case MessageSort::VoteReply:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "vote"));
    case MessageSort::Heartbeat:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "heartbeat"));
    case MessageSort::Acknowledgement:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "acknowledgement"));
    case MessageSort::Transfer:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "transfer of leadership"));
    case MessageSort::Request:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "request"));
    case MessageSort::Answer:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "answer"));
    case MessageSort::Withdrawal:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "withdrawal"));
    }
    return {};
}

QString exactTime(Time time)
{
    const std::int64_t micros = time.time_since_epoch().count() / 1000;
    const std::int64_t seconds = micros / 1'000'000;
    return QStringLiteral("%1:%2.%3")
        .arg(seconds / 60)
        .arg(seconds % 60, 2, 10, QLatin1Char('0'))
        .arg(micros % 1'000'000, 6, 10, QLatin1Char('0'));
}

QString fateText(const MessageRecord &record)
{
    const QString at = record.arrived == never ? QString() : exactTime(record.arrived);
    switch (record.fate) {
    case MessageFate::OnItsWay:
        return record.due == never ? sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "on its way"))
                                   : sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "on its way, arrives at %1"))
                                         .arg(exactTime(record.due));
    case MessageFate::Waiting:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "arrived at %1, and waits: its receiver is held up"))
            .arg(at);
    case MessageFate::Received:
        if (record.received > record.arrived)
            return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "arrived at %1, taken at %2"))
                .arg(at, exactTime(record.received));
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "arrived at %1 (%2)"))
            .arg(at, humanText(record.arrived - record.sent));
    case MessageFate::LostByChance:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "lost on its link"));
    case MessageFate::LostToPartition:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "lost: a partition lies between the two"));
    case MessageFate::Dropped:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "dropped by hand at %1")).arg(at);
    case MessageFate::NobodyThere:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "found its receiver down at %1")).arg(at);
    case MessageFate::DiedWaiting:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "arrived at %1, and was lost with its receiver"))
            .arg(at);
    case MessageFate::Outdated:
        return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "came at %1 for an earlier life of its receiver"))
            .arg(at);
    case MessageFate::TakenBack:
        return sequenceWords(
                   QT_TRANSLATE_NOOP("SequenceChart", "arrived at %1, when its sender did not want it any more"))
            .arg(at);
    }
    return {};
}

// ---- scene ---------------------------------------------------------------------------------------------------------

void SequenceScene::setLanes(const Plan &plan, const std::vector<InstanceIndex> &instances)
{
    lanes.clear();
    laneOf.assign(plan.instances.size(), -1);
    for (const InstanceIndex index : instances) {
        if (index >= plan.instances.size() || laneOf[index] >= 0)
            continue;
        laneOf[index] = static_cast<int>(lanes.size());
        lanes.push_back({index, QString::fromStdString(plan.instances[index].name), {}, {}});
    }
}

void SequenceScene::takeEvents(const Plan &plan, const std::vector<RunEvent> &events, std::size_t first)
{
    if (first == 0)
        for (SequenceLane &lane : lanes) {
            lane.marks.clear();
            lane.down.clear();
        }
    std::multimap<std::string, SequenceLane *, std::less<>> bySubject;
    for (SequenceLane &lane : lanes) {
        const InstancePlan &instance = plan.instances[lane.instance];
        bySubject.emplace(instance.name, &lane);
        bySubject.emplace(plan.pods[instance.pod].name, &lane);
    }
    for (std::size_t i = first; i < events.size(); ++i) {
        const RunEvent &event = events[i];
        const double at = toSeconds(event.time);
        const auto [begin, end] = bySubject.equal_range(event.subject);
        for (auto found = begin; found != end; ++found) {
            SequenceLane &lane = *found->second;
            lane.marks.push_back({at, sortOfEvent(event.kind), event.kind, QString::fromStdString(event.text)});
            if (isOneOf(sequenceEnds, event.kind) && (lane.down.empty() || lane.down.back().second < at))
                lane.down.emplace_back(at, HUGE_VAL);
            else if (isOneOf(sequenceBeginnings, event.kind) && !lane.down.empty() &&
                     std::isinf(lane.down.back().second))
                lane.down.back().second = at;
        }
    }
}

QString SequenceScene::nameOfLane(InstanceIndex instance) const
{
    const int found = lane(instance);
    return found < 0 ? QStringLiteral("?") : lanes[static_cast<std::size_t>(found)].name;
}

QString SequenceScene::title(const MessageRecord &record) const
{
    return sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Message %1, %2 of %3 to %4"))
        .arg(record.number)
        .arg(sequenceNoun(record.sort), nameOfLane(record.from), nameOfLane(record.to));
}

QString SequenceScene::explain(const MessageRecord &record) const
{
    QStringList lines{title(record)};
    lines += QStringLiteral("%1; %2").arg(QString::fromStdString(record.text),
                                          QString::fromStdString(humanBytes(record.bytes)));
    const QString sent = record.sentEarlier ? sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Sent before %1"))
                                            : sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "Sent at %1"));
    lines += sent.arg(exactTime(record.sent)) + QStringLiteral(", ") + fateText(record);
    const auto mention = [&](std::uint64_t number, const char *words) {
        const MessageRecord *other = number == 0 ? nullptr : messages.find(number);
        if (other != nullptr)
            lines += sequenceWords(words).arg(number).arg(QString::fromStdString(other->text));
    };
    mention(record.answers, QT_TRANSLATE_NOOP("SequenceChart", "Answers message %1: %2"));
    if (record.cause != record.answers)
        mention(record.cause, QT_TRANSLATE_NOOP("SequenceChart", "Sent because of message %1: %2"));
    mention(record.copyOf, QT_TRANSLATE_NOOP("SequenceChart", "A copy of message %1: %2"));
    for (const QString &line : QString::fromStdString(record.outcome).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines += sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "It brought about %1")).arg(line);
    QStringList numbers;
    for (const std::uint64_t number : messages.effectsOf(record.number, 6))
        numbers += QString::number(number);
    if (!numbers.isEmpty())
        lines += sequenceWords(QT_TRANSLATE_NOOP("SequenceChart", "It was followed by message %1"))
                     .arg(numbers.join(QStringLiteral(", ")));
    if (!record.byHand.empty())
        lines += QString::fromStdString(record.byHand);
    return lines.join(QLatin1Char('\n'));
}

QString SequenceScene::explain(const SequenceLane &lane, const SequenceMark &mark) const
{
    const QString head =
        QStringLiteral("%1 %2, %3")
            .arg(lane.name, QString::fromStdString(mark.kind), exactTime(Time{} + fromSeconds(mark.seconds)));
    return mark.text.isEmpty() ? head : head + QLatin1Char('\n') + mark.text;
}

QString SequenceScene::asText(double fromSecs, double toSecs) const
{
    QString text = QStringLiteral("number\tsent\tended\tkind\tfrom\tto\tbytes\twords\tfate\toutcome\n");
    messages.between(Time{} + fromSeconds(fromSecs), Time{} + fromSeconds(toSecs), [&](std::size_t place) {
        const MessageRecord &record = messages.at(place);
        QString outcome = QString::fromStdString(record.outcome);
        const QStringList cells{QString::number(record.number),
                                exactTime(record.sent),
                                endOf(record) == never ? QString() : exactTime(endOf(record)),
                                sequenceNoun(record.sort),
                                nameOfLane(record.from),
                                nameOfLane(record.to),
                                QString::number(record.bytes),
                                QString::fromStdString(record.text),
                                fateText(record),
                                outcome.replace(QLatin1Char('\n'), QStringLiteral("; "))};
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    });
    return text;
}

// ---- arrows --------------------------------------------------------------------------------------------------------

namespace {

double shareOfWay(const MessageRecord &record, Time at)
{
    if (record.due == never || record.due <= record.sent)
        return 0.5;
    return std::clamp(toSeconds(at - record.sent) / toSeconds(record.due - record.sent), 0.12, 0.92);
}

} // namespace

std::optional<SequenceArrow> arrowOf(const SequenceScene &scene, const SequenceLayout &layout,
                                     const MessageRecord &record)
{
    constexpr double stub = 14;
    const int from = scene.lane(record.from), to = scene.lane(record.to);
    if (from < 0 || to < 0)
        return {};
    const double y = layout.yOf(from), rise = layout.yOf(to) - y;
    SequenceArrow arrow;
    arrow.begin = {layout.xOf(record.sent), y};
    switch (record.fate) {
    case MessageFate::Received:
    case MessageFate::Waiting:
    case MessageFate::TakenBack:
        arrow.tip = {layout.xOf(record.arrived), y + rise};
        return arrow;
    case MessageFate::NobodyThere:
    case MessageFate::DiedWaiting:
    case MessageFate::Outdated:
        arrow.tip = {layout.xOf(record.arrived), y + rise};
        break;
    case MessageFate::Dropped:
        arrow.tip = {layout.xOf(record.arrived), y + rise * shareOfWay(record, record.arrived)};
        break;
    case MessageFate::LostByChance:
    case MessageFate::LostToPartition:
        arrow.tip = arrow.begin + QPointF(stub, rise * 0.5);
        break;
    case MessageFate::OnItsWay:
        arrow.tip = {std::max(layout.xOf(scene.now), arrow.begin.x()), y + rise * shareOfWay(record, scene.now)};
        arrow.rest = {record.due == never ? arrow.tip.x() + stub : layout.xOf(record.due), y + rise};
        arrow.ending = SequenceArrow::Tip::Open;
        return arrow;
    }
    arrow.ending = SequenceArrow::Tip::Cross;
    return arrow;
}

} // namespace bayplan
