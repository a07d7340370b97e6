// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/memcache_text.h"

#include "engine/wire/memcache_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bayplan {
namespace {

/// The form of a command's line behind its name.
enum class Form {
    Keys,    ///< KEY...
    Storage, ///< KEY FLAGS EXPTIME BYTES [noreply]
    Cas,     ///< KEY FLAGS EXPTIME BYTES CAS [noreply]
    Number,  ///< KEY NUMBER [noreply]
    Key,     ///< KEY [0] [noreply]
    Free,    ///< anything
};

struct CommandForm {
    std::string_view name;
    MemcacheCommand command;
    Form form;
};

constexpr std::array<CommandForm, 14> commands{{
    {"get", MemcacheCommand::Get, Form::Keys},
    {"gets", MemcacheCommand::Gets, Form::Keys},
    {"set", MemcacheCommand::Set, Form::Storage},
    {"add", MemcacheCommand::Add, Form::Storage},
    {"replace", MemcacheCommand::Replace, Form::Storage},
    {"append", MemcacheCommand::Append, Form::Storage},
    {"prepend", MemcacheCommand::Prepend, Form::Storage},
    {"cas", MemcacheCommand::Cas, Form::Cas},
    {"incr", MemcacheCommand::Incr, Form::Number},
    {"decr", MemcacheCommand::Decr, Form::Number},
    {"delete", MemcacheCommand::Delete, Form::Key},
    {"touch", MemcacheCommand::Touch, Form::Number},
    {"version", MemcacheCommand::Version, Form::Free},
    {"stats", MemcacheCommand::Stats, Form::Free},
}};

/// A reply that is longer than what is kept by this factor has no end.
constexpr std::size_t patience = 8;
/// A buffer that has grown beyond this is given back when it is empty.
constexpr std::size_t keptCapacityBytes = 128U << 10U;

constexpr std::string_view badFormat = "CLIENT_ERROR bad command line format";
constexpr std::string_view badChunk = "CLIENT_ERROR bad data chunk";
constexpr std::string_view tooLarge = "SERVER_ERROR object too large for cache";

const CommandForm *formOf(std::string_view name)
{
    const auto found =
        std::find_if(commands.begin(), commands.end(), [&](const CommandForm &form) { return form.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

std::string_view nameOf(MemcacheCommand command)
{
    return std::find_if(commands.begin(), commands.end(),
                        [&](const CommandForm &form) { return form.command == command; })
        ->name;
}

bool isStorage(MemcacheCommand command)
{
    const Form form = formOf(nameOf(command))->form;
    return form == Form::Storage || form == Form::Cas;
}

MemcacheArrival errorArrival(std::string_view line, bool close = false)
{
    MemcacheArrival arrival;
    arrival.kind = MemcacheArrival::Kind::Error;
    arrival.error = line;
    arrival.close = close;
    return arrival;
}

/// As if it had been asked for: the old value may not outlive the new one that was refused.
MemcacheRequest silentDelete(std::string key)
{
    MemcacheRequest request;
    request.command = MemcacheCommand::Delete;
    request.keys.push_back(std::move(key));
    request.noreply = true;
    return request;
}

/// Both forms of storage, as their words say. Null when the line is wrong.
bool readStorage(const std::vector<std::string_view> &words, bool isCas, MemcacheRequest &request)
{
    if (words.size() != (isCas ? 6U : 5U) || !integerOf<std::uint32_t>(words[2]) || !integerOf<std::int64_t>(words[3]))
        return false;
    request.keys.emplace_back(words[1]);
    request.arguments.append(words[2]).append(1, ' ').append(words[3]);
    if (!isCas)
        return true;
    request.arguments.append(1, ' ').append(words[5]);
    return integerOf<std::uint64_t>(words[5]).has_value();
}

/// All forms without data. False when the line is wrong.
bool readPlain(const std::vector<std::string_view> &words, Form form, MemcacheRequest &request)
{
    switch (form) {
    case Form::Keys:
        request.keys.assign(words.begin() + 1, words.end());
        return words.size() > 1;
    case Form::Number:
        if (words.size() != 3)
            return false;
        request.keys.emplace_back(words[1]);
        request.arguments = words[2];
        return true;
    case Form::Key:
        if (words.size() < 2 || words.size() > 3 || (words.size() == 3 && words[2] != "0"))
            return false;
        request.keys.emplace_back(words[1]);
        return true;
    default:
        break;
    }
    for (std::size_t i = 1; i < words.size(); ++i)
        request.arguments.append(i > 1 ? " " : "").append(words[i]);
    return true;
}

void appendFilled(std::string &text, const std::string &data, std::uint32_t bytes)
{
    text += data;
    if (data.size() < bytes)
        text.append(bytes - data.size(), 'x');
    text += "\r\n";
}

} // namespace

void ByteQueue::add(std::string_view bytes)
{
    if (m_begin == m_bytes.size() || m_begin >= 65536) {
        if (m_begin == m_bytes.size() && m_bytes.capacity() > keptCapacityBytes)
            std::string().swap(m_bytes);
        else
            m_bytes.erase(0, m_begin);
        m_searched -= std::min(m_searched, m_begin);
        m_begin = 0;
    }
    m_bytes += bytes;
}

std::optional<std::string_view> ByteQueue::line()
{
    const std::size_t end = m_bytes.find('\n', std::max(m_begin, m_searched));
    if (end == std::string::npos) {
        m_searched = m_bytes.size();
        return std::nullopt;
    }
    std::string_view found = std::string_view(m_bytes).substr(m_begin, end - m_begin);
    m_begin = end + 1;
    if (found.ends_with('\r'))
        found.remove_suffix(1);
    return found;
}

std::optional<MemcacheArrival> MemcacheRequestReader::next()
{
    while (!m_ended && passOver()) {
        if (m_storing)
            return readData();
        const std::size_t before = m_bytes.rest().size();
        if (auto arrival = readLine())
            return arrival;
        if (m_bytes.rest().size() == before && !m_storing)
            return std::nullopt;
    }
    return std::nullopt;
}

/// True when nothing more is to be passed over.
bool MemcacheRequestReader::passOver()
{
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(m_passOver, m_bytes.rest().size()));
    m_bytes.skip(count);
    m_passOver -= count;
    if (m_passOverLine && m_bytes.line())
        m_passOverLine = false;
    else if (m_passOverLine)
        m_bytes.skip(m_bytes.rest().size());
    return m_passOver == 0 && !m_passOverLine;
}

std::optional<MemcacheArrival> MemcacheRequestReader::readLine()
{
    const auto line = m_bytes.line();
    if (line ? line->size() > m_limits.lineBytes : m_bytes.rest().size() > m_limits.lineBytes) {
        m_ended = true;
        return errorArrival("CLIENT_ERROR line too long", true);
    }
    return line ? parse(*line) : std::nullopt;
}

std::optional<MemcacheArrival> MemcacheRequestReader::parse(std::string_view line)
{
    std::vector<std::string_view> words = wordsOf(line);
    const CommandForm *form = words.empty() ? nullptr : formOf(words[0]);
    MemcacheArrival arrival;
    if (form == nullptr) {
        const bool quit = !words.empty() && words[0] == "quit";
        m_ended = quit;
        arrival.kind = MemcacheArrival::Kind::Quit;
        return quit ? arrival : errorArrival("ERROR");
    }
    MemcacheRequest &request = arrival.request;
    request.command = form->command;
    if (form->form != Form::Keys && words.size() > 1 && words.back() == "noreply") {
        request.noreply = true;
        words.pop_back();
    }
    const bool stores = form->form == Form::Storage || form->form == Form::Cas;
    const auto bytes = stores && words.size() > 4 ? integerOf<std::uint32_t>(words[4]) : std::nullopt;
    const bool good =
        stores ? readStorage(words, form->form == Form::Cas, request) : readPlain(words, form->form, request);
    const bool keysFit = std::all_of(request.keys.begin(), request.keys.end(),
                                     [this](const std::string &key) { return key.size() <= m_limits.keyBytes; });
    if (good && keysFit && !stores)
        return arrival;
    if (good && keysFit && bytes && *bytes <= m_limits.valueBytes) {
        request.dataBytes = *bytes;
        m_storing = std::move(request);
        return std::nullopt;
    }
    if (bytes)
        m_passOver = static_cast<std::uint64_t>(*bytes) + 2;
    const bool large = good && keysFit && bytes.has_value();
    return refusalOf(std::move(request), large, large ? tooLarge : stores && good && !bytes ? badChunk : badFormat);
}

std::optional<MemcacheArrival> MemcacheRequestReader::refusalOf(MemcacheRequest request, bool large,
                                                                std::string_view why)
{
    const bool deletes = large && request.command == MemcacheCommand::Set;
    if (request.noreply && !deletes)
        return std::nullopt;
    MemcacheArrival refusal = request.noreply ? MemcacheArrival() : errorArrival(why);
    if (deletes)
        refusal.request = silentDelete(std::move(request.keys.front()));
    return refusal;
}

std::optional<MemcacheArrival> MemcacheRequestReader::readData()
{
    const std::string_view rest = m_bytes.rest();
    const std::size_t size = m_storing->dataBytes;
    if (rest.size() < size + 2)
        return std::nullopt;
    MemcacheArrival arrival;
    arrival.request = *std::exchange(m_storing, std::nullopt);
    const bool ended = rest.substr(size, 2) == "\r\n";
    arrival.request.data = rest.substr(0, size);
    // A client that counted wrong: its next command begins behind the next line's end, wherever that is.
    m_passOverLine = !ended && rest[size + 1] != '\n';
    m_bytes.skip(size + 2);
    if (ended)
        return arrival;
    return errorArrival(badChunk);
}

std::optional<MemcacheReply> MemcacheReplyReader::next()
{
    while (!m_broken) {
        if (m_valueOpen && !readValue())
            return std::nullopt;
        if (m_broken)
            return std::nullopt;
        if (m_expected.empty()) {
            m_broken = !m_bytes.rest().empty();
            return std::nullopt;
        }
        const auto line = m_bytes.line();
        if (!line) {
            m_broken = m_bytes.rest().size() > m_limits.lineBytes;
            return std::nullopt;
        }
        if (auto reply = takeLine(*line))
            return reply;
    }
    return std::nullopt;
}

/// A whole reply, or nothing when it goes on.
std::optional<MemcacheReply> MemcacheReplyReader::takeLine(std::string_view line)
{
    const MemcacheCommand command = m_expected.front();
    const bool isGet = command == MemcacheCommand::Get || command == MemcacheCommand::Gets;
    if (isGet && line.starts_with("VALUE ")) {
        m_broken = !beginValue(line);
        return std::nullopt;
    }
    if (command == MemcacheCommand::Stats && line.starts_with("STAT ")) {
        m_reply.line.append(line).append("\r\n");
        m_broken = m_reply.line.size() > m_limits.lineBytes;
        return std::nullopt;
    }
    const bool isError = line == "ERROR" || line.starts_with("CLIENT_ERROR") || line.starts_with("SERVER_ERROR");
    if (line.empty() || ((isGet || command == MemcacheCommand::Stats) && line != "END" && !isError)) {
        m_broken = true;
        return std::nullopt;
    }
    if (isError)
        m_reply = {};
    m_reply.line += line;
    if (std::exchange(m_replyBytes, 0) > m_limits.replyBytes && !isError)
        m_reply = {{}, memcacheReplyTooLarge};
    m_expected.pop_front();
    return std::exchange(m_reply, MemcacheReply{});
}

bool MemcacheReplyReader::beginValue(std::string_view line)
{
    const auto words = wordsOf(line);
    const bool isGets = m_expected.front() == MemcacheCommand::Gets;
    if (words.size() != (isGets ? 5U : 4U) || words[1].size() > m_limits.keyBytes)
        return false;
    const auto bytes = integerOf<std::uint32_t>(words[3]);
    if (!bytes || *bytes > m_limits.valueBytes)
        return false;
    m_replyBytes += line.size() + *bytes + sizeof(MemcacheValue);
    if (m_replyBytes > m_limits.replyBytes)
        m_reply.values.clear();
    if (m_replyBytes > m_limits.replyBytes * patience)
        return false;
    MemcacheValue value;
    value.key = words[1];
    value.arguments = words[2];
    if (isGets)
        value.arguments.append(1, ' ').append(words[4]);
    value.dataBytes = *bytes;
    m_reply.values.push_back(std::move(value));
    m_valueOpen = true;
    return true;
}

/// False while its last byte has not come.
bool MemcacheReplyReader::readValue()
{
    MemcacheValue &value = m_reply.values.back();
    const std::string_view rest = m_bytes.rest();
    if (rest.size() < static_cast<std::size_t>(value.dataBytes) + 2)
        return false;
    value.data = rest.substr(0, value.dataBytes);
    m_broken = rest.substr(value.dataBytes, 2) != "\r\n";
    m_bytes.skip(static_cast<std::size_t>(value.dataBytes) + 2);
    m_valueOpen = false;
    return true;
}

void appendMemcacheRequest(std::string &text, const MemcacheRequest &request)
{
    text += nameOf(request.command);
    for (const std::string &key : request.keys)
        text.append(1, ' ').append(key);
    const std::uint32_t bytes = std::max(request.dataBytes, static_cast<std::uint32_t>(request.data.size()));
    if (isStorage(request.command)) {
        const auto words = wordsOf(request.arguments);
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i == 2)
                text.append(1, ' ').append(std::to_string(bytes));
            text.append(1, ' ').append(words[i]);
        }
        if (words.size() == 2)
            text.append(1, ' ').append(std::to_string(bytes));
    } else if (!request.arguments.empty()) {
        text.append(1, ' ').append(request.arguments);
    }
    text += request.noreply ? " noreply\r\n" : "\r\n";
    if (isStorage(request.command))
        appendFilled(text, request.data, bytes);
}

void appendMemcacheReply(std::string &text, const MemcacheReply &reply)
{
    for (const MemcacheValue &value : reply.values) {
        const std::uint32_t bytes = std::max(value.dataBytes, static_cast<std::uint32_t>(value.data.size()));
        const std::string_view arguments = value.arguments;
        const std::size_t space = std::min(arguments.find(' '), arguments.size());
        text.append("VALUE ").append(value.key).append(1, ' ').append(arguments.substr(0, space));
        text.append(1, ' ').append(std::to_string(bytes)).append(arguments.substr(space)).append("\r\n");
        appendFilled(text, value.data, bytes);
    }
    text.append(reply.line).append("\r\n");
}

CallStatus outcomeOfMemcacheReply(const MemcacheReply &reply)
{
    return reply.line.starts_with("SERVER_ERROR") ? CallStatus::Failed : CallStatus::Ok;
}

} // namespace bayplan
