// SPDX-License-Identifier: Apache-2.0
#include "engine/base/durable_file.h"

#include "engine/base/translatable.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace bayplan {
namespace {

using Pieces = std::initializer_list<std::string_view>;

class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    ~FileDescriptor() { close(); }

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

    /// Some file systems tell of a full disk only here.
    bool close()
    {
        const int number = std::exchange(m_number, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int m_number;
};

Phrase adviceFor(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return QT_TRANSLATE_NOOP("phrase", "Free some space or choose another place; the file there is as it was.");
    case ENOENT:
    case ENOTDIR:
        return QT_TRANSLATE_NOOP("phrase", "Look at the name and at the folder before it.");
    case EISDIR:
        return QT_TRANSLATE_NOOP("phrase", "Give a file, not the folder that it is in.");
    case EACCES:
    case EPERM:
    case EROFS:
        return QT_TRANSLATE_NOOP("phrase", "Ask for the right to it, or choose another place.");
    default:
        return {};
    }
}

/// The commonest in words of our own; the system has its own language.
Phrase reasonOf(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return QT_TRANSLATE_NOOP("phrase", "No space left on device");
    case ENOENT:
        return QT_TRANSLATE_NOOP("phrase", "No such file or directory");
    case EISDIR:
        return QT_TRANSLATE_NOOP("phrase", "Is a directory");
    case EACCES:
        return QT_TRANSLATE_NOOP("phrase", "Permission denied");
    case EROFS:
        return QT_TRANSLATE_NOOP("phrase", "Read-only file system");
    default:
        return std::generic_category().message(code);
    }
}

/// 0, or an errno.
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        if (written == 0)
            return ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int writeAll(int descriptor, Pieces pieces)
{
    for (const std::string_view piece : pieces) {
        if (const int code = writeAll(descriptor, piece))
            return code;
    }
    return 0;
}

std::string folderOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

/// What a chain of symbolic links leads to, whether it is there or not; nothing when the chain does not end.
std::optional<std::string> followLinks(std::string path)
{
    for (int i = 0; i < 40; ++i) {
        std::array<char, 4096> target{};
        const ssize_t length = ::readlink(path.c_str(), target.data(), target.size());
        if (length < 0)
            return path;
        const std::string text(target.data(), static_cast<std::size_t>(length));
        path = text.starts_with('/') ? text : folderOf(path) + '/' + text;
    }
    return std::nullopt;
}

/// A new file beside the target that disappears again unless it was kept.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string &folder)
    {
        static std::atomic<unsigned> counter{0};
        for (int attempt = 0; attempt < 100 && !isOpen(); ++attempt) {
            m_path = folder + "/.bayplan-" + std::to_string(::getpid()) + '-' + std::to_string(counter++);
            m_descriptor = std::make_unique<FileDescriptor>(
                ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
            if (!isOpen() && errno != EEXIST)
                break;
        }
        m_made = isOpen();
    }
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;
    ~TemporaryFile()
    {
        if (m_made && !m_renamed)
            ::unlink(m_path.c_str());
    }

    bool isOpen() const { return m_descriptor && m_descriptor->isOpen(); }
    FileDescriptor &descriptor() { return *m_descriptor; }

    /// 0, or an errno.
    int renameTo(const std::string &target)
    {
        if (::rename(m_path.c_str(), target.c_str()) != 0)
            return errno;
        m_renamed = true;
        return 0;
    }

private:
    std::string m_path;
    std::unique_ptr<FileDescriptor> m_descriptor;
    bool m_made = false;
    bool m_renamed = false;
};

int syncFolder(const std::string &folder)
{
    FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen())
        return errno;
    // EINVAL: a file system that cannot sync folders has nothing to sync.
    return ::fsync(descriptor.number()) == 0 || errno == EINVAL ? 0 : errno;
}

/// Owner only as far as we may: a file written by root in a user's folder stays the user's.
int takeOver(int descriptor, const struct stat &old)
{
    if (::fchown(descriptor, old.st_uid, old.st_gid) != 0 && errno != EPERM)
        return errno;
    return ::fchmod(descriptor, old.st_mode & 07777U) == 0 ? 0 : errno;
}

