// SPDX-License-Identifier: Apache-2.0
// What content_sync.h calls its fetcher: brings a revision of a git repository into the shared folder, with the git of
// the container.
#pragma once

#include "engine/agent/child_process.h"
#include "engine/agent/endpoints.h"
#include "engine/agent/sync_tree.h"

#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// One fetch at a time: a Call while another runs ends that one. git runs without a shell, without the configuration of
/// the system or a user, without hooks or prompts, and over http, https and plain paths only; sources and revisions
/// pass checkGitSource and checkGitRevision first.
class SyncFetcher final : public Peer {
public:
    SyncFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config);

    void send(Message message) override;

private:
    using Clock = std::chrono::steady_clock;
    using Next = void (SyncFetcher::*)(const std::string &output);

    void begin(const Call &call);
    Result<void> prepare();
    void git(std::vector<std::string> arguments, Next next); ///< then `next` with what it wrote
    void fetch(const std::string &output);
    void resolve(const std::string &output);
    void readIndex(const std::string &hash);
    void checkOut(const std::string &output);
    void publish(const std::string &output);
    void answer(int status, std::string text);
    std::string store() const { return m_tree.ownFolder() + "/store.git"; }
    std::string configPath() const { return m_tree.ownFolder() + "/gitconfig"; }

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    PeerId m_self;
    SyncConfig m_config;
    SyncTree m_tree;
    std::uint64_t m_call = 0; ///< 0: none runs
    Clock::time_point m_deadline;
    std::string m_hash;
    std::unique_ptr<ChildProcess> m_git;
};

/// With the agent's SyncConfig.
std::unique_ptr<Peer> makeSyncFetcher(const EndpointContext &context, PeerId self);

} // namespace bayplan
