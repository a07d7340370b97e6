// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/metrics_view.h"

#include "app/desktop/event_kinds.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t mostPoints = 600; ///< of a line: more than the pixels it gets
constexpr std::size_t mostSubjects = 6; ///< lines that can still be told apart
constexpr std::size_t mostMarks = 100;

QColor engineColour(RunKind kind)
{
    return kind == RunKind::Simulated ? colours().simulated : colours().deployed;
}

/// Short: a legend has little room.
QString otherPathName(const RunRecord &run)
{
    return run.name().isEmpty() ? MetricsView::tr("Run %1").arg(run.number()) : run.name();
}

QColor seriesColour(std::size_t index)
{
    return colours().series[index % colours().series.size()];
}

} // namespace

MetricsView::MetricsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_grid(new QGridLayout)
{
    setAccessibleName(tr("Metrics"));
    m_charts = {new ChartPanel(tr("Throughput"), AxisUnit::PerSecond, ChartPanel::Scale::Linear, this),
                new ChartPanel(tr("Latency"), AxisUnit::Latency, ChartPanel::Scale::Logarithmic, this),
                new ChartPanel(tr("Queue depth"), AxisUnit::Count, ChartPanel::Scale::Linear, this),
                new ChartPanel(tr("Utilisation"), AxisUnit::Fraction, ChartPanel::Scale::Linear, this)};
    auto *inner = new QWidget(this);
    inner->setLayout(m_grid);
    m_grid->setContentsMargins(4, 2, 4, 4);
    m_grid->setSpacing(6);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(inner);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(m_scroll, 1);
    for (ChartPanel *panel : m_charts)
        connect(panel, &ChartPanel::cursorMoved, m_session, &RunSession::setCursor);
    connect(m_session, &RunSession::cursorChanged, this, [this] {
        for (ChartPanel *panel : m_charts)
            panel->setCursor(m_session->cursor());
    });
    connect(m_session, &RunSession::runChanged, this, &MetricsView::runChanged);
    connect(m_session, &RunSession::snapshotChanged, this, &MetricsView::refresh);
    connect(m_session, &RunSession::finished, this, &MetricsView::refresh);
    connect(m_session, &RunSession::eventsAdded, this, &MetricsView::refreshMarks);
    connect(&Theme::instance(), &Theme::changed, this, &MetricsView::runChanged);
    arrange();
    runChanged();
}

QWidget *MetricsView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 2, 8, 0);
    m_subject = new QLabel(head);
    m_subject->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_range = new QComboBox(head);
    m_range->addItem(tr("Whole run"), 0);
    m_range->addItem(tr("Last 30 s"), 30);
    m_range->addItem(tr("Last 2 min"), 120);
    m_range->addItem(tr("Last 10 min"), 600);
    m_range->setAccessibleName(tr("Time shown"));
    m_overlay = new QCheckBox(head);
    auto *copy = new QToolButton(head);
    copy->setIcon(themedIcon(QStringLiteral("copy")));
    copy->setToolTip(tr("Copy the figures of all charts as CSV"));
    copy->setAccessibleName(tr("Copy as CSV"));
    auto *save = new QToolButton(head);
    save->setIcon(themedIcon(QStringLiteral("save")));
    save->setToolTip(tr("Save the charts as a PNG picture"));
    save->setAccessibleName(tr("Save as PNG"));
    for (QToolButton *button : {copy, save})
        button->setAutoRaise(true);
    row->addWidget(m_subject, 1);
    row->addWidget(m_overlay);
    row->addWidget(m_range);
    row->addWidget(copy);
    row->addWidget(save);
    connect(m_range, &QComboBox::activated, this, &MetricsView::refresh);
    connect(m_overlay, &QCheckBox::toggled, this, &MetricsView::refresh);
    connect(copy, &QToolButton::clicked, this, &MetricsView::copyAll);
    connect(save, &QToolButton::clicked, this, &MetricsView::saveAll);
    return head;
}

