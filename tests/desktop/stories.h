// SPDX-License-Identifier: GPL-3.0-or-later
// A golden story for each pattern, as data: an example as small as tells it, one fault, and what a person must find in
// the views before it, while it is on and after it. The same stories are simulated and deployed.
#pragma once

#include "engine/base/time.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/edit.h"

#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bayplan {

/// Where a person looks. What `where` and `column` of a claim name there stands behind.
enum class Look {
    Card,     ///< on the canvas, what it says when the cursor rests on it: a container's id; a word behind a number
    Lives,    ///< the table of lives: an instance; a heading
    Lane,     ///< the lane of a life at the instant: an instance
    Losses,   ///< the sentence above the lives
    Chart,    ///< of the whole system: a chart; a line, at the instant
    Election, ///< the sentence above the lanes of the only election; a word behind a number
    Unsafe,   ///< the warning beside it
    Queues,   ///< the table of queues: an instance; a heading
    Workers,  ///< likewise
    Ring,     ///< the servers of the ring: an instance; a heading
    Tree,     ///< of who asks whom: an instance; a heading
    Answers,  ///< the sentences about a root: an instance; a word behind a number
    Verdict,  ///< of an assertion: its id
};

enum class Says { Is, Has, HasNot, AtLeast, AtMost };

struct Claim {
    Look look = Look::Card;
    std::string where, column;
    Says says = Says::Has;
    std::string words; ///< of Is, Has, HasNot
    double number = 0; ///< of AtLeast, AtMost; shares of one, seconds
};

struct Instant {
    Duration at{0}; ///< of the simulated run; deployed, as soon as it is so
    std::vector<Claim> claims;
};

struct Story {
    std::string name, example;
    std::set<ElementId> leftOut; ///< of the example: what the story does not need
    std::vector<std::pair<ElementId, Params>> changes;
    std::string fault;                ///< a kind of the catalog without "fault."
    std::vector<std::string> targets; ///< each is hit at storyFaultAt, for storyFaultFor
    std::vector<std::pair<ElementId, std::string>> assertions;
    Instant before, during, after;
    std::vector<std::pair<ElementId, Params>> deployedWith = {}; ///< changes that only an engine needs
};

/// An image with git, and a repository in it.
inline constexpr const char *storyGitImage = "bayplan-story/git:1";
inline constexpr const char *storyRepository = "/tmp/bayplan-story/site.git";

inline constexpr Duration storyFaultAt = std::chrono::seconds(8);
inline constexpr Duration storyFaultFor = std::chrono::seconds(6);

inline Claim has(Look look, std::string where, std::string words)
{
    return {look, std::move(where), {}, Says::Has, std::move(words)};
}
inline Claim hasNot(Look look, std::string where, std::string words)
{
    return {look, std::move(where), {}, Says::HasNot, std::move(words)};
}
inline Claim is(Look look, std::string where, std::string column, std::string words)
{
    return {look, std::move(where), std::move(column), Says::Is, std::move(words)};
}
inline Claim atLeast(double number, Look look, std::string where, std::string column)
{
    return {look, std::move(where), std::move(column), Says::AtLeast, {}, number};
}
inline Claim atMost(double number, Look look, std::string where, std::string column)
{
    return {look, std::move(where), std::move(column), Says::AtMost, {}, number};
}
inline Claim passes(std::string assertion)
{
    return {Look::Verdict, std::move(assertion), {}, Says::Is, "PASS"};
}

/// The drawing that is run; without its fault to see that the story is about it.
inline void change(Topology &drawn, const std::vector<std::pair<ElementId, Params>> &changes)
{
    for (const auto &[id, params] : changes)
        for (const auto &[key, value] : params)
            apply(drawn, setParam(drawn, id, key, value).value());
}

inline Topology drawingOf(const Story &story, bool withFault = true)
{
    auto document =
        loadDocument(std::string(BAYPLAN_SOURCE_DIR) + "/resources/examples/" + story.example + ".bayplan.json");
    Topology drawn = document.value().topology;
    apply(drawn, removeElements(drawn, story.leftOut));
    change(drawn, story.changes);
    drawn.faults.clear();
    drawn.assertions.clear();
    drawn.settings.params["warmUp"] = std::string("0s"); // figures of the whole story
    drawn.settings.params["duration"] = std::string("30s");
    for (std::size_t i = 0; withFault && i < story.targets.size(); ++i) {
        const std::string id = "story-" + std::to_string(i);
        drawn.faults[id] = {.id = id,
                            .kind = story.fault,
                            .target = story.targets[i],
                            .params = {{"at", formatDuration(storyFaultAt)}, {"for", formatDuration(storyFaultFor)}}};
    }
    for (const auto &[id, text] : story.assertions)
        drawn.assertions[id] = {.id = id, .text = text};
    return drawn;
}

