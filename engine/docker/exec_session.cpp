// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/exec_session.h"

#include "engine/base/translatable.h"
#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"
#include "engine/docker/json_members.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr int cannotRun = 126, notThere = 127; ///< exit codes of a program that could not be started

EngineCall postCall(std::string path, const json &body)
{
    EngineCall call;
    call.method = "POST";
    call.path = std::move(path);
    call.body = body.dump();
    return call;
}

std::vector<std::string> shellOr(const std::vector<std::string> &command)
{
    if (!command.empty())
        return command;
    return {"/bin/sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"};
}

Task<Result<FoundItem>> containerOf(EngineClient &engine, std::string deployment, std::string instance)
{
    const auto all = co_await listContainers(engine, std::string(label::deployment) + "=" + deployment);
    if (!all)
        co_return all.error();
    const auto found =
        std::ranges::find_if(*all, [&](const FoundItem &item) { return item.labelValue(label::instance) == instance; });
    if (found == all->end())
        co_return fail(ErrorCode::NotFound,
                       Told{{QT_TRANSLATE_NOOP("phrase", "There is no container %1 in \"%2\"."), instance, deployment},
                            QT_TRANSLATE_NOOP("phrase", "Look at what runs, or deploy the drawing.")});
    co_return *found;
}

bool saysNoProgram(const std::string &words)
{
    return words.find("no such file or directory") != std::string::npos ||
           words.find("executable file not found") != std::string::npos ||
           words.find("executable file `") != std::string::npos;
}

Error noShell(const FoundItem &item)
{
    const std::string instance = item.labelValue(label::instance);
    const Phrase message =
        item.isOfAgentImage()
            ? Phrase(QT_TRANSLATE_NOOP("phrase", "The image %1 of %2 has no shell: it holds nothing but the agent."),
                     item.image, instance)
            : Phrase(QT_TRANSLATE_NOOP("phrase", "The image %1 of %2 has no shell."), item.image, instance);
    return fail(ErrorCode::NotFound,
                Told{message,
                     {QT_TRANSLATE_NOOP("phrase", "Look beside it with another image: docker run -it --rm --network "
                                                  "container:%1 --pid container:%1 busybox sh"),
                      item.name}});
}

struct ExecState {
    ExecState(ExecWhat chosen, ExecHooks given) : what(std::move(chosen)), hooks(std::move(given)) {}

    // ---- any thread ----
    const ExecWhat what;
    boost::asio::io_context io{1};
    std::mutex mutex; ///< held while a hook is called, so that none is called when the session has gone
    ExecHooks hooks;
    std::atomic<bool> isOver = false;

    // ---- its own thread ----
    EngineClient *engine = nullptr;
    EngineStream *stream = nullptr;
    std::string execId, unsent;
    int columns = 0, rows = 0;
    bool isWriting = false;

    void say(const std::string &bytes)
    {
        const std::lock_guard lock(mutex);
        if (hooks.output)
            hooks.output(bytes);
    }

    void end(const Result<int> &outcome)
    {
        const std::lock_guard lock(mutex);
        if (hooks.ended)
            hooks.ended(outcome);
    }

    static Task<void> flush(std::shared_ptr<ExecState> self)
    {
        if (self->isWriting)
            co_return;
        self->isWriting = true;
        while (self->stream != nullptr && !self->unsent.empty())
            if (const auto written = co_await self->stream->write(std::exchange(self->unsent, {})); !written)
                break;
        self->isWriting = false;
    }

    static Task<void> tellSize(std::shared_ptr<ExecState> self)
    {
        if (self->engine == nullptr || self->execId.empty())
            co_return;
        EngineCall call;
        call.method = "POST";
        call.path =
            "/exec/" + self->execId + "/resize?h=" + std::to_string(self->rows) + "&w=" + std::to_string(self->columns);
        call.timeout = 5s;
        static_cast<void>(co_await self->engine->call(std::move(call)));
    }

    static Task<Result<int>> run(std::shared_ptr<ExecState> self, EngineClient &engine)
    {
        const auto container = co_await containerOf(engine, self->what.deployment, self->what.instance);
        if (!container)
            co_return container.error();
        if (container->state != "running")
            co_return fail(ErrorCode::Refused,
                           container->state == "paused"
                               ? Told{{QT_TRANSLATE_NOOP("phrase", "%1 is paused."), self->what.instance},
                                      QT_TRANSLATE_NOOP("phrase", "Resume it first.")}
                               : Told{{QT_TRANSLATE_NOOP("phrase", "%1 does not run."), self->what.instance},
                                      QT_TRANSLATE_NOOP("phrase", "Start it first.")});
        json body;
        body["AttachStdin"] = body["AttachStdout"] = body["AttachStderr"] = body["Tty"] = true;
        body["Cmd"] = shellOr(self->what.command);
        body["Env"] = json::array({"TERM=dumb"}); // lines and colours are shown, and no more
        const auto made = co_await engine.call(postCall("/containers/" + container->id + "/exec", body));
        if (!made)
            co_return made.error();
        self->execId = textAt(json::parse(*made, nullptr, false), "Id");
        co_return co_await follow(self, engine, *container);
    }

