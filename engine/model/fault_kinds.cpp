// SPDX-License-Identifier: Apache-2.0
#include "engine/model/catalog_kinds.h"
#include "engine/base/translatable.h"

#include <iterator>
#include <utility>

namespace bayplan {
namespace {

constexpr double year = 31536000;

ParamInfo atParam()
{
    return {.key = "at",
            .title = QT_TRANSLATE_NOOP("catalog", "At"),
            .type = ParamType::Duration,
            .defaultValue = std::string("10s"),
            .least = 0,
            .greatest = year,
            .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
            .group = QT_TRANSLATE_NOOP("catalog", "Time")};
}

ParamInfo downForParam(const char *defaultValue)
{
    return {.key = "for",
            .title = QT_TRANSLATE_NOOP("catalog", "Down for"),
            .type = ParamType::Duration,
            .defaultValue = std::string(defaultValue),
            .least = 0,
            .greatest = year,
            .help = QT_TRANSLATE_NOOP("catalog", "Until it is started again; 0: it stays down."),
            .group = QT_TRANSLATE_NOOP("catalog", "Time")};
}

ParamInfo forParam(const char *help)
{
    return {.key = "for",
            .title = QT_TRANSLATE_NOOP("catalog", "For"),
            .type = ParamType::Duration,
            .defaultValue = std::string("5s"),
            .least = 0.001,
            .greatest = year,
            .help = help,
            .group = QT_TRANSLATE_NOOP("catalog", "Time")};
}

ParamInfo untilOverParam()
{
    return forParam(QT_TRANSLATE_NOOP("catalog", "Until it is over."));
}

/// Whose messages are hit, and when.
std::vector<ParamInfo> trafficParams(std::vector<ParamInfo> own)
{
    std::vector<ParamInfo> params{
        atParam(),
        forParam(QT_TRANSLATE_NOOP("catalog", "Until it is healed.")),
        {.key = "period",
         .title = QT_TRANSLATE_NOOP("catalog", "Flapping period"),
         .type = ParamType::Duration,
         .defaultValue = std::string("0s"),
         .least = 0,
         .greatest = year,
         .help = QT_TRANSLATE_NOOP("catalog", "It comes and goes with this period; 0: it is there all the time."),
         .group = QT_TRANSLATE_NOOP("catalog", "Time")},
        {.key = "duty",
         .title = QT_TRANSLATE_NOOP("catalog", "Share of the period"),
         .type = ParamType::Number,
         .defaultValue = 0.5,
         .least = 0.01,
         .greatest = 0.99,
         .help = QT_TRANSLATE_NOOP("catalog", "For how much of each flapping period it is there, 0 to 1."),
         .group = QT_TRANSLATE_NOOP("catalog", "Time")},
        {.key = "others",
         .title = QT_TRANSLATE_NOOP("catalog", "Away from"),
         .type = ParamType::TextList,
         .defaultValue = std::vector<std::string>{},
         .help = QT_TRANSLATE_NOOP("catalog", "Pods, replicas or containers at the other end; empty: all there are."),
         .group = QT_TRANSLATE_NOOP("catalog", "Network")},
        {.key = "direction",
         .title = QT_TRANSLATE_NOOP("catalog", "Direction"),
         .type = ParamType::Choice,
         .defaultValue = std::string("both"),
         .choices = {"both", "in", "out"},
         .help = QT_TRANSLATE_NOOP("catalog",
                                   "Messages to the target (in: it is deaf), from it (out: it is mute), or both."),
         .group = QT_TRANSLATE_NOOP("catalog", "Network")},
    };
    params.insert(params.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    return params;
}

KindInfo faultKind(const char *key, const char *title, const char *help, std::vector<ParamInfo> params)
{
    return {.key = key,
            .title = title,
            .group = KindGroup::Fault,
            .help = help,
            .icon = "fault",
            .ports = {},
            .params = std::move(params)};
}

KindInfo killFault()
{
    return faultKind(
        "fault.kill", QT_TRANSLATE_NOOP("catalog", "Kill"),
        QT_TRANSLATE_NOOP(
            "catalog",
            "Ends the target at once, without a chance to finish (SIGKILL); it is started again after the given time."),
        {atParam(), downForParam("0s")});
}

KindInfo stopFault()
{
    return faultKind("fault.stop", QT_TRANSLATE_NOOP("catalog", "Stop"),
                     QT_TRANSLATE_NOOP(
                         "catalog",
                         "Stops the target in good order (SIGTERM, then its grace time); it is started again after the "
                         "given time, at the earliest when it has ended."),
                     {atParam(), downForParam("10s")});
}

KindInfo restartFault()
{
    return faultKind("fault.restart", QT_TRANSLATE_NOOP("catalog", "Restart"),
                     QT_TRANSLATE_NOOP("catalog", "Stops the target in good order, then starts it again."),
                     {atParam()});
}

KindInfo rollFault()
{
    return faultKind(
        "fault.roll", QT_TRANSLATE_NOOP("catalog", "Rolling restart"),
        QT_TRANSLATE_NOOP("catalog",
                          "Restarts the replicas of the target one after the other, each when the one before is ready "
                          "again, as for a new version. What drains loses no request."),
        {atParam(),
         {.key = "how",
          .title = QT_TRANSLATE_NOOP("catalog", "How"),
          .type = ParamType::Choice,
          .defaultValue = std::string("stop"),
          .choices = {"stop", "kill"},
          .help = QT_TRANSLATE_NOOP("catalog", "stop: SIGTERM and the grace time; kill: SIGKILL at once."),
          .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
         {.key = "settle",
          .title = QT_TRANSLATE_NOOP("catalog", "Settle"),
          .type = ParamType::Duration,
          .defaultValue = std::string("1s"),
          .least = 0,
          .greatest = 86400,
          .help = QT_TRANSLATE_NOOP("catalog", "How long a replica has to be ready before the next one goes."),
          .group = QT_TRANSLATE_NOOP("catalog", "Time")}});
}

KindInfo replicateFault()
{
    return faultKind("fault.replicate", QT_TRANSLATE_NOOP("catalog", "Replicate"),
                     QT_TRANSLATE_NOOP("catalog",
                                       "Starts the next spare replica of the target, a pod that has some; once it is "
                                       "ready, its front gives it requests as well. In the simulator only."),
                     {atParam()});
}

KindInfo pauseFault()
{
    return faultKind(
        "fault.pause", QT_TRANSLATE_NOOP("catalog", "Pause"),
        QT_TRANSLATE_NOOP("catalog",
                          "Freezes the target: it neither computes nor answers, and its connections stay open. Its "
                          "clock goes on, so that a service time that is only waited for is over meanwhile; processor "
                          "time of a host it gets none."),
        {atParam(), forParam(QT_TRANSLATE_NOOP("catalog", "Until it goes on."))});
}

KindInfo partitionFault()
{
    return faultKind(
        "fault.partition", QT_TRANSLATE_NOOP("catalog", "Partition"),
        QT_TRANSLATE_NOOP("catalog", "Cuts the target off: no message in or out of its pods, or over the link."),
        {atParam(), forParam(QT_TRANSLATE_NOOP("catalog", "Until it is healed."))});
}

KindInfo outOfMemoryFault()
{
    return faultKind(
        "fault.oom", QT_TRANSLATE_NOOP("catalog", "Out of memory"),
        QT_TRANSLATE_NOOP("catalog",
                          "The kernel ends the target for want of memory (status 137); it is started again after the "
                          "given time. In the simulator only."),
        {atParam(), downForParam("1s")});
}

KindInfo crashFault()
{
    return faultKind(
        "fault.crash", QT_TRANSLATE_NOOP("catalog", "Crash at a write"),
        QT_TRANSLATE_NOOP("catalog",
                          "From its time on the target crashes at its next write to the disk: before a byte of it is "
                          "there, in the middle (a torn tail), or after the sync and before anything that rests on it. "
                          "In the simulator only."),
        {atParam(),
         downForParam("1s"),
         {.key = "moment",
          .title = QT_TRANSLATE_NOOP("catalog", "Moment"),
          .type = ParamType::Choice,
          .defaultValue = std::string("before"),
          .choices = {"before", "torn", "after"},
          .help = QT_TRANSLATE_NOOP("catalog", "Before the sync, in the midst of the write, or after the sync."),
          .group = QT_TRANSLATE_NOOP("catalog", "Disk")}});
}

KindInfo cutFault()
{
    return faultKind("fault.cut", QT_TRANSLATE_NOOP("catalog", "Cut"),
                     QT_TRANSLATE_NOOP(
                         "catalog",
                         "Cuts the target off from the others named, one way or both, once or again and again. Several "
                         "of them make a split into groups, a chain, a star or a bridge."),
                     trafficParams({}));
}

KindInfo degradeFault()
{
    return faultKind(
        "fault.degrade", QT_TRANSLATE_NOOP("catalog", "Bad network"),
        QT_TRANSLATE_NOOP("catalog",
                          "Messages between the target and the others named are late, lost, doubled, overtaken or "
                          "squeezed through a narrow line."),
        trafficParams(
            {{.key = "delay",
              .title = QT_TRANSLATE_NOOP("catalog", "Added latency"),
              .type = ParamType::Distribution,
              .defaultValue = std::string("uniform(0ms, 200ms)"),
              .help = QT_TRANSLATE_NOOP("catalog", "Of each message, on top of the link's own."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "loss",
              .title = QT_TRANSLATE_NOOP("catalog", "Loss"),
              .type = ParamType::Number,
              .defaultValue = 0.0,
              .least = 0,
              .greatest = 1,
              .help = QT_TRANSLATE_NOOP("catalog", "Fraction of messages that never arrive, 0 to 1."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "duplicate",
              .title = QT_TRANSLATE_NOOP("catalog", "Doubled"),
              .type = ParamType::Number,
              .defaultValue = 0.0,
              .least = 0,
              .greatest = 1,
              .help = QT_TRANSLATE_NOOP("catalog", "Fraction of messages between electors that come twice, 0 to 1."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "reorder",
              .title = QT_TRANSLATE_NOOP("catalog", "Held back"),
              .type = ParamType::Number,
              .defaultValue = 0.0,
              .least = 0,
              .greatest = 1,
              .help = QT_TRANSLATE_NOOP("catalog", "Fraction of messages that later ones overtake, 0 to 1."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "holdFor",
              .title = QT_TRANSLATE_NOOP("catalog", "Held back for"),
              .type = ParamType::Distribution,
              .defaultValue = std::string("uniform(0s, 1s)"),
              .help = QT_TRANSLATE_NOOP("catalog", "How late the doubled and those held back come."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "bandwidth",
              .title = QT_TRANSLATE_NOOP("catalog", "Bandwidth"),
              .type = ParamType::Bytes,
              .defaultValue = std::string("0B"),
              .unit = "/s",
              .least = 0,
              .help =
                  QT_TRANSLATE_NOOP("catalog", "Bytes per second of each link in each direction; 0 is the link's own."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")},
             {.key = "messages",
              .title = QT_TRANSLATE_NOOP("catalog", "Messages"),
              .type = ParamType::Choice,
              .defaultValue = std::string("all"),
              .choices = {"all", "votes", "heartbeats", "acknowledgements", "transfers", "requests", "answers"},
              .help = QT_TRANSLATE_NOOP("catalog", "Only these are hit: all, one kind of those between electors, "
                                                   "requests, or answers."),
              .group = QT_TRANSLATE_NOOP("catalog", "Network")}}));
}

KindInfo diskFault()
{
    return faultKind(
        "fault.disk", QT_TRANSLATE_NOOP("catalog", "Bad disk"),
        QT_TRANSLATE_NOOP("catalog",
                          "The target's disk is full, slow, or lies: it acknowledges writes that a crash takes away "
                          "(no pattern can stand that), in the simulator only."),
        {atParam(),
         untilOverParam(),
         {.key = "how",
          .title = QT_TRANSLATE_NOOP("catalog", "How"),
          .type = ParamType::Choice,
          .defaultValue = std::string("full"),
          .choices = {"full", "slow", "lying"},
          .help = QT_TRANSLATE_NOOP("catalog", "Writes fail, take long, or are lost at a crash."),
          .group = QT_TRANSLATE_NOOP("catalog", "Disk")},
         {.key = "delay",
          .title = QT_TRANSLATE_NOOP("catalog", "Time of a write"),
          .type = ParamType::Duration,
          .defaultValue = std::string("500ms"),
          .least = 0,
          .greatest = year,
          .help = QT_TRANSLATE_NOOP("catalog", "Of a slow disk, until a write is synced."),
          .group = QT_TRANSLATE_NOOP("catalog", "Disk")}});
}

KindInfo clockFault()
{
    return faultKind(
        "fault.clock", QT_TRANSLATE_NOOP("catalog", "Wrong clock"),
        QT_TRANSLATE_NOOP("catalog",
                          "The clock that the target's deadlines and leases go by (time since boot) jumps ahead and "
                          "then runs at another rate until the end. It never goes back: what can is the wall clock. "
                          "Service times that no host's processors give go by it too, and so does what the target "
                          "tells of itself: its latencies, and how busy it was."),
        {atParam(),
         untilOverParam(),
         {.key = "rate",
          .title = QT_TRANSLATE_NOOP("catalog", "Rate"),
          .type = ParamType::Number,
          .defaultValue = 1.05,
          .least = 0.1,
          .greatest = 10,
          .help = QT_TRANSLATE_NOOP("catalog", "Its seconds in a true second."),
          .group = QT_TRANSLATE_NOOP("catalog", "Clock")},
         {.key = "step",
          .title = QT_TRANSLATE_NOOP("catalog", "Jump"),
          .type = ParamType::Duration,
          .defaultValue = std::string("0s"),
          .least = 0,
          .greatest = year,
          .help = QT_TRANSLATE_NOOP("catalog", "How far it jumps ahead at the beginning."),
          .group = QT_TRANSLATE_NOOP("catalog", "Clock")}});
}

KindInfo wallClockFault()
{
    return faultKind(
        "fault.wallclock", QT_TRANSLATE_NOOP("catalog", "Wall clock is set"),
        QT_TRANSLATE_NOOP(
            "catalog", "Somebody sets the target's time of day, back or ahead. Machines go by the time since boot and "
                       "take no notice: the run goes on as without it. In the simulator only."),
        {atParam(),
         {.key = "way",
          .title = QT_TRANSLATE_NOOP("catalog", "Way"),
          .type = ParamType::Choice,
          .defaultValue = std::string("back"),
          .choices = {"back", "ahead"},
          .help = QT_TRANSLATE_NOOP("catalog", "To an earlier time of day, or to a later one."),
          .group = QT_TRANSLATE_NOOP("catalog", "Clock")},
         {.key = "step",
          .title = QT_TRANSLATE_NOOP("catalog", "Step"),
          .type = ParamType::Duration,
          .defaultValue = std::string("1h"),
          .least = 0,
          .greatest = year,
          .help = QT_TRANSLATE_NOOP("catalog", "How far it is set."),
          .group = QT_TRANSLATE_NOOP("catalog", "Clock")}});
}

KindInfo slowFault()
{
    return faultKind(
        "fault.slow", QT_TRANSLATE_NOOP("catalog", "Slow processor"),
        QT_TRANSLATE_NOOP("catalog",
                          "The target needs the given time for each message, request and timer; what comes meanwhile "
                          "waits."),
        {atParam(),
         untilOverParam(),
         {.key = "stepTime",
          .title = QT_TRANSLATE_NOOP("catalog", "Time of a step"),
          .type = ParamType::Duration,
          .defaultValue = std::string("10ms"),
          .least = 0.000001,
          .greatest = 60,
          .help = QT_TRANSLATE_NOOP("catalog", "Processor time of each step, one after the other."),
          .group = QT_TRANSLATE_NOOP("catalog", "Processor")}});
}

KindInfo limitsFault()
{
    return faultKind(
        "fault.limits", QT_TRANSLATE_NOOP("catalog", "Tighter limits"),
        QT_TRANSLATE_NOOP(
            "catalog", "The target gets less of its machine than it was made with. In the simulator the cores count, "
                       "for containers on a host that is drawn; in a deployment the memory as well: the kernel ends "
                       "what needs more."),
        {atParam(),
         untilOverParam(),
         {.key = "cpus",
          .title = QT_TRANSLATE_NOOP("catalog", "Cores"),
          .type = ParamType::Number,
          .defaultValue = 0.1,
          .least = 0,
          .greatest = 1024,
          .help = QT_TRANSLATE_NOOP("catalog", "Of each container of the target, at most; 0: as before."),
          .group = QT_TRANSLATE_NOOP("catalog", "Processor")},
         {.key = "memory",
          .title = QT_TRANSLATE_NOOP("catalog", "Memory"),
          .type = ParamType::Bytes,
          .defaultValue = std::string("0B"),
          .least = 0,
          .help = QT_TRANSLATE_NOOP("catalog", "Of each container of the target, at most; 0: as before. Engines refuse "
                                               "less than 6 MiB."),
          .group = QT_TRANSLATE_NOOP("catalog", "Memory")}});
}

KindInfo loadFault()
{
    return faultKind(
        "fault.load", QT_TRANSLATE_NOOP("catalog", "Change of load"),
        QT_TRANSLATE_NOOP("catalog",
                          "The target, a load generator, sends many times as much as it would, or less, or nothing; "
                          "of a closed loop it is the users that are many times as many."),
        {atParam(),
         untilOverParam(),
         {.key = "factor",
          .title = QT_TRANSLATE_NOOP("catalog", "Factor"),
          .type = ParamType::Number,
          .defaultValue = 3.0,
          .least = 0,
          .greatest = 1000,
          .help = QT_TRANSLATE_NOOP("catalog", "By which rate or users are multiplied; 0: silence."),
          .group = QT_TRANSLATE_NOOP("catalog", "Load")}});
}

} // namespace

std::vector<KindInfo> faultKinds()
{
    return {killFault(), stopFault(),    restartFault(),     rollFault(), pauseFault(),    partitionFault(),
            cutFault(),  degradeFault(), crashFault(),       diskFault(), clockFault(),    wallClockFault(),
            slowFault(), limitsFault(),  outOfMemoryFault(), loadFault(), replicateFault(),
            messageFault()};
}

} // namespace bayplan
