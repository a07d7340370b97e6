// SPDX-License-Identifier: GPL-3.0-or-later
// Whole patterns: from the palette, the menu and the wizard into the drawing, and the panels that a run of them is
// looked at in.
#include "app/desktop/main_window.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/palette_panel.h"
#include "app/desktop/pattern_wizard.h"

#include <QDockWidget>
#include <QMenuBar>

#include <memory>

namespace bayplan {

void MainWindow::makePatternActions()
{
    auto *wizard = new PatternWizard(m_document, m_selection, this);
    wizard->centre = [this] { return toPoint(m_view->visibleRect().center()); };
    const auto place = [this](const PatternRecipe &recipe, const Params &answers, const PatternPlace &where) {
        m_scene->placePattern(recipe, answers, where);
    };
    connect(wizard, &PatternWizard::createWanted, this,
            [wizard, place] { place(*wizard->recipe(), wizard->answers(), wizard->place()); });
    const auto want = [this, wizard, place](const QString &key, bool asks) {
        const auto *recipe = findRecipe(key.toStdString());
        if (recipe == nullptr) {
            return;
        }
        showCanvas();
        if (asks) {
            wizard->ask(*recipe);
        } else {
            place(*recipe, {}, wizard->placeFor(*recipe));
        }
    };
    connect(m_palette, &PalettePanel::patternWanted, this, want);
    connect(m_palette, &PalettePanel::templateWanted, this, &MainWindow::openExample);

    auto *insert = menuBar()->findChild<QMenu *>(QStringLiteral("menu.insert"));
    auto *patterns = new QMenu(tr("P&attern"), insert);
    patterns->setIcon(themedIcon(QStringLiteral("plus")));
    insert->insertMenu(insert->actions().front(), patterns);
    for (const auto &recipe : patternRecipes()) {
        const auto key = QString::fromStdString(recipe.key);
        add(patterns, QStringLiteral("insert.pattern.") + key, catalogText(recipe.title) + QStringLiteral("…"),
            QString::fromStdString(recipe.icon), {}, [want, key] { want(key, true); });
    }

    // The panels of the pattern that was placed last come forward when Simulate is opened the next time, once.
    auto awaited = std::make_shared<std::vector<std::string>>();
    connect(m_scene, &CanvasScene::patternPlaced, this, [this, awaited](const QString &key, const auto &brought) {
        const auto *recipe = findRecipe(key.toStdString());
        *awaited = recipe->docks;
        m_view->revealAll(brought);
        m_view->setFocus(); // so that Space runs what was just dropped
        say(tr("%1 was added; undo takes it back.").arg(catalogText(recipe->title)));
    });
    connect(&m_document, &DocumentSession::reset, this, [awaited] { awaited->clear(); });
    connect(action(QStringLiteral("workspace.simulate")), &QAction::toggled, this, [this, awaited](bool on) {
        if (!on || awaited->empty()) {
            return;
        }
        for (const auto &name : *awaited) {
            dock(name.c_str())->show();
        }
        dock(awaited->front().c_str())->raise();
        awaited->clear();
    });
}

} // namespace bayplan
