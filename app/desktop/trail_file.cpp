// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/trail_file.h"

#include <QDir>
#include <QTemporaryFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bayplan {

namespace {

/// Hidden: what somebody has named by hand is never taken for one.
const QString trailPattern = QStringLiteral(".bayplan-trail-*.bayrun");
const QString trailTemplate = QStringLiteral(".bayplan-trail-XXXXXX.bayrun");

/// No link, no pipe, nobody else's.
bool isOwnFile(int descriptor)
{
    struct stat found = {};
    return ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == ::getuid();
}

bool removeIfStale(const QByteArray &path)
{
    const int descriptor = ::open(path.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isStale = isOwnFile(descriptor) && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    const bool isRemoved = isStale && ::unlink(path.constData()) == 0;
    ::close(descriptor);
    return isRemoved;
}

} // namespace

std::unique_ptr<QTemporaryFile> makeTrailFile()
{
    auto file = std::make_unique<QTemporaryFile>(QDir(QDir::tempPath()).filePath(trailTemplate));
    if (!file->open())
        return nullptr;
    ::flock(file->handle(), LOCK_EX | LOCK_NB); // nobody else has it: without a lock it is as good a file
    return file;
}

int removeStaleTrails()
{
    const QDir folder(QDir::tempPath());
    int removed = 0;
    for (const QString &name : folder.entryList({trailPattern}, QDir::Files | QDir::Hidden | QDir::NoSymLinks))
        removed += removeIfStale(QFile::encodeName(folder.filePath(name))) ? 1 : 0;
    return removed;
}

} // namespace bayplan
