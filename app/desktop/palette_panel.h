// SPDX-License-Identifier: GPL-3.0-or-later
// What can be placed, from the catalog: filtered, dragged onto the canvas, or added by double-click and Enter.
#pragma once

#include <QTreeWidget>
#include <QWidget>

class QLineEdit;

namespace bayplan {

/// The tree inside; entries that are dragged carry the kind's key.
class PaletteTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit PaletteTree(QWidget *parent = nullptr);

protected:
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QList<QTreeWidgetItem *> &items) const override;
    void startDrag(Qt::DropActions actions) override;
};

class PalettePanel : public QWidget {
    Q_OBJECT
public:
    explicit PalettePanel(QWidget *parent = nullptr);

    void focusFilter();

Q_SIGNALS:
    void placeWanted(const QString &kind);

private:
    void fill();
    void filter();

    QLineEdit *m_filter;
    PaletteTree *m_tree;
};

} // namespace bayplan
