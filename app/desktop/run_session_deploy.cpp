// SPDX-License-Identifier: GPL-3.0-or-later
// Deployments of a session: made, found, changed while they run.
#include "app/desktop/run_session.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

DeployOptions named(DeployOptions options, const Plan &plan)
{
    if (options.deployment.empty())
        options.deployment = plan.name;
    return options;
}

/// The Unix time that a run's clock counts from, by what it shows now.
std::int64_t clockZeroOf(const SnapshotPtr &snapshot)
{
    constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch() * nanosecondsPerMillisecond;
    return snapshot ? now - snapshot->time.time_since_epoch().count() : now;
}

/// Of every container so far: who goes on watching counts on.
std::map<std::string, std::uint32_t> restartsOf(const RunRecord &record)
{
    std::map<std::string, std::uint32_t> restarts;
    const SnapshotPtr newest = record.newest();
    const auto &instances = record.plan().instances;
    for (std::size_t i = 0; newest && i < std::min(instances.size(), newest->instances.size()); ++i)
        restarts[instances[i].name] = newest->instances[i].restarts;
    return restarts;
}

} // namespace

void RunSession::deploy(Plan plan, const DeployOptions &options)
{
    m_deployOptions = named(options, plan);
    m_isAdopted = false;
    begin(m_makers.make(std::move(plan), options), RunKind::Deployed);
}

void RunSession::adopt(Plan plan, const DeployOptions &options)
{
    m_deployOptions = named(options, plan);
    m_isAdopted = true;
    begin(m_makers.adopt(std::move(plan), options), RunKind::Deployed);
}

void RunSession::change(Plan plan, const DeployOptions &options)
{
    const LiveRun &one = live(RunKind::Deployed);
    if (!isLive(RunKind::Deployed)) {
        deploy(std::move(plan), options);
        return;
    }
    const std::shared_ptr<RunRecord> before = one.record;
    m_beforeChange = Deployed{before->plan(), m_deployOptions, before->origin()};
    m_deployOptions = named(options, plan);
    m_deployOptions.isChange = true;
    m_deployOptions.clockZero = clockZeroOf(before->newest());
    m_deployOptions.restartsBefore = restartsOf(*before);
    m_isAdopted = false;
    auto run = m_makers.make(std::move(plan), m_deployOptions);
    auto record = std::make_shared<RunRecord>(run->plan(), *before, originOfDeployment());
    record->keepTrail();
    beginAs(std::move(run), std::move(record), true);
}

void RunSession::giveUp()
{
    LiveRun &one = live(RunKind::Deployed);
    if (!one.run || one.over)
        return;
    one.run->giveUp();
    pollSoon();
}

/// The engine's side is as it was; watching it goes on with the plan of before.
void RunSession::takeChangeBack(const QString &error)
{
    Deployed before = std::move(*std::exchange(m_beforeChange, std::nullopt));
    const std::shared_ptr<RunRecord> record = live(RunKind::Deployed).record;
    m_deployOptions = std::move(before.options);
    m_deployOptions.isChange = false;
    m_deployOptions.recallsHistory = false;
    m_deployOptions.clockZero = clockZeroOf(record->newest());
    m_deployOptions.restartsBefore = restartsOf(*record);
    m_isAdopted = true;
    auto run = m_makers.adopt(before.plan, m_deployOptions);
    auto kept = std::make_shared<RunRecord>(before.plan, *record, std::move(before.origin));
    kept->keepTrail();
    beginAs(std::move(run), std::move(kept), true);
    Q_EMIT changeTakenBack(error);
}

} // namespace bayplan
