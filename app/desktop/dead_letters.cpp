// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dead_letters.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

constexpr QChar keySeparator = u'\x1f';

QString keyOfLetter(const std::string &queue, std::uint64_t task)
{
    return QString::fromStdString(queue) + keySeparator + QString::number(task);
}

/// As far as it is text; the rest as the number of its bytes.
QString payloadText(const DeadLetter &letter)
{
    if (letter.payload.empty())
        return letter.payloadBytes == 0
                   ? DeadLetters::tr("empty")
                   : DeadLetters::tr("%1 bytes, made up by a load generator").arg(letter.payloadBytes);
    QString text = QString::fromUtf8(letter.payload.data(), static_cast<qsizetype>(letter.payload.size()));
    for (QChar &each : text)
        if (!each.isPrint() && each != u'\n' && each != u'\t')
            each = QChar::ReplacementCharacter;
    if (letter.payloadBytes > letter.payload.size())
        text += DeadLetters::tr("… (%1 bytes in all)").arg(letter.payloadBytes);
    return text;
}

QString workerText(const DeadLetter &letter)
{
    return letter.worker.empty() ? DeadLetters::tr("not known") : QString::fromStdString(letter.worker);
}

} // namespace

DeadLetters::DeadLetters(RunSession *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    m_table = new FigureTable({tr("Task"), tr("Queue"), tr("Attempts"), tr("Worker"), tr("Last error"), tr("Payload")},
                              tr("Dead letters"), this);
    m_table->setEmptyText(tr("No dead letters"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setPlaceholderText(tr("Choose a dead letter to read it"));
    m_text->setAccessibleName(tr("The dead letter that is chosen"));
    m_text->setTabChangesFocus(true);
    m_kick = new QPushButton(themedIcon(QStringLiteral("undo")), tr("&Kick"), this);
    m_discard = new QPushButton(themedIcon(QStringLiteral("delete")), tr("D&iscard"), this);
    m_kickAll = new QPushButton(tr("Kick &all"), this);
    m_count = new QLabel(this);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_said = new QLabel(this);
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_table);
    split->addWidget(m_text);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(makeButtons());
    all->addWidget(split, 1);
    connect(m_kick, &QPushButton::clicked, this, [this] { order("kick", false); });
    connect(m_discard, &QPushButton::clicked, this, [this] { order("discard", false); });
    connect(m_kickAll, &QPushButton::clicked, this, [this] { order("kick", true); });
    m_table->installEventFilter(this);
    for (QPushButton *button : {m_kick, m_discard, m_kickAll}) {
        auto *action = new QAction(button->icon(), button->text(), m_table);
        connect(action, &QAction::triggered, button, &QPushButton::click);
        m_table->addAction(action);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showCurrent();
        updateButtons();
    });
    connect(m_session, &RunSession::statusChanged, this, &DeadLetters::updateButtons);
    connect(m_session, &RunSession::runChanged, this, [this] { m_pages.clear(); });
    updateButtons();
}

QLayout *DeadLetters::makeButtons()
{
    m_older = new QPushButton(themedIcon(QStringLiteral("arrow-down")), tr("&Older"), this);
    m_newer = new QPushButton(themedIcon(QStringLiteral("arrow-up")), tr("Ne&wer"), this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(4, 2, 4, 2);
    for (QPushButton *button : {m_kick, m_discard, m_kickAll, m_older, m_newer})
        row->addWidget(button);
    row->addWidget(m_count);
    row->addWidget(m_said, 1);
    connect(m_older, &QPushButton::clicked, this, [this] { page(true); });
    connect(m_newer, &QPushButton::clicked, this, [this] { page(false); });
    return row;
}

/// Of each queue the next page, where it has one.
void DeadLetters::page(bool older)
{
    for (const QueueLetters &queue : m_queues) {
        std::vector<std::uint64_t> &pages = m_pages[queue.index];
        if (older && queue.older > 0 && !queue.letters.empty())
            pages.push_back(queue.letters.front().task);
        else if (!older && !pages.empty())
            pages.pop_back();
        else if (older)
            continue;
        m_session->showDeadLetters(queue.index, pages.empty() ? 0 : pages.back());
    }
}

/// Those before a page have been kicked or discarded with it: what is there now is newer.
void DeadLetters::leaveEmptyPages()
{
    for (const QueueLetters &queue : m_queues) {
        const auto pages = m_pages.find(queue.index);
        if (!m_isNow || !queue.letters.empty() || queue.buried == 0 || pages == m_pages.end() || pages->second.empty())
            continue;
        pages->second.pop_back();
        m_session->showDeadLetters(queue.index, pages->second.empty() ? 0 : pages->second.back());
    }
}

/// Which of all are listed; empty when these are all.
QString DeadLetters::placeText(std::uint64_t listed)
{
    std::uint64_t older = 0;
    for (const QueueLetters &queue : m_queues)
        older += queue.older;
    m_newerCount = m_buried - std::min(m_buried, older + listed);
    if (listed >= m_buried || listed == 0)
        return {};
    const std::uint64_t newer = m_newerCount;
    return newer == 0 ? tr("the newest %1 of %2").arg(listed).arg(m_buried)
                      : tr("%1 to %2 of %3, counted from the newest").arg(newer + 1).arg(newer + listed).arg(m_buried);
}

/// The window has a use for Delete too: of the two the one goes first whose table has the focus.
bool DeadLetters::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_table || !isKey)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool kicks = isEnter && key->modifiers().testFlag(Qt::ControlModifier);
    const bool discards = key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier;
    if (!kicks && !discards)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        (kicks ? m_kick : m_discard)->click();
    return true;
}

