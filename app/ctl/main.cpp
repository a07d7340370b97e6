// SPDX-License-Identifier: Apache-2.0
// bayplanctl: the command line of Bayplan. All of CLI11 is here; what a verb does is in X_verb.cpp.
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/units.h"
#include "engine/docker/fault_guard.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <memory>

namespace bayplan::ctl {
namespace {

/// What the chosen verb does, once the command line is read.
using Chosen = std::function<int()>;

/// The subcommand, its options' home, and the --json that every verb has.
template <class Options>
CLI::App *addVerb(CLI::App &app, const std::string &name, const std::string &help, const std::string &examples,
                  Chosen &chosen, int (*run)(const Options &), std::shared_ptr<Options> &options)
{
    options = std::make_shared<Options>();
    CLI::App *verb = app.add_subcommand(name, help);
    verb->footer("Examples:\n" + examples);
    verb->add_flag("--json", options->json, "The result as JSON for machines");
    verb->callback([&chosen, run, options] { chosen = [run, options] { return run(*options); }; });
    return verb;
}

template <class Target>
CLI::Option *addDuration(CLI::App *verb, const std::string &names, Target &target, const std::string &help)
{
    const auto read = [names, &target](const std::string &text) {
        const auto duration = parseDuration(text);
        if (!duration)
            throw CLI::ValidationError(names, duration.error().message + ' ' + duration.error().advice);
        target = duration.value();
    };
    return verb->add_option_function<std::string>(names, read, help)->type_name("DURATION");
}

CLI::Option *addJunit(CLI::App *verb, std::string &target)
{
    return verb->add_option("--junit", target, "Write PASS and FAIL of the assertions as JUnit XML to this file")
        ->type_name("FILE");
}

CLI::Option *addFile(CLI::App *verb, std::string &target, const std::string &help)
{
    return verb->add_option("FILE", target, help + "; - is standard input")->required();
}

void addEngine(CLI::App *verb, EngineOptions &options)
{
    verb->add_option("--engine", options.engineUrl,
                     "Docker Engine: unix:///PATH or tcp://HOST:PORT; by default $DOCKER_HOST, else the usual socket")
        ->check(complaintOfEngine);
    addDuration(verb, "--timeout", options.timeout, "Give up after this long, with exit status 6");
}

inline void addValidate(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<ValidateOptions> options;
    CLI::App *verb =
        addVerb(app, "validate", "Check documents: structure, names, ranges, what each pattern needs",
                "  bayplanctl validate shop.bayplan.json\n  bayplanctl validate --strict --json *.bayplan.json", chosen,
                runValidate, options);
    verb->add_option("FILE", options->files, "Documents; - is standard input")->required();
    verb->add_flag("--strict", options->strict, "Warnings count as errors");
}

inline void addSchema(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<SchemaOptions> options;
    CLI::App *verb = addVerb(app, "schema", "Print the JSON Schema of the document format",
                             "  bayplanctl schema > bayplan.schema.json", chosen, runSchema, options);
    verb->add_option("-o,--output", options->output, "File to write; - is standard output")->capture_default_str();
}

inline void addImport(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<ImportOptions> options;
    CLI::App *verb =
        addVerb(app, "import", "Make a document out of a Compose file",
                "  bayplanctl import compose.yaml -o shop.bayplan.json\n  docker compose config | bayplanctl import -",
                chosen, runImport, options);
    addFile(verb, options->file, "Compose file");
    verb->add_option("-o,--output", options->output, "Document to write; - is standard output")->capture_default_str();
    verb->add_option("--name", options->name, "Name of the document; by default from FILE");
    verb->add_option("-e,--env", options->variables, "NAME=VALUE for ${NAME} in FILE; may be given again")
        ->type_name("NAME=VALUE");
    verb->add_flag("--no-load", options->noLoad, "Add no load generator at published ports");
}

inline void addExport(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<ExportOptions> options;
    CLI::App *verb = addVerb(app, "export", "Write manifests for other tools, and list what they cannot express",
                             "  bayplanctl export shop.bayplan.json --to compose -o compose.yaml\n"
                             "  bayplanctl export shop.bayplan.json --to kubernetes --check -o k8s.yaml",
                             chosen, runExport, options);
    addFile(verb, options->file, "Document");
    verb->add_option("--to", options->to, "Format to write")
        ->check(CLI::IsMember({"compose", "kubernetes"}))
        ->capture_default_str();
    verb->add_option("-o,--output", options->output, "File to write; - is standard output")->capture_default_str();
    verb->add_flag("--check", options->check, "Write nothing; exit status 4 when what stands at the output differs");
    verb->add_flag("--strict", options->strict, "Fail on anything that the target cannot express");
    verb->add_flag("--stand-ins", options->standIns,
                   "Put the synthetic service in the place of every image: runs with the agent's image alone");
    verb->add_option("--agent-image", options->agentImage, "Name of the agent's image in the manifests");
    verb->add_option("--sidecars", options->sidecars, "Kubernetes: native needs 1.29, classic runs anywhere")
        ->check(CLI::IsMember({"native", "classic"}))
        ->capture_default_str();
}

template <class Options>
void addWarmUp(CLI::App *verb, Options &options)
{
    const auto read = [&options](const std::string &text) {
        options.findWarmUp = text == "auto";
        if (options.findWarmUp)
            return;
        const auto duration = parseDuration(text);
        if (!duration)
            throw CLI::ValidationError("--warm-up", duration.error().message + ' ' + duration.error().advice);
        options.warmUp = duration.value();
    };
    verb->add_option_function<std::string>("--warm-up", read,
                                           "Left out of the figures; auto finds where the transient ends (MSER-5); by "
                                           "default the document's, at most a tenth of a --duration")
        ->type_name("DURATION|auto");
}

void addThreads(CLI::App *verb, std::uint32_t &threads)
{
    verb->add_option("--threads", threads, "Runs at a time; 0 is one per core, and no figure depends on it")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
}

/// "2%" or "0.02".
void addPrecision(CLI::App *verb, SimulateOptions &options)
{
    const auto read = [&options](const std::string &text) {
        const bool percent = text.ends_with('%');
        const auto number = parseNumber(percent ? text.substr(0, text.size() - 1) : text);
        options.precision = number.value_or(0) / (percent ? 100 : 1);
        if (options.precision <= 0 || options.precision >= 1)
            throw CLI::ValidationError("--precision", "Write it like 2%, above 0 and below 100 %.");
    };
    verb->add_option_function<std::string>("--precision", read,
                                           "Go on with replications until the 99 % intervals are no wider than ± this")
        ->type_name("PERCENT");
    verb->add_option("--precision-of", options.precisionOf,
                     "Figure that is meant; by default the mean of every link from a load generator")
        ->type_name("\"p99 of web\"");
    verb->add_option("--max-replications", options.maxReplications,
                     "With --precision: give up after so many, but not before --replications are done")
        ->check(CLI::Range(10, 1'000'000))
        ->capture_default_str();
}

template <class Options>
void addScenario(CLI::App *verb, Options &options)
{
    addFile(verb, options.file, "Document");
    addDuration(verb, "--duration", options.duration, "Simulated time; by default the document's");
    addWarmUp(verb, options);
    verb->add_option("--seed", options.seed, "Of all randomness; equal seeds give equal reports")
        ->check(CLI::Range(std::uint64_t{0}, mostSeed));
    verb->add_option("--set", options.set, "Another value for one parameter; may be given again")
        ->type_name("ID.PARAM=VALUE");
}

inline void addSimulate(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<SimulateOptions> options;
    CLI::App *verb = addVerb(app, "simulate", "Run a document in virtual time and report its figures",
                             "  bayplanctl simulate shop.bayplan.json --duration 60s --seed 7\n"
                             "  bayplanctl simulate shop.bayplan.json --replications 20 --warm-up auto\n"
                             "  bayplanctl simulate shop.bayplan.json --precision 2% --precision-of \"p99 of web\"\n"
                             "  bayplanctl simulate shop.bayplan.json --set client.rate=200 --json | jq .links\n"
                             "  bayplanctl simulate shop.bayplan.json --inject load:client:10s:4@30s",
                             chosen, runSimulate, options);
    addScenario(verb, *options);
    verb->add_option("--replications", options->replications, "Runs with seeds of their own, merged with intervals")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    addPrecision(verb, *options);
    addThreads(verb, options->threads);
    verb->add_option("--inject", options->inject, "What to break, beside the document's own faults; may be given again")
        ->type_name("KIND:TARGET[:LENGTH][:PARAM=VALUE]@TIME");
    verb->add_option("-o,--output", options->output, "Write the report as JSON to this file");
    verb->add_option("--record", options->record, "Record the run in this file: NAME.bayrun, for replay");
    verb->add_option("--html", options->html, "Write the report as one page for a browser to this file");
    addJunit(verb, options->junit);
    verb->add_flag("--events", options->events, "Print what happened, one line each");
    verb->add_flag("--show-plan", options->showPlan, "Print what would run, and stop");
}

inline void addReplay(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<ReplayOptions> options;
    CLI::App *verb =
        addVerb(app, "replay", "Run a recording again and check that it is the same; or look into it, or fork it",
                "  bayplanctl simulate shop.bayplan.json --record shop.bayrun\n  bayplanctl replay shop.bayrun\n"
                "  bayplanctl replay shop.bayrun --at 12.3s\n"
                "  bayplanctl replay shop.bayrun --events --from 10s --to 15s --match web-0\n"
                "  bayplanctl replay shop.bayrun --fork 12.3s --inject kill:web-0 -o other.bayplan.json",
                chosen, runReplay, options);
    verb->add_option("FILE", options->file, "Recording of simulate or deploy; - is standard input")->required();
    CLI::Option *at = addDuration(verb, "--at", options->at, "Print the state at this instant");
    CLI::Option *events = verb->add_flag("--events", options->events, "Print what happened, one line each");
    CLI::Option *report = verb->add_flag("--report", options->report, "Print the report; nothing is run");
    CLI::Option *fork = addDuration(verb, "--fork", options->fork,
                                    "Write a document that is the run up to this instant, and simulate it");
    const std::vector<CLI::Option *> choices{at, events, report, fork};
    for (std::size_t i = 0; i < choices.size(); ++i)
        for (std::size_t j = i + 1; j < choices.size(); ++j)
            choices[i]->excludes(choices[j]);
    addDuration(verb, "--from", options->from, "Events from this instant on")->needs(events);
    addDuration(verb, "--to", options->to, "Events up to this instant")->needs(events);
    verb->add_option("--match", options->match, "Events with this text in their line")->needs(events);
    verb->add_option("--inject", options->inject, "What to break there; may be given again")
        ->type_name("KIND:TARGET[:LENGTH][:PARAM=VALUE]")
        ->needs(fork);
    verb->add_option("-o,--output", options->output, "Document of the fork; by default NAME.fork.bayplan.json here")
        ->needs(fork);
    addJunit(verb, options->junit)->excludes(at)->excludes(events)->excludes(fork);
}

inline void addSweep(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<SweepOptions> options;
    CLI::App *verb =
        addVerb(app, "sweep", "Simulate a document over a range of values",
                "  bayplanctl sweep shop.bayplan.json --vary client.rate=50:250:5\n"
                "  bayplanctl sweep shop.bayplan.json --vary web.replicas=1,2,4 --replications 10 --of web",
                chosen, runSweep, options);
    addScenario(verb, *options);
    verb->add_option("--vary", options->vary,
                     "ID.PARAM=FROM:TO:STEPS or ID.PARAM=V1,V2,...; given again: every combination. All are "
                     "compared with the first")
        ->required()
        ->type_name("ID.PARAM=RANGE");
    verb->add_option("--replications", options->replications, "Runs with seeds of their own at each value")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    addThreads(verb, options->threads);
    verb->add_option("--of", options->of, "Container or link to show; by default all");
    verb->add_flag("--csv", options->csv, "Every figure of every combination as CSV, one a line")
        ->excludes(verb->get_option("--json"));
}

inline void addSearch(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<SearchVerbOptions> options;
    CLI::App *verb =
        addVerb(app, "search", "Look for a broken promise over random faults; exit status 4 when one is found",
                "  bayplanctl search shop.bayplan.json --seeds 20000 --duration 600s\n"
                "  bayplanctl search shop.bayplan.json --faults kill,crash,disk -o found.bayplan.json",
                chosen, runSearch, options);
    addFile(verb, options->file, "Document; its own faults are left out");
    verb->add_option("--seeds", options->seeds, "How many to try")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U))
        ->capture_default_str();
    verb->add_option("--first", options->first, "The first seed")
        ->check(CLI::Range(std::uint64_t{1}, mostSeed))
        ->capture_default_str();
    addDuration(verb, "--duration", options->duration, "Of each run; by default the document's");
    verb->add_option(
            "--faults", options->faults,
            "kill, restart, pause, partition, cut, degrade, crash, disk, clock, slow, oom, shape, link, half-open, "
            "replay, drop, load, roll (the default), and what no pattern promises to stand: lying-disk, wild-clock")
        ->delimiter(',')
        ->type_name("KINDS");
    verb->add_option("--set", options->set, "Change a parameter first")->type_name("ID.PARAM=VALUE");
    verb->add_option("--threads", options->threads, "Runs at a time; 0 is one per core")->capture_default_str();
    verb->add_flag("--all", options->all, "Go on after the first violation");
    verb->add_option("-o,--output", options->output,
                     "Document for the shortest scenario found; by default NAME.found.bayplan.json here");
}

