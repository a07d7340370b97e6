// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/chart_panel.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "engine/report/compare_runs.h"
#include "engine/report/subjects.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan {

namespace {

constexpr std::size_t mostPointsOfALine = 600;

AxisUnit axisOf(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Seconds:
        return AxisUnit::Latency;
    case FigureUnit::PerSecond:
        return AxisUnit::PerSecond;
    case FigureUnit::Fraction:
        return AxisUnit::Fraction;
    case FigureUnit::Count:
        break;
    }
    return AxisUnit::Count;
}

AxisUnit axisOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Throughput:
    case Quantity::Errors:
        return AxisUnit::PerSecond;
    case Quantity::LatencyP50:
    case Quantity::LatencyP95:
    case Quantity::LatencyP99:
        return AxisUnit::Latency;
    case Quantity::Utilisation:
        return AxisUnit::Fraction;
    case Quantity::QueueDepth:
        break;
    }
    return AxisUnit::Count;
}

struct RunLook {
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
};

/// Blue for the first that was simulated, orange for the first that was deployed; the others by colour and dash.
std::vector<RunLook> looksOf(const std::vector<bool> &simulated)
{
    constexpr std::array dashes{Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    std::vector<RunLook> looks;
    bool hadSimulated = false, hadDeployed = false;
    std::size_t further = 0;
    for (const bool one : simulated) {
        bool &had = one ? hadSimulated : hadDeployed;
        if (!had)
            looks.push_back({one ? colours().simulated : colours().deployed});
        else
            looks.push_back(
                {colours().series[(2 + further) % colours().series.size()], dashes[further % dashes.size()]});
        further += had ? 1 : 0;
        had = true;
    }
    return looks;
}

QIcon swatchOf(const RunLook &look)
{
    QPixmap picture(22, 12);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(QPen(look.colour, 2.4, look.style));
    painter.drawLine(1, 6, 21, 6);
    return picture;
}

FigureCell valueCell(const std::optional<RunsFigureCell> &cell, FigureUnit unit)
{
    if (!cell)
        return figureCell(QStringLiteral("–"), -1);
    QString text = valueText(cell->value, axisOf(unit));
    if (cell->halfWidth > 0)
        text += QStringLiteral(" ± ") + valueText(cell->halfWidth, axisOf(unit));
    FigureCell made = figureCell(text, cell->value);
    if (cell->halfWidth > 0)
        made.toolTip = CompareView::tr("Value and half width of its 99 % confidence interval");
    return made;
}

FigureCell errorCell(const std::optional<RunsFigureCell> &cell)
{
    if (!cell || !cell->relativeError)
        return figureCell(QStringLiteral("–"), cell && cell->value != 0 ? 1e300 : -1);
    const double size = std::abs(*cell->relativeError);
    const QString sign = *cell->relativeError > 0 ? QStringLiteral("+") : QString();
    FigureCell made =
        figureCell(sign + QLocale().toString(*cell->relativeError * 100, 'f', 1) + QStringLiteral(" %"), size);
    made.colour = size < 0.1 ? colours().good : size < 0.3 ? colours().warning : colours().error;
    if (cell->beyondInterval == true) {
        made.text += QStringLiteral(" *");
        made.toolTip = CompareView::tr("Farther apart than the two intervals together explain");
    } else if (cell->beyondInterval == false) {
        made.colour = {};
        made.toolTip = CompareView::tr("Within what the two intervals together explain");
    }
    return made;
}

const SeriesSet *seriesOf(const RunHistory &history, const QString &subject)
{
    const std::string id = subject.section(QLatin1Char(' '), 1).toStdString();
    if (subject.startsWith(QStringLiteral("link ")))
        return history.link(id);
    return subject.startsWith(QStringLiteral("container ")) ? history.container(id) : &history.totals();
}

} // namespace

CompareView::CompareView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_list(new QListWidget(this)), m_reference(new QComboBox(this)),
      m_quantity(new QComboBox(this)), m_subject(new QComboBox(this)), m_summary(new QLabel(this)),
      m_panels(new QStackedWidget(this))
{
    QStringList headings{tr("Subject"), tr("Figure")};
    for (std::size_t i = 0; i < mostRuns; ++i)
        headings << tr("Run") << tr("Error");
    m_table = new FigureTable(headings, tr("Runs compared"), this);
    m_table->setEmptyText(
        tr("Simulate and deploy the same drawing: prediction and measurement stand here side by side."));
    setAcceptDrops(true);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeList());
    split->addWidget(makePicture());
    split->addWidget(m_table);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 2);
    split->setStretchFactor(2, 3);
    split->setSizes({200, 360, 520});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    m_timer.setInterval(2000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_session->isLive(RunKind::Simulated) || m_session->isLive(RunKind::Deployed))
            refresh();
    });
    m_timer.start();
    connect(m_session, &RunSession::runChanged, this, &CompareView::listRuns);
    connect(m_session, &RunSession::finished, this, &CompareView::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &CompareView::listRuns);
    listRuns();
}

