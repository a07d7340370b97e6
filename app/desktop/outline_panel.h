// SPDX-License-Identifier: GPL-3.0-or-later
// The document as a tree for eyes, keyboard and screen readers: groups as they are nested, pods, containers, their
// ports and links; volumes; the scenario. It renames, adds, moves, links and removes as the canvas does.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QTimer>
#include <QTreeWidget>

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace bayplan {

class OutlinePanel : public QTreeWidget {
    Q_OBJECT
public:
    OutlinePanel(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

    /// Starts renaming the selected element, if it has a name.
    void renameSelected();

    // outline_edits.cpp: each asks in a picker, and does nothing when the selection does not suit.
    /// A container of a kind to be chosen, in the selected pod or in that of the selected container.
    void askKindToAdd();
    /// The pod that the selected containers go to.
    void askPodToMoveTo();
    /// What the selected port, or a port of the selected container, is linked with.
    void askLinkTarget();

Q_SIGNALS:
    void refused(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QList<QTreeWidgetItem *> &items) const override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // The whole tree, of a new document.
    void refill();
    void fillDrawing();
    void fillGroup(QTreeWidgetItem *parent, const std::vector<ElementId> &members);
    void indexGroups();
    void fillRest();
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const ElementId &id, const QString &text, const QString &icon,
                             bool named);
    QTreeWidgetItem *addDrawn(QTreeWidgetItem *parent, const ElementId &id);
    QTreeWidgetItem *addHeading(const QString &title, const QString &key);
    void expandAll(QTreeWidgetItem *item);

    // After an edit: what it touched, and what shows the names of that.
    void followChanges();
    void followLinks(std::set<ElementId> &ports);
    std::size_t touchedRows() const;
    void dropOutdated();
    void followGroups();
    void followNotes();
    void followPods(std::set<ElementId> &ports);
    void orderCards(const ElementId &pod);
    void followContainers(std::set<ElementId> &ports);
    void refillRest();
    void addNeighbours(const ElementId &container, std::set<ElementId> &ports) const;
    QTreeWidgetItem *parentRow(const ElementId &id) const;
    void takeRow(QTreeWidgetItem *item);
    void putRow(QTreeWidgetItem *parent, QTreeWidgetItem *item);
    void removeItem(QTreeWidgetItem *item);

    // Ports are made when their container is opened for the first time.
    void fillPorts(const ElementId &container);
    void addPortRows(QTreeWidgetItem *item, const Endpoint &end, bool isOut, const std::vector<ElementId> &links);
    void indexLink(const ElementId &id, const Link &link);
    bool isOpen(const ElementId &container) const;

    void takeSelection();
    void giveSelection();
    void takeName(QTreeWidgetItem *item);

    // outline_edits.cpp
    std::vector<ElementId> selectedContainers() const;
    ElementId podOfRow(const QTreeWidgetItem *item) const;
    ElementId groupOfRow(const QTreeWidgetItem *item) const;
    std::vector<ElementId> draggedHere(const QMimeData &data, const QString &type) const;
    void moveContainers(const std::vector<ElementId> &containers, const ElementId &pod);
    void push(Result<Edit> edit, const ElementId &select);
    void markDrop(QTreeWidgetItem *item);
    QPoint pickerPlace() const;

    DocumentSession &m_document;
    Selection &m_selection;
    QTimer m_refillTimer;
    std::set<ElementId> m_touched;
    std::set<QString> m_closed, m_opened; ///< by a person; else as the size of the document suggests
    std::map<ElementId, QTreeWidgetItem *> m_items;
    std::map<ElementId, std::set<ElementId>> m_linksOf; ///< by container
    std::map<ElementId, std::pair<ElementId, ElementId>> m_endsOf;
    QTreeWidgetItem *m_dropRow = nullptr;
    std::map<ElementId, ElementId> m_groupOf; ///< by member
    int m_drawnCount = 0;                     ///< rows of the drawing at the top; what comes behind them are headings
    bool m_busy = false;
};

} // namespace bayplan
