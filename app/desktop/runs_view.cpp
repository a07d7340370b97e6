// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/runs_view.h"

#include "app/desktop/icons.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace bayplan {

namespace {

enum RunsColumn { RunNameColumn, RunEngineColumn, RunTimeColumn, RunStateColumn, RunFromColumn, RunsColumnCount };

QString runStateText(const RunRecord &record, bool isLive)
{
    const SnapshotPtr newest = record.newest();
    if (isLive && newest && newest->status == RunStatus::Paused)
        return RunsView::tr("paused");
    if (isLive)
        return RunsView::tr("goes on");
    return newest && newest->status == RunStatus::Failed ? RunsView::tr("failed") : RunsView::tr("over");
}

QString madeFromText(const RunRecord &record, bool isOfDocument)
{
    const auto &origin = record.origin();
    if (origin.forkOf)
        return RunsView::tr("%1 from %2 on").arg(origin.forkOf->title(), runTimeText(origin.forkAt, true));
    const QString drawing =
        origin.documentName.isEmpty() ? QString::fromStdString(record.plan().title) : origin.documentName;
    return isOfDocument        ? drawing
           : drawing.isEmpty() ? RunsView::tr("another drawing")
                               : RunsView::tr("%1, another drawing").arg(drawing);
}

} // namespace

RunsView::RunsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_table(new QTableWidget(this))
{
    m_table->setObjectName(QStringLiteral("runsTable"));
    m_table->setAccessibleName(tr("Kept runs"));
    m_table->setColumnCount(RunsColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Run"), tr("Engine"), tr("Run time"), tr("State"), tr("Made from")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(RunNameColumn, fontMetrics().averageCharWidth() * 34);
    m_table->setColumnWidth(RunEngineColumn, fontMetrics().averageCharWidth() * 20);
    m_table->installEventFilter(this);
    m_show = addButton("metrics", tr("Show"), tr("Show this run in all views (Enter)"));
    m_rename = addButton("rename", tr("Rename"), tr("Give it a name; runs with a name are not pushed out (F2)"));
    m_save = addButton("save", tr("Save…"), tr("Save this run as one file"));
    m_open = addButton("open", tr("Open…"), tr("Open a run from a file"));
    m_remove = addButton("delete", tr("Remove"), tr("Forget this run (Delete)"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(2);
    for (QToolButton *button : {m_show, m_rename, m_save, m_open, m_remove})
        row->addWidget(button);
    row->addStretch(1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_table, 1);
    connect(m_show, &QToolButton::clicked, this, [this] { m_session->showKept(currentRun()); });
    connect(m_rename, &QToolButton::clicked, this, [this] {
        if (QTableWidgetItem *item = m_table->item(m_table->currentRow(), RunNameColumn))
            m_table->editItem(item);
    });
    connect(m_save, &QToolButton::clicked, this, [this] { Q_EMIT saveAsked(currentRun()); });
    connect(m_open, &QToolButton::clicked, this, &RunsView::openAsked);
    connect(m_remove, &QToolButton::clicked, this, &RunsView::removeCurrent);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this] { m_session->showKept(currentRun()); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &RunsView::refreshButtons);
    connect(m_table, &QTableWidget::itemChanged, this, [this](QTableWidgetItem *item) {
        if (!m_filling && item->column() == RunNameColumn)
            m_session->rename(item->data(Qt::UserRole).toInt(), item->text());
    });
    connect(m_session, &RunSession::keptChanged, this, &RunsView::refresh);
    connect(m_session, &RunSession::runChanged, this, &RunsView::refresh);
    connect(m_session, &RunSession::statusChanged, this, &RunsView::refreshStates);
    connect(m_session, &RunSession::snapshotChanged, this, &RunsView::refreshStates);
    connect(&Theme::instance(), &Theme::changed, this, &RunsView::refresh);
    refresh();
}

QToolButton *RunsView::addButton(const char *icon, const QString &text, const QString &help)
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(QLatin1String(icon)));
    button->setText(text);
    button->setToolTip(help);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

int RunsView::currentRun() const
{
    const QTableWidgetItem *item = m_table->item(m_table->currentRow(), RunNameColumn);
    return item ? item->data(Qt::UserRole).toInt() : 0;
}

void RunsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshStates();
}

/// Newest on top.
void RunsView::refresh()
{
    m_filling = true;
    const int current = currentRun();
    const RunRecord *shown = m_session->record();
    const auto runs = m_session->kept();
    m_table->setRowCount(static_cast<int>(runs.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const RunRecord &record = *runs[runs.size() - 1 - static_cast<std::size_t>(row)];
        const bool isShown = &record == shown;
        const QStringList texts{
            record.title(), record.engineName(), {}, {}, madeFromText(record, m_session->isOfDocument(record))};
        for (int column = 0; column < RunsColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
            QFont font = m_table->font();
            font.setBold(isShown);
            item->setFont(font);
            m_table->setItem(row, column, item);
        }
        QTableWidgetItem *name = m_table->item(row, RunNameColumn);
        name->setFlags(name->flags() | Qt::ItemIsEditable);
        name->setData(Qt::UserRole, record.number());
        name->setToolTip(isShown ? tr("Shown in all views") : tr("Double-click to show it in all views"));
        name->setForeground(record.kind() == RunKind::Simulated ? colours().simulated : colours().deployed);
        if (record.number() == current || (current == 0 && isShown))
            m_table->setCurrentCell(row, RunNameColumn);
    }
    m_filling = false;
    refreshStates();
    refreshButtons();
}

void RunsView::refreshStates()
{
    if (!isVisible())
        return;
    m_filling = true;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto record = m_session->kept(m_table->item(row, RunNameColumn)->data(Qt::UserRole).toInt());
        if (!record)
            continue;
        const bool isLive = m_session->isLive(record->kind()) && m_session->record(record->kind()) == record.get();
        const double seconds = record->newest() ? toSeconds(record->newest()->time) : 0;
        m_table->item(row, RunTimeColumn)->setText(runTimeText(seconds, true));
        m_table->item(row, RunStateColumn)->setText(runStateText(*record, isLive));
    }
    m_filling = false;
}

void RunsView::refreshButtons()
{
    const auto record = m_session->kept(currentRun());
    const bool isLive =
        record && m_session->isLive(record->kind()) && m_session->record(record->kind()) == record.get();
    m_show->setEnabled(record && record.get() != m_session->record());
    m_rename->setEnabled(record != nullptr);
    m_save->setEnabled(record && record->origin().topology);
    m_remove->setEnabled(record && !isLive);
    m_remove->setToolTip(isLive ? tr("It goes on: stop it first") : tr("Forget this run (Delete)"));
}

void RunsView::removeCurrent()
{
    m_session->remove(currentRun());
}

bool RunsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        m_session->showKept(currentRun());
    else if (key == Qt::Key_Delete)
        removeCurrent();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace bayplan
