// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recovery_dialog.h"

#include "app/desktop/plain_tip.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

RecoveryDialog::RecoveryDialog(std::vector<RecoverableWork> works, QWidget *parent)
    : QDialog(parent), m_works(std::move(works)), m_list(new QTreeWidget(this)),
      m_restore(new QPushButton(tr("&Restore"), this)), m_discard(new QPushButton(tr("&Discard"), this))
{
    setObjectName(QStringLiteral("recoveryDialog"));
    setWindowTitle(tr("Unsaved work was found"));
    auto *word = new QLabel(tr("Bayplan ended before this was saved. What is checked is restored, each drawing in a "
                               "window of its own. What is left alone is offered again at the next start."),
                            this);
    word->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("recoveryList"));
    m_list->setAccessibleName(tr("Unsaved work"));
    m_list->setHeaderLabels({tr("Drawing"), tr("Last change"), tr("Pods"), tr("File")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    fill();
    m_restore->setObjectName(QStringLiteral("restoreWork"));
    m_restore->setDefault(true);
    m_discard->setObjectName(QStringLiteral("discardWork"));
    m_discard->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_restore, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_discard, QDialogButtonBox::DestructiveRole);
    buttons->addButton(tr("&Later"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->addWidget(word);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    connect(m_list, &QTreeWidget::itemChanged, this, &RecoveryDialog::updateButtons);
    connect(m_discard, &QPushButton::clicked, this, &RecoveryDialog::discardChecked);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const auto chosen = checked();
        accept();
        if (restore) {
            restore(chosen);
        }
    });
    resize(680, 300);
    m_restore->setFocus();
}

void RecoveryDialog::fill()
{
    m_list->clear();
    for (const auto &work : m_works) {
        const QFileInfo original(work.originalPath);
        auto place = work.originalPath.isEmpty() ? tr("never saved") : QDir::toNativeSeparators(work.originalPath);
        if (original.exists() && original.lastModified() > work.written) {
            place = tr("%1 (saved again since)").arg(place);
        }
        auto *row = new QTreeWidgetItem({work.title.isEmpty() ? tr("Untitled") : work.title,
                                         QLocale().toString(work.written, QLocale::ShortFormat),
                                         QString::number(work.pods), place});
        row->setCheckState(0, Qt::Checked);
        row->setToolTip(3, plainTip(place));
        m_list->addTopLevelItem(row);
    }
    for (int column = 0; column < 3; ++column) {
        m_list->resizeColumnToContents(column);
    }
    m_list->setColumnWidth(0, std::min(m_list->columnWidth(0), 240));
}

std::vector<RecoverableWork> RecoveryDialog::checked() const
{
    std::vector<RecoverableWork> works;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        if (m_list->topLevelItem(row)->checkState(0) == Qt::Checked) {
            works.push_back(m_works[std::size_t(row)]);
        }
    }
    return works;
}

void RecoveryDialog::discardChecked()
{
    for (const auto &gone : checked()) {
        Recovery::discard(gone);
        std::erase_if(m_works, [&](const RecoverableWork &work) { return work.file == gone.file; });
    }
    fill();
    updateButtons();
    if (m_works.empty()) {
        reject();
    }
}

void RecoveryDialog::updateButtons()
{
    const bool any = !checked().empty();
    m_restore->setEnabled(any);
    m_discard->setEnabled(any);
}

} // namespace bayplan
