// SPDX-License-Identifier: Apache-2.0
// A revision of a git repository, with the git of the container.
#pragma once

#include "engine/agent/sync_fetcher.h"

#include <string>
#include <vector>

namespace bayplan {

/// git runs without the configuration of the system or a user, without hooks or prompts, and over http, https and plain
/// paths only; sources and revisions pass checkSyncSource and checkGitRevision first. A tree is named by its commit.
/// What git keeps is on a volume and outlives a kill or a power cut: what a git that was killed left there is removed
/// before the next runs, and a store that git finds damaged is made anew, once in a fetch.
class GitFetcher final : public SyncFetcher {
public:
    using SyncFetcher::SyncFetcher;

private:
    using Step = void (GitFetcher::*)(const std::string &output);

    Result<void> check() const override;
    void fetch() override;
    void abandon() override;

    void begin();
    void git(std::vector<std::string> arguments, Step next); ///< then `next` with what it wrote
    void runGit(std::vector<std::string> arguments, Next next, Next otherwise);
    void examine(const std::string &why); ///< whether the store is the reason
    void download(const std::string &output);
    void resolve(const std::string &output);
    void readIndex(const std::string &hash);
    void checkOut(const std::string &output);
    void publish(const std::string &output);
    std::string store() { return tree().ownFolder() + "/store.git"; }
    std::string configPath() { return tree().ownFolder() + "/gitconfig"; }

    std::string m_hash;       ///< of the tree that is being made
    bool m_isRenewed = false; ///< the store, in this fetch
};

} // namespace bayplan
