// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/election_facts.h"

#include "app/desktop/nice_axis.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace bayplan {

namespace {

struct LeaseEdge {
    Time at{};
    bool begins = false;
    std::size_t lane = 0;
};

QString lengthText(Duration length)
{
    return valueText(toSeconds(length), AxisUnit::Latency);
}

QString electionWords(const char *text)
{
    return QCoreApplication::translate("ElectionFacts", text);
}

} // namespace

std::vector<LeaseOverlap> leaseOverlaps(const ElectionHistory &election)
{
    std::vector<LeaseEdge> edges;
    for (std::size_t lane = 0; lane < election.lanes.size(); ++lane) {
        for (const ElectionSpan &span : election.lanes[lane].spans) {
            if (!span.leaseValid || span.begin >= span.end)
                continue;
            edges.push_back({span.begin, true, lane});
            edges.push_back({span.end, false, lane});
        }
    }
    // Of one instant the ends go first: what touches does not overlap.
    std::ranges::stable_sort(edges, [](const LeaseEdge &a, const LeaseEdge &b) {
        return a.at != b.at ? a.at < b.at : !a.begins && b.begins;
    });
    std::vector<LeaseOverlap> overlaps;
    std::multiset<std::size_t> holders;
    for (const LeaseEdge &edge : edges) {
        const std::set<std::size_t> before(holders.begin(), holders.end());
        if (before.size() > 1 && !overlaps.empty())
            overlaps.back().end = edge.at;
        if (edge.begins)
            holders.insert(edge.lane);
        else
            holders.erase(holders.find(edge.lane));
        const std::set<std::size_t> now(holders.begin(), holders.end());
        if (now.size() > 1 && now != before) {
            const bool goesOn = !overlaps.empty() && overlaps.back().end == edge.at && before.size() > 1;
            if (goesOn && std::ranges::includes(overlaps.back().lanes, now))
                continue;
            overlaps.push_back({edge.at, edge.at, {now.begin(), now.end()}});
        }
    }
    std::erase_if(overlaps, [](const LeaseOverlap &overlap) { return overlap.begin >= overlap.end; });
    return overlaps;
}

std::vector<FencedSpan> fencedResource(const ElectionHistory &election)
{
    std::set<Time> edges;
    for (const ElectionLane &lane : election.lanes)
        for (const ElectionSpan &span : lane.spans)
            edges.insert({span.begin, span.end});
    std::vector<FencedSpan> spans;
    FencedSpan now;
    for (const Time edge : edges) {
        if (now.token > 0)
            spans.back().end = edge;
        FencedSpan next{edge, edge, now.token, now.holder, {}};
        std::vector<const ElectionSpan *> shown;
        for (const ElectionLane &lane : election.lanes) {
            const ElectionSpan *span = spanAt(lane, edge);
            shown.push_back(span != nullptr && span->leaseValid && edge < span->end ? span : nullptr);
            if (shown.back() != nullptr && span->term > next.token) {
                next.token = span->term;
                next.holder = shown.size() - 1;
            }
        }
        for (std::size_t lane = 0; lane < shown.size(); ++lane)
            if (shown[lane] != nullptr && shown[lane]->term < next.token)
                next.refused.push_back(lane);
        const bool isOther = next.token != now.token || next.refused != now.refused;
        if (next.token > 0 && isOther)
            spans.push_back(next);
        now = next;
    }
    std::erase_if(spans, [](const FencedSpan &span) { return span.begin >= span.end; });
    return spans;
}

const ElectionSpan *spanAt(const ElectionLane &lane, Time at)
{
    const auto after = std::upper_bound(lane.spans.begin(), lane.spans.end(), at,
                                        [](Time t, const ElectionSpan &span) { return t < span.begin; });
    return after == lane.spans.begin() || std::prev(after)->end < at ? nullptr : &*std::prev(after);
}

QStringList votersFor(const ElectionHistory &election, const std::string &member, std::uint64_t term, Time upTo)
{
    QStringList voters;
    for (const ElectionLane &lane : election.lanes) {
        const bool voted = std::ranges::any_of(lane.spans, [&](const ElectionSpan &span) {
            return span.begin <= upTo && span.term == term && span.votedFor == member;
        });
        if (voted)
            voters += QString::fromStdString(lane.member);
    }
    return voters;
}

std::optional<std::size_t> laneOfMember(const ElectionHistory &election, const std::string &member)
{
    const auto found = std::ranges::find(election.lanes, member, &ElectionLane::member);
    return found == election.lanes.end() ? std::nullopt
                                         : std::optional(static_cast<std::size_t>(found - election.lanes.begin()));
}

ElectionMargin marginOf(const ElectionConfig &config)
{
    ElectionMargin margin;
    const double least = toSeconds(config.electionTimeoutMin), lease = toSeconds(config.lease);
    margin.beforeElection = config.electionTimeoutMin - config.lease;
    margin.clockFactor = lease > 0 ? least / lease : 0;
    margin.clockDrift = least + lease > 0 ? (least - lease) / (least + lease) : 0;
    // A lease counts from the sending of a round, and one of each interval is on its way.
    if (config.heartbeat > Duration(0) && config.lease > config.heartbeat)
        margin.lostHeartbeats = static_cast<std::uint64_t>((config.lease - Duration(1)) / config.heartbeat) - 1;
    return margin;
}

QString marginSentence(const ElectionConfig &config)
{
    const ElectionMargin margin = marginOf(config);
    const QString lease = lengthText(config.lease), least = lengthText(config.electionTimeoutMin);
    if (margin.beforeElection < Duration(0))
        return electionWords(
                   QT_TRANSLATE_NOOP("ElectionFacts",
                                     "No margin: a lease of %1 is longer than the shortest election timeout of "
                                     "%2, so two members can hold a lease at once even with true clocks."))
            .arg(lease, least);
    return electionWords(
               QT_TRANSLATE_NOOP(
                   "ElectionFacts",
                   "Margin: a lease of %1 ends %3 before the shortest election timeout of %2. Two leases cannot "
                   "overlap while the fastest clock runs less than %4 times as fast as the slowest (timeout over "
                   "lease), that is each within %5 % of true time: lease ≤ timeout × (1 − ρ) / (1 + ρ). A "
                   "heartbeat goes out every %6: a lease outlives %7 lost in a row."))
        .arg(lease, least, lengthText(margin.beforeElection))
        .arg(margin.clockFactor, 0, 'f', 2)
        .arg(margin.clockDrift * 100, 0, 'f', 1)
        .arg(lengthText(config.heartbeat))
        .arg(margin.lostHeartbeats);
}

} // namespace bayplan
