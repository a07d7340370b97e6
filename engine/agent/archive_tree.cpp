// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/archive_tree.h"

#include "engine/agent/sync_tree.h"

#include <zlib.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace bayplan {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t pieceBytes = 64U << 10U;
constexpr std::size_t stepBytes = 1U << 20U;
constexpr int gzipOnly = 16 + MAX_WBITS;

Error cutShort()
{
    return fail(ErrorCode::InvalidInput, "The archive is cut short.");
}

} // namespace

bool FileHash::step()
{
    std::array<char, pieceBytes> piece{};
    for (std::size_t bytes = 0; bytes < stepBytes && m_file; bytes += pieceBytes) {
        m_file.read(piece.data(), piece.size());
        m_hash.update({piece.data(), static_cast<std::size_t>(m_file.gcount())});
    }
    return !m_file;
}

/// One piece of output at a time: a small input may hold a thousand times its size.
class ArchiveTree::Gunzip {
public:
    Gunzip() { inflateInit2(&m_stream, gzipOnly); }
    Gunzip(const Gunzip &) = delete;
    Gunzip &operator=(const Gunzip &) = delete;
    ~Gunzip() { inflateEnd(&m_stream); }

    /// The next bytes; none at the end of the file.
    Result<std::string_view> read(std::ifstream &file)
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(m_output.data());
        m_stream.avail_out = pieceBytes;
        while (m_stream.avail_out == pieceBytes) {
            if (m_isAtEnd && m_stream.avail_in == 0 && !refill(file))
                return std::string_view();
            if (std::exchange(m_isAtEnd, false))
                inflateReset(&m_stream); // one more member behind it (RFC 1952, 2.2)
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            if (code == Z_BUF_ERROR && !refill(file))
                return cutShort();
            if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
                return fail(ErrorCode::InvalidInput, "The archive is no gzip, or damaged.");
            m_isAtEnd = code == Z_STREAM_END; // its checksum and length were right
        }
        return std::string_view(m_output.data(), pieceBytes - m_stream.avail_out);
    }

private:
    bool refill(std::ifstream &file)
    {
        file.read(m_input.data(), m_input.size());
        m_stream.next_in = reinterpret_cast<Bytef *>(m_input.data());
        m_stream.avail_in = static_cast<uInt>(file.gcount());
        return m_stream.avail_in > 0;
    }

    z_stream m_stream{};
    bool m_isAtEnd = false; ///< of a member, whole
    std::array<char, pieceBytes> m_input{};
    std::array<char, pieceBytes> m_output{};
};

ArchiveTree::ArchiveTree(const std::string &archive, std::string folder, std::uint64_t mostBytes)
    : m_archive(archive, std::ios::binary), m_folder(std::move(folder)), m_mostBytes(mostBytes),
      m_tar({[this](const TarEntry &entry) { return begin(entry); },
             [this](std::string_view bytes) { return write(bytes); }})
{
    std::array<char, 2> magic{};
    m_archive.read(magic.data(), magic.size());
    if (magic == std::array<char, 2>{'\x1f', '\x8b'})
        m_gunzip = std::make_unique<Gunzip>();
    m_archive.clear();
    m_archive.seekg(0);
}

ArchiveTree::~ArchiveTree()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<bool> ArchiveTree::step()
{
    for (std::size_t bytes = 0; bytes < stepBytes; bytes += pieceBytes) {
        const auto isAtEnd = more();
        if (!isAtEnd || *isAtEnd)
            return isAtEnd;
    }
    return false;
}

/// True at the end of the archive, when all of it has been good.
Result<bool> ArchiveTree::more()
{
    std::string piece;
    std::string_view bytes;
    if (m_gunzip) {
        const auto read = m_gunzip->read(m_archive);
        if (!read)
            return read.error();
        bytes = *read;
    } else {
        piece.resize(pieceBytes);
        m_archive.read(piece.data(), pieceBytes);
        bytes = std::string_view(piece).substr(0, static_cast<std::size_t>(m_archive.gcount()));
    }
    if (!bytes.empty()) {
        if (auto good = unpacked(bytes); !good)
            return good.error();
        return false;
    }
    if (!m_tar.isWhole())
        return cutShort();
    if (auto good = closeFile(); !good)
        return good.error();
    if (auto good = makeLinks(); !good)
        return good.error();
    return true;
}

Result<void> ArchiveTree::unpacked(std::string_view bytes)
{
    m_bytes += bytes.size();
    if (m_bytes > m_mostBytes)
        return fail(ErrorCode::LimitExceeded,
                    "The archive holds more than " + std::to_string(m_mostBytes) + " bytes unpacked.",
                    "Raise the limit of the tree, if it is meant to.");
    return m_tar.take(bytes);
}

Result<void> ArchiveTree::begin(const TarEntry &entry)
{
    if (auto good = closeFile(); !good)
        return good;
    if (entry.type == TarEntry::Type::SymbolicLink) {
        m_links.push_back(entry);
        return {};
    }
    const fs::path path = pathOf(entry);
    std::error_code error;
    fs::create_directories(entry.type == TarEntry::Type::Folder ? path : path.parent_path(), error);
    if (error)
        return treeError(path, error);
    if (entry.type == TarEntry::Type::Folder)
        return {};
    m_filePath = path;
    m_file =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, entry.isExecutable ? 0755 : 0644);
    if (m_file >= 0)
        return {};
    return errno == EEXIST ? fail(ErrorCode::InvalidInput, "The archive has \"" + entry.path + "\" twice.")
                           : treeError(path, lastError());
}

Result<void> ArchiveTree::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return treeError(m_filePath, lastError());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> ArchiveTree::closeFile()
{
    if (m_file >= 0 && ::close(std::exchange(m_file, -1)) != 0)
        return treeError(m_filePath, lastError());
    return {};
}

/// All their folders first: none of them is made behind a link.
Result<void> ArchiveTree::makeLinks()
{
    std::error_code error;
    for (const TarEntry &link : m_links) {
        fs::create_directories(fs::path(pathOf(link)).parent_path(), error);
        if (error)
            return treeError(pathOf(link), error);
    }
    for (const TarEntry &link : m_links) {
        fs::create_symlink(link.target, pathOf(link), error);
        if (error)
            return treeError(pathOf(link), error);
    }
    return {};
}

} // namespace bayplan
