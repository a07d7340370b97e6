// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/trace_file.h"

#include "engine/base/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace bayplan {

TraceFile::~TraceFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> TraceFile::begin(const AgentConfig &agent)
{
    if (!std::holds_alternative<ElectionConfig>(agent.machine.behaviour))
        return fail(ErrorCode::Unsupported, "Only of an elector is a trace kept.", {}, {{}, 0, 0, "/traceFile"});
    if (auto opened = open(agent.traceFile); !opened)
        return opened;
    put(writeTraceHeading(agent));
    return {};
}

/// Behind the last whole line: a life that was killed may have left half of one.
Result<void> TraceFile::open(const std::string &path)
{
    m_descriptor = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    const off_t bytes = m_descriptor < 0 ? -1 : ::lseek(m_descriptor, 0, SEEK_END);
    if (bytes < 0)
        return fileError(errno, "keep the trace", path);
    m_bytes = static_cast<std::uint64_t>(bytes);
    char last = '\n';
    if (bytes > 0 && ::pread(m_descriptor, &last, 1, bytes - 1) == 1 && last != '\n')
        put({});
    return {};
}

void TraceFile::given(Time now, const Input &input)
{
    if (m_descriptor < 0)
        return;
    m_now = now;
    m_input = writeTracedInput(input);
}

void TraceFile::wanted(const std::vector<Effect> &effects)
{
    if (m_descriptor >= 0)
        put(writeTracedStep(m_now, m_input, effects));
}

void TraceFile::put(const std::string &line)
{
    if (m_descriptor < 0)
        return;
    if (m_bytes + line.size() >= m_limitBytes)
        return end("it was as long as it may become");
    const std::string text = line + '\n';
    const ssize_t written = ::write(m_descriptor, text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size()))
        return end("the file took no more");
    m_bytes += text.size();
}

void TraceFile::end(std::string_view why)
{
    const std::string text = '\n' + writeTraceEnd(why) + '\n';
    [[maybe_unused]] const ssize_t written = ::write(m_descriptor, text.data(), text.size());
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace bayplan
