// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/param_field.h"

#include "app/desktop/distribution_editor.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"
#include "engine/model/param_check.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace bayplan {

namespace {

bool isList(ParamType type)
{
    return type == ParamType::TextList || type == ParamType::Environment || type == ParamType::Mounts ||
           type == ParamType::Publish;
}

QString listHint(ParamType type)
{
    switch (type) {
    case ParamType::Environment:
        return QCoreApplication::translate("inspector", "NAME=VALUE, one a line");
    case ParamType::Mounts:
        return QCoreApplication::translate("inspector", "VOLUME:/PATH[:ro], one a line");
    case ParamType::Publish:
        return QCoreApplication::translate("inspector", "[HOST_IP:][HOST_PORT:]PORT, one a line");
    default:
        return QCoreApplication::translate("inspector", "one a line");
    }
}

/// "1.5s" with a space before its unit.
QString spacedUnit(const std::string &text)
{
    auto spaced = QString::fromStdString(text);
    const auto unit = std::find_if(text.begin(), text.end(), [](char c) { return c >= 'A'; });
    return unit == text.end() ? spaced : spaced.insert(unit - text.begin(), QLatin1Char(' '));
}

QString boundText(const ParamInfo &info, double bound)
{
    if (info.type == ParamType::Duration || info.type == ParamType::Distribution) {
        const auto spaced = spacedUnit(formatDuration(fromSeconds(bound)));
        return QString::fromStdString(withMicroSign(spaced.toStdString()));
    }
    if (info.type == ParamType::Bytes) {
        return spacedUnit(formatBytes(std::int64_t(std::min(bound, 9e18))));
    }
    const auto number = QString::fromStdString(formatNumber(bound));
    return info.unit.empty() ? number : number + QLatin1Char(' ') + catalogText(info.unit);
}

QString severalHint()
{
    return QCoreApplication::translate("inspector", "several values");
}

} // namespace

QString rangeText(const ParamInfo &info)
{
    if (std::isfinite(info.least) && std::isfinite(info.greatest)) {
        return QCoreApplication::translate("inspector", "%1 to %2")
            .arg(boundText(info, info.least), boundText(info, info.greatest));
    }
    if (std::isfinite(info.least)) {
        return QCoreApplication::translate("inspector", "at least %1").arg(boundText(info, info.least));
    }
    if (std::isfinite(info.greatest)) {
        return QCoreApplication::translate("inspector", "at most %1").arg(boundText(info, info.greatest));
    }
    return {};
}

QString helpOf(const ParamInfo &info)
{
    const auto help = catalogText(info.help);
    const auto range = rangeText(info);
    if (range.isEmpty()) {
        return help;
    }
    return QCoreApplication::translate("inspector", "%1 Range: %2.").arg(help, range).trimmed();
}

std::optional<Value> valueFromText(const ParamInfo &info, const QString &text, QString *reason)
{
    const auto trimmed = text.trimmed();
    if (info.type == ParamType::Integer) {
        if (const auto number = parseInteger(trimmed.toStdString())) {
            return Value(*number);
        }
        *reason = QCoreApplication::translate("inspector", "A whole number is needed.");
        return std::nullopt;
    }
    if (info.type == ParamType::Number) {
        if (const auto number = parseNumber(trimmed.toStdString())) {
            return Value(*number);
        }
        *reason = QCoreApplication::translate("inspector", "A number is needed, with a point before decimals.");
        return std::nullopt;
    }
    if (isList(info.type)) {
        std::vector<std::string> lines;
        for (const auto &line : text.split(QLatin1Char('\n'))) {
            if (!line.trimmed().isEmpty()) {
                lines.push_back(line.toStdString());
            }
        }
        return Value(std::move(lines));
    }
    return info.type == ParamType::Text ? Value(text.toStdString()) : normalised(info, Value(trimmed.toStdString()));
}

