// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell_console.h"

#include "app/desktop/background_task.h"
#include "app/desktop/icons.h"
#include "app/desktop/sentences.h"
#include "app/desktop/terminal_program.h"
#include "app/desktop/theme.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

#include <mutex>
#include <optional>
#include <utility>

namespace bayplan {

namespace {

constexpr int mostConsoleLines = 5'000;
constexpr std::size_t mostWaitingBytes = 1U << 20U; ///< what floods is shown from its end
constexpr std::size_t longestOpenLine = 8'192;
constexpr qsizetype mostRemembered = 200;

} // namespace

struct ShellConsole::Inbox {
    std::mutex mutex;
    std::string bytes;
    bool hasLost = false;
    std::optional<Result<int>> exitCode;
};

ShellConsole::ShellConsole(ExecWhat what, Start start, QWidget *parent)
    : QWidget(parent), m_what(std::move(what)), m_start(std::move(start)), m_output(new QPlainTextEdit(this)),
      m_input(new QLineEdit(this)), m_state(new QLabel(this)), m_again(new QPushButton(tr("Again"), this)),
      m_terminal(new QPushButton(tr("In a terminal"), this))
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_output->setReadOnly(true);
    m_output->setUndoRedoEnabled(false);
    m_output->setFrameShape(QFrame::NoFrame);
    m_output->setFont(fixed);
    m_output->setMaximumBlockCount(mostConsoleLines);
    m_output->setAccessibleName(tr("What the shell in %1 says").arg(instance()));
    m_output->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_input->setFont(fixed);
    m_input->setPlaceholderText(tr("Command; Up and Down: earlier ones, Ctrl+C: interrupt, Ctrl+D: end of input"));
    m_input->setAccessibleName(tr("Command for the shell in %1").arg(instance()));
    m_input->installEventFilter(this);
    m_output->installEventFilter(this);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_again->setIcon(themedIcon(QStringLiteral("reload")));
    m_again->setToolTip(tr("Start a new shell"));
    for (auto *button : {m_again, m_terminal})
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // what is left is for words
    m_again->hide();
    m_terminal->setToolTip(
        tr("Open the machine's own terminal with a shell in this container: for programs that draw on "
           "the whole screen"));
    m_terminal->setVisible(hasTerminalProgram());
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(6, 3, 6, 3);
    foot->addWidget(m_state);
    foot->addWidget(m_input, 1);
    foot->addWidget(m_again);
    foot->addWidget(m_terminal);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_output, 1);
    all->addLayout(foot);
    setFocusProxy(m_input);
    m_timer.setInterval(50);
    connect(&m_timer, &QTimer::timeout, this, &ShellConsole::drain);
    connect(m_input, &QLineEdit::returnPressed, this, &ShellConsole::send);
    connect(m_again, &QPushButton::clicked, this, &ShellConsole::begin);
    connect(m_terminal, &QPushButton::clicked, this, &ShellConsole::openTerminalProgram);
    begin();
}

ShellConsole::~ShellConsole() = default;

QString ShellConsole::stateText() const
{
    return m_state->text();
}

// ---- the session ---------------------------------------------------------------------------------------------------

void ShellConsole::begin()
{
    m_isOver = false;
    m_again->hide();
    m_input->setEnabled(true);
    m_input->show();
    m_state->setText(QStringLiteral("$"));
    m_inbox = std::make_shared<Inbox>();
    ExecHooks hooks;
    hooks.output = [inbox = m_inbox](const std::string &bytes) {
        const std::lock_guard lock(inbox->mutex);
        inbox->bytes += bytes;
        if (inbox->bytes.size() > mostWaitingBytes) {
            inbox->bytes.erase(0, inbox->bytes.size() - mostWaitingBytes / 2);
            inbox->hasLost = true;
        }
    };
    hooks.ended = [inbox = m_inbox](const Result<int> &exitCode) {
        const std::lock_guard lock(inbox->mutex);
        inbox->exitCode = exitCode;
    };
    m_session = m_start(m_what, std::move(hooks));
    m_timer.start();
    m_input->setFocus();
}

void ShellConsole::drain()
{
    std::string bytes;
    std::optional<Result<int>> exitCode;
    bool hasLost = false;
    {
        const std::lock_guard lock(m_inbox->mutex);
        bytes.swap(m_inbox->bytes);
        exitCode.swap(m_inbox->exitCode);
        hasLost = std::exchange(m_inbox->hasLost, false);
    }
    if (hasLost) {
        m_rest.clear();
        showLine(tr("… some of the output came faster than it can be shown").toStdString(), true);
    }
    if (!bytes.empty())
        showBytes(bytes);
    if (exitCode)
        end(*exitCode);
}

