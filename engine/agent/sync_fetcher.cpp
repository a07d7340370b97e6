// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/sync_fetcher.h"

#include "engine/base/durable_file.h"
#include "engine/base/git_source.h"

#include <filesystem>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

/// All that git is told about itself. A repository at a path may belong to somebody else: it is only read.
constexpr std::string_view gitConfig = "[core]\n\thooksPath = /dev/null\n"
                                       "[safe]\n\tdirectory = *\n"
                                       "[gc]\n\tautoDetach = false\n"
                                       "[credential]\n\thelper =\n"
                                       "[protocol]\n\tallow = never\n"
                                       "[protocol \"http\"]\n\tallow = always\n"
                                       "[protocol \"https\"]\n\tallow = always\n"
                                       "[protocol \"file\"]\n\tallow = always\n";

std::string trimmed(std::string text)
{
    text.erase(text.find_last_not_of(" \n\r\t") + 1);
    return text;
}

/// git has variables for everything, and one of them could be set in the container.
std::vector<std::string> environmentFor(const std::string &folder, const std::string &config)
{
    std::vector<std::string> environment = inheritedEnvironment();
    std::erase_if(environment, [](std::string_view text) {
        return text.starts_with("GIT_") || text.starts_with("HOME=") || text.starts_with("LC_ALL=");
    });
    environment.insert(environment.end(),
                       {"HOME=" + folder, "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + config,
                        "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "GIT_ALLOW_PROTOCOL=http:https:file"});
    return environment;
}

} // namespace

SyncFetcher::SyncFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config)
    : m_io(io), m_inbox(inbox), m_self(self), m_config(std::move(config)), m_tree(m_config.folder, m_config.link)
{}

void SyncFetcher::send(Message message)
{
    if (const auto *call = std::get_if<Call>(&message))
        return begin(*call);
    const auto *withdrawal = std::get_if<Withdrawal>(&message);
    if (withdrawal == nullptr || withdrawal->id != m_call)
        return;
    m_git.reset();
    m_call = 0;
}

void SyncFetcher::begin(const Call &call)
{
    m_git.reset();
    m_call = call.id;
    m_deadline = call.timeout > Duration::zero() ? Clock::now() + call.timeout : Clock::time_point::max();
    if (const auto prepared = prepare(); !prepared)
        return answer(500, toText(prepared.error()));
    if (std::filesystem::exists(store() + "/HEAD"))
        return fetch({});
    git({"init", "--quiet", "--bare", store()}, &SyncFetcher::fetch);
}

Result<void> SyncFetcher::prepare()
{
    if (auto good = checkGitSource(m_config.source); !good)
        return good;
    if (auto good = checkGitRevision(m_config.revision); !good)
        return good;
    if (auto prepared = m_tree.prepare(); !prepared)
        return prepared;
    m_tree.removeStale(Clock::now(), m_config.keepStale);
    return writeDurably(configPath(), gitConfig);
}

void SyncFetcher::fetch(const std::string &)
{
    git({"--git-dir=" + store(), "fetch", "--quiet", "--depth=1", "--no-tags", "--force", "--", m_config.source,
         m_config.revision},
        &SyncFetcher::resolve);
}

void SyncFetcher::git(std::vector<std::string> arguments, Next next)
{
    arguments.insert(arguments.begin(), "git");
    const auto left = std::chrono::duration_cast<Duration>(m_deadline - Clock::now());
    const Duration timeout = m_deadline == Clock::time_point::max() ? Duration::zero() : std::max(left, Duration(1));
    const auto ended = [this, next](ChildEnd end) {
        const std::unique_ptr<ChildProcess> done = std::move(m_git);
        if (end.isGood())
            return (this->*next)(trimmed(std::move(end.tail)));
        m_tree.abandon(m_hash);
        answer(500, end.tail.empty() ? end.inWords() : trimmed(std::move(end.tail)));
    };
    m_git = ChildProcess::start(m_io, std::move(arguments), environmentFor(m_tree.ownFolder(), configPath()), timeout,
                                ended);
    if (!m_git)
        answer(500, "git could not be started.");
}

void SyncFetcher::resolve(const std::string &)
{
    git({"--git-dir=" + store(), "rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}"}, &SyncFetcher::readIndex);
}

void SyncFetcher::readIndex(const std::string &output)
{
    m_hash = output;
    if (m_hash == m_tree.published())
        return answer(304, m_hash);
    git({"--git-dir=" + store(), "read-tree", m_hash}, &SyncFetcher::checkOut);
}

void SyncFetcher::checkOut(const std::string &)
{
    const auto folder = m_tree.begin(m_hash);
    if (!folder)
        return answer(500, toText(folder.error()));
    git({"--git-dir=" + store(), "--work-tree=" + *folder, "checkout-index", "--all", "--force", "--quiet"},
        &SyncFetcher::publish);
}

void SyncFetcher::publish(const std::string &)
{
    if (const auto published = m_tree.publish(m_hash); !published)
        return answer(500, toText(published.error()));
    answer(200, m_hash);
}

void SyncFetcher::answer(int status, std::string text)
{
    HttpReply reply{.status = status, .contentType = "text/plain; charset=utf-8", .body = std::move(text)};
    m_inbox.received(m_self, Answer{std::exchange(m_call, 0), CallStatus::Ok, std::move(reply)});
}

std::unique_ptr<Peer> makeSyncFetcher(const EndpointContext &context, PeerId self)
{
    const auto *sync = std::get_if<SyncConfig>(&context.agent.machine.behaviour);
    return std::make_unique<SyncFetcher>(context.io, context.inbox, self, sync ? *sync : SyncConfig{});
}

} // namespace bayplan
