// SPDX-License-Identifier: Apache-2.0
#include "engine/model/param_check.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/entries.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace bayplan {
namespace {

using Complaint = std::optional<Error>;

Complaint invalid(Phrase message, Phrase advice = {})
{
    return fail(ErrorCode::InvalidInput, Told{std::move(message), std::move(advice)});
}

/// In the unit that the user writes.
std::string bound(const ParamInfo &info, double number)
{
    if (info.type == ParamType::Duration)
        return shownDuration(fromSeconds(number));
    if (info.type == ParamType::Bytes)
        return formatBytes(static_cast<std::int64_t>(number));
    return formatNumber(number) + info.unit;
}

Complaint outOfRange(const ParamInfo &info, bool isLess, bool isMore)
{
    if (isLess)
        return invalid({QT_TRANSLATE_NOOP("phrase", "At least %1 is needed."), bound(info, info.least)});
    if (isMore)
        return invalid({QT_TRANSLATE_NOOP("phrase", "At most %1 is possible."), bound(info, info.greatest)});
    return std::nullopt;
}

Complaint outOfRange(const ParamInfo &info, double number)
{
    const bool isMore = number > info.greatest;
    return outOfRange(info, number < info.least, isMore);
}

/// In whole nanoseconds: a minute of them, as a number of seconds, is more than 60.
Complaint outOfRange(const ParamInfo &info, Duration duration)
{
    return outOfRange(info, std::isfinite(info.least) && duration < fromSeconds(info.least),
                      std::isfinite(info.greatest) && duration > fromSeconds(info.greatest));
}

Complaint badChoice(const ParamInfo &info, const std::string &text)
{
    if (std::ranges::find(info.choices, text) != info.choices.end())
        return std::nullopt;
    std::string list;
    for (const std::string &choice : info.choices)
        list += (list.empty() ? "" : ", ") + choice;
    const std::string near = nearestName(text, info.choices);
    return invalid({QT_TRANSLATE_NOOP("phrase", "\"%1\" is not one of %2."), text, list},
                   near.empty() ? Phrase() : Phrase(QT_TRANSLATE_NOOP("phrase", "Did you mean \"%1\"?"), near));
}

Complaint badText(const ParamInfo &info, const std::string &text)
{
    if (text.find('\0') != std::string::npos)
        return invalid(QT_TRANSLATE_NOOP("phrase", "A text cannot hold the character NUL."));
    switch (info.type) {
    case ParamType::Choice:
        return badChoice(info, text);
    case ParamType::Duration: {
        const auto duration = parseDuration(text);
        return duration ? outOfRange(info, *duration) : Complaint(duration.error());
    }
    case ParamType::Bytes: {
        const auto bytes = parseBytes(text);
        return bytes ? outOfRange(info, static_cast<double>(*bytes)) : Complaint(bytes.error());
    }
    case ParamType::Distribution: {
        const auto distribution = parseDistribution(text);
        return distribution ? std::nullopt : Complaint(distribution.error());
    }
    default:
        return std::nullopt;
    }
}

Complaint badEntry(ParamType type, const std::string &entry)
{
    if (entry.find('\0') != std::string::npos)
        return invalid(QT_TRANSLATE_NOOP("phrase", "A text cannot hold the character NUL."));
    if (type == ParamType::Environment && !isEnvironmentEntry(entry))
        return invalid(
            {QT_TRANSLATE_NOOP("phrase", "\"%1\" is not an environment entry."), entry.substr(0, entry.find('='))},
            QT_TRANSLATE_NOOP("phrase", "Write NAME=VALUE."));
    if (type == ParamType::Mounts) {
        if (const auto mount = parseMount(entry); !mount)
            return mount.error();
    }
    if (type == ParamType::Publish) {
        if (const auto publish = parsePublish(entry); !publish)
            return publish.error();
    }
    return std::nullopt;
}

std::vector<std::string> split(const std::string &text)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        if (end > begin)
            parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

} // namespace

