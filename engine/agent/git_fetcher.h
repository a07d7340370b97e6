// SPDX-License-Identifier: Apache-2.0
// A revision of a git repository, with the git of the container.
#pragma once

#include "engine/agent/sync_fetcher.h"

#include <string>
#include <vector>

namespace bayplan {

/// git runs without the configuration of the system or a user, without hooks or prompts, and over http, https and plain
/// paths only; sources and revisions pass checkSyncSource and checkGitRevision first. A tree is named by its commit.
class GitFetcher final : public SyncFetcher {
public:
    using SyncFetcher::SyncFetcher;

private:
    using Step = void (GitFetcher::*)(const std::string &output);

    Result<void> check() const override;
    void fetch() override;
    void abandon() override;

    void git(std::vector<std::string> arguments, Step next); ///< then `next` with what it wrote
    void download(const std::string &output);
    void resolve(const std::string &output);
    void readIndex(const std::string &hash);
    void checkOut(const std::string &output);
    void publish(const std::string &output);
    std::string store() { return tree().ownFolder() + "/store.git"; }
    std::string configPath() { return tree().ownFolder() + "/gitconfig"; }

    std::string m_hash; ///< of the tree that is being made
};

} // namespace bayplan
