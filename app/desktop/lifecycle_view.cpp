// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lifecycle_view.h"

#include "app/desktop/coverage_label.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/life_lanes.h"
#include "app/desktop/theme.h"
#include "app/desktop/time_range_box.h"

#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <string_view>

namespace bayplan {

namespace {

constexpr LifePhase phasesShown[] = {LifePhase::Created,  LifePhase::Starting, LifePhase::Ready,
                                     LifePhase::Draining, LifePhase::Paused,   LifePhase::Down};
/// Phases in which calls to a container fail because of what it is in.
constexpr LifePhase costlyPhases[] = {LifePhase::Starting, LifePhase::Ready, LifePhase::Draining, LifePhase::Paused,
                                      LifePhase::Down};
/// Of events about a container: those that begin a phase of its life.
constexpr std::string_view lifeEvents[] = {"killed",  "oom-killed", "oom",       "stopped", "terminated",
                                           "crashed", "died",       "restarted", "started", "starting",
                                           "ready",   "stopping",   "paused",    "resumed", "exited"};

QPixmap phaseSwatch(LifePhase phase)
{
    QPixmap pixmap(14, 12);
    const QBrush brush = lifePhaseBrush(phase);
    QColor ground = brush.color();
    ground.setAlpha(brush.style() == Qt::SolidPattern ? 255 : 70);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.fillRect(pixmap.rect(), ground);
    painter.fillRect(pixmap.rect(), brush);
    return pixmap;
}

std::uint64_t lostIn(const LifeLane &lane, LifePhase phase)
{
    return lane.in(phase).callsFailed;
}

std::uint64_t cutShortOf(const LifeLane &lane)
{
    std::uint64_t sum = 0;
    for (const PhaseLosses &phase : lane.phases)
        sum += phase.cutShort;
    return sum;
}

/// How long it took to drain beside what it is given; red when it took all of it.
FigureCell drainCell(const LifeLane &lane, Duration grace)
{
    if (lane.in(LifePhase::Draining).times == 0)
        return {LifecycleView::tr("none of %1").arg(valueText(toSeconds(grace), AxisUnit::Latency)), -1.0};
    FigureCell cell = figureCell(LifecycleView::tr("%1 of %2")
                                     .arg(valueText(toSeconds(lane.longestDrain), AxisUnit::Latency),
                                          valueText(toSeconds(grace), AxisUnit::Latency)),
                                 toSeconds(lane.longestDrain));
    if (lane.longestDrain >= grace) {
        cell.colour = colours().error;
        cell.toolTip =
            LifecycleView::tr("It was killed at the end of its grace time. Give it more, or less to finish.");
    } else {
        cell.toolTip = LifecycleView::tr("The longest drain, of the grace time between SIGTERM and SIGKILL.");
    }
    return cell;
}

} // namespace

LifecycleView::LifecycleView(RunSession *session, QWidget *parent) : PatternView(session, parent)
{
    m_lanes = new LifeLanes(this);
    m_lanes->reason = [this](std::size_t lane, Time begin) { return reasonAt(lane, begin); };
    connect(m_lanes, &LifeLanes::cursorMoved, session, &RunSession::setCursor);
    m_losses = new FigureTable({tr("Container"), tr("Phase"), tr("Restarts"), tr("Lost starting"), tr("Lost ready"),
                                tr("Lost draining"), tr("Lost paused"), tr("Lost down"), tr("Cut short"),
                                tr("Drain of grace"), tr("Down, longest"), tr("Down, last")},
                               tr("Requests lost by phase"), this);
    m_summary = new QLabel(this);
    m_summary->setWordWrap(true);
    m_summary->setMargin(4);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_lanes);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(scroll);
    split->addWidget(m_losses);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto *content = new QWidget(this);
    auto *all = new QVBoxLayout(content);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(m_summary);
    all->addWidget(split, 1);
    setContent(content,
               tr("Nothing has run. Draw containers, give one a start-up time, and press Space; restart or kill "
                  "it from its context menu to see what that costs."));
    runChanged();
}

QWidget *LifecycleView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 3, 8, 2);
    for (const LifePhase phase : phasesShown) {
        auto *square = new QLabel(head);
        m_swatches.push_back(square);
        row->addWidget(square);
        row->addWidget(new QLabel(lifePhaseText(phase), head));
        row->addSpacing(6);
    }
    row->addStretch(1);
    row->addWidget(new CoverageLabel(session(), CoverageLabel::Counts::SinceChange, head));
    row->addSpacing(6);
    m_range = new TimeRangeBox(head);
    connect(m_range, &TimeRangeBox::activated, this, [this] { refreshSoon(); });
    row->addWidget(m_range);
    return head;
}