void DeadLetters::setLetters(std::vector<QueueLetters> letters, bool isNow)
{
    m_queues = std::move(letters);
    m_isNow = isNow;
    leaveEmptyPages();
    std::vector<FigureRow> rows;
    std::uint64_t buried = 0;
    for (const QueueLetters &queue : m_queues) {
        buried += queue.buried;
        for (const DeadLetter &letter : queue.letters)
            rows.push_back({keyOfLetter(queue.queue, letter.task),
                            {countCell(letter.task),
                             {QString::fromStdString(queue.queue), {}},
                             countCell(letter.attempts),
                             {workerText(letter), {}},
                             {QString::fromStdString(letter.error).simplified(), {}},
                             {payloadText(letter).simplified(), {}}}});
    }
    const std::size_t listed = rows.size();
    m_table->setRows(std::move(rows));
    if (std::exchange(m_buried, buried) != buried)
        Q_EMIT countChanged(buried);
    m_count->setText(placeText(listed));
    showCurrent();
    updateButtons();
}

const DeadLetter *DeadLetters::letterOf(const QString &key) const
{
    for (const QueueLetters &queue : m_queues)
        for (const DeadLetter &letter : queue.letters)
            if (keyOfLetter(queue.queue, letter.task) == key)
                return &letter;
    return nullptr;
}

void DeadLetters::say(const QString &sentence, bool isError)
{
    QPalette palette = m_said->palette();
    palette.setColor(QPalette::WindowText, isError ? colours().error : colours().text);
    m_said->setPalette(palette);
    m_said->setText(sentence);
    m_said->setToolTip(plainTip(sentence));
}

void DeadLetters::order(const char *kind, bool all)
{
    m_said->clear();
    if (all) {
        for (const QueueLetters &queue : m_queues)
            if (queue.buried > 0)
                m_session->inject({.kind = kind, .target = queue.queue});
        return sayWhen();
    }
    const QStringList chosen = m_table->selectedKeys();
    for (const QString &key : chosen) {
        const QStringList parts = key.split(keySeparator);
        const auto done = m_session->inject({.kind = kind,
                                             .target = parts.front().toStdString(),
                                             .length = Duration(0),
                                             .params = {{"task", parts.back().toStdString()}}});
        if (done.has_error())
            return; // the session has said why
    }
    sayWhen();
}

/// Who presses a button and sees nothing happen presses it again.
void DeadLetters::sayWhen()
{
    const SnapshotPtr newest = m_session->record() ? m_session->record()->newest() : nullptr;
    if (newest && newest->status == RunStatus::Paused)
        say(tr("Done as soon as the run goes on"), false);
}

QString DeadLetters::currentText() const
{
    return m_text->toPlainText();
}

void DeadLetters::showCurrent()
{
    const QStringList chosen = m_table->selectedKeys();
    const DeadLetter *letter = chosen.isEmpty() ? nullptr : letterOf(chosen.front());
    const QString text =
        letter == nullptr ? QString()
                          : tr("Task %1, attempts: %2, worker: %3\n\nLast error:\n%4\n\nPayload:\n%5")
                                .arg(letter->task)
                                .arg(letter->attempts)
                                .arg(workerText(*letter), QString::fromStdString(letter->error), payloadText(*letter));
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
}

void DeadLetters::updateButtons()
{
    const bool can = m_isNow && m_session->isLive();
    m_kick->setEnabled(can && !m_table->selectedKeys().isEmpty());
    m_discard->setEnabled(m_kick->isEnabled());
    m_kickAll->setEnabled(can && m_buried > 0);
    const auto hasOlder = [](const QueueLetters &queue) { return queue.older > 0; };
    const bool isPaged = !m_count->text().isEmpty();
    const bool mayAsk = m_isNow && !m_session->held() && m_session->run() != nullptr;
    for (QPushButton *button : {m_older, m_newer})
        button->setVisible(isPaged);
    m_older->setEnabled(mayAsk && std::ranges::any_of(m_queues, hasOlder));
    m_newer->setEnabled(mayAsk && m_newerCount > 0);
    const QString whyNoPage = tr("Of a past instant, and of a run that is kept, only the newest are there");
    m_older->setToolTip(mayAsk ? tr("The dead letters before these") : whyNoPage);
    m_newer->setToolTip(mayAsk ? tr("The dead letters after these") : whyNoPage);
    const QString why = !m_session->isLive() ? tr("The run is over")
                        : !m_isNow           ? tr("This is the past: go to Live")
                                             : QString();
    m_kick->setToolTip(
        !why.isEmpty() ? why : tr("Put what is chosen back into its queue, its failures forgotten (Ctrl+Return)"));
    m_discard->setToolTip(!why.isEmpty() ? why : tr("Throw what is chosen away for good (Delete)"));
    m_kickAll->setToolTip(!why.isEmpty() ? why : tr("Put all dead letters back, those that are not listed too"));
    for (QAction *action : m_table->actions()) {
        const auto index = m_table->actions().indexOf(action);
        action->setEnabled((index == 0 ? m_kick : index == 1 ? m_discard : m_kickAll)->isEnabled());
    }
}

} // namespace bayplan
