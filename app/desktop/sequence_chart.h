// SPDX-License-Identifier: GPL-3.0-or-later
// Messages as slanted arrows between life lines that run from left to right, over run time. Ctrl+wheel zooms, a drag
// pans; arrow keys walk along the messages: Left and Right in time, Up to the cause, Down to what came of it.
#pragma once

#include "app/desktop/sequence_scene.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <optional>

namespace bayplan {

class SequenceChart : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit SequenceChart(QWidget *parent = nullptr);

    /// What is shown; call changed() after changing it.
    SequenceScene &scene() { return m_scene; }
    const SequenceScene &scene() const { return m_scene; }
    void changed();

    void setTimeRange(double fromSeconds, double toSeconds);
    double fromSeconds() const { return m_from; }
    double toSeconds() const { return m_to; }
    /// About the middle, or about `aboutSeconds`.
    void zoom(double factor, std::optional<double> aboutSeconds = {});
    /// The end of the run stays in view, at the same zoom.
    void setFollowing(bool follows);
    bool isFollowing() const { return m_follows; }

    void setCursor(std::optional<double> seconds);
    /// 0: none. Brought into view.
    void select(std::uint64_t number);
    std::uint64_t selected() const { return m_selected; }
    void walk(int way);
    void walkToCause();
    void walkToEffect();

    /// Of the message or mark under a point of the viewport; empty where there is nothing.
    QString explainAt(const QPoint &point) const;
    std::uint64_t messageAt(const QPoint &point) const;
    SequenceLayout layoutOfView() const;

    /// The time that is shown, with all life lines.
    bool savePng(const QString &path) const;
    bool saveSvg(const QString &path) const;

Q_SIGNALS:
    void cursorMoved(std::optional<double> seconds);
    void selectionChanged(std::uint64_t number);
    void rangeChanged();
    void followingChanged(bool follows);
    void menuRequested(std::uint64_t number, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    SequenceLayout layoutOf(const QSizeF &size, bool scrolled) const;
    double laneGapFor(double height) const;
    int nameWidth() const;
    void updateScrollBar();
    void refresh();
    void choose(std::uint64_t number);
    void stopFollowing();
    void bringIntoView(const MessageRecord &record);
    const SequenceMark *markAt(const QPoint &point, const SequenceLane **lane) const;
    QSizeF pictureSize() const;
    bool paintPicture(QPaintDevice &device) const;

    SequenceScene m_scene;
    double m_from = 0, m_to = 2;
    bool m_follows = true;
    std::optional<double> m_cursor;
    std::uint64_t m_selected = 0, m_hovered = 0;
    QPixmap m_painted; ///< all but cursor, hover and selection
    bool m_isStale = true;
    std::optional<QPoint> m_pressed;
    bool m_isPanning = false;
    double m_pannedFrom = 0;
};

} // namespace bayplan
