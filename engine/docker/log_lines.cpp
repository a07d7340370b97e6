// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/log_lines.h"

#include "engine/docker/engine_time.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bayplan {

namespace {

constexpr std::size_t longestLineBytes = 1U << 20U;
constexpr std::size_t longestTimestamp = 40;

} // namespace

EntryLines::EntryLines(std::string instance, bool isError, std::function<void(LogLine)> line)
    : m_instance(std::move(instance)), m_isError(isError), m_emit(std::move(line))
{}

void EntryLines::take(std::string_view bytes, bool beginsEntry)
{
    if (beginsEntry) {
        settleHead(); // of an entry that was nothing else
        m_inHead = true;
    }
    while (!bytes.empty()) {
        if (m_inHead) {
            takeHead(bytes);
            continue;
        }
        const std::size_t end = bytes.find('\n');
        append(bytes.substr(0, end));
        if (end == std::string_view::npos)
            return;
        emitLine();
        bytes.remove_prefix(end + 1);
        m_inHead = true;
    }
}

/// Up to the first blank, when that is a time; else it is text.
void EntryLines::takeHead(std::string_view &bytes)
{
    while (!bytes.empty()) {
        const char next = bytes.front();
        if (next == '\n' || m_head.size() > longestTimestamp) {
            settleHead();
            return;
        }
        bytes.remove_prefix(1);
        m_head += next;
        if (next == ' ') {
            settleHead();
            return;
        }
    }
}

void EntryLines::settleHead()
{
    if (!m_inHead)
        return;
    m_inHead = false;
    const std::string head = std::exchange(m_head, {});
    const std::string_view word = std::string_view(head).substr(0, head.size() - (head.ends_with(' ') ? 1 : 0));
    const auto time = unixTimeOf(word);
    if (!time) {
        append(head);
    } else if (!m_hasText) {
        m_line.timestamp = word;
        m_line.unixNanoseconds = *time;
        m_hasText = true;
    }
}

void EntryLines::append(std::string_view bytes)
{
    const std::size_t room = longestLineBytes - std::min(longestLineBytes, m_line.text.size());
    m_line.text += bytes.substr(0, room);
    m_line.cutBytes += bytes.size() - std::min(room, bytes.size());
    m_hasText = m_hasText || !bytes.empty();
}

void EntryLines::finish()
{
    settleHead();
    m_inHead = true;
    if (m_hasText)
        emitLine();
}

void EntryLines::emitLine()
{
    LogLine line = std::exchange(m_line, {});
    m_hasText = false;
    line.instance = m_instance;
    line.isError = m_isError;
    if (line.text.ends_with('\r') && line.cutBytes == 0)
        line.text.pop_back();
    m_emit(std::move(line));
}

void LogOrder::add(LogLine line)
{
    m_newest = std::max(m_newest, line.unixNanoseconds);
    m_held.push_back(std::move(line));
}

std::vector<LogLine> LogOrder::sort(bool isEnd)
{
    std::ranges::stable_sort(m_held, {}, &LogLine::unixNanoseconds);
    const auto after =
        isEnd ? m_held.end() : std::ranges::upper_bound(m_held, m_newestThen, {}, &LogLine::unixNanoseconds);
    std::vector<LogLine> out(std::make_move_iterator(m_held.begin()), std::make_move_iterator(after));
    m_held.erase(m_held.begin(), after);
    m_newestThen = m_newest;
    return out;
}

} // namespace bayplan
