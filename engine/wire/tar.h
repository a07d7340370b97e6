// SPDX-License-Identifier: Apache-2.0
// POSIX archives (IEEE 1003.1, pax and ustar): a writer that is reproducible, without times or names of users, and a
// reader that trusts nothing.
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace bayplan {

constexpr std::size_t tarBlockBytes = 512; ///< that headers and files are padded to

/// Paths are relative, at most 100 bytes; a file is smaller than 8 GiB. Both are the caller's to keep.
class TarWriter {
public:
    /// `expectedBytes`: of the files in it; more are taken.
    explicit TarWriter(std::size_t expectedBytes = 0);

    void folder(std::string_view path, unsigned mode, unsigned owner = 0);
    void file(std::string_view path, unsigned mode, std::string_view bytes, unsigned owner = 0);

    /// The whole archive; the writer is spent afterwards.
    std::string finish();

private:
    void header(std::string_view path, unsigned mode, unsigned owner, std::uint64_t bytes, char type);

    std::string m_archive;
};

struct TarEntry {
    enum class Type { Folder, File, SymbolicLink };

    Type type = Type::File;
    std::string path;   ///< relative, of plain names: no "." or "..", no slash at its end
    std::string target; ///< of a link: relative, and inside the archive's own tree whatever other links there are
    bool isExecutable = false; ///< of a file: by anybody
};

/// Told what a TarReader reads, in its order. An error ends the reading.
struct TarSink {
    std::function<Result<void>(const TarEntry &entry)> begin;
    std::function<Result<void>(std::string_view bytes)> bytes; ///< of the file begun last
};

/// Takes an archive in pieces of any size. Reads ustar, pax and the long names of GNU tar. Refused, with InvalidInput:
/// paths that are absolute or have "..", links out of the tree, hard links, devices, pipes, sparse files, a header
/// whose checksum is wrong. With LimitExceeded: more than `mostEntries`, a name of more than 4096 bytes.
class TarReader {
public:
    explicit TarReader(TarSink sink, std::size_t mostEntries = 100'000)
        : m_sink(std::move(sink)), m_mostEntries(mostEntries)
    {}

    /// After an error nothing more is taken.
    Result<void> take(std::string_view bytes);

    /// Its end has been seen; what comes behind is not read.
    bool isWhole() const { return m_isWhole; }

private:
    /// What the bytes after a header are.
    enum class Body { Nothing, File, LongPath, LongTarget, Attributes };

    Result<void> header(std::string_view block);
    Result<void> begin(std::string_view block, char type);
    Result<void> body(std::string_view bytes);
    Result<void> endBody();
    Result<void> readAttributes();

    TarSink m_sink;
    std::size_t m_mostEntries;
    std::size_t m_entries = 0;
    std::string m_block; ///< a header that is not whole yet
    Body m_body = Body::Nothing;
    std::uint64_t m_bodyBytes = 0;        ///< still to come
    std::size_t m_paddingBytes = 0;       ///< still to come, behind the body
    std::string m_text;                   ///< of a long name or of attributes
    std::string m_longPath, m_longTarget; ///< for the next entry
    bool m_isWhole = false;
};

} // namespace bayplan
