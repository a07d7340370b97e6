// SPDX-License-Identifier: GPL-3.0-or-later
// The document as a tree for eyes, keyboard and screen readers: pods, containers, their links; volumes; the scenario.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QTimer>
#include <QTreeWidget>

namespace bayplan {

class OutlinePanel : public QTreeWidget {
    Q_OBJECT
public:
    OutlinePanel(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

    /// Starts renaming the selected element, if it has a name.
    void renameSelected();

Q_SIGNALS:
    void refused(const QString &sentence);

private:
    void refill();
    void fillPods();
    void fillRest();
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text, const QString &icon,
                             bool named);
    QTreeWidgetItem *addGroup(const QString &title, const QString &key);
    void takeSelection();
    void giveSelection();
    void takeName(QTreeWidgetItem *item);

    DocumentSession &m_document;
    Selection &m_selection;
    QTimer m_refillTimer;
    std::set<QString> m_closed;
    std::map<ElementId, QTreeWidgetItem *> m_items;
    bool m_busy = false;
};

} // namespace bayplan
