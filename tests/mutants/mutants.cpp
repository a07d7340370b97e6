// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mutants/mutants.h"

namespace bayplan {

using namespace std::chrono_literals;

std::span<const Mutant> mutants()
{
    static constexpr Mutant all[] = {
        {"lease-from-acknowledgement", "election", 600s, 247, ""},
        {"vote-not-durable", "election", 600s, 1, ""},
        {"vote-forgotten-at-start", "election", 600s, 2913, ""},
        {"no-stickiness", "election", 600s, 1, ""},
        {"stale-acknowledgement", "election", 600s, 2072, ""},
        {"full-disk-ignored", "election", 600s, 13, ""},
        {"lease-over-transfer", "election", 600s, 2, ""},
        {"wild-clock", "election", 600s, 3, "kill,pause,partition,cut,wild-clock"},
        {"no-boot-silence", "election", 600s, 1, ""},
        {"pre-vote-refreshes-contact", "election", 600s, 1, ""},
        {"lower-term-heartbeat", "election", 600s, 4, ""},
        {"second-vote", "election", 600s, 793, ""},
        {"one-vote-short", "election-of-five", 600s, 363, ""},
        {"one-acknowledgement-enough", "election-of-five", 600s, 77, ""},
        {"every-vote-forced", "election", 600s, 1, ""},
        {"attempts-without-end", "queue", 120s, 1, ""},
        {"completion-not-journalled", "queue", 120s, 1, ""},
        {"put-answered-before-sync", "queue", 120s, 1, "kill,crash"},
        {"nothing-owed-to-the-journal", "queue", 120s, 5, "kill,disk"},
        {"late-completion", "queue", 120s, 8, ""},
        {"restored-without-rebuild", "cache", 120s, 1, ""},
        {"asks-the-neighbour", "cache", 120s, 1, ""},
        {"time-out-not-answered", "cache", 120s, 1, ""},
        {"place-saved-before-delivery", "logs", 120s, 1, ""},
        {"dropped-not-counted", "logs", 120s, 1, ""},
        {"failed-batch-forgotten", "logs", 120s, 1, ""},
        {"newest-first", "logs", 120s, 1, ""},
        {"refusal-not-answered", "cache", 120s, 70, ""},
        {"time-out-swallowed", "cache", 120s, 2, ""},
        {"answered-and-tried-again", "cache", 120s, 21, ""},
    };
    return all;
}

} // namespace bayplan
