// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/log_reader.h"

#include "engine/wire/docker_stream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <exception>

namespace bayplan {

namespace {

using namespace std::chrono_literals;

constexpr auto handOverEvery = 150ms;
constexpr auto lookEvery = 1s; ///< for containers that were started again, and for new ones

std::string sinceParameter(std::int64_t unixNanoseconds)
{
    std::string fraction = std::to_string(unixNanoseconds % 1'000'000'000);
    fraction.insert(0, 9 - fraction.size(), '0');
    return std::to_string(unixNanoseconds / 1'000'000'000) + "." + fraction;
}

} // namespace

LogReader::LogReader(EngineClient &engine, What what, std::function<bool(const FoundItem &)> isWanted,
                     const std::function<bool(const LogLine &)> &line)
    : m_engine(engine), m_what(std::move(what)), m_isWanted(std::move(isWanted)), m_line(line)
{}

Task<Result<void>> LogReader::run(std::vector<FoundItem> items)
{
    m_waker = std::make_unique<Signal>(co_await boost::asio::this_coro::executor);
    for (const FoundItem &item : items)
        begin(item);
    if (m_what.follow)
        co_await followOn();
    while (m_open > 0) {
        co_await m_waker->wait(handOverEvery);
        askOn();
    }
    handOver(true);
    if (!m_failure.message.empty() && !m_what.follow)
        co_return m_failure;
    co_return Result<void>();
}

/// From where reading it has stopped, or its last lines.
void LogReader::begin(const FoundItem &item)
{
    const bool isNew = !m_readUpTo.contains(item.id);
    if (!m_isWanted(item) || m_reading.contains(item.id) || (!isNew && item.state != "running"))
        return;
    m_reading.insert(item.id);
    ++m_open;
    boost::asio::co_spawn(m_waker->executor(), readOne(item.id, item.labelValue(label::instance)),
                          [this, id = item.id](const std::exception_ptr &broken) {
                              if (broken)
                                  std::rethrow_exception(broken);
                              m_reading.erase(id);
                              m_readUpTo.try_emplace(id, 0);
                              --m_open;
                              m_waker->notify();
                          });
}

Task<void> LogReader::readOne(std::string id, std::string instance)
{
    const auto before = m_readUpTo.find(id);
    const std::string from = before == m_readUpTo.end() || before->second == 0
                                 ? "&tail=" + std::to_string(m_what.tail)
                                 : "&since=" + sinceParameter(before->second + 1);
    EngineCall call;
    call.path =
        "/containers/" + id + "/logs?stdout=1&stderr=1&timestamps=1" + from + (m_what.follow ? "&follow=1" : "");
    call.mayStaySilent = m_what.follow;
    auto stream = co_await m_engine.stream(std::move(call), false);
    if (stream)
        co_await copy(**stream, id, std::move(instance));
    else if (m_failure.message.empty())
        m_failure = stream.error();
}

Task<void> LogReader::copy(EngineStream &stream, std::string id, std::string instance)
{
    m_streams.push_back(&stream);
    const auto take = [&](LogLine line) {
        std::int64_t &last = m_readUpTo[id];
        last = std::max(last, line.unixNanoseconds);
        m_order.add(std::move(line));
    };
    EntryLines output(instance, false, take);
    EntryLines errors(instance, true, take);
    DockerStreamReader frames([&](OutputStream kind, std::string_view bytes) {
        (kind == OutputStream::Error ? errors : output).take(bytes, frames.isFirstPart());
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

/// Until nobody wants more, or nothing is left to be read.
Task<void> LogReader::followOn()
{
    auto nextLook = std::chrono::steady_clock::now() + lookEvery;
    while (!m_isDone && !m_isAllGone) {
        co_await m_waker->wait(handOverEvery);
        handOver(false);
        if (m_isDone || std::chrono::steady_clock::now() < nextLook)
            continue;
        co_await lookForMore();
        nextLook = std::chrono::steady_clock::now() + lookEvery;
    }
}

Task<void> LogReader::lookForMore()
{
    const auto all = co_await listContainers(m_engine, std::string(label::deployment) + "=" + m_what.deployment);
    if (!all || m_isDone)
        co_return; // an engine that does not answer may come back
    m_isAllGone = std::ranges::none_of(*all, m_isWanted) && m_open == 0;
    for (const FoundItem &item : *all)
        begin(item);
}

void LogReader::handOver(bool isEnd)
{
    for (const LogLine &line : m_order.sort(isEnd || !m_what.follow))
        if (!m_isDone && !m_line(line))
            end();
    if (!isEnd)
        askOn();
}

/// Whether anybody wants more.
void LogReader::askOn()
{
    if (!m_isDone && !m_line(LogLine{}))
        end();
}

void LogReader::end()
{
    m_isDone = true;
    for (EngineStream *stream : m_streams)
        stream->close();
    m_engine.giveUpWaiting();
}

} // namespace bayplan
