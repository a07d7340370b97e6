// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/task_record.h"

#include "engine/patterns/checksum.h"

#include <charconv>

namespace bayplan {
namespace {

constexpr std::string_view stateHeading = "bayplan-queue 1 ";

Error damaged(const std::string &what)
{
    return fail(ErrorCode::InvalidInput, "The journal of the queue is damaged: " + what + ".",
                "Move the queue's state away to start empty, or put back a copy of it.");
}

template <class Number>
void appendNumber(std::string &to, Number number)
{
    char text[24];
    const auto end = std::to_chars(text, text + sizeof text, number).ptr;
    to.append(text, end);
    to += ' ';
}

/// Reads what appendNumber wrote; once wrong, always wrong.
class NumberReader {
public:
    explicit NumberReader(std::string_view &rest) : m_rest(rest) {}

    template <class Number>
    void operator()(Number &number)
    {
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
        const auto taken = static_cast<std::size_t>(end - m_rest.data());
        m_good = m_good && error == std::errc{} && taken < m_rest.size() && m_rest[taken] == ' ';
        if (m_good)
            m_rest.remove_prefix(taken + 1);
    }

    void text(std::string &value)
    {
        std::uint64_t bytes = 0;
        (*this)(bytes);
        m_good = m_good && bytes < m_rest.size() && m_rest[bytes] == '\n';
        if (!m_good)
            return;
        value = m_rest.substr(0, bytes);
        m_rest.remove_prefix(bytes + 1);
    }

    bool good() const { return m_good; }

private:
    std::string_view &m_rest;
    bool m_good = true;
};

void appendText(std::string &to, std::string_view text)
{
    appendNumber(to, text.size());
    to += text;
    to += '\n';
}

/// The fields of each kind, in order, for both ways.
template <class Record, class Number, class Text>
bool visitFields(Record &record, Number number, Text text)
{
    number(record.task);
    switch (record.kind) {
    case TaskRecord::Kind::Next:
    case TaskRecord::Kind::Kicked:
        return true;
    case TaskRecord::Kind::Reserved:
    case TaskRecord::Kind::Done:
        number(record.attempt);
        return true;
    case TaskRecord::Kind::Forwarded:
        number(record.sequence);
        return true;
    case TaskRecord::Kind::Origin:
    case TaskRecord::Kind::Taken:
    case TaskRecord::Kind::TakenUpTo:
        number(record.sequence);
        text(record.text);
        return true;
    case TaskRecord::Kind::TakenRange:
        number(record.first);
        number(record.sequence);
        text(record.text);
        return true;
    case TaskRecord::Kind::Output:
        number(record.sequence);
        number(record.priority);
        number(record.bodyBytes);
        text(record.body);
        return true;
    case TaskRecord::Kind::Task:
        number(record.priority);
        number(record.attempt);
        number(record.bodyBytes);
        text(record.body);
        [[fallthrough]];
    case TaskRecord::Kind::Waiting:
    case TaskRecord::Kind::Buried:
        number(record.failures);
        text(record.text);
        return true;
    }
    return false;
}

bool isPhase(char letter)
{
    return letter == 'w' || letter == 'r' || letter == 'b';
}

bool readTimes(NumberReader &reader, TaskRecord &record)
{
    std::int64_t put = 0;
    std::int64_t until = 0;
    std::int64_t delay = 0;
    reader(put);
    reader(until);
    reader(delay);
    record.put = Time(Duration(put));
    record.until = Time(Duration(until));
    record.delay = Duration(delay);
    return reader.good() && delay >= 0;
}

bool readOne(std::string_view &rest, TaskRecord &record)
{
    if (rest.size() < 2 || !isPhase(rest[1]))
        return false;
    record.kind = static_cast<TaskRecord::Kind>(rest[0]);
    record.phase = static_cast<TaskRecord::Phase>(rest[1]);
    rest.remove_prefix(2);
    NumberReader reader(rest);
    const bool known = visitFields(
        record, [&](auto &number) { reader(number); }, [&](std::string &text) { reader.text(text); });
    const bool timed = known && reader.good() && readTimes(reader, record);
    if (!timed || !rest.starts_with('\n'))
        return false;
    rest.remove_prefix(1);
    return true;
}

} // namespace

void appendTaskRecord(std::string &to, const TaskRecord &record)
{
    to += static_cast<char>(record.kind);
    to += static_cast<char>(record.phase);
    visitFields(
        record, [&](auto number) { appendNumber(to, number); }, [&](const std::string &text) { appendText(to, text); });
    appendNumber(to, record.put.time_since_epoch().count());
    appendNumber(to, record.until.time_since_epoch().count());
    appendNumber(to, record.delay.count());
    to += '\n';
}

Result<void> eachTaskRecord(std::string_view bytes, const std::function<Result<void>(TaskRecord &)> &take)
{
    std::string_view rest = bytes;
    for (std::uint64_t number = 1; !rest.empty(); ++number) {
        TaskRecord record;
        if (!readOne(rest, record))
            return damaged("record " + std::to_string(number) + " cannot be read");
        if (auto taken = take(record); !taken)
            return taken;
    }
    return {};
}

std::string sealTaskState(std::string records)
{
    records.insert(0, std::string(stateHeading) + std::to_string(crc32c(records)) + '\n');
    return records;
}

Result<std::string_view> openTaskState(std::string_view state)
{
    const std::size_t end = state.find('\n');
    if (!state.starts_with(stateHeading) || end == std::string_view::npos)
        return damaged("its state does not begin with its stateHeading");
    const std::string_view records = state.substr(end + 1);
    if (state.substr(stateHeading.size(), end - stateHeading.size()) != std::to_string(crc32c(records)))
        return damaged("the checksum of its state does not match");
    return records;
}

} // namespace bayplan
