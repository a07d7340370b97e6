// SPDX-License-Identifier: GPL-3.0-or-later
// What a run is to go on until, as a line over the canvas with completion: a time, an event or a condition.
#pragma once

#include <QFrame>
#include <QStringList>

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace bayplan {

class RunSession;

class UntilBar : public QFrame {
    Q_OBJECT

public:
    /// Over the upper edge of `place`. Remembers what was asked for between starts when `remembers`.
    UntilBar(RunSession *session, QWidget *place, bool remembers);

    void open();
    void close();

    /// Lines that a text can be completed to: those asked for before, then words that can stand there.
    QStringList completionsOf(const QString &text) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void go();
    void complete(const QString &text);
    void showHint();
    void showError(const QString &sentence, int column);
    void putInPlace();
    void remember(const QString &text);

    RunSession *m_session;
    QWidget *m_place;
    bool m_remembers;
    QLineEdit *m_field;
    QLabel *m_words;
    QCompleter *m_completer;
    QStringListModel *m_lines;
    QStringList m_asked; ///< newest first
};

} // namespace bayplan
