// SPDX-License-Identifier: Apache-2.0
// A list that is nearly always short: its first elements stand in the object itself, where they cost no memory block of
// their own and come into the processor's caches along with it.
#pragma once

#include <boost/container/small_vector.hpp>

#include <cstddef>

namespace bayplan {

/// As std::vector; more than `InPlace` elements move to the heap.
template <class T, std::size_t InPlace>
using ShortList = boost::container::small_vector<T, InPlace>;

} // namespace bayplan
