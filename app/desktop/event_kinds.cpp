// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/event_kinds.h"

#include "app/desktop/theme.h"

#include <algorithm>
#include <string_view>

namespace bayplan {

namespace {

template <std::size_t N>
bool holds(const std::string_view (&kinds)[N], std::string_view kind)
{
    return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

constexpr std::string_view faults[] = {
    "fault",       "killed",     "kill",        "died",      "paused",          "pause",           "partition",
    "partitioned", "oom-killed", "lease-lost",  "ejected",   "leader-lost",     "failed",          "persist-failed",
    "terminated",  "roll-stuck", "unhealthy",   "disk-full", "message-dropped", "message-delayed", "message-duplicated",
    "violation",   "crashed",    "fault-failed"};
constexpr std::string_view recoveries[] = {"restarted",  "restart",     "resumed",    "resume",     "healed",
                                           "fault-over", "fault-ended", "started",    "readmitted", "returned",
                                           "ready",      "rolled",      "replicated", "healthy",    "disk-free"};
constexpr std::string_view elections[] = {"elected", "stepped-down", "resigned",
                                          "follows", "lease-held",   "vote-refused"};
constexpr std::string_view marks[] = {"fault",     "killed",      "kill",        "died",      "paused",
                                      "partition", "partitioned", "oom-killed",  "restarted", "healed",
                                      "resumed",   "fault-over",  "fault-ended", "elected",   "terminated",
                                      "rolled",    "replicated",  "violation",   "crashed",   "fault-failed"};

} // namespace

EventSort sortOfEvent(const std::string &kind)
{
    if (holds(faults, kind))
        return EventSort::Fault;
    if (holds(recoveries, kind))
        return EventSort::Recovery;
    return holds(elections, kind) ? EventSort::Election : EventSort::Other;
}

QColor eventColour(const std::string &kind)
{
    switch (sortOfEvent(kind)) {
    case EventSort::Fault:
        return colours().error;
    case EventSort::Recovery:
        return colours().good;
    case EventSort::Election:
        return colours().accent;
    case EventSort::Other:
        break;
    }
    return colours().dimText;
}

bool isMark(const std::string &kind)
{
    return holds(marks, kind);
}

} // namespace bayplan
