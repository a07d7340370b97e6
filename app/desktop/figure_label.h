// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace bayplan {

/// A text that changes ten times a second: it has room for its widest, and the window is laid out anew only for one
/// that is wider still. A usual label has all panels measured with every change.
class FigureLabel : public QLabel {
    Q_OBJECT

public:
    FigureLabel(const QString &widest, QWidget *parent);
    /// After its font and margins.
    void setFigure(const QString &text);

private:
    QString m_widest;
};

/// Takes the room that others leave, asks for none, and cuts its text to it.
class RestLabel : public QWidget {
    Q_OBJECT

public:
    explicit RestLabel(QWidget *parent);
    void setText(const QString &text);
    const QString &text() const { return m_text; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace bayplan
