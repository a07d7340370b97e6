// SPDX-License-Identifier: GPL-3.0-or-later
// The one undo command: an Edit, which turns into its inverse each time it is applied.
#pragma once

#include "engine/model/edit.h"

#include <QString>
#include <QUndoCommand>

namespace bayplan {

class DocumentSession;

class EditCommand : public QUndoCommand {
public:
    EditCommand(DocumentSession &session, Edit edit, QString mergeKey);

    void undo() override;
    void redo() override;
    int id() const override;
    const QString &mergeKey() const { return m_mergeKey; }
    /// The stack forgets it once it is undone.
    void dropWhenUndone() { m_isDropped = true; }
    bool mergeWith(const QUndoCommand *next) override;

private:
    DocumentSession &m_session;
    Edit m_edit; ///< what the next undo or redo applies
    QString m_mergeKey;
    bool m_isDropped = false;
};

} // namespace bayplan
