// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/run_bar.h"

#include "app/desktop/figure_label.h"
#include "app/desktop/icons.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/sentences.h"
#include "app/desktop/step_words.h"
#include "app/desktop/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>
#include <cmath>
#include <utility>

namespace bayplan {

namespace {

constexpr int kindFrame = 30; ///< of the box beside its icon
constexpr int progressWidth = 90, compactProgressWidth = 48;

constexpr double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 0};

QString speedText(double factor)
{
    return factor == 0 ? RunBar::tr("Max") : QLocale().toString(factor) + QStringLiteral("×");
}

QString shortCount(double count)
{
    const QLocale locale;
    if (count >= 1e9)
        return locale.toString(count / 1e9, 'f', 1) + QStringLiteral(" G");
    if (count >= 1e6)
        return locale.toString(count / 1e6, 'f', 1) + QStringLiteral(" M");
    if (count >= 1e4)
        return locale.toString(count / 1e3, 'f', 0) + QStringLiteral(" k");
    return locale.toString(count, 'f', 0);
}

QString clockText(double seconds)
{
    const auto milliseconds = static_cast<qint64>(std::floor(seconds * 1000 + 0.5));
    const QLatin1Char zero('0');
    const qint64 minutes = milliseconds / 60'000;
    const QString hours = minutes >= 60 ? QString::number(minutes / 60) + u':' : QString();
    return QStringLiteral("t=%1%2:%3.%4")
        .arg(hours)
        .arg(minutes % 60, 2, 10, zero)
        .arg(milliseconds / 1000 % 60, 2, 10, zero)
        .arg(milliseconds % 1000, 3, 10, zero);
}

} // namespace

RunBar::RunBar(RunSession *session, QWidget *parent) : QToolBar(tr("Run"), parent), m_session(session)
{
    setObjectName(QStringLiteral("runBar"));
    m_kind = new QComboBox(this);
    m_kind->addItem(themedIcon(QStringLiteral("simulate")), tr("Simulate"));
    m_kind->addItem(themedIcon(QStringLiteral("deploy")), tr("Deploy"));
    m_kind->setAccessibleName(tr("Engine"));
    m_kind->setToolTip(tr("Which run is shown and controlled: the simulated or the deployed one"));
    addWidget(m_kind);

    addControls();
    m_speed = new QComboBox(this);
    for (const double factor : speeds)
        m_speed->addItem(speedText(factor), factor);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed of Run: run time over wall time (Ctrl+. faster, Ctrl+, slower)"));
    addWidget(m_speed);
    addFigures();

    m_faster = new QAction(tr("Faster"), this);
    m_faster->setShortcut(Qt::CTRL | Qt::Key_Period);
    m_slower = new QAction(tr("Slower"), this);
    m_slower->setShortcut(Qt::CTRL | Qt::Key_Comma);
    for (QAction *action : {m_faster, m_slower, m_stepOf})
        m_speed->addAction(action); // the bar itself would make buttons of them

    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        m_session->show(index == 1 ? RunKind::Deployed : RunKind::Simulated);
        Q_EMIT kindChosen(index == 1);
    });
    connect(m_play, &QAction::triggered, this, &RunBar::press);
    connect(m_step, &QAction::triggered, m_session, &RunSession::step);
    connect(m_stepOf, &QAction::triggered, this, &RunBar::stepOfSelectedAsked);
    connect(m_fast, &QAction::triggered, this, [this] { toggleMode(RunMode::Fast); });
    connect(m_express, &QAction::triggered, this, [this] { toggleMode(RunMode::Express); });
    connect(m_until, &QAction::triggered, this, &RunBar::untilAsked);
    connect(m_stop, &QAction::triggered, m_session, &RunSession::stop);
    connect(m_speed, &QComboBox::activated, this, &RunBar::chooseSpeed);
    connect(m_faster, &QAction::triggered, this, [this] { moveSpeed(1); });
    connect(m_slower, &QAction::triggered, this, [this] { moveSpeed(-1); });
    connect(m_session, &RunSession::runChanged, this, &RunBar::refresh);
    connect(m_session, &RunSession::statusChanged, this, &RunBar::refresh);
    connect(m_session, &RunSession::snapshotChanged, this, &RunBar::refreshFigures);
    qApp->installEventFilter(this);
    refresh();
}

