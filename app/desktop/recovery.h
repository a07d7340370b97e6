// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of unsaved work, written a moment after each change and offered when the program did not end well.
#pragma once

#include "app/desktop/document_session.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace bayplan {

struct RecoverableWork {
    QString file;         ///< the copy
    QString originalPath; ///< of the document; empty when it never had one
    QString title;
    QDateTime written;
};

/// Keeps one file per window in the program's data folder, locked while the window lives.
class Recovery : public QObject {
    Q_OBJECT
public:
    Recovery(DocumentSession &document, const QString &folder, QObject *parent = nullptr);
    ~Recovery() override;

    /// Copies that a window left behind which is no more.
    std::vector<RecoverableWork> leftBehind() const;
    static void discard(const RecoverableWork &work);

    /// The folder where copies go unless a test says otherwise.
    static QString usualFolder();

    void writeNow();
    /// After a save or an orderly close there is nothing to recover.
    void clear();
    QDateTime lastWritten() const { return m_lastWritten; }

private:
    DocumentSession &m_document;
    QString m_folder, m_file;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_timer;
    QDateTime m_lastWritten;
};

} // namespace bayplan
