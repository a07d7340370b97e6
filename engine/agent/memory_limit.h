// SPDX-License-Identifier: Apache-2.0
// How much memory this process may have.
#pragma once

#include <cstdint>

namespace bayplan {

/// The least of what its control group and its resource limits allow; UINT64_MAX where nothing limits it.
std::uint64_t memoryLimitBytes();

} // namespace bayplan
