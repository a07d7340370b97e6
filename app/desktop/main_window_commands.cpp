// SPDX-License-Identifier: GPL-3.0-or-later
// The command palette, and why a command cannot be given just now.
#include "app/desktop/main_window.h"

#include "app/desktop/fuzzy_picker.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

struct ActionNeed {
    const char *prefix; ///< of the action's name; the first that fits counts
    const char *need;
};

constexpr std::array actionNeeds{
    ActionNeed{"edit.undo", QT_TRANSLATE_NOOP("commands", "there is nothing to undo")},
    ActionNeed{"edit.redo", QT_TRANSLATE_NOOP("commands", "there is nothing to redo")},
    ActionNeed{"edit.rename", QT_TRANSLATE_NOOP("commands", "select one element that has a name first")},
    ActionNeed{"edit.linkWay", QT_TRANSLATE_NOOP("commands", "select a link first")},
    ActionNeed{"edit.", QT_TRANSLATE_NOOP("commands", "select something first")},
    ActionNeed{"view.fitSelection", QT_TRANSLATE_NOOP("commands", "select something first")},
    ActionNeed{"view.replicas", QT_TRANSLATE_NOOP("commands", "select a pod with replicas first")},
    ActionNeed{"view.collapseAll", QT_TRANSLATE_NOOP("commands", "there is no pod yet")},
    ActionNeed{"view.expandAll", QT_TRANSLATE_NOOP("commands", "there is no pod yet")},
    ActionNeed{"view.collapse", QT_TRANSLATE_NOOP("commands", "select a pod first")},
    ActionNeed{"arrange.distribute", QT_TRANSLATE_NOOP("commands", "select three pods or notes first")},
    ActionNeed{"arrange.group", QT_TRANSLATE_NOOP("commands", "select pods or notes first")},
    ActionNeed{"arrange.ungroup", QT_TRANSLATE_NOOP("commands", "select a group first")},
    ActionNeed{"arrange.lock", QT_TRANSLATE_NOOP("commands", "select a pod first")},
    ActionNeed{"arrange.", QT_TRANSLATE_NOOP("commands", "select two pods or notes first")},
    ActionNeed{"link.", QT_TRANSLATE_NOOP("commands", "select one container first")},
    ActionNeed{"clone.", QT_TRANSLATE_NOOP("commands", "select one container or pod first")},
    ActionNeed{"run.live", QT_TRANSLATE_NOOP("commands", "the run is shown as it is now")},
    ActionNeed{"run.fork", QT_TRANSLATE_NOOP("commands", "go back over a simulation first")},
    ActionNeed{"run.scrub", QT_TRANSLATE_NOOP("commands", "there is no run yet")},
    ActionNeed{"run.save", QT_TRANSLATE_NOOP("commands", "there is no run yet")},
    ActionNeed{"run.lasso", QT_TRANSLATE_NOOP("commands", "there are no two pods to part")},
    ActionNeed{"run.stop", QT_TRANSLATE_NOOP("commands", "nothing is running")},
    ActionNeed{"run.until", QT_TRANSLATE_NOOP("commands", "nothing is running")},
    ActionNeed{"run.healAll", QT_TRANSLATE_NOOP("commands", "no fault is on")},
    ActionNeed{"run.takeFaults", QT_TRANSLATE_NOOP("commands", "there is no run yet")},
    ActionNeed{"run.play", QT_TRANSLATE_NOOP("commands", "the deployment is running already")},
    ActionNeed{"run.", QT_TRANSLATE_NOOP("commands", "a deployment goes at its own speed")},
    ActionNeed{"view.trafficLegend", QT_TRANSLATE_NOOP("commands", "show the traffic on links first")},
};

bool isCopying(const QString &name)
{
    return name == QStringLiteral("edit.copy") || name == QStringLiteral("edit.cut") ||
           name == QStringLiteral("edit.duplicate");
}

} // namespace

bool MainWindow::hasCopyable() const
{
    const auto &links = m_document.topology().links;
    const auto &ids = m_selection.ids();
    return std::any_of(ids.begin(), ids.end(), [&](const auto &id) { return !links.contains(id); });
}

QString MainWindow::whyDisabled(const QAction &action) const
{
    const auto name = action.objectName();
    const bool isRun = name.startsWith(QStringLiteral("run."));
    if (m_centre->currentWidget() != m_view && !isRun) {
        return tr("there is no drawing open");
    }
    const bool isLooking = name == QStringLiteral("edit.copy") || name.startsWith(QStringLiteral("view.fit")) ||
                           name == QStringLiteral("view.replicas");
    if (m_document.isReadOnly() && !isRun && !isLooking) {
        return m_document.readOnlyReason();
    }
    if (!m_selection.ids().empty() && !hasCopyable() && isCopying(name)) {
        return tr("a link goes along with the containers at its two ends: select them too");
    }
    for (const auto &each : actionNeeds) {
        if (name.startsWith(QLatin1String(each.prefix))) {
            return QCoreApplication::translate("commands", each.need);
        }
    }
    return tr("not now");
}

void MainWindow::showCommandPalette()
{
    std::vector<PickerEntry> entries;
    std::map<QString, QAction *> byKey;
    int index = 0;
    auto all = m_actions;
    const auto panels = m_docksMenu->actions();
    all.insert(all.end(), panels.begin(), panels.end());
    for (auto *action : all) {
        auto title = action->text().remove(QLatin1Char('&'));
        if (panels.contains(action)) {
            title = tr("Panel: %1").arg(title);
        } else if (action->objectName().startsWith(QStringLiteral("insert."))) {
            title = tr("Insert: %1").arg(title);
        }
        const auto key = QString::number(index++);
        byKey[key] = action;
        entries.push_back({title, action->shortcut().toString(QKeySequence::NativeText), key,
                           action->property("icon").toString(),
                           action->isEnabled() ? QString() : whyDisabled(*action)});
    }
    auto *picker = new FuzzyPicker(tr("Type a command"), std::move(entries), this);
    picker->taken = [this, byKey](const QString &key) { giveCommand(byKey.at(key)); };
    picker->open(mapToGlobal(QPoint(width() / 2 - 210, 70)));
}

/// A panel is shown, and never hidden: who asks for one by its name wants to see it.
void MainWindow::giveCommand(QAction *action)
{
    const auto panel = std::ranges::find_if(
        m_docks, [action](const auto &entry) { return entry.second->toggleViewAction() == action; });
    if (panel == m_docks.end()) {
        action->trigger();
        return;
    }
    panel->second->show();
    panel->second->raise();
}

} // namespace bayplan
