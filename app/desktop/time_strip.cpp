// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/time_strip.h"

#include "app/desktop/figure_label.h"
#include "app/desktop/icons.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "app/desktop/time_scrubber.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace bayplan {

TimeStrip::TimeStrip(RunSession *session, QWidget *parent)
    : QFrame(parent), m_session(session), m_time(new FigureLabel(QStringLiteral("00:00.000 / 00:00 "), this)), m_scrubber(new TimeScrubber(this)),
      m_fork(new QToolButton(this)), m_live(new QToolButton(this))
{
    setObjectName(QStringLiteral("timeStrip"));
    setAccessibleName(tr("Time of the run"));
    m_time->setAccessibleName(tr("Instant that is shown"));
    m_fork->setObjectName(QStringLiteral("forkButton"));
    m_fork->setIcon(themedIcon(QStringLiteral("fork")));
    m_fork->setText(tr("Other path"));
    m_fork->setToolTip(tr("Go back and take another path from here: a new run with the same history until then"));
    m_live->setObjectName(QStringLiteral("liveButton"));
    m_live->setText(tr("Live"));
    m_live->setToolTip(tr("Show what is now (End)"));
    for (QToolButton *button : {m_fork, m_live}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 6, 0);
    row->setSpacing(4);
    row->addWidget(m_time);
    row->addWidget(m_scrubber, 1);
    row->addWidget(m_fork);
    row->addWidget(m_live);
    connect(m_scrubber, &TimeScrubber::wanted, m_session, &RunSession::hold);
    connect(m_scrubber, &TimeScrubber::liveWanted, m_session, &RunSession::goLive);
    connect(m_live, &QToolButton::clicked, m_session, &RunSession::goLive);
    connect(m_fork, &QToolButton::clicked, this, [this] {
        if (const auto at = m_session->held())
            m_session->fork(*at);
    });
    connect(m_session, &RunSession::runChanged, this, &TimeStrip::runChanged);
    connect(m_session, &RunSession::snapshotChanged, this, &TimeStrip::refresh);
    connect(m_session, &RunSession::statusChanged, this, &TimeStrip::refresh);
    connect(m_session, &RunSession::heldChanged, this, [this] {
        m_sought = -1;
        refresh();
    });
    connect(m_session, &RunSession::cursorChanged, this, &TimeStrip::offerLive);
    connect(m_session, &RunSession::seekProgressed, this, [this](double fraction) {
        m_sought = fraction;
        refresh();
    });
    connect(m_session, &RunSession::eventsAdded, this, &TimeStrip::addMarks);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    runChanged();
}

void TimeStrip::runChanged()
{
    const RunRecord *record = m_session->record();
    setVisible(record != nullptr);
    m_scrubber->clearMarks();
    if (record) {
        m_scrubber->addMarks(record->events(), 0);
        m_scrubber->setForkedAt(record->origin().forkOf ? std::optional(record->origin().forkAt) : std::nullopt);
    }
    refresh();
}

void TimeStrip::addMarks(int first)
{
    if (first == 0)
        m_scrubber->clearMarks();
    m_scrubber->addMarks(m_session->record()->events(), static_cast<std::size_t>(first));
}

QString TimeStrip::timeText() const
{
    const RunRecord *record = m_session->record();
    if (!record || !record->newest())
        return {};
    const auto held = m_session->held();
    if (held && m_session->isSeeking() && m_sought >= 0)
        return tr("%1 … %2 %").arg(runTimeText(*held, true)).arg(static_cast<int>(m_sought * 100));
    const double newest = toSeconds(record->newest()->time);
    return held ? tr("%1 of %2").arg(runTimeText(*held, true), runTimeText(newest, false)) : runTimeText(newest, true);
}

/// A cursor may stay where a click or a pause has put it.
void TimeStrip::offerLive()
{
    m_live->setEnabled(m_session->cursor().has_value());
}

void TimeStrip::refresh()
{
    const RunRecord *record = m_session->record();
    if (!record || !record->newest())
        return;
    const auto held = m_session->held();
    const double newest = toSeconds(record->newest()->time);
    const bool isBounded = record->kind() == RunKind::Simulated && !m_session->simulatorOptions().endless;
    const double end =
        record->isOver() ? newest : niceTimeEnd(newest, isBounded ? toSeconds(record->plan().duration) : 0);
    m_scrubber->setExtent(newest, end);
    m_scrubber->setHeld(held);
    m_time->setFigure(timeText());
    offerLive();
    m_live->setText(record->isOver() ? tr("To its end") : tr("Live"));
    m_fork->setEnabled(held.has_value() && record->origin().isRetraceable && *held > 0);
}

} // namespace bayplan
