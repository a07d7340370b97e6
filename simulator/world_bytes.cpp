// SPDX-License-Identifier: Apache-2.0
#include "simulator/world.h"

#include "engine/base/heap_bytes.h"

namespace bayplan {

std::size_t World::bytes() const
{
    std::size_t bytes = sizeof(World) + m_queue.heapBytes() + m_happenings.heapBytes() + m_connections.heapBytes() +
                        m_letters.heapBytes() + m_network.heapBytes() + m_logFiles.heapBytes() +
                        m_faults.size() * sizeof(ActiveFault) + m_instances.size() * sizeof(Instance);
    for (std::uint32_t i = 0; m_lineBytes > 0 && i < m_happenings.limit(); ++i)
        bytes += lineBytesOf(m_happenings[i].asked);
    for (const Instance &instance : m_instances)
        bytes += instance.machine ? instance.machine->bytes() : 0;
    for (const Container &container : m_containers)
        bytes += sizeof(Container) + heapBytesOfAll(container.inbox, container.withdrawable, container.storage);
    return bytes;
}

std::size_t World::lineBytesOf(const RequestBody &asked)
{
    const auto *batch = asked.as<LogBatch>();
    return batch != nullptr ? batch->bytes : 0;
}

} // namespace bayplan