inline void addReport(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<ReportOptions> options;
    CLI::App *verb =
        addVerb(app, "report", "Print a report that was kept; exit status 4 when an assertion in it was not met",
                "  bayplanctl report shop.bayrun\n  bayplanctl report measured.json\n"
                "  bayplanctl report shop.bayrun --json | jq .warnings",
                chosen, runReport, options);
    verb->add_option("FILE", options->file,
                     "Recording (NAME.bayrun), or JSON of simulate -o or deploy --measure -o; - is JSON at standard "
                     "input")
        ->required();
    verb->add_option("--html", options->html,
                     "Write it as one page for a browser to this file; charts over time are those of a recording");
    addJunit(verb, options->junit);
}

inline void addFit(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<FitOptions> options;
    CLI::App *verb = addVerb(
        app, "fit", "Fit distributions to measured durations, for a document's parameters",
        "  bayplanctl fit latencies.csv --column response_ms\n  grep served app.log | cut -f3 | bayplanctl fit -\n"
        "  bayplanctl fit access.csv --column time --unit s --trace",
        chosen, runFit, options);
    verb->add_option("FILE", options->file, "CSV file; - is standard input")->required();
    verb->add_option("--column", options->column, "Number from 1, or name in the first line; by default the only one")
        ->type_name("N|NAME");
    const std::map<std::string, Duration> units{{"ns", Duration(1)},
                                                {"us", std::chrono::microseconds(1)},
                                                {"µs", std::chrono::microseconds(1)},
                                                {"ms", std::chrono::milliseconds(1)},
                                                {"s", std::chrono::seconds(1)}};
    verb->add_option_function<std::string>(
            "--unit", [options, units](const std::string &unit) { options->unit = units.at(unit); },
            "Of numbers without one; by default ms")
        ->check(CLI::IsMember({"ns", "us", "µs", "ms", "s"}));
    verb->add_option("--points", options->points, "Of the data as a distribution, at most")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))
        ->capture_default_str();
    CLI::Option *trace = verb->add_flag("--trace", options->trace,
                                        "Print the column, instants of arrivals, as the trace of a load generator");
    verb->add_flag("--gaps", options->areGaps, "With --trace: the column holds the times between arrivals")
        ->needs(trace);
}

