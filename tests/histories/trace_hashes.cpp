// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the hash of the history of every document in tests/data/search, for the seeds from 1 on: builds by different
// compilers have to print the same. Usage: trace_hashes SEEDS [SECONDS of run time]
#include "engine/base/units.h"
#include "tests/simulator/histories.h"

#include <iostream>

using namespace bayplan;

int main(int argc, char **argv)
{
    const auto seeds = argc > 1 ? parseInteger(argv[1]) : std::optional<std::int64_t>(1000);
    const auto seconds = argc > 2 ? parseInteger(argv[2]) : std::optional<std::int64_t>(30);
    if (!seeds || !seconds || *seeds < 1 || *seconds < 1) {
        std::cerr << "usage: trace_hashes SEEDS [SECONDS]\n";
        return 2;
    }
    for (const std::string &document : test::searchDocuments())
        std::cout << test::historyLines(document, std::chrono::seconds(*seconds), static_cast<std::uint64_t>(*seeds))
                  << std::flush;
}
