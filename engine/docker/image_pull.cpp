// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/image_pull.h"

#include "engine/base/durable_file.h"
#include "engine/base/translatable.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_url.h"
#include "engine/docker/json_members.h"
#include "engine/docker/registry_login.h"
#include "engine/wire/docker_stream.h"
#include "engine/wire/http_target.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto tellPullEvery = 200ms;
constexpr auto registrySilenceLimit = 120s;
constexpr std::size_t pullLineBytes = 1U << 16U;

std::uint64_t bytesAt(const json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::string megabytes(std::uint64_t bytes)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(bytes) / 1e6);
    return text.data();
}

struct Trouble {
    std::string_view words;
    ErrorCode code;
    std::string_view advice;
};

/// The engine's words for what a registry says; the first that fits.
constexpr std::array<Trouble, 10> troubles{{
    {"invalid reference format", ErrorCode::InvalidInput,
     QT_TRANSLATE_NOOP("phrase", "Look at the image's name and tag.")},
    {"toomanyrequests", ErrorCode::Refused, QT_TRANSLATE_NOOP("phrase", "Wait, or log in: docker login.")},
    {"rate limit", ErrorCode::Refused, QT_TRANSLATE_NOOP("phrase", "Wait, or log in: docker login.")},
    {"pull access denied", ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("phrase", "Look at the image's name, or log in: docker login.")},
    {"unauthorized", ErrorCode::Refused, QT_TRANSLATE_NOOP("phrase", "Log in: docker login REGISTRY.")},
    {"authentication required", ErrorCode::Refused, QT_TRANSLATE_NOOP("phrase", "Log in: docker login REGISTRY.")},
    {"no basic auth", ErrorCode::Refused, QT_TRANSLATE_NOOP("phrase", "Log in: docker login REGISTRY.")},
    {"manifest unknown", ErrorCode::NotFound, QT_TRANSLATE_NOOP("phrase", "Look at the image's name and tag.")},
    {"not found", ErrorCode::NotFound, QT_TRANSLATE_NOOP("phrase", "Look at the image's name and tag.")},
    {"no matching manifest", ErrorCode::Unsupported,
     QT_TRANSLATE_NOOP("phrase", "The image is not made for this kind of machine.")},
}};

/// `words` are the registry's or the engine's. A registry that is not reached is a failure: the engine has answered.
Error pullError(const std::string &image, std::string words)
{
    constexpr std::string_view engineSays = "The engine says: ";
    if (words.starts_with(engineSays))
        words.erase(0, engineSays.size());
    if (!words.ends_with('.'))
        words += '.';
    const auto *trouble = std::ranges::find_if(
        troubles, [&](const Trouble &each) { return words.find(each.words) != std::string::npos; });
    const bool isKnown = trouble != troubles.end();
    const ErrorCode code = isKnown ? trouble->code : ErrorCode::Failed;
    const Phrase advice =
        isKnown ? Phrase::from("phrase", std::string(trouble->advice))
                : Phrase(QT_TRANSLATE_NOOP(
                      "phrase", "Load the image by hand (docker load), or deploy with stand-ins (--stand-ins)."));
    return fail(code, Told{{QT_TRANSLATE_NOOP("phrase", "The image %1 cannot be pulled: %2"), image, words}, advice},
                {{}, 0, 0, image});
}

Error standsStill(const std::string &image)
{
    return fail(
        ErrorCode::TimedOut,
        Told{{QT_TRANSLATE_NOOP("phrase", "The pull of %1 has not moved for two minutes."), image},
             QT_TRANSLATE_NOOP("phrase", "Look whether the registry can be reached, or deploy with --stand-ins.")},
        {{}, 0, 0, image});
}

/// What goes on beside the reading of the answer: ends it when nobody wants it any more.
struct Pull {
    explicit Pull(boost::asio::any_io_executor executor) : changed(executor) {}

    Signal changed;
    std::unique_ptr<EngineStream> stream;
    std::chrono::steady_clock::time_point lastWord = std::chrono::steady_clock::now();
    bool isOver = false;
    bool isCancelled = false;
    bool isSilent = false;
};

Task<void> watch(EngineClient &engine, std::shared_ptr<Pull> pull, PullHooks hooks)
{
    while (!pull->isOver) {
        co_await pull->changed.wait(tellPullEvery);
        if (pull->isOver)
            break;
        pull->isCancelled = hooks.isCancelled();
        const bool hasBegun = pull->stream != nullptr; // before, the call has a time-out of its own
        pull->isSilent = hasBegun && std::chrono::steady_clock::now() - pull->lastWord > registrySilenceLimit;
        if (hasBegun && (pull->isCancelled || pull->isSilent)) {
            pull->stream->close();
            break;
        }
        if (pull->isCancelled)
            engine.giveUpWaiting();
    }
}