std::optional<Value> valueIn(const ParamInfo &info, const std::string &text)
{
    switch (info.type) {
    case ParamType::Bool:
        if (text == "true" || text == "false")
            return text == "true";
        return {};
    case ParamType::Integer:
        if (const auto number = parseInteger(text))
            return *number;
        return {};
    case ParamType::Number:
        if (const auto number = parseNumber(text))
            return *number;
        return {};
    case ParamType::TextList:
    case ParamType::Environment:
    case ParamType::Mounts:
    case ParamType::Publish:
        return split(text);
    default:
        return text;
    }
}

std::string_view expectedForm(ParamType type)
{
    switch (type) {
    case ParamType::Bool:
        return QT_TRANSLATE_NOOP("phrase", "true or false");
    case ParamType::Integer:
        return QT_TRANSLATE_NOOP("phrase", "a whole number");
    case ParamType::Number:
        return QT_TRANSLATE_NOOP("phrase", "a number");
    case ParamType::Text:
    case ParamType::Choice:
        return QT_TRANSLATE_NOOP("phrase", "a text");
    case ParamType::Duration:
        return QT_TRANSLATE_NOOP("phrase", "a text like \"250ms\"");
    case ParamType::Bytes:
        return QT_TRANSLATE_NOOP("phrase", "a text like \"64MiB\"");
    case ParamType::Distribution:
        return QT_TRANSLATE_NOOP("phrase", "a text like \"exponential(5ms)\"");
    case ParamType::TextList:
    case ParamType::Environment:
    case ParamType::Mounts:
    case ParamType::Publish:
        return QT_TRANSLATE_NOOP("phrase", "a list of texts");
    }
    return "";
}

bool hasForm(ParamType type, const Value &value)
{
    switch (type) {
    case ParamType::Bool:
        return std::holds_alternative<bool>(value);
    case ParamType::Integer:
        return std::holds_alternative<std::int64_t>(value);
    case ParamType::Number:
        return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    case ParamType::Text:
    case ParamType::Choice:
    case ParamType::Duration:
    case ParamType::Bytes:
    case ParamType::Distribution:
        return std::holds_alternative<std::string>(value);
    case ParamType::TextList:
    case ParamType::Environment:
    case ParamType::Mounts:
    case ParamType::Publish:
        return std::holds_alternative<std::vector<std::string>>(value);
    }
    return false;
}

Value normalised(const ParamInfo &info, Value value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value); whole && info.type == ParamType::Number)
        return static_cast<double>(*whole);
    const auto *text = std::get_if<std::string>(&value);
    if (text && (info.type == ParamType::Duration || info.type == ParamType::Distribution))
        return withoutMicroSign(*text);
    return value;
}

std::optional<Error> unsuitable(const ParamInfo &info, const Value &value)
{
    if (!hasForm(info.type, value))
        return invalid({QT_TRANSLATE_NOOP("phrase", "It must be %1."),
                        Phrase::from("phrase", std::string(expectedForm(info.type)))});
    const Value plain = normalised(info, value);
    if (const auto *whole = std::get_if<std::int64_t>(&plain))
        return outOfRange(info, static_cast<double>(*whole));
    if (const auto *number = std::get_if<double>(&plain))
        return std::isfinite(*number) ? outOfRange(info, *number)
                                      : invalid(QT_TRANSLATE_NOOP("phrase", "It must be a finite number."));
    if (const auto *text = std::get_if<std::string>(&plain))
        return badText(info, *text);
    const std::vector<std::string> bad = unsuitableEntries(info, plain);
    return bad.empty() ? std::nullopt : badEntry(info.type, bad.front());
}

std::vector<std::string> unsuitableEntries(const ParamInfo &info, const Value &value)
{
    std::vector<std::string> bad;
    const auto *list = std::get_if<std::vector<std::string>>(&value);
    if (list && hasForm(info.type, value))
        std::ranges::copy_if(*list, std::back_inserter(bad),
                             [&](const std::string &entry) { return badEntry(info.type, entry).has_value(); });
    return bad;
}

} // namespace bayplan
