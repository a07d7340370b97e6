// SPDX-License-Identifier: GPL-3.0-or-later
// The whole run as a line, |==== recorded ====#---- live ----|, with what happened on it as marks and a handle that
// goes back over it.
#pragma once

#include "app/desktop/run_record.h"

#include <QColor>
#include <QSlider>

#include <optional>
#include <vector>

namespace bayplan {

/// A slider for hands, keys and screen readers; its value is milliseconds of run time.
class TimeScrubber : public QSlider {
    Q_OBJECT

public:
    explicit TimeScrubber(QWidget *parent = nullptr);

    /// Recorded up to `recorded` of a run that ends at `end`, both in seconds.
    void setExtent(double recorded, double end);
    /// The instant at which the handle stands; nothing: at the end of what is recorded.
    void setHeld(std::optional<double> seconds);
    /// Where this run parted from another; nothing: nowhere.
    void setForkedAt(std::optional<double> seconds);
    void clearMarks();
    /// Of these events, the ones behind the first `from`.
    void addMarks(const std::vector<RunEvent> &events, std::size_t from);

    std::size_t markCount() const { return m_marks.size(); }
    /// Where an instant is painted.
    int xOf(double seconds) const;
    double secondsAt(int x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void wanted(double seconds); ///< dragged, clicked or by key to there
    void liveWanted();           ///< beyond what is recorded

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Sort { Other, Drop, Recovery, Election, Fault }; ///< the last one is painted over the others
    struct Mark {
        double seconds = 0;
        Sort sort = Sort::Other;
        QString text;
    };

    QRect track() const;
    void goTo(double seconds);
    void goToMark(int step);
    const Mark *markNear(int x) const;
    void paintMarks(QPainter &painter) const;
    static QColor colourOf(Sort sort);

    double m_recorded = 0, m_end = 0;
    std::optional<double> m_held, m_forkedAt;
    std::vector<Mark> m_marks; ///< in order of time
};

} // namespace bayplan
