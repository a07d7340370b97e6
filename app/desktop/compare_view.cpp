// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/chart_panel.h"
#include "app/desktop/figure_axis.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_look.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/report/subjects.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bayplan {

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
    m_table->freezeColumns(2);
    setAcceptDrops(true);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeList());
    split->addWidget(makePicture());
    split->addWidget(m_table);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 2);
    split->setStretchFactor(2, 3);
    split->setSizes({160, 340, 580});
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
            item->setToolTip(plainTip(entry.file ? entry.file->path : entry.title));
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
        m_summary->setText(placedText(file.error()));
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

} // namespace bayplan
