// SPDX-License-Identifier: Apache-2.0
// JSON from and to plain values through one list of fields for both ways: `visitFields(visitor, value)` names each
// once. For the .cpp files of this layer only: it brings nlohmann_json with it.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/histogram.h"
#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace bayplan::json {

using Json = nlohmann::json;

/// Specialised for each enum: its names in order, `static constexpr std::array<const char *, N> names`.
template <class Enum>
struct EnumNames;

/// Specialised for each variant: `static constexpr std::array<const char *, N> names` by index, the value of "kind".
template <class Variant>
struct KindNames;

// ---- writing -------------------------------------------------------------------------------------------------------

template <class T>
Json toJson(const T &value);
template <class T>
Json toJson(const std::vector<T> &list);
template <class... Ts>
Json toJson(const std::variant<Ts...> &value);
inline Json toJson(const Histogram &histogram);

class Writer {
public:
    template <class T>
    void operator()(const char *name, const T &value)
    {
        m_object[name] = toJson(value);
    }
    Json m_object = Json::object();
};

inline Json toJson(const Histogram &histogram)
{
    const auto inUse = histogram.buckets();
    Json::array_t buckets; // in turn a number and its count: a list of each pair would take twice as long
    buckets.reserve(2 * inUse.size());
    for (const auto &[index, count] : inUse) {
        buckets.emplace_back(index);
        buckets.emplace_back(count);
    }
    return {{"buckets", std::move(buckets)}, {"sum", histogram.sum().count()}, {"max", histogram.max().count()}};
}

template <class T>
Json toJson(const std::vector<T> &list)
{
    Json array = Json::array();
    for (const T &item : list)
        array.push_back(toJson(item));
    return array;
}

template <class... Ts>
Json toJson(const std::variant<Ts...> &value)
{
    Json object = std::visit(
        [](const auto &held) {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                return Json::object();
            else
                return toJson(held);
        },
        value);
    object["kind"] = KindNames<std::variant<Ts...>>::names[value.index()];
    return object;
}

