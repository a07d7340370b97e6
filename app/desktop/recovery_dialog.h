// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that was left behind in one list: what to restore, what to throw away.
#pragma once

#include "app/desktop/recovery.h"

#include <QDialog>

#include <functional>
#include <vector>

class QPushButton;
class QTreeWidget;

namespace bayplan {

class RecoveryDialog : public QDialog {
    Q_OBJECT
public:
    explicit RecoveryDialog(std::vector<RecoverableWork> works, QWidget *parent = nullptr);

    /// Called once with the checked ones; what is not restored stays for the next start.
    std::function<void(const std::vector<RecoverableWork> &)> restore;

private:
    void fill();
    void discardChecked();
    std::vector<RecoverableWork> checked() const;
    void updateButtons();

    std::vector<RecoverableWork> m_works;
    QTreeWidget *m_list;
    QPushButton *m_restore, *m_discard;
};

} // namespace bayplan
