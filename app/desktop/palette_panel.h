// SPDX-License-Identifier: GPL-3.0-or-later
// What can be placed, from the catalog: filtered, dragged onto the canvas, or added by double-click and Enter. Whole
// patterns ask before they are added that way; templates are opened.
#pragma once

#include <QTreeWidget>
#include <QWidget>

class QLineEdit;

namespace bayplan {

/// Beside Qt::UserRole, which holds the key of a kind: those of a pattern and of a template.
inline constexpr int recipeRole = Qt::UserRole + 1;
inline constexpr int templateRole = Qt::UserRole + 2;

/// The tree inside; entries that are dragged carry the key of the kind or of the pattern.
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
    /// A whole pattern: with the defaults, or to be asked for its settings first.
    void patternWanted(const QString &recipe, bool asks);
    void templateWanted(const QString &name);

private:
    void fill();
    void fillPatterns(QTreeWidgetItem *group);
    void fillTemplates(QTreeWidgetItem *group);
    void activate(const QTreeWidgetItem &item);
    void showMenu(QPoint position);
    void filter();

    QLineEdit *m_filter;
    PaletteTree *m_tree;
};

} // namespace bayplan
