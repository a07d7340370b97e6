// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_wizard.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/param_field.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/model/validate.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

QString wordsAsHtml(const PatternRecipe &recipe)
{
    QString html;
    for (const auto &line : recipe.words) {
        html += QStringLiteral("<p style='margin: 0 0 3px 0'>%1</p>").arg(catalogText(line).toHtmlEscaped());
    }
    return html;
}

} // namespace

PatternWizard::PatternWizard(DocumentSession &document, Selection &selection, QWidget *parent)
    : QDialog(parent), m_document(document), m_selection(selection), m_title(new QLabel(this)),
      m_words(new QLabel(this)), m_where(new QLabel(this)), m_refusal(new QLabel(this)), m_join(new QCheckBox(this)),
      m_picture(new PatternPictureView(this)), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("patternWizard"));
    auto *column = new QVBoxLayout(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_picture, 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    auto bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() + 2);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    text->addWidget(m_title);
    m_words->setTextFormat(Qt::RichText);
    text->addWidget(m_words);
    text->addStretch(1);
    head->addLayout(text, 1);
    column->addLayout(head);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_scroll, 1);
    for (auto *label : {m_words, m_where, m_refusal}) {
        label->setWordWrap(true);
    }
    m_refusal->setObjectName(QStringLiteral("patternRefusal"));
    m_where->setObjectName(QStringLiteral("patternWhere"));
    m_join->setObjectName(QStringLiteral("patternJoin"));
    column->addWidget(m_where);
    column->addWidget(m_join);
    column->addWidget(m_refusal);
    auto *buttons = new QDialogButtonBox(this);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(QStringLiteral("patternCreate"));
    m_create->setDefault(true);
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setAutoDefault(false);
    cancel->setIcon({});
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &PatternWizard::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_join, &QCheckBox::toggled, this, &PatternWizard::check);
    connect(&m_selection, &Selection::changed, this, &PatternWizard::offerPlace);
    connect(&m_document, &DocumentSession::changed, this, &PatternWizard::check);
    connect(&m_document, &DocumentSession::reset, this, &PatternWizard::check);
    connect(&Theme::instance(), &Theme::changed, this, &PatternWizard::check);
}

void PatternWizard::ask(const PatternRecipe &recipe)
{
    m_recipe = &recipe;
    m_answers.clear();
    m_unreadable.clear();
    m_fields.clear();
    const auto title = catalogText(recipe.title);
    setWindowTitle(tr("Pattern: %1").arg(title));
    m_title->setText(title);
    m_words->setText(wordsAsHtml(recipe));
    m_picture->setPicture(recipe.picture, title);
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 6, 6, 6);
    for (const auto &question : recipe.questions) {
        auto *field = new ParamField(question, form);
        field->keepUndoForItself();
        field->setValue(question.defaultValue, true);
        connect(field, &ParamField::edited, this,
                [this, field](const std::optional<Value> &value) { take(*field, value); });
        connect(field, &ParamField::unreadable, this, [this, field] {
            m_unreadable.insert(field->info().key);
            check();
        });
        column->addWidget(field);
        m_fields.push_back(field);
    }
    column->addStretch(1);
    delete m_scroll->takeWidget();
    m_scroll->setWidget(form);
    const auto *screenOwner = parentWidget();
    const int most = screenOwner == nullptr ? 680 : std::min(680, screenOwner->height() - 60);
    resize(640, std::min(most, 320 + form->sizeHint().height()));
    show();
    raise();
    activateWindow();
    if (!m_fields.empty()) {
        m_fields.front()->focusEditor();
    }
    offerPlace();
}

void PatternWizard::take(ParamField &field, const std::optional<Value> &value)
{
    const auto &key = field.info().key;
    m_unreadable.erase(key);
    const auto error = value ? unfitAnswer(*m_recipe, key, *value) : std::nullopt;
    if (value && *value != field.info().defaultValue) {
        m_answers[key] = *value;
    } else {
        m_answers.erase(key);
    }
    field.setError(error ? sentences(*error) : QString());
    if (!error) {
        field.setValue(value.value_or(field.info().defaultValue), !m_answers.contains(key));
    }
    check();
}

ElementId PatternWizard::chosen() const
{
    const auto &topology = m_document.topology();
    const auto id = m_selection.single();
    return topology.containers.contains(id) || topology.pods.contains(id) ? id : ElementId();
}

PatternPlace PatternWizard::placeWith(bool joins) const
{
    PatternPlace place;
    const auto id = joins ? chosen() : ElementId();
    (m_document.topology().pods.contains(id) ? place.pod : place.container) = id;
    if (centre) {
        place.centre = centre();
    }
    return place;
}

PatternPlace PatternWizard::place() const
{
    return placeWith(m_join->isChecked());
}

PatternPlace PatternWizard::placeFor(const PatternRecipe &recipe) const
{
    const auto joined = placeWith(true);
    return recipe.build(m_document.topology(), {}, joined) ? joined : placeWith(false);
}

QString PatternWizard::refusal() const
{
    if (m_recipe == nullptr) {
        return tr("No pattern is chosen.");
    }
    if (m_document.isReadOnly()) {
        return tr("This document is shown read-only.");
    }
    if (!m_unreadable.empty()) {
        return tr("An answer cannot be read.");
    }
    const auto edit = m_recipe->build(m_document.topology(), m_answers, place());
    return edit ? QString() : sentences(edit.error());
}

/// The first thing that the checks of the drawing have against the parts as they would be.
QString PatternWizard::remark(const Edit &edit) const
{
    const auto touched = touchedBy(edit);
    auto drawn = m_document.topology();
    apply(drawn, edit);
    for (const auto &problem : validate(drawn)) {
        if (touched.contains(problem.element) && problem.severity != Severity::Hint) {
            return sentences(problem.sentence, problem.advice);
        }
    }
    return {};
}

void PatternWizard::offerPlace()
{
    if (m_recipe == nullptr || !isVisible()) {
        return;
    }
    const auto id = chosen();
    m_where->setVisible(id.empty());
    m_where->setText(tr("It stands by itself. Select a pod or a container, and it joins that one."));
    m_join->setVisible(!id.empty());
    m_join->setText(tr("Join what is selected: %1").arg(nameOf(m_document.topology(), id)));
    const auto place = placeFor(*m_recipe);
    {
        const QSignalBlocker blocker(m_join);
        m_join->setChecked(!place.container.empty() || !place.pod.empty());
    }
    check();
}

void PatternWizard::check()
{
    if (m_recipe == nullptr || !isVisible()) {
        return;
    }
    auto sentence = refusal();
    m_create->setEnabled(sentence.isEmpty());
    auto colour = colours().error;
    if (sentence.isEmpty()) {
        colour = colours().warning;
        if (const auto edit = m_recipe->build(m_document.topology(), m_answers, place())) {
            sentence = remark(*edit);
        }
    }
    m_refusal->setStyleSheet(QStringLiteral("color: %1;").arg(colour.name()));
    m_refusal->setText(sentence);
    m_refusal->setVisible(!sentence.isEmpty());
}

void PatternWizard::create()
{
    if (!refusal().isEmpty()) {
        check();
        return;
    }
    hide();
    Q_EMIT createWanted();
}

} // namespace bayplan
