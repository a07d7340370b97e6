// SPDX-License-Identifier: Apache-2.0
// What containers write: their logs as lines, merged, and a sample of the hub's telemetry.
#include "engine/docker/deployment_run.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/wire/docker_stream.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <memory>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t logLineBytes = 1U << 20U;

/// Everything that follows goes through one executor, so lines are handed on in the order in which they arrive.
class LogReader {
public:
    LogReader(EngineClient &engine, bool follow, int tail, const std::function<bool(const LogLine &)> &line)
        : m_engine(engine), m_follow(follow), m_tail(tail), m_line(line)
    {}

    Task<Result<void>> run(std::vector<FoundItem> items)
    {
        m_waker = std::make_unique<Signal>(co_await boost::asio::this_coro::executor);
        std::vector<Task<void>> tasks;
        for (const FoundItem &item : items)
            tasks.push_back(readOne(item));
        m_open = tasks.size();
        if (m_follow)
            tasks.push_back(watch());
        co_await allOf(std::move(tasks));
        if (!m_failure.message.empty())
            co_return m_failure;
        co_return Result<void>();
    }

private:
    Task<void> readOne(FoundItem item)
    {
        EngineCall call;
        call.path = "/containers/" + item.id + "/logs?stdout=1&stderr=1&timestamps=1&tail=" + std::to_string(m_tail) +
                    (m_follow ? "&follow=1" : "");
        auto stream = co_await m_engine.stream(std::move(call), false);
        if (stream)
            co_await copy(**stream, item.labelValue(label::instance));
        else if (m_failure.message.empty())
            m_failure = stream.error();
        --m_open;
        m_waker->notify();
    }

    Task<void> copy(EngineStream &stream, std::string instance)
    {
        m_streams.push_back(&stream);
        LineSplitter output([&](std::string_view text) { hand(instance, false, text); }, logLineBytes);
        LineSplitter errors([&](std::string_view text) { hand(instance, true, text); }, logLineBytes);
        DockerStreamReader frames([&](OutputStream kind, std::string_view bytes) {
            (kind == OutputStream::Error ? errors : output).take(bytes);
        });
        while (!m_isDone) {
            const auto bytes = co_await stream.read();
            if (!bytes || bytes->empty() || !frames.take(*bytes))
                break;
        }
        output.finish();
        errors.finish();
        std::erase(m_streams, &stream);
    }

    void hand(const std::string &instance, bool isError, std::string_view text)
    {
        if (m_isDone)
            return;
        LogLine line{instance, isError, {}, std::string(text)};
        if (const auto space = text.find(' '); space != std::string_view::npos) {
            line.timestamp = text.substr(0, space);
            line.text = text.substr(space + 1);
        }
        if (!m_line(line))
            end();
    }

    /// Asks now and then, with an empty line, whether more is wanted: containers may be silent for ever.
    Task<void> watch()
    {
        while (!m_isDone && m_open > 0) {
            co_await m_waker->wait(200ms);
            if (!m_isDone && !m_line(LogLine{}))
                end();
        }
    }

    void end()
    {
        m_isDone = true;
        for (EngineStream *stream : m_streams)
            stream->close();
    }

    EngineClient &m_engine;
    bool m_follow;
    int m_tail;
    const std::function<bool(const LogLine &)> &m_line;
    std::unique_ptr<Signal> m_waker;
    std::vector<EngineStream *> m_streams;
    std::size_t m_open = 0;
    bool m_isDone = false;
    Error m_failure;
};

bool isWanted(const FoundItem &item, const std::vector<std::string> &instances)
{
    const std::string instance = item.labelValue(label::instance);
    if (instances.empty())
        return instance != hubInstance;
    return std::ranges::any_of(instances, [&](const std::string &wanted) {
        return wanted == instance || wanted == item.labelValue(label::pod) || wanted == item.labelValue(label::node);
    });
}

Task<void> closeAfter(EngineStream &stream, Signal &done, Duration atMost, const bool &isDone)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (!isDone && std::chrono::steady_clock::now() < end)
        co_await done.wait(std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()));
    stream.close();
}

/// Reads until the line that says that the snapshot is whole.
Task<void> readSnapshot(EngineStream &stream, std::vector<Telemetry> &reports, Signal &done, bool &isDone)
{
    LineSplitter lines(
        [&](std::string_view line) {
            if (auto report = readTelemetry(line))
                reports.push_back(std::move(*report));
            else if (line.find("\"snapshot\"") != std::string_view::npos)
                isDone = true;
        },
        telemetryLimitBytes);
    DockerStreamReader frames([&](OutputStream kind, std::string_view bytes) {
        if (kind == OutputStream::Output)
            lines.take(bytes);
    });
    static_cast<void>(co_await stream.write("{\"command\":\"snapshot\"}\n"));
    while (!isDone) {
        const auto bytes = co_await stream.read();
        if (!bytes || bytes->empty() || !frames.take(*bytes))
            break;
    }
    isDone = true;
    done.notify();
}

/// Of each instance the newest, in order of name.
std::vector<Telemetry> newest(std::vector<Telemetry> reports)
{
    std::map<std::string, Telemetry> byInstance;
    for (Telemetry &report : reports) {
        std::string instance = report.instance;
        byInstance.insert_or_assign(std::move(instance), std::move(report));
    }
    std::vector<Telemetry> list;
    for (auto &[instance, report] : byInstance)
        list.push_back(std::move(report));
    return list;
}

Task<Result<std::vector<Telemetry>>> sample(EngineClient &engine, std::string deployment, Duration atMost)
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
    tasks.push_back(readSnapshot(**stream, reports, done, isDone));
    tasks.push_back(closeAfter(**stream, done, atMost, isDone));
    co_await allOf(std::move(tasks));
    co_return newest(std::move(reports));
}

} // namespace

Result<void> readLogs(const std::string &engineUrl, const std::string &deployment,
                      const std::vector<std::string> &instances, bool follow, int tail,
                      const std::function<bool(const LogLine &)> &line)
{
    return withEngine<void>(engineUrl, [&](EngineClient &engine) -> Task<Result<void>> {
        auto all = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
        if (!all)
            co_return all.error();
        std::erase_if(*all, [&](const FoundItem &item) { return !isWanted(item, instances); });
        if (all->empty())
            co_return fail(ErrorCode::NotFound,
                           "There is nothing of that name in the deployment \"" + deployment + "\".",
                           "bayplanctl status lists what runs.");
        LogReader reader(engine, follow, tail, line);
        co_return co_await reader.run(std::move(*all));
    });
}

Result<std::vector<Telemetry>> sampleTelemetry(const std::string &engineUrl, const std::string &deployment,
                                               Duration atMost)
{
    return withEngine<std::vector<Telemetry>>(engineUrl,
                                              [&](EngineClient &engine) { return sample(engine, deployment, atMost); });
}

} // namespace bayplan
