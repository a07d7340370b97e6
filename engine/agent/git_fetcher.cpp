// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/git_fetcher.h"

#include "engine/base/durable_file.h"
#include "engine/base/sync_source.h"

#include <algorithm>
#include <array>
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

/// A git that was killed leaves its locks, which stop every other, and half written packs. Only one runs at a time, so
/// whatever is there before it is left over.
void removeLeftovers(const std::string &store)
{
    namespace fs = std::filesystem;
    std::vector<fs::path> leftovers;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(store, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.ends_with(".lock") || name.starts_with("tmp_"))
            leftovers.push_back(entry->path());
    }
    for (const fs::path &path : leftovers)
        fs::remove_all(path, error);
}

/// git says so when the source is away or has no such revision: nothing is wrong here then.
bool isOfSource(std::string_view why)
{
    constexpr std::array<std::string_view, 3> signs{"unable to access", "Could not read from remote repository",
                                                    "couldn't find remote ref"};
    return std::any_of(signs.begin(), signs.end(),
                       [why](std::string_view sign) { return why.find(sign) != std::string_view::npos; });
}

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
    removeLeftovers(store());
    m_isRenewed = false;
    begin();
}

void GitFetcher::begin()
{
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

void GitFetcher::git(std::vector<std::string> arguments, Step next)
{
    runGit(
        std::move(arguments), [this, next](const std::string &output) { (this->*next)(output); },
        [this](const std::string &why) { examine(why); });
}

/// git has variables for everything, and one of them could be set in the container.
void GitFetcher::runGit(std::vector<std::string> arguments, Next next, Next otherwise)
{
    arguments.insert(arguments.begin(), "git");
    std::vector<std::string> environment = environmentWithout({"GIT_", "HOME=", "LC_ALL="});
    environment.insert(environment.end(), {"HOME=" + tree().ownFolder(), "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1",
                                           "GIT_CONFIG_GLOBAL=" + configPath(), "GIT_TERMINAL_PROMPT=0",
                                           "GIT_ASKPASS=", "GIT_ALLOW_PROTOCOL=http:https:file"});
    run(std::move(arguments), std::move(environment), std::move(next), 0, std::move(otherwise));
}

/// A full disk or a source that hangs up fails here as well as a damaged store does, and is no reason to fetch all
/// again: git itself says which it is.
void GitFetcher::examine(const std::string &why)
{
    if (m_isRenewed || isOfSource(why))
        return failed(why);
    m_isRenewed = true;
    runGit(
        {"--git-dir=" + store(), "fsck", "--no-dangling"}, [this, why](const std::string &) { failed(why); },
        [this](const std::string &) {
            std::error_code ignored;
            std::filesystem::remove_all(store(), ignored);
            begin();
        });
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
