// SPDX-License-Identifier: GPL-3.0-or-later
// A shell in a container, line by line: what it says above, what is typed below. Colours are shown; a program that
// wants to draw on a whole screen needs a real terminal, which is offered where the machine has one.
#pragma once

#include "app/desktop/ansi_text.h"
#include "engine/docker/exec_session.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace bayplan {

class ShellConsole : public QWidget {
    Q_OBJECT
public:
    using Start = std::function<std::unique_ptr<ExecSession>(ExecWhat what, ExecHooks hooks)>;

    ShellConsole(ExecWhat what, Start start, QWidget *parent = nullptr);
    ~ShellConsole() override;

    const ExecWhat &what() const { return m_what; }
    QString instance() const { return QString::fromStdString(m_what.instance); }
    bool isOver() const { return m_isOver; }

    QPlainTextEdit *output() const { return m_output; }
    QLineEdit *input() const { return m_input; }
    QPushButton *againButton() const { return m_again; }
    QString stateText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What the session's thread has said and nobody has shown yet; outlives the console.
    struct Inbox;

    void begin();
    void drain();
    void showBytes(const std::string &bytes);
    void showLine(std::string_view line, bool isWhole);
    void end(const Result<int> &exitCode);
    void send();
    void recall(int step);
    bool takeKey(int key, Qt::KeyboardModifiers modifiers);
    void openTerminalProgram();

    ExecWhat m_what;
    Start m_start;
    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<ExecSession> m_session;
    std::string m_rest; ///< of the line that has not ended
    AnsiStyle m_style;  ///< where the last whole line ended
    QStringList m_history;
    qsizetype m_recalled = 0;
    QString m_typed; ///< before anything was recalled
    bool m_isOver = false;
    bool m_hasOpenLine = false; ///< the last block is of m_rest
    QPlainTextEdit *m_output;
    QLineEdit *m_input;
    QLabel *m_state;
    QPushButton *m_again, *m_terminal;
    QTimer m_timer;
};

} // namespace bayplan