/// Until the end of the answer; the errors are the connection's.
Task<Result<void>> readProgress(Pull &pull, PullProgress &progress, const PullHooks &hooks)
{
    LineSplitter lines([&](std::string_view line) { progress.take(line); }, pullLineBytes);
    auto told = std::chrono::steady_clock::time_point();
    for (;;) {
        const auto bytes = co_await pull.stream->read();
        if (!bytes)
            co_return bytes.error();
        if (bytes->empty())
            break;
        lines.take(*bytes);
        pull.lastWord = std::chrono::steady_clock::now();
        if (pull.lastWord - told >= tellPullEvery) {
            told = pull.lastWord;
            hooks.progress(progress.text());
        }
    }
    lines.finish();
    co_return Result<void>();
}

/// Errors: the connection's and the engine's.
Task<Result<void>> carryOut(EngineClient &engine, EngineCall call, Pull &pull, PullProgress &progress,
                            const PullHooks &hooks)
{
    auto stream = co_await engine.stream(std::move(call), false);
    if (!stream)
        co_return stream.error();
    pull.stream = std::move(*stream);
    pull.lastWord = std::chrono::steady_clock::now();
    co_return co_await readProgress(pull, progress, hooks);
}

} // namespace

ImageReference parseImageReference(std::string_view text)
{
    ImageReference reference;
    const auto at = text.find('@');
    std::string_view name = text.substr(0, at);
    const auto slash = name.rfind('/');
    const auto colon = name.find(':', slash == std::string_view::npos ? 0 : slash);
    reference.version = at != std::string_view::npos      ? text.substr(at + 1)
                        : colon != std::string_view::npos ? name.substr(colon + 1)
                                                          : std::string_view("latest");
    name = name.substr(0, colon);
    reference.name = name;
    // The first part is a registry when it looks like a host.
    const std::string_view first = name.substr(0, name.find('/'));
    const bool isHost =
        first.size() < name.size() && (first.find_first_of(".:") != std::string_view::npos || first == "localhost");
    reference.registry = isHost ? first : std::string_view(dockerHub);
    return reference;
}

Error deployStopped()
{
    return fail(ErrorCode::Interrupted, Told{QT_TRANSLATE_NOOP("phrase", "The deploy was stopped."), {}});
}

void PullProgress::take(std::string_view line)
{
    const json value = json::parse(line, nullptr, false);
    if (!value.is_object())
        return;
    if (value.contains("errorDetail"))
        m_failure = textAt(value["errorDetail"], "message");
    if (const std::string error = textAt(value, "error"); m_failure.empty())
        m_failure = error;
    const std::string status = textAt(value, "status");
    const std::string id = textAt(value, "id");
    if (!status.empty())
        m_status = status;
    if (id.empty())
        return;
    Layer &layer = m_layers[id];
    const json detail = value.value("progressDetail", json::object());
    if (status == "Downloading") {
        layer.bytes = bytesAt(detail, "current");
        layer.total = std::max(layer.total, bytesAt(detail, "total"));
    } else if (status == "Download complete" || status == "Pull complete") {
        layer.bytes = layer.total;
    }
}

std::string PullProgress::text() const
{
    Layer sum;
    for (const auto &[id, layer] : m_layers) {
        sum.bytes += layer.bytes;
        sum.total += layer.total;
    }
    return sum.total > 0 ? megabytes(sum.bytes) + " of " + megabytes(sum.total) + " MB" : m_status;
}

Task<Result<void>> pullImage(EngineClient &engine, std::string image, PullHooks hooks)
{
    const ImageReference reference = parseImageReference(image);
    EngineCall call;
    call.method = "POST";
    call.path =
        "/images/create?fromImage=" + percentEncoded(reference.name) + "&tag=" + percentEncoded(reference.version);
    const auto config = readWhole(dockerConfigFolder() + "/config.json", dockerConfigLimitBytes);
    if (std::string auth = registryAuthFrom(config ? *config : "", reference.registry); !auth.empty())
        call.headers.emplace_back("X-Registry-Auth", std::move(auth));
    call.timeout = registrySilenceLimit; // an engine answers when the registry has
    const auto pull = std::make_shared<Pull>(co_await boost::asio::this_coro::executor);
    boost::asio::co_spawn(pull->changed.executor(), watch(engine, pull, hooks), boost::asio::detached);
    PullProgress progress;
    const auto read = co_await carryOut(engine, std::move(call), *pull, progress, hooks);
    pull->isOver = true;
    pull->changed.notify();
    if (pull->isCancelled)
        co_return deployStopped();
    if (pull->isSilent || (!read && read.error().code == ErrorCode::TimedOut))
        co_return standsStill(image);
    if (!progress.failure().empty())
        co_return pullError(image, progress.failure());
    if (!read && read.error().code == ErrorCode::NotReachable)
        co_return about("image " + image, read.error());
    if (!read)
        co_return pullError(image, read.error().message);
    co_return Result<void>();
}

} // namespace bayplan
