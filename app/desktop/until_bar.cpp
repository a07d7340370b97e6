// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/until_bar.h"

#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int mostAsked = 12;
constexpr int widestBar = 560;
const char askedKey[] = "run/until";

} // namespace

UntilBar::UntilBar(RunSession *session, QWidget *place, bool remembers)
    : QFrame(place), m_session(session), m_place(place), m_remembers(remembers), m_field(new QLineEdit(this)),
      m_words(new QLabel(this)), m_completer(new QCompleter(this)), m_lines(new QStringListModel(this))
{
    setObjectName(QStringLiteral("untilBar"));
    setAccessibleName(tr("Run until"));
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    hide();
    if (m_remembers)
        m_asked = QSettings().value(QLatin1String(askedKey)).toStringList();
    m_field->setObjectName(QStringLiteral("untilField"));
    m_field->setPlaceholderText(tr("Until: 30s, elected web, queue.depth of jobs > 100"));
    m_field->setAccessibleName(tr("Run until a time, an event or a condition"));
    m_field->setClearButtonEnabled(true);
    m_completer->setModel(m_lines);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(10);
    m_field->setCompleter(m_completer);
    m_field->installEventFilter(this);
    m_words->setWordWrap(true);
    m_words->setObjectName(QStringLiteral("untilWords"));
    auto *goOn = new QPushButton(themedIcon(QStringLiteral("until")), tr("Go"), this);
    goOn->setObjectName(QStringLiteral("untilGo"));
    auto *end = new QToolButton(this);
    end->setIcon(themedIcon(QStringLiteral("close")));
    end->setAutoRaise(true);
    end->setToolTip(tr("Close (Esc)"));
    end->setAccessibleName(tr("Close"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_field, 1);
    row->addWidget(goOn);
    row->addWidget(end);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(3);
    column->addLayout(row);
    column->addWidget(m_words);
    connect(goOn, &QPushButton::clicked, this, &UntilBar::go);
    connect(m_field, &QLineEdit::returnPressed, this, &UntilBar::go); // also while completions are shown
    connect(end, &QToolButton::clicked, this, &UntilBar::close);
    connect(m_field, &QLineEdit::textEdited, this, &UntilBar::complete);
    connect(&Theme::instance(), &Theme::changed, this, &UntilBar::showHint);
    m_place->installEventFilter(this);
}

void UntilBar::open()
{
    if (m_field->text().isEmpty())
        m_field->setText(!m_session->untilText().isEmpty() ? m_session->untilText() : m_asked.value(0));
    showHint();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    complete(m_field->text());
}

void UntilBar::close()
{
    hide();
    m_place->setFocus(Qt::OtherFocusReason);
}

void UntilBar::go()
{
    const QString text = m_field->text().trimmed();
    if (text.isEmpty()) {
        showError(tr("Write what the run is to go on until."), 1);
        return;
    }
    if (const auto begun = m_session->runUntil(m_field->text()); !begun) {
        const Error &error = begun.error();
        showError(sentences(messageOf(error), adviceOf(error)), error.place.column);
        return;
    }
    remember(text);
    close();
}

/// The place is marked in the line itself, and the sentence stands below.
void UntilBar::showError(const QString &sentence, int column)
{
    m_words->setStyleSheet(QStringLiteral("color: %1;").arg(colours().error.name()));
    m_words->setText(column > 1 ? tr("Column %1: %2").arg(column).arg(sentence) : sentence);
    const QString text = m_field->text();
    const int begin = std::clamp(column - 1, 0, static_cast<int>(text.size()));
    const qsizetype blank = text.indexOf(QLatin1Char(' '), begin);
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setSelection(begin, static_cast<int>((blank < 0 ? text.size() : blank) - begin));
    putInPlace();
}

void UntilBar::showHint()
{
    m_words->setStyleSheet(QStringLiteral("color: %1;").arg(colours().dimText.name()));
    m_words->setText(
        m_session->shown() == RunKind::Deployed
            ? tr("A deployment cannot be paused: when it comes to that, a notice says so, and it runs on.")
            : tr("States and counts are those of the instant, rates and latencies of the last second, as in the "
                 "charts. The run is paused at that very event."));
    putInPlace();
}

void UntilBar::remember(const QString &text)
{
    m_asked.removeAll(text);
    m_asked.prepend(text);
    m_asked = m_asked.mid(0, mostAsked);
    if (m_remembers)
        QSettings().setValue(QLatin1String(askedKey), m_asked);
}

// ---- completion ----------------------------------------------------------------------------------------------------

QStringList UntilBar::completionsOf(const QString &text) const
{
    QStringList lines = m_asked;
    const qsizetype blank = text.lastIndexOf(QLatin1Char(' '));
    const QString before = text.left(blank + 1);
    const QStringList words = before.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const RunRecord *record = m_session->record();
    const bool isEvent =
        words.size() == 1 && std::ranges::find(knownEventKinds(), words[0].toStdString()) != knownEventKinds().end();
    QStringList next;
    if (words.isEmpty()) {
        for (const FigureKind &kind : figureKinds())
            next << QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size()));
        for (const std::string_view kind : knownEventKinds())
            next << QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    } else if (record && (isEvent || words.last() == QLatin1String("of"))) {
        for (const std::string &name : namesInAssertions(record->plan()))
            next << QString::fromStdString(name);
        for (const PodPlan &pod : record->plan().pods)
            if (isEvent && !pod.name.empty())
                next << QString::fromStdString(pod.name);
    } else if (words.size() == 1) {
        next << QStringLiteral("of") << QStringLiteral("> ") << QStringLiteral("< ");
    } else if (words.size() == 3 && words[1] == QLatin1String("of")) {
        next << QStringLiteral("> ") << QStringLiteral("< ") << QStringLiteral(">= ") << QStringLiteral("== ");
    }
    next.removeDuplicates();
    for (const QString &word : next)
        if (!lines.contains(before + word))
            lines << before + word;
    return lines;
}

void UntilBar::complete(const QString &text)
{
    m_lines->setStringList(completionsOf(text));
}

void UntilBar::putInPlace()
{
    const int width = std::min(widestBar, m_place->width() - 24);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry((m_place->width() - width) / 2, 8, width, height);
}

/// Else Return, which the field hands on, reaches the canvas, which goes to the inspector with it.
void UntilBar::keyPressEvent(QKeyEvent *event)
{
    event->accept();
}

bool UntilBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_place) {
        if (event->type() == QEvent::Resize && isVisible())
            putInPlace();
        return false;
    }
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        close();
    return true;
}

} // namespace bayplan
