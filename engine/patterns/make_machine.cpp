// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/adapter.h"
#include "engine/patterns/config.h"
#include "engine/patterns/content_sync.h"
#include "engine/patterns/election.h"
#include "engine/patterns/front.h"
#include "engine/patterns/http_ambassador.h"
#include "engine/patterns/load.h"
#include "engine/patterns/log_saver.h"
#include "engine/patterns/memcache_ambassador.h"
#include "engine/patterns/scatter_root.h"
#include "engine/patterns/service.h"
#include "engine/patterns/work_queue.h"
#include "engine/patterns/worker.h"

namespace bayplan {
namespace {

using Make = std::unique_ptr<Machine> (*)(const MachineConfig &);

struct MakerOf {
    Make operator()(const ServiceConfig &) const { return makeService; }
    Make operator()(const LoadConfig &) const { return makeLoad; }
    Make operator()(const FrontConfig &) const { return makeFront; }
    Make operator()(const MemcacheAmbassadorConfig &) const { return makeMemcacheAmbassador; }
    Make operator()(const AdapterConfig &) const { return makeAdapter; }
    Make operator()(const LogSaverConfig &) const { return makeLogSaver; }
    Make operator()(const ElectionConfig &) const { return makeElection; }
    Make operator()(const QueueConfig &) const { return makeWorkQueue; }
    Make operator()(const WorkerConfig &) const { return makeWorker; }
    Make operator()(const ScatterConfig &) const { return makeScatterRoot; }
    Make operator()(const HttpAmbassadorConfig &) const { return makeHttpAmbassador; }
    Make operator()(const SyncConfig &) const { return makeContentSync; }
};

} // namespace

std::unique_ptr<Machine> makeMachine(const MachineConfig &config)
{
    return std::visit(MakerOf{}, config.behaviour)(config);
}

} // namespace bayplan
