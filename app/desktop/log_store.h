// SPDX-License-Identifier: GPL-3.0-or-later
// The newest lines of a deployment's output, in bounded memory, and which of them are wanted.
#pragma once

#include "engine/docker/deployment_run.h"

#include <QRegularExpression>
#include <QString>

#include <cstdint>
#include <deque>
#include <string>

namespace bayplan {

class LogStore {
public:
    static constexpr std::size_t mostLines = 100'000;
    static constexpr std::size_t mostBytes = 64U << 20U;

    void add(LogLine line);
    void clear();
    /// Lines that were lost before they came here.
    void noteDropped(std::uint64_t lines) { m_dropped += lines; }

    const std::deque<LogLine> &lines() const { return m_lines; }
    std::uint64_t dropped() const { return m_dropped; } ///< old ones that went to make room

private:
    std::deque<LogLine> m_lines;
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
};

struct LogFilter {
    enum class Stream { Both, Output, Errors };

    std::string instance; ///< empty: all; a pod's name: its containers
    Stream stream = Stream::Both;
    QString text; ///< in the line or the container's name; empty: every line
    bool isPattern = false;

    /// Of a pattern that is none: why; empty when it is one.
    QString complaint() const;
    bool matches(const LogLine &line) const;
    /// After any of the members was changed.
    void prepare();

private:
    QRegularExpression m_pattern;
};

} // namespace bayplan
