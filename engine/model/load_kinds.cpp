// SPDX-License-Identifier: Apache-2.0
// The load generator: who asks, how often, and how that changes over time.
#include "engine/base/translatable.h"
#include "engine/model/catalog_kinds.h"

#include <iterator>
#include <utility>

namespace bayplan {
namespace {

std::vector<ParamInfo> arrivalParams()
{
    return {
        {.key = "arrivals",
         .title = QT_TRANSLATE_NOOP("catalog", "Arrivals"),
         .type = ParamType::Choice,
         .defaultValue = std::string("poisson"),
         .choices = {"poisson", "constant", "closed-loop", "trace"},
         .help = QT_TRANSLATE_NOOP("catalog", "How requests follow each other: at random, evenly, each user after an "
                                              "answer, or as recorded."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
        {.key = "rate",
         .title = QT_TRANSLATE_NOOP("catalog", "Rate"),
         .type = ParamType::Number,
         .defaultValue = 10.0,
         .unit = QT_TRANSLATE_NOOP("catalog", "/s"),
         .least = 0,
         .greatest = 10000000,
         .help = QT_TRANSLATE_NOOP("catalog", "Requests per second over all targets together; open loop."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
        {.key = "users",
         .title = QT_TRANSLATE_NOOP("catalog", "Users"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{10},
         .least = 1,
         .greatest = 1000000,
         .help = QT_TRANSLATE_NOOP("catalog", "Closed loop: users at once."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
        {.key = "thinkTime",
         .title = QT_TRANSLATE_NOOP("catalog", "Think time"),
         .type = ParamType::Distribution,
         .defaultValue = std::string("exponential(1s)"),
         .help = QT_TRANSLATE_NOOP("catalog", "Closed loop: between an answer and the user's next request."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
    };
}

std::vector<ParamInfo> shapeParams()
{
    return {
        {.key = "shape",
         .title = QT_TRANSLATE_NOOP("catalog", "Shape"),
         .type = ParamType::Choice,
         .defaultValue = std::string("steady"),
         .choices = {"steady", "ramp", "bursts", "daily"},
         .help = QT_TRANSLATE_NOOP("catalog",
                                   "How the rate of random and even arrivals changes. ramp: to the peak within the "
                                   "period, then it stays. bursts: each period begins with one at the peak. daily: a "
                                   "wave from the rate up to the peak and back in each period."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "peakRate",
         .title = QT_TRANSLATE_NOOP("catalog", "Peak rate"),
         .type = ParamType::Number,
         .defaultValue = 20.0,
         .unit = QT_TRANSLATE_NOOP("catalog", "/s"),
         .least = 0,
         .greatest = 10000000,
         .help = QT_TRANSLATE_NOOP("catalog", "Requests per second at the end of a ramp, in a burst, at noon."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "period",
         .title = QT_TRANSLATE_NOOP("catalog", "Period"),
         .type = ParamType::Duration,
         .defaultValue = std::string("60s"),
         .least = 0.001,
         .greatest = 31536000,
         .help = QT_TRANSLATE_NOOP("catalog", "Of bursts and waves; of a ramp, how long it climbs."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "burst",
         .title = QT_TRANSLATE_NOOP("catalog", "Burst"),
         .type = ParamType::Duration,
         .defaultValue = std::string("5s"),
         .least = 0,
         .greatest = 31536000,
         .help = QT_TRANSLATE_NOOP("catalog", "How long each burst lasts."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "profile",
         .title = QT_TRANSLATE_NOOP("catalog", "Profile"),
         .type = ParamType::TextList,
         .defaultValue = std::vector<std::string>{},
         .help = QT_TRANSLATE_NOOP("catalog",
                                   "daily: requests per second in equal parts of the period, in place of the wave; 24 "
                                   "of them are the hours of a day."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "batch",
         .title = QT_TRANSLATE_NOOP("catalog", "Batch"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{1},
         .least = 1,
         .greatest = 100000,
         .help = QT_TRANSLATE_NOOP("catalog", "Requests that come at the same instant; the rate counts requests."),
         .group = QT_TRANSLATE_NOOP("catalog", "Shape")},
        {.key = "trace",
         .title = QT_TRANSLATE_NOOP("catalog", "Trace"),
         .type = ParamType::Text,
         .defaultValue = std::string(),
         .help = QT_TRANSLATE_NOOP("catalog", "Recorded times between requests, like 12ms 3.5ms 0s 1s; at most 50,000. "
                                              "bayplanctl fit --trace makes them out of a CSV file."),
         .group = QT_TRANSLATE_NOOP("catalog", "Trace")},
        {.key = "traceRepeats",
         .title = QT_TRANSLATE_NOOP("catalog", "Again"),
         .type = ParamType::Bool,
         .defaultValue = false,
         .help = QT_TRANSLATE_NOOP("catalog", "At its end the trace begins again."),
         .group = QT_TRANSLATE_NOOP("catalog", "Trace")},
    };
}

std::vector<ParamInfo> requestParams()
{
    return {
        {.key = "requestBytes",
         .title = QT_TRANSLATE_NOOP("catalog", "Request size"),
         .type = ParamType::Bytes,
         .defaultValue = std::string("200B"),
         .least = 0,
         .greatest = 104857600,
         .help = QT_TRANSLATE_NOOP("catalog", "Size of a request."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
        {.key = "maxInFlight",
         .title = QT_TRANSLATE_NOOP("catalog", "Most in flight"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{10000},
         .least = 1,
         .greatest = 100000000,
         .help =
             QT_TRANSLATE_NOOP("catalog", "Requests that wait for an answer; more are counted as failed and not sent."),
         .group = QT_TRANSLATE_NOOP("catalog", "Load")},
        {.key = "keys",
         .title = QT_TRANSLATE_NOOP("catalog", "Keys"),
         .type = ParamType::Integer,
         .defaultValue = std::int64_t{1000},
         .least = 1,
         .greatest = 100000000,
         .help = QT_TRANSLATE_NOOP(
             "catalog", "How many different keys it asks for: of a cache, and over http of who balances by a hash."),
         .group = QT_TRANSLATE_NOOP("catalog", "Keys")},
        {.key = "keySkew",
         .title = QT_TRANSLATE_NOOP("catalog", "Key skew"),
         .type = ParamType::Number,
         .defaultValue = 0.0,
         .least = 0,
         .greatest = 5,
         .help = QT_TRANSLATE_NOOP("catalog", "Exponent of Zipf's law over the keys; 0 is uniform."),
         .group = QT_TRANSLATE_NOOP("catalog", "Keys")},
        {.key = "writeFraction",
         .title = QT_TRANSLATE_NOOP("catalog", "Writes"),
         .type = ParamType::Number,
         .defaultValue = 0.1,
         .least = 0,
         .greatest = 1,
         .help = QT_TRANSLATE_NOOP("catalog", "Fraction of memcache calls that set a key."),
         .group = QT_TRANSLATE_NOOP("catalog", "Keys")},
        {.key = "valueBytes",
         .title = QT_TRANSLATE_NOOP("catalog", "Value size"),
         .type = ParamType::Bytes,
         .defaultValue = std::string("100B"),
         .least = 0,
         .greatest = 1048576,
         .help = QT_TRANSLATE_NOOP("catalog", "Size of a value that it sets."),
         .group = QT_TRANSLATE_NOOP("catalog", "Keys")},
    };
}

} // namespace

KindInfo loadKind()
{
    std::vector<ParamInfo> params;
    for (std::vector<ParamInfo> part : {arrivalParams(), shapeParams(), requestParams()})
        std::move(part.begin(), part.end(), std::back_inserter(params));
    return {.key = "load",
            .title = QT_TRANSLATE_NOOP("catalog", "Load"),
            .group = KindGroup::Containers,
            .help = QT_TRANSLATE_NOOP("catalog",
                                      "A load generator. Open loop: it sends at its rate whatever comes back, and "
                                      "latency counts from the intended instant (no coordinated omission). Closed "
                                      "loop: each user waits for the answer and thinks before the next request."),
            .icon = "load",
            .ports = {{"target", QT_TRANSLATE_NOOP("catalog", "Target"), Direction::Out, Protocol::Any, true}},
            .params = withLimits(std::move(params), "64MiB")};
}

} // namespace bayplan
