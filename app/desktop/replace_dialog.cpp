// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/replace_dialog.h"

#include "app/desktop/line_difference.h"
#include "app/desktop/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

QColor differenceColour(DifferenceLine::Kind kind)
{
    switch (kind) {
    case DifferenceLine::Kind::Added:
        return colours().good;
    case DifferenceLine::Kind::Removed:
        return colours().error;
    case DifferenceLine::Kind::Place:
        return colours().accent;
    case DifferenceLine::Kind::Same:
        break;
    }
    return colours().text;
}

void showDifference(QPlainTextEdit &view, const std::vector<DifferenceLine> &lines)
{
    QTextCursor cursor(view.document());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QTextCharFormat format;
        format.setForeground(differenceColour(lines[i].kind));
        cursor.insertText((i == 0 ? QString() : QStringLiteral("\n")) + lines[i].text, format);
    }
    view.moveCursor(QTextCursor::Start);
}

} // namespace

ReplaceDialog::ReplaceDialog(const QString &fileName, const QString &before, const QString &after, QWidget *parent)
    : QDialog(parent), m_difference(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("replaceDialog"));
    setWindowTitle(tr("Replace “%1”?").arg(fileName));
    const auto lines = lineDifference(before.split(QLatin1Char('\n')), after.split(QLatin1Char('\n')));
    const auto count = [&](DifferenceLine::Kind kind) {
        return std::ranges::count(lines, kind, &DifferenceLine::kind);
    };
    auto *word = new QLabel(tr("“%1” is there already. Lines that would go: %2; that would come: %3.")
                                .arg(fileName)
                                .arg(count(DifferenceLine::Kind::Removed))
                                .arg(count(DifferenceLine::Kind::Added)),
                            this);
    word->setWordWrap(true);
    m_difference->setReadOnly(true);
    m_difference->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_difference->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_difference->setAccessibleName(tr("Difference to the file"));
    showDifference(*m_difference, lines);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("Replace"), QDialogButtonBox::AcceptRole)->setObjectName(QStringLiteral("replaceFile"));
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(word);
    column->addWidget(m_difference, 1);
    column->addWidget(buttons);
    resize(820, 560);
}

QString ReplaceDialog::differenceText() const
{
    return m_difference->toPlainText();
}

} // namespace bayplan
