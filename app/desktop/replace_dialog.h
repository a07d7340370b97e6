// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before a file is replaced by a text, and shows what that changes.
#pragma once

#include <QDialog>
#include <QString>

class QPlainTextEdit;

namespace bayplan {

class ReplaceDialog : public QDialog {
    Q_OBJECT
public:
    ReplaceDialog(const QString &fileName, const QString &before, const QString &after, QWidget *parent);

    QString differenceText() const;

private:
    QPlainTextEdit *m_difference;
};

} // namespace bayplan
