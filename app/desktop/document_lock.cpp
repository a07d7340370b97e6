// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/document_lock.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSysInfo>

namespace bayplan {

namespace {

/// A link and what it leads to are one document.
QString trueFile(const QString &path)
{
    const QFileInfo file(path);
    const auto canonical = file.canonicalFilePath();
    if (!canonical.isEmpty()) {
        return canonical;
    }
    const auto folder = QFileInfo(file.absolutePath()).canonicalFilePath(); // a file that is yet to be written
    return folder.isEmpty() ? file.absoluteFilePath() : folder + QLatin1Char('/') + file.fileName();
}

LockHolder holderOf(const QLockFile &lock)
{
    LockHolder holder;
    lock.getLockInfo(&holder.process, &holder.host, &holder.program);
    holder.since = QFileInfo(lock.fileName()).lastModified();
    holder.here = holder.host.isEmpty() || holder.host == QSysInfo::machineHostName();
    return holder;
}

} // namespace

QString DocumentLock::fileFor(const QString &path)
{
    const QFileInfo file(trueFile(path));
    return file.absolutePath() + QStringLiteral("/.") + file.fileName() + QStringLiteral(".lock");
}

DocumentLock::Answer DocumentLock::take(const QString &path)
{
    const auto file = trueFile(path);
    if (m_lock && m_path == file) {
        return Answer::Taken;
    }
    release();
    auto lock = std::make_unique<QLockFile>(fileFor(file));
    lock->setStaleLockTime(0); // a document may be open for days; a dead process is noticed all the same
    if (lock->tryLock(0)) {
        m_path = file;
        m_lock = std::move(lock);
        return Answer::Taken;
    }
    if (lock->error() != QLockFile::LockFailedError) {
        return Answer::Impossible;
    }
    m_holder = holderOf(*lock);
    return Answer::Held;
}

bool DocumentLock::holds(const QString &path) const
{
    return m_lock && m_path == trueFile(path);
}

bool DocumentLock::isSame(const QString &path, const QString &other)
{
    return trueFile(path) == trueFile(other);
}

void DocumentLock::release()
{
    m_lock.reset(); // gives it back
    m_path.clear();
    m_holder.reset();
}

QString describe(const LockHolder &holder)
{
    const bool today = holder.since.date() == QDate::currentDate();
    const auto since = today ? QLocale().toString(holder.since.time(), QLocale::ShortFormat)
                             : QLocale().toString(holder.since, QLocale::ShortFormat);
    const auto program =
        holder.program.isEmpty() ? QCoreApplication::translate("documentLock", "another program") : holder.program;
    const auto host = holder.here ? QCoreApplication::translate("documentLock", "this computer") : holder.host;
    return QCoreApplication::translate("documentLock", "%1 on %2 (process %3), since %4")
        .arg(program, host, QString::number(holder.process), since);
}

} // namespace bayplan
