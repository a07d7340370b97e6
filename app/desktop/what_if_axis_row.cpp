// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/what_if_axis_row.h"

#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace bayplan {

namespace {

void addLabelled(QHBoxLayout &row, const QString &words, QWidget *field, int stretch)
{
    auto *label = new QLabel(words, field->parentWidget());
    label->setBuddy(field);
    row.addWidget(label);
    row.addWidget(field, stretch);
}

} // namespace

WhatIfAxisRow::WhatIfAxisRow(DocumentSession &document, bool isSecond, QWidget *parent)
    : QWidget(parent), m_document(document), m_element(new QComboBox(this)), m_variable(new QComboBox(this)),
      m_from(new QLineEdit(this)), m_to(new QLineEdit(this)), m_steps(new QSpinBox(this)), m_isSecond(isSecond)
{
    for (auto *box : {m_element, m_variable}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    m_element->setAccessibleName(isSecond ? tr("Second element to vary") : tr("Element to vary"));
    m_variable->setAccessibleName(isSecond ? tr("What of the second element to vary") : tr("What of it to vary"));
    m_from->setAccessibleName(isSecond ? tr("First value of the second") : tr("First value"));
    m_to->setAccessibleName(isSecond ? tr("Last value of the second") : tr("Last value"));
    m_steps->setAccessibleName(isSecond ? tr("Steps of the second") : tr("Steps"));
    m_steps->setRange(2, 50);
    m_steps->setValue(isSecond ? 4 : 8);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_element, 3);
    row->addWidget(m_variable, 4);
    for (auto *field : {m_from, m_to}) {
        field->setMaximumWidth(96);
        field->setMinimumWidth(44);
        connect(field, &QLineEdit::returnPressed, this, &WhatIfAxisRow::asked);
    }
    addLabelled(*row, tr("goes from"), m_from, 1);
    addLabelled(*row, tr("to"), m_to, 1);
    addLabelled(*row, tr("in steps"), m_steps, 0);
    connect(m_element, &QComboBox::currentIndexChanged, this, &WhatIfAxisRow::listVariables);
    connect(m_variable, &QComboBox::currentIndexChanged, this, &WhatIfAxisRow::showVariable);
}

void WhatIfAxisRow::listElements()
{
    const auto before = m_element->currentData().toString();
    const auto &topology = m_document.topology();
    {
        const QSignalBlocker blocker(m_element);
        m_element->clear();
        const auto addAll = [&](const auto &elements) {
            for (const auto &[id, element] : elements)
                m_element->addItem(nameOf(topology, id), QString::fromStdString(id));
        };
        addAll(topology.containers);
        addAll(topology.pods);
        addAll(topology.links);
        int at = m_element->findData(before);
        if (at < 0) { // how much is asked for is what most questions are about, and how many serve it
            const auto load = std::ranges::find_if(topology.containers,
                                                   [](const auto &entry) { return entry.second.kind == "load"; });
            const auto served = std::ranges::find_if(topology.containers,
                                                     [](const auto &entry) { return entry.second.kind != "load"; });
            const auto wanted = m_isSecond && served != topology.containers.end() ? served : load;
            at = wanted == topology.containers.end() ? -1 : m_element->findData(QString::fromStdString(wanted->first));
        }
        m_element->setCurrentIndex(std::max(at, m_element->count() > 0 ? 0 : -1));
    }
    listVariables();
}

void WhatIfAxisRow::setElement(const ElementId &id)
{
    const int at = m_element->findData(QString::fromStdString(id));
    if (at >= 0 && !id.empty())
        m_element->setCurrentIndex(at);
}

ElementId WhatIfAxisRow::element() const
{
    return m_element->currentData().toString().toStdString();
}

void WhatIfAxisRow::listVariables()
{
    const auto before = m_variable->currentText();
    {
        const QSignalBlocker blocker(m_variable);
        m_variables = variablesOf(m_document.topology(), element());
        m_variable->clear();
        for (const auto &one : m_variables)
            m_variable->addItem(one.title);
        m_variable->setCurrentIndex(m_variables.empty() ? -1 : std::max(0, m_variable->findText(before)));
    }
    if (m_variable->currentText() != before)
        showVariable();
    Q_EMIT changed();
}

/// From one for what is counted, else from what holds; to what is there twice over.
void WhatIfAxisRow::showVariable()
{
    const auto at = static_cast<std::size_t>(std::max(0, m_variable->currentIndex()));
    if (at >= m_variables.size())
        return;
    const Variable &chosen = m_variables[at];
    const bool counted = chosen.param == nullptr || chosen.param->type == ParamType::Integer;
    m_from->setText(counted ? QStringLiteral("1") : chosen.now);
    bool isNumber = false;
    const double now = chosen.now.toDouble(&isNumber);
    m_to->setText(counted    ? QString::number(std::max(8, static_cast<int>(now)))
                  : isNumber ? QString::number(now == 0 ? 1 : now * 2)
                             : chosen.now);
}

std::optional<WhatIfAxis> WhatIfAxisRow::axis() const
{
    const auto at = static_cast<std::size_t>(std::max(0, m_variable->currentIndex()));
    if (at >= m_variables.size())
        return std::nullopt;
    return WhatIfAxis{element(), m_variables[at], m_from->text(), m_to->text(), m_steps->value()};
}

} // namespace bayplan
