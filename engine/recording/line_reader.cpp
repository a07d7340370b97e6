// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/line_reader.h"

#include "engine/base/durable_file.h"

#include <cerrno>
#include <iostream>
#include <sys/stat.h>

namespace bayplan {

namespace {

constexpr std::size_t lineLimitBytes = 256U << 20U;

} // namespace

Result<std::unique_ptr<LineReader>> LineReader::open(const std::string &path)
{
    std::unique_ptr<LineReader> reader(new LineReader(path));
    if (path == "-") {
        reader->m_stream = &std::cin;
        return reader;
    }
    struct stat facts = {};
    const bool isThere = ::stat(path.c_str(), &facts) == 0;
    int code = isThere ? EISDIR : errno;
    if (isThere && !S_ISDIR(facts.st_mode)) {
        reader->m_file.open(path, std::ios::binary);
        reader->m_stream = &reader->m_file;
        if (reader->m_file.is_open())
            return reader;
        code = errno;
    }
    return fileError(code, "read it", path);
}

std::optional<std::string> LineReader::next()
{
    if (m_error || m_isTorn)
        return std::nullopt;
    std::string line;
    std::streambuf *bytes = m_stream->rdbuf();
    for (int byte = bytes->sbumpc(); byte != std::char_traits<char>::eof(); byte = bytes->sbumpc()) {
        if (byte == '\n')
            return line;
        if (line.size() == lineLimitBytes) {
            m_error = fail(ErrorCode::LimitExceeded, "A line is longer than 256 MiB.", "This is not a recording.",
                           Place{m_path, 0, 0, {}});
            return std::nullopt;
        }
        line += static_cast<char>(byte);
    }
    m_isTorn = !line.empty();
    return std::nullopt;
}

} // namespace bayplan
