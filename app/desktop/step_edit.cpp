// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that are typed, or changed by steps of a size that suits them.
#include "app/desktop/param_field.h"

#include "engine/base/units.h"

#include <QLineEdit>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace bayplan {

StepEdit::StepEdit(bool whole, double least, double greatest, QWidget *parent)
    : QAbstractSpinBox(parent), m_whole(whole), m_least(least), m_greatest(greatest)
{
    connect(lineEdit(), &QLineEdit::textEdited, this, &StepEdit::textEdited);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // else it is never narrower than it likes
}

void StepEdit::setText(const QString &text)
{
    lineEdit()->setText(text);
}

void StepEdit::setPlaceholderText(const QString &text)
{
    lineEdit()->setPlaceholderText(text);
}

void StepEdit::setRange(bool whole, double greatest)
{
    m_whole = whole;
    m_greatest = greatest;
}

QSize StepEdit::sizeHint() const
{
    return {110, QAbstractSpinBox::minimumSizeHint().height()};
}

QSize StepEdit::minimumSizeHint() const
{
    return {leastEditorWidth, QAbstractSpinBox::minimumSizeHint().height()};
}

void StepEdit::stepBy(int steps)
{
    const auto number = parseNumber(text().trimmed().toStdString()).value_or(0);
    double step = 1;
    if (!m_whole) {
        step = m_greatest <= 1        ? 0.05
               : std::abs(number) < 1 ? 0.1
                                      : std::pow(10, std::floor(std::log10(std::abs(number))) - 1);
        step = std::max(step, m_greatest <= 1 ? 0.05 : 0.1);
    }
    const double next = std::clamp(number + steps * step, m_least, m_greatest);
    const double decimals = m_whole ? 1 : 1000;
    setText(QString::fromStdString(formatNumber(std::round(next * decimals) / decimals)));
    selectAll();
    Q_EMIT textEdited(text());
}

void StepEdit::wheelEvent(QWheelEvent *event)
{
    if (hasFocus()) {
        QAbstractSpinBox::wheelEvent(event);
    } else {
        event->ignore(); // scrolling the form must not change it
    }
}

} // namespace bayplan
