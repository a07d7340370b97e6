// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/metrics_view.h"

#include "app/desktop/event_kinds.h"
#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"
#include "app/desktop/time_range_box.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr std::size_t mostMarks = 100;
constexpr int narrowestChart = 270;  ///< pixels, of those beside one another
constexpr int pausesPerRefresh = 12; ///< so that looking at figures takes less than a tenth of a core, however many
constexpr qint64 longestPause = 2000;

} // namespace

MetricsView::MetricsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_grid(new QGridLayout)
{
    setAccessibleName(tr("Metrics"));
    makeCharts();
    auto *inner = new QWidget(this);
    inner->setLayout(m_grid);
    m_grid->setContentsMargins(4, 2, 4, 4);
    m_grid->setSpacing(6);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(inner);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_notice = new QLabel(this);
    m_notice->setContentsMargins(8, 0, 8, 2);
    m_notice->setWordWrap(true);
    m_notice->hide();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(m_notice);
    all->addWidget(m_scroll, 1);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &MetricsView::refresh);
    connect(m_session, &RunSession::cursorChanged, this, [this] {
        for (ChartPanel *panel : allPanels())
            panel->setCursor(m_session->cursor());
    });
    connect(m_session, &RunSession::runChanged, this, &MetricsView::runChanged);
    connect(m_session, &RunSession::snapshotChanged, this, &MetricsView::refreshSoon);
    connect(m_session, &RunSession::finished, this, &MetricsView::refresh);
    connect(m_session, &RunSession::eventsAdded, this, &MetricsView::refreshMarks);
    connect(&Theme::instance(), &Theme::changed, this, &MetricsView::runChanged);
    arrange();
    runChanged();
}

void MetricsView::makeCharts()
{
    using Scale = ChartPanel::Scale;
    m_charts = {new ChartPanel(tr("Throughput"), AxisUnit::PerSecond, Scale::Linear, this),
                new ChartPanel(tr("Latency"), AxisUnit::Latency, Scale::Logarithmic, this),
                new ChartPanel(tr("Queue depth"), AxisUnit::Count, Scale::Linear, this),
                new ChartPanel(tr("Utilisation"), AxisUnit::Fraction, Scale::Linear, this),
                new ChartPanel(tr("Errors"), AxisUnit::PerSecond, Scale::Linear, this)};
    chart(Throughput)->setMoreIsBetter();
    for (std::size_t i = 0; i < metricCharts; ++i) {
        adopt(m_charts[i]);
        connect(m_charts[i], &ChartPanel::pinWanted, this, [this, i] { pin(static_cast<Chart>(i)); });
    }
}

void MetricsView::adopt(ChartPanel *panel)
{
    connect(panel, &ChartPanel::cursorMoved, m_session, &RunSession::setCursor);
    connect(panel, &ChartPanel::pictureWanted, this, [this, panel] { askForPicture({panel}); });
}

QToolButton *MetricsView::addHeadButton(QWidget *head, const QString &icon, const QString &text, const QString &name)
{
    auto *button = new QToolButton(head);
    button->setIcon(themedIcon(icon));
    button->setToolTip(text);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    head->layout()->addWidget(button);
    return button;
}

