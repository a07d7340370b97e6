// SPDX-License-Identifier: GPL-3.0-or-later
// The tool bars: with all their words where there is room, and in fewer where there is not, so that nothing of a run
// hides behind an arrow.
#include "app/desktop/main_window.h"

#include "app/desktop/run_bar.h"

#include <QResizeEvent>
#include <QToolBar>
#include <QToolButton>

namespace bayplan {

namespace {

constexpr const char *workspaceActions[] = {"workspace.design", "workspace.simulate", "workspace.deploy"};

} // namespace

void MainWindow::makeToolBar()
{
    m_workspaceBar = addToolBar(tr("Workspace"));
    m_workspaceBar->setObjectName(QStringLiteral("workspaceBar"));
    m_workspaceBar->setMovable(false);
    m_workspaceBar->setIconSize(QSize(18, 18));
    for (const auto *id : workspaceActions) {
        m_workspaceBar->addAction(action(QLatin1String(id)));
        connect(action(QLatin1String(id)), &QAction::toggled, this, &MainWindow::fitToolBars);
    }
    m_workspaceBar->addSeparator();
    for (const auto *id : {"file.save", "edit.undo", "edit.redo"}) {
        m_workspaceBar->addAction(action(QLatin1String(id)));
    }
    m_runBar->setObjectName(QStringLiteral("runBar"));
    m_runBar->setMovable(false);
    addToolBar(m_runBar);
    fitToolBars();
}

/// Of the workspaces only the current one keeps its word then.
void MainWindow::fitToolBars()
{
    if (m_workspaceBar == nullptr) {
        return;
    }
    const auto setWords = [this](bool all) {
        for (const auto *id : workspaceActions) {
            auto *chosen = action(QLatin1String(id));
            if (auto *button = qobject_cast<QToolButton *>(m_workspaceBar->widgetForAction(chosen))) {
                button->setToolButtonStyle(all || chosen->isChecked() ? Qt::ToolButtonTextBesideIcon
                                                                      : Qt::ToolButtonIconOnly);
            }
        }
        m_runBar->setCompact(!all);
    };
    if (!m_runBar->isCompact()) {
        setWords(true);
        m_widthOfBars = m_workspaceBar->sizeHint().width() + m_runBar->widthWithAll();
    }
    setWords(width() >= m_widthOfBars);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitToolBars();
}

} // namespace bayplan
