// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the selection, pickers and context menus.
#include "app/desktop/main_window.h"

#include "app/desktop/arrange.h"
#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/find_bar.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/icons.h"
#include "app/desktop/sentences.h"

#include <QMenu>

namespace bayplan {

void MainWindow::deleteSelection()
{
    const auto &topology = m_document.topology();
    m_document.push(removeElements(topology, withEmptied(topology, m_selection.ids())));
}

void MainWindow::selectAll()
{
    std::set<ElementId> ids;
    for (const auto &[id, pod] : m_document.topology().pods) {
        ids.insert(id);
    }
    for (const auto &[id, note] : m_document.topology().notes) {
        ids.insert(id);
    }
    m_selection.set(std::move(ids));
}

void MainWindow::arrangeDrawing()
{
    std::set<ElementId> pods;
    for (const auto &id : m_selection.ids()) {
        if (m_document.topology().pods.contains(id)) {
            pods.insert(id);
        }
    }
    const auto &topology = m_document.topology();
    m_document.push(sparingLocked(topology, arrangePods(topology, pods.size() > 1 ? pods : std::set<ElementId>())));
    m_view->fitAll();
}

// ---- pickers ----

void MainWindow::showFind()
{
    showCanvas();
    m_find->open();
}

void MainWindow::showQuickAdd(QPointF position, QPoint screen)
{
    const QString ofRecipe = QStringLiteral("recipe.");
    auto entries = placeableEntries();
    for (const auto &recipe : patternRecipes()) {
        entries.push_back({catalogText(recipe.title),
                           catalogText(recipe.words.front()),
                           ofRecipe + QString::fromStdString(recipe.key),
                           QString::fromStdString(recipe.icon),
                           {}});
    }
    entries.push_back({tr("Pod"), tr("empty"), QStringLiteral("pod"), QStringLiteral("pod"), {}});
    entries.push_back({tr("Note"), {}, QStringLiteral("note"), QStringLiteral("note"), {}});
    auto *picker = new FuzzyPicker(tr("Add…"), std::move(entries), this);
    picker->taken = [this, position, ofRecipe](const QString &key) {
        if (key.startsWith(ofRecipe)) {
            m_scene->placePatternAt(*findRecipe(key.mid(ofRecipe.size()).toStdString()), position);
        } else {
            m_scene->place(key.toStdString(), position);
        }
        m_view->setFocus();
    };
    picker->open(screen);
}

void MainWindow::showLinkTargets(const Endpoint &end, QPointF position, QPoint screen)
{
    std::vector<PickerEntry> entries;
    const auto &topology = m_document.topology();
    for (const auto *kind : placeableKinds()) {
        entries.push_back({catalogText(kind->title), firstSentence(catalogText(kind->help)),
                           QString::fromStdString(kind->key), QString::fromStdString(kind->icon),
                           whyUnfit(topology, end, *kind)});
    }
    auto *picker = new FuzzyPicker(tr("Link to a new…"), std::move(entries), this);
    const auto pod = topology.pods.contains(m_scene->elementAt(position)) ? m_scene->elementAt(position) : ElementId();
    picker->taken = [this, end, pod, corner = toPoint(snapped(position - QPointF(0, 80)))](const QString &kind) {
        ElementId id;
        auto edit = addLinked(m_document.topology(), kind.toStdString(), end, pod, corner, &id);
        if (!edit) {
            say(translated(messageOf(edit.error())));
        } else if (m_document.push(std::move(*edit))) {
            m_selection.set({id});
        }
        m_view->setFocus();
    };
    picker->open(screen);
}

// ---- context menu ----

void MainWindow::showContextMenu(QPoint screen, const ElementId &id, QPointF position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (id.empty()) {
        menu->addAction(themedIcon(QStringLiteral("plus")), tr("Add here…"), this,
                        [this, position, screen] { showQuickAdd(position, screen); });
        for (const auto *name :
             {"edit.paste", "edit.selectAll", "edit.arrange", "view.fit", "edit.document", "run.lasso"}) {
            menu->addAction(action(QLatin1String(name)));
        }
        menu->popup(screen);
        return;
    }
    const auto &topology = m_document.topology();
    addRunEntries(*menu, id);
    addDeployEntries(*menu, id);
    addFaultEntries(*menu, id, screen);
    if (topology.links.contains(id)) {
        menu->addAction(action(QStringLiteral("edit.linkWay")));
    } else if (topology.pods.contains(id)) {
        menu->addAction(action(QStringLiteral("view.collapse")));
        menu->addAction(action(QStringLiteral("view.replicas")));
    }
    if (topology.pods.contains(id)) {
        auto *kinds = menu->addMenu(themedIcon(QStringLiteral("plus")), tr("Add to this pod"));
        for (const auto *kind : placeableKinds()) {
            kinds->addAction(themedIcon(QString::fromStdString(kind->icon)), catalogText(kind->title), this,
                             [this, key = kind->key, id] {
                                 m_selection.set({id});
                                 insertNear(key);
                             });
        }
    }
    if (const auto container = topology.containers.find(id); container != topology.containers.end()) {
        auto *pods = menu->addMenu(themedIcon(QStringLiteral("pod")), tr("Move to pod"));
        for (const auto &[podId, pod] : topology.pods) {
            if (podId != container->second.pod) {
                pods->addAction(QString::fromStdString(pod.name), this, [this, id, podId = podId] {
                    if (auto edit = moveToPod(m_document.topology(), id, podId)) {
                        m_document.push(std::move(*edit));
                    } else {
                        say(translated(messageOf(edit.error())));
                    }
                });
            }
        }
        pods->addAction(tr("A pod of its own"), this, [this, id, position] {
            if (auto edit = moveToNewPod(m_document.topology(), id, toPoint(snapped(position + QPointF(280, 0))))) {
                m_document.push(std::move(*edit));
            }
        });
    }
    if (topology.links.contains(id)) {
        auto *kinds = menu->addMenu(themedIcon(QStringLiteral("plus")), tr("Insert on this link"));
        for (const auto *kind : placeableKinds()) {
            ElementId unused;
            if (insertOnLink(topology, kind->key, id, &unused)) {
                kinds->addAction(themedIcon(QString::fromStdString(kind->icon)), catalogText(kind->title), this,
                                 [this, key = kind->key, id] {
                                     ElementId created;
                                     if (auto edit = insertOnLink(m_document.topology(), key, id, &created)) {
                                         m_document.push(std::move(*edit));
                                         m_selection.set({created});
                                     }
                                 });
            }
        }
        kinds->setEnabled(!kinds->isEmpty());
    }
    if (!topology.notes.contains(id) && !topology.groups.contains(id)) {
        auto *faults = menu->addMenu(themedIcon(QStringLiteral("fault")), tr("Plan a fault"));
        for (auto *candidate : m_actions) {
            if (candidate->objectName().startsWith(QStringLiteral("insert.fault."))) {
                faults->addAction(candidate);
            }
        }
    }
    for (const auto *name : {"link.to", "link.matching", "arrange.cardUp", "arrange.cardDown", "arrange.group", "arrange.ungroup",
                              "arrange.lock"}) {
        if (action(QLatin1String(name))->isEnabled()) {
            menu->addAction(action(QLatin1String(name)));
        }
    }
    menu->addSeparator();
    for (const auto *name : {"edit.rename", "edit.cut", "edit.copy", "edit.duplicate", "edit.delete"}) {
        menu->addAction(action(QLatin1String(name)));
    }
    menu->popup(screen);
}

const RunRecord *MainWindow::liveRecord() const
{
    const auto *record = m_runs.isLive() ? m_runs.record() : nullptr;
    return record != nullptr && m_runs.isOfDocument(*record) ? record : nullptr;
}

void MainWindow::addRunEntries(QMenu &menu, const ElementId &id)
{
    const auto *record = liveRecord();
    if (record == nullptr) {
        return;
    }
    struct Target {
        QString title;
        std::string name;
    };
    std::vector<Target> targets;
    const auto &plan = record->plan();
    for (const auto &pod : plan.pods) {
        if (pod.element == id && !pod.isFront) {
            targets.push_back({QString::fromStdString(pod.name), pod.name});
        }
    }
    for (const auto &instance : plan.instances) {
        if (instance.element == id) {
            targets.push_back({QString::fromStdString(instance.name), instance.name});
        }
    }
    for (const auto &target : targets) {
        auto *faults = targets.size() == 1 ? &menu : menu.addMenu(themedIcon(QStringLiteral("fault")), target.title);
        const auto addFault = [&](const QString &text, const char *icon, const char *kind, Duration length = {}) {
            faults->addAction(themedIcon(QLatin1String(icon)), text, this, [this, name = target.name, kind, length] {
                m_runs.inject({kind, name, length});
            });
        };
        addFault(tr("Kill"), "fault-kill", "kill");
        addFault(tr("Kill for 5 s"), "fault-kill", "kill", std::chrono::seconds(5));
        addFault(tr("Restart"), "fault-restart", "restart");
        addFault(tr("Pause"), "fault-pause", "pause");
        addFault(tr("Resume"), "play", "resume");
    }
    if (m_document.topology().links.contains(id)) {
        menu.addAction(themedIcon(QStringLiteral("fault-partition")), tr("Cut for 5 s"), this, [this, id] {
            m_runs.inject({"partition", id, std::chrono::seconds(5)});
        });
    }
    if (!menu.isEmpty()) {
        menu.addSeparator();
    }
}

} // namespace bayplan
