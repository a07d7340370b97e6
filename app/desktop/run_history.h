// SPDX-License-Identifier: GPL-3.0-or-later
// What a run has shown so far, as bounded series over run time: what the charts and the election lanes draw.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/snapshot.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

enum class Quantity { Throughput, Errors, LatencyP50, LatencyP95, LatencyP99, QueueDepth, Utilisation };
inline constexpr std::size_t quantityCount = 7;

struct HistoryPoint {
    float seconds = 0; ///< of run time
    float value = 0;   ///< calls per second, seconds, requests or a fraction, by quantity
};

/// Points in order of time. When full, neighbours are merged two by two, so that the whole run stays at one resolution.
class TimeSeries {
public:
    enum class Merge { Mean, Greatest };

    TimeSeries() = default;
    TimeSeries(Merge merge, std::size_t capacity) : m_merge(merge), m_capacity(capacity) {}

    void add(double seconds, double value);
    const std::vector<HistoryPoint> &points() const { return m_points; }

    /// At most `most` points between the two instants; least and greatest of each stretch are kept, so peaks stay.
    std::vector<HistoryPoint> thinned(double fromSeconds, double toSeconds, std::size_t most) const;

private:
    void halve();

    std::vector<HistoryPoint> m_points;
    Merge m_merge = Merge::Mean;
    std::size_t m_capacity = 8192;
    std::uint32_t m_stride = 1;  ///< raw points in one kept point
    std::uint32_t m_pending = 0; ///< of those, how many the last kept point has
};

/// One series per quantity; empty where the element has none.
struct SeriesSet {
    std::array<TimeSeries, quantityCount> series;
    const TimeSeries &operator[](Quantity quantity) const { return series[static_cast<std::size_t>(quantity)]; }
    TimeSeries &operator[](Quantity quantity) { return series[static_cast<std::size_t>(quantity)]; }
};

/// Figures of one instance over the last window.
struct WindowFigures {
    bool hasLatency = false;
    bool hasUtilisation = false;
    double throughputPerSecond = 0;
    double errorsPerSecond = 0;
    double queueDepth = 0;
    double utilisation = 0;
    double p50Seconds = 0, p95Seconds = 0, p99Seconds = 0;
};

/// A stretch in which a member of an election showed the same.
struct ElectionSpan {
    Time begin{}, end{};
    bool alive = false, paused = false;
    bool isObserved = true; ///< false: it runs, and nothing has been heard of it (again) yet
    bool everRan = false;   ///< up to here: what has never run has not died
    ElectionRole role = ElectionRole::Follower;
    std::uint64_t term = 0;
    bool leaseValid = false;
    std::string believedLeader;
    std::string votedFor; ///< in the term; empty: for nobody yet
};

struct ElectionLane {
    InstanceIndex instance = 0;
    std::string name;   ///< of the instance
    std::string member; ///< what the others know it by
    std::vector<ElectionSpan> spans;
};

struct TimeSpan {
    Time begin{}, end{};
};

struct ElectionHistory {
    std::string election;
    std::size_t number = 0; ///< of the several elections of each member
    std::vector<ElectionLane> lanes;
    std::vector<TimeSpan> withoutLeader; ///< no live member holds a valid lease
    std::vector<TimeSpan> notObserved;   ///< nobody can tell: a member runs of which nothing is heard
};

enum class Leadership { Held, Nobody, NotObserved };

/// What members tell together; null where one tells nothing.
Leadership leadershipOf(const std::vector<const ElectionSpan *> &members);

/// Not thread-safe. Snapshots come in order of time; those closer than `step` to the last are used for elections only.
class RunHistory {
public:
    explicit RunHistory(const Plan &plan, Duration window = std::chrono::seconds(1),
                        Duration step = std::chrono::milliseconds(100));

    void add(const SnapshotPtr &snapshot);

    /// Takes over what was recorded of elements, links and instances that this plan has, too: the run goes on with
    /// another plan. Before the first snapshot.
    void continueFrom(const RunHistory &before);

    Time lastTime() const { return m_lastTime; }
    std::size_t sampleCount() const { return m_samples; }

    /// What clients see: the calls of the load generators, or of everybody where there is none. Utilisation: the
    /// busiest.
    const SeriesSet &totals() const { return m_totals; }
    /// nullptr when there is none of that id.
    const SeriesSet *container(const std::string &id) const;
    const SeriesSet *link(const std::string &id) const;
    const SeriesSet *instance(const std::string &name) const; ///< none in plans of more than 200 instances

    /// By index of the plan's instances, of the instant that is shown.
    const std::vector<WindowFigures> &latest() const { return shown().m_latest; }

    /// Whose newest points are those of the instant that is shown: this one, or a short one that ends in the past.
    const RunHistory &shown() const { return m_past ? *m_past : *this; }
    /// nullptr: now is shown.
    void showPast(std::shared_ptr<const RunHistory> past) { m_past = std::move(past); }

    const std::vector<ElectionHistory> &elections() const { return m_elections; }

private:
    struct Sum;
    void addElections(const Snapshot &snapshot);
    void addSample(const Snapshot &earlier, const Snapshot &later);
    const Snapshot *windowStart(Time now);

    struct InstanceShape {
        int container = -1; ///< index into m_containers
        bool isLoad = false;
        std::vector<int> linkOfPeer; ///< index into m_links, -1 for none
    };

    Duration m_window, m_step;
    bool m_hasLoad = false;
    std::size_t m_samples = 0;
    Time m_lastTime{};
    std::deque<SnapshotPtr> m_recent;
    std::vector<InstanceShape> m_shapes;
    std::map<std::string, int, std::less<>> m_containerIndex, m_linkIndex, m_instanceIndex;
    std::vector<SeriesSet> m_containers, m_links, m_instances;
    SeriesSet m_totals;
    std::vector<WindowFigures> m_latest;
    std::shared_ptr<const RunHistory> m_past;
    std::vector<ElectionHistory> m_elections;
};

} // namespace bayplan
