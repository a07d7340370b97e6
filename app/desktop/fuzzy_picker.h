// SPDX-License-Identifier: GPL-3.0-or-later
// A field and a list under it: type a few letters, Enter takes. Command palette, quick-add, find and link targets.
#pragma once

#include <QFrame>
#include <QIcon>
#include <QString>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace bayplan {

struct PickerEntry {
    QString title;
    QString detail; ///< shown dim behind the title and searched too
    QString key;    ///< handed back
    QString icon;
    QString reason; ///< not empty: cannot be taken, and why
    bool isLast = false; ///< behind the others that can be taken, however well it matches
};

/// How well the letters of `pattern` are found in order in `text`; negative when they are not.
int fuzzyScore(const QString &pattern, const QString &text);

class FuzzyPicker : public QFrame {
    Q_OBJECT
public:
    FuzzyPicker(const QString &placeholder, std::vector<PickerEntry> entries, QWidget *parent);

    /// Shows it at a point of the screen, kept within the window. Deletes itself when it closes.
    void open(QPoint screen);

    std::function<void(const QString &key)> taken;
    std::function<void(const QString &key)> pointedAt; ///< optional: while moving through the list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter();
    void take();

    std::vector<PickerEntry> m_entries;
    QLineEdit *m_field;
    QListWidget *m_list;
};

} // namespace bayplan
