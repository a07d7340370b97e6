// SPDX-License-Identifier: Apache-2.0
#include "engine/base/translatable.h"
#include "engine/model/catalog_kinds.h"

#include <iterator>

namespace bayplan {
namespace {

KindInfo ambassadorKind()
{
    return {
        .key = "memcache-ambassador",
        .title = QT_TRANSLATE_NOOP("catalog", "Memcache ambassador"),
        .group = KindGroup::Patterns,
        .help = QT_TRANSLATE_NOOP(
            "catalog", "Ambassador (section 4.2): a proxy in the same pod, so that the main container speaks to one "
                       "memcached on localhost while its keys are spread over many servers, placed exactly as "
                       "twemproxy places them. Use it when the main container should not know the sharding."),
        .icon = "ambassador",
        .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Requests"), Direction::In, Protocol::Memcache, true},
                  {"servers", QT_TRANSLATE_NOOP("catalog", "Servers"), Direction::Out, Protocol::Memcache, true}},
        .params = withLimits(
            {
                {.key = "port",
                 .title = QT_TRANSLATE_NOOP("catalog", "Port"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{11211},
                 .least = 1,
                 .greatest = 65535,
                 .help =
                     QT_TRANSLATE_NOOP("catalog", "Port it listens on; a default that is taken in its pod moves up."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                {.key = "hash",
                 .title = QT_TRANSLATE_NOOP("catalog", "Key hash"),
                 .type = ParamType::Choice,
                 .defaultValue = std::string("fnv1a_64"),
                 .choices = {"one_at_a_time", "md5", "crc16", "crc32", "crc32a", "fnv1_64", "fnv1a_64", "fnv1_32",
                             "fnv1a_32", "hsieh", "murmur", "jenkins"},
                 .help = QT_TRANSLATE_NOOP("catalog", "As in twemproxy."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Ring")},
                {.key = "distribution",
                 .title = QT_TRANSLATE_NOOP("catalog", "Distribution"),
                 .type = ParamType::Choice,
                 .defaultValue = std::string("ketama"),
                 .choices = {"ketama", "modula", "random"},
                 .help = QT_TRANSLATE_NOOP("catalog",
                                           "How a hash chooses a server; ketama moves few keys when servers change."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Ring")},
                {.key = "autoEject",
                 .title = QT_TRANSLATE_NOOP("catalog", "Eject servers"),
                 .type = ParamType::Bool,
                 .defaultValue = true,
                 .help =
                     QT_TRANSLATE_NOOP("catalog", "Take a server that fails out of the ring for the retry time-out."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
                {.key = "serverFailureLimit",
                 .title = QT_TRANSLATE_NOOP("catalog", "Failure limit"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{2},
                 .least = 1,
                 .greatest = 1000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Failures one after another until a server is ejected."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
                {.key = "retryTimeout",
                 .title = QT_TRANSLATE_NOOP("catalog", "Retry time-out"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("30s"),
                 .least = 0.001,
                 .greatest = 3600,
                 .help = QT_TRANSLATE_NOOP("catalog", "How long an ejected server stays out."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
                {.key = "overhead",
                 .title = QT_TRANSLATE_NOOP("catalog", "Overhead"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("20us"),
                 .least = 0,
                 .greatest = 10,
                 .help = QT_TRANSLATE_NOOP("catalog", "Time that a pass through the proxy takes, in the simulator."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
            },
            "64MiB")};
}

KindInfo electorKind()
{
    return {.key = "elector",
            .title = QT_TRANSLATE_NOOP("catalog", "Leader election"),
            .group = KindGroup::Patterns,
            .help = QT_TRANSLATE_NOOP(
                "catalog",
                "Leader election (section 5.1): an elector beside the main container in each replica. They agree on "
                "one leader; the main container asks over localhost who it is. Give its pod 3 or 5 replicas."),
            .icon = "elector",
            .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Election"), Direction::In, Protocol::Http, true}},
            .params = withLimits(
                {
                    {.key = "port",
                     .title = QT_TRANSLATE_NOOP("catalog", "Port"),
                     .type = ParamType::Integer,
                     .defaultValue = std::int64_t{4040},
                     .least = 1,
                     .greatest = 65535,
                     .help = QT_TRANSLATE_NOOP("catalog",
                                               "Port it listens on; a default that is taken in its pod moves up."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                    {.key = "election",
                     .title = QT_TRANSLATE_NOOP("catalog", "Election"),
                     .type = ParamType::Text,
                     .defaultValue = std::string(""),
                     .help = QT_TRANSLATE_NOOP(
                         "catalog", "Electors of the same name vote together; empty: the replicas of this pod."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Election")},
                    {.key = "further",
                     .title = QT_TRANSLATE_NOOP("catalog", "More elections"),
                     .type = ParamType::TextList,
                     .defaultValue = std::vector<std::string>{},
                     .help = QT_TRANSLATE_NOOP(
                         "catalog", "Names of more elections among the same members, each with a leader of its own; "
                                    "the main container asks for one at /elections/NAME."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Election")},
                    {.key = "electionTimeoutMin",
                     .title = QT_TRANSLATE_NOOP("catalog", "Least election time-out"),
                     .type = ParamType::Duration,
                     .defaultValue = std::string("1s"),
                     .least = 0.01,
                     .greatest = 600,
                     .help = QT_TRANSLATE_NOOP(
                         "catalog", "Silence of the leader after which a member stands for election, at least."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Timings")},
                    {.key = "electionTimeoutMax",
                     .title = QT_TRANSLATE_NOOP("catalog", "Greatest election time-out"),
                     .type = ParamType::Duration,
                     .defaultValue = std::string("2s"),
                     .least = 0.01,
                     .greatest = 600,
                     .help = QT_TRANSLATE_NOOP("catalog", "Likewise, at most; each member draws anew."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Timings")},
                    {.key = "lease",
                     .title = QT_TRANSLATE_NOOP("catalog", "Lease"),
                     .type = ParamType::Duration,
                     .defaultValue = std::string("800ms"),
                     .least = 0.005,
                     .greatest = 600,
                     .help = QT_TRANSLATE_NOOP("catalog", "How long a leader may act after a heartbeat that a majority "
                                                          "acknowledged; less than the least election time-out."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Timings")},
                    {.key = "heartbeat",
                     .title = QT_TRANSLATE_NOOP("catalog", "Heartbeat"),
                     .type = ParamType::Duration,
                     .defaultValue = std::string("200ms"),
                     .least = 0.001,
                     .greatest = 60,
                     .help = QT_TRANSLATE_NOOP("catalog", "Between two heartbeats of the leader."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Timings")},
                },
                "64MiB")};
}

KindInfo queueKind()
{
    return {
        .key = "work-queue",
        .title = QT_TRANSLATE_NOOP("catalog", "Work queue"),
        .group = KindGroup::Patterns,
        .help = QT_TRANSLATE_NOOP(
            "catalog", "Work queue (section 5.2): hands tasks to workers one by one, at least once. A task that a "
                       "worker does not finish in time goes to another; one that fails too often is kept as a dead "
                       "letter with its error. Stages chain: link its next port to another queue, and the content of "
                       "each output is one task there; without a next stage it is not kept. Arrivals above workers x "
                       "rate grow the queue without end."),
        .icon = "queue",
        .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Tasks"), Direction::In, Protocol::Queue, true},
                  {"next", QT_TRANSLATE_NOOP("catalog", "Next stage"), Direction::Out, Protocol::Queue, false}},
        .params = withLimits(
            {
                {.key = "port",
                 .title = QT_TRANSLATE_NOOP("catalog", "Port"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{7070},
                 .least = 1,
                 .greatest = 65535,
                 .help =
                     QT_TRANSLATE_NOOP("catalog", "Port it listens on; a default that is taken in its pod moves up."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                {.key = "timeToRun",
                 .title = QT_TRANSLATE_NOOP("catalog", "Time to run"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("60s"),
                 .least = 0.001,
                 .greatest = 86400,
                 .help = QT_TRANSLATE_NOOP("catalog", "A worker that keeps a task longer without a touch loses it."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Tasks")},
                {.key = "maxAttempts",
                 .title = QT_TRANSLATE_NOOP("catalog", "Attempts"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{5},
                 .least = 1,
                 .greatest = 1000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Then the task is a dead letter."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Tasks")},
                {.key = "backoff",
                 .title = QT_TRANSLATE_NOOP("catalog", "Back-off"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("1s"),
                 .least = 0,
                 .greatest = 3600,
                 .help = QT_TRANSLATE_NOOP("catalog", "Before the first retry; doubles, up to 5 min."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Tasks")},
                {.key = "capacity",
                 .title = QT_TRANSLATE_NOOP("catalog", "Capacity"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{100000},
                 .least = 1,
                 .greatest = 100000000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Tasks not completed; more are refused with 429."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
                {.key = "capacityBytes",
                 .title = QT_TRANSLATE_NOOP("catalog", "Capacity in bytes"),
                 .type = ParamType::Bytes,
                 .defaultValue = std::string("40MiB"),
                 .least = 1024,
                 .greatest = 1099511627776,
                 .help = QT_TRANSLATE_NOOP("catalog", "Of all tasks with what they hold; more are refused with 429. A "
                                                      "third of the memory limit at most: a restart needs the rest."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
                {.key = "agingStep",
                 .title = QT_TRANSLATE_NOOP("catalog", "Ageing"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("30s"),
                 .least = 0.001,
                 .greatest = 86400,
                 .help = QT_TRANSLATE_NOOP("catalog", "A waiting task gains one priority per step."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Tasks")},
            },
            "128MiB")};
}

KindInfo workerKind()
{
    return {.key = "worker",
            .title = QT_TRANSLATE_NOOP("catalog", "Worker"),
            .group = KindGroup::Patterns,
            .help = QT_TRANSLATE_NOOP(
                "catalog", "Worker of a work queue: takes a task, runs your command on it, and brings the queue what "
                           "the command made: the task of the next stage. Without a command it does synthetic work."),
            .icon = "worker",
            .ports = {{"queue", QT_TRANSLATE_NOOP("catalog", "Queue"), Direction::Out, Protocol::Queue, false},
                      {"calls", QT_TRANSLATE_NOOP("catalog", "Calls"), Direction::Out, Protocol::Any, true}},
            .params = withLimits(
                {
                    {.key = "image",
                     .title = QT_TRANSLATE_NOOP("catalog", "Image"),
                     .type = ParamType::Text,
                     .defaultValue = std::string(""),
                     .help = QT_TRANSLATE_NOOP("catalog",
                                               "Your own image, in which the command runs; empty: synthetic work."),
                     .group = QT_TRANSLATE_NOOP("catalog", "General")},
                    {.key = "command",
                     .title = QT_TRANSLATE_NOOP("catalog", "Command"),
                     .type = ParamType::TextList,
                     .defaultValue = std::vector<std::string>{},
                     .help = QT_TRANSLATE_NOOP(
                         "catalog", "Your program and its arguments; it reads INPUT_FILE and writes OUTPUT_FILE. What "
                                    "it wrote, 1 MiB at most, is INPUT_FILE of the next stage; what is larger or to be "
                                    "kept goes to a mounted volume. The simulator goes by the work time."),
                     .group = QT_TRANSLATE_NOOP("catalog", "General")},
                    {.key = "environment",
                     .title = QT_TRANSLATE_NOOP("catalog", "Environment"),
                     .type = ParamType::Environment,
                     .defaultValue = std::vector<std::string>{},
                     .help = QT_TRANSLATE_NOOP("catalog", "NAME=VALUE, one an entry."),
                     .group = QT_TRANSLATE_NOOP("catalog", "General")},
                    {.key = "mounts",
                     .title = QT_TRANSLATE_NOOP("catalog", "Mounts"),
                     .type = ParamType::Mounts,
                     .defaultValue = std::vector<std::string>{},
                     .help = QT_TRANSLATE_NOOP("catalog", "VOLUME:/PATH or VOLUME:/PATH:ro, one an entry."),
                     .group = QT_TRANSLATE_NOOP("catalog", "General")},
                    {.key = "slots",
                     .title = QT_TRANSLATE_NOOP("catalog", "Slots"),
                     .type = ParamType::Integer,
                     .defaultValue = std::int64_t{1},
                     .least = 1,
                     .greatest = 10000,
                     .help = QT_TRANSLATE_NOOP("catalog", "Tasks at once."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
                    {.key = "workTime",
                     .title = QT_TRANSLATE_NOOP("catalog", "Work time"),
                     .type = ParamType::Distribution,
                     .defaultValue = std::string("exponential(50ms)"),
                     .help = QT_TRANSLATE_NOOP("catalog", "Of a task, in the simulator and for synthetic work."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
                    {.key = "failureRate",
                     .title = QT_TRANSLATE_NOOP("catalog", "Failure rate"),
                     .type = ParamType::Number,
                     .defaultValue = 0.0,
                     .least = 0,
                     .greatest = 1,
                     .help = QT_TRANSLATE_NOOP("catalog", "Fraction of tasks that fail, 0 to 1."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
                    {.key = "reserveWait",
                     .title = QT_TRANSLATE_NOOP("catalog", "Wait for a task"),
                     .type = ParamType::Duration,
                     .defaultValue = std::string("10s"),
                     .least = 0.001,
                     .greatest = 600,
                     .help = QT_TRANSLATE_NOOP("catalog", "How long one request for a task waits at the queue."),
                     .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
                },
                "64MiB")};
}

} // namespace

std::vector<KindInfo> patternKinds()
{
    return {ambassadorKind(), adapterKind(), logSaverKind(), electorKind(), queueKind(), workerKind()};
}

} // namespace bayplan