template <class T>
Json toJson(const T &value)
{
    if constexpr (std::is_enum_v<T>) {
        return EnumNames<T>::names[static_cast<std::size_t>(value)];
    } else if constexpr (std::is_same_v<T, Duration>) {
        return formatDuration(std::max(value, Duration::zero()));
    } else if constexpr (std::is_same_v<T, Distribution>) {
        return formatDistribution(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        return value;
    } else {
        Writer writer;
        visitFields(writer, const_cast<T &>(value));
        return std::move(writer.m_object);
    }
}

// ---- reading -------------------------------------------------------------------------------------------------------

/// Where a value stands: a member or an item of what it is in. Text is made of it only when something is wrong there.
struct Place {
    const Place *in = nullptr; ///< null: the whole
    std::string_view member = {};
    std::size_t item = 0; ///< of a list, when there is no member

    /// As a JSON pointer.
    std::string text() const
    {
        return in == nullptr ? std::string()
                             : in->text() + '/' + (member.empty() ? std::to_string(item) : std::string(member));
    }
};

/// Keeps the first error of a whole reading.
struct Problem {
    std::optional<Error> error;
    bool passesOver = false; ///< keys that are not known, instead of refusing them

    void report(const Place &place, std::string message, std::string advice = {})
    {
        if (!error)
            error = fail(ErrorCode::InvalidInput, std::move(message), std::move(advice), {{}, 0, 0, place.text()});
    }
};

template <class T>
void fromJson(const Json &json, T &value, const Place &place, Problem &problem);
template <class T>
void fromJson(const Json &json, std::vector<T> &list, const Place &place, Problem &problem);
template <class... Ts>
void fromJson(const Json &json, std::variant<Ts...> &value, const Place &place, Problem &problem);
inline void fromJson(const Json &json, Histogram &value, const Place &place, Problem &problem);

/// Reads the fields of one object; those that are absent keep their defaults, those that are unknown are an error.
class Reader {
public:
    Reader(const Json &object, const Place &place, Problem &problem, std::size_t known = 0)
        : m_object(object), m_place(place), m_problem(problem), m_seen(known)
    {
        if (!object.is_object())
            problem.report(place, "This must be an object.");
    }

    template <class T>
    void operator()(const char *name, T &value)
    {
        if (!m_object.is_object())
            return;
        m_names.emplace_back(name);
        const auto found = m_object.find(name);
        if (found == m_object.end())
            return;
        ++m_seen;
        fromJson(*found, value, Place{&m_place, name}, m_problem);
    }

    void finish()
    {
        if (!m_object.is_object() || m_seen == m_object.size() || m_problem.passesOver)
            return;
        for (const auto &[key, unused] : m_object.items()) {
            if (key != "kind" && std::find(m_names.begin(), m_names.end(), key) == m_names.end())
                return m_problem.report({&m_place, key}, "The key \"" + key + "\" is not known here.");
        }
    }

private:
    const Json &m_object;
    Place m_place;
    Problem &m_problem;
    std::vector<std::string_view> m_names;
    std::size_t m_seen;
};

template <class T>
void fromText(const Json &json, T &value, const Place &place, Problem &problem, Result<T> (*parse)(std::string_view))
{
    if (!json.is_string())
        return problem.report(place, "This must be text.");
    auto parsed = parse(json.get_ref<const std::string &>());
    if (parsed)
        value = std::move(*parsed);
    else
        problem.report(place, parsed.error().message, parsed.error().advice);
}

template <class Number>
void fromNumber(const Json &json, Number &value, const Place &place, Problem &problem)
{
    if constexpr (std::is_floating_point_v<Number>) {
        if (!json.is_number())
            return problem.report(place, "This must be a number.");
        value = json.get<Number>();
    } else {
        if (!json.is_number_integer())
            return problem.report(place, "This must be a whole number.");
        const auto number = wholeNumber<Number>(json);
        if (!number)
            return problem.report(place, "This number is out of range.");
        value = *number;
    }
}

/// Its index in the names; nothing when it is not one of them.
template <class Names>
std::optional<std::size_t> indexOfName(const Json &json, const Names &names)
{
    if (!json.is_string())
        return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), json.get_ref<const std::string &>());
    if (found == names.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

inline void fromJson(const Json &json, Histogram &value, const Place &place, Problem &problem)
{
    constexpr std::uint32_t bucketLimit = 3712; // what 2^63 - 1 ns falls into, and one
    std::int64_t sum = 0;
    std::int64_t max = 0;
    if (!json.is_object() || !json.contains("buckets") || !json["buckets"].is_array())
        return problem.report(place, "This must be a histogram.");
    const Json &numbers = json["buckets"];
    std::vector<std::pair<std::uint32_t, std::uint64_t>> buckets;
    buckets.reserve(numbers.size() / 2);
    for (std::size_t i = 0; i < numbers.size(); i += 2) {
        if (i + 1 == numbers.size() || !numbers[i].is_number_unsigned() || !numbers[i + 1].is_number_unsigned() ||
            numbers[i].get<std::uint64_t>() >= bucketLimit)
            return problem.report({&place, "buckets"}, "Buckets must be numbers of buckets and counts in turn.");
        buckets.emplace_back(numbers[i].get<std::uint32_t>(), numbers[i + 1].get<std::uint64_t>());
    }
    Reader reader(json, place, problem);
    reader("sum", sum);
    reader("max", max);
    std::sort(buckets.begin(), buckets.end());
    value = Histogram::fromBuckets(buckets, Duration(sum), Duration(max));
}

template <class T>
void fromJson(const Json &json, std::vector<T> &list, const Place &place, Problem &problem)
{
    constexpr std::size_t limit = 100'000;
    if (!json.is_array() || json.size() > limit)
        return problem.report(place, "This must be a list of at most 100000.");
    list.clear();
    list.resize(json.size());
    for (std::size_t i = 0; i < json.size() && !problem.error; ++i)
        fromJson(json[i], list[i], Place{&place, {}, i}, problem);
}

template <std::size_t Index, class Variant>
void fromKind(std::size_t index, const Json &json, Variant &value, const Place &place, Problem &problem)
{
    if constexpr (Index < std::variant_size_v<Variant>) {
        if (index != Index)
            return fromKind<Index + 1>(index, json, value, place, problem);
        using Held = std::variant_alternative_t<Index, Variant>;
        Held held;
        if constexpr (!std::is_same_v<Held, std::monostate>) {
            Reader reader(json, place, problem, 1);
            visitFields(reader, held);
            reader.finish();
        }
        value = std::move(held);
    }
}

template <class... Ts>
void fromJson(const Json &json, std::variant<Ts...> &value, const Place &place, Problem &problem)
{
    using Variant = std::variant<Ts...>;
    if (!json.is_object() || !json.contains("kind"))
        return problem.report(place, "This must be an object with a \"kind\".");
    const auto index = indexOfName(json["kind"], KindNames<Variant>::names);
    if (!index)
        return problem.report({&place, "kind"}, "This kind is not known.");
    fromKind<0>(*index, json, value, place, problem);
}

template <class T>
void fromJson(const Json &json, T &value, const Place &place, Problem &problem)
{
    if constexpr (std::is_enum_v<T>) {
        if (const auto index = indexOfName(json, EnumNames<T>::names))
            value = static_cast<T>(*index);
        else
            problem.report(place, "This name is not known here.");
    } else if constexpr (std::is_same_v<T, Duration>) {
        fromText(json, value, place, problem, parseDuration);
    } else if constexpr (std::is_same_v<T, Distribution>) {
        fromText(json, value, place, problem, parseDistribution);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean())
            return problem.report(place, "This must be true or false.");
        value = json.get<bool>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!json.is_string())
            return problem.report(place, "This must be text.");
        value = json.get<std::string>();
    } else if constexpr (std::is_arithmetic_v<T>) {
        fromNumber(json, value, place, problem);
    } else {
        Reader reader(json, place, problem);
        visitFields(reader, value);
        reader.finish();
    }
}

// ---- whole texts ---------------------------------------------------------------------------------------------------

/// Never throws on invalid UTF-8: what is not text is replaced by U+FFFD.
inline std::string toText(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Before it is parsed: asking at each value while parsing takes as long as all the rest.
inline bool isDeeperThan(int limit, std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size() && depth <= limit; ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString)
            depth += (c == '{' || c == '[' ? 1 : 0) - (c == '}' || c == ']' ? 1 : 0);
    }
    return depth > limit;
}

/// Into `json`, when it is a JSON value of at most `limitBytes`, 32 deep; else what is wrong.
inline std::optional<Error> parse(std::string_view text, std::size_t limitBytes, Json &json)
{
    if (text.size() > limitBytes)
        return fail(ErrorCode::LimitExceeded, "This is longer than " + std::to_string(limitBytes) + " bytes.");
    if (isDeeperThan(32, text))
        return fail(ErrorCode::LimitExceeded, "This is nested deeper than 32 levels.");
    json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return fail(ErrorCode::InvalidInput, "This is not JSON.");
    return std::nullopt;
}

/// `text` as a T, or the first thing that is wrong with it.
template <class T>
Result<T> read(std::string_view text, std::size_t limitBytes)
{
    Json json;
    if (const auto error = parse(text, limitBytes, json))
        return *error;
    T value;
    Problem problem;
    fromJson(json, value, {}, problem);
    if (problem.error)
        return *problem.error;
    return value;
}

} // namespace bayplan::json
