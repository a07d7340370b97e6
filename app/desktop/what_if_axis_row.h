// SPDX-License-Identifier: GPL-3.0-or-later
// The fields for one thing that is varied: whose, what of it, from where to where in how many steps.
#pragma once

#include "app/desktop/what_if_points.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace bayplan {

class DocumentSession;

class WhatIfAxisRow : public QWidget {
    Q_OBJECT

public:
    /// The names tell screen readers which row it is.
    WhatIfAxisRow(DocumentSession &document, bool isSecond, QWidget *parent);

    /// Anew from the drawing; keeps what is chosen.
    void listElements();
    void setElement(const ElementId &id);
    ElementId element() const;

    /// Nothing when the element has nothing that can be varied.
    std::optional<WhatIfAxis> axis() const;
    QLineEdit *first() const { return m_from; }

Q_SIGNALS:
    void changed();
    void asked(); ///< Enter was pressed in a field

private:
    void listVariables();
    void showVariable();

    DocumentSession &m_document;
    QComboBox *m_element, *m_variable;
    QLineEdit *m_from, *m_to;
    QSpinBox *m_steps;
    std::vector<Variable> m_variables;
    bool m_isSecond;
};

} // namespace bayplan
