// SPDX-License-Identifier: GPL-3.0-or-later
// The first columns of a table once more, over it: they stay while the others are scrolled sideways below them.
#pragma once

#include <QTableView>

namespace bayplan {

class FrozenColumns : public QTableView {
    Q_OBJECT

public:
    /// Of the table that is its parent: same rows, order, selection and widths.
    FrozenColumns(QTableView *table, int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void followHeaders();
    void followScrolling();
    void hideOthers();
    void place();

    QTableView *m_table;
    int m_count;
    bool m_isFollowing = false; ///< widths are taken over, and not given
};

} // namespace bayplan