// ---- the stories ---------------------------------------------------------------------------------------------------

/// Section 3: its life is seen from outside, and what its end costs.
inline Story managedContainerStory()
{
    using namespace std::chrono_literals;
    return {.name = "single container: killed, and down until it is started again",
            .example = "managed-container",
            .changes = {{"web-app", {{"startupTime", std::string("2s")}}}},
            .fault = "kill",
            .targets = {"web"},
            .before = {7s,
                       {is(Look::Lives, "web/app", "Phase", "ready"), has(Look::Lane, "web/app", "ready since"),
                        has(Look::Card, "web-app", "Up"), has(Look::Card, "client-load", "p99")}},
            .during = {13s,
                       {is(Look::Lives, "web/app", "Phase", "down"), has(Look::Lane, "web/app", "down since"),
                        has(Look::Lane, "web/app", "killed"), has(Look::Card, "web-app", "Down"),
                        has(Look::Card, "web-app", "fault(s) on"),
                        hasNot(Look::Card, "client-load", "p99"), // nobody is answered
                        atLeast(10, Look::Chart, "Errors", "errors")}},
            .after = {20s,
                      {is(Look::Lives, "web/app", "Phase", "ready"), has(Look::Card, "web-app", "1 restart(s)"),
                       atLeast(1, Look::Lives, "web/app", "Restarts"), atLeast(20, Look::Lives, "web/app", "Lost down"),
                       atLeast(5.5, Look::Lives, "web/app", "Down, longest"),
                       atMost(15, Look::Lives, "web/app", "Down, longest"), has(Look::Losses, "", "while down"),
                       has(Look::Card, "client-load", "p99"), atMost(0, Look::Chart, "Errors", "errors")}}};
}

/// 4.1: what the sidecar suffers is not seen by the container beside it, and nothing is lost.
inline Story logSaverStory()
{
    using namespace std::chrono_literals;
    return {
        .name = "sidecar: the log server is away, and no line is lost",
        .example = "log-saver",
        .fault = "kill",
        .targets = {"logs"},
        .assertions = {{"undisturbed", "errors of client-web == 0"},
                       {"none-lost", "linesDropped of web-log-saver == 0"},
                       {"some-twice", "duplicates of web-log-saver > 0"}},
        .before = {7s,
                   {has(Look::Card, "logs-sink", "Up"), atLeast(150, Look::Card, "web-log-saver", "lines delivered")}},
        .during = {13500ms, // 50 lines a second come meanwhile
                   {has(Look::Card, "logs-sink", "Down"), is(Look::Lives, "web/log-saver", "Phase", "ready"),
                    atMost(550, Look::Card, "web-log-saver", "lines delivered"), passes("undisturbed")}},
        .after = {22s,
                  {has(Look::Card, "logs-sink", "Up"), atLeast(900, Look::Card, "web-log-saver", "lines delivered"),
                   passes("undisturbed"), passes("none-lost"), passes("some-twice")}}};
}

/// 4.1: the container beside it serves on with what was published.
inline Story contentSyncStory()
{
    using namespace std::chrono_literals;
    return {.name = "sidecar: content is not renewed, and served all the same",
            .example = "content-sync",
            .changes = {{"site-sync",
                         {{"period", std::string("1s")}, {"changeEvery", std::string("4s")}, {"failureRate", 0.0}}}},
            .fault = "kill",
            .targets = {"site/sync"},
            .assertions = {{"undisturbed", "errors of client-site == 0"}, {"fresh", "syncAge of site-sync < 3s"}},
            .before = {7s,
                       {has(Look::Card, "site-sync", "Up"), hasNot(Look::Card, "site-sync", "nothing synced"),
                        is(Look::Lives, "site/sync", "Phase", "ready")}},
            .during = {13s,
                       {has(Look::Card, "site-sync", "Down"), is(Look::Lives, "site/sync", "Phase", "down"),
                        is(Look::Lives, "site/web", "Phase", "ready"), has(Look::Card, "client-load", "p99")}},
            .after = {22s,
                      {has(Look::Card, "site-sync", "Up"), has(Look::Card, "site-sync", "1 restart(s)"),
                       hasNot(Look::Card, "site-sync", "nothing synced"), passes("undisturbed"), passes("fresh")}},
            .deployedWith = {
                {"site-sync", {{"image", std::string(storyGitImage)}, {"source", std::string(storyRepository)}}}}};
}

