// SPDX-License-Identifier: GPL-3.0-or-later
// The whole drawing in small, with the part that is seen; a click or drag goes there.
#pragma once

#include <QPixmap>
#include <QTimer>
#include <QWidget>

class QGraphicsView;

namespace bayplan {

class CanvasScene;

class CanvasOverview : public QWidget {
    Q_OBJECT
public:
    CanvasOverview(QGraphicsView &view, CanvasScene &scene, QWidget *parent);

    QSize sizeHint() const override { return {168, 112}; }

    /// Paints the drawing anew a little later: many changes become one.
    void drawingChanged();
    /// While something beneath it matters more: it is seen through, and lets the mouse through.
    void setFaded(bool faded);
    bool isFaded() const { return m_faded; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QRectF content() const;
    QTransform toWidget() const;
    void paintPicture(const QTransform &transform);

    QGraphicsView &m_view;
    CanvasScene &m_scene;
    QTimer m_later;
    bool m_faded = false;
    QPixmap m_picture;  ///< frames of the drawing
    QRectF m_pictured;  ///< what of the scene it shows
    double m_scale = 0; ///< that it was made for
};

} // namespace bayplan
