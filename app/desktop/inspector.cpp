// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inspector.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/param_field.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/translatable.h"
#include "engine/model/param_check.h"
#include "engine/plan/main_ports.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <type_traits>

namespace bayplan {

namespace {

/// Adds to the edit what writes the parameter, if that changes anything. The value is known to suit: for thousands of
/// elements it is not checked again for each.
void putParam(Edit &edit, const Topology &topology, const ElementId &id, const ParamInfo &info,
              const std::optional<Value> &value)
{
    const auto put = [&](const auto &element) {
        auto copy = element;
        if (value) {
            copy.params[info.key] = normalised(info, *value);
        } else {
            copy.params.erase(info.key);
        }
        if (copy != element) {
            edit.slots.emplace_back(Slot<std::remove_cvref_t<decltype(element)>>{id, std::move(copy)});
        }
    };
    const auto putOf = [&](const auto &elements) {
        if (const auto found = elements.find(id); found != elements.end()) {
            put(found->second);
        }
    };
    if (id == documentId) {
        put(topology.settings);
        return;
    }
    putOf(topology.pods);
    putOf(topology.containers);
    putOf(topology.links);
    putOf(topology.volumes);
    putOf(topology.faults);
}

/// Whose forms differ: by kind, and among what has none by sort.
FormSort formSortOf(const Topology &topology, const ElementId &id)
{
    return {kindOf(topology, id), topology.notes.contains(id)        ? 1
                                  : topology.groups.contains(id)     ? 2
                                  : topology.assertions.contains(id) ? 3
                                                                     : 0};
}

} // namespace

Inspector::Inspector(DocumentSession &document, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_tabs(new QTabWidget(this)),
      m_scroll(new QScrollArea(this)), m_jsonPage(new QWidget(this)), m_json(new QPlainTextEdit(m_jsonPage)),
      m_jsonWord(new QLabel(m_jsonPage)), m_help(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_scroll, tr("Form"));
    m_tabs->addTab(m_jsonPage, tr("JSON"));
    column->addWidget(m_tabs, 1);
    column->addWidget(m_help);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    makeJson();
    m_help->setWordWrap(true);
    m_help->setMargin(8);
    m_help->setMinimumHeight(m_help->fontMetrics().lineSpacing() * 4 + 16);
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setObjectName(QStringLiteral("inspectorHelp"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::showJson);
    connect(&m_document, &DocumentSession::reset, this, [this] {
        m_refusedJson.clear();
        m_json->document()->setModified(false);
        rebuild();
    });
    connect(&m_document, &DocumentSession::stateChanged, this, [this] {
        for (auto *field : m_fields) {
            field->setReadOnly(m_document.isReadOnly());
        }
        showJson();
    });
    connect(&m_document, &DocumentSession::changed, this, &Inspector::refresh);
    connect(&m_document, &DocumentSession::problemsChanged, this, &Inspector::showProblems);
    connect(&m_selection, &Selection::changed, this, [this] {
        takeTyped(); // it belongs to the element that is left now
        m_json->document()->setModified(false);
        rebuild();
    });
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

std::set<FormSort> Inspector::shownSorts() const
{
    std::set<FormSort> sorts;
    for (const auto &id : m_ids) {
        sorts.insert(formSortOf(m_document.topology(), id));
    }
    return sorts;
}

const KindInfo *Inspector::commonKind(const std::set<ElementId> &ids) const
{
    const auto *kind = kindOf(m_document.topology(), *ids.begin());
    const bool same =
        std::all_of(ids.begin(), ids.end(), [&](const auto &id) { return kindOf(m_document.topology(), id) == kind; });
    return same ? kind : nullptr;
}

std::vector<ParamInfo> Inspector::sharedParams() const
{
    std::set<const KindInfo *> kinds;
    for (const auto &id : m_ids) {
        kinds.insert(kindOf(m_document.topology(), id));
    }
    if (kinds.contains(nullptr)) {
        return {};
    }
    std::vector<ParamInfo> shared = kindOf(m_document.topology(), *m_ids.begin())->params;
    for (const auto *kind : kinds) {
        std::erase_if(shared, [kind](const ParamInfo &info) {
            const auto *other = findParam(*kind, info.key);
            return other == nullptr || other->type != info.type || other->unit != info.unit ||
                   other->choices != info.choices;
        });
        for (auto &info : shared) {
            const auto *other = findParam(*kind, info.key);
            info.least = std::max(info.least, other->least);
            info.greatest = std::min(info.greatest, other->greatest);
        }
    }
    return shared;
}

void Inspector::rebuild()
{
    m_ids = shownIds();
    m_sorts = shownSorts();
    m_fields.clear();
    m_name = nullptr;
    m_nameError = nullptr;
    m_text = nullptr;
    m_size = {};
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
        if (id == documentId) {
            buildLookAt(*column);
        }
    }
    buildFields(*column, sharedParams());
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
    if (m_name != nullptr && !m_name->isModified()) {
        dropName();
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
        if (note != topology.notes.end()) {
            showSize(note->second);
        }
    }
    std::vector<std::pair<const KindInfo *, const Params *>> shown;
    for (const auto &each : m_ids) {
        shown.emplace_back(kindOf(topology, each), findParams(topology, each));
    }
    for (auto *field : m_fields) {
        showValue(*field, shown);
        field->setReadOnly(m_document.isReadOnly());
    }
    showMainPort();
}

/// A default that is taken in the pod moves up when it runs: what holds is shown.
void Inspector::showMainPort()
{
    const auto &topology = m_document.topology();
    const auto field =
        std::find_if(m_fields.begin(), m_fields.end(), [](const auto *each) { return each->info().key == "port"; });
    const auto container = topology.containers.find(*m_ids.begin());
    if (field == m_fields.end() || m_ids.size() != 1 || container == topology.containers.end()) {
        return;
    }
    const auto members = containersOf(topology, container->second.pod);
    const auto ports = mainPorts(members);
    const auto own = ports.find(container->first);
    const auto usual = paramsOf(container->second).integer("port");
    (*field)->setRemark({});
    if (own == ports.end() || container->second.params.contains("port")) {
        return;
    }
    (*field)->setValue(Value(std::int64_t(own->second)), true);
    if (own->second == usual) {
        return;
    }
    const auto holder = std::find_if(ports.begin(), ports.end(), [&](const auto &each) { return each.second == usual; });
    (*field)->setRemark(tr("Moved up: %1 has the port %2 in this pod.").arg(ownNameOf(topology, holder->first)).arg(usual));
}

void Inspector::showValue(ParamField &field, const std::vector<std::pair<const KindInfo *, const Params *>> &shown)
{
    const auto &key = field.info().key;
    const Value *common = nullptr;
    bool isDefault = true;
    for (const auto &[kind, params] : shown) {
        const auto *info = kind == nullptr ? nullptr : findParam(*kind, key);
        if (info == nullptr || params == nullptr) {
            continue; // it has gone; the form follows
        }
        const auto found = params->find(key);
        const auto &value = found == params->end() ? info->defaultValue : found->second;
        if (common != nullptr && *common != value) {
            field.setSeveral();
            return;
        }
        common = &value;
        isDefault = isDefault && value == info->defaultValue;
    }
    if (common != nullptr) {
        field.setValue(*common, isDefault);
    }
}

void Inspector::refresh(const std::set<ElementId> &ids)
{
    const bool isTouched = std::any_of(ids.begin(), ids.end(), [&](const auto &id) { return m_ids.contains(id); });
    if (shownIds() != m_ids || (isTouched && shownSorts() != m_sorts)) { // a reload may make something else of an id
        rebuild();
        return;
    }
    if (isTouched) {
        showValues();
        showJson();
    } else {
        showMainPort(); // by another container of the pod
    }
}

void Inspector::showProblems()
{
    for (auto *field : m_fields) {
        QString sentence;
        for (const auto &problem : m_document.problems()) {
            if (problem.param == field->info().key && m_ids.contains(problem.element) &&
                problem.severity != Severity::Hint) {
                sentence = translated(problem.sentence);
                break;
            }
        }
        // A text that was refused while typing keeps its own reason until it is mended or left.
        if (!field->isBeingEdited() || field->errorText().isEmpty()) {
            field->setError(sentence);
        }
    }
}

void Inspector::setValue(ParamField &field, const std::optional<Value> &value)
{
    const auto &topology = m_document.topology();
    const auto &key = field.info().key;
    Edit edit{{QT_TRANSLATE_NOOP("phrase", "Set %1"), catalogPhrase(field.info().title)}, {}};
    std::set<const KindInfo *> checked;
    for (const auto &id : m_ids) {
        const auto *kind = kindOf(topology, id);
        const auto *info = kind == nullptr ? nullptr : findParam(*kind, key);
        if (info == nullptr) {
            continue;
        }
        const auto wanted = value == info->defaultValue ? std::nullopt : value;
        if (checked.insert(kind).second) {
            if (const auto refused = setParam(topology, id, key, wanted); !refused) {
                field.setError(translated(messageOf(refused.error())));
                restoreValues(field);
                return;
            }
        }
        putParam(edit, topology, id, *info, wanted);
    }
    field.setError({});
    m_document.push(std::move(edit), m_mergeKey + QString::fromStdString(key));
    if (!value) {
        showValues();
    }
}

void Inspector::restoreValues(const ParamField &field)
{
    const auto &topology = m_document.topology();
    const auto &key = field.info().key;
    Edit edit{{QT_TRANSLATE_NOOP("phrase", "Set %1"), catalogPhrase(field.info().title)}, {}};
    for (const auto &[id, params] : m_paramsAtFocus) {
        const auto *kind = kindOf(topology, id);
        const auto *info = kind == nullptr ? nullptr : findParam(*kind, key);
        if (info != nullptr && m_ids.contains(id)) {
            const auto before = params.find(key);
            putParam(edit, topology, id, *info, before == params.end() ? std::nullopt : std::optional(before->second));
        }
    }
    m_document.push(std::move(edit), m_mergeKey + QString::fromStdString(key));
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
