// SPDX-License-Identifier: Apache-2.0
// Lines on descriptors whose other end may fall asleep: each has a thread of its own that waits, and nobody waits for
// it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
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

/// Writes what `next` gives, one line at a time, until it gives nothing; then sleeps until notify().
class LineWriter {
public:
    /// `next` is called on the writer's thread.
    LineWriter(int descriptor, std::function<std::optional<std::string>()> next);
    LineWriter(const LineWriter &) = delete;
    LineWriter &operator=(const LineWriter &) = delete;
    ~LineWriter(); ///< gives what is queued a moment, then cuts it off

    void notify();

private:
    void run();
    bool writeAll(const std::string &line);

    int m_descriptor;
    std::function<std::optional<std::string>()> m_next;
    WakePipe m_wake;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasWork = false;
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
