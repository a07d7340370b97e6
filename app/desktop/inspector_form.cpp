// SPDX-License-Identifier: GPL-3.0-or-later
// How the inspector's form is built.
#include "app/desktop/icons.h"
#include "app/desktop/inspector.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/look_at.h"
#include "app/desktop/param_field.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/translatable.h"
#include "engine/model/param_check.h"
#include "engine/report/report.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace bayplan {

void Inspector::buildHeader(QVBoxLayout &column, const KindInfo *kind)
{
    const auto &topology = m_document.topology();
    const auto &id = *m_ids.begin();
    auto *head = new QHBoxLayout;
    auto *icon = new QLabel;
    const auto iconName = kind != nullptr                    ? QString::fromStdString(kind->icon)
                          : topology.notes.contains(id)      ? QStringLiteral("note")
                          : topology.groups.contains(id)     ? QStringLiteral("group")
                          : topology.assertions.contains(id) ? QStringLiteral("assertion")
                                                             : QStringLiteral("select-all");
    icon->setPixmap(themedIcon(iconName).pixmap(22, 22));
    auto *title = new QLabel;
    auto font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() + 1);
    title->setFont(font);
    title->setObjectName(QStringLiteral("inspectorTitle"));
    const auto kindTitle = kind != nullptr                    ? catalogText(kind->title)
                           : topology.notes.contains(id)      ? tr("Note")
                           : topology.groups.contains(id)     ? tr("Group")
                           : topology.assertions.contains(id) ? tr("Expectation")
                                                              : tr("Selection");
    title->setText(m_ids.size() > 1 ? tr("%n elements", nullptr, int(m_ids.size())) +
                                          (kind != nullptr ? QStringLiteral(" · ") + kindTitle : QString())
                                    : kindTitle);
    head->addWidget(icon);
    head->addWidget(title, 1);
    column.addLayout(head);
    if (m_ids.size() > 1) {
        if (kind == nullptr) {
            auto *word =
                new QLabel(sharedParams().empty()
                               ? tr("Elements of different kinds: they can be moved, copied and deleted together.")
                               : tr("Elements of different kinds: what they have in common is set for all at once."));
            word->setWordWrap(true);
            column.addWidget(word);
        }
        return;
    }
    if (topology.links.contains(id) || topology.faults.contains(id)) {
        auto *word = new QLabel(nameOf(topology, id));
        word->setWordWrap(true);
        word->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column.addWidget(word);
    }
    if (ownNameOf(topology, id).isEmpty()) {
        return;
    }
    buildName(column);
}

void Inspector::buildLookAt(QVBoxLayout &column)
{
    const auto lines = lookAtOf(m_document.topology());
    if (lines.isEmpty()) {
        return;
    }
    auto list = tr("What to look at:") + QStringLiteral("<ul style='margin-left: -22px'>");
    for (const auto &line : lines) {
        list += QStringLiteral("<li style='margin-bottom: 4px'>%1</li>").arg(line.toHtmlEscaped());
    }
    auto *word = new QLabel(list + QStringLiteral("</ul>"));
    word->setTextFormat(Qt::RichText);
    word->setObjectName(QStringLiteral("lookAt"));
    word->setWordWrap(true);
    word->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column.addWidget(word);
}

void Inspector::buildFields(QVBoxLayout &column, const std::vector<ParamInfo> &params)
{
    std::vector<std::string> groups;
    for (const auto &info : params) {
        if (std::find(groups.begin(), groups.end(), info.group) == groups.end()) {
            groups.push_back(info.group);
        }
    }
    for (const auto &group : groups) {
        auto *title = new QLabel(catalogText(group));
        auto font = title->font();
        font.setBold(true);
        title->setFont(font);
        title->setStyleSheet(
            QStringLiteral("color: %1; margin-top: 8px; border-bottom: 1px solid %2; padding-bottom: 2px;")
                .arg(colours().accent.name(), colours().border.name()));
        column.addWidget(title);
        for (const auto &info : params) {
            if (info.group != group) {
                continue;
            }
            auto *field = new ParamField(info, nullptr);
            connect(field, &ParamField::edited, this,
                    [this, field](const std::optional<Value> &value) { setValue(*field, value); });
            connect(field, &ParamField::unreadable, this, [this, field] { restoreValues(*field); });
            wire(*field);
            column.addWidget(field);
            m_fields.push_back(field);
        }
    }
}

/// What every field does when the cursor comes and goes.
void Inspector::wire(ParamField &field)
{
    connect(&field, &ParamField::begun, this, [this, &field] {
        m_mergeKey = m_document.freshMergeKey();
        m_paramsAtFocus.clear();
        for (const auto &id : m_ids) {
            if (const auto *before = findParams(m_document.topology(), id)) {
                m_paramsAtFocus[id] = *before;
            }
        }
        showHelp(helpOf(field.info()));
    });
    connect(&field, &ParamField::left, this, [this, &field] {
        showHelp(m_kindHelp);
        field.setError({});
        showValues();
        showProblems();
    });
}

