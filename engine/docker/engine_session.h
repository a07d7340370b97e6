// SPDX-License-Identifier: Apache-2.0
// One question to an engine, asked and answered in the calling thread.
#pragma once

#include "engine/docker/engine_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace bayplan {

/// Opens the engine at the URL, runs `ask(EngineClient &)`, a callable giving Task<Result<T>>, and returns its result.
template <class T, class Ask>
Result<T> withEngine(EngineUrl url, Ask ask)
{
    boost::asio::io_context io(1);
    EngineClient engine(io.get_executor(), std::move(url));
    std::optional<Result<T>> outcome;
    const auto whole = [](EngineClient &client, Ask &question) -> Task<Result<T>> {
        if (const auto opened = co_await client.open(); !opened)
            co_return opened.error();
        co_return co_await question(client);
    };
    boost::asio::co_spawn(io, whole(engine, ask), [&outcome](const std::exception_ptr &broken, Result<T> result) {
        if (broken)
            std::rethrow_exception(broken);
        outcome = std::move(result);
    });
    io.run();
    return std::move(*outcome);
}

template <class T, class Ask>
Result<T> withEngine(const std::string &engineUrl, Ask ask)
{
    auto url = resolveEngineUrl(engineUrl);
    if (!url)
        return url.error();
    return withEngine<T>(std::move(*url), std::move(ask));
}

} // namespace bayplan