void RunBar::addControls()
{
    m_play = addControl(QStringLiteral("play"), tr("Run"), Qt::Key_Space);
    m_play->setAutoRepeat(false); // a held key would start and pause again and again
    m_step = addControl(QStringLiteral("step"), tr("Step"), Qt::Key_F10);
    m_step->setToolTip(tr("One event, then pause (F10)"));
    m_stepOf = new QAction(themedIcon(QStringLiteral("step")), tr("Step to the next event of what is selected"), this);
    m_stepOf->setShortcut(Qt::CTRL | Qt::Key_F10);
    m_fast = addControl(QStringLiteral("fast"), tr("Fast"), Qt::Key_F8);
    m_fast->setToolTip(tr("As fast as the views keep up: every step is shown (F8)"));
    m_express = addControl(QStringLiteral("express"), tr("Express"), Qt::Key_F9);
    m_express->setToolTip(tr("As fast as it goes; the views follow twice a second (F9)"));
    for (QAction *action : {m_fast, m_express})
        action->setCheckable(true);
    m_until = addControl(QStringLiteral("until"), tr("Run until…"), Qt::Key_F11);
    m_until->setToolTip(tr("Until a time, an event or a condition (F11)"));
    m_stop = addControl(QStringLiteral("stop"), tr("Stop"), Qt::SHIFT | Qt::Key_F5);
}

QAction *RunBar::addControl(const QString &icon, const QString &text, const QKeySequence &key)
{
    QAction *action = addAction(themedIcon(icon), text);
    action->setShortcut(key);
    action->setToolTip(tr("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    return action;
}

void RunBar::addFigures()
{
    m_time = new FigureLabel(QStringLiteral("t=00:00.000 "), this);
    m_time->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_time->setContentsMargins(6, 0, 6, 0);
    m_time->setAccessibleName(tr("Run time"));
    m_time->setToolTip(tr("Run time"));
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(progressWidth, 12);
    m_progress->setAccessibleName(tr("Progress to the end of the run"));
    m_left = new FigureLabel(tr("%1 left").arg(QStringLiteral("00:00")), this);
    m_left->setContentsMargins(6, 0, 0, 0);
    m_left->setAccessibleName(tr("Time left"));
    m_left->setToolTip(tr("Of wall time, at the speed of lately"));
    m_status = new QLabel(this);
    m_status->setContentsMargins(8, 0, 6, 0);
    m_status->setMinimumWidth(statusWidth());
    m_status->setAccessibleName(tr("Status of the run"));
    m_edited = new QLabel(this);
    m_edited->setTextFormat(Qt::RichText);
    m_edited->setContentsMargins(6, 0, 6, 0);
    m_edited->setAccessibleName(tr("Whether the drawing is still the one that ran"));
    m_edited->setToolTip(
        tr("The drawing was edited after this run had begun: what is shown of the run is of the drawing "
           "as it was then. A new run takes it as it is now."));
    m_events = new RestLabel(this);
    m_events->setContentsMargins(6, 0, 6, 0);
    m_events->setForegroundRole(QPalette::PlaceholderText);
    m_events->setAccessibleName(tr("Events"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_time, m_progress, m_left, m_status})
        addWidget(widget);
    m_editedAction = addWidget(m_edited);
    addWidget(m_events);
    setEditedSince(false);
}

/// Space presses the focused button or ticks the focused box; only elsewhere is it Play.
bool RunBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool takesSpace = qobject_cast<QAbstractButton *>(watched) || qobject_cast<QComboBox *>(watched) ||
                                qobject_cast<QAbstractItemView *>(watched);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && takesSpace) {
            event->accept();
            return true;
        }
    }
    return QToolBar::eventFilter(watched, event);
}

void RunBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        refresh();
}

void RunBar::setCompact(bool compact)
{
    if (std::exchange(m_isCompact, compact) == compact)
        return;
    m_kind->view()->setMinimumWidth(m_kind->view()->sizeHintForColumn(0) + m_kind->iconSize().width());
    m_kind->setMaximumWidth(compact ? m_kind->iconSize().width() + kindFrame : QWIDGETSIZE_MAX);
    m_status->setMinimumWidth(compact ? 0 : statusWidth());
    m_progress->setFixedWidth(compact ? compactProgressWidth : progressWidth);
    showEdited();
}