/// Pipes and devices have no old content to keep.
Result<void> writeInPlace(const std::string &path, Pieces pieces)
{
    FileDescriptor descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!descriptor.isOpen())
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "open it for writing"), path);
    if (const int code = writeAll(descriptor.number(), pieces))
        return fileError(code, QT_TRANSLATE_NOOP("phrase", "write it"), path);
    return {};
}

Result<void> replaceFile(const std::string &path, const std::string &target, const struct stat *old, Pieces pieces)
{
    TemporaryFile file(folderOf(target));
    if (!file.isOpen())
        return fileError(errno, {QT_TRANSLATE_NOOP("phrase", "create a file in %1"), folderOf(target)}, path);
    const int descriptor = file.descriptor().number();
    if (const int code = writeAll(descriptor, pieces))
        return fileError(code, QT_TRANSLATE_NOOP("phrase", "write it"), path);
    if (const int code = old ? takeOver(descriptor, *old) : 0)
        return fileError(code, QT_TRANSLATE_NOOP("phrase", "keep its permissions"), path);
    if (::fsync(descriptor) != 0)
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "sync it to the disk"), path);
    if (!file.descriptor().close())
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "close it"), path);
    if (const int code = file.renameTo(target))
        return fileError(code, QT_TRANSLATE_NOOP("phrase", "put it in its place"), path);
    if (const int code = syncFolder(folderOf(target)))
        return fileError(code, QT_TRANSLATE_NOOP("phrase", "sync its folder to the disk"), path);
    return {};
}

Result<std::string> readAll(int descriptor, const std::string &path, std::uint64_t limitBytes)
{
    std::string text;
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
        text.reserve(std::min(static_cast<std::uint64_t>(status.st_size), limitBytes));
    std::array<char, 1U << 16U> buffer; // filled by read
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fileError(errno, QT_TRANSLATE_NOOP("phrase", "read it"), path);
        if (got == 0)
            return text;
        if (text.size() + static_cast<std::size_t>(got) > limitBytes)
            return fail(
                ErrorCode::LimitExceeded,
                Told{{QT_TRANSLATE_NOOP("phrase", "Larger than the limit of %1 bytes."), std::to_string(limitBytes)},
                     {}},
                {path, 0, 0, {}});
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

} // namespace

Error fileError(int code, const Phrase &deed, const std::string &path)
{
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return fail(full             ? ErrorCode::DiskFull
                : code == ENOENT ? ErrorCode::NotFound
                                 : ErrorCode::Io,
                Told{{QT_TRANSLATE_NOOP("phrase", "Cannot %1: %2."), deed, reasonOf(code)}, adviceFor(code)},
                Place{path, 0, 0, {}});
}

Result<void> writeDurably(const std::string &path, std::string_view bytes)
{
    return writeDurably(path, Pieces{bytes});
}

Result<void> writeDurably(const std::string &path, Pieces pieces)
{
    struct stat old = {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode))
        return fileError(EISDIR, QT_TRANSLATE_NOOP("phrase", "write it"), path);
    if (exists && !S_ISREG(old.st_mode))
        return writeInPlace(path, pieces);
    if (exists && ::access(path.c_str(), W_OK) != 0)
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "write it"), path);
    const auto target = followLinks(path);
    if (!target)
        return fileError(ELOOP, QT_TRANSLATE_NOOP("phrase", "write it"), path);
    return replaceFile(path, *target, exists ? &old : nullptr, pieces);
}

Result<std::string> readWhole(const std::string &path, std::uint64_t limitBytes)
{
    if (path == "-")
        return readAll(STDIN_FILENO, "standard input", limitBytes);
    FileDescriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.isOpen())
        return fileError(errno, QT_TRANSLATE_NOOP("phrase", "open it"), path);
    return readAll(descriptor.number(), path, limitBytes);
}

} // namespace bayplan