void MetricsView::arrange()
{
    const int columns = width() >= 1100 ? 4 : width() >= 480 ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < 4; ++i) {
        ChartPanel *panel = m_charts[static_cast<std::size_t>(i)];
        m_grid->removeWidget(panel);
        m_grid->addWidget(panel, i / columns, i % columns);
    }
    for (int i = 0; i < 4; ++i) {
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
        m_grid->setRowStretch(i, i < 4 / columns ? 1 : 0);
    }
}

void MetricsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MetricsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

// ---- what is shown -------------------------------------------------------------------------------------------------

void MetricsView::setSelection(const std::set<ElementId> &ids)
{
    m_selection = ids;
    resolveSubjects();
    refresh();
}

void MetricsView::runChanged()
{
    const RunRecord *record = m_session->record();
    m_containers = record ? containersOf(record->plan()) : std::vector<PlanContainer>();
    resolveSubjects();
    refreshMarks();
    refresh();
}

void MetricsView::resolveSubjects()
{
    m_subjects.clear();
    const RunRecord *record = m_session->record();
    if (record) {
        const Plan &plan = record->plan();
        for (const PlanContainer &container : m_containers) {
            const PodPlan &pod = plan.pods[plan.instances[container.instances.front()].pod];
            if (m_selection.contains(container.element) || m_selection.contains(pod.element))
                m_subjects.push_back({Subject::Sort::Container, container.element, container.title, {}});
        }
        for (const LinkPlan &link : plan.links)
            if (m_selection.contains(link.id))
                m_subjects.push_back({Subject::Sort::Link, link.id, QString::fromStdString(link.text), {}});
        if (m_subjects.size() > mostSubjects)
            m_subjects.resize(mostSubjects);
        for (std::size_t i = 0; i < m_subjects.size(); ++i)
            m_subjects[i].colour = i == 0 ? engineColour(record->kind()) : seriesColour(i + 1);
    }
    m_subject->setText(subjectText());
}

QString MetricsView::subjectText() const
{
    const RunRecord *record = m_session->record();
    if (!record)
        return tr("No run yet");
    QStringList names;
    for (const Subject &subject : m_subjects)
        names += subject.title;
    return names.isEmpty() ? tr("Whole system  (%1)").arg(record->title())
                           : tr("Selected: %1  (%2)").arg(names.join(QStringLiteral(", ")), record->title());
}

QString MetricsView::emptyText() const
{
    if (m_session->record())
        return tr("No figures yet");
    return m_session->shown() == RunKind::Simulated ? tr("Press Space to simulate the drawing")
                                                    : tr("Press Deploy to start the drawing's containers");
}

std::pair<double, double> MetricsView::timeRange(const RunRecord &record, double last) const
{
    const double span = m_range->currentData().toDouble();
    if (span > 0)
        return {std::max(0.0, last - span), std::max(span, last)};
    const bool bounded = record.kind() == RunKind::Simulated && !m_session->simulatorOptions().endless;
    if (const RunRecord *before = m_session->forkedFrom()) // the future that was left has its room as well
        last = std::max(last, before->read([](const RunHistory &history) { return toSeconds(history.lastTime()); }));
    return {0, niceTimeEnd(last, bounded ? toSeconds(record.plan().duration) : 0)};
}

void MetricsView::refresh()
{
    m_stale = !isVisible();
    if (m_stale)
        return; // a hidden tab costs nothing; showEvent() catches up
    for (auto &lines : m_lines)
        lines.clear();
    const RunRecord *record = m_session->record();
    double from = 0, to = 10;
    if (record)
        record->read([&](const RunHistory &history) {
            std::tie(from, to) = timeRange(*record, toSeconds(history.lastTime()));
            if (m_subjects.empty())
                wholeSystem(history, from, to);
            else
                selected(history, from, to);
        });
    const RunKind otherKind = m_session->shown() == RunKind::Simulated ? RunKind::Deployed : RunKind::Simulated;
    const RunRecord *other = m_session->record(otherKind);
    m_overlay->setText(otherKind == RunKind::Deployed ? tr("With deployed") : tr("With simulated"));
    m_overlay->setToolTip(tr("Draws the last run of the other engine over this one"));
    m_overlay->setVisible(other != nullptr);
    if (other && m_overlay->isChecked())
        overlayLines(*other, from, to);
    if (const RunRecord *before = m_session->forkedFrom())
        overlayLines(*before, from, to);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i]->setEmptyText(emptyText());
        m_charts[i]->setTimeRange(from, to);
        m_charts[i]->setLines(m_lines[i]);
    }
}

