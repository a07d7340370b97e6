// SPDX-License-Identifier: GPL-3.0-or-later
// The whole drawing in small, with the part that is seen; a click or drag goes there.
#pragma once

#include <QWidget>

class QGraphicsView;

namespace bayplan {

class CanvasOverview : public QWidget {
    Q_OBJECT
public:
    CanvasOverview(QGraphicsView &view, QWidget *parent);

    QSize sizeHint() const override { return {168, 112}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QRectF content() const;
    QTransform toWidget() const;

    QGraphicsView &m_view;
};

} // namespace bayplan
