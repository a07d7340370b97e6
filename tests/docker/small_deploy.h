// SPDX-License-Identifier: GPL-3.0-or-later
// A deploy of one container on one network, without a plan.
#pragma once

#include "engine/docker/deployer.h"
#include "engine/docker/engine_session.h"
#include "tests/docker/false_engine.h"

#include <optional>
#include <vector>

namespace bayplan {

/// Of a deploy with one network and one container; `old` is what that takes the place of.
inline Result<void> deployOn(const AnsweringEngine &engine, std::vector<Progress> &progress,
                             const std::optional<FoundItem> &old = {})
{
    return withEngine<void>(engine.url(), [&](EngineClient &client) -> Task<Result<void>> {
        Signal changed(co_await boost::asio::this_coro::executor);
        Survey survey;
        survey.agentImageLoaded = true;
        survey.spec.deployment = "shop";
        survey.spec.networkName = "shop_default";
        ContainerSpec container;
        container.kind = ContainerSpec::Kind::Owner;
        container.name = "shop-web-0";
        container.instance = "web-0/pause";
        container.body = "{}";
        survey.spec.containers.push_back(container);
        ContainerStep step;
        step.action = ContainerStep::Action::Create;
        step.wanted = 0;
        if (old) {
            step.action = ContainerStep::Action::Recreate;
            step.found = 0;
            survey.found.push_back(*old);
        }
        survey.steps.push_back(step);
        DeployHooks hooks;
        hooks.progress = [&](Progress said) { progress.push_back(std::move(said)); };
        hooks.isCancelled = [] { return false; };
        hooks.started = [](std::size_t, const std::string &) {};
        hooks.hasReportedReady = hooks.hasReported = [&](std::size_t) { return old.has_value(); };
        Deployer deployer(client, survey, hooks, changed);
        co_return co_await deployer.run();
    });
}

} // namespace bayplan
