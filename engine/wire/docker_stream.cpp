// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/docker_stream.h"

#include <algorithm>

namespace bayplan {
namespace {

Error notFramed()
{
    return fail(ErrorCode::InvalidInput, "The engine's stream is not in frames.",
                "The container was perhaps made with a terminal; make it without.");
}

} // namespace

Result<void> DockerStreamReader::take(std::string_view bytes)
{
    if (m_broken)
        return notFramed();
    while (!bytes.empty()) {
        if (m_left > 0) {
            const std::size_t size = std::min<std::size_t>(m_left, bytes.size());
            m_left -= static_cast<std::uint32_t>(size);
            m_part(m_stream, bytes.substr(0, size));
            m_isFirstPart = false;
            bytes.remove_prefix(size);
            continue;
        }
        m_header[m_headerBytes++] = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (m_headerBytes < m_header.size())
            continue;
        if (auto read = readHeader(); !read)
            return read;
    }
    return {};
}

Result<void> DockerStreamReader::readHeader()
{
    m_headerBytes = 0;
    m_broken = m_header[0] > 3 || m_header[1] != 0 || m_header[2] != 0 || m_header[3] != 0;
    if (m_broken)
        return notFramed();
    m_stream = static_cast<OutputStream>(m_header[0]);
    m_left = static_cast<std::uint32_t>(m_header[4]) << 24U | static_cast<std::uint32_t>(m_header[5]) << 16U |
             static_cast<std::uint32_t>(m_header[6]) << 8U | static_cast<std::uint32_t>(m_header[7]);
    m_isFirstPart = true;
    return {};
}

void LineSplitter::take(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        const std::size_t room = m_limitBytes - std::min(m_limitBytes, m_rest.size());
        m_rest += piece.substr(0, room);
        m_cut = m_cut || piece.size() > room;
        if (end == std::string_view::npos)
            return;
        emitLine();
        bytes.remove_prefix(end + 1);
    }
}

void LineSplitter::finish()
{
    if (!m_rest.empty())
        emitLine();
}

void LineSplitter::emitLine()
{
    std::string line = std::move(m_rest);
    m_rest.clear();
    if (line.ends_with('\r') && !m_cut)
        line.pop_back();
    m_cut = false;
    m_line(line);
}

} // namespace bayplan
