// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing as a scene: items that follow the document by ids, and the gestures that change it.
#pragma once

#include "app/desktop/canvas_items.h"
#include "app/desktop/document_session.h"
#include "app/desktop/drawing_index.h"
#include "app/desktop/flat_drawing.h"
#include "app/desktop/link_item.h"
#include "app/desktop/live_figures.h"
#include "app/desktop/pattern_recipe.h"
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
/// Of a whole pattern; its data is the recipe's key.
inline const QString recipeMimeType = QStringLiteral("application/x-bayplan-recipe");

class CanvasScene : public QGraphicsScene {
    Q_OBJECT
public:
    CanvasScene(DocumentSession &document, Selection &selection, QObject *parent = nullptr);
    ~CanvasScene() override;

    CanvasItem *itemOf(const ElementId &id) const;
    void showLive(LiveFigures figures);
    const LiveFigures &liveFigures() const { return m_live; }
    /// Elements that differ from what is deployed; all others have no mark.
    void setDeployMarks(DeployMarks marks);
    /// Of pods, notes and the ways of links; empty when there is nothing.
    QRectF content() const { return m_extent.whole(); }
    const DrawingIndex &index() const { return m_index; }
    /// The drawing as it is painted from afar.
    const FlatDrawing &flat() const { return m_flat; }
    std::size_t itemCount() const { return m_items.size(); }
    /// While a link is drawn or a card is taken out: its line, for views that paint from afar.
    LinkDraftItem *draftLine() const { return m_draftItem->isVisible() ? m_draftItem : nullptr; }
    /// Figures of a run, and which ports a link that is drawn may end at, reach items when somebody looks at them.
    void bringUpToDate(const QRectF &seen);
    /// All of them, for a picture of the whole drawing.
    void bringAllUpToDate();
    /// In order of ids.
    std::vector<ElementId> shownIds() const;
    bool isBlank() const { return m_items.empty(); }

    /// The element under a point: container before link before note before pod; empty when there is none.
    ElementId elementAt(QPointF position) const;

    /// As a drop at that point does: into the pod, onto the link, or a new pod. What is refused comes by refused().
    ElementId place(const std::string &kind, QPointF position);

    /// Puts a new container near the middle of `visible`, or into the selected pod.
    ElementId placeNear(const std::string &kind, const QRectF &visible);

    /// A whole pattern as one undo step; gives its main container. What is refused comes by refused().
    ElementId placePattern(const PatternRecipe &recipe, const Params &answers, const PatternPlace &where);

    /// As a drop of it at that point does: where its main container can stand between two, onto a link; else into a
    /// pod, onto a card, or beside what is there.
    ElementId placePatternAt(const PatternRecipe &recipe, QPointF position);

    /// From a container to its pod and on to its group (`up`), or back to the first inside.
    void selectAround(bool up);

    /// Pods among the ids, and those that the containers among them are in. One undo step.
    void setCollapsed(const std::set<ElementId> &ids, bool collapsed);
    /// All of them become what the first is not.
    void toggleCollapsed(const std::set<ElementId> &ids);
    /// The list of a pod's replicas under its cards; not part of the document.
    void toggleReplicas(const ElementId &pod);
    /// Edits a note's text or a group's title where it stands; false for anything else.
    bool editInPlace(const ElementId &id);
    bool isEditingText() const;
    /// What is being written on the canvas is the document's from now on.
    void takeTyped();

    /// While it is held, what a rubber band touches is selected on the canvas only; letting go tells everyone.
    void holdSelection(bool held);
    const GuidesItem &guides() const { return *m_guides; }
    /// Shows these faintly and all others as they are; what is drawn anew later counts too.
    void setDimmed(const std::set<ElementId> &ids);

    /// Arrow keys: selects the element that is nearest in that direction.
    void selectTowards(QPointF direction);
    /// Moves the selected pods and notes.
    void nudge(QPointF delta);
    /// Makes the selected notes larger or smaller; false when something else is selected.
    bool resizeNotes(QPointF step);
    /// The selected container's card among the others of its pod: -1 is upwards.
    void shiftCard(int by);
    bool isCardAmongOthers() const { return canShiftCard(-1) || canShiftCard(1); }
    bool canShiftCard(int by) const;

    /// Ends a gesture without effect.
    void cancelGesture();
    bool hasGesture() const { return m_draft.has_value() || m_move.has_value() || m_resize.has_value(); }
    /// While a link is drawn over something it cannot join: why not.
    QString draftRefusal() const { return m_draft ? m_draft->refusal : QString(); }

Q_SIGNALS:
    /// Items came, went, moved or are selected otherwise.
    void drawingChanged();
    void refused(const QString &sentence);
    void patternPlaced(const QString &recipe, const std::set<bayplan::ElementId> &brought);
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
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    struct LinkDraft {
        Endpoint start;
        std::optional<Endpoint> target;
        QString refusal;
        ElementId moved; ///< the link whose other end is at the start, and this one in the hand; empty: a new one
    };
    struct MoveGesture {
        QPointF origin;
        QPointF applied;
        std::set<ElementId> ids;
        ElementId taken; ///< under the cursor; Ctrl and Shift select it only when it is let go or moved
        QString mergeKey;
        ElementId card; ///< being taken out of its pod
        bool begun = false;
        bool refusesLocked = false; ///< some or all of what was taken is locked
        QRectF box;                 ///< around all that moves, as it stood
        std::vector<QRectF> others; ///< that guides may run along
    };

