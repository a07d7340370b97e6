// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/git_fetcher.h"

#include "engine/base/durable_file.h"
#include "engine/base/sync_source.h"

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

} // namespace

Result<void> GitFetcher::check() const
{
    if (auto good = checkSyncSource(config().source); !good)
        return good;
    return checkGitRevision(config().revision);
}

void GitFetcher::fetch()
{
    if (const auto written = writeDurably(configPath(), gitConfig); !written)
        return failed(toText(written.error()));
    if (std::filesystem::exists(store() + "/HEAD"))
        return download({});
    git({"init", "--quiet", "--bare", store()}, &GitFetcher::download);
}

void GitFetcher::abandon()
{
    if (!m_hash.empty())
        tree().abandon(m_hash);
    m_hash.clear();
}

/// git has variables for everything, and one of them could be set in the container.
void GitFetcher::git(std::vector<std::string> arguments, Step next)
{
    arguments.insert(arguments.begin(), "git");
    std::vector<std::string> environment = environmentWithout({"GIT_", "HOME=", "LC_ALL="});
    environment.insert(environment.end(), {"HOME=" + tree().ownFolder(), "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1",
                                           "GIT_CONFIG_GLOBAL=" + configPath(), "GIT_TERMINAL_PROMPT=0",
                                           "GIT_ASKPASS=", "GIT_ALLOW_PROTOCOL=http:https:file"});
    run(std::move(arguments), std::move(environment),
        [this, next](const std::string &output) { (this->*next)(output); });
}

void GitFetcher::download(const std::string &)
{
    git({"--git-dir=" + store(), "fetch", "--quiet", "--depth=1", "--no-tags", "--force", "--", config().source,
         config().revision},
        &GitFetcher::resolve);
}

void GitFetcher::resolve(const std::string &)
{
    git({"--git-dir=" + store(), "rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}"}, &GitFetcher::readIndex);
}

void GitFetcher::readIndex(const std::string &hash)
{
    if (hash == tree().published())
        return unchanged(hash);
    m_hash = hash;
    git({"--git-dir=" + store(), "read-tree", m_hash}, &GitFetcher::checkOut);
}

void GitFetcher::checkOut(const std::string &)
{
    const auto folder = tree().begin(m_hash);
    if (!folder)
        return failed(toText(folder.error()));
    git({"--git-dir=" + store(), "--work-tree=" + *folder, "checkout-index", "--all", "--force", "--quiet"},
        &GitFetcher::publish);
}

void GitFetcher::publish(const std::string &)
{
    published(m_hash);
}

} // namespace bayplan