void Inspector::buildSize(QVBoxLayout &column, const ElementId &id)
{
    const auto side = [&](const char *key, const char *title, const char *help) {
        ParamInfo info{.key = key,
                       .title = title,
                       .type = ParamType::Integer,
                       .defaultValue = std::int64_t{0},
                       .unit = "px",
                       .least = 0,
                       .greatest = 10'000,
                       .help = help};
        auto *field = new ParamField(info, nullptr);
        wire(*field);
        connect(field, &ParamField::edited, this, [this, field, id](const std::optional<Value> &value) {
            const auto refused = value ? unsuitable(field->info(), *value) : std::nullopt;
            field->setError(refused ? translated(messageOf(*refused)) : QString());
            if (refused) {
                return;
            }
            auto size = m_document.topology().notes.at(id).size;
            auto &changed = field == m_size[0] ? size.width : size.height;
            changed = value ? double(std::get<std::int64_t>(*value)) : 0;
            m_document.push(resizeNote(m_document.topology(), id, size),
                            m_mergeKey + QString::fromStdString(field->info().key));
        });
        column.addWidget(field);
        return field;
    };
    m_size = {side("width", QT_TRANSLATE_NOOP("catalog", "Width"),
                   QT_TRANSLATE_NOOP("catalog", "Where the text wraps, at 100 %; 0 is the usual width.")),
              side("height", QT_TRANSLATE_NOOP("catalog", "Height"),
                   QT_TRANSLATE_NOOP("catalog", "The least at 100 %: it grows with the text. 0 is as high as that."))};
}

void Inspector::showSize(const Note &note)
{
    const auto shown = noteSize(note);
    const auto show = [this](ParamField &field, double set, double holds) {
        field.setValue(Value(std::int64_t(std::lround(set > 0 ? set : holds))), set <= 0);
        field.setReadOnly(m_document.isReadOnly());
    };
    show(*m_size[0], note.size.width, shown.width());
    show(*m_size[1], note.size.height, shown.height());
}

void Inspector::buildText(QVBoxLayout &column, const ElementId &id)
{
    const bool isNote = m_document.topology().notes.contains(id);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(QStringLiteral("elementText"));
    m_text->setAccessibleName(isNote ? tr("Text of the note") : tr("Expectation"));
    m_text->setTabChangesFocus(true);
    m_text->setReadOnly(m_document.isReadOnly());
    m_text->setPlaceholderText(isNote ? tr("Markdown is understood") : tr("p99 of web < 200ms"));
    m_text->setMaximumHeight(isNote ? 260 : 64);
    column.addWidget(m_text);
    auto *error = new QLabel;
    error->setWordWrap(true);
    error->setStyleSheet(QStringLiteral("color: %1;").arg(colours().error.name()));
    error->hide();
    column.addWidget(error);
    if (isNote) {
        buildSize(column, id);
    }
    connect(m_text, &QPlainTextEdit::textChanged, this, [this, id, isNote, error] {
        const auto text = m_text->toPlainText().toStdString();
        const auto &topology = m_document.topology();
        if (isNote) {
            auto note = topology.notes.at(id);
            note.text = text;
            m_document.push(Edit{QT_TRANSLATE_NOOP("phrase", "Edit note"), {Slot<Note>{id, note}}}, m_mergeKey);
            return;
        }
        const auto checked = checkAssertion(text, nullptr);
        error->setVisible(!checked);
        if (!checked) {
            error->setText(sentences(checked.error()));
            return;
        }
        auto assertion = topology.assertions.at(id);
        assertion.text = text;
        m_document.push(Edit{QT_TRANSLATE_NOOP("phrase", "Edit expectation"), {Slot<Assertion>{id, assertion}}},
                        m_mergeKey);
    });
    if (!isNote) {
        m_kindHelp =
            tr("Checked at the end of every run: “p99 of web < 200ms”, “errors of web == 0”, “leaderless < 3s”.");
    }
}

void Inspector::buildTarget(QVBoxLayout &column, const ElementId &id)
{
    const auto &topology = m_document.topology();
    const auto &fault = topology.faults.at(id);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Target"));
    label->setMinimumWidth(84);
    auto *box = new QComboBox;
    box->setObjectName(QStringLiteral("faultTarget"));
    box->setAccessibleName(tr("Target"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setEnabled(!m_document.isReadOnly());
    label->setBuddy(box);
    for (const auto &[pod, value] : topology.pods) {
        box->addItem(themedIcon(QStringLiteral("pod")), QString::fromStdString(value.name),
                     QString::fromStdString(pod));
        const auto replicas = paramsOf(value).integer("replicas");
        for (std::int64_t i = 0; replicas > 1 && i < std::min<std::int64_t>(replicas, 16); ++i) {
            const auto name = value.name + "-" + std::to_string(i);
            box->addItem(QString::fromStdString(name), QString::fromStdString(name));
        }
    }
    for (const auto &[container, value] : topology.containers) {
        box->addItem(themedIcon(QStringLiteral("container")), nameOf(topology, container),
                     QString::fromStdString(container));
    }
    for (const auto &[link, value] : topology.links) {
        box->addItem(themedIcon(QStringLiteral("link")), nameOf(topology, link), QString::fromStdString(link));
    }
    const auto target = QString::fromStdString(fault.target);
    if (box->findData(target) < 0) {
        box->addItem(target, target);
    }
    box->setCurrentIndex(box->findData(target));
    row->addWidget(label, 2);
    row->addWidget(box, 3);
    row->addSpacing(24);
    column.addLayout(row);
    connect(box, &QComboBox::activated, this, [this, id, box] {
        auto changed = m_document.topology().faults.at(id);
        changed.target = box->currentData().toString().toStdString();
        m_document.push(Edit{QT_TRANSLATE_NOOP("phrase", "Set target"), {Slot<Fault>{id, changed}}});
    });
}

} // namespace bayplan