    void rebuild();
    void refresh(const std::set<ElementId> &ids);
    void leaveGesture();
    void redraw(const std::set<ElementId> &ids, std::set<ElementId> pods, std::set<ElementId> cards);
    void refreshPod(const ElementId &pod);
    void showMainPorts(const ElementId &pod);
    void showRows(const ElementId &pod);
    bool pressPodPart(QPointF position);
    void refreshLinksOf(const std::set<ElementId> &containers);
    void showPorts(const ElementId &container);
    void showProblems();
    void showInnerProblems();
    void putExtent(const ElementId &id, const CanvasItem &item);
    void takeSelection();
    void giveSelection();
    void leaveRemoved();
    void bringUpToDate(CanvasItem &item) const;
    void bringSeenUpToDate();
    void noteBroken();
    void showLiveOf(PodItem &pod) const;
    bool isShown(const ElementId &id) const;
    template <class Item, class Map>
    void refreshItem(const ElementId &id, const Map &elements);

    // canvas_sizing.cpp
    struct ResizeGesture {
        ElementId note;
        QPointF grabbed; ///< from the corner of the note
        Size before;
        QString mergeKey;
    };
    /// Where a card that is let go would stand, and the line that says so.
    struct CardPlace {
        ElementId pod;
        std::size_t place = 0; ///< among the others
        QLineF mark;
    };
    NoteItem *gripAt(QPointF position) const;
    bool pressGrip(QPointF position);
    void continueResize(QPointF position, Qt::KeyboardModifiers modifiers);
    void finishResize();
    /// Nothing where it stands already, and over no open pod.
    std::optional<CardPlace> cardPlaceAt(const ElementId &card, QPointF position) const;
    void dropCard(const ElementId &card, QPointF position);

    ContainerItem *cardAt(QPointF position) const;
    std::optional<Endpoint> portAt(QPointF position) const;
    ElementId podAt(QPointF position) const;
    ElementId linkAt(QPointF position) const;
    /// Of that link at the point onto which a drop of that kind would go; empty when there is none.
    ElementId linkFor(const std::string &kind, QPointF position) const;

    bool pressLinkEnd(QPointF position);
    void beginLink(const Endpoint &start, QPointF position, const ElementId &moved = {});
    void continueLink(QPointF position, QPoint screen);
    void finishLink(QPointF position, QPoint screen);
    void finishMovedLink(const LinkDraft &draft);
    void offerPorts();
    std::optional<std::set<std::string>> offeredPorts(const ContainerItem &card) const;
    std::set<std::string> freePorts(const ContainerItem &card, std::set<std::string> fitting) const;
    void beginMove(QPointF position, bool takeOut);
    void continueMove(QPointF position, Qt::KeyboardModifiers modifiers);
    void finishMove(QPointF position);
    void startMove();
    QPointF guided(QPointF delta);
    bool pressText(QGraphicsSceneMouseEvent *event);
    void setNote(const ElementId &id, const QString &text, const QString &mergeKey);
    void takeText(const ElementId &id, const QString &text, const QString &mergeKey);
    void endTextEditing();
    void followText();
    void refreshGroups(const std::set<ElementId> &ids, const std::set<ElementId> &pods);
    void highlight(const ElementId &id);

    // canvas_stacking.cpp
    int rankOf(const ElementId &pod) const;
    void rankAll();
    void stack(const ElementId &pod);
    void stackLink(const ElementId &link);
    void raise(const ElementId &pod);
    bool isSelectedPod(const ElementId &pod) const;
    void raiseSelected();
    void placeLabels();
    void updateExtent();
    ElementId placed(Result<Edit> edit, const ElementId &id);
    ElementId placeNote(QPointF corner);

    DocumentSession &m_document;
    Selection &m_selection;
    std::map<ElementId, CanvasItem *> m_items;
    DrawingIndex m_index;
    FlatDrawing m_flat;
    Extent m_extent;
    std::set<ElementId> m_unfolded;   ///< pods whose replicas are listed
    std::map<ElementId, int> m_ranks; ///< of pods that came to lie before or behind others
    int m_topRank = 0;
    LiveFigures m_live;
    std::set<ElementId> m_broken;      ///< of m_live: what looks otherwise from afar
    std::uint64_t m_shownRevision = 1; ///< of figures and offered ports, counted up by each change
    DeployMarks m_deployMarks;
    LinkDraftItem *m_draftItem;
    std::optional<LinkDraft> m_draft;
    /// Ports that the draft may end at, by kind: whether two may be joined at all is asked once for each.
    mutable std::map<const KindInfo *, std::set<std::string>> m_fitting;
    std::optional<MoveGesture> m_move;
    std::optional<ResizeGesture> m_resize;
    ElementId m_highlighted;
    std::set<ElementId> m_withProblem;
    std::set<ElementId> m_dimmed;
    bool m_selecting = false;
    bool m_selectionHeld = false;
    GuidesItem *m_guides;
    QPointer<TextInPlace> m_text;
    ElementId m_textOf; ///< whose text that is
};

} // namespace bayplan
