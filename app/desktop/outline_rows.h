// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of the outline carry besides their text.
#pragma once

#include "engine/model/catalog.h"

#include <QString>
#include <QTreeWidget>

namespace bayplan::outline {

constexpr int idRole = Qt::UserRole;       ///< of the element; "#..." of a heading; none of a port that is not linked
constexpr int portRole = Qt::UserRole + 1; ///< "CONTAINER/port" of rows below a container

constexpr int rankRole = Qt::UserRole + 2; ///< of what the drawing nests; 0 of all else

/// In this order within a group and at the top.
enum Rank { NoRank, GroupRank, PodRank, NoteRank };

inline int rankOf(const QTreeWidgetItem *item)
{
    return item->data(0, rankRole).toInt();
}

inline QString keyOf(const QTreeWidgetItem *item)
{
    return item->data(0, idRole).toString();
}

inline ElementId idOf(const QTreeWidgetItem *item)
{
    return keyOf(item).toStdString();
}

inline QString iconOf(const Container &container)
{
    const auto *kind = findKind(container.kind);
    return kind == nullptr ? QStringLiteral("container") : QString::fromStdString(kind->icon);
}

} // namespace bayplan::outline
