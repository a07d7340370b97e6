// SPDX-License-Identifier: Apache-2.0
// What content_sync.h calls its fetcher: brings what the source has into the shared folder, with a program of the
// container that knows the way there.
#pragma once

#include "engine/agent/child_process.h"
#include "engine/agent/endpoints.h"
#include "engine/agent/sync_tree.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// One fetch at a time: a Call while another runs ends that one. What is being made is under SyncTree's own folder
/// until it is published. Programs run without a shell.
class SyncFetcher : public Peer {
public:
    SyncFetcher(boost::asio::io_context &io, Inbox &inbox, PeerId self, SyncConfig config);

    void send(Message message) final;

protected:
    using Next = std::function<void(const std::string &output)>;

    virtual Result<void> check() const = 0; ///< the configuration, before anything runs
    virtual void fetch() = 0;               ///< ends in one answer()
    virtual void abandon() = 0;             ///< a fetch that is not wanted any more; programs have been ended

    /// What it wrote goes to `next` when it ends well; else, or what is wrong when it wrote nothing, to `otherwise`.
    /// Without that, and when the time is over, it is the reason of a failed fetch.
    void run(std::vector<std::string> arguments, std::vector<std::string> environment, Next next,
             std::uint64_t fileBytes = 0, Next otherwise = {});

    /// The environment of the agent without what begins with one of `without`.
    static std::vector<std::string> environmentWithout(std::initializer_list<std::string_view> without);

    bool isLate() const { return std::chrono::steady_clock::now() >= m_deadline; }
    void published(const std::string &hash); ///< after SyncTree::begin: publishes and answers
    void unchanged(const std::string &hash) { answer(304, hash); }
    void failed(std::string why);

    const SyncConfig &config() const { return m_config; }
    SyncTree &tree() { return m_tree; }
    boost::asio::io_context &io() { return m_io; }

private:
    void begin(const Call &call);
    void end();
    void answer(int status, std::string text);

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    PeerId m_self;
    SyncConfig m_config;
    SyncTree m_tree;
    std::uint64_t m_call = 0; ///< 0: none runs
    std::chrono::steady_clock::time_point m_deadline;
    std::unique_ptr<ChildProcess> m_program;
};

/// With the agent's SyncConfig: an ArchiveFetcher or a GitFetcher, as its source is.
std::unique_ptr<Peer> makeSyncFetcher(const EndpointContext &context, PeerId self);

} // namespace bayplan
