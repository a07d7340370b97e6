// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/hub_talk.h"

#include "engine/base/translatable.h"
#include "engine/wire/docker_stream.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <map>
#include <memory>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view historyBegins = "{\"history\":";

/// One question to the hub and its answer, which a line that says "snapshot" or "pong" ends.
struct HubQuestion {
    std::string commands; ///< lines
    std::string_view end;
    Duration atMost;
};

Task<void> closeAfter(EngineStream &stream, Signal &done, Duration atMost, const bool &isDone)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (!isDone && std::chrono::steady_clock::now() < end)
        co_await done.wait(std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()));
    stream.close();
}

Task<void> readAnswer(EngineStream &stream, const HubQuestion &question, std::vector<Telemetry> &reports, Signal &done,
                      bool &isDone)
{
    LineSplitter lines(
        [&](std::string_view line) {
            const bool isPast = line.starts_with(historyBegins) && line.ends_with('}');
            if (isPast)
                line = line.substr(historyBegins.size(), line.size() - historyBegins.size() - 1);
            if (auto report = readTelemetry(line))
                reports.push_back(std::move(*report));
            else if (line.find(question.end) != std::string_view::npos)
                isDone = true;
        },
        telemetryLimitBytes + historyBegins.size() + 1);
    DockerStreamReader frames([&](OutputStream kind, std::string_view bytes) {
        if (kind == OutputStream::Output)
            lines.take(bytes);
    });
    static_cast<void>(co_await stream.write(question.commands));
    while (!isDone) {
        const auto bytes = co_await stream.read();
        if (!bytes || bytes->empty() || !frames.take(*bytes))
            break;
    }
    isDone = true;
    done.notify();
}

Task<Result<std::vector<Telemetry>>> askHub(EngineClient &engine, std::string deployment, HubQuestion question)
{
    const auto stream = co_await attachToHub(engine, deployment);
    if (!stream)
        co_return stream.error();
    std::vector<Telemetry> reports;
    if (*stream == nullptr)
        co_return reports;
    bool isDone = false;
    Signal done(co_await boost::asio::this_coro::executor);
    std::vector<Task<void>> tasks;
    tasks.push_back(readAnswer(**stream, question, reports, done, isDone));
    tasks.push_back(closeAfter(**stream, done, question.atMost, isDone));
    co_await allOf(std::move(tasks));
    co_return reports;
}

} // namespace

Told hasNoHub()
{
    return {QT_TRANSLATE_NOOP("phrase", "The deployment has no hub that runs."),
            QT_TRANSLATE_NOOP("phrase", "Deploy it again.")};
}

Task<Result<std::vector<Telemetry>>> hubSample(EngineClient &engine, std::string deployment, Duration atMost)
{
    HubQuestion question{"{\"command\":\"snapshot\"}\n", "\"snapshot\"", atMost};
    auto reports = co_await askHub(engine, std::move(deployment), std::move(question));
    if (!reports)
        co_return reports.error();
    std::map<std::string, Telemetry> newest;
    for (Telemetry &report : *reports) {
        std::string instance = report.instance;
        newest.insert_or_assign(std::move(instance), std::move(report));
    }
    std::vector<Telemetry> list;
    for (auto &[instance, report] : newest)
        list.push_back(std::move(report));
    co_return list;
}

Task<std::vector<Telemetry>> hubHistory(EngineClient &engine, std::string deployment, std::int64_t sinceUnix)
{
    HubQuestion question{"{\"command\":\"history\",\"since\":" + std::to_string(sinceUnix) +
                             "}\n{\"command\":\"ping\"}\n",
                         "\"pong\"", 8s};
    auto reports = co_await askHub(engine, std::move(deployment), std::move(question));
    if (!reports)
        co_return std::vector<Telemetry>();
    std::ranges::stable_sort(*reports, {}, &Telemetry::unixNanoseconds);
    co_return std::move(*reports);
}

} // namespace bayplan
