// SPDX-License-Identifier: GPL-3.0-or-later
// One container that is managed (section 3), and what goes beside it into its pod (section 4).
#include "app/desktop/pattern_draft.h"
#include "app/desktop/recipe_tables.h"
#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {

namespace {

// ---- section 3 ----

void makeManaged(PatternDraft &draft, const ParamReader &answers)
{
    const auto app = draft.serve("container", "web", "app");
    const auto pod = draft.podOf(app);
    draft.set(app, answers, {"startupTime", "onStop"});
    draft.set(pod, "stopGrace", answers.value("stopGrace"));
    draft.replicas(pod, answers.integer("replicas"));
    if (draft.isNew(app)) {
        draft.set(app, "serviceTime", std::string("exponential(20ms)"));
        draft.set(app, "concurrency", std::int64_t(8));
    }
    draft.client(app, answers.number("clientRate"));
    if (answers.flag("rehearse")) {
        const auto roll = draft.fault("roll", pod);
        draft.set(roll, "at", draft.moment(1.0 / 3, std::chrono::seconds(20)));
        draft.set(roll, "settle", std::string("2s"));
    }
}

PatternRecipe managedRecipe()
{
    return {
        .key = "managed-container",
        .title = QT_TRANSLATE_NOOP("catalog", "Managed container"),
        .icon = "container",
        .words = {QT_TRANSLATE_NOOP("catalog", "One container that can be started, asked, drained and replaced."),
                  QT_TRANSLATE_NOOP("catalog", "It is ready after its start-up time and gets no request before."),
                  QT_TRANSLATE_NOOP("catalog", "At SIGTERM it takes nothing new and finishes what it has."),
                  QT_TRANSLATE_NOOP("catalog", "Use it for whatever shall be restarted without losing requests."),
                  QT_TRANSLATE_NOOP("catalog", "Deployed, our agent answers /healthz, /readyz and /metrics."),
                  QT_TRANSLATE_NOOP("catalog",
                                    "It costs a handler for SIGTERM and a grace time longer than the work.")},
        .questions = {asked("pod", "replicas", std::int64_t(3)),
                      asked("container", "startupTime", std::string("3s")),
                      asked("container", "onStop"),
                      asked("pod", "stopGrace"),
                      askedRate(100),
                      {.key = "rehearse",
                       .title = QT_TRANSLATE_NOOP("catalog", "Rehearse a restart"),
                       .type = ParamType::Bool,
                       .defaultValue = true,
                       .help =
                           QT_TRANSLATE_NOOP("catalog", "Plans a rolling restart of the pod in the scenario, to see "
                                                        "what it costs.")}},
        .mainKind = "container",
        .docks = {"lifecycleDock", "containersDock", "metricsDock"},
        .picture = {.pods = {{6.5, 1.9, 3.6, 3.2}},
                    .boxes = {{1.2, 2.8, "load", false}, {7.4, 2.8, "container", true}},
                    .arrows = {{0, 1}}},
        .parts = makeManaged,
    };
}

// ---- section 4.1 ----

std::string folderOf(const std::string &file)
{
    const auto slash = file.rfind('/');
    return slash == 0 || slash == std::string::npos ? "/" : file.substr(0, slash);
}

void makeLogSaver(PatternDraft &draft, const ParamReader &answers)
{
    const auto app = draft.serve("container", "web", "app");
    const auto at = draft.now().containers.find(app);
    auto file = answers.text("file");
    if (at != draft.now().containers.end() && !paramsOf(at->second).text("logFile").empty()) {
        file = paramsOf(at->second).text("logFile"); // it knows where it writes to
    }
    const auto folder = folderOf(file);
    if (file.empty() || file.front() != '/' || folder == "/") {
        draft.refuse("\"" + file + "\" is no file in a folder that can be shared.",
                     "Write an absolute path with a folder of its own, like /var/log/app/app.log.");
        return;
    }
    const auto volume = draft.mount(app, "logs", folder);
    draft.set(app, "logFile", file);
    if (at != draft.now().containers.end() && !at->second.params.contains("logBytes")) {
        draft.set(app, "logBytes", answers.value("logBytes"));
    }
    const auto saver = draft.container("log-saver", draft.podOf(app), "log-saver");
    draft.mountToo(saver, volume, folder, true);
    draft.set(saver, "file", file);
    draft.set(saver, answers, {"flushEvery", "buffer"});
    const auto sink = draft.container("container", draft.pod(2, "logs"), "sink");
    draft.set(sink, "protocol", std::string("log"));
    draft.set(sink, "serviceTime", std::string("constant(1ms)"));
    draft.link({saver, "sink"}, {sink, "in"});
    draft.client(app, answers.number("clientRate"));
}

PatternRecipe logSaverRecipe()
{
    auto lines = asked("container", "logBytes", std::string("120B"));
    lines.help = QT_TRANSLATE_NOOP("catalog", "Size of the line that a synthetic service writes for each request.");
    return {
        .key = "log-saver-sidecar",
        .title = QT_TRANSLATE_NOOP("catalog", "Sidecar: log saver"),
        .icon = "logsaver",
        .words = {QT_TRANSLATE_NOOP("catalog", "A second container ships the log that the first one writes."),
                  QT_TRANSLATE_NOOP("catalog", "They share a volume: one writes the file, the other follows it."),
                  QT_TRANSLATE_NOOP("catalog", "Use it where the main container should know nothing of log servers."),
                  QT_TRANSLATE_NOOP("catalog", "Each line arrives at least once, across rotations and restarts."),
                  QT_TRANSLATE_NOOP("catalog", "If the saver dies, the main container serves on."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a volume, a buffer while the sink is away, and duplicates.")},
        .questions = {asked("log-saver", "file"), std::move(lines), asked("log-saver", "flushEvery"),
                      asked("log-saver", "buffer"), askedRate(50)},
        .mainKind = "log-saver",
        .docks = {"metricsDock", "containersDock", "eventsDock"},
        .picture = {.pods = {{3.7, 0.6, 3.4, 5.8}},
                    .boxes = {{0.4, 1.2, "load", false},
                              {4.5, 1.2, "container", false},
                              {4.5, 4.4, "logsaver", true},
                              {9.3, 4.4, "document", true}},
                    .arrows = {{0, 1}, {1, 2}, {2, 3}}},
        .parts = makeLogSaver,
    };
}

void makeContentSync(PatternDraft &draft, const ParamReader &answers)
{
    const auto web = draft.serve("container", "site", "web");
    const auto folder = answers.text("folder");
    const auto volume = draft.mount(web, "content", folder);
    const auto sync = draft.container("content-sync", draft.podOf(web), "sync");
    draft.mountToo(sync, volume, folder, false);
    draft.set(sync, answers, {"source", "revision", "folder", "period", "changeEvery"});
    if (draft.isNew(web)) {
        draft.set(web, "serviceTime", std::string("exponential(2ms)"));
    }
    draft.client(web, answers.number("clientRate"));
}

PatternRecipe contentSyncRecipe()
{
    return {
        .key = "content-sync-sidecar",
        .title = QT_TRANSLATE_NOOP("catalog", "Sidecar: sync"),
        .icon = "sync",
        .words = {QT_TRANSLATE_NOOP("catalog", "A second container keeps a folder the same as a git repository."),
                  QT_TRANSLATE_NOOP("catalog", "The main container serves the folder and knows nothing of git."),
                  QT_TRANSLATE_NOOP("catalog", "Use it for sites, rules and settings that change without a new image."),
                  QT_TRANSLATE_NOOP("catalog", "One rename publishes a whole tree: a reader never sees a mix."),
                  QT_TRANSLATE_NOOP("catalog", "When the source is away, what was published stays."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a volume, a fetch every period, and an image that has git.")},
        .questions = {asked("content-sync", "source", std::string("https://example.org/site.git")),
                      asked("content-sync", "revision"), asked("content-sync", "folder"),
                      asked("content-sync", "period"), asked("content-sync", "changeEvery", std::string("30s")),
                      askedRate(50)},
        .mainKind = "content-sync",
        .docks = {"metricsDock", "containersDock", "eventsDock"},
        .picture = {.pods = {{3.7, 0.6, 3.4, 5.8}},
                    .boxes = {{0.4, 1.2, "load", false},
                              {4.5, 1.2, "container", false},
                              {4.5, 4.4, "sync", true},
                              {9.3, 4.4, "document", false}},
                    .arrows = {{0, 1}, {2, 1}, {3, 2}}},
        .parts = makeContentSync,
    };
}

// ---- section 4.2 ----

/// One weight for each server that has one; the others have the default.
void spreadWeights(PatternDraft &draft, const std::vector<ElementId> &links, const std::vector<std::string> &weights)
{
    const auto rule = asked("link", "weight");
    if (weights.size() > links.size()) {
        draft.refuse("There are " + std::to_string(weights.size()) + " weights for " + std::to_string(links.size()) +
                         " servers.",
                     "Take some weights out, or ask for more servers.");
        return;
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto weight = parseInteger(weights[i]);
        if (!weight || *weight < std::int64_t(rule.least) || *weight > std::int64_t(rule.greatest)) {
            draft.refuse("\"" + weights[i] + "\" is no weight.", "Write a whole number from 1 to 1000.");
            return;
        }
        draft.set(links[i], "weight", *weight);
    }
}

ParamInfo askedCount(const char *title, std::int64_t usual, const char *help)
{
    return {.key = "servers",
            .title = title,
            .type = ParamType::Integer,
            .defaultValue = usual,
            .least = 1,
            .greatest = 64,
            .help = help};
}

ParamInfo askedWeights(std::vector<std::string> usual)
{
    return {.key = "weights",
            .title = QT_TRANSLATE_NOOP("catalog", "Weights"),
            .type = ParamType::TextList,
            .defaultValue = std::move(usual),
            .help = QT_TRANSLATE_NOOP("catalog", "Whole numbers from 1 to 1000, one a server in their order; one that "
                                                 "is not given is 1.")};
}

void makeMemcacheAmbassador(PatternDraft &draft, const ParamReader &answers)
{
    const auto app = draft.caller("web", "app").container;
    const auto ambassador = draft.container("memcache-ambassador", draft.podOf(app), "ambassador");
    draft.set(ambassador, answers, {"distribution", "hash", "retryTimeout"});
    auto links = draft.stepBetween(app, {ambassador, "in"}, {ambassador, "servers"},
                                   [](const Container &callee) { return callee.kind == "memcached"; });
    const auto wanted = static_cast<std::size_t>(answers.integer("servers"));
    while (links.size() < wanted) {
        const auto pod = draft.pod(2, "cache-" + std::to_string(links.size() + 1));
        const auto server = draft.container("memcached", pod, "memcached");
        links.push_back(draft.link({ambassador, "servers"}, {server, "in"}));
    }
    spreadWeights(draft, links, answers.list("weights"));
    const auto names = answers.list("names");
    if (names.size() > links.size()) {
        draft.refuse("There are " + std::to_string(names.size()) + " names for " + std::to_string(links.size()) +
                         " servers.",
                     "Take some names out, or ask for more servers.");
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::count(names.begin(), names.end(), names[i]) > 1) {
            draft.refuse("The name \"" + names[i] + "\" is given to two servers: they would share their keys' places.",
                         "Give each server a name of its own.");
            return;
        }
        draft.set(links[i], "serverName", names[i]);
    }
    if (draft.isNew(app)) {
        draft.set(app, "keys", std::int64_t(5000));
        draft.set(app, "keySkew", 0.9);
    }
    draft.client(app, answers.number("clientRate"));
}

PatternRecipe memcacheAmbassadorRecipe()
{
    return {
        .key = "memcache-ambassador",
        .title = QT_TRANSLATE_NOOP("catalog", "Ambassador: cache"),
        .icon = "ambassador",
        .words = {QT_TRANSLATE_NOOP("catalog", "The main container speaks to one memcached on localhost."),
                  QT_TRANSLATE_NOOP("catalog", "That is an ambassador in its pod: it spreads the keys over many."),
                  QT_TRANSLATE_NOOP("catalog", "Use it where a cache outgrows one server and the program shall not "
                                               "know."),
                  QT_TRANSLATE_NOOP("catalog", "Keys are placed as twemproxy does; a dead server is left out."),
                  QT_TRANSLATE_NOOP("catalog", "On a container that calls memcached, it goes between the two."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a hop on localhost, and misses when the servers change.")},
        .questions = {askedCount(QT_TRANSLATE_NOOP("catalog", "Servers"), 3,
                                 QT_TRANSLATE_NOOP("catalog", "Servers of the ring; those that are called already "
                                                              "count.")),
                      {.key = "names",
                       .title = QT_TRANSLATE_NOOP("catalog", "Names"),
                       .type = ParamType::TextList,
                       .defaultValue = std::vector<std::string>{},
                       .help = QT_TRANSLATE_NOOP("catalog", "By which the ring places keys, one a server; one without "
                                                            "goes by its host.")},
                      askedWeights({}),
                      asked("memcache-ambassador", "distribution"),
                      asked("memcache-ambassador", "hash"),
                      asked("memcache-ambassador", "retryTimeout"),
                      askedRate(60)},
        .mainKind = "memcache-ambassador",
        .docks = {"ringDock", "metricsDock", "containersDock"},
        .picture = {.pods = {{2.9, 0.6, 3.4, 5.8}},
                    .boxes = {{0.2, 1.2, "load", false},
                              {3.7, 1.2, "container", false},
                              {3.7, 4.4, "ambassador", true},
                              {9.3, 0.6, "memcached", true},
                              {9.3, 2.8, "memcached", true},
                              {9.3, 5.0, "memcached", true}},
                    .arrows = {{0, 1}, {1, 2}, {2, 3}, {2, 4}, {2, 5}}},
        .parts = makeMemcacheAmbassador,
    };
}

void makeHttpAmbassador(PatternDraft &draft, const ParamReader &answers)
{
    const auto app = draft.caller("web", "app").container;
    const auto pod = draft.podOf(app);
    const auto ambassador = draft.container("http-ambassador", pod, "ambassador");
    draft.set(ambassador, answers, {"policy", "maxAttempts", "retryBudget"});
    auto links = draft.stepBetween(app, {ambassador, "in"}, {ambassador, "services"}, [&pod](const Container &callee) {
        return callee.kind == "container" && callee.pod != pod && paramsOf(callee).text("protocol") == "http";
    });
    const auto wanted = static_cast<std::size_t>(answers.integer("servers"));
    while (links.size() < wanted) {
        const auto version = draft.pod(2, "v" + std::to_string(links.size() + 1));
        const auto service = draft.container("container", version, "app");
        draft.set(service, "serviceTime", std::string("exponential(10ms)"));
        draft.replicas(version, answers.integer("replicas"));
        links.push_back(draft.link({ambassador, "services"}, {service, "in"}));
    }
    spreadWeights(draft, links, answers.list("weights"));
    if (draft.isNew(app)) {
        draft.set(app, "serviceTime", std::string("exponential(2ms)"));
        draft.set(app, "concurrency", std::int64_t(8));
    }
    draft.client(app, answers.number("clientRate"));
}

PatternRecipe httpAmbassadorRecipe()
{
    return {
        .key = "http-ambassador",
        .title = QT_TRANSLATE_NOOP("catalog", "Ambassador: HTTP"),
        .icon = "ambassador",
        .words = {QT_TRANSLATE_NOOP("catalog", "The main container calls one service on localhost."),
                  QT_TRANSLATE_NOOP("catalog", "An ambassador in its pod shares the calls among several by weight."),
                  QT_TRANSLATE_NOOP("catalog", "Use it to try a new version on one request in ten, or for shards."),
                  QT_TRANSLATE_NOOP("catalog", "It tries again within a budget and leaves out what fails."),
                  QT_TRANSLATE_NOOP("catalog", "On a container that calls services, it goes between them."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a hop on localhost and memory for its figures.")},
        .questions = {askedCount(QT_TRANSLATE_NOOP("catalog", "Services"), 2,
                                 QT_TRANSLATE_NOOP("catalog", "Services behind it; those that are called already "
                                                              "count.")),
                      askedWeights({"9", "1"}), asked("pod", "replicas", std::int64_t(2)),
                      asked("http-ambassador", "policy"), asked("http-ambassador", "maxAttempts"),
                      asked("http-ambassador", "retryBudget"), askedRate(100)},
        .mainKind = "http-ambassador",
        .docks = {"metricsDock", "containersDock"},
        .picture = {.pods = {{2.9, 0.6, 3.4, 5.8}},
                    .boxes = {{0.2, 1.2, "load", false},
                              {3.7, 1.2, "container", false},
                              {3.7, 4.4, "ambassador", true},
                              {9.3, 1.4, "container", true},
                              {9.3, 4.4, "container", true}},
                    .arrows = {{0, 1}, {1, 2}, {2, 3}, {2, 4}}},
        .parts = makeHttpAmbassador,
    };
}

// ---- section 4.3 ----

const std::string formatOfSource = "of the source";

/// Nothing when the kind offers no figures.
std::string formatFor(const Container &source)
{
    if (source.kind == "memcached") {
        return "memcached";
    }
    if (source.kind != "container") {
        return {};
    }
    const auto reader = paramsOf(source);
    return reader.text("image").find("redis") != std::string::npos ? "redis" : "prometheus";
}

void makeAdapter(PatternDraft &draft, const ParamReader &answers)
{
    const auto source = draft.source("cache", "memcached");
    const auto at = draft.now().containers.find(source);
    auto format = answers.text("format");
    if (format == formatOfSource && at != draft.now().containers.end()) {
        format = formatFor(at->second);
    }
    const auto adapter = draft.container("adapter", draft.podOf(source), "adapter");
    draft.set(adapter, "format", format);
    draft.set(adapter, answers, {"healthy", "scrapeTimeout"});
    draft.link({adapter, "source"}, {source, "in"});
    if (answers.number("scrapes") > 0) {
        const auto scraper = draft.container("load", draft.pod(0, "monitor"), "scraper");
        draft.set(scraper, "arrivals", std::string("constant"));
        draft.set(scraper, "rate", answers.value("scrapes"));
        draft.link({scraper, "target"}, {adapter, "metrics"});
    }
    draft.client(source, answers.number("clientRate"));
}

PatternRecipe adapterRecipe()
{
    auto format = asked("adapter", "format", formatOfSource);
    format.choices = {formatOfSource, "memcached", "redis", "prometheus", "json", "statsd"};
    auto scrapes = asked("load", "rate", 1.0);
    scrapes.key = "scrapes";
    scrapes.title = QT_TRANSLATE_NOOP("catalog", "Scrapes");
    scrapes.help = QT_TRANSLATE_NOOP("catalog", "Of a monitor that comes along and reads the figures; 0 for none.");
    return {
        .key = "metrics-adapter",
        .title = QT_TRANSLATE_NOOP("catalog", "Adapter: metrics"),
        .icon = "adapter",
        .words = {QT_TRANSLATE_NOOP("catalog", "A second container gives the first one the face that others expect."),
                  QT_TRANSLATE_NOOP("catalog", "It reads the figures in their own format and offers Prometheus text."),
                  QT_TRANSLATE_NOOP("catalog", "Use it so that one monitor reads every container alike."),
                  QT_TRANSLATE_NOOP("catalog", "GET /health says 200 or 500, by conditions on the figures."),
                  QT_TRANSLATE_NOOP("catalog", "A malformed answer fails the whole scrape, with the reason."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a call to the source for each scrape.")},
        .questions = {std::move(format), asked("adapter", "healthy"), asked("adapter", "scrapeTimeout"),
                      std::move(scrapes), askedRate(50)},
        .mainKind = "adapter",
        .docks = {"metricsDock", "containersDock"},
        .picture = {.pods = {{4.3, 0.6, 3.4, 5.8}},
                    .boxes = {{0.6, 1.2, "load", false},
                              {5.1, 1.2, "memcached", false},
                              {5.1, 4.4, "adapter", true},
                              {0.6, 4.4, "metrics", true}},
                    .arrows = {{0, 1}, {2, 1}, {3, 2}}},
        .parts = makeAdapter,
    };
}

} // namespace

std::vector<PatternRecipe> singleNodeRecipes()
{
    return {managedRecipe(),        logSaverRecipe(), contentSyncRecipe(), memcacheAmbassadorRecipe(),
            httpAmbassadorRecipe(), adapterRecipe()};
}

} // namespace bayplan
