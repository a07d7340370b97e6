// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fault_form.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/param_field.h"
#include "app/desktop/sentences.h"
#include "engine/model/catalog.h"
#include "engine/model/param_check.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int formWidth = 340;

} // namespace

FaultForm::FaultForm(FaultRequest request, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_request(std::move(request)), m_params(m_request.choice.preset)
{
    setObjectName(QStringLiteral("faultForm"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(m_request.title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    auto *head = new QHBoxLayout;
    auto *icon = new QLabel(this);
    icon->setPixmap(themedIcon(m_request.choice.icon).pixmap(18, 18));
    auto *title = new QLabel(m_request.title, this);
    title->setWordWrap(true);
    auto font = title->font();
    font.setBold(true);
    title->setFont(font);
    head->addWidget(icon);
    head->addWidget(title, 1);
    column->addLayout(head);
    if (!m_request.note.isEmpty()) {
        auto *note = new QLabel(m_request.note, this);
        note->setWordWrap(true);
        note->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(note);
    }
    addTargets(*column);
    addFields(*column);
    m_objection = new QLabel(this);
    m_objection->setObjectName(QStringLiteral("faultObjection"));
    m_objection->setWordWrap(true);
    column->addWidget(m_objection);
    addButtons(*column);
}

void FaultForm::addTargets(QVBoxLayout &column)
{
    m_target = new QComboBox(this);
    m_target->setObjectName(QStringLiteral("faultFormTarget"));
    m_target->setAccessibleName(tr("Target"));
    for (const auto &target : m_request.targets) {
        m_target->addItem(target.title, QString::fromStdString(target.name));
    }
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Target"), this);
    label->setMinimumWidth(84);
    label->setBuddy(m_target);
    row->addWidget(label, 2);
    row->addWidget(m_target, 3);
    row->addSpacing(24);
    column.addLayout(row);
    const bool hasChoice = m_request.targets.size() > 1;
    label->setVisible(hasChoice);
    m_target->setVisible(hasChoice);
    connect(m_target, &QComboBox::activated, this, &FaultForm::refresh);
}

void FaultForm::addFields(QVBoxLayout &column)
{
    const auto *kind = findKind("fault." + m_request.choice.kind);
    for (const auto &key : m_request.choice.asks) {
        const auto &info = *findParam(*kind, key);
        auto *field = new ParamField(info, this);
        field->keepUndoForItself();
        const auto preset = m_params.find(info.key);
        field->setValue(preset == m_params.end() ? info.defaultValue : preset->second, preset == m_params.end());
        field->setToolTip(helpOf(info));
        connect(field, &ParamField::edited, this, [this, field](const auto &value) { take(*field, value); });
        connect(field, &ParamField::unreadable, this, &FaultForm::refresh);
        column.addWidget(field);
        m_fields.push_back(field);
    }
}

void FaultForm::addButtons(QVBoxLayout &column)
{
    m_now = new QPushButton(tr("Do it now"), this);
    m_now->setObjectName(QStringLiteral("faultNow"));
    m_now->setDefault(true);
    m_later = new QPushButton(tr("Add to the scenario"), this);
    m_later->setObjectName(QStringLiteral("faultPlan"));
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_later);
    row->addWidget(m_now);
    column.addLayout(row);
    connect(m_now, &QPushButton::clicked, this, [this] {
        if (injectNow && injectNow(answer())) {
            close();
        }
    });
    connect(m_later, &QPushButton::clicked, this, [this] {
        if (plan) {
            plan(answer());
        }
        close();
    });
}

void FaultForm::take(ParamField &field, const std::optional<Value> &value)
{
    const auto &info = field.info();
    if (!value) {
        m_params.erase(info.key);
        field.setValue(info.defaultValue, true);
        field.setError({});
    } else if (const auto error = unsuitable(info, *value)) {
        field.setError(sentences(*error));
    } else {
        m_params[info.key] = normalised(info, *value);
        field.setError({});
        field.setValue(m_params[info.key], false);
    }
    refresh();
}

FaultAnswer FaultForm::answer() const
{
    FaultAnswer given{m_request.choice, m_target->currentData().toString().toStdString(), m_params};
    // What is left to the catalog has an end too.
    if (const auto *kind = findKind("fault." + given.choice.kind); findParam(*kind, "for") != nullptr) {
        given.params.emplace("for", findParam(*kind, "for")->defaultValue);
    }
    return given;
}

bool FaultForm::isComplete() const
{
    return std::ranges::all_of(m_fields, [](const ParamField *field) { return field->errorText().isEmpty(); });
}

void FaultForm::refresh()
{
    const auto why = !injectNow  ? tr("No run goes on: it can be planned.")
                     : objection ? objection(answer())
                                 : QString();
    m_objection->setText(why);
    m_objection->setVisible(!why.isEmpty());
    m_now->setEnabled(injectNow && why.isEmpty() && isComplete());
    m_later->setVisible(static_cast<bool>(plan));
    m_later->setEnabled(isComplete());
    adjustSize();
}

ParamField *FaultForm::field(const char *key) const
{
    for (auto *each : m_fields) {
        if (each->info().key == key) {
            return each;
        }
    }
    return nullptr;
}

void FaultForm::open(QPoint screen)
{
    setFixedWidth(formWidth);
    refresh();
    const auto *owner = parentWidget();
    const QRect area(owner->mapToGlobal(QPoint()), owner->size());
    move(std::clamp(screen.x(), area.left(), std::max(area.left(), area.right() - width())),
         std::clamp(screen.y(), area.top(), std::max(area.top(), area.bottom() - height())));
    show();
    if (!m_fields.empty()) {
        m_fields.front()->focusEditor();
    } else {
        (m_now->isEnabled() ? m_now : m_later)->setFocus();
    }
}

void FaultForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        auto *button = m_now->isEnabled() ? m_now : m_later;
        if (button->isEnabled()) {
            button->click();
        }
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace bayplan
