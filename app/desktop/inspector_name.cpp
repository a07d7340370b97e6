// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's field for the name, which is a new one only when it is entered: what stands there before may be the
// beginning of any other.
#include "app/desktop/inspector.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace bayplan {

void Inspector::buildName(QVBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Name"));
    label->setMinimumWidth(84);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("elementName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setReadOnly(m_document.isReadOnly());
    m_name->installEventFilter(this);
    label->setBuddy(m_name);
    row->addWidget(label, 2);
    row->addWidget(m_name, 3);
    row->addSpacing(24);
    column.addLayout(row);
    m_nameError = new QLabel;
    m_nameError->setObjectName(QStringLiteral("elementNameError"));
    m_nameError->setWordWrap(true);
    m_nameError->hide();
    column.addWidget(m_nameError);
    connect(m_name, &QLineEdit::textEdited, this, &Inspector::checkName);
    connect(m_name, &QLineEdit::editingFinished, this, [this, name = m_name] {
        if (name != m_name) {
            return; // of a form that has gone
        }
        takeName();
        if (m_name != nullptr && !m_name->hasFocus()) {
            dropName();
        }
    });
}

void Inspector::showNameError(const QString &sentence)
{
    const auto colour = colours().error.name();
    m_nameError->setText(sentence);
    m_nameError->setStyleSheet(QStringLiteral("color: %1;").arg(colour));
    m_nameError->setVisible(!sentence.isEmpty());
    m_name->setStyleSheet(sentence.isEmpty() ? QString() : QStringLiteral("border: 1px solid %1;").arg(colour));
}

void Inspector::checkName()
{
    const auto &topology = m_document.topology();
    const auto &id = *m_ids.begin();
    const auto edit = rename(topology, id, m_name->text().toStdString());
    showNameError(edit || m_name->text() == ownNameOf(topology, id) ? QString() : sentences(edit.error()));
}

void Inspector::takeName()
{
    const auto &topology = m_document.topology();
    const auto &id = *m_ids.begin();
    if (m_name == nullptr || !m_name->isModified() || !contains(topology, id)) {
        return;
    }
    if (auto edit = rename(topology, id, m_name->text().toStdString())) {
        m_name->setModified(false);
        m_document.push(std::move(*edit));
    }
}

void Inspector::dropName()
{
    showNameError({});
    if (const auto name = ownNameOf(m_document.topology(), *m_ids.begin()); m_name->text() != name) {
        m_name->setText(name);
    }
    m_name->setModified(false);
}

/// Undo takes back what is being typed, then what is in the document.
bool Inspector::filterName(QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) {
        return false;
    }
    auto &key = *static_cast<QKeyEvent *>(event);
    if (!m_name->isModified()) {
        const bool isOfDocument = event->type() == QEvent::ShortcutOverride &&
                                  (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo));
        if (isOfDocument) {
            event->ignore();
        }
        return isOfDocument;
    }
    const bool isDropped = key.key() == Qt::Key_Escape || key.matches(QKeySequence::Undo);
    if (isDropped) {
        event->accept();
    }
    if (isDropped && event->type() == QEvent::KeyPress) {
        dropName();
        m_name->selectAll();
    }
    return isDropped;
}

void Inspector::takeTyped()
{
    takeName();
    applyJson();
}

} // namespace bayplan
