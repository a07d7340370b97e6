// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/queue_orders.h"

#include "engine/base/translatable.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/hub_talk.h"
#include "engine/plan/queue_order.h"
#include "engine/wire/agent_order.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/telemetry.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace bayplan {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto hubAnswersWithin = 5s;

struct Answers {
    std::size_t wanted = 0;
    std::size_t come = 0;
    std::size_t agents = 0; ///< that were told
    bool isOver = false;
};

void takeAnswer(std::string_view line, Answers &answers)
{
    if (line.find("\"forwarded\"") == std::string_view::npos)
        return;
    const json answer = json::parse(line, nullptr, false);
    if (!answer.is_object() || !answer.contains("forwarded") || !answer["forwarded"].is_number_unsigned())
        return;
    ++answers.come;
    answers.agents += answer["forwarded"].get<std::size_t>();
    answers.isOver = answers.come >= answers.wanted;
}

Task<void> readAnswers(EngineStream &stream, Answers &answers, Signal &changed)
{
    LineSplitter lines([&](std::string_view line) { takeAnswer(line, answers); }, telemetryLimitBytes);
    DockerStreamReader frames([&](OutputStream kind, std::string_view bytes) {
        if (kind == OutputStream::Output)
            lines.take(bytes);
    });
    while (!answers.isOver) {
        const auto bytes = co_await stream.read();
        if (!bytes || bytes->empty() || !frames.take(*bytes))
            break;
    }
    answers.isOver = true;
    changed.notify();
}

Task<void> closeWhenOver(EngineStream &stream, const Answers &answers, const FaultContext &context)
{
    const auto end = std::chrono::steady_clock::now() + hubAnswersWithin;
    while (!answers.isOver && !context.isEnding() && std::chrono::steady_clock::now() < end)
        co_await context.changed.wait(200ms);
    stream.close();
}

} // namespace

Task<Result<void>> giveOrder(FaultContext context, FaultPlan order, std::vector<std::string> instances)
{
    const auto stream = co_await attachToHub(context.engine, context.deployment);
    if (!stream)
        co_return stream.error();
    if (*stream == nullptr)
        co_return fail(ErrorCode::NotReachable, hasNoHub());
    Answers answers{.wanted = instances.size()};
    for (const std::string &instance : instances)
        static_cast<void>(co_await (*stream)->write(writeAgentOrder(requestOf(order), instance) + '\n'));
    std::vector<Task<void>> tasks;
    tasks.push_back(readAnswers(**stream, answers, context.changed));
    tasks.push_back(closeWhenOver(**stream, answers, context));
    co_await allOf(std::move(tasks));
    if (answers.agents == 0)
        co_return fail(ErrorCode::NotFound,
                       Told{{QT_TRANSLATE_NOOP("phrase", "No agent of a queue took \"%1\"."), order.text},
                            QT_TRANSLATE_NOOP("phrase", "Is its container running?")});
    co_return Result<void>();
}

} // namespace bayplan
