// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ring_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/ring_plot.h"
#include "app/desktop/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace bayplan {

namespace {

constexpr std::size_t greatestPlanLowered = 2000; ///< at each change of the drawing, while the window waits

bool isAmbassador(const InstancePlan &instance)
{
    return instance.machine && std::holds_alternative<MemcacheAmbassadorConfig>(instance.machine->behaviour) &&
           !instance.machine->peers.empty();
}

QString percent(double fraction)
{
    return RingView::tr("%L1 %").arg(fraction * 100, 0, 'f', 1);
}

FigureCell shareCell(double fraction)
{
    return figureCell(percent(fraction), fraction);
}

QString changeSentence(const QString &change, const RingChange &counted)
{
    QStringList gains;
    for (const auto &[server, fraction] : counted.gains)
        if (gains.size() < 4)
            gains += RingView::tr("%1 gets %2").arg(QString::fromStdString(server), percent(fraction));
    const QString keys = RingView::tr("%L1").arg(counted.keys);
    if (counted.moved <= 0)
        return RingView::tr("%1: no key moves, of %2 tried.").arg(change, keys);
    return RingView::tr("%1: %2 of the keys move, of %3 tried; at least %4 have to. %5.")
        .arg(change, percent(counted.moved), keys, percent(counted.least), gains.join(QStringLiteral(", ")));
}

} // namespace

RingView::RingView(RunSession *session, QWidget *parent) : PatternView(session, parent)
{
    m_plot = new RingPlot(this);
    m_servers = new FigureTable({tr("Server"), tr("State"), tr("Weight"), tr("By weight"), tr("Keys"), tr("Requests"),
                                 tr("Rate"), tr("Requests in all"), tr("Failures"), tr("p99")},
                                tr("Servers of the ring"), this);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_plot);
    split->addWidget(m_servers);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);
    auto *content = new QWidget(this);
    auto *all = new QVBoxLayout(content);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(split, 1);
    setContent(content, tr("No ring in this run. Drag \"Ambassador: cache\" from the palette onto a container, "
                           "link it to its servers and press Space."));
    connect(m_plot, &RingPlot::serverChosen, this, [this](std::size_t server) {
        if (server < m_shown.servers.size())
            m_servers->setCurrentKey(QString::fromStdString(m_shown.servers[server]));
    });
    runChanged();
}

QWidget *RingView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 3, 8, 3);
    m_ambassador = new QComboBox(head);
    m_ambassador->setAccessibleName(tr("Ambassador"));
    m_ambassador->setToolTip(tr("Whose ring is shown"));
    m_changes = new QComboBox(head);
    m_changes->setAccessibleName(tr("Change of the ring"));
    m_changes->setToolTip(tr("What the keys would be moved by"));
    m_changes->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_change = new QLabel(head);
    m_change->setWordWrap(true);
    m_change->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_ambassador);
    row->addWidget(m_changes);
    row->addWidget(m_change, 1);
    connect(m_ambassador, &QComboBox::activated, this, [this] {
        m_shown = {};
        refreshSoon();
    });
    connect(m_changes, &QComboBox::currentIndexChanged, this, &RingView::countChange);
    return head;
}

QString RingView::changeText() const
{
    return m_change->text();
}

void RingView::runChanged()
{
    m_shown = {};
    fillAmbassadors();
}

void RingView::fillAmbassadors()
{
    const QString before = m_ambassador->currentText();
    const QSignalBlocker quiet(m_ambassador);
    m_ambassador->clear();
    if (record() == nullptr)
        return;
    const Plan &plan = record()->plan();
    for (InstanceIndex index = 0; index < plan.instances.size(); ++index)
        if (isAmbassador(plan.instances[index]))
            m_ambassador->addItem(QString::fromStdString(plan.instances[index].name), index);
    if (const int same = m_ambassador->findText(before); same >= 0)
        m_ambassador->setCurrentIndex(same);
}

bool RingView::refresh()
{
    if (m_ambassador->count() == 0)
        return false;
    const auto index = static_cast<InstanceIndex>(m_ambassador->currentData().toUInt());
    const PatternMomentPtr now = moment();
    const InstanceMoment *one = now ? momentOf(*now, index) : nullptr;
    RingSpec spec = ringSpecOf(record()->plan().instances[index]);
    const auto *state = one == nullptr ? nullptr : patternOf<AmbassadorState>(*one);
    for (std::size_t i = 0; state != nullptr && i < std::min(state->servers.size(), spec.live.size()); ++i)
        spec.live[i] = !state->servers[i].ejected;
    if (std::ranges::find(spec.live, true) == spec.live.end()) // with none left the last placement stays
        spec.live = m_shown.live.size() == spec.live.size() ? m_shown.live : std::vector(spec.live.size(), true);
    if (!(spec == m_shown)) {
        m_shown = spec;
        fillChanges(spec);
    }
    const InstanceMoment nothing;
    const PatternMomentPtr before = now ? momentBefore(*now) : nullptr;
    showServers(spec, one == nullptr ? nothing : *one, before ? momentOf(*before, index) : nullptr,
                before ? now->time - before->time : Duration(0));
    return true;
}

