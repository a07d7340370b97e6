// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/picture.h"

#include "app/desktop/main_window.h"
#include "app/desktop/sentences.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>

#include <chrono>
#include <cstdio>
#include <thread>

namespace bayplan {

namespace {

constexpr std::chrono::seconds mostWait{120}; ///< of wall time

int complain(const QString &sentence)
{
    std::fprintf(stderr, "bayplan: %s\n", qPrintable(sentence));
    return 1;
}

/// Lets the window do its work until `done`, or the time is over.
template <class Done>
bool waitUntil(std::chrono::milliseconds most, Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > most.count()) {
            return false;
        }
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

bool simulateFor(MainWindow &window, Duration simulated, QString *reason)
{
    auto &runs = window.runs();
    auto plan = runs.planOfDocument();
    if (!plan) {
        *reason = placedText(plan.error());
        return false;
    }
    auto options = runs.simulatorOptions();
    options.duration = simulated;
    options.speed = 0;
    runs.simulate(std::move(*plan), options);
    if (!waitUntil(mostWait, [&] { return !runs.isLive(RunKind::Simulated); })) {
        *reason = MainWindow::tr("The simulation did not end in time.");
        return false;
    }
    return true;
}

} // namespace

int writePicture(MainWindow &window, const QString &path, Duration simulated)
{
    window.show();
    if (simulated > Duration(0)) {
        window.showWorkspace(Workspace::Simulate);
        QString reason;
        if (!simulateFor(window, simulated, &reason)) {
            return complain(reason);
        }
    }
    // The views read what has come in on their own timers.
    waitUntil(std::chrono::milliseconds(600), [] { return false; });
    window.view().fitAll();
    waitUntil(std::chrono::milliseconds(300), [] { return false; });
    if (!window.grab().save(path, "PNG")) {
        return complain(MainWindow::tr("%1 could not be written.").arg(path));
    }
    return 0;
}

} // namespace bayplan
