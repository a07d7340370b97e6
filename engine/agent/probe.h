// SPDX-License-Identifier: Apache-2.0
// A health check for images without a shell.
#pragma once

#include <cstdint>

namespace bayplan {

/// Whether http://localhost:PORT/readyz answers 200 within two seconds. Blocks.
bool isPortReady(std::uint16_t port);

} // namespace bayplan