QWidget *MetricsView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 2, 8, 0);
    m_subject = new QLabel(head);
    m_subject->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_by = new QComboBox(head);
    m_by->setObjectName(QStringLiteral("metricsBy"));
    m_by->setAccessibleName(tr("Figures of"));
    m_by->setToolTip(
        tr("Whose figures are shown. Of a pod: what its busiest container does; of a pattern: what all its "
           "containers do. Latencies of several are the worst of them."));
    for (const auto &[text, by] :
         {std::pair(tr("Selection"), MetricsBy::Selection), std::pair(tr("Whole system"), MetricsBy::System),
          std::pair(tr("By pod"), MetricsBy::Pods), std::pair(tr("By link"), MetricsBy::Links),
          std::pair(tr("By pattern"), MetricsBy::Patterns)})
        m_by->addItem(text, static_cast<int>(by));
    m_range = new TimeRangeBox(head);
    m_bands = new QCheckBox(tr("Bands"), head);
    m_bands->setToolTip(tr("How far a value may be off: of a mean by batch means, or from the least to the greatest "
                           "replica; each chart says which"));
    m_bands->setChecked(true);
    m_overlay = new QCheckBox(head);
    row->addWidget(m_by);
    row->addWidget(m_subject, 1);
    row->addWidget(m_overlay);
    row->addWidget(m_bands);
    row->addWidget(m_range);
    auto *copy =
        addHeadButton(head, QStringLiteral("copy"), tr("Copy the figures of all charts as CSV"), tr("Copy as CSV"));
    auto *save =
        addHeadButton(head, QStringLiteral("save"),
                      tr("Save the charts as a picture (PNG, SVG) or their figures (CSV)"), tr("Save the charts"));
    connect(m_by, &QComboBox::activated, this, [this] { setBy(static_cast<MetricsBy>(m_by->currentData().toInt())); });
    connect(m_range, &TimeRangeBox::activated, this, &MetricsView::refresh);
    connect(m_bands, &QCheckBox::toggled, this, &MetricsView::refresh);
    connect(m_overlay, &QCheckBox::toggled, this, &MetricsView::refresh);
    connect(copy, &QToolButton::clicked, this, &MetricsView::copyAll);
    connect(save, &QToolButton::clicked, this, [this] {
        const auto panels = allPanels();
        askForPicture({panels.begin(), panels.end()});
    });
    return head;
}

std::vector<ChartPanel *> MetricsView::allPanels() const
{
    std::vector<ChartPanel *> panels(m_charts.begin(), m_charts.end());
    for (const Pin &pin : m_pins)
        panels.push_back(pin.panel);
    return panels;
}

void MetricsView::arrange()
{
    const int wanted = std::clamp(width() / narrowestChart, 1, static_cast<int>(metricCharts));
    const auto panels = allPanels();
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item; // the panel stays
    for (std::size_t i = 0; i < panels.size(); ++i)
        m_grid->addWidget(panels[i], static_cast<int>(i) / wanted, static_cast<int>(i) % wanted);
    for (int i = 0; i < std::max(wanted, m_columns); ++i)
        m_grid->setColumnStretch(i, i < wanted ? 1 : 0);
    m_columns = wanted;
}

void MetricsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (std::clamp(width() / narrowestChart, 1, static_cast<int>(metricCharts)) != m_columns)
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
    if (m_by->currentData().toInt() == static_cast<int>(MetricsBy::Selection)) {
        resolveSubjects();
        refresh();
    }
}

void MetricsView::setBy(MetricsBy by)
{
    m_by->setCurrentIndex(m_by->findData(static_cast<int>(by)));
    resolveSubjects();
    refresh();
}

void MetricsView::runChanged()
{
    const RunRecord *record = m_session->record();
    m_containers = record ? containersOf(record->plan()) : std::vector<PlanContainer>();
    m_colours = {};
    resolveSubjects();
    refreshMarks();
    refresh();
}

void MetricsView::resolveSubjects()
{
    m_all.clear();
    m_subjects.clear();
    if (const RunRecord *record = m_session->record()) {
        const auto by = static_cast<MetricsBy>(m_by->currentData().toInt());
        m_all = metricSubjects(record->plan(), m_containers, by, m_selection);
        m_subjects = busiestOf(m_all, *record, m_colours);
        for (std::size_t i = 0; i < metricCharts; ++i)
            m_charts[i]->setAsserted(assertedOn(record->plan(), static_cast<Chart>(i), m_subjects));
    } else {
        for (ChartPanel *panel : allPanels()) {
            panel->setAsserted({});
            panel->setLines({});
        }
    }
    m_subject->setText(subjectText());
    m_subject->setToolTip(plainTip(m_subject->text()));
}

QString MetricsView::subjectText() const
{
    const RunRecord *record = m_session->record();
    if (!record)
        return tr("No run yet");
    if (m_subjects.size() == 1 && m_subjects.front().sort == MetricSubject::Sort::System)
        return tr("Whole system  (%1)").arg(record->title());
    if (m_subjects.empty())
        return tr("Nothing of this kind in %1").arg(record->title());
    if (m_all.size() > m_subjects.size())
        return tr("The %1 busiest of %2  (%3)").arg(m_subjects.size()).arg(m_all.size()).arg(record->title());
    QStringList names;
    for (const MetricSubject &subject : m_subjects)
        names += subject.title;
    const bool isSelection = m_by->currentData().toInt() == static_cast<int>(MetricsBy::Selection);
    return isSelection ? tr("Selected: %1  (%2)").arg(names.join(QStringLiteral(", ")), record->title())
                       : QStringLiteral("%1  (%2)").arg(names.join(QStringLiteral(", ")), record->title());
}

