// SPDX-License-Identifier: Apache-2.0
// The trace of an elector in a file (wire/election_trace.h): what the agent's machine is given and wants done.
#pragma once

#include "engine/wire/election_trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// One life after the other is added to what is there, up to 64 MiB; then, or when the disk takes no more, the trace
/// ends with a line that says so, and the agent goes on without.
class TraceFile {
public:
    explicit TraceFile(std::uint64_t limitBytes = 64U << 20U) : m_limitBytes(limitBytes) {}
    ~TraceFile();
    TraceFile(const TraceFile &) = delete;
    TraceFile &operator=(const TraceFile &) = delete;

    /// At `agent.traceFile`. Errors: Unsupported when the agent is no elector, DiskFull, Io.
    Result<void> begin(const AgentConfig &agent);

    /// Before the step, and after it: before its effects are carried out.
    void given(Time now, const Input &input);
    void wanted(const std::vector<Effect> &effects);

private:
    Result<void> open(const std::string &path);
    void put(const std::string &line);
    void end(std::string_view why);

    std::uint64_t m_limitBytes;
    std::uint64_t m_bytes = 0;
    int m_descriptor = -1;
    Time m_now{};
    std::string m_input;
};

} // namespace bayplan