inline void addCompare(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<CompareOptions> options;
    CLI::App *verb = addVerb(app, "compare", "Print reports side by side and the relative error of every figure",
                             "  bayplanctl compare simulated.json measured.json\n"
                             "  bayplanctl compare drawn.json calibrated.json measured.json --reference 3\n"
                             "  bayplanctl compare before.json after.json --tolerance 0.1",
                             chosen, runCompare, options);
    verb->add_option("FILE", options->files,
                     "Two to four reports of simulate or deploy --measure, or recordings; - is standard input")
        ->required()
        ->expected(2, 4);
    verb->add_option("--reference", options->reference, "Number of the file that the others are held against")
        ->check(CLI::Range(1, 4))
        ->capture_default_str();
    verb->add_option("--tolerance", options->tolerance,
                     "Exit status 4 when a figure differs by more than this fraction")
        ->check(CLI::NonNegativeNumber);
}

inline void addCalibrate(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<CalibrateOptions> options;
    CLI::App *verb =
        addVerb(app, "calibrate", "Take service times, delays, losses and failures from a measured run into a document",
                "  bayplanctl calibrate shop.bayplan.json --from measured.json\n"
                "  bayplanctl calibrate shop.bayplan.json --from measured.bayrun -o calibrated.bayplan.json",
                chosen, runCalibrate, options);
    addFile(verb, options->file, "Document");
    verb->add_option("--from", options->from, "Report of deploy --measure or simulate, or a recording")->required();
    verb->add_option("-o,--output", options->output,
                     "Write the document with what was measured to this file; - is standard output");
    verb->add_flag("--all", options->all, "Take over what is as drawn within its error, too");
}

