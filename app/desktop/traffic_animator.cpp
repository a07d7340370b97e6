// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/traffic_animator.h"

#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/motion.h"
#include "app/desktop/run_session.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace bayplan {

namespace {

constexpr double shareOfCore = 0.06;  ///< at most, of moving and painting
constexpr double quickestStep = 0.04; ///< seconds
constexpr double slowestStep = 0.5;
constexpr double longestJump = 0.6; ///< of marks, after a pause of the program
constexpr int dirtyTile = 16;        ///< pixels
constexpr double markSize = 6;       ///< scene units around the middle of a mark

/// Of this thread: what others of the machine take does not count.
double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

TrafficFlow flowOf(const LiveLink &link)
{
    const double calls = link.ratePerSecond + link.errorsPerSecond;
    return {calls, calls > 0 ? link.errorsPerSecond / calls : 0, link.p50Seconds};
}

/// The same for a link in each run and at each start.
double phaseOf(const ElementId &id)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : id) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return (hash >> 8U) / double(1U << 24U);
}

/// Squares of the screen that are touched, as a region made at one go: marks by the hundred would each be joined to it.
class DirtyTiles {
public:
    explicit DirtyTiles(QSize size)
        : m_columns(size.width() / dirtyTile + 1), m_rows(size.height() / dirtyTile + 1),
          m_tiles(std::size_t(m_columns) * std::size_t(m_rows))
    {}

    void add(const QRect &rect)
    {
        const int right = std::min(m_columns - 1, rect.right() / dirtyTile);
        const int bottom = std::min(m_rows - 1, rect.bottom() / dirtyTile);
        for (int row = std::max(0, rect.top() / dirtyTile); row <= bottom; ++row) {
            for (int column = std::max(0, rect.left() / dirtyTile); column <= right; ++column) {
                m_tiles[std::size_t(row) * std::size_t(m_columns) + std::size_t(column)] = true;
            }
        }
    }

    QRegion region() const
    {
        std::vector<QRect> rects; // in bands from above, as setRects() wants them
        for (int row = 0; row < m_rows; ++row) {
            for (int column = 0; column < m_columns; ++column) {
                const int begin = column;
                while (column < m_columns && m_tiles[std::size_t(row) * std::size_t(m_columns) + std::size_t(column)]) {
                    ++column;
                }
                if (column > begin) {
                    rects.emplace_back(begin * dirtyTile, row * dirtyTile, (column - begin) * dirtyTile, dirtyTile);
                }
            }
        }
        QRegion region;
        region.setRects(rects.data(), int(rects.size()));
        return region;
    }

private:
    int m_columns, m_rows;
    std::vector<bool> m_tiles;
};

void putMarks(LinkItem &item, const TrafficStream &stream, TrafficRun run, const CanvasView &view, DirtyTiles &tiles)
{
    std::vector<double> distances;
    for (const auto &mark : stream.marks()) {
        distances.push_back(run.begin + mark.at);
    }
    const auto points = pointsOn(item.way(), distances);
    std::vector<ShownMark> shown;
    shown.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        shown.push_back({points[i], stream.marks()[i].isError});
    }
    if (shown == item.marks()) {
        return;
    }
    const auto transform = view.viewportTransform();
    const int reach = int(std::ceil(markSize * view.zoom())) + 1;
    for (const auto *marks : {&item.marks(), &std::as_const(shown)}) {
        for (const auto &mark : *marks) {
            const auto at = transform.map(mark.at).toPoint();
            tiles.add({at - QPoint(reach, reach), QSize(2 * reach, 2 * reach)});
        }
    }
    item.setMarks(std::move(shown));
}

} // namespace

TrafficAnimator::TrafficAnimator(RunSession &runs, CanvasScene &scene, CanvasView &view, QObject *parent)
    : QObject(parent), m_runs(runs), m_scene(scene), m_view(view)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TrafficAnimator::tick);
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(0);
    connect(&m_lookSoon, &QTimer::timeout, this, &TrafficAnimator::look);
    const auto viewChanged = [this] {
        m_viewChanged = true;
        m_lookSoon.start();
    };
    const auto lookSoon = qOverload<>(&QTimer::start);
    connect(&runs, &RunSession::snapshotChanged, &m_lookSoon, lookSoon);
    connect(&runs, &RunSession::statusChanged, &m_lookSoon, lookSoon);
    connect(&runs, &RunSession::runChanged, this, [this] {
        m_streams.clear();
        m_scale = {};
        m_lookSoon.start();
    });
    connect(&runs, &RunSession::cursorChanged, this, [this] {
        if (m_state == TrafficState::Still) {
            m_streams.clear(); // the figures are those of another instant
        }
        m_lookSoon.start();
    });
    connect(&Motion::instance(), &Motion::changed, &m_lookSoon, lookSoon);
    connect(&view, &CanvasView::zoomChanged, this, viewChanged);
    connect(&scene, &CanvasScene::drawingChanged, this, viewChanged);
    view.installEventFilter(this);
    for (auto *bar : {view.horizontalScrollBar(), view.verticalScrollBar()}) {
        connect(bar, &QScrollBar::valueChanged, this, viewChanged);
        connect(bar, &QScrollBar::rangeChanged, this, viewChanged); // a view of another size
    }
}

