// SPDX-License-Identifier: Apache-2.0
// An archive on the disk becomes a tree of files, a piece at a time, so that the loop goes on meanwhile.
#pragma once

#include "engine/base/result.h"
#include "engine/base/sha256.h"
#include "engine/wire/tar.h"

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace bayplan {

/// SHA-256 of a file, as sha256sum prints it.
class FileHash {
public:
    explicit FileHash(const std::string &path) : m_file(path, std::ios::binary) {}

    /// Reads up to a MiB more. True when the file is at its end.
    bool step();
    std::string finishHex() { return m_hash.finishHex(); }

private:
    std::ifstream m_file;
    Sha256 m_hash;
};

/// Unpacks a tar, or a tar in gzip, into an empty folder: what TarReader lets through, files of mode 644 or 755. No
/// entry is written through a link of the archive, for links are made last. Errors: those of TarReader; InvalidInput
/// when the archive is cut short or has an entry twice; LimitExceeded when it holds more than `mostBytes` unpacked;
/// DiskFull, Io. What an error leaves in the folder is the caller's to remove.
class ArchiveTree {
public:
    ArchiveTree(const std::string &archive, std::string folder, std::uint64_t mostBytes);
    ArchiveTree(const ArchiveTree &) = delete;
    ArchiveTree &operator=(const ArchiveTree &) = delete;
    ~ArchiveTree();

    /// Writes up to a MiB more. True when the tree is whole.
    Result<bool> step();

private:
    class Gunzip;

    Result<bool> more();
    Result<void> unpacked(std::string_view bytes);
    Result<void> begin(const TarEntry &entry);
    Result<void> write(std::string_view bytes);
    Result<void> closeFile();
    Result<void> makeLinks();
    std::string pathOf(const TarEntry &entry) const { return m_folder + '/' + entry.path; }

    std::ifstream m_archive;
    std::string m_folder;
    std::uint64_t m_mostBytes;
    std::uint64_t m_bytes = 0;        ///< unpacked so far
    std::unique_ptr<Gunzip> m_gunzip; ///< null: a plain tar
    TarReader m_tar;
    std::vector<TarEntry> m_links;
    int m_file = -1; ///< that is written
    std::string m_filePath;
};

} // namespace bayplan