/// So that the words behind it stay where they are.
int RunBar::statusWidth() const
{
    return m_status->fontMetrics().horizontalAdvance(tr("Taking down") + QStringLiteral("    "));
}

int RunBar::widthWithAll() const
{
    return sizeHint().width() + (m_editedAction->isVisible() ? 0 : m_edited->sizeHint().width());
}

void RunBar::setEditedSince(bool edited)
{
    if (m_editedAction->isVisible() == edited)
        return;
    m_editedAction->setVisible(edited);
    showEdited();
}

void RunBar::showEdited()
{
    // As rich text: the style of tool bars has its own colour for labels.
    m_edited->setText(
        QStringLiteral("<font color=\"%1\">%2</font>").arg(colours().warning.name(), editedWords().toHtmlEscaped()));
}

QString RunBar::editedWords() const
{
    return m_isCompact ? tr("edited since") : tr("drawing edited since");
}

QString RunBar::editedText() const
{
    return m_editedAction->isVisible() ? editedWords() : QString();
}

void RunBar::press()
{
    if (m_session->shown() == RunKind::Deployed && !m_session->isLive())
        Q_EMIT deployRequested();
    else
        m_session->playOrPause();
}

/// Pressed again while it runs so, it is Run once more; what stands goes on so.
void RunBar::toggleMode(RunMode mode)
{
    const SnapshotPtr newest = m_session->record() ? m_session->record()->newest() : nullptr;
    const bool isRunning = m_session->isLive() && newest && newest->status == RunStatus::Running;
    m_session->setMode(isRunning && m_session->mode() == mode ? RunMode::Run : mode);
    if (!isRunning)
        m_session->play();
    refreshControls();
}

void RunBar::moveSpeed(int steps)
{
    chooseSpeed(std::clamp(m_speed->currentIndex() + steps, 0, m_speed->count() - 1));
}

void RunBar::chooseSpeed(int index)
{
    m_session->setSpeed(m_speed->itemData(index).toDouble());
}

QString RunBar::statusText() const
{
    const RunRecord *record = m_session->record();
    const SnapshotPtr snapshot = record ? record->newest() : nullptr;
    if (!record || !snapshot)
        return m_session->shown() == RunKind::Simulated ? tr("Not run yet") : tr("Not deployed");
    switch (snapshot->status) {
    case RunStatus::Starting:
        return record->kind() == RunKind::Deployed ? tr("Deploying") : tr("Starting");
    case RunStatus::Running:
        return tr("Running");
    case RunStatus::Paused:
        return snapshot->time == Time{} ? tr("Ready") : tr("Paused");
    case RunStatus::Stopping:
        return record->kind() == RunKind::Deployed ? tr("Taking down") : tr("Stopping");
    case RunStatus::Finished:
        return record->kind() == RunKind::Deployed ? tr("Taken down") : tr("Finished");
    case RunStatus::Failed:
        return tr("Failed");
    }
    return {};
}

QString RunBar::timeText() const
{
    const SnapshotPtr snapshot = m_session->snapshot();
    return clockText(snapshot ? toSeconds(snapshot->time) : 0);
}

QString RunBar::leftText() const
{
    const RunRecord *record = m_session->record();
    const SnapshotPtr newest = record ? record->newest() : nullptr;
    const bool bounded = record && record->kind() == RunKind::Simulated && !m_session->simulatorOptions().endless;
    if (!newest || !bounded || !m_session->isLive() || newest->status != RunStatus::Running || m_lately <= 0)
        return {};
    const double left = toSeconds(record->plan().duration) - toSeconds(newest->time);
    return left > 0 ? tr("%1 left").arg(runTimeText(std::ceil(left / m_lately), false)) : QString();
}

/// Of an estimate people expect that it does not jump.
void RunBar::noteSpeed()
{
    const RunRecord *record = m_session->record();
    const SnapshotPtr newest = record ? record->newest() : nullptr;
    if (newest && newest->status == RunStatus::Running && newest->speed > 0)
        m_lately = m_lately > 0 ? m_lately * 0.8 + newest->speed * 0.2 : newest->speed;
    else
        m_lately = 0;
}

