// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of unsaved work, written a moment after each change and offered when the program did not end well.
#pragma once

#include "app/desktop/document_session.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace bayplan {

struct RecoverableWork {
    QString file;         ///< the copy
    QString originalPath; ///< of the document; empty when it never had one
    QString title;
    QDateTime written;
    int pods = 0; ///< that it holds, for telling works apart
};

/// Keeps one file per window in the program's data folder, locked while the window lives. The copy is begun
/// 600 ms after the first change that it does not hold, after a second where the document is large, and written by a
/// thread of its own: the window never waits for the disk.
class Recovery : public QObject {
    Q_OBJECT
public:
    Recovery(DocumentSession &document, const QString &folder, QObject *parent = nullptr);
    ~Recovery() override;

    /// Copies that a window left behind which is no more, the newest first.
    std::vector<RecoverableWork> leftBehind() const;
    static void discard(const RecoverableWork &work);

    /// The folder where copies go unless a test says otherwise.
    static QString usualFolder();

    /// Returns when the copy is on the disk, false when it could not be written: failure() says why.
    bool writeNow();
    /// After a save or an orderly close there is nothing to recover.
    void clear();
    /// The copy is brought up to date and stays when this goes, to be offered at the next start.
    void leaveBehind();
    QDateTime lastWritten() const { return m_lastWritten; }
    /// Why the newest copy is not on the disk. It is tried again every ten seconds, and after each change.
    const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    /// A copy was written, could not be written, or is no more.
    void copyChanged();

private:
    void schedule();
    void begin();
    void finish(int ticket, const Result<void> &written);
    void note(const Result<void> &written);
    void waitForWriter();

    DocumentSession &m_document;
    QString m_folder, m_file;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_timer;
    std::chrono::milliseconds m_delay;
    QDateTime m_lastWritten;
    std::optional<Error> m_failure;
    std::thread m_writer;
    int m_writerTicket = 0;       ///< of the writer at work; 0 when there is none
    bool m_isLeft = false;        ///< the copy stays
    bool m_again = false;         ///< a copy was due while the writer was at work
    std::atomic<int> m_ticket{0}; ///< of the copy that counts; a writer with another one takes its file away
};

} // namespace bayplan