/// Whole lines, then what has been said of the next one: a prompt, most of all.
void ShellConsole::showBytes(const std::string &bytes)
{
    QScrollBar *bar = m_output->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum();
    m_rest += bytes;
    m_output->setUpdatesEnabled(false);
    std::size_t from = 0;
    for (std::size_t end = m_rest.find('\n'); end != std::string::npos; end = m_rest.find('\n', from)) {
        std::size_t length = end - from;
        while (length > 0 && m_rest[from + length - 1] == '\r')
            --length;
        showLine(std::string_view(m_rest).substr(from, length), true);
        from = end + 1;
    }
    m_rest.erase(0, from);
    if (m_rest.size() > longestOpenLine)
        m_rest.erase(0, m_rest.size() - longestOpenLine);
    showLine(m_rest, false);
    m_output->setUpdatesEnabled(true);
    if (follows)
        bar->setValue(bar->maximum());
}

/// The open line takes the place of what it was before.
void ShellConsole::showLine(std::string_view line, bool isWhole)
{
    QTextCursor cursor(m_output->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    if (m_hasOpenLine)
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    AnsiStyle style = m_style;
    for (const AnsiPiece &piece : ansiPieces(line, style))
        cursor.insertText(piece.text, ansiFormat(piece.style, colours().text));
    m_hasOpenLine = !isWhole;
    if (isWhole) {
        m_style = style;
        cursor.insertBlock();
        m_hasOpenLine = true;
    }
    cursor.endEditBlock();
}

void ShellConsole::end(const Result<int> &exitCode)
{
    m_timer.stop();
    if (!m_output->document()->lastBlock().text().isEmpty())
        m_output->appendPlainText({}); // what comes after begins a line
    m_isOver = true;
    m_session.reset();
    m_rest.clear();
    m_hasOpenLine = false;
    m_input->hide();
    m_again->show();
    const bool isWell = exitCode.has_value();
    m_state->setText(isWell ? tr("The shell has ended with exit code %1.").arg(*exitCode)
                            : sentences(exitCode.error()));
    QPalette palette = m_state->palette();
    palette.setColor(QPalette::WindowText, isWell ? colours().text : colours().error);
    m_state->setPalette(palette);
}

// ---- what is typed -------------------------------------------------------------------------------------------------

void ShellConsole::send()
{
    if (!m_session)
        return;
    const QString line = m_input->text();
    m_session->write(line.toStdString() + '\n');
    if (!line.trimmed().isEmpty() && (m_history.isEmpty() || m_history.back() != line))
        m_history += line;
    if (m_history.size() > mostRemembered)
        m_history.removeFirst();
    m_recalled = m_history.size();
    m_input->clear();
    m_output->verticalScrollBar()->setValue(m_output->verticalScrollBar()->maximum());
}

void ShellConsole::recall(int step)
{
    const qsizetype at = m_recalled + step;
    if (at < 0 || at > m_history.size())
        return;
    if (m_recalled == m_history.size())
        m_typed = m_input->text();
    m_recalled = at;
    m_input->setText(at == m_history.size() ? m_typed : m_history[at]);
}

bool ShellConsole::takeKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers == Qt::ControlModifier && m_session) {
        if (key == Qt::Key_C && !m_input->hasSelectedText() && !m_output->textCursor().hasSelection()) {
            m_input->clear();
            m_session->write("\x03");
            return true;
        }
        if (key == Qt::Key_D) {
            m_session->write("\x04");
            return true;
        }
        if (key == Qt::Key_L) {
            m_output->clear();
            m_hasOpenLine = true;
            showLine(m_rest, false);
            return true;
        }
    }
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    recall(key == Qt::Key_Up ? -1 : 1);
    return true;
}

bool ShellConsole::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (event->type() == QEvent::ShortcutOverride) { // ours before the window's
        const bool isOurs = key->modifiers() == Qt::ControlModifier &&
                            (key->key() == Qt::Key_C || key->key() == Qt::Key_D || key->key() == Qt::Key_L);
        if (isOurs)
            event->accept();
        return isOurs;
    }
    if (watched == m_input && takeKey(key->key(), key->modifiers()))
        return true;
    if (watched == m_output) {
        const bool isPlain = !key->text().isEmpty() && key->text().front().isPrint() &&
                             (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::ShiftModifier);
        if (isPlain && m_input->isVisible()) { // typing goes where it belongs
            m_input->setFocus();
            m_input->insert(key->text());
            return true;
        }
        if (key->modifiers() == Qt::ControlModifier && takeKey(key->key(), key->modifiers()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ShellConsole::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QFontMetrics metrics(m_output->font());
    m_what.columns = std::max(20, m_output->viewport()->width() / std::max(1, metrics.horizontalAdvance(u'0')) - 1);
    m_what.rows = std::max(5, m_output->viewport()->height() / std::max(1, metrics.height()));
    if (m_session)
        m_session->resize(m_what.columns, m_what.rows);
}

void ShellConsole::openTerminalProgram()
{
    m_terminal->setEnabled(false);
    const auto ask = [what = m_what] { return containerNameOf(what.engineUrl, what.deployment, what.instance); };
    runInBackground(this, ask, [this](const Result<std::string> &name) {
        m_terminal->setEnabled(true);
        if (name.has_error())
            m_state->setText(sentences(name.error()));
        else if (!openTerminal(QString::fromStdString(m_what.engineUrl), QString::fromStdString(*name)))
            m_state->setText(tr("The terminal could not be started."));
    });
}

} // namespace bayplan
