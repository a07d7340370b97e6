// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/log_reader.h"

#include "engine/base/translatable.h"
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

Error notWhole(const std::string &instance)
{
    return fail(
        ErrorCode::Failed,
        Told{{QT_TRANSLATE_NOOP("phrase", "What the engine gives as the log of %1 is not in whole frames."), instance},
             QT_TRANSLATE_NOOP("phrase", "Look whether docker logs reads it, and at the engine's own log.")},
        {{}, 0, 0, instance});
}

/// While an engine is away. It may come back.
bool passes(const Error &failure)
{
    return failure.code == ErrorCode::NotReachable || failure.code == ErrorCode::TimedOut;
}

/// Of a container that was removed after it was listed.
bool isOfRemoved(const Error &failure)
{
    return failure.code == ErrorCode::NotFound || failure.code == ErrorCode::Conflict;
}

} // namespace

LogReader::LogReader(EngineClient &engine, What what, std::function<bool(const FoundItem &)> isWanted,
                     const std::function<bool(const LogLine &)> &line,
                     const std::function<void(const Error &)> &trouble)
    : m_engine(engine), m_what(std::move(what)), m_isWanted(std::move(isWanted)), m_line(line), m_trouble(trouble)
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
        if (isOver())
            closeAll(); // what was on its way when it ended
    }
    handOver(true);
    if (m_failure)
        co_return *m_failure;
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
    const auto read = stream ? co_await copy(**stream, id, std::move(instance)) : Result<void>(stream.error());
    if (!read)
        note(read.error());
}

void LogReader::note(const Error &failure)
{
    if (m_isDone || m_failure || (m_what.follow && isOfRemoved(failure)))
        return;
    if (m_what.follow && passes(failure)) {
        if (m_trouble && !std::exchange(m_hasToldTrouble, true))
            m_trouble(failure);
        return;
    }
    m_failure = failure;
    if (isOver())
        closeAll();
}

Task<Result<void>> LogReader::copy(EngineStream &stream, std::string id, std::string instance)
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
    Result<void> outcome;
    while (!isOver() && outcome) {
        const auto bytes = co_await stream.read();
        if (!bytes)
            outcome = bytes.error();
        else if (bytes->empty() ? frames.isInFrame() : !frames.take(*bytes))
            outcome = notWhole(instance);
        else if (bytes->empty())
            break;
    }
    output.finish();
    errors.finish();
    std::erase(m_streams, &stream);
    co_return outcome;
}

/// Until nobody wants more, nothing is left to be read, or something cannot be read at all.
Task<void> LogReader::followOn()
{
    auto nextLook = std::chrono::steady_clock::now() + lookEvery;
    while (!isOver() && !m_isAllGone) {
        co_await m_waker->wait(handOverEvery);
        handOver(false);
        if (isOver() || std::chrono::steady_clock::now() < nextLook)
            continue;
        co_await lookForMore();
        nextLook = std::chrono::steady_clock::now() + lookEvery;
    }
}

Task<void> LogReader::lookForMore()
{
    const auto all = co_await listContainers(m_engine, std::string(label::deployment) + "=" + m_what.deployment);
    if (!all)
        note(all.error());
    if (!all || isOver())
        co_return;
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
    closeAll();
}

void LogReader::closeAll()
{
    for (EngineStream *stream : m_streams)
        stream->close();
    m_engine.giveUpWaiting();
}

} // namespace bayplan
