// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/config.h"
#include "engine/patterns/front.h"
#include "engine/patterns/load.h"
#include "engine/patterns/service.h"

namespace bayplan
{
namespace
{

using Make = std::unique_ptr<Machine> (*)(const MachineConfig &);

Make makerOf(const ServiceConfig &)
{
    return makeService;
}
Make makerOf(const LoadConfig &)
{
    return makeLoad;
}
Make makerOf(const FrontConfig &)
{
    return makeFront;
}
template <class T>
Make makerOf(const T &)
{
    return [](const MachineConfig &) { return std::unique_ptr<Machine>(); };
}

} // namespace

std::unique_ptr<Machine> makeMachine(const MachineConfig &config)
{
    return std::visit([](const auto &behaviour) { return makerOf(behaviour); }, config.behaviour)(config);
}

} // namespace bayplan
