// SPDX-License-Identifier: GPL-3.0-or-later
// A text that is edited where it stands on the canvas: a note, the title of a group.
#pragma once

#include <QGraphicsTextItem>
#include <QRectF>
#include <QString>

namespace bayplan {

/// Ctrl+Enter, Tab or a click elsewhere take the text, Enter as well on a single line; Esc gives up. It ends
/// with taken() or givenUp(), once, and does not delete itself.
class TextInPlace : public QGraphicsTextItem {
    Q_OBJECT
public:
    TextInPlace(const QString &text, const QRectF &place, bool oneLine);

    QRectF boundingRect() const override;
    QPainterPath shape() const override;

    /// As a click elsewhere does.
    void take();

    /// What the document has now: another text than it had, and than is written here, is shown instead.
    void follow(const QString &text);

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

Q_SIGNALS:
    void edited(const QString &text); ///< by each key
    void taken(const QString &text);
    void givenUp();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void putText(const QString &text);
    /// What is written. The text that was shown comes back as it was while it is unchanged: an editor keeps neither
    /// hard spaces nor ends of lines.
    QString written() const;

    QString m_known; ///< of the document, as it was last
    QString m_shown, m_plainlyShown;
    QSizeF m_least;
    bool m_oneLine;
    bool m_over = false;
};

} // namespace bayplan