QString MetricsView::emptyText() const
{
    if (const RunRecord *record = m_session->record())
        return record->isOver() ? tr("No figures of this kind") : tr("No figures yet");
    return m_session->shown() == RunKind::Simulated ? tr("Press Space to simulate the drawing")
                                                    : tr("Press Deploy to start the drawing's containers");
}

std::pair<double, double> MetricsView::timeRange(double last) const
{
    const bool isWhole = m_range->currentData().toDouble() == 0;
    if (const RunRecord *before = m_session->forkedFrom(); before && isWhole) // the future that was left has room, too
        last = std::max(last, before->read([](const RunHistory &history) { return toSeconds(history.lastTime()); }));
    return m_range->range(*m_session, last);
}

const RunRecord *MetricsView::overlaid() const
{
    const RunRecord *shown = m_session->record();
    const RunRecord *other =
        m_session->record(m_session->shown() == RunKind::Simulated ? RunKind::Deployed : RunKind::Simulated);
    const bool areOfOne = shown && other && m_session->isOfDocument(*shown) == m_session->isOfDocument(*other);
    return areOfOne ? other : nullptr;
}

/// Ten times a second, or less often when one takes long.
void MetricsView::refreshSoon()
{
    const qint64 left = m_sinceRefresh.isValid() ? m_pause - m_sinceRefresh.elapsed() : 0;
    if (left <= 0)
        refresh();
    else if (!m_later.isActive())
        m_later.start(static_cast<int>(left));
}

void MetricsView::refresh()
{
    m_stale = !isVisible();
    if (m_stale)
        return; // a hidden tab costs nothing; showEvent() catches up
    QElapsedTimer clock;
    clock.start();
    m_later.stop();
    const RunRecord *record = m_session->record();
    const RunRecord *other = overlaid();
    m_overlay->setText(m_session->shown() == RunKind::Simulated ? tr("With deployed") : tr("With simulated"));
    m_overlay->setToolTip(tr("Draws the last run of the other engine over this one"));
    m_overlay->setVisible(other != nullptr);
    double from = 0, to = 10;
    MetricLineSets sets;
    if (record) {
        const double last = record->read([](const RunHistory &history) { return toSeconds(history.lastTime()); });
        std::tie(from, to) = timeRange(last);
        if (m_all.size() > m_subjects.size())
            m_subjects = busiestOf(m_all, *record, m_colours);
        MetricLines lines(*record, m_containers, m_colours, from, to, m_bands->isChecked());
        sets = lines.of(m_subjects);
        if (other && m_overlay->isChecked())
            MetricLines::overlay(sets, *other, m_subjects, from, to, MetricLines::Other::SecondEngine);
        if (const RunRecord *before = m_session->forkedFrom())
            MetricLines::overlay(sets, *before, m_subjects, from, to, MetricLines::Other::PathLeft);
        refreshPins(lines, from, to);
    }
    const bool areLinks = !m_subjects.empty() && std::ranges::all_of(m_subjects, [](const MetricSubject &subject) {
        return subject.sort == MetricSubject::Sort::Link;
    });
    for (std::size_t i = 0; i < metricCharts; ++i) {
        const bool isOfServers =
            i == static_cast<std::size_t>(QueueDepth) || i == static_cast<std::size_t>(Utilisation);
        m_charts[i]->setEmptyText(isOfServers && areLinks ? tr("Links have none; containers and pods do")
                                                          : emptyText());
        m_charts[i]->setTimeRange(from, to);
        m_charts[i]->setLines(std::move(sets[i]));
    }
    m_pause = std::min(longestPause, clock.elapsed() * pausesPerRefresh);
    m_sinceRefresh.start();
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
    for (ChartPanel *panel : allPanels())
        panel->setMarks(marks);
}

// ---- pins ----------------------------------------------------------------------------------------------------------

std::vector<ChartPanel *> MetricsView::pinned() const
{
    std::vector<ChartPanel *> panels;
    for (const Pin &pin : m_pins)
        panels.push_back(pin.panel);
    return panels;
}