void MetricsView::add(Chart chart, QString name, QColor colour, const TimeSeries &series, double from, double to,
                      Qt::PenStyle style, double width)
{
    ChartLine line{std::move(name), colour, style, width, series.thinned(from, to, mostPoints)};
    m_lines[static_cast<std::size_t>(chart)].push_back(std::move(line));
}

void MetricsView::addLatency(const SeriesSet &set, const QString &prefix, QColor colour, double from, double to)
{
    QColor light = colour;
    light.setAlphaF(0.55F);
    add(Latency, prefix + QStringLiteral("p50"), light, set[Quantity::LatencyP50], from, to, Qt::SolidLine, 1.2);
    add(Latency, prefix + QStringLiteral("p95"), colour, set[Quantity::LatencyP95], from, to, Qt::DashLine, 1.4);
    add(Latency, prefix + QStringLiteral("p99"), colour, set[Quantity::LatencyP99], from, to, Qt::SolidLine, 2);
}

/// The totals, and of queues and utilisation the containers where it matters most.
void MetricsView::wholeSystem(const RunHistory &history, double from, double to)
{
    const QColor colour = engineColour(m_session->shown());
    const SeriesSet &totals = history.totals();
    add(Throughput, tr("done"), colour, totals[Quantity::Throughput], from, to, Qt::SolidLine, 2);
    add(Throughput, tr("errors"), colours().error, totals[Quantity::Errors], from, to, Qt::DashLine);
    addLatency(totals, {}, colour, from, to);
    const auto greatest = [&](const PlanContainer &container, Quantity quantity) {
        const SeriesSet *set = history.container(container.element);
        float value = -1;
        if (set)
            for (const HistoryPoint &p : (*set)[quantity].points())
                value = std::max(value, p.value);
        return value;
    };
    for (const auto &[chart, quantity] :
         {std::pair(QueueDepth, Quantity::QueueDepth), std::pair(Utilisation, Quantity::Utilisation)}) {
        std::vector<std::pair<float, std::size_t>> order;
        for (std::size_t i = 0; i < m_containers.size(); ++i)
            if (const float value = greatest(m_containers[i], quantity);
                value > (quantity == Quantity::QueueDepth ? 0.0F : -0.5F))
                order.emplace_back(-value, i);
        std::sort(order.begin(), order.end());
        order.resize(std::min<std::size_t>(order.size(), 3));
        std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        std::set<std::size_t> taken;
        for (const auto &[value, i] : order) {
            // A container keeps its colour from chart to chart, unless another of this chart has it.
            std::size_t colourIndex = i % colours().series.size();
            while (!taken.insert(colourIndex).second)
                colourIndex = (colourIndex + 1) % colours().series.size();
            add(chart, m_containers[i].title, seriesColour(colourIndex),
                (*history.container(m_containers[i].element))[quantity], from, to);
        }
        if (order.empty() && quantity == Quantity::QueueDepth)
            add(chart, tr("all"), colour, totals[quantity], from, to);
    }
}