ParamField::ParamField(const ParamInfo &info, QWidget *parent)
    : QWidget(parent), m_info(info), m_label(new QLabel(this)), m_error(new QLabel(this)), m_remark(new QLabel(this)),
      m_reset(new QToolButton(this))
{
    const auto title = catalogText(info.title);
    const auto help = helpOf(info);
    makeEditor();
    m_editor->setObjectName(QStringLiteral("param.") + QString::fromStdString(info.key));
    m_editor->setAccessibleName(title);
    m_editor->setAccessibleDescription(help);
    m_editor->setToolTip(QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped()));
    m_editor->installEventFilter(this);
    m_label->setText(title);
    m_label->setToolTip(m_editor->toolTip());
    m_label->setBuddy(m_editor);
    m_reset->setIcon(themedIcon(QStringLiteral("undo")));
    m_reset->setIconSize(QSize(12, 12));
    m_reset->setAutoRaise(true);
    m_reset->setToolTip(tr("Back to the default: %1").arg(shownValue(info, info.defaultValue)));
    m_reset->setAccessibleName(tr("Reset %1").arg(title));
    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT edited(std::nullopt); });
    m_error->setWordWrap(true);
    m_error->hide();
    m_remark->setObjectName(QStringLiteral("remark.") + QString::fromStdString(info.key));
    m_remark->setWordWrap(true);
    m_remark->setStyleSheet(QStringLiteral("color: %1;").arg(colours().dimText.name()));
    m_remark->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    m_label->setMinimumWidth(84);
    m_label->setWordWrap(true);
    m_label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    m_reset->hide();
    if (isList(info.type) || info.key == "description") {
        auto *head = new QHBoxLayout;
        head->addWidget(m_label, 1);
        head->addWidget(m_reset);
        column->addLayout(head);
        row->addWidget(m_editor, 1);
    } else {
        row->addWidget(m_label, 2);
        row->addWidget(m_editor, 3);
        if (!info.unit.empty()) {
            row->addWidget(new QLabel(catalogText(info.unit), this));
        }
        row->addWidget(m_reset);
    }
    column->addLayout(row);
    column->addWidget(m_error);
    column->addWidget(m_remark);
    if (m_distribution != nullptr) {
        column->addWidget(m_distribution);
    }
}

void ParamField::makeEditor()
{
    if (m_info.type == ParamType::Bool) {
        auto *box = new QCheckBox(this);
        // Not toggled(): from "several values" to checked is no toggle.
        connect(box, &QCheckBox::stateChanged, this, [this](int state) { Q_EMIT edited(Value(state == Qt::Checked)); });
        m_editor = box;
    } else if (m_info.type == ParamType::Choice) {
        auto *box = new QComboBox(this);
        for (const auto &choice : m_info.choices) {
            box->addItem(QString::fromStdString(choice));
        }
        box->setFocusPolicy(Qt::StrongFocus);
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::textActivated, this,
                [this](const QString &text) { Q_EMIT edited(Value(text.toStdString())); });
        m_editor = box;
    } else if (m_info.type == ParamType::Integer || m_info.type == ParamType::Number) {
        auto *edit = new StepEdit(m_info.type == ParamType::Integer, m_info.least, m_info.greatest, this);
        connect(edit, &StepEdit::textEdited, this, &ParamField::takeText);
        m_editor = edit;
    } else if (isList(m_info.type) || m_info.key == "description") {
        auto *edit = new QPlainTextEdit(this);
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 3 + 14);
        edit->setLineWrapMode(isList(m_info.type) ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
        edit->setPlaceholderText(isList(m_info.type) ? listHint(m_info.type) : QString());
        connect(edit, &QPlainTextEdit::textChanged, this, [this, edit] { takeText(edit->toPlainText()); });
        m_editor = edit;
    } else {
        auto *edit = new QLineEdit(this);
        edit->setMinimumWidth(leastEditorWidth);
        edit->setPlaceholderText(shownValue(m_info, m_info.defaultValue));
        connect(edit, &QLineEdit::textEdited, this, &ParamField::takeText);
        m_editor = edit;
        if (m_info.type == ParamType::Distribution) {
            makeDistribution(edit);
        }
    }
}

