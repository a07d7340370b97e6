// SPDX-License-Identifier: GPL-3.0-or-later
// A distribution of durations by its kind and arguments, with its density; beside the text that a document holds.
#pragma once

#include "engine/base/distribution.h"

#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace bayplan {

class DensityPlot;
class StepEdit;

class DistributionEditor : public QWidget {
    Q_OBJECT
public:
    /// Its editors are named NAME.kind, NAME.1 and NAME.1.unit to NAME.3, NAME.values.
    DistributionEditor(const QString &name, const QString &title, QWidget *parent);

    /// The parts follow the text; what is no distribution leaves them alone, with an empty picture. A field that is
    /// being typed into stays when it means the same.
    void show(const QString &text);
    /// For several values that differ.
    void showNothing();
    void setReadOnly(bool readOnly);

    /// All that can have the focus.
    std::vector<QWidget *> editors() const;
    const DensityPlot &plot() const { return *m_plot; }

Q_SIGNALS:
    /// The arguments may be refused still: the text is what they say.
    void textChosen(const QString &text);

private:
    struct Argument {
        QWidget *row = nullptr;
        QLabel *label = nullptr;
        StepEdit *number = nullptr;
        QComboBox *unit = nullptr; ///< hidden for what is no duration
    };

    void makeKinds(const QString &name, const QString &title);
    Argument makeArgument(const QString &name);
    void arrange();
    void fill(const Distribution &distribution);
    void takeKind();
    void takeArguments();

    QComboBox *m_kinds;
    std::array<Argument, 3> m_arguments;
    QWidget *m_valuesRow;
    QLineEdit *m_values;
    DensityPlot *m_plot;
    Distribution m_shown;
};

} // namespace bayplan
