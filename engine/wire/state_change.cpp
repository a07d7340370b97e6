// SPDX-License-Identifier: Apache-2.0
// A merge patch (RFC 7396) over a form of the state in which every list is an object by index: RFC 7396 knows no way to
// change one item of a list. A histogram's buckets go by their own numbers.
#include "engine/wire/state_change.h"

#include "engine/wire/state_fields.h"

namespace bayplan {

namespace {

using json::Json;

constexpr std::size_t changeLimitBytes = 16U << 20U;

/// In an object that stands for a list: its length.
constexpr const char *lengthKey = "#";

Json keyed(const Json &value);

Json keyedBuckets(const Json &buckets)
{
    Json object = Json::object();
    for (std::size_t i = 0; i + 1 < buckets.size(); i += 2)
        object[std::to_string(buckets[i].get<std::uint64_t>())] = buckets[i + 1];
    return object;
}

Json keyedList(const Json &list)
{
    Json object{{lengthKey, list.size()}};
    for (std::size_t i = 0; i < list.size(); ++i)
        object[std::to_string(i)] = keyed(list[i]);
    return object;
}

Json keyed(const Json &value)
{
    if (value.is_array())
        return keyedList(value);
    if (!value.is_object())
        return value;
    Json object = Json::object();
    for (const auto &[key, member] : value.items())
        object[key] = key == "buckets" ? keyedBuckets(member) : keyed(member);
    return object;
}

Json listed(const Json &value);

Json listedBuckets(const Json &object)
{
    Json buckets = Json::array();
    for (const auto &[key, count] : object.items()) {
        if (const auto index = parseInteger(key); index && *index >= 0)
            buckets.insert(buckets.end(), {static_cast<std::uint64_t>(*index), count});
    }
    return buckets;
}

Json listedList(const Json &object)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < object.size() - 1; ++i) {
        const auto item = object.find(std::to_string(i));
        if (item != object.end())
            list.push_back(listed(*item));
    }
    return list;
}

/// What keyed() made of it.
Json listed(const Json &value)
{
    if (!value.is_object())
        return value;
    if (value.contains(lengthKey))
        return listedList(value);
    Json object = Json::object();
    for (const auto &[key, member] : value.items())
        object[key] = key == "buckets" && member.is_object() ? listedBuckets(member) : listed(member);
    return object;
}

Json changeOf(const Json &before, const Json &after)
{
    Json change = Json::object();
    for (const auto &[key, value] : after.items()) {
        const auto old = before.find(key);
        if (old == before.end())
            change[key] = value;
        else if (*old == value)
            continue;
        else if (old->is_object() && value.is_object())
            change[key] = changeOf(*old, value);
        else
            change[key] = value;
    }
    for (const auto &[key, value] : before.items()) {
        if (!after.contains(key))
            change[key] = nullptr;
    }
    return change;
}

} // namespace

std::string writeStateChange(const MachineState &before, const MachineState &after)
{
    if (before == after)
        return "{}";
    return json::toText(changeOf(keyed(json::toJson(before)), keyed(json::toJson(after))));
}

Result<void> applyStateChange(MachineState &state, std::string_view change)
{
    Json patch;
    if (const auto error = json::parse(change, changeLimitBytes, patch))
        return *error;
    Json whole = keyed(json::toJson(state));
    whole.merge_patch(patch);
    MachineState changed;
    json::Problem problem{.error = {}, .passesOver = true};
    json::fromJson(listed(whole), changed, {}, problem);
    if (problem.error)
        return *problem.error;
    state = std::move(changed);
    return {};
}

} // namespace bayplan
