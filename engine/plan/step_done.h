// SPDX-License-Identifier: Apache-2.0
// The one event that a single step has done, for who goes through a run event by event.
#pragma once

#include "engine/plan/message_log.h"
#include "engine/plan/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan {

struct StepDone {
    enum class Kind : std::uint8_t {
        Other,      ///< what is known of it is what was told
        Timer,      ///< of the instance came due
        StaleTimer, ///< of the instance, which has set another since: nothing happens
        Message,    ///< came to the instance
        Gone,       ///< was meant for a life of the instance that is over: nothing happens
        Computed,   ///< a piece of its work was done
        Written,    ///< what it wrote has reached its disk
        LogRead,    ///< who follows its log reads on
        Started,
        GraceOver, ///< of a container that was told to stop
        Load,      ///< another load is asked of it
        Order,     ///< to a queue, by hand
        Fault,     ///< begins, changes or ends; `text` says which
        Processor, ///< of a host: the next piece of work
    };
    Kind kind = Kind::Other;
    std::optional<InstanceIndex> instance;
    std::optional<InstanceIndex> from; ///< Message
    MessageSort sort = MessageSort::Request;
    std::string text;           ///< Message: what it says; Fault: "kill web-0"
    std::vector<RunEvent> told; ///< the events that a user was told of, with the machine's reasons
};

} // namespace bayplan
