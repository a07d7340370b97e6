// SPDX-License-Identifier: GPL-3.0-or-later
// One lock per document: a hidden file beside it that says who has it open.
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace bayplan {

struct LockHolder {
    QString program;
    QString host;
    qint64 process = 0;
    QDateTime since;
    bool here = true; ///< on this machine
};

/// Of one document at a time. Given back when it goes; that of a process that has died is taken over.
class DocumentLock {
public:
    enum class Answer {
        Taken,
        Held,       ///< by somebody else: see holder()
        Impossible, ///< in a folder that cannot be written; nobody else can save there either
    };

    /// Gives the former lock back first, unless it is that of the same document.
    Answer take(const QString &path);
    void release();

    bool holds(const QString &path) const;

    /// Two names of one document: a symbolic link and what it leads to.
    static bool isSame(const QString &path, const QString &other);

    /// Who has the document; nothing when it is free or ours.
    std::optional<LockHolder> holder() const { return m_holder; }

    /// ".NAME.lock" in the document's folder; of a symbolic link in that of the file it leads to.
    static QString fileFor(const QString &path);

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    std::optional<LockHolder> m_holder;
};

/// "bayplan on desk.example (process 4711), since 12:30".
QString describe(const LockHolder &holder);

} // namespace bayplan
