// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deploy_watch.h"

#include "app/desktop/background_task.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"

#include <utility>

namespace bayplan {

namespace {

constexpr auto lookEvery = std::chrono::seconds(3);
constexpr auto lookAfter = std::chrono::milliseconds(250);

} // namespace

DeployWatch::DeployWatch(RunSession *session, QObject *parent) : QObject(parent), m_session(session)
{
    m_every.setInterval(lookEvery);
    m_soon.setInterval(lookAfter);
    m_soon.setSingleShot(true);
    connect(&m_every, &QTimer::timeout, this, &DeployWatch::look);
    connect(&m_soon, &QTimer::timeout, this, &DeployWatch::look);
    connect(session, &RunSession::statusChanged, this, &DeployWatch::restart);
    connect(session, &RunSession::runChanged, this, &DeployWatch::restart);
    connect(session, &RunSession::eventsAdded, this, &DeployWatch::lookSoon);
}

/// While a deploy is at work there is nothing to compare yet.
bool DeployWatch::isWanted() const
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    return m_session->isLive(RunKind::Deployed) && record && m_session->isOfDocument(*record) && record->snapshot() &&
           record->snapshot()->status == RunStatus::Running && m_drawing &&
           !m_session->deployOptions().deployment.empty();
}

void DeployWatch::restart()
{
    if (!isWanted()) {
        m_every.stop();
        m_soon.stop();
        if (!m_session->isLive(RunKind::Deployed) || !m_session->isChanging())
            forget();
        return;
    }
    if (!m_every.isActive()) {
        ++m_revision; // the engine's side is another
        m_every.start();
        lookSoon();
    }
}

void DeployWatch::forget()
{
    ++m_revision;
    m_plan.reset();
    if (m_state || !m_error.isEmpty()) {
        m_state.reset();
        m_error.clear();
        m_isEngineGone = false;
        Q_EMIT changed();
    }
}

void DeployWatch::drawingChanged()
{
    m_plan.reset();
    ++m_revision;
    lookSoon();
}

void DeployWatch::drawingReplaced()
{
    forget();
    restart();
}

/// An edit that goes on, as a drag does, is not waited for: the timer is not begun anew.
void DeployWatch::lookSoon()
{
    if (isWanted() && !m_soon.isActive())
        m_soon.start();
}

void DeployWatch::look()
{
    if (!isWanted())
        return;
    if (m_isLooking) {
        m_again = true;
        return;
    }
    m_isLooking = true;
    const auto ask = [compare = m_compare, plan = m_plan, makePlan = m_plan ? nullptr : m_drawing(),
                      options = m_session->deployOptions(), known = m_plan ? m_state : std::nullopt] {
        if (plan)
            return Answer{compare(*plan, options, known), plan, false};
        auto made = makePlan();
        if (!made)
            return Answer{made.error(), nullptr, true};
        const auto drawn = std::make_shared<const Plan>(std::move(*made));
        return Answer{compare(*drawn, options, std::nullopt), drawn, false};
    };
    runInBackground(this, ask, [this, revision = m_revision](Answer answer) { take(std::move(answer), revision); });
}

void DeployWatch::take(Answer answer, int revision)
{
    m_isLooking = false;
    const bool isLate = revision != m_revision;
    if (std::exchange(m_again, false) || isLate)
        lookSoon();
    if (isLate || !isWanted())
        return;
    m_plan = answer.plan;
    if (answer.state.has_error()) {
        const QString error = sentences(answer.state.error());
        const bool isNew = m_error != error;
        m_error = error;
        m_isEngineGone = !answer.isDrawingBad && answer.state.error().code == ErrorCode::NotReachable;
        if (answer.isDrawingBad && m_state) // marks of another drawing would lie
            m_state.reset();
        else if (!isNew)
            return;
        Q_EMIT changed();
        return;
    }
    const bool isSame = m_error.isEmpty() && m_state && m_state->differences == answer.state->differences &&
                        m_state->newLinks == answer.state->newLinks && m_state->isThere == answer.state->isThere;
    m_error.clear();
    m_isEngineGone = false;
    m_state = std::move(*answer.state);
    if (!isSame)
        Q_EMIT changed();
}

} // namespace bayplan
