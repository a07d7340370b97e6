// SPDX-License-Identifier: Apache-2.0
// Patterns that stand beside a container or before many: http ambassador, scatter/gather root, content sync.
#include "engine/base/translatable.h"
#include "engine/model/catalog_kinds.h"

namespace bayplan {
namespace {

ParamInfo portParam(std::int64_t port)
{
    return {.key = "port",
            .title = QT_TRANSLATE_NOOP("catalog", "Port"),
            .type = ParamType::Integer,
            .defaultValue = port,
            .least = 1,
            .greatest = 65535,
            .help = QT_TRANSLATE_NOOP("catalog", "Port it listens on; a default that is taken in its pod moves up."),
            .group = QT_TRANSLATE_NOOP("catalog", "Network")};
}

ParamInfo publishParam()
{
    return {.key = "publish",
            .title = QT_TRANSLATE_NOOP("catalog", "Published ports"),
            .type = ParamType::Publish,
            .defaultValue = std::vector<std::string>{},
            .help = QT_TRANSLATE_NOOP("catalog", "[HOST_IP:][HOST_PORT:]PORT, one an entry; on 127.0.0.1 unless an "
                                                 "address is given, and the engine chooses a port that is not given."),
            .group = QT_TRANSLATE_NOOP("catalog", "Network")};
}

std::vector<ParamInfo> balanceParams()
{
    return {
        {.key = "policy",
         .title = QT_TRANSLATE_NOOP("catalog", "Balance"),
         .type = ParamType::Choice,
         .defaultValue = std::string("least-in-flight"),
         .choices = {"least-in-flight", "round-robin", "two-choices", "hash"},
         .help = QT_TRANSLATE_NOOP("catalog", "Which replica of a service gets the next request; hash: always the same "
                                              "for the same path and query. Simulated callers then ask for /?key=N, by "
                                              "their keys."),
         .group = QT_TRANSLATE_NOOP("catalog", "Balance")},
        {.key = "maxAttempts",
         .title = QT_TRANSLATE_NOOP("catalog", "Attempts"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{3},
         .least = 1,
         .greatest = 100,
         .help =
             QT_TRANSLATE_NOOP("catalog", "Of one request, with the first. What was answered with an error is tried "
                                          "again only when its method may be repeated."),
         .group = QT_TRANSLATE_NOOP("catalog", "Retries")},
        {.key = "retryBudget",
         .title = QT_TRANSLATE_NOOP("catalog", "Budget"),
         .type = ParamType::Number,
         .defaultValue = 0.1,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Retries over requests, at most: more would make a bad day worse."),
         .group = QT_TRANSLATE_NOOP("catalog", "Retries")},
        {.key = "ejectAfter",
         .title = QT_TRANSLATE_NOOP("catalog", "Eject after"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{5},
         .unit = QT_TRANSLATE_NOOP("catalog", "failures"),
         .least = 0,
         .greatest = 1000,
         .help = QT_TRANSLATE_NOOP("catalog", "Failures in a row after which a replica gets nothing; 0 is never."),
         .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
        {.key = "ejectFor",
         .title = QT_TRANSLATE_NOOP("catalog", "Eject for"),
         .type = ParamType::Duration,
         .defaultValue = std::string("10s"),
         .least = 0.001,
         .greatest = 3600,
         .help = QT_TRANSLATE_NOOP("catalog", "How long an ejected replica gets nothing."),
         .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
        {.key = "ejectMost",
         .title = QT_TRANSLATE_NOOP("catalog", "Eject at most"),
         .type = ParamType::Number,
         .defaultValue = 0.5,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Fraction of the replicas of a service that may be out at once."),
         .group = QT_TRANSLATE_NOOP("catalog", "Failures")},
    };
}

std::vector<ParamInfo> breakerParams()
{
    return {
        {.key = "breakerFailures",
         .title = QT_TRANSLATE_NOOP("catalog", "Opens at"),
         .type = ParamType::Number,
         .defaultValue = 0.5,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Fraction of the last calls to a service that failed; 0 is no breaker."),
         .group = QT_TRANSLATE_NOOP("catalog", "Circuit breaker")},
        {.key = "breakerCalls",
         .title = QT_TRANSLATE_NOOP("catalog", "Calls counted"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{20},
         .least = 1,
         .greatest = 10000,
         .help = QT_TRANSLATE_NOOP("catalog", "How many of the last calls are looked at; fewer say nothing."),
         .group = QT_TRANSLATE_NOOP("catalog", "Circuit breaker")},
        {.key = "breakerOpenFor",
         .title = QT_TRANSLATE_NOOP("catalog", "Open for"),
         .type = ParamType::Duration,
         .defaultValue = std::string("5s"),
         .least = 0.001,
         .greatest = 3600,
         .help = QT_TRANSLATE_NOOP("catalog", "Until the first probe. Meanwhile other services have its share; when "
                                              "there is none, the caller hears 503 at once."),
         .group = QT_TRANSLATE_NOOP("catalog", "Circuit breaker")},
        {.key = "breakerProbes",
         .title = QT_TRANSLATE_NOOP("catalog", "Probes"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{3},
         .least = 1,
         .greatest = 1000,
         .help = QT_TRANSLATE_NOOP("catalog", "Good calls in a row that close it again; one bad one opens it."),
         .group = QT_TRANSLATE_NOOP("catalog", "Circuit breaker")},
    };
}

KindInfo httpAmbassadorKind()
{
    std::vector<ParamInfo> params{portParam(8000)};
    for (std::vector<ParamInfo> part : {balanceParams(), breakerParams(), std::vector<ParamInfo>{publishParam()}})
        params.insert(params.end(), part.begin(), part.end());
    return {
        .key = "http-ambassador",
        .title = QT_TRANSLATE_NOOP("catalog", "HTTP ambassador"),
        .group = KindGroup::Patterns,
        .help = QT_TRANSLATE_NOOP(
            "catalog",
            "Ambassador (section 4.2): a proxy in the same pod, so that the main container speaks to one server on "
            "localhost while its requests are split over services by the weights of the links (90 to 10 for a trial) "
            "and "
            "balanced over the replicas of each, with retries, circuit breakers and ejection of replicas that fail."),
        .icon = "ambassador",
        .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Requests"), Direction::In, Protocol::Http, true},
                  {"services", QT_TRANSLATE_NOOP("catalog", "Services"), Direction::Out, Protocol::Http, true}},
        .params = withLimits(std::move(params), "64MiB")};
}

std::vector<ParamInfo> answerParams()
{
    return {
        {.key = "deadline",
         .title = QT_TRANSLATE_NOOP("catalog", "Deadline"),
         .type = ParamType::Duration,
         .defaultValue = std::string("1s"),
         .least = 0.001,
         .greatest = 3600,
         .help = QT_TRANSLATE_NOOP("catalog", "When it answers with what has come; sooner, if its own caller will not "
                                              "wait as long. Shards are told how much is left."),
         .group = QT_TRANSLATE_NOOP("catalog", "Answer")},
        {.key = "reserve",
         .title = QT_TRANSLATE_NOOP("catalog", "Kept back"),
         .type = ParamType::Duration,
         .defaultValue = std::string("10ms"),
         .least = 0,
         .greatest = 60,
         .help = QT_TRANSLATE_NOOP("catalog", "Of the caller's time, for merging and for the way back."),
         .group = QT_TRANSLATE_NOOP("catalog", "Answer")},
        {.key = "quorum",
         .title = QT_TRANSLATE_NOOP("catalog", "Quorum"),
         .type = ParamType::Number,
         .defaultValue = 0.5,
         .least = 0,
         .greatest = 100000,
         .help = QT_TRANSLATE_NOOP("catalog", "Shards that must have answered, else the answer is 504. Up to 1 a "
                                              "fraction of them, above 1 their number."),
         .group = QT_TRANSLATE_NOOP("catalog", "Answer")},
        {.key = "goodEnough",
         .title = QT_TRANSLATE_NOOP("catalog", "Good enough"),
         .type = ParamType::Number,
         .defaultValue = 1.0,
         .least = 0,
         .greatest = 100000,
         .help = QT_TRANSLATE_NOOP("catalog", "Shards after which it answers at once and takes the other questions "
                                              "back; counted like the quorum, 1 is all."),
         .group = QT_TRANSLATE_NOOP("catalog", "Answer")},
        {.key = "canary",
         .title = QT_TRANSLATE_NOOP("catalog", "Canary"),
         .type = ParamType::Bool,
         .defaultValue = false,
         .help =
             QT_TRANSLATE_NOOP("catalog", "Ask one shard first, and the others only when it has answered: a request "
                                          "that kills leaves kills one."),
         .group = QT_TRANSLATE_NOOP("catalog", "Answer")},
        {.key = "maxInFlight",
         .title = QT_TRANSLATE_NOOP("catalog", "In flight"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{1000},
         .least = 1,
         .greatest = 1000000,
         .help = QT_TRANSLATE_NOOP("catalog", "Requests at once; more are shed with 503."),
         .group = QT_TRANSLATE_NOOP("catalog", "Limits")},
    };
}

std::vector<ParamInfo> hedgeParams()
{
    return {
        {.key = "hedge",
         .title = QT_TRANSLATE_NOOP("catalog", "Ask again"),
         .type = ParamType::Choice,
         .defaultValue = std::string("after-quantile"),
         .choices = {"after-quantile", "tied", "none"},
         .help = QT_TRANSLATE_NOOP(
             "catalog",
             "after-quantile: a shard that is slow for its kind is asked again, and the first answer counts. "
             "tied: each is asked twice, and what still waits is taken back. Give shards replicas, and "
             "choose none where a request changes something."),
         .group = QT_TRANSLATE_NOOP("catalog", "Hedging")},
        {.key = "hedgeQuantile",
         .title = QT_TRANSLATE_NOOP("catalog", "Slow is beyond"),
         .type = ParamType::Number,
         .defaultValue = 0.95,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Quantile of a shard's last 200 answers after which it is asked again."),
         .group = QT_TRANSLATE_NOOP("catalog", "Hedging")},
        {.key = "hedgeBudget",
         .title = QT_TRANSLATE_NOOP("catalog", "Budget"),
         .type = ParamType::Number,
         .defaultValue = 0.05,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Second questions over all questions, at most; not for tied ones."),
         .group = QT_TRANSLATE_NOOP("catalog", "Hedging")},
        {.key = "tiedAfter",
         .title = QT_TRANSLATE_NOOP("catalog", "Tied after"),
         .type = ParamType::Duration,
         .defaultValue = std::string("1ms"),
         .least = 0,
         .greatest = 60,
         .help = QT_TRANSLATE_NOOP("catalog", "Between the two of a tied pair."),
         .group = QT_TRANSLATE_NOOP("catalog", "Hedging")},
    };
}

KindInfo rootKind()
{
    std::vector<ParamInfo> params{portParam(8090)};
    for (std::vector<ParamInfo> part : {answerParams(), hedgeParams(), std::vector<ParamInfo>{publishParam()}})
        params.insert(params.end(), part.begin(), part.end());
    return {
        .key = "scatter-root",
        .title = QT_TRANSLATE_NOOP("catalog", "Scatter/gather root"),
        .group = KindGroup::Patterns,
        .help = QT_TRANSLATE_NOOP(
            "catalog",
            "Scatter/gather (section 5.3): asks all its shards at once and makes one answer of theirs. A shard is a "
            "container or another root; your own service merges the parts, if you link one. At the deadline the answer "
            "is partial and names what is missing. With 100 leaves of which each is slow once in 100 times, 63 of 100 "
            "answers are slow: ask again, or be content with less than all."),
        .icon = "root",
        .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Requests"), Direction::In, Protocol::Http, true},
                  {"shards", QT_TRANSLATE_NOOP("catalog", "Shards"), Direction::Out, Protocol::Http, true},
                  {"merge", QT_TRANSLATE_NOOP("catalog", "Merge"), Direction::Out, Protocol::Http, false}},
        .params = withLimits(std::move(params), "128MiB")};
}

std::vector<ParamInfo> sourceParams()
{
    return {
        {.key = "image",
         .title = QT_TRANSLATE_NOOP("catalog", "Image"),
         .type = ParamType::Text,
         .defaultValue = std::string(""),
         .help = QT_TRANSLATE_NOOP("catalog", "An image that has git, or curl for an archive; needed to deploy, not to "
                                              "simulate."),
         .group = QT_TRANSLATE_NOOP("catalog", "General")},
        {.key = "mounts",
         .title = QT_TRANSLATE_NOOP("catalog", "Mounts"),
         .type = ParamType::Mounts,
         .defaultValue = std::vector<std::string>{},
         .help = QT_TRANSLATE_NOOP("catalog", "VOLUME:/PATH or VOLUME:/PATH:ro, one an entry."),
         .group = QT_TRANSLATE_NOOP("catalog", "General")},
        {.key = "source",
         .title = QT_TRANSLATE_NOOP("catalog", "Source"),
         .type = ParamType::Text,
         .defaultValue = std::string(""),
         .help = QT_TRANSLATE_NOOP("catalog", "A git repository: http://, https:// or an absolute path. Or an archive: "
                                              "http:// or https://, its name ending in .tar, .tar.gz or .tgz."),
         .group = QT_TRANSLATE_NOOP("catalog", "Source")},
        {.key = "revision",
         .title = QT_TRANSLATE_NOOP("catalog", "Revision"),
         .type = ParamType::Text,
         .defaultValue = std::string("HEAD"),
         .help = QT_TRANSLATE_NOOP("catalog", "Of a repository: a branch, a tag, or HEAD."),
         .group = QT_TRANSLATE_NOOP("catalog", "Source")},
        {.key = "folder",
         .title = QT_TRANSLATE_NOOP("catalog", "Folder"),
         .type = ParamType::Text,
         .defaultValue = std::string("/content"),
         .help = QT_TRANSLATE_NOOP("catalog", "Absolute path below one of its mounts."),
         .group = QT_TRANSLATE_NOOP("catalog", "Folder")},
        {.key = "link",
         .title = QT_TRANSLATE_NOOP("catalog", "Link"),
         .type = ParamType::Text,
         .defaultValue = std::string("current"),
         .help = QT_TRANSLATE_NOOP("catalog", "Name of the link in the folder that readers follow."),
         .group = QT_TRANSLATE_NOOP("catalog", "Folder")},
        {.key = "keepStale",
         .title = QT_TRANSLATE_NOOP("catalog", "Keep old trees"),
         .type = ParamType::Duration,
         .defaultValue = std::string("60s"),
         .least = 0,
         .greatest = 86400,
         .help = QT_TRANSLATE_NOOP("catalog", "For readers that are still in them."),
         .group = QT_TRANSLATE_NOOP("catalog", "Folder")},
    };
}

std::vector<ParamInfo> fetchParams()
{
    return {
        {.key = "period",
         .title = QT_TRANSLATE_NOOP("catalog", "Period"),
         .type = ParamType::Duration,
         .defaultValue = std::string("10s"),
         .least = 0.01,
         .greatest = 86400,
         .help = QT_TRANSLATE_NOOP("catalog", "Between a good fetch and the next."),
         .group = QT_TRANSLATE_NOOP("catalog", "Fetching")},
        {.key = "fetchTimeout",
         .title = QT_TRANSLATE_NOOP("catalog", "Time-out"),
         .type = ParamType::Duration,
         .defaultValue = std::string("120s"),
         .least = 0.01,
         .greatest = 86400,
         .help = QT_TRANSLATE_NOOP("catalog", "A fetch that takes longer has failed."),
         .group = QT_TRANSLATE_NOOP("catalog", "Fetching")},
        {.key = "backoffMost",
         .title = QT_TRANSLATE_NOOP("catalog", "Longest back-off"),
         .type = ParamType::Duration,
         .defaultValue = std::string("5m"),
         .least = 1,
         .greatest = 86400,
         .help = QT_TRANSLATE_NOOP("catalog", "After failures the wait doubles from a second up to this."),
         .group = QT_TRANSLATE_NOOP("catalog", "Fetching")},
        {.key = "maxArchive",
         .title = QT_TRANSLATE_NOOP("catalog", "Archive limit"),
         .type = ParamType::Bytes,
         .defaultValue = std::string("64MiB"),
         .least = 1024,
         .greatest = 4294967296,
         .help = QT_TRANSLATE_NOOP("catalog", "Largest archive that is fetched."),
         .group = QT_TRANSLATE_NOOP("catalog", "Fetching")},
        {.key = "maxTree",
         .title = QT_TRANSLATE_NOOP("catalog", "Tree limit"),
         .type = ParamType::Bytes,
         .defaultValue = std::string("256MiB"),
         .least = 1024,
         .greatest = 68719476736,
         .help = QT_TRANSLATE_NOOP("catalog", "Of an archive, unpacked: a small one may hold a thousand times its "
                                              "size."),
         .group = QT_TRANSLATE_NOOP("catalog", "Fetching")},
        {.key = "fetchTime",
         .title = QT_TRANSLATE_NOOP("catalog", "Fetch time"),
         .type = ParamType::Distribution,
         .defaultValue = std::string("exponential(500ms)"),
         .help = QT_TRANSLATE_NOOP("catalog", "Of a fetch, in the simulator."),
         .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
        {.key = "failureRate",
         .title = QT_TRANSLATE_NOOP("catalog", "Failure rate"),
         .type = ParamType::Number,
         .defaultValue = 0.0,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Fraction of fetches that fail, in the simulator, 0 to 1."),
         .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
        {.key = "changeEvery",
         .title = QT_TRANSLATE_NOOP("catalog", "Source changes"),
         .type = ParamType::Duration,
         .defaultValue = std::string("60s"),
         .least = 0,
         .greatest = 31536000,
         .help = QT_TRANSLATE_NOOP("catalog", "Mean time between two changes of the source, in the simulator; 0 is "
                                              "never."),
         .group = QT_TRANSLATE_NOOP("catalog", "Behaviour")},
    };
}

KindInfo syncKind()
{
    std::vector<ParamInfo> params{portParam(8060)};
    for (std::vector<ParamInfo> part : {sourceParams(), fetchParams()})
        params.insert(params.end(), part.begin(), part.end());
    return {.key = "content-sync",
            .title = QT_TRANSLATE_NOOP("catalog", "Content sync"),
            .group = KindGroup::Patterns,
            .help = QT_TRANSLATE_NOOP(
                "catalog",
                "Sidecar (section 4.1): keeps a volume that it shares with the main container the same as a git "
                "repository, or as an archive on a web server. Each revision is a tree of its own, and one rename of a "
                "link publishes it: a reader never sees a mix, and what was published stays when the source is away."),
            .icon = "sync",
            .ports = {{"in", QT_TRANSLATE_NOOP("catalog", "Status"), Direction::In, Protocol::Http, true}},
            .params = withLimits(std::move(params), "128MiB")};
}

} // namespace

std::vector<KindInfo> servingKinds()
{
    return {httpAmbassadorKind(), rootKind(), syncKind()};
}

} // namespace bayplan
