// SPDX-License-Identifier: GPL-3.0-or-later
// Random chaos for the scenario: which kinds, how often, from when to when, out of which seed. Equal answers give equal
// faults.
#pragma once

#include "simulator/random_faults.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace bayplan {

class DocumentSession;

class ChaosForm : public QWidget {
    Q_OBJECT
public:
    explicit ChaosForm(DocumentSession &document, QWidget *parent = nullptr);

    ChaosOptions options() const;

private:
    void addKinds();
    void followDocument();
    void fill();
    void take(const Result<std::vector<Fault>> &faults);

    DocumentSession &m_document;
    QListWidget *m_kinds;
    QDoubleSpinBox *m_rate, *m_from, *m_to, *m_longest;
    QSpinBox *m_seed;
    QCheckBox *m_replace;
    QPushButton *m_fill;
    QLabel *m_word;
    bool m_isToChosen = false; ///< by the user; else it is the run's end
    bool m_isBusy = false;
};

} // namespace bayplan