QString LifecycleView::summary() const
{
    return m_summary->text();
}

void LifecycleView::runChanged()
{
    for (std::size_t i = 0; i < m_swatches.size(); ++i)
        m_swatches[i]->setPixmap(phaseSwatch(phasesShown[i]));
}

bool LifecycleView::refresh()
{
    std::vector<LifeLane> lanes = record()->patterns().lives();
    if (lanes.empty())
        return false;
    QStringList names;
    double last = 0;
    for (const LifeLane &lane : lanes) {
        names += QString::fromStdString(record()->plan().instances[lane.instance].name);
        if (!lane.spans.empty())
            last = std::max(last, toSeconds(lane.spans.back().end));
    }
    const auto [from, to] = m_range->range(*session(), last);
    m_lanes->setTimeRange(from, to);
    showLosses(lanes);
    m_lanes->setLives(std::move(lanes), std::move(names));
    m_lanes->setCursor(session()->cursor());
    return true;
}

void LifecycleView::showLosses(const std::vector<LifeLane> &lanes)
{
    std::vector<FigureRow> rows;
    std::array<std::uint64_t, lifePhaseCount> lost{};
    std::uint64_t cutShort = 0;
    const Time at = shownTime().value_or(never);
    for (const LifeLane &lane : lanes) {
        const InstancePlan &plan = record()->plan().instances[lane.instance];
        const auto span = std::ranges::find_if(lane.spans, [&](const LifeSpan &one) { return one.end > at; });
        const LifePhase phase = lane.spans.empty()         ? LifePhase::Created
                                : span == lane.spans.end() ? lane.spans.back().phase
                                                           : span->phase;
        FigureRow row{QString::fromStdString(plan.name),
                      {{QString::fromStdString(plan.name), {}},
                       {lifePhaseText(phase), {}, phase == LifePhase::Down ? colours().error : QColor()},
                       countCell(lane.restarts)}};
        for (const LifePhase each : costlyPhases) {
            lost[static_cast<std::size_t>(each)] += lostIn(lane, each);
            FigureCell cell = countCell(lostIn(lane, each), true);
            cell.toolTip = tr("Calls to it that failed or timed out while it was %1 (%2 in all); it refused %3 itself.")
                               .arg(lifePhaseText(each), valueText(toSeconds(lane.in(each).time), AxisUnit::Latency))
                               .arg(lane.in(each).refused);
            row.cells.push_back(std::move(cell));
        }
        cutShort += cutShortOf(lane);
        row.cells.push_back(lane.countsCutShort ? countCell(cutShortOf(lane), true)
                                                : figureCell(QStringLiteral("–"), -1));
        row.cells.push_back(drainCell(lane, plan.stopGrace));
        row.cells.push_back(figureCell(toSeconds(lane.longestDown), AxisUnit::Latency));
        row.cells.push_back(figureCell(toSeconds(lane.lastDown), AxisUnit::Latency));
        rows.push_back(std::move(row));
    }
    m_losses->setRows(std::move(rows));
    QStringList parts;
    for (const LifePhase each : costlyPhases)
        if (const std::uint64_t count = lost[static_cast<std::size_t>(each)]; count > 0)
            parts += tr("%1 while %2").arg(count).arg(lifePhaseText(each));
    const QString calls =
        parts.isEmpty()
            ? tr("No call to a container failed.")
            : tr("Calls that failed, by the phase of who was called: %1.").arg(parts.join(QStringLiteral(", ")));
    m_summary->setText(cutShort == 0 ? calls
                                     : calls + QLatin1Char(' ') +
                                           tr("Requests cut short by the end of a life: %1.").arg(cutShort));
}

/// The engine's own word for how the phase began.
QString LifecycleView::reasonAt(std::size_t lane, Time begin) const
{
    if (record() == nullptr || lane >= m_lanes->lives().size())
        return {};
    const std::string &name = record()->plan().instances[m_lanes->lives()[lane].instance].name;
    const RunEvent *nearest = nullptr;
    for (const RunEvent &event : record()->events()) {
        const bool isOfLife = std::ranges::find(lifeEvents, event.kind) != std::end(lifeEvents);
        if (event.subject == name && isOfLife && event.time <= begin + std::chrono::milliseconds(1) &&
            (nearest == nullptr || event.time >= nearest->time))
            nearest = &event;
    }
    if (nearest == nullptr || nearest->time + std::chrono::milliseconds(500) < begin)
        return {};
    return QString::fromStdString(nearest->kind + (nearest->text.empty() ? "" : ": " + nearest->text));
}

} // namespace bayplan
