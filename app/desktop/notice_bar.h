// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence above the drawing with what can be done about it; it stands in nobody's way and waits.
#pragma once

#include <QFrame>
#include <QString>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace bayplan {

class NoticeBar : public QFrame {
    Q_OBJECT
public:
    struct Choice {
        QString name; ///< of the button, for tests
        QString text;
        std::function<void()> act; ///< the bar goes first
    };

    explicit NoticeBar(QWidget *parent = nullptr);

    /// Takes the place of what it said before. `topic` is for dismiss().
    void say(const QString &topic, const QString &sentence, std::vector<Choice> choices);
    /// Hides the bar if it speaks of that; of anything when empty.
    void dismiss(const QString &topic = {});
    QString topic() const { return m_topic; }
    QString sentence() const;

private:
    void paintColours();

    QString m_topic;
    QLabel *m_icon, *m_sentence;
    QHBoxLayout *m_choices;
};

} // namespace bayplan
