// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas as a widget: zoom, scrolling, keys, grid, overlay of zoom buttons and overview.
#pragma once

#include "app/desktop/canvas_scene.h"
#include "app/desktop/flat_backing.h"

#include <QBasicTimer>
#include <QGraphicsView>

#include <optional>

class QLabel;

namespace bayplan {

class CanvasOverview;

class CanvasView : public QGraphicsView {
    Q_OBJECT
public:
    CanvasView(CanvasScene &scene, Selection &selection, QWidget *parent = nullptr);

    void zoomBy(double factor);
    void zoomTo(double factor);
    double zoom() const { return transform().m11(); }
    void fitAll();
    void fitSelection();
    void reveal(const ElementId &id);
    /// Scrolls there, and zooms out where there is no room for all of them.
    void revealAll(const std::set<ElementId> &ids);
    QRectF visibleRect() const;
    /// Nothing can be read, so that rectangles and lines are painted instead of the items.
    bool isFar() const;
    /// Where the mouse is, in scene coordinates; nothing while it is not over the canvas.
    std::optional<QPointF> pointer() const;

Q_SIGNALS:
    void zoomChanged(double factor);
    void spacePressed(); ///< and let go without panning
    void contextMenuWanted(QPoint screen, const bayplan::ElementId &id, QPointF position);

protected:
    bool event(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void paintFar();
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    /// Tab adds to the drawing; Shift+Tab leaves, as F6 does.
    bool focusNextPrevChild(bool next) override { return !next && QGraphicsView::focusNextPrevChild(next); }

private:
    void fitTo(const QRectF &rect, double most);
    bool handleArrow(QKeyEvent *event);
    void setPanning(bool panning);
    void giveUpBand();
    void takeShiftAsControl(QMouseEvent &event) const;
    void placeOverlay();
    void showOverview();
    bool coversHand() const;
    bool coversSelection() const;
    void noteDrag(std::optional<QPoint> at);
    void scrollAlong(const QMouseEvent &event);
    void makeOverlay();

    CanvasScene &m_scene;
    Selection &m_selection;
    QWidget *m_overlay = nullptr;
    CanvasOverview *m_overview = nullptr;
    FlatBacking m_backing;
    QLabel *m_zoomLabel = nullptr;
    std::optional<QPoint> m_pointer;
    std::optional<QPoint> m_dragged; ///< where, while a button is held or something comes from the palette
    QBasicTimer m_scrolling;         ///< while something is dragged beyond the edge
    Qt::KeyboardModifiers m_dragModifiers;
    std::set<ElementId> m_selectionAtPress;
    quint64 m_spaceLetGo = 0; ///< when, by the clock of the events
    bool m_spaceHeld = false;
    bool m_spaceUsed = false;  ///< this time it panned, or was told as pressed
    bool m_isHandDown = false; ///< a button is held since Space was
    bool m_wasBlank = true;
    bool m_shown = false;
    bool m_isFit = false;     ///< the whole drawing is shown, and stays so when the window changes
    bool m_arranging = false; ///< scrolling is the view's own doing
};

} // namespace bayplan
