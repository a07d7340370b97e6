// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the drawing with the running deployment while there is one: every few seconds, after each edit, and when
// something happens to a container. In the background; one question at a time.
#pragma once

#include "app/desktop/deploy_calls.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace bayplan {

class RunSession;

class DeployWatch : public QObject {
    Q_OBJECT
public:
    explicit DeployWatch(RunSession *session, QObject *parent = nullptr);

    void setCalls(const DeployCalls &calls) { m_compare = calls.compare; }
    /// Called in this thread; what it gives is called once in the background and makes the plan of the drawing.
    void setDrawing(std::function<std::function<Result<Plan>()>()> drawing) { m_drawing = std::move(drawing); }
    /// The drawing is another now; its layout does not count.
    void drawingChanged();
    /// By another one: what runs is not of it, so that there is nothing to compare until it is deployed or watched.
    void drawingReplaced();
    /// Something has happened in the engine.
    void lookSoon();

    /// Nothing while no deployment runs or nothing is known yet.
    const std::optional<DeploymentState> &state() const { return m_state; }
    /// Why the two cannot be compared: the drawing's errors, or the engine's; empty when they can.
    QString error() const { return m_error; }
    /// That error is that no engine answers.
    bool isEngineGone() const { return m_isEngineGone; }
    int changes() const { return m_state ? static_cast<int>(m_state->changes()) : 0; }
    int drifts() const { return m_state ? static_cast<int>(m_state->drifts()) : 0; }

Q_SIGNALS:
    void changed();

private:
    struct Answer {
        Result<DeploymentState> state;
        std::shared_ptr<const Plan> plan;
        bool isDrawingBad = false;
    };

    bool isWanted() const;
    void restart();
    void look();
    void take(Answer answer, int revision);
    void forget();

    RunSession *m_session;
    decltype(DeployCalls::compare) m_compare = compareDeployment;
    std::function<std::function<Result<Plan>()>()> m_drawing;
    std::shared_ptr<const Plan> m_plan; ///< of the drawing; null when it has changed
    std::optional<DeploymentState> m_state;
    QString m_error;
    bool m_isEngineGone = false;
    QTimer m_every, m_soon;
    int m_revision = 0; ///< counted up whenever an answer that is on its way counts no more
    bool m_isLooking = false, m_again = false;
};

} // namespace bayplan
