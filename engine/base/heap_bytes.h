// SPDX-License-Identifier: Apache-2.0
// Roughly how much memory a value holds beside itself: for who keeps copies under a limit.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>

namespace bayplan {

template <class T>
concept CountsItsBytes = requires(const T &value)
{
    {
        value.heapBytes()
        } -> std::same_as<std::size_t>;
};

template <class First, class Second>
std::size_t heapBytes(const std::pair<First, Second> &pair);
template <class T>
std::size_t heapBytes(const std::optional<T> &value);

/// What the value says itself; of containers and strings their elements with what those hold; 0 of all else. Spare
/// capacity and the nodes of lists and maps are left out.
template <class T>
std::size_t heapBytes(const T &value)
{
    if constexpr (CountsItsBytes<T>) {
        return value.heapBytes();
    } else if constexpr (std::ranges::sized_range<const T>) {
        using Element = std::ranges::range_value_t<const T>;
        std::size_t bytes = std::ranges::size(value) * sizeof(Element);
        if constexpr (CountsItsBytes<Element> || !std::is_trivially_copyable_v<Element>) {
            for (const auto &element : value)
                bytes += heapBytes(element);
        }
        return bytes;
    } else {
        return 0;
    }
}

template <class First, class Second>
std::size_t heapBytes(const std::pair<First, Second> &pair)
{
    return heapBytes(pair.first) + heapBytes(pair.second);
}

template <class T>
std::size_t heapBytes(const std::optional<T> &value)
{
    return value ? heapBytes(*value) : 0;
}

template <class... T>
std::size_t heapBytesOfAll(const T &...values)
{
    return (heapBytes(values) + ... + 0);
}

} // namespace bayplan