/// 4.2: a server that does not answer leaves the ring, and comes back.
inline Story cacheAmbassadorStory()
{
    using namespace std::chrono_literals;
    return {
        .name = "ambassador: a dead cache is ejected and comes back",
        .example = "sharded-cache",
        .leftOut = {"jobs", "logs", "monitor", "workers", "web-adapter", "web-elector", "web-log-saver"},
        .changes = {{"web", {{"replicas", std::int64_t{1}}}},
                    {"web-ambassador", {{"retryTimeout", std::string("5s")}}}},
        .fault = "kill",
        .targets = {"cache-1"},
        .before = {7s,
                   {is(Look::Ring, "cache-1/memcached", "State", "in the ring"),
                    atLeast(0.1, Look::Ring, "cache-1/memcached", "Keys"), has(Look::Card, "cache-1-memcached", "Up"),
                    hasNot(Look::Card, "web-ambassador", "ejected")}},
        .during = {13s,
                   {is(Look::Ring, "cache-1/memcached", "State", "ejected"),
                    atMost(0, Look::Ring, "cache-1/memcached", "Keys"), has(Look::Card, "cache-1-memcached", "Down"),
                    has(Look::Card, "web-ambassador", "1 of 3 servers ejected")}},
        .after = {24s,
                  {is(Look::Ring, "cache-1/memcached", "State", "in the ring"),
                   atLeast(0.1, Look::Ring, "cache-1/memcached", "Keys"),
                   atLeast(1, Look::Ring, "cache-1/memcached", "Failures"),
                   hasNot(Look::Card, "web-ambassador", "ejected")}}};
}

/// 4.2: what one replica does not answer is asked of another.
inline Story httpAmbassadorStory()
{
    using namespace std::chrono_literals;
    return {.name = "ambassador: a dead replica is ejected, and the other answers",
            .example = "http-ambassador",
            .leftOut = {"v2"},
            .changes = {{"v1", {{"replicas", std::int64_t{2}}}}, {"client-load", {{"rate", 50.0}}}},
            .fault = "kill",
            .targets = {"v1-0"},
            .assertions = {{"kept", "errorRatio of client-web < 2%"},
                           {"ejected", "ejections of web-ambassador > 0"},
                           {"tried-again", "retries of web-ambassador > 0"}},
            .before = {7s,
                       {has(Look::Card, "v1-app", "2 of 2 replicas up"), is(Look::Lives, "v1-0/app", "Phase", "ready"),
                        has(Look::Card, "client-load", "p99")}},
            .during = {13s,
                       {has(Look::Card, "v1-app", "1 of 2 replicas up"), is(Look::Lives, "v1-0/app", "Phase", "down"),
                        has(Look::Card, "client-load", "p99"), passes("ejected")}},
            .after = {24s,
                      {has(Look::Card, "v1-app", "2 of 2 replicas up"), passes("kept"), passes("ejected"),
                       passes("tried-again")}}};
}

/// 4.3: the one interface stays when what is behind it does not.
inline Story adapterStory()
{
    using namespace std::chrono_literals;
    return {
        .name = "adapter: says that what it adapts is dead, and answers on",
        .example = "metrics-adapter",
        .changes = {{"client-load", {{"rate", 50.0}}}},
        .fault = "kill",
        .targets = {"cache/memcached"},
        .assertions = {{"scraped", "errors of monitor-adapter == 0"},
                       {"noticed", "scrapesFailed of cache-adapter >= 3"}},
        .before = {7s, {atLeast(1, Look::Card, "cache-adapter", "samples"), has(Look::Card, "cache-memcached", "Up")}},
        .during = {13s,
                   {hasNot(Look::Card, "cache-adapter", "samples"), has(Look::Card, "cache-memcached", "Down"),
                    is(Look::Lives, "cache/adapter", "Phase", "ready")}},
        .after = {18s,
                  {atLeast(1, Look::Card, "cache-adapter", "samples"), has(Look::Card, "cache-memcached", "Up"),
                   passes("scraped"), passes("noticed")}}};
}

