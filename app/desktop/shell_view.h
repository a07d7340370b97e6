// SPDX-License-Identifier: GPL-3.0-or-later
// Shells in containers, one tab each.
#pragma once

#include "app/desktop/shell_console.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QTabWidget;

namespace bayplan {

class ShellView : public QWidget {
    Q_OBJECT
public:
    explicit ShellView(QWidget *parent = nullptr);

    /// Tests give their own.
    void setStart(ShellConsole::Start start) { m_start = std::move(start); }

    /// A new shell, or the one that is open in this container of this deployment already.
    ShellConsole *open(const std::string &engineUrl, const std::string &deployment, const std::string &instance);
    ShellConsole *current() const;
    int count() const;

private:
    void refresh();
    void nameTabs();
    ShellConsole *consoleAt(int index) const;

    ShellConsole::Start m_start = startExec;
    QStackedLayout *m_stack;
    QTabWidget *m_tabs;
};

} // namespace bayplan
