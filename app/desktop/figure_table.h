// SPDX-License-Identifier: GPL-3.0-or-later
// A table of figures that is refreshed in place while it is looked at: sorted, filtered, copied as text.
#pragma once

#include "app/desktop/nice_axis.h"

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QString>
#include <QTableView>
#include <QVariant>

#include <set>
#include <vector>

class QSortFilterProxyModel;

namespace bayplan {

struct FigureCell {
    QString text;
    QVariant sortKey;   ///< by which the column is ordered; the text when not set
    QColor colour = {}; ///< of the text; the palette's when not valid
    QString toolTip = {};
};

/// A number keeps its order whatever its unit.
inline FigureCell figureCell(const QString &text, double sortKey)
{
    return {text, sortKey};
}

/// With its unit, ordered by its size.
FigureCell figureCell(double value, AxisUnit unit);
/// A number of things; in the colour of errors when it is not 0 and `alarms`.
FigureCell countCell(std::uint64_t count, bool alarms = false);

struct FigureRow {
    QString key; ///< what the row is about, for menus and selections
    std::vector<FigureCell> cells;
};

class FigureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum { SortRole = Qt::UserRole, KeyRole };

    FigureTableModel(const QStringList &headings, QObject *parent);

    /// Rows with the same keys in the same order are changed in place, so that selection and scrolling stay.
    void setRows(std::vector<FigureRow> rows);
    const std::vector<FigureRow> &rows() const { return m_rows; }

    /// As many as before.
    void setHeadings(const QStringList &headings);

    /// Numbers stand to the right, their heading too.
    bool isNumeric(int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headings;
    std::vector<FigureRow> m_rows;
};

class FrozenColumns;

class FigureTable : public QTableView {
    Q_OBJECT

public:
    FigureTable(const QStringList &headings, const QString &accessibleName, QWidget *parent = nullptr);

    void setRows(std::vector<FigureRow> rows);
    const std::vector<FigureRow> &rows() const { return m_model->rows(); }

    /// As many as before: columns are hidden, not removed.
    void setHeadings(const QStringList &headings) { m_model->setHeadings(headings); }

    /// The first so many columns stay in place when the others are scrolled sideways.
    void freezeColumns(int count);
    /// What shows them; null when none are frozen.
    QTableView *frozen() const;

    /// Rows that hold the text in any column.
    void setFilter(const QString &text);
    /// Sentence shown while there is no row.
    void setEmptyText(const QString &text);

    /// Key of the row at a place of the view, or of the current one; empty where there is none.
    QString keyAt(const QPoint &position) const;
    QString currentKey() const;
    /// Selects the row with the key.
    void setCurrentKey(const QString &key);
    /// From the top. They stay selected while rows come and go around them.
    QStringList selectedKeys() const;

    /// Headings and rows as shown, or the selected ones only; tabs between.
    QString toText(bool selectedOnly) const;

    /// Not below the columns that stay.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void widen();
    int widestOf(int column) const;
    void select(const QStringList &keys);

    FigureTableModel *m_model;
    QSortFilterProxyModel *m_order;
    FrozenColumns *m_frozen = nullptr;
    QString m_emptyText;
    std::set<int> m_widthsChosen;        ///< columns whose width is the user's
    QHash<int, qsizetype> m_mostLetters; ///< by column, for which it is wide enough
    bool m_widening = false;
};

} // namespace bayplan