void RunBar::refresh()
{
    const bool simulated = m_session->shown() == RunKind::Simulated;
    m_kind->setCurrentIndex(simulated ? 0 : 1);
    refreshControls();
    showEdited(); // in the colour of the theme
    m_speed->setEnabled(simulated);
    for (int i = 0; i < m_speed->count(); ++i)
        if (m_speed->itemData(i).toDouble() == m_session->speed())
            m_speed->setCurrentIndex(i);
    refreshFigures();
}

void RunBar::refreshControls()
{
    const bool simulated = m_session->shown() == RunKind::Simulated;
    const bool live = m_session->isLive();
    const SnapshotPtr newest = m_session->record() ? m_session->record()->newest() : nullptr;
    const bool running = simulated && live && newest && newest->status == RunStatus::Running;
    m_play->setIcon(themedIcon(running ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setText(running ? tr("Pause") : simulated ? tr("Run") : tr("Deploy"));
    m_play->setToolTip(tr("%1 (%2)").arg(m_play->text(), m_play->shortcut().toString(QKeySequence::NativeText)));
    m_play->setEnabled(simulated || !live);
    for (QAction *action : {m_step, m_stepOf, m_fast, m_express})
        action->setEnabled(simulated);
    m_fast->setChecked(m_session->mode() == RunMode::Fast);
    m_express->setChecked(m_session->mode() == RunMode::Express);
    m_until->setEnabled(simulated || live);
    m_stop->setEnabled(live);
    m_stop->setText(simulated ? tr("Stop") : tr("Take down"));
    m_stop->setToolTip(simulated
                           ? tr("End the simulation (%1)").arg(m_stop->shortcut().toString(QKeySequence::NativeText))
                           : tr("Stop and remove all containers of the deployment"));
}

QString RunBar::eventsText() const
{
    const RunRecord *record = m_session->record();
    const SnapshotPtr snapshot = m_session->snapshot();
    if (!record || !snapshot)
        return {};
    if (record->kind() == RunKind::Deployed)
        return record->engineName();
    if (!m_session->pauseReason().isEmpty() && snapshot->status == RunStatus::Paused)
        return m_session->pauseReason();
    if (snapshot->step && snapshot->status == RunStatus::Paused)
        return stepText(*snapshot->step, snapshot->time, record->plan());
    if (!m_session->untilText().isEmpty() && m_session->isLive())
        return tr("until %1").arg(m_session->untilText());
    const double perSecond = toSeconds(snapshot->time) > 0
                                 ? static_cast<double>(snapshot->events) / toSeconds(snapshot->time) * snapshot->speed
                                 : 0;
    QString text = tr("%1 events").arg(shortCount(static_cast<double>(snapshot->events)));
    if (snapshot->speed > 0 && m_session->isLive())
        text += tr("  %1/s  %2×").arg(shortCount(perSecond), QLocale().toString(snapshot->speed, 'g', 3));
    return text;
}

void RunBar::refreshFigures()
{
    const RunRecord *record = m_session->record();
    m_time->setFigure(timeText());
    noteSpeed();
    m_left->setFigure(leftText());
    const QString events = eventsText();
    m_events->setText(events);
    const SnapshotPtr shown = m_session->snapshot();
    const bool isReason = events == m_session->pauseReason() && !events.isEmpty();
    const bool isStep = shown && shown->step && shown->status == RunStatus::Paused;
    m_events->setToolTip(isReason || isStep ? plainTip(events)
                         : record
                             ? tr("%1: events done, events a second, run time over wall time").arg(record->engineName())
                             : QString());
    if (m_status->text() != statusText())
        m_status->setText(statusText());
    m_status->setToolTip(record ? plainTip(translated(messageOf(record->error()))) : QString());
    const double duration = record ? toSeconds(record->plan().duration) : 0;
    const bool bounded =
        record && record->kind() == RunKind::Simulated && duration > 0 && !m_session->simulatorOptions().endless;
    m_progress->setEnabled(bounded);
    const SnapshotPtr newest = record ? record->newest() : nullptr;
    const double fraction = bounded && newest ? toSeconds(newest->time) / duration : 0;
    const int value = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 1000);
    if (value != m_progress->value()) {
        m_progress->setValue(value);
        m_progress->update(); // by itself it waits for a tenth more
    }
    m_progress->setToolTip(
        bounded ? tr("%1 of %2").arg(runTimeText(fraction * duration, false), runTimeText(duration, false))
                : QString());
}

} // namespace bayplan