bool TrafficAnimator::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide) {
        m_viewChanged = true;
        m_lookSoon.start();
    }
    return QObject::eventFilter(watched, event);
}

void TrafficAnimator::setWanted(bool wanted)
{
    m_wanted = wanted;
    look();
}

void TrafficAnimator::setShown(bool shown)
{
    m_shown = shown;
    look();
}

LinkItem *TrafficAnimator::linkOf(const ElementId &id) const
{
    return qgraphicsitem_cast<LinkItem *>(m_scene.itemOf(id));
}

TrafficState TrafficAnimator::wantedState() const
{
    const auto snapshot = m_runs.snapshot();
    if (!m_wanted || !m_shown || !snapshot || !m_view.isVisible()) {
        return TrafficState::Off;
    }
    if (m_view.isFar()) {
        return TrafficState::TooFar;
    }
    if (m_inView.size() > mostLinks) {
        return TrafficState::TooMany;
    }
    const bool goesOn = m_runs.isLive() && snapshot->status == RunStatus::Running;
    return goesOn && Motion::instance().isWanted() ? TrafficState::Moving : TrafficState::Still;
}

void TrafficAnimator::lookAtLinks()
{
    if (!std::exchange(m_viewChanged, false)) {
        return;
    }
    std::vector<ElementId> before = std::move(m_inView);
    m_inView.clear();
    if (!m_view.isFar()) {
        for (const auto *item : m_scene.items(m_view.visibleRect(), Qt::IntersectsItemBoundingRect)) {
            const auto *link = qgraphicsitem_cast<const LinkItem *>(item);
            if (link != nullptr && link->isVisible() && link->way().size() > 1) {
                m_inView.push_back(link->id());
            }
        }
    }
    std::sort(m_inView.begin(), m_inView.end());
    for (const auto &id : before) {
        auto *link = linkOf(id);
        if (link != nullptr && !std::binary_search(m_inView.begin(), m_inView.end(), id)) {
            link->setMarks({});
            m_streams.erase(id);
        }
    }
}

/// What is to be shown now; at most once for all that happened since the last time.
void TrafficAnimator::look()
{
    if (m_wanted && m_shown && m_runs.snapshot()) {
        lookAtLinks();
        double greatest = 0;
        for (const auto &id : m_inView) {
            const auto *link = linkOf(id);
            if (link != nullptr && link->live()) {
                greatest = std::max(greatest, flowOf(*link->live()).callsPerSecond);
            }
        }
        const double before = m_scale.densestRate();
        m_scale.take(greatest);
        if (m_scale.densestRate() != before) {
            Q_EMIT changed();
        }
    }
    setState(wantedState());
    if (m_state == TrafficState::Still) {
        standStill();
    }
}

void TrafficAnimator::setState(TrafficState state)
{
    const auto before = std::exchange(m_state, state);
    if (state == TrafficState::Moving && !m_timer.isActive()) {
        if (before != state) {
            m_since.restart();
        }
        m_timer.start(int(quickestStep * 1000));
    }
    if (before == state) {
        return;
    }
    if (state != TrafficState::Moving && state != TrafficState::Still) {
        takeAway();
    }
    Q_EMIT changed();
}

void TrafficAnimator::takeAway()
{
    m_timer.stop();
    m_streams.clear();
    for (const auto &id : m_inView) {
        if (auto *link = linkOf(id)) {
            link->setMarks({});
            link->update();
        }
    }
}

/// Of every link in view; what that touches on the screen. Marks are laid out anew, or time goes on for them.
QRegion TrafficAnimator::renewMarks(double seconds, bool anew)
{
    DirtyTiles tiles(m_view.viewport()->size());
    for (const auto &id : m_inView) {
        auto *link = linkOf(id);
        if (link == nullptr || !link->live()) {
            continue;
        }
        const auto flow = flowOf(*link->live());
        const auto run = trafficRun(link->way());
        const double spacing = m_scale.spacingOf(flow.callsPerSecond);
        const auto [stream, isNew] = m_streams.try_emplace(id);
        if (isNew || anew) {
            stream->second.spread(flow, spacing, run.length, phaseOf(id));
        } else if (seconds > 0) {
            stream->second.advance(seconds, flow, spacing, run.length);
        }
        putMarks(*link, stream->second, run, m_view, tiles);
    }
    return tiles.region();
}

/// Marks of a run that is held stay where they were; where nothing may move they follow the figures.
void TrafficAnimator::standStill()
{
    m_view.viewport()->update(renewMarks(0, !Motion::instance().isWanted()));
}

void TrafficAnimator::tick()
{
    setState(wantedState());
    if (m_state != TrafficState::Moving) {
        if (m_state == TrafficState::Still) {
            standStill();
        }
        return;
    }
    const double begun = processorSeconds();
    const double seconds = std::min(longestJump, double(m_since.restart()) / 1000);
    const auto dirty = renewMarks(seconds, false);
    if (!dirty.isEmpty()) {
        m_view.viewport()->repaint(dirty); // at once, so that its time is known
    }
    m_cost += (processorSeconds() - begun - m_cost) * 0.2;
    m_timer.start(int(1000 * std::clamp(m_cost / shareOfCore, quickestStep, slowestStep)));
}

} // namespace bayplan
