// SPDX-License-Identifier: Apache-2.0
#include "simulator/world.h"

#include "engine/base/heap_bytes.h"

namespace bayplan {

std::size_t World::bytes() const
{
    std::size_t bytes = sizeof(World) + m_queue.heapBytes() + m_happenings.heapBytes() + m_connections.heapBytes() +
                        m_network.heapBytes() + m_logFiles.heapBytes() + m_faults.size() * sizeof(ActiveFault);
    for (const Instance &instance : m_instances) {
        bytes += sizeof(Instance) + (instance.machine ? instance.machine->bytes() : 0);
        bytes += heapBytesOfAll(instance.inbox, instance.deferred, instance.withdrawable, instance.durable,
                                instance.journal);
    }
    return bytes;
}

} // namespace bayplan
