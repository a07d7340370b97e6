// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inspector.h"

#include "app/desktop/edit_chain.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/param_field.h"
#include "app/desktop/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

Inspector::Inspector(DocumentSession &document, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_tabs(new QTabWidget(this)),
      m_scroll(new QScrollArea(this)), m_json(new QPlainTextEdit(this)), m_help(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_scroll, tr("Form"));
    m_tabs->addTab(m_json, tr("JSON"));
    column->addWidget(m_tabs, 1);
    column->addWidget(m_help);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_json->setReadOnly(true);
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFrameShape(QFrame::NoFrame);
    QFont mono(QStringLiteral("DejaVu Sans Mono"));
    mono.setStyleHint(QFont::Monospace);
    m_json->setFont(mono);
    m_json->setAccessibleName(tr("The selected element as JSON"));
    m_help->setWordWrap(true);
    m_help->setMargin(8);
    m_help->setMinimumHeight(m_help->fontMetrics().lineSpacing() * 4 + 16);
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setObjectName(QStringLiteral("inspectorHelp"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::showJson);
    connect(&m_document, &DocumentSession::reset, this, &Inspector::rebuild);
    connect(&m_document, &DocumentSession::stateChanged, this, [this] {
        for (auto *field : m_fields) {
            field->setReadOnly(m_document.isReadOnly());
        }
    });
    connect(&m_document, &DocumentSession::changed, this, &Inspector::refresh);
    connect(&m_document, &DocumentSession::problemsChanged, this, &Inspector::showProblems);
    connect(&m_selection, &Selection::changed, this, &Inspector::rebuild);
    connect(&Theme::instance(), &Theme::changed, this, &Inspector::rebuild);
    connect(&m_selection, &Selection::shown, this, [this](const ElementId &, const QString &param) {
        if (!param.isEmpty()) {
            focusField(param);
        }
    });
    rebuild();
}

std::set<ElementId> Inspector::shownIds() const
{
    std::set<ElementId> ids;
    for (const auto &id : m_selection.ids()) {
        if (contains(m_document.topology(), id)) {
            ids.insert(id);
        }
    }
    if (ids.empty()) {
        ids.insert(documentId);
    }
    return ids;
}

const KindInfo *Inspector::commonKind(const std::set<ElementId> &ids) const
{
    const auto *kind = kindOf(m_document.topology(), *ids.begin());
    const bool same =
        std::all_of(ids.begin(), ids.end(), [&](const auto &id) { return kindOf(m_document.topology(), id) == kind; });
    return same ? kind : nullptr;
}

void Inspector::rebuild()
{
    m_ids = shownIds();
    m_fields.clear();
    m_name = nullptr;
    m_nameError = nullptr;
    m_text = nullptr;
    m_mergeKey = m_document.freshMergeKey();
    // Deleted later: an editor of the old form may be what is being left just now.
    if (auto *old = m_scroll->takeWidget()) {
        old->hide();
        old->deleteLater();
    }
    m_scroll->setWidget(buildForm());
    showValues();
    showProblems();
    showJson();
}

QWidget *Inspector::buildForm()
{
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(6);
    const auto *kind = commonKind(m_ids);
    buildHeader(*column, kind);
    const auto &id = *m_ids.begin();
    if (m_ids.size() == 1) {
        const auto &topology = m_document.topology();
        if (topology.notes.contains(id) || topology.assertions.contains(id)) {
            buildText(*column, id);
        }
        if (topology.faults.contains(id)) {
            buildTarget(*column, id);
        }
    }
    if (kind != nullptr) {
        buildFields(*column, *kind);
    }
    column->addStretch(1);
    m_kindHelp = kind == nullptr ? QString() : catalogText(kind->help);
    showHelp(m_kindHelp);
    return form;
}

void Inspector::showHelp(const QString &text)
{
    m_help->setText(text);
    m_help->setStyleSheet(
        QStringLiteral("color: %1; border-top: 1px solid %2;").arg(colours().dimText.name(), colours().border.name()));
}

void Inspector::showValues()
{
    const auto &topology = m_document.topology();
    const auto &id = *m_ids.begin();
    if (m_name != nullptr && !(m_name->hasFocus() && m_nameError->isVisible())) {
        const auto name = ownNameOf(topology, id);
        if (m_name->text() != name) {
            m_name->setText(name);
        }
    }
    if (m_text != nullptr) {
        const auto note = topology.notes.find(id);
        const auto assertion = topology.assertions.find(id);
        const auto text = QString::fromStdString(note != topology.notes.end()             ? note->second.text
                                                 : assertion != topology.assertions.end() ? assertion->second.text
                                                                                          : std::string());
        if (m_text->toPlainText() != text) {
            const QSignalBlocker blocker(m_text);
            m_text->setPlainText(text);
        }
    }
    const auto *params = findParams(topology, id);
    for (auto *field : m_fields) {
        const auto found = params == nullptr ? Params::const_iterator() : params->find(field->info().key);
        const bool isDefault =
            params == nullptr || found == params->end() || found->second == field->info().defaultValue;
        field->setValue(isDefault ? field->info().defaultValue : found->second, isDefault);
        field->setReadOnly(m_document.isReadOnly());
    }
}

void Inspector::refresh(const std::set<ElementId> &ids)
{
    if (shownIds() != m_ids) {
        rebuild();
        return;
    }
    if (std::any_of(ids.begin(), ids.end(), [&](const auto &id) { return m_ids.contains(id); })) {
        showValues();
        showJson();
    }
}

void Inspector::showJson()
{
    if (m_tabs->currentWidget() != m_json) {
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
}

void Inspector::showProblems()
{
    for (auto *field : m_fields) {
        QString sentence;
        for (const auto &problem : m_document.problems()) {
            if (problem.param == field->info().key && m_ids.contains(problem.element) &&
                problem.severity != Severity::Hint) {
                sentence = QString::fromStdString(problem.sentence);
                break;
            }
        }
        // A text that was refused while typing keeps its own reason until it is mended or left.
        if (!field->editor()->hasFocus() || field->errorText().isEmpty()) {
            field->setError(sentence);
        }
    }
}

void Inspector::setValue(ParamField &field, const std::optional<Value> &value)
{
    const auto wanted = value == field.info().defaultValue ? std::nullopt : value;
    EditChain chain(m_document.topology());
    for (const auto &id : m_ids) {
        const auto edit = setParam(chain.now(), id, field.info().key, wanted);
        if (!edit) {
            field.setError(QString::fromStdString(edit.error().message));
            restoreValues(field);
            return;
        }
        chain.add(*edit);
    }
    field.setError({});
    const auto title = "Set " + field.info().title;
    if (auto edit = std::move(chain).finish(title)) {
        if (chain.now() != m_document.topology()) {
            m_document.push(std::move(*edit), m_mergeKey + QString::fromStdString(field.info().key));
        }
    }
    if (!value) {
        showValues();
    }
}

void Inspector::restoreValues(const ParamField &field)
{
    EditChain chain(m_document.topology());
    const auto &key = field.info().key;
    for (const auto &[id, params] : m_paramsAtFocus) {
        const auto *now = findParams(chain.now(), id);
        if (now == nullptr || !m_ids.contains(id)) {
            continue;
        }
        const auto before = params.find(key);
        const auto current = now->find(key);
        const auto wanted = before == params.end() ? std::nullopt : std::optional(before->second);
        if (wanted != (current == now->end() ? std::nullopt : std::optional(current->second))) {
            chain.add(setParam(chain.now(), id, key, wanted));
        }
    }
    if (auto edit = std::move(chain).finish("Set " + field.info().title)) {
        m_document.push(std::move(*edit), m_mergeKey + QString::fromStdString(key));
    }
}

void Inspector::setName(const QString &name)
{
    auto edit = rename(m_document.topology(), *m_ids.begin(), name.toStdString());
    if (!edit) {
        m_nameError->setText(QString::fromStdString(edit.error().message));
        m_nameError->setStyleSheet(QStringLiteral("color: %1;").arg(colours().error.name()));
        m_nameError->show();
        m_name->setStyleSheet(QStringLiteral("border: 1px solid %1;").arg(colours().error.name()));
        return;
    }
    m_nameError->hide();
    m_name->setStyleSheet({});
    m_document.push(std::move(*edit), m_mergeKey + QStringLiteral("name"));
}

void Inspector::focusField(const QString &param)
{
    m_tabs->setCurrentIndex(0);
    if (param.isEmpty() && m_name != nullptr) {
        m_name->setFocus(Qt::OtherFocusReason);
        m_name->selectAll();
        return;
    }
    for (auto *field : m_fields) {
        if (QString::fromStdString(field->info().key) == param) {
            m_scroll->ensureWidgetVisible(field);
            field->focusEditor();
        }
    }
}

} // namespace bayplan
