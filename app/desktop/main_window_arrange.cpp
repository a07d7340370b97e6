// SPDX-License-Identifier: GPL-3.0-or-later
// Arranging and linking of what is selected: the menu "Arrange".
#include "app/desktop/main_window.h"

#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_edits.h"
#include "app/desktop/clone_connect.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/fuzzy_picker.h"
#include "app/desktop/link_matching.h"
#include "app/desktop/linkable_pair.h"
#include "app/desktop/sentences.h"

#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

#include <algorithm>
#include <iterator>

namespace bayplan {

namespace {

/// The first pair of ports that may be joined, those that call first; why not in `reason`.
std::optional<LinkEnds> fittingEnds(const Topology &topology, const ElementId &start, const ElementId &other,
                                    std::string *reason)
{
    const auto *kind = kindOf(topology, start);
    for (const auto direction : {Direction::Out, Direction::In}) {
        for (const auto &port : kind == nullptr ? std::vector<PortInfo>() : kind->ports) {
            if (port.direction != direction) {
                continue;
            }
            std::string refusal;
            if (const auto fitting = fittingPort(topology, {start, port.name}, other, &refusal)) {
                if (reason != nullptr) {
                    reason->clear(); // of ports that did not fit
                }
                return inOrder(topology, {start, port.name}, {other, *fitting});
            }
            if (reason != nullptr && reason->empty()) {
                *reason = refusal;
            }
        }
    }
    return std::nullopt;
}

} // namespace

void MainWindow::makeArrangeMenu()
{
    auto *menu = new QMenu(tr("&Arrange"), this);
    menu->setObjectName(QStringLiteral("menu.arrange"));
    const auto *insert = menuBar()->findChild<QMenu *>(QStringLiteral("menu.insert"));
    menuBar()->insertMenu(insert == nullptr ? nullptr : insert->menuAction(), menu);
    makeAlignActions(menu);
    menu->addSeparator();
    makeGroupActions(menu);
    makeCardActions(menu);
    menu->addSeparator();
    makeLinkActions(menu);
}

void MainWindow::makeAlignActions(QMenu *menu)
{
    const auto align = [&](const char *name, const QString &text, const char *icon, const QString &key, Side side) {
        add(menu, QLatin1String(name), text, QLatin1String(icon), QKeySequence(key),
            [this, side] { m_document.push(alignPods(m_document.topology(), m_selection.ids(), side)); });
    };
    align("arrange.left", tr("Align &left edges"), "align-left", tr("Ctrl+Shift+Left"), Side::Left);
    align("arrange.centre", tr("Align &centres"), "align-centre", tr("Ctrl+Shift+C"), Side::Centre);
    align("arrange.right", tr("Align &right edges"), "align-right", tr("Ctrl+Shift+Right"), Side::Right);
    align("arrange.top", tr("Align &top edges"), "align-top", tr("Ctrl+Shift+Up"), Side::Top);
    align("arrange.middle", tr("Align &middles"), "align-middle", tr("Ctrl+Shift+M"), Side::Middle);
    align("arrange.bottom", tr("Align &bottom edges"), "align-bottom", tr("Ctrl+Shift+Down"), Side::Bottom);
    menu->addSeparator();
    const auto distribute = [&](const char *name, const QString &text, const char *icon, const QString &key,
                                Axis axis) {
        add(menu, QLatin1String(name), text, QLatin1String(icon), QKeySequence(key),
            [this, axis] { m_document.push(distributePods(m_document.topology(), m_selection.ids(), axis)); });
    };
    distribute("arrange.distributeHorizontally", tr("Distribute &horizontally"), "distribute-horizontally",
               tr("Ctrl+Shift+H"), Axis::Horizontal);
    distribute("arrange.distributeVertically", tr("Distribute &vertically"), "distribute-vertically",
               tr("Ctrl+Shift+V"), Axis::Vertical);
}

void MainWindow::makeGroupActions(QMenu *menu)
{
    add(menu, QStringLiteral("arrange.group"), tr("&Group"), QStringLiteral("group"), QKeySequence(tr("Ctrl+G")),
        [this] { groupSelection(); });
    add(menu, QStringLiteral("arrange.ungroup"), tr("&Ungroup"), {}, QKeySequence(tr("Ctrl+Shift+G")), [this] {
        const auto &topology = m_document.topology();
        std::set<ElementId> members;
        for (const auto &id : groupsAbout(topology, m_selection.ids())) {
            const auto &inside = topology.groups.at(id).members;
            members.insert(inside.begin(), inside.end());
        }
        if (m_document.push(ungroup(topology, m_selection.ids()))) {
            m_selection.set(members);
        }
    });
    add(menu, QStringLiteral("arrange.lock"), tr("L&ock or unlock"), QStringLiteral("lock"), QKeySequence(tr("Ctrl+L")),
        [this] { m_document.push(toggleLock(m_document.topology(), m_selection.ids())); });
}

void MainWindow::makeCardActions(QMenu *menu)
{
    const auto shift = [&](const char *name, const QString &text, const QString &key, int by) {
        auto *action = add(menu, QLatin1String(name), text, {}, QKeySequence(key), [this, by] { m_scene->shiftCard(by); });
        action->setShortcutContext(Qt::WidgetShortcut); // lists select by it
        m_view->addAction(action);
    };
    shift("arrange.cardUp", tr("Move the card up in its pod"), tr("Shift+Up"), -1);
    shift("arrange.cardDown", tr("Move the card down in its pod"), tr("Shift+Down"), 1);
}

void MainWindow::makeLinkActions(QMenu *menu)
{
    auto *linkTo = add(menu, QStringLiteral("link.to"), tr("Link to…"), QStringLiteral("link"), QKeySequence(Qt::Key_L),
                       [this] { showLinkPicker(); });
    // A bare letter: lists elsewhere take it for a search.
    linkTo->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(linkTo);
    add(menu, QStringLiteral("link.matching"), tr("Link all matching…"), QStringLiteral("link"),
        QKeySequence(tr("Ctrl+Shift+L")), [this] { showLinkMatching(); });
    auto *clones = menu->addMenu(tr("Clone and connect"));
    clones->setObjectName(QStringLiteral("menu.clone"));
    const auto clone = [&](const char *name, const QString &text, const QString &key, QPointF direction) {
        add(clones, QLatin1String(name), text, QStringLiteral("duplicate"), QKeySequence(key),
            [this, direction] { cloneSelection(direction); });
    };
    clone("clone.left", tr("Clone to the &left"), tr("Alt+Shift+Left"), {-1, 0});
    clone("clone.right", tr("Clone to the &right"), tr("Alt+Shift+Right"), {1, 0});
    clone("clone.up", tr("Clone &upwards"), tr("Alt+Shift+Up"), {0, -1});
    clone("clone.down", tr("Clone &downwards"), tr("Alt+Shift+Down"), {0, 1});
}

void MainWindow::updateArrangeActions()
{
    const bool usable = m_centre->currentWidget() == m_view && !m_document.isReadOnly();
    const auto &topology = m_document.topology();
    const auto &ids = m_selection.ids();
    const auto placed = placedAmong(topology, ids);
    const auto single = m_selection.single();
    const auto enable = [&](std::initializer_list<const char *> names, bool enabled) {
        for (const auto *name : names) {
            action(QLatin1String(name))->setEnabled(usable && enabled);
        }
    };
    enable({"arrange.left", "arrange.centre", "arrange.right", "arrange.top", "arrange.middle", "arrange.bottom"},
           placed.size() > 1);
    enable({"arrange.distributeHorizontally", "arrange.distributeVertically"}, placed.size() > 2);
    enable({"arrange.group"}, !placed.empty());
    enable({"arrange.ungroup"}, !groupsAbout(topology, ids).empty());
    enable({"arrange.lock"}, std::ranges::any_of(placed, [&](const auto &id) { return topology.pods.contains(id); }));
    enable({"arrange.cardUp"}, m_scene->canShiftCard(-1));
    enable({"arrange.cardDown"}, m_scene->canShiftCard(1));
    enable({"link.to", "link.matching"}, topology.containers.contains(single));
    enable({"clone.left", "clone.right", "clone.up", "clone.down"},
           topology.containers.contains(single) || topology.pods.contains(single));
}

void MainWindow::groupSelection()
{
    const auto &topology = m_document.topology();
    ElementId id;
    auto edit = addGroup(topology, groupableAmong(topology, m_selection.ids()), tr("Group").toStdString(), &id);
    if (m_document.push(std::move(edit))) {
        m_selection.set({id});
        say(tr("Grouped. F2 names it, a drag of its frame moves all."));
    }
}

void MainWindow::cloneSelection(QPointF direction)
{
    auto clone = cloneTowards(m_document.topology(), m_selection.single(), direction);
    if (!clone) {
        say(translated(messageOf(clone.error())));
        return;
    }
    const auto selected = clone->selected;
    if (m_document.push(std::move(clone->edit))) {
        m_selection.set({selected});
        m_view->reveal(selected);
        if (clone->linksLeftOut > 0) {
            say(tr("%n link(s) left out: the other end takes one only.", nullptr, clone->linksLeftOut));
        }
    }
}

void MainWindow::showLinkPicker()
{
    const auto start = m_selection.single();
    const auto &topology = m_document.topology();
    std::vector<PickerEntry> entries;
    entries.reserve(topology.containers.size());
    LinkablePair pair(topology, start);
    for (const auto &[id, container] : topology.containers) {
        if (id == start) {
            continue;
        }
        std::string reason;
        const auto ends = fittingEnds(pair.with(id), start, id, &reason);
        const auto *kind = kindOf(topology, id);
        const auto detail = !ends ? QString()
                                  : QStringLiteral("%1 → %2").arg(QString::fromStdString(ends->from.port),
                                                                  QString::fromStdString(ends->to.port));
        entries.push_back({nameOf(topology, id), detail, QString::fromStdString(id),
                           kind == nullptr ? QStringLiteral("container") : QString::fromStdString(kind->icon),
                           QString::fromStdString(reason)});
    }
    auto anew = newLinkedEntries(topology, start);
    std::ranges::move(anew, std::back_inserter(entries));
    if (entries.empty()) {
        say(tr("There is nothing to link with yet."));
        return;
    }
    auto *picker = new FuzzyPicker(tr("Link %1 to…").arg(ownNameOf(topology, start)), std::move(entries), this);
    picker->taken = [this, start](const QString &key) {
        linkTo(start, key);
        m_view->setFocus();
    };
    picker->open(m_view->mapToGlobal(m_view->rect().center() - QPoint(210, 170)));
}

void MainWindow::linkTo(const ElementId &start, const QString &key)
{
    const auto &topology = m_document.topology();
    const bool isNew = isNewLinkedKey(key);
    std::string reason;
    ElementId id;
    const auto ends = isNew ? std::nullopt : fittingEnds(topology, start, key.toStdString(), &reason);
    auto edit = isNew  ? addLinkedBeside(topology, start, key, &id)
                : ends ? bayplan::connect(topology, ends->from, ends->to, &id)
                       : Result<Edit>(fail(ErrorCode::Refused, reason));
    if (!edit) {
        say(translated(messageOf(edit.error())));
    } else if (m_document.push(std::move(*edit)) && isNew) {
        m_selection.show(id);
        say(tr("%1 was added; undo takes it back.").arg(nameOf(topology, id)));
    } else { // the container stays selected: the next link starts there too
        say(tr("Linked: %1").arg(nameOf(topology, id)));
    }
}

void MainWindow::showLinkMatching()
{
    if (auto *open = m_view->findChild<LinkMatchBar *>()) {
        delete open;
    }
    auto *bar = new LinkMatchBar(m_document, m_selection.single(), m_view);
    connect(bar, &LinkMatchBar::linked, this, [this](int links) {
        say(tr("%n link(s) made.", nullptr, links));
        m_view->setFocus();
    });
    bar->open();
}

} // namespace bayplan
