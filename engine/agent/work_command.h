// SPDX-License-Identifier: Apache-2.0
// The user's own program as the work of a worker (Burns, Designing Distributed Systems, chapter 10): it finds its input
// in a file and leaves its output in a file.
#pragma once

#include "engine/agent/endpoints.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

struct ChildEnd;

/// The peer behind a worker's last one: takes the Calls that worker.h describes, one process for each.
///
/// In the environment: INPUT_FILE, OUTPUT_FILE (not there yet), WORK_ITEM_FILE (JSON with task and attempt). Done is:
/// exit status 0 and OUTPUT_FILE a regular file of at most 1 MiB. Its content is the answer, read when the program has
/// ended; the files of the attempt are removed then. Nothing is kept here: the queue takes the result of one attempt,
/// and what it has answered stands in its journal. Failures carry the reason and the last 4 KiB of what the program
/// wrote to standard output and error: another exit status, a signal, no output, an output that is no plain file (a
/// link, a pipe) or too large. At the time-out, and when the program leaves others behind, its process group is killed.
class WorkCommand final : public Peer {
public:
    /// `folder` holds work in progress; made when missing. What a life that was killed has left there is removed.
    WorkCommand(boost::asio::io_context &io, Inbox &inbox, PeerId self, std::vector<std::string> command,
                std::string folder);
    ~WorkCommand() override; ///< kills what still runs

    void send(Message message) override;

private:
    struct Job;

    void run(const Call &call, const HttpRequest &request);
    void finish(std::uint64_t call, const ChildEnd &end);
    void answer(std::uint64_t call, CallStatus status, int httpStatus, std::string text);

    boost::asio::io_context &m_io;
    Inbox &m_inbox;
    PeerId m_self;
    std::vector<std::string> m_command;
    std::string m_folder;                                 ///< of the attempts
    std::map<std::uint64_t, std::unique_ptr<Job>> m_jobs; ///< by call
};

/// With the command of the agent's WorkerConfig; the folder is stateDir, else /tmp/bayplan-work.
std::unique_ptr<Peer> makeWorkCommand(const EndpointContext &context, PeerId self);

} // namespace bayplan
