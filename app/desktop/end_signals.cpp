// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/end_signals.h"

#include "app/desktop/open_windows.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace bayplan {

namespace {

constexpr int endingSignals[] = {SIGTERM, SIGINT, SIGHUP};

int signalPipe[2] = {-1, -1}; ///< the one thing that a handler may touch

void noteSignal(int)
{
    const char any = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &any, 1);
}

void (*handlerOf(int signal))(int)
{
    struct sigaction found = {};
    sigaction(signal, nullptr, &found);
    return found.sa_handler;
}

} // namespace

EndSignals::EndSignals(OpenWindows &windows, QObject *parent) : QObject(parent), m_windows(windows)
{
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // they end the program as they did before
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        end();
    });
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    for (const int each : endingSignals)
        if (handlerOf(each) != SIG_IGN) // as nohup and a shell's "&" want it
            sigaction(each, &action, nullptr);
}

EndSignals::~EndSignals()
{
    for (const int each : endingSignals)
        if (handlerOf(each) == noteSignal)
            std::signal(each, SIG_DFL);
    for (int &end : signalPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

/// The windows go when all loops of events have ended, those of open dialogs too.
void EndSignals::end()
{
    m_windows.leaveBehind();
    QCoreApplication::exit(0);
}

} // namespace bayplan
