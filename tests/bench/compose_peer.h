// SPDX-License-Identifier: GPL-3.0-or-later
// The services of a plan as docker-compose starts them: the same image, the same limits.
#pragma once

#include "engine/plan/plan.h"
#include "tests/bench/child_program.h"

#include <string>

namespace bayplan {

class ComposePeer {
public:
    enum class Shape {
        Layers, ///< a container a service, healthy before what calls it starts
        Pods,   ///< a pause container and a member that shares its network
    };

    /// `image`: the agent's, which the engine has. `interval` of the health checks of Layers.
    ComposePeer(const Plan &plan, const std::string &image, Shape shape, const std::string &interval);

    bool isInstalled() const { return !m_program.empty(); }
    bool up() const;
    bool down() const;

private:
    bool run(const std::vector<std::string> &arguments) const;

    std::string m_program;
    ScratchFolder m_scratch;
    std::string m_file;
};

} // namespace bayplan