void ParamField::makeDistribution(QWidget *editor)
{
    const auto name = QStringLiteral("param.") + QString::fromStdString(m_info.key);
    m_distribution = new DistributionEditor(name, catalogText(m_info.title), this);
    auto *edit = qobject_cast<QLineEdit *>(editor);
    connect(m_distribution, &DistributionEditor::textChosen, this, [this, edit](const QString &text) {
        edit->setText(text);
        takeText(text);
    });
    for (auto *part : m_distribution->editors()) {
        part->installEventFilter(this);
    }
}

bool ParamField::isBeingEdited() const
{
    if (m_editor->hasFocus()) {
        return true;
    }
    const auto parts = m_distribution == nullptr ? std::vector<QWidget *>() : m_distribution->editors();
    return std::any_of(parts.begin(), parts.end(), [](const auto *part) { return part->hasFocus(); });
}

void ParamField::setHint(const QString &text)
{
    if (auto *edit = qobject_cast<QLineEdit *>(m_editor)) {
        edit->setPlaceholderText(text);
    } else if (auto *step = qobject_cast<StepEdit *>(m_editor)) {
        step->setPlaceholderText(text);
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_editor)) {
        plain->setPlaceholderText(text);
    }
}

void ParamField::setSeveral()
{
    if (isBeingEdited() && !errorText().isEmpty()) {
        return; // being mended
    }
    m_reset->setVisible(m_editor->isEnabled());
    auto font = m_label->font();
    font.setBold(true);
    m_label->setFont(font);
    setHint(severalHint());
    const QSignalBlocker blocker(m_editor);
    if (auto *box = qobject_cast<QCheckBox *>(m_editor)) {
        box->setTristate(true);
        box->setCheckState(Qt::PartiallyChecked);
        box->setText(severalHint());
    } else if (auto *choice = qobject_cast<QComboBox *>(m_editor)) {
        choice->setPlaceholderText(severalHint());
        choice->setCurrentIndex(-1);
    } else if (auto *edit = qobject_cast<QLineEdit *>(m_editor)) {
        edit->clear();
    } else if (auto *step = qobject_cast<StepEdit *>(m_editor)) {
        step->setText({});
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_editor)) {
        plain->clear();
    }
    if (m_distribution != nullptr) {
        m_distribution->showNothing();
    }
}

QString ParamField::shownText() const
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(m_editor)) {
        return edit->text();
    }
    if (const auto *edit = qobject_cast<const StepEdit *>(m_editor)) {
        return edit->text();
    }
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(m_editor)) {
        return edit->toPlainText();
    }
    return {};
}

void ParamField::takeText(const QString &text)
{
    if (text.trimmed().isEmpty() && m_info.type != ParamType::Text && !isList(m_info.type)) {
        Q_EMIT edited(std::nullopt);
        return;
    }
    QString reason;
    if (auto value = valueFromText(m_info, text, &reason)) {
        Q_EMIT edited(value);
    } else {
        setError(reason);
        Q_EMIT unreadable();
    }
}

void ParamField::setRemark(const QString &sentence)
{
    m_remark->setText(sentence);
    m_remark->setVisible(!sentence.isEmpty());
}

