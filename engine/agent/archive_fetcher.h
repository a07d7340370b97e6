// SPDX-License-Identifier: Apache-2.0
// An archive on a web server, with the curl of the container.
#pragma once

#include "engine/agent/archive_tree.h"
#include "engine/agent/sync_fetcher.h"
#include "engine/agent/timer.h"

#include <memory>
#include <string>

namespace bayplan {

/// A conditional GET (RFC 9110, 13.1.2) with the entity tag of what is published; weak ones serve as well. 304 is
/// nothing new, and so is 200 with the same bytes, from a server that has no tags. A tree is named by the SHA-256 of
/// its archive, as sha256sum prints it. At most three redirects, from https to https only. Nothing of an archive that
/// is cut short, too large, or refused by TarReader is published.
class ArchiveFetcher final : public SyncFetcher {
public:
    ArchiveFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config);

private:
    Result<void> check() const override;
    void fetch() override;
    void abandon() override;

    void downloaded(const std::string &status, bool hadTag);
    void hashMore();
    void hashed(const std::string &hash);
    void unpackMore();
    void keepTag(const std::string &hash); ///< of the archive of that hash, for the next fetch
    std::string knownTag();
    std::string archivePath() { return tree().ownFolder() + "/archive"; }
    std::string headerPath() { return tree().ownFolder() + "/header"; }
    std::string tagPath() { return tree().ownFolder() + "/etag"; }

    Timer m_turn;
    std::unique_ptr<FileHash> m_hashing;
    std::unique_ptr<ArchiveTree> m_unpacking;
    std::string m_hash; ///< of the tree that is being made
};

} // namespace bayplan
