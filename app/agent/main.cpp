// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/command_line.h"

#include <cstdio>
#include <exception>
#include <new>

int main(int argc, char **argv)
{
    try {
        return bayplan::runAgentProgram({argv + 1, argv + argc});
    } catch (const std::bad_alloc &) {
        std::fprintf(stderr, "bayplan-agent: out of memory. Raise the memory limit of the container.\n");
        return 1;
    } catch (const std::exception &broken) {
        std::fprintf(stderr, "bayplan-agent: %s\n", broken.what());
        return 1;
    }
}