void ParamField::setValue(const Value &value, bool isDefault)
{
    m_reset->setVisible(!isDefault && m_editor->isEnabled());
    auto font = m_label->font();
    font.setBold(!isDefault);
    m_label->setFont(font);
    const QSignalBlocker blocker(m_editor);
    const auto text = shownValue(m_info, value);
    setHint(isList(m_info.type)                   ? listHint(m_info.type)
            : qobject_cast<QLineEdit *>(m_editor) ? shownValue(m_info, m_info.defaultValue)
                                                  : QString());
    if (auto *box = qobject_cast<QCheckBox *>(m_editor)) {
        box->setTristate(false);
        box->setText({});
        box->setChecked(std::get_if<bool>(&value) != nullptr && std::get<bool>(value));
        return;
    }
    if (auto *box = qobject_cast<QComboBox *>(m_editor)) {
        box->setCurrentText(text);
        return;
    }
    QString reason;
    const auto shown = valueFromText(m_info, shownText(), &reason);
    const bool isBeingMended = !errorText().isEmpty();
    if (isBeingMended && isBeingEdited()) {
        return;
    }
    if (m_distribution != nullptr) {
        m_distribution->show(text);
    }
    if (m_editor->hasFocus() && (shown == value || (isDefault && shownText().isEmpty()))) {
        return;
    }
    if (auto *edit = qobject_cast<QLineEdit *>(m_editor)) {
        edit->setText(text);
    } else if (auto *step = qobject_cast<StepEdit *>(m_editor)) {
        step->setText(text);
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_editor);
               plain != nullptr && plain->toPlainText() != text) {
        plain->setPlainText(text);
    }
}

QString ParamField::errorText() const
{
    return m_error->isVisibleTo(this) ? m_error->text() : QString();
}

void ParamField::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    const auto colour = colours().error.name();
    m_error->setStyleSheet(QStringLiteral("color: %1;").arg(colour));
    m_editor->setStyleSheet(sentence.isEmpty() ? QString() : QStringLiteral("border: 1px solid %1;").arg(colour));
    m_editor->setAccessibleDescription(sentence.isEmpty() ? helpOf(m_info) : sentence);
}

void ParamField::setReadOnly(bool readOnly)
{
    m_reset->setEnabled(!readOnly);
    if (m_distribution != nullptr) {
        m_distribution->setReadOnly(readOnly);
    }
    if (auto *edit = qobject_cast<QLineEdit *>(m_editor)) {
        edit->setReadOnly(readOnly);
    } else if (auto *step = qobject_cast<StepEdit *>(m_editor)) {
        step->setReadOnly(readOnly);
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_editor)) {
        plain->setReadOnly(readOnly);
    } else {
        m_editor->setEnabled(!readOnly);
    }
}

void ParamField::focusEditor()
{
    m_editor->setFocus(Qt::OtherFocusReason);
    if (auto *edit = qobject_cast<QLineEdit *>(m_editor)) {
        edit->selectAll();
    } else if (auto *step = qobject_cast<StepEdit *>(m_editor)) {
        step->selectAll();
    }
}

/// A text of several lines has steps of its own.
bool ParamField::keepsUndo() const
{
    const auto *plain = qobject_cast<QPlainTextEdit *>(m_editor);
    return plain != nullptr && plain->document()->isUndoAvailable();
}

/// What is typed is in the document at once, so undo is the document's; over a text that was refused it takes the text
/// away, of which the document knows nothing.
bool ParamField::takeKey(QKeyEvent &event)
{
    const bool isUndo = event.matches(QKeySequence::Undo);
    if (m_hasOwnUndo && (isUndo || event.matches(QKeySequence::Redo))) {
        return false;
    }
    if (event.type() == QEvent::ShortcutOverride && (isUndo || event.matches(QKeySequence::Redo)) && !keepsUndo()) {
        event.setAccepted(isUndo && !errorText().isEmpty());
        return true;
    }
    if (event.type() != QEvent::KeyPress || keepsUndo()) {
        return false;
    }
    if (isUndo && !errorText().isEmpty()) {
        Q_EMIT left();
        return true;
    }
    if ((event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && errorText().isEmpty()) {
        Q_EMIT begun();
    }
    return false;
}

bool ParamField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        return takeKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT begun();
    } else if (event->type() == QEvent::FocusOut) {
        Q_EMIT left();
    } else if (event->type() == QEvent::Wheel && !qobject_cast<QWidget *>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace bayplan
