// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of single patterns. Those that a drawing has no use for stay away, so that the others have room; the View
// menu has them all.
#include "app/desktop/lifecycle_view.h"
#include "app/desktop/main_window.h"
#include "app/desktop/ring_view.h"
#include "app/desktop/scatter_view.h"

#include <QDockWidget>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

namespace bayplan {

namespace {

/// Panel, and the kind of container without which it would say that there is nothing to show.
struct PatternPanel {
    const char *dock;
    const char *kind;
};
constexpr PatternPanel patternPanels[] = {{"ringDock", "memcache-ambassador"}, {"scatterDock", "scatter-root"}};

bool hasKind(const Topology &topology, const char *kind)
{
    return std::ranges::any_of(topology.containers, [&](const auto &entry) { return entry.second.kind == kind; });
}

} // namespace

void MainWindow::makePatternDocks()
{
    auto *ring = new RingView(&m_runs, this);
    addDock("ringDock", tr("Ring"), ring, Qt::BottomDockWidgetArea);
    addDock("scatterDock", tr("Scatter"), new ScatterView(&m_runs, this), Qt::BottomDockWidgetArea);
    addDock("lifecycleDock", tr("Lifecycle"), new LifecycleView(&m_runs, this), Qt::BottomDockWidgetArea);
    connect(&m_document, &DocumentSession::changed, ring, &RingView::drawingChanged);
    connect(&m_document, &DocumentSession::reset, ring, &RingView::drawingChanged);
    // The first run of a drawing that has got a pattern since; who closes the panel then is not asked again.
    auto offered = std::make_shared<std::set<std::string>>();
    connect(&m_document, &DocumentSession::reset, this, [offered] { offered->clear(); });
    connect(&m_runs, &RunSession::runChanged, this, [this, offered] {
        for (const PatternPanel &panel : patternPanels)
            if (m_workspace != Workspace::Design && hasKind(m_document.topology(), panel.kind) &&
                offered->insert(panel.dock).second)
                dock(panel.dock)->show();
    });
}

void MainWindow::showPatternDocks(Workspace workspace)
{
    const bool design = workspace == Workspace::Design;
    dock("lifecycleDock")->setVisible(!design);
    for (const PatternPanel &panel : patternPanels)
        dock(panel.dock)->setVisible(!design && hasKind(m_document.topology(), panel.kind));
}

} // namespace bayplan
