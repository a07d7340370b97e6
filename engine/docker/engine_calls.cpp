// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_calls.h"

#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_protocol.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/http_target.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>

namespace bayplan {

namespace {

namespace asio = boost::asio;
using nlohmann::json;
using namespace std::chrono_literals;

std::string filterQuery(const std::string &labelFilter)
{
    json filters;
    filters["label"] = json::array({labelFilter});
    return labelFilter.empty() ? std::string() : "filters=" + percentEncoded(filters.dump());
}

EngineCall callOf(std::string method, std::string path, std::string body = {})
{
    EngineCall call;
    call.method = std::move(method);
    call.path = std::move(path);
    call.body = std::move(body);
    return call;
}

Task<Result<void>> perform(EngineClient &engine, EngineCall call)
{
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return Result<void>();
}

/// Removing it goes on, or what shares its network is still going.
bool saysNotYet(const Error &error)
{
    return error.message.find("already in progress") != std::string::npos ||
           error.message.find("has dependent containers") != std::string::npos;
}

} // namespace

Task<void> Signal::wait(std::chrono::milliseconds atMost)
{
    // Each waiter has the one timer's wait in common; a notify() cancels, and so wakes, them all.
    const auto now = asio::steady_timer::clock_type::now();
    if (m_timer.expiry() < now || m_timer.expiry() > now + atMost)
        m_timer.expires_after(atMost);
    co_await m_timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

Slots::Slot::~Slot()
{
    if (m_slots == nullptr)
        return;
    ++m_slots->m_free;
    m_slots->m_changed.notify();
}

Task<Slots::Slot> Slots::take(std::size_t urgency)
{
    const auto place = m_waiting.insert(urgency);
    while (m_free == 0 || *m_waiting.begin() > urgency)
        co_await m_changed.wait(1000ms);
    m_waiting.erase(place);
    --m_free;
    if (m_free > 0)
        m_changed.notify();
    co_return Slot(this);
}

Task<void> allOf(std::vector<Task<void>> tasks)
{
    const auto executor = co_await asio::this_coro::executor;
    const auto left = std::make_shared<std::size_t>(tasks.size());
    const auto ended = std::make_shared<Signal>(executor);
    for (Task<void> &task : tasks)
        asio::co_spawn(executor, std::move(task), [left, ended](const std::exception_ptr &broken) {
            if (broken)
                std::rethrow_exception(broken);
            --*left;
            ended->notify();
        });
    while (*left > 0)
        co_await ended->wait(1h);
}

Task<void> sleepFor(std::chrono::milliseconds time)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

bool isInDoubt(const Error &error)
{
    return error.code == ErrorCode::NotReachable || error.code == ErrorCode::TimedOut;
}

Task<Result<std::vector<FoundItem>>> listContainers(EngineClient &engine, std::string labelFilter)
{
    EngineCall call = callOf("GET", "/containers/json?all=1&" + filterQuery(labelFilter));
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    auto list = readContainerList(*answer);
    // Podman's listing says nothing of whose network a container is in.
    for (std::size_t i = 0; engine.isPodman() && list && i < list->size(); ++i) {
        FoundItem &item = (*list)[i];
        if (item.labelValue(label::pod).empty() || !item.networkMode.empty())
            continue;
        if (const auto details = co_await inspectContainer(engine, item.id))
            item.networkMode = details->networkMode;
    }
    co_return list;
}

Task<Result<std::vector<FoundNetwork>>> listNetworks(EngineClient &engine)
{
    // The engine's network code may hang while the rest answers: a short time says so.
    EngineCall call = callOf("GET", "/networks");
    call.timeout = engine.patience();
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return readNetworkList(*answer);
}

Task<Result<std::vector<FoundVolume>>> listVolumes(EngineClient &engine, std::string labelFilter)
{
    EngineCall call = callOf("GET", "/volumes?" + filterQuery(labelFilter));
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return readVolumeList(*answer);
}

Task<Result<ContainerDetails>> inspectContainer(EngineClient &engine, std::string id)
{
    EngineCall call = callOf("GET", "/containers/" + id + "/json");
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return readContainerDetails(*answer);
}

Task<Result<bool>> hasImage(EngineClient &engine, std::string image)
{
    EngineCall call = callOf("GET", "/images/" + percentEncoded(image) + "/json");
    const auto answer = co_await engine.call(std::move(call));
    if (answer)
        co_return true;
    if (answer.error().code == ErrorCode::NotFound)
        co_return false;
    co_return answer.error();
}

Task<Result<std::set<std::string>>> missingImages(EngineClient &engine, std::set<std::string> images)
{
    std::set<std::string> missing;
    for (const std::string &image : images) {
        const auto found = co_await hasImage(engine, image);
        if (!found)
            co_return found.error();
        if (!*found)
            missing.insert(image);
    }
    co_return missing;
}

Task<Result<void>> loadImage(EngineClient &engine, std::string archive)
{
    EngineCall call = callOf("POST", "/images/load?quiet=0", std::move(archive));
    call.contentType = "application/x-tar";
    call.timeout = 120s;
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return checkProgressLines(*answer, "POST /images/load");
}

Task<Result<std::string>> createContainer(EngineClient &engine, std::string name, std::string body)
{
    EngineCall call = callOf("POST", "/containers/create?name=" + percentEncoded(name), std::move(body));
    call.timeout = 120s;
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    const json value = json::parse(*answer, nullptr, false);
    if (!value.is_object() || !value.contains("Id") || !value["Id"].is_string())
        co_return fail(ErrorCode::Failed, "The engine has made a container and does not say which.");
    co_return value["Id"].get<std::string>();
}

Task<Result<void>> putFiles(EngineClient &engine, std::string id, std::string archive)
{
    EngineCall call = callOf("PUT", "/containers/" + id + "/archive?path=/", std::move(archive));
    call.contentType = "application/x-tar";
    call.timeout = 60s;
    return perform(engine, std::move(call));
}

Task<Result<void>> startContainer(EngineClient &engine, std::string id)
{
    EngineCall call = callOf("POST", "/containers/" + id + "/start");
    call.timeout = 60s;
    return perform(engine, std::move(call));
}

Task<Result<void>> stopContainer(EngineClient &engine, std::string id)
{
    EngineCall call = callOf("POST", "/containers/" + id + "/stop");
    call.timeout = 10min;
    return perform(engine, std::move(call));
}

Task<Result<std::unique_ptr<EngineStream>>> attachTo(EngineClient &engine, std::string id)
{
    return engine.stream(callOf("POST", "/containers/" + id + "/attach?stream=1&stdin=1&stdout=1&stderr=1"), true);
}

Task<Result<std::unique_ptr<EngineStream>>> attachToHub(EngineClient &engine, std::string deployment)
{
    const auto all = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
    if (!all)
        co_return all.error();
    const auto hub = std::ranges::find_if(*all, [](const FoundItem &item) {
        return item.labelValue(label::instance) == hubInstance && item.state == "running";
    });
    if (hub == all->end())
        co_return std::unique_ptr<EngineStream>();
    co_return co_await attachTo(engine, hub->id);
}

Task<Result<void>> actOnContainer(EngineClient &engine, std::string id, std::string verb)
{
    EngineCall call = callOf("POST", "/containers/" + id + "/" + verb);
    call.timeout = 60s;
    return perform(engine, std::move(call));
}

Task<Result<void>> removeContainer(EngineClient &engine, std::string id)
{
    for (int attempt = 0;; ++attempt) {
        EngineCall call = callOf("DELETE", "/containers/" + id + "?force=1&v=1");
        call.timeout = 60s;
        const auto answer = co_await perform(engine, std::move(call));
        if (answer || answer.error().code == ErrorCode::NotFound)
            co_return Result<void>();
        if (!saysNotYet(answer.error()) || attempt == 50)
            co_return answer.error();
        co_await sleepFor(100ms);
    }
}

Task<Result<void>> removeVolume(EngineClient &engine, std::string name)
{
    EngineCall call = callOf("DELETE", "/volumes/" + percentEncoded(name));
    const auto answer = co_await perform(engine, std::move(call));
    if (!answer && answer.error().code != ErrorCode::NotFound)
        co_return answer.error();
    co_return Result<void>();
}

Task<Result<void>> removeNetwork(EngineClient &engine, std::string id)
{
    for (int attempt = 0;; ++attempt) {
        EngineCall call = callOf("DELETE", "/networks/" + id);
        const auto answer = co_await perform(engine, std::move(call));
        if (answer || answer.error().code == ErrorCode::NotFound)
            co_return Result<void>();
        const bool mayPass = answer.error().message.find("active endpoints") != std::string::npos;
        if (!mayPass || attempt == 20)
            co_return answer.error();
        co_await sleepFor(250ms);
    }
}

Task<std::string> lastLines(EngineClient &engine, std::string id, int lines)
{
    EngineCall call = callOf("GET", "/containers/" + id + "/logs?stdout=1&stderr=1&tail=" + std::to_string(lines));
    const auto answer = co_await engine.call(std::move(call));
    std::string text;
    if (!answer)
        co_return text;
    DockerStreamReader frames([&](OutputStream, std::string_view bytes) { text.append(bytes); });
    static_cast<void>(frames.take(*answer));
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    co_return text;
}

} // namespace bayplan
