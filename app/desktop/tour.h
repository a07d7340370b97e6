// SPDX-License-Identifier: GPL-3.0-or-later
// A short tour: balloons that point at the parts of the window, one after the other. Everything stays usable meanwhile.
#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace bayplan {

struct TourStep {
    QString title, text;
    std::function<QWidget *()> show; ///< brings the part into view and says which it is
};

/// The balloon; a child of the window that it explains. It deletes itself at the end.
class Tour : public QWidget {
    Q_OBJECT
public:
    Tour(std::vector<TourStep> steps, QWidget *window);

    void next(); ///< by its button and by Enter; ends after the last step
    void end();  ///< by its button and by Esc
    int step() const { return m_step; }

Q_SIGNALS:
    void ended();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showStep(int step);
    void place();
    QRect targetRect() const;

    std::vector<TourStep> m_steps;
    QPointer<QWidget> m_target;
    int m_step = -1;
    QPoint m_tip; ///< where the arrow points, in the balloon; null for none
    QLabel *m_title, *m_text, *m_count;
    QPushButton *m_next;
};

} // namespace bayplan
