// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/election_record.h"

#include "engine/patterns/checksum.h"

#include <charconv>
#include <optional>

namespace bayplan {
namespace {

constexpr std::string_view recordHeading = "bayplan-election 1\n";

Error corrupt(std::string what)
{
    return fail(ErrorCode::InvalidInput, "The durable state of the election is damaged: " + std::move(what) + ".",
                "Remove the elector's state only when every other member of the election is up to date.");
}

/// Cuts "KEY VALUE\n" from the front.
std::optional<std::string_view> takeLine(std::string_view &text, std::string_view key)
{
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(key) || text.substr(key.size(), 1) != " ")
        return std::nullopt;
    const std::string_view value = text.substr(key.size() + 1, end - key.size() - 1);
    text.remove_prefix(end + 1);
    return value;
}

std::optional<std::uint64_t> toNumber(std::optional<std::string_view> text)
{
    std::uint64_t number = 0;
    if (!text || text->empty())
        return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size())
        return std::nullopt;
    return number;
}

} // namespace

std::string writeElectionRecord(const ElectionRecord &record)
{
    std::string text(recordHeading);
    text += "election " + record.election + '\n';
    text += "configuration " + std::to_string(record.configuration) + '\n';
    text += "term " + std::to_string(record.term) + '\n';
    text += "vote " + record.vote + '\n';
    text += "crc32c " + std::to_string(crc32c(text)) + '\n';
    return text;
}

Result<ElectionRecord> readElectionRecord(std::string_view text)
{
    std::string_view rest = text;
    if (!rest.starts_with(recordHeading))
        return corrupt("it does not begin with its recordHeading");
    rest.remove_prefix(recordHeading.size());
    const auto election = takeLine(rest, "election");
    const auto configuration = toNumber(takeLine(rest, "configuration"));
    const auto term = toNumber(takeLine(rest, "term"));
    const auto vote = takeLine(rest, "vote");
    const std::string_view covered = text.substr(0, text.size() - rest.size());
    const auto checksum = toNumber(takeLine(rest, "crc32c"));
    if (!election || !configuration || !term || !vote || !checksum || !rest.empty())
        return corrupt("a line is missing, misplaced or cut");
    if (*checksum != crc32c(covered))
        return corrupt("its checksum does not match");
    if (*term > lastTerm)
        return corrupt("no election reaches term " + std::to_string(*term));
    return ElectionRecord{std::string(*election), *configuration, *term, std::string(*vote)};
}

std::vector<std::string> splitElectionRecords(std::string_view state)
{
    std::vector<std::string> records;
    const std::string nextHeading = '\n' + std::string(recordHeading);
    while (!state.empty()) {
        const std::size_t next = state.find(nextHeading);
        const std::size_t bytes = next == std::string_view::npos ? state.size() : next + 1;
        records.emplace_back(state.substr(0, bytes));
        state.remove_prefix(bytes);
    }
    return records;
}

std::string electionRecordOf(const std::vector<std::string> &records, std::string_view election)
{
    const std::string *damaged = nullptr;
    for (const std::string &text : records) {
        const auto record = readElectionRecord(text);
        if (record && record->election == election)
            return text;
        if (!record && damaged == nullptr)
            damaged = &text;
    }
    return damaged != nullptr ? *damaged : std::string();
}

} // namespace bayplan
