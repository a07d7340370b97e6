// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/open_windows.h"

#include "app/desktop/document_lock.h"
#include "app/desktop/main_window.h"

#include <QApplication>
#include <QScreen>

#include <algorithm>
#include <utility>

namespace bayplan {

namespace {

constexpr QPoint beside(28, 28);

} // namespace

OpenWindows::OpenWindows(const QString &recoveryFolder, bool remembers, QObject *parent)
    : QObject(parent), m_recoveryFolder(recoveryFolder), m_remembers(remembers)
{}

OpenWindows::~OpenWindows()
{
    const auto windows = std::move(m_windows);
    for (auto *window : windows) {
        window->disconnect(this);
        delete window;
    }
}

MainWindow &OpenWindows::add()
{
    auto *window = new MainWindow(m_recoveryFolder, m_remembers, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto *active = QApplication::activeWindow(); active != nullptr && !active->isMaximized()) {
        const auto room = active->screen()->availableGeometry();
        const QPoint most(room.right() - active->frameGeometry().width(),
                          room.bottom() - active->frameGeometry().height());
        const auto wanted = active->pos() + beside;
        window->resize(active->size());
        window->move(std::max(room.left(), std::min(wanted.x(), most.x())),
                     std::max(room.top(), std::min(wanted.y(), most.y())));
    }
    connect(window, &QObject::destroyed, this, [this, window] {
        m_windows.erase(std::remove(m_windows.begin(), m_windows.end(), window), m_windows.end());
    });
    m_windows.push_back(window);
    return *window;
}

MainWindow *OpenWindows::windowOf(const QString &path) const
{
    for (auto *window : m_windows) {
        const auto own = window->document().path();
        if (window->isVisible() && !own.isEmpty() && DocumentLock::isSame(own, path)) {
            return window;
        }
    }
    return nullptr;
}

bool OpenWindows::quit()
{
    const auto windows = m_windows; // closing shortens the list
    for (auto *window : windows) {
        if (!window->prepareToClose()) {
            for (auto *other : windows) {
                other->stayOpen();
            }
            return false;
        }
    }
    for (auto *window : windows) {
        window->close();
    }
    return true;
}

void OpenWindows::leaveBehind()
{
    for (auto *window : m_windows) {
        window->leaveBehind();
    }
}

} // namespace bayplan