/// 5.1: no two of the three hear one another, so whoever led gives up by itself, and nobody follows.
inline Story electionStory()
{
    using namespace std::chrono_literals;
    return {
        .name = "leader election: no quorum, no leader",
        .example = "leader-election",
        .leftOut = {"client"},
        .fault = "cut",
        .targets = {"service-0", "service-1"},
        .assertions = {{"again", "elections >= 2"}},
        .before = {7s,
                   {has(Look::Election, "", "led by service-"), has(Look::Card, "service-elector", "leader service-")}},
        .during = {13s,
                   {has(Look::Election, "", "no leader"), hasNot(Look::Election, "", "led by"),
                    has(Look::Card, "service-elector", "no leader"),
                    has(Look::Card, "service-elector", "3 of 3 replicas up")}},
        .after = {20s,
                  {has(Look::Election, "", "led by service-"), hasNot(Look::Election, "", "term 1;"),
                   atLeast(4, Look::Election, "", "s in all"), is(Look::Unsafe, "", "", ""), passes("again"),
                   has(Look::Card, "service-elector", "leader service-")}}};
}

/// 5.2: what the dead worker had is done by another.
inline Story workQueueStory()
{
    using namespace std::chrono_literals;
    return {.name = "work queue: a worker dies, tasks wait, and none is lost",
            .example = "work-queue",
            .changes = {{"workers-worker", {{"failureRate", 0.1}}}},
            .fault = "kill",
            .targets = {"workers-1"},
            .assertions = {{"none-lost", "lost of jobs/queue == 0"}, {"none-dead", "dead of jobs/queue == 0"}},
            .before = {7s,
                       {is(Look::Workers, "workers-1/worker", "State", "up"),
                        has(Look::Card, "workers-worker", "2 of 2 replicas up")}},
            .during = {13500ms,
                       {is(Look::Workers, "workers-1/worker", "State", "down"),
                        is(Look::Workers, "workers-0/worker", "State", "up"),
                        atLeast(10, Look::Queues, "jobs/queue", "Depth"),
                        has(Look::Card, "workers-worker", "1 of 2 replicas up")}},
            .after = {24s,
                      {is(Look::Workers, "workers-1/worker", "State", "up"),
                       atLeast(150, Look::Queues, "jobs/queue", "Done"),
                       atLeast(1, Look::Queues, "jobs/queue", "Retried"), passes("none-lost"), passes("none-dead")}}};
}

/// 5.3: an answer that lacks a part says so, and says whose.
inline Story scatterGatherStory()
{
    using namespace std::chrono_literals;
    const Params leaf{{"serviceTime", std::string("exponential(8ms)")}}; // none is late by itself
    const Params single{{"replicas", std::int64_t{1}}};
    return {
        .name = "scatter/gather: a leaf is dead, and answers lack it by name",
        .example = "scatter-gather",
        .leftOut = {"west", "west-1", "west-2", "west-3"},
        .changes = {{"client-load", {{"rate", 20.0}}},
                    {"east-1", single},
                    {"east-2", single},
                    {"east-3", single},
                    {"east-1-leaf", leaf},
                    {"east-2-leaf", leaf},
                    {"east-3-leaf", leaf}},
        .fault = "kill",
        .targets = {"east-2"},
        .assertions = {{"answered", "errors of client-search == 0"}},
        .before = {7s,
                   {atMost(5, Look::Tree, "east-2/leaf", "Missing"), has(Look::Card, "east-2-leaf", "Up"),
                    atLeast(40, Look::Answers, "east/root", "whole")}},
        .during = {13s,
                   {atLeast(20, Look::Tree, "east-2/leaf", "Missing"), atMost(5, Look::Tree, "east-1/leaf", "Missing"),
                    has(Look::Answers, "east/root", "lacked: east-2"), has(Look::Card, "east-2-leaf", "Down"),
                    atLeast(20, Look::Card, "east-root", "partial")}},
        .after = {20s,
                  {has(Look::Card, "east-2-leaf", "Up"), atLeast(200, Look::Answers, "east/root", "whole"),
                   passes("answered")}}};
}

inline const std::vector<Story> &stories()
{
    static const std::vector<Story> all{managedContainerStory(), logSaverStory(),       contentSyncStory(),
                                        cacheAmbassadorStory(),  httpAmbassadorStory(), adapterStory(),
                                        electionStory(),         workQueueStory(),      scatterGatherStory()};
    return all;
}

} // namespace bayplan
