// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/active_faults_view.h"

#include "app/desktop/fault_log.h"
#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "engine/base/units.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace bayplan {

namespace {

QString timeLeft(const LoggedFault &fault, Time now)
{
    const auto end = fault.endsAt();
    if (!end) {
        return ActiveFaultsView::tr("until it is healed");
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*end - now);
    const auto rounded =
        left > std::chrono::seconds(1) ? Duration(std::chrono::ceil<std::chrono::seconds>(left)) : Duration(left);
    return QString::fromStdString(humanDuration(rounded));
}

} // namespace

ActiveFaultsView::ActiveFaultsView(FaultLog &log, RunSession &runs, QWidget *parent)
    : QWidget(parent), m_log(log), m_runs(runs), m_table(new QTableWidget(0, 4, this)), m_none(new QLabel(this)),
      m_healAll(new QPushButton(themedIcon(QStringLiteral("undo")), tr("Heal all"), this))
{
    m_table->setObjectName(QStringLiteral("activeFaults"));
    m_table->setAccessibleName(tr("Faults that are on"));
    m_table->setHorizontalHeaderLabels({tr("Fault"), tr("Given"), tr("Time left"), QString()});
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_none->setText(tr("No fault is on. A right click on a container, pod or link of a running run breaks it."));
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    m_healAll->setObjectName(QStringLiteral("healAll"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->addWidget(m_none, 1);
    column->addWidget(m_table, 1);
    column->addWidget(m_healAll, 0, Qt::AlignRight);
    connect(m_healAll, &QPushButton::clicked, &m_log, &FaultLog::healAll);
    connect(&m_log, &FaultLog::changed, this, &ActiveFaultsView::refresh);
    connect(&runs, &RunSession::statusChanged, this, &ActiveFaultsView::refresh);
    connect(&runs, &RunSession::snapshotChanged, this, [this] {
        if (!m_shown.empty()) {
            refresh();
        }
    });
    refresh();
}

void ActiveFaultsView::refresh()
{
    std::vector<const LoggedFault *> rows;
    std::set<int> gestures;
    for (const auto *fault : m_log.active()) {
        if (fault->gesture == 0 || gestures.insert(fault->gesture).second) {
            rows.push_back(fault);
        }
    }
    std::vector<int> numbers;
    for (const auto *fault : rows) {
        numbers.push_back(fault->number);
    }
    const bool isSame = numbers == m_shown;
    if (!isSame) {
        m_shown = numbers;
        m_table->setRowCount(0);
        m_table->setRowCount(int(rows.size()));
        for (int row = 0; row < int(rows.size()); ++row) {
            const auto *fault = rows[std::size_t(row)];
            m_table->setItem(row, 0, new QTableWidgetItem(fault->title));
            m_table->setItem(row, 1, new QTableWidgetItem(fault->byHand ? tr("by hand") : tr("scenario")));
            m_table->setItem(row, 2, new QTableWidgetItem);
            auto *heal = new QToolButton;
            heal->setText(tr("Heal"));
            heal->setObjectName(QStringLiteral("heal.%1").arg(fault->number));
            heal->setAccessibleName(tr("Heal: %1").arg(fault->title));
            connect(heal, &QToolButton::clicked, &m_log, [this, number = fault->number] { m_log.heal(number); });
            m_table->setCellWidget(row, 3, heal);
        }
        Q_EMIT counted(int(rows.size()));
    }
    const auto snapshot = m_runs.snapshot();
    for (int row = 0; snapshot && row < int(rows.size()); ++row) {
        m_table->item(row, 2)->setText(timeLeft(*rows[std::size_t(row)], snapshot->time));
    }
    m_none->setVisible(rows.empty());
    m_table->setVisible(!rows.empty());
    m_healAll->setVisible(!rows.empty());
}

} // namespace bayplan
