// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/sync_fetcher.h"

#include "engine/agent/archive_fetcher.h"
#include "engine/agent/git_fetcher.h"
#include "engine/base/sync_source.h"
#include "engine/base/text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

using Clock = std::chrono::steady_clock;

} // namespace

SyncFetcher::SyncFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config)
    : m_io(io), m_inbox(inbox), m_self(self), m_config(std::move(config)), m_tree(m_config.folder, m_config.link)
{}

void SyncFetcher::send(Message message)
{
    if (const auto *call = std::get_if<Call>(&message))
        return begin(*call);
    const auto *withdrawal = std::get_if<Withdrawal>(&message);
    if (withdrawal != nullptr && withdrawal->id == m_call)
        end();
}

void SyncFetcher::end()
{
    m_program.reset();
    m_call = 0;
    abandon();
}

void SyncFetcher::begin(const Call &call)
{
    end();
    m_call = call.id;
    m_deadline = call.timeout > Duration::zero() ? Clock::now() + call.timeout : Clock::time_point::max();
    if (const auto good = check(); !good)
        return failed(toText(good.error()));
    if (const auto prepared = m_tree.prepare(); !prepared)
        return failed(toText(prepared.error()));
    m_tree.removeStale(Clock::now(), m_config.keepStale);
    fetch();
}

void SyncFetcher::run(std::vector<std::string> arguments, std::vector<std::string> environment, Next next,
                      std::uint64_t fileBytes, Next otherwise)
{
    const std::string program = arguments.front();
    const auto left = std::chrono::duration_cast<Duration>(m_deadline - Clock::now());
    const Duration timeout = m_deadline == Clock::time_point::max() ? Duration::zero() : std::max(left, Duration(1));
    const auto ended = [this, next = std::move(next), otherwise = std::move(otherwise)](ChildEnd end) {
        const std::unique_ptr<ChildProcess> done = std::move(m_program);
        if (end.isGood())
            return next(std::string(trimmed(end.tail)));
        std::string why = end.tail.empty() ? end.inWords() : std::string(trimmed(end.tail));
        if (otherwise && !end.timedOut)
            return otherwise(why);
        failed(std::move(why));
    };
    m_program = ChildProcess::start(m_io, std::move(arguments), std::move(environment), {timeout, fileBytes}, ended);
    if (!m_program)
        failed(program + " could not be started.");
}

std::vector<std::string> SyncFetcher::environmentWithout(std::initializer_list<std::string_view> without)
{
    std::vector<std::string> environment = inheritedEnvironment();
    std::erase_if(environment, [&](std::string_view text) {
        return std::any_of(without.begin(), without.end(),
                           [&](std::string_view name) { return text.starts_with(name); });
    });
    return environment;
}

void SyncFetcher::published(const std::string &hash)
{
    if (const auto published = m_tree.publish(hash); !published)
        return failed(toText(published.error()));
    answer(200, hash);
}

void SyncFetcher::failed(std::string why)
{
    abandon();
    answer(500, std::move(why));
}

void SyncFetcher::answer(int status, std::string text)
{
    HttpReply reply{.status = status, .contentType = "text/plain; charset=utf-8", .body = std::move(text)};
    m_inbox.received(m_self, Answer{std::exchange(m_call, 0), CallStatus::Ok, std::move(reply)});
}

std::unique_ptr<Peer> makeSyncFetcher(const EndpointContext &context, PeerId self)
{
    const auto *found = std::get_if<SyncConfig>(&context.agent.machine.behaviour);
    const SyncConfig config = found != nullptr ? *found : SyncConfig{};
    if (isArchiveSource(config.source))
        return std::make_unique<ArchiveFetcher>(context.io, context.inbox, self, config);
    return std::make_unique<GitFetcher>(context.io, context.inbox, self, config);
}

} // namespace bayplan
