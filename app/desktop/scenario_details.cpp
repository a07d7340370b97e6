// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/scenario_details.h"

#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/param_field.h"
#include "app/desktop/selection.h"
#include "app/desktop/sentences.h"
#include "engine/base/translatable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace bayplan {

ScenarioDetails::ScenarioDetails(DocumentSession &document, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("scenarioDetails"));
    m_column->setContentsMargins(0, 0, 0, 0);
    connect(&selection, &Selection::changed, this, &ScenarioDetails::build);
    connect(&document, &DocumentSession::reset, this, &ScenarioDetails::build);
    connect(&document, &DocumentSession::changed, this, &ScenarioDetails::showValues);
    build();
}

/// Anew for another element only: who writes in a field keeps it.
void ScenarioDetails::build()
{
    delete std::exchange(m_form, nullptr);
    m_fields.clear();
    m_id.clear();
    m_kind.clear();
    const auto &topology = m_document.topology();
    const auto chosen = m_selection.single();
    const auto fault = topology.faults.find(chosen);
    const auto container = topology.containers.find(chosen);
    const bool isLoad = container != topology.containers.end() && container->second.kind == "load";
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 6, 8, 6);
    if (fault != topology.faults.end() || isLoad) {
        m_id = chosen;
        m_kind = isLoad ? "load" : "fault." + fault->second.kind;
        m_shownTarget = isLoad ? std::string() : fault->second.target;
        auto *title = new QLabel(nameOf(topology, chosen), inside);
        auto font = title->font();
        font.setBold(true);
        title->setFont(font);
        title->setWordWrap(true);
        column->addWidget(title);
        if (!isLoad) {
            addTarget(*column);
        }
        addFields(*column);
    } else {
        auto *word = new QLabel(tr("Choose a bar on the time line, or a lane of load, to see its parameters."), inside);
        word->setWordWrap(true);
        word->setAlignment(Qt::AlignCenter);
        column->addWidget(word);
    }
    column->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    m_column->addWidget(area);
    m_form = area;
    showValues();
}

void ScenarioDetails::addTarget(QVBoxLayout &column)
{
    const auto &topology = m_document.topology();
    auto *box = new QComboBox;
    box->setObjectName(QStringLiteral("scenarioTarget"));
    box->setAccessibleName(tr("Target"));
    box->setEnabled(!m_document.isReadOnly());
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto addAll = [&](const auto &elements, const char *icon) {
        for (const auto &[id, element] : elements) {
            box->addItem(themedIcon(QLatin1String(icon)), nameOf(topology, id), QString::fromStdString(id));
        }
    };
    addAll(topology.pods, "pod");
    addAll(topology.containers, "container");
    addAll(topology.links, "link");
    const auto target = QString::fromStdString(topology.faults.at(m_id).target);
    if (box->findData(target) < 0) {
        box->addItem(target, target);
    }
    box->setCurrentIndex(box->findData(target));
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Target"));
    label->setMinimumWidth(84);
    label->setBuddy(box);
    row->addWidget(label, 2);
    row->addWidget(box, 3);
    row->addSpacing(24);
    column.addLayout(row);
    connect(box, &QComboBox::activated, this, [this, box] {
        const auto found = m_document.topology().faults.find(m_id);
        if (found != m_document.topology().faults.end()) {
            auto changed = found->second;
            changed.target = box->currentData().toString().toStdString();
            m_shownTarget = changed.target;
            m_document.push(Edit{QT_TRANSLATE_NOOP("phrase", "Set target"), {Slot<Fault>{m_id, changed}}});
        }
    });
}

void ScenarioDetails::addFields(QVBoxLayout &column)
{
    const auto *kind = findKind(m_kind);
    if (kind == nullptr) {
        return;
    }
    for (const auto &info : kind->params) {
        const bool isOfTime = kind->group == KindGroup::Fault || info.group == "Load" || info.group == "Shape";
        if (!isOfTime) {
            continue;
        }
        auto *field = new ParamField(info, nullptr);
        field->setReadOnly(m_document.isReadOnly());
        connect(field, &ParamField::edited, this, [this, field](const auto &value) { setValue(*field, value); });
        connect(field, &ParamField::begun, this, [this] { m_mergeKey = m_document.freshMergeKey(); });
        connect(field, &ParamField::left, this, [this, field] {
            field->setError({});
            showValues();
        });
        column.addWidget(field);
        m_fields.push_back(field);
    }
}

void ScenarioDetails::setValue(ParamField &field, const std::optional<Value> &value)
{
    auto edit = setParam(m_document.topology(), m_id, field.info().key, value);
    if (!edit) {
        field.setError(sentences(edit.error()));
        return;
    }
    field.setError({});
    m_document.push(std::move(*edit), m_mergeKey);
}

void ScenarioDetails::showValues()
{
    if (m_id.empty()) {
        return;
    }
    const auto &topology = m_document.topology();
    const auto fault = topology.faults.find(m_id);
    const auto *params = findParams(topology, m_id);
    const bool isOther = params == nullptr || (fault != topology.faults.end() && fault->second.target != m_shownTarget);
    if (isOther) {
        build(); // gone, or aimed elsewhere by an undo
        return;
    }
    for (auto *field : m_fields) {
        const auto found = params->find(field->info().key);
        field->setValue(found == params->end() ? field->info().defaultValue : found->second, found == params->end());
    }
}

ParamField *ScenarioDetails::field(const char *key) const
{
    for (auto *each : m_fields) {
        if (each->info().key == key) {
            return each;
        }
    }
    return nullptr;
}

} // namespace bayplan
