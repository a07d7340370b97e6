// SPDX-License-Identifier: GPL-3.0-or-later
// One parameter in the inspector: its label, editor, unit, way back to the default, and what is wrong with the text.
#pragma once

#include "engine/model/catalog.h"

#include <QAbstractSpinBox>
#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace bayplan {

/// With label, unit and reset in an inspector of 260 pixels.
inline constexpr int leastEditorWidth = 72;

/// A number as text with steps; what is typed is not held back, so that a wrong entry can be explained.
class StepEdit : public QAbstractSpinBox {
    Q_OBJECT
public:
    StepEdit(bool whole, double least, double greatest, QWidget *parent);
    void setText(const QString &text);
    void setPlaceholderText(const QString &text);
    /// Of the steps from now on.
    void setRange(bool whole, double greatest);
    void stepBy(int steps) override;
    QValidator::State validate(QString &, int &) const override { return QValidator::Acceptable; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void textEdited(const QString &text);

protected:
    StepEnabled stepEnabled() const override { return isReadOnly() ? StepNone : StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent *event) override;

private:
    bool m_whole;
    double m_least, m_greatest;
};

class DistributionEditor;

class ParamField : public QWidget {
    Q_OBJECT
public:
    ParamField(const ParamInfo &info, QWidget *parent);

    const ParamInfo &info() const { return m_info; }

    /// Does not emit edited(). The text that is being typed stays when it means the same value.
    void setValue(const Value &value, bool isDefault);
    /// Several elements with values that differ: an empty field that says so.
    void setSeveral();
    /// Empty takes the mark away.
    void setError(const QString &sentence);
    /// What is to be known of the value though nothing is wrong with it; empty takes it away.
    void setRemark(const QString &sentence);
    void setReadOnly(bool readOnly);
    /// In a form whose values are not the document's yet.
    void keepUndoForItself() { m_hasOwnUndo = true; }
    void focusEditor();
    QWidget *editor() const { return m_editor; }
    /// The cursor is in one of the field's editors.
    bool isBeingEdited() const;
    QString errorText() const;

Q_SIGNALS:
    /// Nothing: the default shall hold. The text may still be refused: then setError().
    void edited(const std::optional<bayplan::Value> &value);
    /// The text cannot even be a value of the type; it is marked already.
    void unreadable();
    void begun(); ///< an entry: the cursor came, or Enter was pressed over one that is taken
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeEditor();
    void takeText(const QString &text);
    QString shownText() const;
    void setHint(const QString &text);
    void makeDistribution(QWidget *editor);
    bool keepsUndo() const;
    bool takeKey(QKeyEvent &event);

    ParamInfo m_info;
    QWidget *m_editor = nullptr;
    QLabel *m_label, *m_error, *m_remark;
    QToolButton *m_reset;
    DistributionEditor *m_distribution = nullptr;
    bool m_hasOwnUndo = false;
};

/// "0.1 ms to 1 h", "at least 1"; empty when any value of the type will do.
QString rangeText(const ParamInfo &info);

/// The parameter's help with its range.
QString helpOf(const ParamInfo &info);

/// What a person typed, as a value of the parameter's type; nothing when it cannot be one, with the reason.
std::optional<Value> valueFromText(const ParamInfo &info, const QString &text, QString *reason);

} // namespace bayplan
