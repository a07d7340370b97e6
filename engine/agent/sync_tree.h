// SPDX-License-Identifier: Apache-2.0
// The folder that a content sync shares: trees named by their hash, and one link that readers follow. The contract of
// git-sync: a reader that follows the link once sees one tree, whole, and never a mix.
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <map>
#include <string>
#include <system_error>

namespace bayplan {

/// What the last system call of this thread failed with.
std::error_code lastError();

/// DiskFull with advice, or Io; the place is the path.
Error treeError(const std::string &path, const std::error_code &why);

/// FOLDER/HASH are trees, FOLDER/LINK points to one of them, FOLDER/.sync is ours. A tree is whole as long as it has
/// its name: it gets it when it is, and loses it before it is removed.
class SyncTree {
public:
    using Clock = std::chrono::steady_clock;

    SyncTree(std::string folder, std::string link) : m_folder(std::move(folder)), m_link(std::move(link)) {}

    /// Makes the folder, and removes what an attempt cut short has left.
    Result<void> prepare() const;

    /// The hash that the link points to; empty when there is none.
    std::string published() const;

    /// An empty folder to put the tree of that hash in.
    Result<std::string> begin(const std::string &hash) const;

    /// Syncs what begin() gave, names it by its hash, and turns the link in one rename. On any error the link is as it
    /// was and the new tree is gone.
    Result<void> publish(const std::string &hash);

    /// Gives up what begin() gave.
    void abandon(const std::string &hash) const;

    /// Removes trees that the link has not pointed to for `grace`; those of an earlier life count from now.
    void removeStale(Clock::time_point now, Clock::duration grace);

    std::string ownFolder() const { return m_folder + "/.sync"; }

private:
    std::string workPath(const std::string &hash) const { return ownFolder() + "/tree-" + hash; }
    std::string gonePath(const std::string &hash) const { return ownFolder() + "/tree-gone-" + hash; }

    std::string m_folder;
    std::string m_link;
    std::map<std::string, Clock::time_point> m_staleSince;
};

} // namespace bayplan
