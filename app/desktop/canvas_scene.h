// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing as a scene: items that follow the document by ids, and the gestures that change it.
#pragma once

#include "app/desktop/canvas_items.h"
#include "app/desktop/document_session.h"
#include "app/desktop/link_item.h"
#include "app/desktop/live_figures.h"
#include "app/desktop/selection.h"

#include <QGraphicsScene>
#include <QPointer>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace bayplan {

class GuidesItem;
class TextInPlace;

/// Media type of a palette entry that is dragged; its data is the kind's key.
inline const QString kindMimeType = QStringLiteral("application/x-bayplan-kind");

class CanvasScene : public QGraphicsScene {
    Q_OBJECT
public:
    CanvasScene(DocumentSession &document, Selection &selection, QObject *parent = nullptr);
    ~CanvasScene() override;

    CanvasItem *itemOf(const ElementId &id) const;
    void showLive(const LiveFigures &figures);
    /// Of pods, notes and the ways of links; empty when there is nothing.
    QRectF content() const;
    /// In order of ids.
    std::vector<ElementId> shownIds() const;
    bool isBlank() const { return m_items.empty(); }

    /// The element under a point: container before link before note before pod; empty when there is none.
    ElementId elementAt(QPointF position) const;

    /// As a drop at that point does: into the pod, onto the link, or a new pod. What is refused comes by refused().
    ElementId place(const std::string &kind, QPointF position);

    /// Puts a new container near the middle of `visible`, or into the selected pod.
    ElementId placeNear(const std::string &kind, const QRectF &visible);

    /// From a container to its pod and on to its group (`up`), or back to the first inside.
    void selectAround(bool up);

    /// Edits a note's text or a group's title where it stands; false for anything else.
    bool editInPlace(const ElementId &id);
    bool isEditingText() const;

    /// While it is held, what a rubber band touches is selected on the canvas only; letting go tells everyone.
    void holdSelection(bool held);
    const GuidesItem &guides() const { return *m_guides; }

    /// Arrow keys: selects the element that is nearest in that direction.
    void selectTowards(QPointF direction);
    /// Moves the selected pods and notes.
    void nudge(QPointF delta);

    /// Ends a gesture without effect.
    void cancelGesture();
    bool hasGesture() const { return m_draft.has_value() || m_move.has_value(); }
    /// While a link is drawn over something it cannot join: why not.
    QString draftRefusal() const { return m_draft ? m_draft->refusal : QString(); }

Q_SIGNALS:
    void refused(const QString &sentence);
    /// A link was let go over nothing: `end` is where it began.
    void linkDropped(const bayplan::Endpoint &end, QPointF position, QPoint screen);
    void editWanted(const bayplan::ElementId &id);
    void quickAddWanted(QPointF position, QPoint screen);
    void hint(const QString &text); ///< for the status bar; empty takes it away

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseDoubleClickEvent(QGraphicsSceneMouseEvent *event) override;
    void dragEnterEvent(QGraphicsSceneDragDropEvent *event) override;
    void dragMoveEvent(QGraphicsSceneDragDropEvent *event) override;
    void dragLeaveEvent(QGraphicsSceneDragDropEvent *event) override;
    void dropEvent(QGraphicsSceneDragDropEvent *event) override;

private:
    struct LinkDraft {
        Endpoint start;
        std::optional<Endpoint> target;
        QString refusal;
    };
    struct MoveGesture {
        QPointF origin;
        QPointF applied;
        std::set<ElementId> ids;
        QString mergeKey;
        ElementId card; ///< being taken out of its pod
        bool begun = false;
        bool pushed = false;        ///< there is a step on the undo stack
        bool refusesLocked = false; ///< some or all of what was taken is locked
        QRectF box;                 ///< around all that moves, as it stood
        std::vector<QRectF> others; ///< that guides may run along
    };

    void rebuild();
    void refresh(const std::set<ElementId> &ids);
    void refreshPod(const ElementId &pod);
    void refreshLinksOf(const std::set<ElementId> &containers);
    void showPorts(const ElementId &container);
    void showProblems();
    void takeSelection();
    void giveSelection();
    void applyLive(const ElementId &id);
    template <class Item, class Map>
    void refreshItem(const ElementId &id, const Map &elements);

    ContainerItem *cardAt(QPointF position) const;
    std::optional<Endpoint> portAt(QPointF position) const;
    ElementId podAt(QPointF position) const;
    ElementId linkAt(QPointF position) const;

    void beginLink(const Endpoint &start, QPointF position);
    void continueLink(QPointF position, QPoint screen);
    void finishLink(QPointF position, QPoint screen);
    void offerPorts();
    void beginMove(QPointF position, bool takeOut);
    void continueMove(QPointF position, Qt::KeyboardModifiers modifiers);
    void finishMove(QPointF position);
    void startMove();
    QPointF guided(QPointF delta);
    bool pressText(QGraphicsSceneMouseEvent *event);
    void takeText(const ElementId &id, const QString &text);
    void endTextEditing();
    void refreshGroups(const std::set<ElementId> &ids, const std::set<ElementId> &pods);
    void highlight(const ElementId &id);
    void placeLabels();
    void updateExtent();
    ElementId placed(Result<Edit> edit, const ElementId &id);

    DocumentSession &m_document;
    Selection &m_selection;
    std::map<ElementId, CanvasItem *> m_items;
    std::map<ElementId, std::set<ElementId>> m_linksOf; ///< by container
    std::map<ElementId, std::pair<ElementId, ElementId>> m_endsOf;
    std::map<ElementId, ElementId> m_podOf;
    LiveFigures m_live;
    LinkDraftItem *m_draftItem;
    std::optional<LinkDraft> m_draft;
    std::optional<MoveGesture> m_move;
    ElementId m_highlighted;
    std::set<ElementId> m_withProblem;
    bool m_selecting = false;
    bool m_selectionHeld = false;
    GuidesItem *m_guides;
    QPointer<TextInPlace> m_text;
};

} // namespace bayplan
