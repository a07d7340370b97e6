// SPDX-License-Identifier: Apache-2.0
#include "engine/base/translatable.h"
#include "engine/model/catalog_kinds.h"

#include <iterator>

namespace bayplan {
namespace {

KindInfo documentKind()
{
    return {.key = "document",
            .title = QT_TRANSLATE_NOOP("catalog", "Document"),
            .group = KindGroup::Document,
            .help = QT_TRANSLATE_NOOP("catalog", "Settings of the whole drawing and of its simulation."),
            .icon = "document",
            .ports = {},
            .params = {
                {.key = "name",
                 .title = QT_TRANSLATE_NOOP("catalog", "Name"),
                 .type = ParamType::Text,
                 .defaultValue = std::string("untitled"),
                 .help = QT_TRANSLATE_NOOP("catalog", "Title of the drawing; the default name of its deployment."),
                 .group = QT_TRANSLATE_NOOP("catalog", "General")},
                {.key = "description",
                 .title = QT_TRANSLATE_NOOP("catalog", "Description"),
                 .type = ParamType::Text,
                 .defaultValue = std::string(),
                 .help = QT_TRANSLATE_NOOP("catalog", "What the drawing shows, in a few sentences."),
                 .group = QT_TRANSLATE_NOOP("catalog", "General")},
                {.key = "duration",
                 .title = QT_TRANSLATE_NOOP("catalog", "Duration"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("60s"),
                 .least = 0.001,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Length of a run, warm-up included."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Run")},
                {.key = "warmUp",
                 .title = QT_TRANSLATE_NOOP("catalog", "Warm-up"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("0s"),
                 .least = 0,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Time at the start that the figures leave out."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Run")},
                {.key = "pauseAt",
                 .title = QT_TRANSLATE_NOOP("catalog", "Pause at"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("0s"),
                 .least = 0,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "A simulation that is watched goes to this instant at once and "
                                                      "waits there. 0: it does not."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Run")},
                {.key = "seed",
                 .title = QT_TRANSLATE_NOOP("catalog", "Seed"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{1},
                 .least = 1,
                 .greatest = 9007199254740991.0,
                 .help = QT_TRANSLATE_NOOP("catalog", "Equal seeds give equal simulations, byte for byte."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Run")},
                {.key = "hostCpus",
                 .title = QT_TRANSLATE_NOOP("catalog", "Cores of a host"),
                 .type = ParamType::Number,
                 .defaultValue = 0.0,
                 .unit = QT_TRANSLATE_NOOP("catalog", "cores"),
                 .least = 0,
                 .greatest = 4096,
                 .help = QT_TRANSLATE_NOOP(
                     "catalog", "In the simulator, the containers on a host share that many cores by their limits and "
                                "weights: service and work times are processor time. 0: each has what it needs."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Processors")},
            }};
}

KindInfo podKind()
{
    return {.key = "pod",
            .title = QT_TRANSLATE_NOOP("catalog", "Pod"),
            .group = KindGroup::Pod,
            .help = QT_TRANSLATE_NOOP(
                "catalog", "Containers that are placed together: they share one network address, so that they "
                           "reach each other over localhost, and may share volumes. With replicas, callers reach "
                           "the pod through a front that balances over them."),
            .icon = "pod",
            .ports = {},
            .params = {
                {.key = "replicas",
                 .title = QT_TRANSLATE_NOOP("catalog", "Replicas"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{1},
                 .least = 1,
                 .greatest = 1000,
                 .help = QT_TRANSLATE_NOOP("catalog", "How many copies of the pod run."),
                 .group = QT_TRANSLATE_NOOP("catalog", "General")},
                {.key = "spares",
                 .title = QT_TRANSLATE_NOOP("catalog", "Spare replicas"),
                 .type = ParamType::Integer,
                 .defaultValue = std::int64_t{0},
                 .least = 0,
                 .greatest = 1000,
                 .help = QT_TRANSLATE_NOOP(
                     "catalog", "Copies beyond those that run, in the simulator: each \"replicate\" of a scenario, or "
                                "by hand, starts the next one. Deployments and exports do without them."),
                 .group = QT_TRANSLATE_NOOP("catalog", "General")},
                {.key = "hosts",
                 .title = QT_TRANSLATE_NOOP("catalog", "Hosts"),
                 .type = ParamType::TextList,
                 .defaultValue = std::vector<std::string>{},
                 .help = QT_TRANSLATE_NOOP(
                     "catalog", "Names of the hosts whose cores it shares in the simulator, replicas in turn; empty: "
                                "one for all pods that name none. The drawing says how many cores a host has."),
                 .group = QT_TRANSLATE_NOOP("catalog", "General")},
                {.key = "balance",
                 .title = QT_TRANSLATE_NOOP("catalog", "Balancing"),
                 .type = ParamType::Choice,
                 .defaultValue = std::string("round-robin"),
                 .choices = {"round-robin", "least-in-flight", "two-choices"},
                 .help = QT_TRANSLATE_NOOP("catalog", "How the front chooses a replica for a request."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                {.key = "stopGrace",
                 .title = QT_TRANSLATE_NOOP("catalog", "Stop grace"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("10s"),
                 .least = 0,
                 .greatest = 3600,
                 .help = QT_TRANSLATE_NOOP("catalog", "Time to finish work in flight between SIGTERM and SIGKILL."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Lifecycle")},
                {.key = "collapsed",
                 .title = QT_TRANSLATE_NOOP("catalog", "Collapsed"),
                 .type = ParamType::Bool,
                 .defaultValue = false,
                 .help = QT_TRANSLATE_NOOP("catalog",
                                           "On the canvas the pod is one card, and its containers are not shown."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Drawing")},
                {.key = "locked",
                 .title = QT_TRANSLATE_NOOP("catalog", "Locked"),
                 .type = ParamType::Bool,
                 .defaultValue = false,
                 .help = QT_TRANSLATE_NOOP(
                     "catalog", "On the canvas the pod stays where it is: it is neither dragged nor arranged."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Drawing")},
            }};
}

KindInfo linkKind()
{
    return {
        .key = "link",
        .title = QT_TRANSLATE_NOOP("catalog", "Link"),
        .group = KindGroup::Link,
        .help = QT_TRANSLATE_NOOP("catalog", "From a caller to whom it calls. Within a pod it runs over localhost."),
        .icon = "link",
        .ports = {},
        .params = {
            {.key = "latency",
             .title = QT_TRANSLATE_NOOP("catalog", "Latency"),
             .type = ParamType::Distribution,
             .defaultValue = std::string("constant(250us)"),
             .help = QT_TRANSLATE_NOOP("catalog", "One way, in the simulator; 20 µs within a pod unless given."),
             .group = QT_TRANSLATE_NOOP("catalog", "Network")},
            {.key = "jitter",
             .title = QT_TRANSLATE_NOOP("catalog", "Jitter"),
             .type = ParamType::Duration,
             .defaultValue = std::string("0s"),
             .least = 0,
             .greatest = 3600,
             .help = QT_TRANSLATE_NOOP("catalog", "Each message is late by something between 0 and this, on top of the "
                                                  "latency, in the simulator; later ones may overtake it."),
             .group = QT_TRANSLATE_NOOP("catalog", "Network")},
            {.key = "loss",
             .title = QT_TRANSLATE_NOOP("catalog", "Loss"),
             .type = ParamType::Number,
             .defaultValue = 0.0,
             .least = 0,
             .greatest = 1,
             .help = QT_TRANSLATE_NOOP("catalog",
                                       "Fraction of messages that never arrive, 0 to 1, in the simulator; the caller "
                                       "waits until its time-out."),
             .group = QT_TRANSLATE_NOOP("catalog", "Network")},
            {.key = "bandwidth",
             .title = QT_TRANSLATE_NOOP("catalog", "Bandwidth"),
             .type = ParamType::Bytes,
             .defaultValue = std::string("0B"),
             .unit = "/s",
             .least = 0,
             .help =
                 QT_TRANSLATE_NOOP("catalog", "Bytes per second in each direction, in the simulator; 0 is unbounded."),
             .group = QT_TRANSLATE_NOOP("catalog", "Network")},
            {.key = "timeout",
             .title = QT_TRANSLATE_NOOP("catalog", "Time-out"),
             .type = ParamType::Duration,
             .defaultValue = std::string("1s"),
             .least = 0.0001,
             .greatest = 3600,
             .help = QT_TRANSLATE_NOOP("catalog", "How long the caller waits for an answer."),
             .group = QT_TRANSLATE_NOOP("catalog", "Calls")},
            {.key = "callsPerRequest",
             .title = QT_TRANSLATE_NOOP("catalog", "Calls per request"),
             .type = ParamType::Number,
             .defaultValue = 1.0,
             .least = 0,
             .greatest = 1000,
             .help = QT_TRANSLATE_NOOP(
                 "catalog", "Calls that the caller makes for each request it serves; a fraction is a chance."),
             .group = QT_TRANSLATE_NOOP("catalog", "Calls")},
            {.key = "serverName",
             .title = QT_TRANSLATE_NOOP("catalog", "Server name"),
             .type = ParamType::Text,
             .defaultValue = std::string(),
             .help = QT_TRANSLATE_NOOP("catalog",
                                       "Name of the server in a memcache ring; by default HOST, or HOST:PORT when the "
                                       "port is not 11211, as twemproxy does."),
             .group = QT_TRANSLATE_NOOP("catalog", "Ring")},
            {.key = "weight",
             .title = QT_TRANSLATE_NOOP("catalog", "Weight"),
             .type = ParamType::Integer,
             .defaultValue = std::int64_t{1},
             .least = 1,
             .greatest = 1000,
             .help = QT_TRANSLATE_NOOP("catalog",
                                       "Share of the server in a memcache ring, or of the service behind an HTTP "
                                       "ambassador: 9 and 1 are 90 % and 10 % of the requests."),
             .group = QT_TRANSLATE_NOOP("catalog", "Ring")},
            {.key = "route",
             .title = QT_TRANSLATE_NOOP("catalog", "Route"),
             .type = ParamType::Choice,
             .defaultValue = std::string("curved"),
             .choices = {"curved", "orthogonal"},
             .help = QT_TRANSLATE_NOOP("catalog", "How the link runs on the canvas."),
             .group = QT_TRANSLATE_NOOP("catalog", "Drawing")},
        }};
}

KindInfo volumeKind()
{
    return {
        .key = "volume",
        .title = QT_TRANSLATE_NOOP("catalog", "Volume"),
        .group = KindGroup::Volume,
        .help = QT_TRANSLATE_NOOP("catalog", "A folder that containers share; they name it in their mounts."),
        .icon = "volume",
        .ports = {},
        .params = {
            {.key = "scope",
             .title = QT_TRANSLATE_NOOP("catalog", "Scope"),
             .type = ParamType::Choice,
             .defaultValue = std::string("auto"),
             .choices = {"auto", "pod", "shared"},
             .help = QT_TRANSLATE_NOOP(
                 "catalog", "pod: one for each replica; shared: one for all; auto: shared when more than one "
                            "pod mounts it."),
             .group = QT_TRANSLATE_NOOP("catalog", "General")},
            {.key = "hostPath",
             .title = QT_TRANSLATE_NOOP("catalog", "Folder on the host"),
             .type = ParamType::Text,
             .defaultValue = std::string(),
             .help = QT_TRANSLATE_NOOP("catalog",
                                       "A bind mount of this folder, from the document's folder when relative; empty: "
                                       "the engine keeps the volume."),
             .group = QT_TRANSLATE_NOOP("catalog", "General")},
            {.key = "size",
             .title = QT_TRANSLATE_NOOP("catalog", "Size limit"),
             .type = ParamType::Bytes,
             .defaultValue = std::string("0B"),
             .least = 0,
             .help = QT_TRANSLATE_NOOP("catalog", "0 is unbounded. In the simulator, log lines and state beyond it are "
                                                  "refused as by a full disk; elsewhere where the engine can."),
             .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
        }};
}

} // namespace

std::vector<KindInfo> structureKinds()
{
    return {documentKind(), podKind(), linkKind(), volumeKind()};
}

std::vector<ParamInfo> withLimits(std::vector<ParamInfo> own, const std::string &memoryDefault)
{
    std::vector<ParamInfo> limits = {
        {.key = "memoryLimit",
         .title = QT_TRANSLATE_NOOP("catalog", "Memory limit"),
         .type = ParamType::Bytes,
         .defaultValue = memoryDefault,
         .least = 0,
         .help = QT_TRANSLATE_NOOP("catalog", "The engine kills the container beyond it; 0 is no limit."),
         .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
        {.key = "cpuLimit",
         .title = QT_TRANSLATE_NOOP("catalog", "Processor limit"),
         .type = ParamType::Number,
         .defaultValue = 0.0,
         .unit = QT_TRANSLATE_NOOP("catalog", "cores"),
         .least = 0,
         .greatest = 1024,
         .help = QT_TRANSLATE_NOOP("catalog", "Most processor time per second; 0 is no limit."),
         .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
        {.key = "cpuWeight",
         .title = QT_TRANSLATE_NOOP("catalog", "Processor weight"),
         .type = ParamType::Number,
         .defaultValue = 1.0,
         .least = 0.01,
         .greatest = 100,
         .help = QT_TRANSLATE_NOOP("catalog", "Its share of a host's cores when they do not suffice for all: 2 gets "
                                              "twice as much as 1."),
         .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
    };
    std::move(limits.begin(), limits.end(), std::back_inserter(own));
    return own;
}

} // namespace bayplan
