// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/docker/deployment_run.h"
#include "engine/docker/fault_injector.h"
#include "engine/plan/injected_fault.h"
#include "engine/plan/queue_order.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <thread>

namespace bayplan::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto lookAtFaultEvery = 50ms;

Result<Injection> injectionOf(const InjectOptions &options)
{
    Injection injection{.kind = options.kind, .target = options.target, .length = options.length};
    for (const std::string &each : options.set) {
        const std::size_t equals = each.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::InvalidInput, "This is not of the form PARAM=VALUE.", "For example loss=0.1.",
                        Place{"--set " + each, 0, 0, {}});
        injection.params[each.substr(0, equals)] = each.substr(equals + 1);
    }
    return injection;
}

/// An engine by itself knows no links.
bool isOfALink(const Plan &plan, const Injection &injection)
{
    const auto fault = faultOf(plan, injection);
    return injection.kind == "partition" && fault && !fault->peers.empty();
}

/// The words of its failure when it has failed, nothing while it goes on.
std::optional<Result<void>> endOf(const Run &run, const std::string &fault, std::uint64_t &seen)
{
    for (const RunEvent &event : run.events(seen)) {
        ++seen;
        if (event.subject == fault && event.kind == "fault-failed")
            return Result<void>(fail(ErrorCode::Failed, event.text));
        if (event.subject == fault && (event.kind == "fault-over" || event.kind == "rolled"))
            return Result<void>();
    }
    return std::nullopt;
}

/// By a run that watches the deployment until the fault is over; interrupted, it ends the fault.
Result<void> injectWatching(const Plan &plan, const InjectOptions &options, const Injection &injection)
{
    const auto fault = faultOf(plan, injection);
    if (!fault)
        return fault.error();
    DeployOptions deploy;
    deploy.engineUrl = options.engineUrl;
    deploy.runFaults = false;
    const auto run = adoptDeployment(plan, deploy);
    run->start();
    while (run->snapshot()->status == RunStatus::Starting && !interrupted())
        std::this_thread::sleep_for(lookAtFaultEvery);
    if (interrupted())
        return fail(ErrorCode::Interrupted, "Interrupted before anything was done.");
    if (run->snapshot()->status != RunStatus::Running)
        return run->error();
    if (auto begun = run->inject(injection); !begun)
        return begun;
    std::uint64_t seen = 0;
    while (!interrupted()) {
        if (const auto end = endOf(*run, fault->text, seen))
            return *end;
        if (run->snapshot()->status != RunStatus::Running)
            return run->error();
        std::this_thread::sleep_for(lookAtFaultEvery);
    }
    return {};
}

} // namespace

int runInject(const InjectOptions &options)
{
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    const auto injection = injectionOf(options);
    if (!injection)
        return failWith(injection.error(), options.json);
    // What the engine does by itself needs nobody who watches.
    const bool watches =
        named->plan && !isQueueOrder(options.kind) && (!canInject(options.kind) || isOfALink(*named->plan, *injection));
    auto done = watches ? injectWatching(*named->plan, options, *injection)
                        : injectFault(options.engineUrl, named->name, *injection, [] { return !interrupted(); });
    const bool mayBeALink = !done && done.error().code == ErrorCode::NotFound && options.kind == "partition";
    if (!done && (done.error().code == ErrorCode::Unsupported || mayBeALink) && !named->plan) {
        Error error = done.error();
        error.advice += " What agents carry out, as on a link, needs the document: bayplanctl inject " + named->name +
                        ".bayplan.json " + options.kind + " ...";
        done = error;
    }
    if (!done)
        return failWith(done.error(), options.json);
    if (options.json) {
        nlohmann::ordered_json value;
        value["deployment"] = named->name;
        value["kind"] = options.kind;
        value["target"] = options.target;
        static_cast<void>(writeOutput("-", value.dump() + '\n'));
    }
    return exitDone;
}

} // namespace bayplan::ctl
