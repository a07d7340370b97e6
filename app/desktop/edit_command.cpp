// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/edit_command.h"

#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace bayplan {

namespace {

/// The model's own labels, for the translation tools.
constexpr const char *const fixedLabels[] = {
    QT_TRANSLATE_NOOP("edit", "Add assertion"), QT_TRANSLATE_NOOP("edit", "Add fault"),
    QT_TRANSLATE_NOOP("edit", "Add note"),      QT_TRANSLATE_NOOP("edit", "Add pod"),
    QT_TRANSLATE_NOOP("edit", "Add volume"),    QT_TRANSLATE_NOOP("edit", "Connect"),
    QT_TRANSLATE_NOOP("edit", "Duplicate"),     QT_TRANSLATE_NOOP("edit", "Move to another pod"),
    QT_TRANSLATE_NOOP("edit", "Group"),
};

/// Labels end in what they are about: a title of the catalog, a name, a number of elements.
QString editText(const std::string &label)
{
    const auto text = QString::fromStdString(label);
    const auto translated = QCoreApplication::translate("edit", label.c_str());
    const bool isFixed = std::find(std::begin(fixedLabels), std::end(fixedLabels), label) != std::end(fixedLabels);
    if (isFixed || translated != text) {
        return translated;
    }
    const auto rest = [&](qsizetype from) { return text.mid(from); };
    if (text.startsWith(QStringLiteral("Rename to "))) {
        return QCoreApplication::translate("edit", "Rename to %1").arg(rest(10));
    }
    if (text.startsWith(QStringLiteral("Add "))) {
        return QCoreApplication::translate("edit", "Add %1").arg(catalogText(rest(4).toStdString()));
    }
    if (text.startsWith(QStringLiteral("Set "))) {
        return QCoreApplication::translate("edit", "Set %1").arg(catalogText(rest(4).toStdString()));
    }
    static const QRegularExpression moved(QStringLiteral("^(Move|Remove|Delete) (\\d+) "));
    if (const auto match = moved.match(text); match.hasMatch()) {
        const int count = match.captured(2).toInt();
        return match.captured(1) == QStringLiteral("Move")
                   ? QCoreApplication::translate("edit", "Move %n element(s)", nullptr, count)
                   : QCoreApplication::translate("edit", "Delete %n element(s)", nullptr, count);
    }
    return text;
}

} // namespace

EditCommand::EditCommand(DocumentSession &session, Edit edit, QString mergeKey)
    : QUndoCommand(editText(edit.label)), m_session(session), m_edit(std::move(edit)), m_mergeKey(std::move(mergeKey))
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
