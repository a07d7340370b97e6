// SPDX-License-Identifier: GPL-3.0-or-later
// What the views of a run cost: an hour of twenty lines in one chart, and ten seconds of all docks of the workspace
// Simulate at ten snapshots a second. Processor time; prints, and judges nothing.
#include "app/desktop/chart_panel.h"
#include "app/desktop/chart_plot.h"
#include "app/desktop/icons.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QDockWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace {

using namespace bayplan;

double processorSeconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<ChartLine> anHour()
{
    std::vector<ChartLine> lines;
    for (int line = 0; line < 20; ++line) {
        ChartLine made{QStringLiteral("line %1").arg(line), QColor::fromHsv(line * 17, 200, 180)};
        made.points.reserve(36'000);
        for (int i = 0; i < 36'000; ++i) {
            const double wave = std::sin(i * 0.002 + line) + 0.3 * std::sin(i * 1.7 * (line + 1));
            made.points.push_back({static_cast<float>(i) * 0.1F, static_cast<float>(100 + 40 * wave + line)});
        }
        lines.push_back(std::move(made));
    }
    return lines;
}

void measureChart(const char *name, ChartPanel::Scale scale, AxisUnit unit)
{
    ChartPanel panel(QStringLiteral("Chart"), unit, scale);
    panel.resize(1200, 420);
    panel.show();
    QApplication::processEvents(); // until then nothing is painted
    panel.setTimeRange(0, 3600);
    std::vector<double> shown, cursor;
    for (int i = 0; i < 20; ++i) {
        auto lines = anHour();
        double start = processorSeconds(CLOCK_THREAD_CPUTIME_ID);
        panel.setLines(std::move(lines));
        panel.plot()->repaint();
        shown.push_back((processorSeconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e3);
        start = processorSeconds(CLOCK_THREAD_CPUTIME_ID);
        panel.setCursor(100.0 + i);
        panel.plot()->repaint();
        cursor.push_back((processorSeconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e3);
    }
    std::sort(shown.begin(), shown.end());
    std::sort(cursor.begin(), cursor.end());
    std::printf(
        "%s, 20 lines of 36,000 points: new points until painted %.1f ms (slowest %.1f), the cursor moved %.1f ms\n",
        name, shown[shown.size() / 2], shown.back(), cursor[cursor.size() / 2]);
    std::fflush(stdout);
}

/// The window with a run that goes on for ten seconds, and the same with nothing shown of it.
void measureDocks(bool isSideBySide)
{
    QTemporaryDir folder;
    MainWindow window(folder.path(), false);
    window.resize(1920, 1200);
    window.show();
    if (!window.openExample(QStringLiteral("leader-election"))) {
        std::puts("the example could not be opened");
        return;
    }
    window.showWorkspace(Workspace::Simulate);
    auto *metrics = window.findChild<QDockWidget *>(QStringLiteral("metricsDock"));
    if (isSideBySide) {
        for (auto *dock : window.findChildren<QDockWidget *>()) {
            if (dock->isVisibleTo(&window) && dock != metrics &&
                window.dockWidgetArea(dock) == Qt::BottomDockWidgetArea) {
                window.removeDockWidget(dock);
                window.addDockWidget(Qt::RightDockWidgetArea, dock, Qt::Vertical);
                dock->show();
            }
        }
    }
    SimulatorOptions options;
    options.endless = true;
    options.speed = 60;
    window.runs().setSimulatorOptions(options);
    window.runs().play();
    QTest::qWait(2'500); // so that the charts are full
    window.runs().setSpeed(1);
    QTest::qWait(500);
    int shown = 0;
    for (const auto *dock : window.findChildren<QDockWidget *>()) {
        shown += !dock->visibleRegion().isEmpty() ? 1 : 0;
    }
    const double start = processorSeconds(CLOCK_THREAD_CPUTIME_ID);
    QTest::qWait(10'000);
    const double used = processorSeconds(CLOCK_THREAD_CPUTIME_ID) - start;
    std::printf("%s, %d docks in sight, ten snapshots a second: %.1f %% of a core in the thread of the windows\n",
                isSideBySide ? "all docks side by side" : "docks as the workspace has them", shown, used * 10);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    initialiseResources();
    Theme::instance().apply(Theme::Mode::Light);
    measureChart("linear", ChartPanel::Scale::Linear, AxisUnit::PerSecond);
    measureChart("logarithmic", ChartPanel::Scale::Logarithmic, AxisUnit::Latency);
    measureDocks(false);
    measureDocks(true);
    return 0;
}
