// SPDX-License-Identifier: GPL-3.0-or-later
// The open document of a window: topology, undo stack, file, problems. All changes go through push().
#pragma once

#include "engine/model/document_file.h"
#include "engine/model/edit.h"
#include "engine/model/topology.h"
#include "engine/model/validate.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

class QFileSystemWatcher;

namespace bayplan {

/// The id that stands for the settings in edits, problems and selections.
inline const ElementId documentId = "document";

/// That names of drawings end with.
inline const QString documentSuffix = QStringLiteral(".bayplan.json");

class DocumentSession : public QObject {
    Q_OBJECT
public:
    explicit DocumentSession(QObject *parent = nullptr);
    ~DocumentSession() override;

    const Topology &topology() const { return m_topology; }
    QUndoStack *undoStack() { return &m_undo; }

    /// As of the last check, at most 150 ms after the last change in drawings of usual size; large ones are checked in
    /// the background, and what is shown meanwhile is the last that was found. checkNow() brings them up to date.
    const std::vector<Problem> &problems() const { return m_problems; }
    void checkNow();

    /// Applies the edit and puts it on the undo stack; an empty one does nothing. Edits with the same non-empty key
    /// that follow one another become one undo step. False when the document is read-only.
    bool push(Edit edit, const QString &mergeKey = {});

    /// Takes the last step back so that it cannot be redone, when it is of the gesture that has this key: one that was
    /// given up leaves no trace.
    void dropLast(const QString &mergeKey);
    /// During changed(): pods were moved and nothing else, so that what shows no places need not look.
    bool isLayoutChange() const { return m_isLayoutChange; }

    /// A key that no earlier gesture has had.
    QString freshMergeKey();

    QString path() const { return m_path; }
    bool isReadOnly() const { return m_readOnly; }
    /// Why nothing can be changed, as a sentence.
    QString readOnlyReason() const;
    /// Shows what was opened without changing it, because of `reason`; a saveAs() to another place ends that.
    void holdReadOnly(const QString &reason);
    /// The file has been deleted or renamed since it was opened; the document counts as modified then.
    bool isGoneFromDisk() const { return m_gone; }
    bool isModified() const;
    /// Title for windows and prompts: the document's name, else the file's, else "Untitled".
    QString displayName() const;
    /// Folder of the file, for relative bind mounts; empty when unsaved.
    QString folder() const;

    /// Replaces everything, the undo stack included. `path` is empty for imports, examples and new documents.
    void load(const Document &document, const QString &path, bool modified = false);
    Result<std::vector<Error>> openFile(const QString &path);

    /// Writes to path(), which must not be empty; refuses read-only documents.
    Result<void> save();
    Result<void> saveAs(const QString &path);

    /// Looks at the file now: true when it holds what somebody else wrote and nobody has answered for yet, which save()
    /// would replace.
    bool wouldReplaceOthers();
    /// The answer that what is here replaces it.
    void keepMine() { m_othersOnDisk = false; }

    /// The file's present content as one undoable edit.
    Result<void> reloadFromDisk();

Q_SIGNALS:
    /// Elements with these ids were added, changed or removed.
    void changed(const std::set<bayplan::ElementId> &ids);
    /// Another document stands here now.
    void reset();
    void problemsChanged();
    /// Path, read-only state or modified state.
    void stateChanged();
    /// Somebody else wrote the file since it was read or saved; the document counts as modified until it is loaded or
    /// saved.
    void changedOnDisk();
    void goneFromDisk();
    void backOnDisk();
    void saved();
    /// push() on a read-only document.
    void refusedReadOnly();

private:
    friend class EditCommand;
    using FileStamp = std::pair<qint64, QDateTime>; ///< size and time of the last change
    Edit applyNow(Edit edit);
    void checkSoon();
    void checkInBackground();
    void setPath(const QString &path);
    void lookAtFile();
    void noteGone();
    void noteBack();

    Topology m_topology;
    QUndoStack m_undo;
    std::vector<Problem> m_problems;
    QTimer m_checkTimer;
    std::uint64_t m_revision = 0; ///< of the topology, counted up by each change
    std::uint64_t m_checked = 0;  ///< the revision that m_problems are of
    bool m_isLayoutChange = false;
    bool m_isLayoutCheck = false; ///< the timer runs for nothing but moves
    bool m_isChecking = false;    ///< in the background; one at a time
    QFileSystemWatcher *m_watcher;
    QTimer m_lookTimer;
    /// Takes what the background found. Not the session itself: its window cuts all its signals, the one that it has
    /// gone among them, before it goes.
    QObject *m_checker;
    QString m_path;
    std::string m_bytesOnDisk;   ///< as last read or written
    bool m_othersOnDisk = false; ///< written by somebody else, and neither loaded nor to be replaced
    FileStamp m_stampOnDisk;
    bool m_readOnly = false;
    bool m_isNewer = false;   ///< than this program: it knows not all of it, and writes nothing of it
    QString m_readOnlyReason; ///< of what is held read-only by this program
    bool m_gone = false;
    bool m_neverSavedBefore = false; ///< before it was gone
    bool m_neverSaved = false;       ///< modified although the undo stack is clean: imported or recovered
    int m_lastMergeKey = 0;
};

} // namespace bayplan