QWidget *CompareView::makeList()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    auto *open = new QPushButton(tr("Add a &file…"), side);
    auto *label = new QLabel(tr("&Against"), side);
    column->setContentsMargins(6, 4, 4, 4);
    column->setSpacing(4);
    m_list->setAccessibleName(tr("Runs that are compared"));
    m_list->setToolTip(tr("Tick up to four runs"));
    m_list->setMinimumHeight(56);
    m_reference->setAccessibleName(tr("Run that the others are held against"));
    m_reference->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_reference->setMinimumContentsLength(10);
    label->setBuddy(m_reference);
    m_summary->setWordWrap(true);
    open->setToolTip(tr("A report that deploy --measure or simulate has written, or a recording"));
    column->addWidget(m_list, 1);
    column->addWidget(label);
    column->addWidget(m_reference);
    column->addWidget(open);
    column->addWidget(m_summary);
    side->setMinimumWidth(150);
    connect(m_list, &QListWidget::itemChanged, this, &CompareView::noteCheck);
    connect(m_reference, &QComboBox::activated, this, &CompareView::refresh);
    connect(open, &QPushButton::clicked, this, &CompareView::askForFile);
    return side;
}

QWidget *CompareView::makePicture()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    auto *head = new QHBoxLayout;
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(2);
    const std::array<std::pair<QString, Quantity>, quantityCount> quantities{
        std::pair{tr("Throughput"), Quantity::Throughput},   std::pair{tr("Errors"), Quantity::Errors},
        std::pair{tr("Latency, p50"), Quantity::LatencyP50}, std::pair{tr("Latency, p95"), Quantity::LatencyP95},
        std::pair{tr("Latency, p99"), Quantity::LatencyP99}, std::pair{tr("Queue depth"), Quantity::QueueDepth},
        std::pair{tr("Utilisation"), Quantity::Utilisation}};
    for (const auto &[name, quantity] : quantities)
        m_quantity->addItem(name, static_cast<int>(quantity));
    m_quantity->setAccessibleName(tr("Quantity over time"));
    m_subject->setAccessibleName(tr("Of what"));
    for (QComboBox *box : {m_quantity, m_subject}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        head->addWidget(box, 1);
        connect(box, &QComboBox::activated, this, &CompareView::refresh);
    }
    column->addLayout(head);
    column->addWidget(m_panels, 1);
    side->setMinimumWidth(220);
    return side;
}

ChartPanel *CompareView::panelOf(AxisUnit unit)
{
    ChartPanel *&panel = m_panelOf[unit];
    if (panel == nullptr) {
        const auto scale = unit == AxisUnit::Latency ? ChartPanel::Scale::Logarithmic : ChartPanel::Scale::Linear;
        panel = new ChartPanel(QString(), unit, scale, this);
        panel->setEmptyText(tr("No run that is ticked has a history of this"));
        m_panels->addWidget(panel);
        connect(panel, &ChartPanel::cursorMoved, m_session, &RunSession::setCursor);
    }
    return panel;
}

ChartPanel *CompareView::chart() const
{
    return qobject_cast<ChartPanel *>(m_panels->currentWidget());
}

// ---- which runs ----

std::vector<CompareView::Entry> CompareView::entries() const
{
    std::vector<Entry> all;
    const auto add = [&](const RunRecord *record) {
        all.push_back({QStringLiteral("run %1").arg(record->number()), record->title(),
                       record->kind() == RunKind::Simulated, record, nullptr});
    };
    for (const auto &earlier : m_session->earlier())
        add(earlier.get());
    for (const RunKind kind : {RunKind::Simulated, RunKind::Deployed})
        if (const RunRecord *record = m_session->record(kind))
            add(record);
    for (const auto &file : m_files)
        all.push_back({QStringLiteral("file ") + file->path, file->title(), file->simulated, nullptr, file});
    return all;
}

/// In the order in which they were ticked.
std::vector<CompareView::Entry> CompareView::chosen() const
{
    std::vector<Entry> some;
    const auto all = entries();
    for (const QString &key : m_chosen) {
        const auto found = std::ranges::find(all, key, &Entry::key);
        if (found != all.end())
            some.push_back(*found);
    }
    return some;
}

