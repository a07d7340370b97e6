// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_picker.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

SequencePicker::SequencePicker(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_filter(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Life lines"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter of the containers"));
    m_filter->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Containers with a life line"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(6, 6, 6, 6);
    all->addWidget(m_filter);
    all->addWidget(m_list);
    resize(300, 320);
    connect(m_filter, &QLineEdit::textChanged, this, &SequencePicker::narrow);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        std::vector<InstanceIndex> instances;
        for (int row = 0; row < m_list->count(); ++row)
            if (m_list->item(row)->checkState() == Qt::Checked)
                instances.push_back(m_list->item(row)->data(Qt::UserRole).toUInt());
        Q_EMIT chosen(instances);
    });
}

void SequencePicker::setInstances(const Plan &plan, const std::vector<InstanceIndex> &all,
                                  const std::vector<InstanceIndex> &ticked)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const InstanceIndex index : all) {
        auto *item = new QListWidgetItem(QString::fromStdString(plan.instances[index].name), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setData(Qt::UserRole, index);
        item->setCheckState(std::ranges::find(ticked, index) != ticked.end() ? Qt::Checked : Qt::Unchecked);
    }
    narrow(m_filter->text());
}

void SequencePicker::narrow(const QString &words)
{
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_list->item(row)->text().contains(words.trimmed(), Qt::CaseInsensitive));
}

/// Where there is room for it.
void SequencePicker::popUpAt(const QPoint &globalPosition)
{
    QPoint place = globalPosition;
    const QScreen *screen = QGuiApplication::screenAt(globalPosition);
    if (screen != nullptr) {
        const QRect bounds = screen->availableGeometry();
        place.setX(std::clamp(place.x(), bounds.left(), std::max(bounds.left(), bounds.right() - width())));
        place.setY(std::clamp(place.y(), bounds.top(), std::max(bounds.top(), bounds.bottom() - height())));
    }
    move(place);
    show();
    m_filter->setFocus();
}

} // namespace bayplan
