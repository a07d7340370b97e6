// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns over several pods (section 5): election, work queue, scatter and gather.
#include "app/desktop/pattern_draft.h"
#include "app/desktop/recipe_tables.h"

namespace bayplan {

namespace {

// ---- section 5.1 ----

void makeElection(PatternDraft &draft, const ParamReader &answers)
{
    const auto app = draft.serve("container", "service", "app");
    const auto pod = draft.podOf(app);
    const auto elector = draft.container("elector", pod, "elector");
    draft.set(elector, answers, {"electionTimeoutMin", "electionTimeoutMax", "lease", "heartbeat"});
    draft.replicas(pod, answers.text("members") == "5" ? 5 : 3);
    draft.client(app, answers.number("clientRate"));
    if (answers.flag("rehearse")) {
        const auto roll = draft.fault("roll", pod);
        draft.set(roll, "at", draft.moment(1.0 / 3, std::chrono::seconds(20)));
        draft.set(roll, "how", std::string("kill"));
        draft.set(roll, "settle", std::string("5s"));
    }
}

PatternRecipe electionRecipe()
{
    return {
        .key = "leader-election",
        .title = QT_TRANSLATE_NOOP("catalog", "Leader election"),
        .icon = "elector",
        .words = {QT_TRANSLATE_NOOP("catalog", "Of the replicas of a pod, one at a time leads."),
                  QT_TRANSLATE_NOOP("catalog", "An elector beside each main container votes and tells it who."),
                  QT_TRANSLATE_NOOP("catalog", "Use it where one of several must do a thing and no other may."),
                  QT_TRANSLATE_NOOP("catalog", "Three members stand one failure, five stand two."),
                  QT_TRANSLATE_NOOP("catalog",
                                    "A paused leader does not know that it is one no more: check its token."),
                  QT_TRANSLATE_NOOP("catalog", "It costs heartbeats, and a time without a leader after a failure.")},
        .questions = {{.key = "members",
                       .title = QT_TRANSLATE_NOOP("catalog", "Members"),
                       .type = ParamType::Choice,
                       .defaultValue = std::string("3"),
                       .choices = {"3", "5"},
                       .help = QT_TRANSLATE_NOOP("catalog", "Replicas of the pod; one that has more keeps them.")},
                      asked("elector", "electionTimeoutMin"),
                      asked("elector", "electionTimeoutMax"),
                      asked("elector", "lease"),
                      asked("elector", "heartbeat"),
                      askedRate(20),
                      {.key = "rehearse",
                       .title = QT_TRANSLATE_NOOP("catalog", "Rehearse failures"),
                       .type = ParamType::Bool,
                       .defaultValue = true,
                       .help = QT_TRANSLATE_NOOP("catalog", "Plans that each member is killed in turn, the leader "
                                                            "among them, to see how long nobody leads.")}},
        .mainKind = "elector",
        .docks = {"electionDock", "eventsDock", "metricsDock"},
        .picture = {.pods = {{0.5, 1.2, 3, 5.2}, {4.5, 1.2, 3, 5.2}, {8.5, 1.2, 3, 5.2}},
                    .boxes = {{1.1, 1.8, "container", false},
                              {1.1, 4.4, "elector", true},
                              {5.1, 1.8, "container", false},
                              {5.1, 4.4, "elector", true},
                              {9.1, 1.8, "container", false},
                              {9.1, 4.4, "elector", true}},
                    .arrows = {{3, 1}, {3, 5}},
                    .crowned = 2},
        .parts = makeElection,
    };
}

// ---- section 5.2 ----

void makeWorkQueue(PatternDraft &draft, const ParamReader &answers)
{
    // What puts tasks in: the container that it was put on, a generator, or nobody yet.
    const bool serves = draft.aimsAtPod();
    Endpoint from;
    if (serves) {
        from = draft.caller("web", "app", true);
    }
    if (!serves && answers.number("clientRate") > 0) {
        from = {draft.container("load", draft.pod(1, "client"), "load"), "target"};
        draft.set(from.container, "rate", answers.value("clientRate"));
    }
    const auto stages = answers.integer("stages");
    for (std::int64_t stage = 1; stage <= stages; ++stage) {
        const auto number = stages == 1 ? std::string() : "-" + std::to_string(stage);
        const auto column = static_cast<int>(stage) + 1;
        const auto queue = draft.container("work-queue", draft.pod(column, "queue" + number), "queue");
        draft.set(queue, answers, {"timeToRun", "maxAttempts"});
        const auto workers = draft.pod(column - 1, "workers" + number);
        const auto worker = draft.container("worker", workers, "worker");
        draft.set(worker, answers, {"workTime", "slots", "failureRate"});
        draft.replicas(workers, answers.integer("workers"));
        draft.link({worker, "queue"}, {queue, "in"});
        if (!from.container.empty()) {
            draft.link(from, {queue, "in"});
        }
        from = {queue, "next"};
    }
}

PatternRecipe workQueueRecipe()
{
    auto workers = asked("pod", "replicas", std::int64_t(2));
    workers.key = "workers";
    workers.title = QT_TRANSLATE_NOOP("catalog", "Workers a stage");
    workers.help = QT_TRANSLATE_NOOP("catalog", "Replicas of the workers' pod of each stage.");
    auto rate = askedRate(10);
    rate.title = QT_TRANSLATE_NOOP("catalog", "Tasks");
    rate.help = QT_TRANSLATE_NOOP("catalog", "From a load generator that comes along where the pattern is put on no "
                                             "container; 0 for none.");
    return {
        .key = "work-queue",
        .title = QT_TRANSLATE_NOOP("catalog", "Work queue"),
        .icon = "queue",
        .words = {QT_TRANSLATE_NOOP("catalog", "Tasks wait in a queue; workers take them, one each at a time."),
                  QT_TRANSLATE_NOOP("catalog", "A worker runs your command: a file goes in, a file comes out."),
                  QT_TRANSLATE_NOOP("catalog", "Use it for work that may wait and must not be lost."),
                  QT_TRANSLATE_NOOP("catalog", "A task whose worker dies is given to another, at most five times."),
                  QT_TRANSLATE_NOOP("catalog", "What a stage makes is a task of the next one."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a disk for the journal; a task may be worked on twice.")},
        .questions = {{.key = "stages",
                       .title = QT_TRANSLATE_NOOP("catalog", "Stages"),
                       .type = ParamType::Integer,
                       .defaultValue = std::int64_t(1),
                       .least = 1,
                       .greatest = 8,
                       .help = QT_TRANSLATE_NOOP("catalog", "Queues one behind the other, each with its workers.")},
                      std::move(workers),
                      asked("worker", "slots"),
                      asked("worker", "workTime", std::string("exponential(100ms)")),
                      asked("worker", "failureRate"),
                      asked("work-queue", "timeToRun"),
                      asked("work-queue", "maxAttempts"),
                      std::move(rate)},
        .mainKind = "work-queue",
        .docks = {"queuesDock", "metricsDock", "eventsDock"},
        .picture = {.boxes = {{0.6, 1.0, "load", false},
                              {0.6, 4.6, "worker", true},
                              {5.1, 1.0, "queue", true},
                              {5.1, 4.6, "worker", true},
                              {9.4, 1.0, "queue", true}},
                    .arrows = {{0, 2}, {1, 2}, {2, 4}, {3, 4}}},
        .parts = makeWorkQueue,
    };
}

// ---- section 5.3 ----

void makeScatter(PatternDraft &draft, const ParamReader &answers)
{
    const bool serves = draft.aimsAtPod();
    const auto caller = serves ? draft.caller("web", "app", true) : Endpoint();
    const auto pod = serves ? draft.podOf(caller.container) : draft.pod(1, "search");
    const auto root = draft.container("scatter-root", pod, "root");
    draft.set(root, answers, {"deadline", "quorum", "hedge", "hedgeBudget"});
    if (serves) {
        draft.link(caller, {root, "in"});
    }
    for (std::int64_t leaf = 1; leaf <= answers.integer("leaves"); ++leaf) {
        const auto leafPod = draft.pod(2, "leaf-" + std::to_string(leaf));
        const auto service = draft.container("container", leafPod, "leaf");
        draft.set(service, "serviceTime", answers.value("serviceTime"));
        draft.replicas(leafPod, answers.integer("replicas"));
        draft.link({root, "shards"}, {service, "in"});
    }
    if (answers.flag("merge")) {
        const auto merge = draft.container("container", pod, "merge");
        draft.set(merge, "serviceTime", std::string("constant(1ms)"));
        draft.link({root, "merge"}, {merge, "in"});
    }
    if (!serves) {
        draft.client(root, answers.number("clientRate"));
    }
}

PatternRecipe scatterRecipe()
{
    return {
        .key = "scatter-gather",
        .title = QT_TRANSLATE_NOOP("catalog", "Scatter and gather"),
        .icon = "root",
        .words = {QT_TRANSLATE_NOOP("catalog", "A root asks all leaves at once and puts their parts together."),
                  QT_TRANSLATE_NOOP("catalog", "Each leaf has a share of the data; an answer needs them all."),
                  QT_TRANSLATE_NOOP("catalog", "Use it for searches too large or too slow for one machine."),
                  QT_TRANSLATE_NOOP("catalog", "At the deadline it answers with what has come, if it is enough."),
                  QT_TRANSLATE_NOOP("catalog", "A slow leaf is asked again at another replica, within a budget."),
                  QT_TRANSLATE_NOOP("catalog", "It costs a call to every leaf, and the slowest of them sets the "
                                               "pace.")},
        .questions = {{.key = "leaves",
                       .title = QT_TRANSLATE_NOOP("catalog", "Leaves"),
                       .type = ParamType::Integer,
                       .defaultValue = std::int64_t(4),
                       .least = 1,
                       .greatest = 64,
                       .help = QT_TRANSLATE_NOOP("catalog", "Shards of the data, a pod each.")},
                      asked("pod", "replicas", std::int64_t(2)),
                      asked("container", "serviceTime", std::string("lognormal(8ms, 1.5)")),
                      asked("scatter-root", "deadline", std::string("200ms")),
                      asked("scatter-root", "quorum"),
                      asked("scatter-root", "hedge"),
                      asked("scatter-root", "hedgeBudget"),
                      {.key = "merge",
                       .title = QT_TRANSLATE_NOOP("catalog", "Merge of your own"),
                       .type = ParamType::Bool,
                       .defaultValue = true,
                       .help = QT_TRANSLATE_NOOP("catalog", "A container in the root's pod that is given the parts "
                                                            "and makes the answer.")},
                      askedRate(40)},
        .mainKind = "scatter-root",
        .docks = {"scatterDock", "metricsDock", "containersDock"},
        .picture = {.pods = {{3.3, 0.6, 3.4, 5.8}},
                    .boxes = {{0.4, 1.2, "load", false},
                              {4.1, 1.2, "root", true},
                              {4.1, 4.4, "container", true},
                              {9.3, 0.4, "container", true},
                              {9.3, 2.7, "container", true},
                              {9.3, 5.0, "container", true}},
                    .arrows = {{0, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}}},
        .parts = makeScatter,
    };
}

} // namespace

std::vector<PatternRecipe> multiNodeRecipes()
{
    return {electionRecipe(), workQueueRecipe(), scatterRecipe()};
}

} // namespace bayplan
