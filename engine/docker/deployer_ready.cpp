// SPDX-License-Identifier: Apache-2.0
// From the start of a container until it is believed to be ready, or why it will not be.
#include "engine/docker/deployer.h"

#include "engine/base/translatable.h"
#include "engine/docker/image_pull.h"

#include <algorithm>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr auto readyLimit = 60s;        ///< for an agent that reports, but not that it is ready
constexpr auto agentSilenceLimit = 12s; ///< for an agent that does not report at all: then the engine's word must do
constexpr auto healthLimit = 5min;      ///< for an image's own health check, which the engine may give up earlier
constexpr auto settleTime = 700ms;      ///< from the start of what reports nothing until it is believed
constexpr auto lookAtContainerEvery = 500ms; ///< at a container that is not ready yet
constexpr unsigned crashLimit = 3;

} // namespace

/// Whoever reports nothing runs, as the engine says; whether it goes on running shows a moment later.
Task<Result<void>> Deployer::confirm(std::size_t index, std::chrono::steady_clock::time_point since)
{
    const auto until = since + settleTime;
    while (!mustEnd() && std::chrono::steady_clock::now() < until)
        co_await m_changed.wait(std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()));
    if (mustEnd())
        co_return deployStopped();
    const auto details = co_await inspectContainer(m_engine, m_ids[index]);
    if (!details)
        co_return details.error();
    const auto crash = co_await crashOf(index, *details, 1);
    if (!crash)
        co_return Result<void>();
    report(resourceOf(index), "failed", crash->message);
    co_return *crash;
}

/// Why it does not run; nothing when it does, or has ended in good order by itself.
Task<std::optional<Error>> Deployer::crashOf(std::size_t index, ContainerDetails details, unsigned restartLimit)
{
    const bool isDown = !details.isRunning && details.state != "created";
    const bool endedWell = isDown && details.exitCode == 0 && !m_survey.spec.containers[index].reports;
    const bool isOver = isDown && details.state != "restarting";
    if (endedWell || (!isOver && details.restarts < restartLimit))
        co_return std::nullopt;
    const std::string lines = co_await lastLines(m_engine, m_ids[index], 5);
    const Phrase end = details.wasOutOfMemory ? Phrase(QT_TRANSLATE_NOOP("phrase", "it ran out of memory"))
                                              : Phrase(QT_TRANSLATE_NOOP("phrase", "it ended"));
    const Phrase words = isDown ? Phrase(QT_TRANSLATE_NOOP("phrase", "%1 with exit code %2"), end,
                                         std::to_string(details.exitCode))
                                : end; // it runs again
    const Phrase message = lines.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "%1."), words)
                                         : Phrase(QT_TRANSLATE_NOOP("phrase", "%1: %2"), words, lines);
    co_return fail(ErrorCode::Failed,
                   Told{message, QT_TRANSLATE_NOOP("phrase", "Look at its image, command and limits.")});
}

/// Of an image that brings a health check along; errors when it will not be.
Result<bool> Deployer::isHealthy(const ContainerDetails &details, std::chrono::milliseconds waited)
{
    const std::string words = details.healthOutput.empty() ? "" : " It says: " + details.healthOutput;
    if (details.health == "unhealthy")
        return fail(ErrorCode::Failed, "its health check fails." + words, "Look at its image and at bayplanctl logs.");
    if (details.health != "healthy" && waited > healthLimit)
        return fail(ErrorCode::TimedOut, "its health check has not passed within 5 min." + words,
                    "Look at its image and at bayplanctl logs.");
    return details.health == "healthy";
}

Task<Result<void>> Deployer::waitUntilReady(std::size_t index, std::string id)
{
    const ContainerSpec &container = m_survey.spec.containers[index];
    const auto begin = std::chrono::steady_clock::now();
    // An agent speaks for itself, sooner than the engine can be asked.
    auto nextLook = container.reports ? begin + lookAtContainerEvery : begin;
    while (!mustEnd()) {
        if (container.reports && m_hooks.hasReportedReady(index))
            co_return Result<void>();
        const auto now = std::chrono::steady_clock::now();
        if (now >= nextLook) {
            const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(now - begin);
            const auto ready = co_await looksReady(index, id, waited);
            if (!ready)
                co_return ready.error();
            if (*ready)
                co_return Result<void>();
            nextLook = std::chrono::steady_clock::now() + lookAtContainerEvery;
        }
        co_await m_changed.wait(250ms);
    }
    co_return deployStopped();
}

Task<Result<bool>> Deployer::looksReady(std::size_t index, std::string id, std::chrono::milliseconds waited)
{
    const ContainerSpec &container = m_survey.spec.containers[index];
    const auto details = co_await inspectContainer(m_engine, id);
    if (!details)
        co_return details.error();
    if (const auto crash = co_await crashOf(index, *details, crashLimit))
        co_return *crash;
    if (!container.reports) {
        // Podman's checks never run where systemd does not.
        if (!details->health.empty() && !m_engine.isPodman() && details->isRunning)
            co_return isHealthy(*details, waited);
        const bool hasStarted = details->isRunning || details->state == "exited";
        if (hasStarted)
            m_atTheirWord.emplace_back(index, std::chrono::steady_clock::now());
        co_return hasStarted;
    }
    if (waited > readyLimit) {
        const std::string lines = co_await lastLines(m_engine, id, 5);
        co_return fail(
            ErrorCode::TimedOut,
            Told{{QT_TRANSLATE_NOOP("phrase", "it has not become ready within 60 s: %1"), lines},
                 QT_TRANSLATE_NOOP("phrase", "Look at bayplanctl logs, and whether what it calls answers.")});
    }
    co_return details->isRunning &&waited > agentSilenceLimit && !m_hooks.hasReported(index);
}

} // namespace bayplan
