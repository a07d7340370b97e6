// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/edit_command.h"

#include "app/desktop/document_session.h"
#include "app/desktop/sentences.h"

#include <utility>

namespace bayplan {

EditCommand::EditCommand(DocumentSession &session, Edit edit, QString mergeKey)
    : QUndoCommand(translated(edit.label)), m_session(session), m_edit(std::move(edit)), m_mergeKey(std::move(mergeKey))
{}

void EditCommand::undo()
{
    m_edit = m_session.applyNow(std::move(m_edit));
    setObsolete(m_isDropped);
}

void EditCommand::redo()
{
    m_edit = m_session.applyNow(std::move(m_edit));
}

int EditCommand::id() const
{
    return m_mergeKey.isEmpty() ? -1 : 1;
}

bool EditCommand::mergeWith(const QUndoCommand *next)
{
    const auto *other = static_cast<const EditCommand *>(next);
    if (other->m_mergeKey != m_mergeKey) {
        return false;
    }
    // Both are applied, so both hold inverses: the later change is taken back first.
    m_edit = merge(other->m_edit, std::move(m_edit));
    return true;
}

} // namespace bayplan
