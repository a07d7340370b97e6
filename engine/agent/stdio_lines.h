// SPDX-License-Identifier: Apache-2.0
// Lines on descriptors whose other end may fall asleep: each has a thread of its own that waits, and nobody waits for
// it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace bayplan {

/// Ends a thread that stands in poll().
class WakePipe {
public:
    WakePipe();
    WakePipe(const WakePipe &) = delete;
    WakePipe &operator=(const WakePipe &) = delete;
    ~WakePipe();

    void wake();
    int descriptor() const { return m_ends[0]; }

    /// True when the descriptor is ready for `events`, false when woken.
    bool waitFor(int descriptor, short events) const;

private:
    int m_ends[2] = {-1, -1};
};

/// Writes what `next` gives, as many lines together as there are, until it gives nothing; then sleeps until it is
/// notified.
class LineWriter {
public:
    /// A line behind notifySoon() may wait as long for others, so that readers are woken less often.
    static constexpr std::chrono::milliseconds gathering{100};

    /// `next` is called on the writer's thread.
    LineWriter(int descriptor, std::function<std::optional<std::string>()> next);
    LineWriter(const LineWriter &) = delete;
    LineWriter &operator=(const LineWriter &) = delete;
    ~LineWriter(); ///< gives what is queued a moment, then cuts it off

    void notify();
    void notifySoon();

private:
    void run();
    bool waitForWork();
    std::string gather();
    bool writeAll(std::string_view left);

    int m_descriptor;
    std::function<std::optional<std::string>()> m_next;
    WakePipe m_wake;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasWork = false;
    bool m_isUrgent = false; ///< some of the work
    bool m_isIdle = true;
    bool m_stopping = false;
    std::thread m_thread;
};

/// Brings each line of at most 64 KiB; longer ones are skipped. Ends quietly with the input.
class LineReader {
public:
    /// `line` is called on the reader's thread.
    LineReader(int descriptor, std::function<void(std::string line)> line);
    LineReader(const LineReader &) = delete;
    LineReader &operator=(const LineReader &) = delete;
    ~LineReader();

private:
    void run();

    int m_descriptor;
    std::function<void(std::string)> m_line;
    WakePipe m_wake;
    std::thread m_thread;
};

} // namespace bayplan
