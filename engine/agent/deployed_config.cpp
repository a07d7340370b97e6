// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/deployed_config.h"

#include <utility>

namespace bayplan {

MachineConfig asDeployed(MachineConfig config)
{
    if (auto *ambassador = std::get_if<MemcacheAmbassadorConfig>(&config.behaviour))
        ambassador->overhead = Duration::zero();
    if (auto *service = std::get_if<ServiceConfig>(&config.behaviour))
        service->hitRatio = 0;
    if (auto *worker = std::get_if<WorkerConfig>(&config.behaviour))
        worker->simulated = false;
    if (auto *sync = std::get_if<SyncConfig>(&config.behaviour))
        sync->simulated = false;
    if (auto *adapter = std::get_if<AdapterConfig>(&config.behaviour))
        adapter->simulated = false;
    return config;
}

} // namespace bayplan
