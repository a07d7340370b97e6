// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of the log view, its search, and what leaves it: copies and files.
#include "app/desktop/elided_label.h"
#include "app/desktop/icons.h"
#include "app/desktop/log_text.h"
#include "app/desktop/logs_view.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/durable_file.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace bayplan {

LogsView::LogsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_instance(new QComboBox(this)), m_stream(new QComboBox(this)),
      m_filterField(new QLineEdit(this)), m_isPattern(new QToolButton(this)),
      m_follow(new QCheckBox(tr("Follow"), this)), m_state(new ElidedLabel(this)), m_search(new QLineEdit(this)),
      m_found(new QLabel(this)), m_text(new LogText(this))
{
    m_text->setAccessibleName(tr("Output of the containers"));
    m_text->setPlaceholderText(
        tr("Output of the containers of a deployment comes here. A simulation has none: see Events."));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    m_searchBar = makeSearch();
    all->addWidget(m_searchBar);
    all->addWidget(m_text, 1);
    m_timer.setInterval(150);
    connect(&m_timer, &QTimer::timeout, this, &LogsView::drain);
    connect(m_instance, &QComboBox::activated, this, &LogsView::filterChanged);
    connect(m_stream, &QComboBox::activated, this, &LogsView::filterChanged);
    connect(m_filterField, &QLineEdit::textChanged, this, &LogsView::filterChanged);
    connect(m_isPattern, &QToolButton::toggled, this, &LogsView::filterChanged);
    connect(m_follow, &QCheckBox::toggled, this, [this](bool follows) {
        if (follows && m_unseen > 0)
            showAll();
        else if (follows)
            m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    });
    // The bar has its new value when the action is over.
    connect(m_text->verticalScrollBar(), &QScrollBar::actionTriggered, this, &LogsView::scrolledByHand,
            Qt::QueuedConnection);
    connect(m_session, &RunSession::runChanged, this, &LogsView::runChanged);
    connect(m_session, &RunSession::statusChanged, this, &LogsView::readWhenRunning);
    connect(&Theme::instance(), &Theme::changed, this, &LogsView::filterChanged);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, &LogsView::openSearch);
    for (const bool forwards : {true, false}) {
        auto *again = new QShortcut(forwards ? QKeySequence::FindNext : QKeySequence::FindPrevious, this);
        again->setContext(Qt::WidgetWithChildrenShortcut);
        connect(again, &QShortcut::activated, this, [this, forwards] { searchAgain(forwards); });
    }
    m_filter.prepare();
    runChanged();
}

QToolButton *LogsView::makeButton(const QString &icon, const QString &help)
{
    auto *button = new QToolButton(this);
    button->setIcon(themedIcon(icon));
    button->setToolTip(help);
    button->setAccessibleName(help);
    button->setAutoRaise(true);
    return button;
}

QWidget *LogsView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 3, 6, 3);
    m_instance->setAccessibleName(tr("Container whose output is shown"));
    m_instance->setMinimumContentsLength(14);
    m_instance->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_instance->addItem(tr("All containers"), QString());
    m_stream->setAccessibleName(tr("Which of a container's two streams"));
    m_stream->addItems({tr("Output and errors"), tr("Output"), tr("Errors")});
    m_filterField->setPlaceholderText(tr("Filter: words in a line"));
    m_filterField->setAccessibleName(tr("Filter of the output"));
    m_filterField->setClearButtonEnabled(true);
    m_isPattern->setText(QStringLiteral(".*"));
    m_isPattern->setCheckable(true);
    m_isPattern->setToolTip(tr("The filter is a regular expression"));
    m_isPattern->setAccessibleName(m_isPattern->toolTip());
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in view; scrolling back stops it"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setAccessibleName(tr("State of the log"));
    auto *find = makeButton(QStringLiteral("search"), tr("Search the lines that are shown"));
    auto *copy = makeButton(QStringLiteral("copy"), tr("Copy the selection, or all lines that are shown"));
    auto *save = makeButton(QStringLiteral("save"), tr("Save all lines that the filter lets through"));
    auto *clear = makeButton(QStringLiteral("delete"), tr("Forget the lines so far"));
    connect(find, &QToolButton::clicked, this, &LogsView::openSearch);
    connect(copy, &QToolButton::clicked, this, &LogsView::copyText);
    connect(save, &QToolButton::clicked, this, &LogsView::saveAsked);
    connect(clear, &QToolButton::clicked, this, [this] {
        m_store.clear();
        showAll();
    });
    row->addWidget(m_instance);
    row->addWidget(m_stream);
    row->addWidget(m_filterField, 1);
    row->addWidget(m_isPattern);
    row->addWidget(m_state);
    row->addWidget(m_follow);
    for (QToolButton *button : {find, copy, save, clear})
        row->addWidget(button);
    return head;
}

QWidget *LogsView::makeSearch()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 0, 6, 3);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the output"));
    auto *previous = makeButton(QStringLiteral("arrow-up"), tr("Previous (Shift+F3)"));
    auto *next = makeButton(QStringLiteral("arrow-down"), tr("Next (F3)"));
    auto *close = makeButton(QStringLiteral("close"), tr("Close the search"));
    m_found->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_search, 1);
    row->addWidget(m_found);
    for (QToolButton *button : {previous, next, close})
        row->addWidget(button);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { searchAgain(true); });
    connect(next, &QToolButton::clicked, this, [this] { searchAgain(true); });
    connect(previous, &QToolButton::clicked, this, [this] { searchAgain(false); });
    const auto leave = [this] {
        m_searchBar->hide();
        m_text->search({}, true);
        m_text->setFocus();
    };
    connect(close, &QToolButton::clicked, this, leave);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), bar);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, leave);
    bar->hide();
    return bar;
}

void LogsView::openSearch()
{
    m_searchBar->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LogsView::searchAgain(bool forwards)
{
    if (m_search->text().isEmpty()) {
        openSearch();
        return;
    }
    setFollowing(false); // else what was found would run away
    const bool any = m_text->search(m_search->text(), forwards);
    m_found->setText(any ? tr("%n found", nullptr, m_text->matchCount()) : tr("not found"));
}

void LogsView::copyText()
{
    const QTextCursor cursor = m_text->textCursor();
    const QString text = cursor.hasSelection()
                             ? cursor.selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'))
                             : m_text->toPlainText();
    QApplication::clipboard()->setText(text);
}

QString LogsView::saveTo(const QString &path) const
{
    std::string text;
    for (const LogLine &line : m_store.lines())
        if (m_filter.matches(line))
            text += savedText(line).toStdString() + '\n';
    const auto written = writeDurably(path.toStdString(), text);
    return written ? QString() : sentences(written.error());
}

void LogsView::saveAsked()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the output"),
                                                      QString::fromStdString(m_deployment) + QStringLiteral(".log"));
    if (path.isEmpty())
        return;
    m_error = saveTo(path);
    refreshState();
}

} // namespace bayplan
