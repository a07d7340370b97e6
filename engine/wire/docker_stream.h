// SPDX-License-Identifier: Apache-2.0
// The frames in which a Docker engine sends the output of a container without a terminal: one byte for the stream,
// three of zero, four of length (big-endian), then the bytes.
#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace bayplan {

enum class OutputStream { StandardInput = 0, Output = 1, Error = 2, System = 3 };

/// Takes the bytes as they come, cut anywhere. Holds nothing but a header: payloads are passed on as they arrive, so a
/// frame may come in several parts.
class DockerStreamReader {
public:
    using Part = std::function<void(OutputStream stream, std::string_view bytes)>;

    explicit DockerStreamReader(Part part) : m_part(std::move(part)) {}

    /// InvalidInput when this is no such stream (a container with a terminal sends none); then nothing more is taken.
    Result<void> take(std::string_view bytes);

    /// In the middle of a frame: a connection that ends here was cut.
    bool isInFrame() const { return m_headerBytes > 0 || m_left > 0; }

    /// While a part is handed over: it is the first of its frame.
    bool isFirstPart() const { return m_isFirstPart; }

private:
    Result<void> readHeader();

    Part m_part;
    std::array<unsigned char, 8> m_header{};
    std::size_t m_headerBytes = 0;
    std::uint32_t m_left = 0;
    OutputStream m_stream = OutputStream::Output;
    bool m_broken = false, m_isFirstPart = false;
};

/// One stream's parts as lines without their ends; a line longer than the limit is cut and the rest of it dropped.
class LineSplitter {
public:
    using Line = std::function<void(std::string_view line)>;

    LineSplitter(Line line, std::size_t limitBytes) : m_line(std::move(line)), m_limitBytes(limitBytes) {}

    void take(std::string_view bytes);

    /// What came after the last end of line, if anything.
    void finish();

private:
    void emitLine();

    Line m_line;
    std::size_t m_limitBytes;
    std::string m_rest;
    bool m_cut = false;
};

} // namespace bayplan