inline void addDeploy(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<DeployVerbOptions> options;
    CLI::App *verb = addVerb(app, "deploy", "Bring a document up in a Docker Engine; only what changed is touched",
                             "  bayplanctl deploy shop.bayplan.json\n  bayplanctl deploy shop.bayplan.json --preview\n"
                             "  bayplanctl deploy shop.bayplan.json --stand-ins --measure 60s -o measured.json",
                             chosen, runDeploy, options);
    addFile(verb, options->file, "Document");
    addEngine(verb, *options);
    verb->add_option("--name", options->deployment, "Of the deployment; by default the document's");
    verb->add_option("--agent", options->agentBinary,
                     "The bayplan-agent to put into images; by default beside this program");
    verb->add_flag("--stand-ins", options->standIns,
                   "A synthetic service in the place of each image that the engine does not have");
    verb->add_flag("!--no-pull", options->pull, "Fail where an image is missing, instead of pulling it");
    verb->add_flag("--allow-system-folders", options->systemFolders,
                   "Let volumes bind the engine's socket and folders of the system, such as /etc");
    verb->add_flag("--traces", options->traces,
                   "Each elector keeps its steps beside its state, for \"bayplan-agent replay\"");
    verb->add_flag("--preview", options->preview, "Print what would be done, and stop");
    addDuration(verb, "--measure", options->measure, "Once all are ready, measure for this long and print the report");
    addDuration(verb, "--warm-up", options->warmUp, "Left out of the measurement; by default the document's");
    verb->add_flag("--faults", options->faults, "Carry out the document's faults while measuring");
    verb->add_option("-o,--output", options->output, "Write the report as JSON to this file");
    verb->add_option("--record", options->record, "Record the measurement in this file: NAME.bayrun, for replay")
        ->needs("--measure");
    verb->add_option("--html", options->html, "Write the report as one page for a browser to this file")
        ->needs("--measure");
    addJunit(verb, options->junit)->needs("--measure");
    verb->add_flag("--down", options->thenDown, "Take it down again when measured");
}

