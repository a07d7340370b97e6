// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/background_task.h"

#include <QMetaObject>

#include <thread>

namespace bayplan {

BackDoor::BackDoor(QObject *target) : m_state(std::make_shared<State>())
{
    m_state->target = target;
    QObject::connect(target, &QObject::destroyed, target, [state = m_state] {
        const std::lock_guard lock(state->mutex);
        state->target = nullptr;
    });
}

void BackDoor::post(std::function<void()> call) const
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->target)
        QMetaObject::invokeMethod(m_state->target, std::move(call), Qt::QueuedConnection);
}

bool BackDoor::isOpen() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->target != nullptr;
}

void runInBackground(std::function<void()> work)
{
    std::thread(std::move(work)).detach();
}

} // namespace bayplan
