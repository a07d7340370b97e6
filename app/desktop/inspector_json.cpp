// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's second tab: the selected element as JSON, to be read and to be changed.
#include "app/desktop/inspector.h"

#include "app/desktop/theme.h"

#include <QFont>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace bayplan {

namespace {

bool isApplyKey(const QKeyEvent &event)
{
    const bool isReturn = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return isReturn && event.modifiers().testFlag(Qt::ControlModifier);
}

} // namespace

void Inspector::makeJson()
{
    m_json->setObjectName(QStringLiteral("elementJson"));
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFrameShape(QFrame::NoFrame);
    QFont mono(QStringLiteral("DejaVu Sans Mono"));
    mono.setStyleHint(QFont::Monospace);
    m_json->setFont(mono);
    m_json->setAccessibleName(tr("The selected element as JSON"));
    m_json->installEventFilter(this);
    m_jsonWord->setObjectName(QStringLiteral("jsonWord"));
    m_jsonWord->setWordWrap(true);
    m_jsonWord->setMargin(8);
    auto *column = new QVBoxLayout(m_jsonPage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_json, 1);
    column->addWidget(m_jsonWord);
}

void Inspector::showJson()
{
    const bool isEditable = m_ids.size() == 1 && !m_document.isReadOnly();
    m_json->setReadOnly(!isEditable);
    if (m_tabs->currentWidget() != m_jsonPage) {
        return;
    }
    if (m_json->hasFocus() && m_json->document()->isModified()) {
        return; // being typed
    }
    const auto refused = isEditable ? m_refusedJson.find(*m_ids.begin()) : m_refusedJson.end();
    if (refused != m_refusedJson.end()) {
        const auto edit = readElement(m_document.topology(), refused->first, refused->second.toStdString());
        m_json->setPlainText(refused->second);
        m_json->document()->setModified(true);
        showJsonError(edit ? std::nullopt : std::optional(edit.error()));
        return;
    }
    QStringList texts;
    for (const auto &id : m_ids) {
        texts << QString::fromStdString(writeElement(m_document.topology(), id));
    }
    const auto text = texts.join(QLatin1Char('\n'));
    if (m_json->toPlainText() != text) {
        const int at = m_json->verticalScrollBar()->value();
        m_json->setPlainText(text);
        m_json->verticalScrollBar()->setValue(at);
    }
    m_json->document()->setModified(false);
    showJsonError(std::nullopt);
}

void Inspector::applyJson()
{
    if (m_json->isReadOnly() || m_ids.size() != 1 || !m_json->document()->isModified()) {
        return;
    }
    const auto id = *m_ids.begin();
    const auto text = m_json->toPlainText();
    m_refusedJson.erase(id);
    if (id != documentId && !contains(m_document.topology(), id)) {
        m_json->document()->setModified(false);
        return;
    }
    auto edit = readElement(m_document.topology(), id, text.toStdString());
    if (!edit) {
        m_refusedJson[id] = text;
        showJsonError(edit.error());
        return;
    }
    m_json->document()->setModified(false);
    m_document.push(std::move(*edit));
    showJson();
}

void Inspector::dropJson()
{
    for (const auto &id : m_ids) {
        m_refusedJson.erase(id);
    }
    m_json->document()->setModified(false);
    showJson();
}

void Inspector::showJsonError(const std::optional<Error> &error)
{
    const auto colour = error ? colours().error : colours().dimText;
    m_jsonWord->setStyleSheet(QStringLiteral("color: %1;").arg(colour.name()));
    if (!error) {
        m_jsonWord->setText(m_document.isReadOnly() ? tr("This document is read-only.")
                            : m_ids.size() > 1      ? tr("One element at a time can be changed as JSON.")
                                                    : tr("Ctrl+Enter applies the text, Esc takes it back."));
        return;
    }
    auto sentence = QString::fromStdString(error->message);
    if (!error->advice.empty()) {
        sentence += QLatin1Char(' ') + QString::fromStdString(error->advice);
    }
    m_jsonWord->setText(error->place.line > 0
                            ? tr("Line %1, column %2: %3").arg(error->place.line).arg(error->place.column).arg(sentence)
                            : sentence);
}

bool Inspector::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name) {
        return filterName(event) || QWidget::eventFilter(watched, event);
    }
    if (watched != m_json) {
        return QWidget::eventFilter(watched, event);
    }
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && !m_json->isReadOnly()) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool isEscape = key.key() == Qt::Key_Escape && m_json->document()->isModified();
        if (isEscape || isApplyKey(key)) {
            if (event->type() == QEvent::KeyPress) {
                isEscape ? dropJson() : applyJson();
            }
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        applyJson();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace bayplan
