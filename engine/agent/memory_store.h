// SPDX-License-Identifier: Apache-2.0
// The durable store of an agent that was given no place on disk: it forgets with the process.
#pragma once

#include "engine/agent/endpoints.h"

namespace bayplan {

/// Keeps nothing: whoever starts anew starts empty.
class MemoryStore final : public DurableStore {
public:
    Result<Started> load() override { return Started{}; }
    Result<void> persist(std::string_view) override { return {}; }
    Result<void> append(std::string_view) override { return {}; }
    Result<void> sync() override { return {}; }
};

} // namespace bayplan