/// The last simulated against the last deployed; else the last two of what there is.
std::vector<QString> CompareView::chosenByItself(const std::vector<Entry> &all) const
{
    std::vector<QString> keys;
    for (const RunKind kind : {RunKind::Simulated, RunKind::Deployed})
        if (const RunRecord *record = m_session->record(kind))
            keys.push_back(QStringLiteral("run %1").arg(record->number()));
    for (auto entry = all.rbegin(); entry != all.rend() && keys.size() < 2; ++entry)
        if (std::ranges::find(keys, entry->key) == keys.end())
            keys.push_back(entry->key);
    return keys;
}

void CompareView::listRuns()
{
    const auto all = entries();
    std::erase_if(m_chosen, [&](const QString &key) { return std::ranges::find(all, key, &Entry::key) == all.end(); });
    if (!m_chosenByHand || m_chosen.empty())
        m_chosen = chosenByItself(all);
    std::vector<bool> simulated;
    for (const Entry &entry : chosen())
        simulated.push_back(entry.simulated);
    const auto looks = looksOf(simulated);
    {
        const QSignalBlocker blocker(m_list);
        const int row = m_list->currentRow();
        m_list->clear();
        for (const Entry &entry : all) {
            auto *item = new QListWidgetItem(entry.title, m_list);
            const auto place = std::ranges::find(m_chosen, entry.key);
            const bool isChosen = place != m_chosen.end();
            item->setData(Qt::UserRole, entry.key);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
            item->setToolTip(entry.file ? entry.file->path : entry.title);
            if (isChosen)
                item->setIcon(swatchOf(looks[static_cast<std::size_t>(place - m_chosen.begin())]));
        }
        m_list->setCurrentRow(row);
    }
    listReferences();
    listSubjects();
    refresh();
}

void CompareView::noteCheck(QListWidgetItem *item)
{
    const QString key = item->data(Qt::UserRole).toString();
    const bool isTicked = item->checkState() == Qt::Checked;
    if (isTicked == (std::ranges::find(m_chosen, key) != m_chosen.end()))
        return;
    m_chosenByHand = true;
    if (!isTicked)
        std::erase(m_chosen, key);
    else if (m_chosen.size() < mostRuns)
        m_chosen.push_back(key);
    const bool full = isTicked && std::ranges::find(m_chosen, key) == m_chosen.end();
    // The list is being told of the change: it is filled anew when it has been.
    QMetaObject::invokeMethod(
        this,
        [this, full] {
            listRuns();
            if (full)
                m_summary->setText(tr("Four runs at most: untick another one first."));
        },
        Qt::QueuedConnection);
}

void CompareView::listReferences()
{
    const QString before = m_reference->currentData().toString();
    m_reference->clear();
    for (const Entry &entry : chosen())
        m_reference->addItem(entry.title, entry.key);
    m_reference->setCurrentIndex(std::max(0, m_reference->findData(before)));
    m_reference->setEnabled(m_reference->count() > 1);
}

/// Links and containers of any of them.
void CompareView::listSubjects()
{
    const QString before = m_subject->currentData().toString();
    m_subject->clear();
    m_subject->addItem(tr("All clients"), QString());
    const auto add = [this](const QString &key, const std::string &text) {
        if (m_subject->findData(key) < 0)
            m_subject->addItem(QString::fromStdString(text), key);
    };
    for (const Entry &entry : chosen()) {
        const Plan *plan = entry.record ? &entry.record->plan() : entry.file->plan.get();
        if (plan == nullptr)
            continue;
        const Subjects subjects = subjectsOf(*plan);
        for (const LinkSubject &link : subjects.links)
            add(QStringLiteral("link ") + QString::fromStdString(link.id), link.text);
        for (const ContainerSubject &container : subjects.containers)
            add(QStringLiteral("container ") + QString::fromStdString(container.id), container.text);
    }
    m_subject->setCurrentIndex(std::max(0, m_subject->findData(before)));
}

// ---- files ----

void CompareView::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Add a report or a recording"), {}, comparedFileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            addFile(path);
    });
    dialog->open();
}

void CompareView::addFile(const QString &path)
{
    m_summary->setText(tr("Reading %1…").arg(path.section(QLatin1Char('/'), -1)));
    runInBackground(
        this, [path] { return openComparedFile(path); },
        [this](Result<ComparedFile> file) { fileRead(std::move(file)); });
}