inline void addStatus(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<StatusOptions> options;
    CLI::App *verb = addVerb(app, "status", "Show what is deployed, its health and its leaders",
                             "  bayplanctl status\n  bayplanctl status shop --usage\n  bayplanctl status shop --json\n"
                             "  bayplanctl status shop.bayplan.json",
                             chosen, runStatus, options);
    verb->add_option("NAME", options->deployment,
                     "Deployment, or its document, which it is compared with; by default all");
    addEngine(verb, *options);
    verb->add_flag("-w,--watch", options->watch, "Go on until interrupted");
    verb->add_flag("--usage", options->usage,
                   "Processor, memory, network and disk of each container, measured over a second");
}

inline void addLogs(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<LogsOptions> options;
    CLI::App *verb = addVerb(app, "logs", "Print the output of a deployment's containers",
                             "  bayplanctl logs shop -f\n  bayplanctl logs shop web-0/app --tail 20\n"
                             "  bayplanctl logs shop --grep 'status=5..' --stream stderr -t",
                             chosen, runLogs, options);
    verb->add_option("NAME", options->deployment, "Deployment")->required();
    verb->add_option("INSTANCE", options->instances, "Pods or containers; by default all");
    addEngine(verb, *options);
    verb->add_flag("-f,--follow", options->follow, "Go on until interrupted");
    verb->add_option("-g,--grep", options->pattern, "Only lines that match this regular expression")
        ->check(complaintOfPattern);
    verb->add_option("--stream", options->stream, "Only what is written to one of the two")
        ->check(CLI::IsMember({"stdout", "stderr"}));
    verb->add_flag("-t,--timestamps", options->showsTimes, "Say when each line was written");
    verb->add_option("--tail", options->tail, "Lines from the end of each")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
}