void RingView::showServers(const RingSpec &spec, const InstanceMoment &now, const InstanceMoment *before,
                           Duration between)
{
    const auto *state = patternOf<AmbassadorState>(now);
    const auto *earlier = before == nullptr ? nullptr : patternOf<AmbassadorState>(*before);
    // The machine measures its own ring; before it has said anything, ours is the same.
    const bool measured = state != nullptr && state->servers.size() == spec.members.size();
    const std::vector<double> shares = measured ? std::vector<double>() : ringOf(spec).shares();
    std::uint64_t all = 0;
    for (std::size_t i = 0; state != nullptr && i < state->servers.size(); ++i)
        all += state->servers[i].requests;
    const int weights =
        std::accumulate(spec.members.begin(), spec.members.end(), 0,
                        [](int sum, const RingMember &member) { return sum + std::max(member.weight, 1); });
    std::vector<FigureRow> rows;
    std::vector<RingSlice> slices;
    for (std::size_t i = 0; i < spec.members.size(); ++i) {
        const RingServer server = state != nullptr && i < state->servers.size() ? state->servers[i] : RingServer();
        const std::uint64_t had = earlier != nullptr && i < earlier->servers.size() ? earlier->servers[i].requests : 0;
        const double share = measured ? server.share : shares[i];
        const double asked = all > 0 ? static_cast<double>(server.requests) / static_cast<double>(all) : 0;
        const QString name = QString::fromStdString(spec.servers[i]);
        const int weight = std::max(spec.members[i].weight, 1);
        const CallFigures calls = i < now.calls.size() ? now.calls[i] : CallFigures();
        FigureCell in{server.ejected ? tr("ejected") : tr("in the ring"), {}};
        in.colour = server.ejected ? colours().error : QColor();
        FigureCell named{name, {}, ringColour(i)};
        named.toolTip = tr("%1, in the ring as %2").arg(name, QString::fromStdString(spec.members[i].name));
        rows.push_back({name,
                        {named, in, countCell(static_cast<std::uint64_t>(weight)),
                         shareCell(static_cast<double>(weight) / weights), shareCell(share), shareCell(asked),
                         figureCell(ratePerSecond(had, server.requests, between), AxisUnit::PerSecond),
                         countCell(server.requests), countCell(server.failures, true),
                         calls.hasLatency ? figureCell(calls.p99Seconds, AxisUnit::Latency) : FigureCell{{}, -1.0}}});
        slices.push_back({name, share, asked, server.ejected});
    }
    m_servers->setRows(std::move(rows));
    m_plot->setRing(spec, std::move(slices));
}

// ---- changes -------------------------------------------------------------------------------------------------------

std::optional<RingSpec> RingView::ringOfDrawing() const
{
    if (record() == nullptr || m_ambassador->count() == 0 || record()->plan().instances.size() > greatestPlanLowered)
        return std::nullopt;
    const Result<Plan> plan = session()->planOfDocument();
    if (!plan)
        return std::nullopt;
    const InstancePlan &shown = record()->plan().instances[m_ambassador->currentData().toUInt()];
    for (const InstancePlan &instance : plan->instances)
        if (instance.element == shown.element && isAmbassador(instance))
            return ringSpecOf(instance);
    return std::nullopt;
}

void RingView::drawingChanged()
{
    if (isVisible() && !m_shown.members.empty())
        fillChanges(m_shown);
    else
        m_shown = {};
}

void RingView::fillChanges(const RingSpec &now)
{
    const int chosen = std::max(0, m_changes->currentIndex());
    m_offered.clear();
    if (std::ranges::find(now.live, false) != now.live.end()) {
        RingSpec whole = now;
        whole.live.assign(whole.live.size(), true);
        m_offered.push_back({tr("When all are back"), whole});
    }
    for (std::size_t i = 0; i < now.members.size() && now.members.size() > 1 && i < 20; ++i)
        m_offered.push_back({tr("Without %1").arg(QString::fromStdString(now.servers[i])), withoutServer(now, i)});
    m_offered.push_back({tr("With one server more"), withOneMore(now)});
    if (auto drawn = ringOfDrawing())
        m_offered.push_back({tr("As it is drawn now"), std::move(*drawn)});
    {
        const QSignalBlocker quiet(m_changes);
        m_changes->clear();
        for (const Change &change : m_offered)
            m_changes->addItem(change.text);
        m_changes->setCurrentIndex(std::min<int>(chosen, m_changes->count() - 1));
    }
    countChange();
}

void RingView::countChange()
{
    const int index = m_changes->currentIndex();
    m_change->clear();
    if (index < 0 || static_cast<std::size_t>(index) >= m_offered.size())
        return;
    const Change &change = m_offered[static_cast<std::size_t>(index)];
    runInBackground(
        this, [before = m_shown, after = change.ring] { return compareRings(before, after); },
        [this, asked = ++m_counted, text = change.text](const RingChange &counted) {
            if (asked == m_counted)
                m_change->setText(changeSentence(text, counted));
        });
}

} // namespace bayplan