void CompareView::fileRead(Result<ComparedFile> file)
{
    if (!file) {
        m_summary->setText(QString::fromStdString(toText(file.error())));
        return;
    }
    const QString key = QStringLiteral("file ") + file->path;
    std::erase_if(m_files, [&](const auto &known) { return known->path == file->path; });
    m_files.push_back(std::make_shared<ComparedFile>(std::move(*file)));
    if (std::ranges::find(m_chosen, key) == m_chosen.end()) {
        if (m_chosen.size() == mostRuns)
            m_chosen.pop_back();
        m_chosen.push_back(key);
    }
    m_chosenByHand = true;
    listRuns();
}

void CompareView::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, [](const QUrl &url) {
            return url.isLocalFile() &&
                   (url.path().endsWith(QStringLiteral(".bayrun")) || url.path().endsWith(QStringLiteral(".json")));
        }))
        event->acceptProposedAction();
}

void CompareView::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            addFile(url.toLocalFile());
    event->acceptProposedAction();
}

// ---- what they say ----

void CompareView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listSubjects();
    refresh();
}

void CompareView::refresh()
{
    if (!isVisible())
        return;
    const auto runs = chosen();
    refreshTable(runs);
    refreshChart(runs);
}

void CompareView::refreshTable(const std::vector<Entry> &runs)
{
    std::vector<Report> reports;
    std::vector<const Report *> some;
    reports.reserve(runs.size());
    for (const Entry &entry : runs) {
        if (entry.record)
            reports.push_back(entry.record->report());
        some.push_back(entry.record ? &reports.back() : &entry.file->report);
    }
    const auto reference = static_cast<std::size_t>(std::max(0, m_reference->currentIndex()));
    QStringList headings{tr("Subject"), tr("Figure")};
    for (std::size_t i = 0; i < mostRuns; ++i) {
        headings << (i < runs.size() ? runs[i].title : QString()) << tr("Error");
        m_table->setColumnHidden(static_cast<int>(2 + 2 * i), i >= runs.size());
        m_table->setColumnHidden(static_cast<int>(3 + 2 * i), i >= runs.size() || i == reference);
    }
    m_table->setHeadings(headings);
    std::vector<FigureRow> rows;
    int near = 0, judged = 0;
    const auto compared =
        runs.size() > 1 && reference < runs.size() ? compareRuns(some, reference) : std::vector<RunsFigureRow>();
    for (const RunsFigureRow &one : compared) {
        const QString subject = QString::fromStdString(one.subject), name = QString::fromStdString(one.figure);
        FigureRow row{subject + QLatin1Char(' ') + name, {{subject, {}}, {name, {}}}};
        for (std::size_t i = 0; i < mostRuns; ++i) {
            const auto cell = i < one.runs.size() ? one.runs[i] : std::nullopt;
            row.cells.push_back(valueCell(cell, one.unit));
            row.cells.push_back(errorCell(cell));
            if (cell && cell->relativeError) {
                ++judged;
                near += std::abs(*cell->relativeError) < 0.1 ? 1 : 0;
            }
        }
        rows.push_back(std::move(row));
    }
    m_summary->setText(rows.empty() ? QString() : tr("%1 of %2 figures within 10 %").arg(near).arg(judged));
    m_table->setRows(std::move(rows));
}

void CompareView::refreshChart(const std::vector<Entry> &runs)
{
    const auto quantity = static_cast<Quantity>(m_quantity->currentData().toInt());
    ChartPanel *panel = panelOf(axisOf(quantity));
    m_panels->setCurrentWidget(panel);
    std::vector<bool> simulated;
    for (const Entry &entry : runs)
        simulated.push_back(entry.simulated);
    const auto looks = looksOf(simulated);
    std::vector<ChartLine> lines;
    double last = 0, planned = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ChartLine line{runs[i].title, looks[i].colour, looks[i].style, 1.8, {}};
        const auto take = [&](const RunHistory &history) {
            last = std::max(last, toSeconds(history.lastTime()));
            if (const SeriesSet *set = seriesOf(history, m_subject->currentData().toString()))
                line.points = (*set)[quantity].thinned(0, toSeconds(history.lastTime()), mostPointsOfALine);
        };
        if (runs[i].record) {
            runs[i].record->read(take);
            planned = std::max(planned, toSeconds(runs[i].record->plan().duration));
        } else if (runs[i].file->history) {
            take(*runs[i].file->history);
        }
        lines.push_back(std::move(line));
    }
    panel->setLines(std::move(lines));
    panel->setTimeRange(0, niceTimeEnd(last, std::max(planned, last)));
    panel->setCursor(m_session->cursor());
}

} // namespace bayplan