inline void addInject(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<InjectOptions> options;
    CLI::App *verb = addVerb(app, "inject", "Break something in a running deployment",
                             "  bayplanctl inject shop kill web-0\n  bayplanctl inject shop pause web-1/app --for 5s\n"
                             "  bayplanctl inject shop limits web-1/app --set cpus=0.2 --set memory=32MiB --for 30s\n"
                             "  bayplanctl inject shop kick jobs/queue --set task=17\n"
                             "  bayplanctl inject shop.bayplan.json degrade web --set loss=0.1 --for 10s",
                             chosen, runInject, options);
    verb->add_option("NAME", options->deployment, "Deployment, or the document that it was made from")->required();
    verb->add_option("KIND", options->kind,
                     "What to do: kill, restart, pause, resume, partition, limits; kick, discard (dead letters of a "
                     "queue); with the document also what agents carry out: cut, degrade, disk, clock, slow, load; "
                     "and roll")
        ->required();
    verb->add_option(
            "TARGET", options->target,
            "Pod (web-0), container (web-0/app) or, with the document, link (its id, or web/app -> cache/store)")
        ->required();
    addDuration(verb, "--for", options->length,
                "How long; without it a pause or partition lasts until resumed, what else this program holds until "
                "it is interrupted");
    verb->add_option("--set", options->set, "Parameter of the fault, as in a document; may be given again")
        ->type_name("PARAM=VALUE");
    addEngine(verb, *options);
}

inline void addDown(CLI::App &app, Chosen &chosen)
{
    std::shared_ptr<DownOptions> options;
    CLI::App *verb = addVerb(app, "down", "Remove everything that a deployment made, and prove it",
                             "  bayplanctl down shop\n  bayplanctl down shop --volumes", chosen, runDown, options);
    verb->add_option("NAME", options->deployment, "Deployment")->required();
    addEngine(verb, *options);
    verb->add_flag("--volumes", options->volumes, "Remove its named volumes and what is in them");
}

/// For programs, which start it: nobody is told of it.
inline void addGuard(CLI::App &app, Chosen &chosen)
{
    const auto process = std::make_shared<pid_t>(0);
    CLI::App *verb =
        app.add_subcommand("guard", "End the faults of the program PID, behind standard input, when that has ended");
    verb->group("");
    verb->add_option("PID", *process)->required();
    verb->callback([&chosen, process] {
        chosen = [process] {
            guardFaults(*process);
            return int(exitDone);
        };
    });
}

using AddVerb = void (*)(CLI::App &, Chosen &);
/// In the order of --help. Only verbs that have their file stand here.
constexpr AddVerb verbs[] = {addValidate, addSimulate, addReplay,  addSweep,     addSearch, addFit,
                             addReport,   addDeploy,   addStatus,  addLogs,      addInject, addDown,
                             addExport,   addImport,   addCompare, addCalibrate, addSchema, addGuard};

int runCommandLine(int argc, char **argv)
{
    CLI::App app("Draw a topology of containers, simulate it, deploy it, compare.", "bayplanctl");
    app.set_version_flag("--version", "bayplanctl " BAYPLAN_VERSION);
    app.require_subcommand(1);
    app.footer(
        "bayplanctl VERB --help tells more about a verb.\n"
        "Exit status: 0 done, 1 failed, 2 usage, 3 invalid document, 4 assertion not met, 5 engine not reachable,\n"
        "6 timed out, 130 interrupted.");
    Chosen chosen;
    for (const AddVerb add : verbs)
        add(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? exitDone : exitUsage;
    }
    catchInterrupt();
    return chosen();
}

} // namespace
} // namespace bayplan::ctl

int main(int argc, char **argv)
{
    try {
        return bayplan::ctl::runCommandLine(argc, argv);
    } catch (const std::exception &exception) {
        bayplan::ctl::printDiagnostic(
            {bayplan::ErrorCode::Failed, exception.what(), "This is a defect of bayplanctl.", {}});
        return bayplan::ctl::exitFailed;
    }
}
