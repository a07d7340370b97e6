// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/container_usage.h"

#include "engine/base/whole_number.h"
#include "engine/docker/json_members.h"
#include "engine/docker/observer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan {

namespace {

using nlohmann::json;
using namespace std::chrono_literals;

std::uint64_t countAt(const json &object, const char *key)
{
    return wholeNumber<std::uint64_t>(partAt(object, key)).value_or(0);
}

/// By the kernel's second version of control groups, by its first, and by Podman.
std::uint64_t cachedBytes(const json &memory)
{
    const json &details = partAt(memory, "stats");
    for (const char *key : {"inactive_file", "total_inactive_file", "cache"})
        if (details.is_object() && details.contains(key))
            return countAt(details, key);
    return 0;
}

void addNetworks(const json &answer, UsageSample &sample)
{
    // Podman 4 calls the list "network".
    const json &networks = partAt(answer, answer.contains("networks") ? "networks" : "network");
    if (!networks.is_object())
        return;
    for (const auto &[name, network] : networks.items()) {
        sample.receivedBytes += countAt(network, "rx_bytes");
        sample.sentBytes += countAt(network, "tx_bytes");
    }
}

void addDevices(const json &answer, UsageSample &sample)
{
    const json &entries = partAt(partAt(answer, "blkio_stats"), "io_service_bytes_recursive");
    if (!entries.is_array())
        return;
    for (const json &entry : entries) {
        const json &operation = partAt(entry, "op");
        if (operation == "Read" || operation == "read")
            sample.readBytes += countAt(entry, "value");
        else if (operation == "Write" || operation == "write")
            sample.writtenBytes += countAt(entry, "value");
    }
}

} // namespace

Result<UsageSample> readUsageSample(std::string_view body, std::int64_t unixNanoseconds)
{
    const json answer = json::parse(body, nullptr, false);
    const json &memory = partAt(answer, "memory_stats");
    if (!answer.is_object() || countAt(memory, "usage") == 0)
        return fail(ErrorCode::Failed, "The engine has no statistics of this container.");
    UsageSample sample;
    sample.unixNanoseconds = unixNanoseconds;
    sample.cpuNanoseconds = countAt(partAt(partAt(answer, "cpu_stats"), "cpu_usage"), "total_usage");
    const std::uint64_t usage = countAt(memory, "usage");
    sample.memoryBytes = static_cast<std::int64_t>(usage - std::min(usage, cachedBytes(memory)));
    sample.memoryLimitBytes = static_cast<std::int64_t>(countAt(memory, "limit"));
    addNetworks(answer, sample);
    addDevices(answer, sample);
    return sample;
}

ContainerUsage usageBetween(const UsageSample &before, const UsageSample &after)
{
    const double seconds = static_cast<double>(after.unixNanoseconds - before.unixNanoseconds) * 1e-9;
    const auto rate = [&](std::uint64_t first, std::uint64_t second) {
        return seconds > 0 && second > first ? static_cast<double>(second - first) / seconds : 0;
    };
    ContainerUsage usage;
    usage.cores = rate(before.cpuNanoseconds, after.cpuNanoseconds) * 1e-9;
    usage.memoryBytes = after.memoryBytes;
    usage.memoryLimitBytes = after.memoryLimitBytes;
    usage.receivedPerSecond = rate(before.receivedBytes, after.receivedBytes);
    usage.sentPerSecond = rate(before.sentBytes, after.sentBytes);
    usage.readPerSecond = rate(before.readBytes, after.readBytes);
    usage.writtenPerSecond = rate(before.writtenBytes, after.writtenBytes);
    return usage;
}

Task<Result<UsageSample>> sampleUsage(EngineClient &engine, std::string id)
{
    EngineCall call;
    call.path = "/containers/" + id + "/stats?stream=0&one-shot=1";
    call.timeout = 10s;
    const auto answer = co_await engine.call(std::move(call));
    if (!answer)
        co_return answer.error();
    co_return readUsageSample(*answer, unixNow());
}

} // namespace bayplan