void MetricsView::selected(const RunHistory &history, double from, double to)
{
    const bool alone = m_subjects.size() == 1;
    for (const Subject &subject : m_subjects) {
        const bool isLink = subject.sort == Subject::Sort::Link;
        const SeriesSet *set = isLink ? history.link(subject.id) : history.container(subject.id);
        if (!set)
            continue;
        add(Throughput, alone ? tr("done") : subject.title, subject.colour, (*set)[Quantity::Throughput], from, to,
            Qt::SolidLine, 2);
        if (alone) {
            add(Throughput, tr("errors"), colours().error, (*set)[Quantity::Errors], from, to, Qt::DashLine);
            addLatency(*set, {}, subject.colour, from, to);
        } else {
            add(Latency, tr("%1 p99").arg(subject.title), subject.colour, (*set)[Quantity::LatencyP99], from, to);
        }
        if (isLink)
            continue;
        add(QueueDepth, alone ? tr("all") : subject.title, subject.colour, (*set)[Quantity::QueueDepth], from, to,
            Qt::SolidLine, 2);
        add(Utilisation, alone ? tr("mean") : subject.title, subject.colour, (*set)[Quantity::Utilisation], from, to,
            Qt::SolidLine, 2);
    }
    if (!alone || m_subjects.front().sort == Subject::Sort::Link)
        return;
    const auto container = std::find_if(m_containers.begin(), m_containers.end(),
                                        [&](const PlanContainer &c) { return c.element == m_subjects.front().id; });
    if (container == m_containers.end() || container->instances.size() < 2 ||
        container->instances.size() > mostSubjects)
        return;
    for (std::size_t i = 0; i < container->instances.size(); ++i) {
        const std::string &name = m_session->record()->plan().instances[container->instances[i]].name;
        const SeriesSet *set = history.instance(name);
        if (!set)
            continue;
        for (const auto &[chart, quantity] :
             {std::pair(QueueDepth, Quantity::QueueDepth), std::pair(Utilisation, Quantity::Utilisation)})
            add(chart, QString::fromStdString(name.substr(0, name.find('/'))), seriesColour(i + 2), (*set)[quantity],
                from, to, Qt::DotLine, 1.2);
    }
}

void MetricsView::overlayLines(const RunRecord &other, double from, double to)
{
    const bool isOtherPath = &other == m_session->forkedFrom();
    QColor colour = engineColour(other.kind());
    if (isOtherPath)
        colour.setAlphaF(0.5F); // lighter: the future that was left
    const QString name = isOtherPath                          ? otherPathName(other)
                         : other.kind() == RunKind::Simulated ? tr("simulated")
                                                              : tr("deployed");
    const Qt::PenStyle style = isOtherPath ? Qt::DashLine : Qt::DashDotLine;
    const Subject *subject = m_subjects.empty() ? nullptr : &m_subjects.front();
    other.read([&](const RunHistory &history) {
        const SeriesSet *set = &history.totals();
        if (subject)
            set = subject->sort == Subject::Sort::Link ? history.link(subject->id) : history.container(subject->id);
        if (!set)
            return;
        add(Throughput, name, colour, (*set)[Quantity::Throughput], from, to, style, 2);
        add(Latency, tr("%1 p99").arg(name), colour, (*set)[Quantity::LatencyP99], from, to, style, 2);
        add(QueueDepth, name, colour, (*set)[Quantity::QueueDepth], from, to, style, 2);
        add(Utilisation, name, colour, (*set)[Quantity::Utilisation], from, to, style, 2);
    });
}

void MetricsView::refreshMarks()
{
    std::vector<ChartMark> marks;
    if (const RunRecord *record = m_session->record()) {
        const auto &events = record->events();
        for (auto event = events.rbegin(); event != events.rend() && marks.size() < mostMarks; ++event)
            if (isMark(event->kind))
                marks.push_back({toSeconds(event->time),
                                 QString::fromStdString(event->subject + " " + event->kind +
                                                        (event->text.empty() ? "" : ": " + event->text)),
                                 eventColour(event->kind)});
    }
    for (ChartPanel *panel : m_charts)
        panel->setMarks(marks);
}

// ---- out -----------------------------------------------------------------------------------------------------------

void MetricsView::copyAll() const
{
    QString text;
    for (const ChartPanel *panel : m_charts)
        text += panel->title() + QLatin1Char('\n') + panel->toCsv() + QLatin1Char('\n');
    QApplication::clipboard()->setText(text);
}

void MetricsView::saveAll()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the charts as a picture"),
                                                      QStringLiteral("metrics.png"), tr("PNG pictures (*.png)"));
    if (!path.isEmpty() && !m_scroll->widget()->grab().save(path, "PNG"))
        QMessageBox::warning(this, tr("Not saved"), tr("%1 could not be written.").arg(path));
}

} // namespace bayplan
