// SPDX-License-Identifier: GPL-3.0-or-later
// Work that may take long, in a thread of its own; what it finds comes back to the window, unless that has gone.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace bayplan {

/// Hands functions over to the thread of an object for as long as the object lives. Copies share one door.
class BackDoor {
public:
    explicit BackDoor(QObject *target);

    /// Any thread. Runs `call` later in the target's thread; drops it when the target is gone.
    void post(std::function<void()> call) const;
    bool isOpen() const;

private:
    struct State {
        mutable std::mutex mutex;
        QObject *target = nullptr;
    };
    std::shared_ptr<State> m_state;
};

/// Runs `work` in a new thread that nobody waits for; it must not touch what may go before it ends.
void runInBackground(std::function<void()> work);

/// `work` in the background, then `done` with its result in the thread of `target`.
template <class Work, class Done>
void runInBackground(QObject *target, Work work, Done done)
{
    runInBackground([door = BackDoor(target), work = std::move(work), done = std::move(done)] {
        auto result = std::make_shared<decltype(work())>(work());
        door.post([done, result] { done(std::move(*result)); });
    });
}

} // namespace bayplan