    static Task<Result<int>> follow(std::shared_ptr<ExecState> self, EngineClient &engine, FoundItem container)
    {
        json body;
        body["Detach"] = false;
        body["Tty"] = true;
        const auto stream = co_await engine.stream(postCall("/exec/" + self->execId + "/start", body), true);
        if (!stream && saysNoProgram(stream.error().message))
            co_return noShell(container);
        if (!stream)
            co_return stream.error();
        self->stream = stream->get();
        co_await tellSize(self);
        co_await flush(self);
        std::string last; // what an engine says of a program that it could not start
        while (!self->isOver) {
            auto bytes = co_await (*stream)->read();
            if (!bytes || bytes->empty())
                break;
            last = bytes->substr(0, 4096);
            self->say(*bytes);
        }
        self->stream = nullptr;
        co_return co_await exitCode(engine, self->execId, container, last);
    }

    static Task<Result<int>> exitCode(EngineClient &engine, std::string execId, FoundItem container, std::string last)
    {
        EngineCall call;
        call.path = "/exec/" + execId + "/json";
        const auto answer = co_await engine.call(std::move(call));
        if (!answer)
            co_return answer.error();
        const json value = json::parse(*answer, nullptr, false);
        const auto code = value.is_object() ? value.find("ExitCode") : value.end();
        const int exit = code != value.end() && code->is_number_integer() ? code->get<int>() : 0;
        if ((exit == cannotRun || exit == notThere) && saysNoProgram(last))
            co_return noShell(container);
        co_return exit;
    }

    static Task<void> live(std::shared_ptr<ExecState> self)
    {
        auto url = resolveEngineUrl(self->what.engineUrl);
        if (!url) {
            self->end(url.error());
            co_return;
        }
        EngineClient client(self->io.get_executor(), std::move(*url));
        Result<int> outcome = 0;
        if (const auto opened = co_await client.open(); !opened) {
            outcome = opened.error();
        } else {
            self->engine = &client;
            outcome = co_await run(self, client);
            self->engine = nullptr;
        }
        self->isOver = true;
        self->end(outcome);
    }

    /// An interrupt and the end of the input, which a shell takes for its own; then the connection.
    static Task<void> close(std::shared_ptr<ExecState> self)
    {
        self->unsent += "\x03\x04";
        co_await flush(self);
        co_await sleepFor(200ms);
        self->isOver = true;
        if (self->stream != nullptr)
            self->stream->close();
    }
};

/// Handles that outlive nobody: the thread holds the state as long as it needs it.
class EngineExec final : public ExecSession {
public:
    EngineExec(ExecWhat what, ExecHooks hooks) : m_state(std::make_shared<ExecState>(std::move(what), std::move(hooks)))
    {
        m_state->columns = m_state->what.columns;
        m_state->rows = m_state->what.rows;
        std::thread([state = m_state] {
            boost::asio::co_spawn(state->io, ExecState::live(state), boost::asio::detached);
            state->io.run();
        }).detach();
    }

    ~EngineExec() override
    {
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->hooks = {};
        }
        onThread(
            [state = m_state] { boost::asio::co_spawn(state->io, ExecState::close(state), boost::asio::detached); });
    }

    void write(std::string bytes) override
    {
        onThread([state = m_state, bytes = std::move(bytes)] {
            state->unsent += bytes;
            boost::asio::co_spawn(state->io, ExecState::flush(state), boost::asio::detached);
        });
    }

    void resize(int columns, int rows) override
    {
        onThread([state = m_state, columns, rows] {
            state->columns = columns;
            state->rows = rows;
            boost::asio::co_spawn(state->io, ExecState::tellSize(state), boost::asio::detached);
        });
    }

private:
    template <class Act>
    void onThread(Act act)
    {
        if (!m_state->isOver)
            boost::asio::post(m_state->io, std::move(act));
    }

    std::shared_ptr<ExecState> m_state;
};

} // namespace

std::unique_ptr<ExecSession> startExec(ExecWhat what, ExecHooks hooks)
{
    return std::make_unique<EngineExec>(std::move(what), std::move(hooks));
}

Result<std::string> containerNameOf(const std::string &engineUrl, const std::string &deployment,
                                    const std::string &instance)
{
    return withEngine<std::string>(engineUrl, [&](EngineClient &engine) -> Task<Result<std::string>> {
        const auto found = co_await containerOf(engine, deployment, instance);
        if (!found)
            co_return found.error();
        co_return found->name;
    });
}

} // namespace bayplan