void MetricsView::pin(Chart which)
{
    if (m_subjects.empty())
        return;
    const ChartPanel &from = *chart(which);
    QStringList names;
    for (const MetricSubject &subject : m_subjects)
        names += subject.name;
    auto *panel = new ChartPanel(tr("%1 · %2").arg(from.title(), names.join(QStringLiteral(", "))), from.unit(),
                                 from.scale(), this);
    if (which == Throughput)
        panel->setMoreIsBetter();
    panel->setPinned(true);
    panel->setObjective(from.objective());
    panel->setHidden(from.hidden());
    panel->setCursor(m_session->cursor());
    if (const RunRecord *record = m_session->record())
        panel->setAsserted(assertedOn(record->plan(), which, m_subjects));
    adopt(panel);
    connect(panel, &ChartPanel::pinWanted, this, [this, panel] { unpin(panel); });
    m_pins.push_back({which, m_subjects, panel});
    arrange();
    panel->show();
    refreshMarks();
    refresh();
    QTimer::singleShot(0, panel, [this, panel] { m_scroll->ensureWidgetVisible(panel); });
}

void MetricsView::unpin(const ChartPanel *panel)
{
    const auto found =
        std::find_if(m_pins.begin(), m_pins.end(), [panel](const Pin &pin) { return pin.panel == panel; });
    if (found == m_pins.end())
        return;
    ChartPanel *gone = found->panel;
    m_pins.erase(found);
    gone->hide();
    gone->deleteLater();
    arrange();
    m_charts.front()->setFocus();
}

void MetricsView::refreshPins(MetricLines &lines, double from, double to)
{
    for (const Pin &pin : m_pins) {
        auto sets = lines.of(pin.subjects);
        pin.panel->setEmptyText(tr("Not in this run, or no figures yet"));
        pin.panel->setTimeRange(from, to);
        pin.panel->setLines(std::move(sets[static_cast<std::size_t>(pin.chart)]));
    }
}

// ---- out -----------------------------------------------------------------------------------------------------------

void MetricsView::copyAll() const
{
    const auto panels = allPanels();
    QApplication::clipboard()->setText(csvOf({panels.begin(), panels.end()}));
}

/// Nothing waits for it: the run goes on behind the dialog.
void MetricsView::askForPicture(std::vector<const ChartPanel *> panels)
{
    delete m_dialog;
    m_dialog = new QFileDialog(this, tr("Save the charts"));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->setNameFilters({tr("PNG pictures (*.png)"), tr("SVG pictures (*.svg)"), tr("Figures (*.csv)")});
    m_dialog->setDefaultSuffix(QStringLiteral("png"));
    const auto name = panels.size() == 1 ? panels.front()->title().section(u'·', 0, 0).trimmed() : tr("Metrics");
    m_dialog->selectFile(name.toLower().replace(u' ', u'-') + QStringLiteral(".png"));
    connect(m_dialog, &QFileDialog::filterSelected, m_dialog, [dialog = m_dialog.data()](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1, 1).chopped(1));
    });
    connect(m_dialog, &QFileDialog::fileSelected, this, [this, panels](const QString &path) {
        const auto shown = allPanels(); // one may have gone meanwhile
        std::vector<const ChartPanel *> left;
        std::copy_if(panels.begin(), panels.end(), std::back_inserter(left), [&](const ChartPanel *panel) {
            return std::find(shown.begin(), shown.end(), panel) != shown.end();
        });
        saveAs(left, path);
    });
    m_dialog->setModal(false);
    m_dialog->show();
}

void MetricsView::saveAs(const std::vector<const ChartPanel *> &panels, const QString &chosen)
{
    const bool isKnown = QStringList{"png", "svg", "csv"}.contains(QFileInfo(chosen).suffix().toLower());
    const QString path = isKnown ? chosen : chosen + QStringLiteral(".png");
    const bool isSaved = !panels.empty() && saveCharts(panels, path, std::min<int>(2, int(panels.size())));
    m_notice->setVisible(!isSaved);
    m_notice->setText(tr("%1 could not be written. Is there room, and may the folder be written to?").arg(path));
    m_notice->setStyleSheet(QStringLiteral("color: %1").arg(colours().error.name()));
}

} // namespace bayplan
