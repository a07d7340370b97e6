// SPDX-License-Identifier: Apache-2.0
// One options struct and one function per verb of bayplanctl. A verb lives in its own X_verb.cpp and knows nothing of
// the command line; main.cpp knows all of CLI11 and nothing of what a verb does. To add a verb: its struct and function
// here, X_verb.cpp beside it (picked up by itself), a function addX in main.cpp and its line in the table there.
//
// A verb prints its result to standard output, everything else to standard error (terminal.h), and returns an exit
// status.
#pragma once

#include "engine/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bayplan::ctl {

/// ARCHITECTURE section 5. exitStatus(ErrorCode) in terminal.h maps errors to these.
enum ExitStatus : int {
    exitDone = 0,
    exitFailed = 1,
    exitUsage = 2,
    exitInvalid = 3, ///< document or manifest
    exitNotMet = 4,  ///< an assertion of the scenario, or --check differs
    exitNotReachable = 5,
    exitTimedOut = 6,
    exitInterrupted = 130,
};

/// In every verb. "-" stands for standard input where a file is read and for standard output where one is written.
struct CommonOptions {
    bool json = false; ///< the result as one JSON value (one per line while following)
};

struct ValidateOptions : CommonOptions {
    std::vector<std::string> files;
    bool strict = false; ///< warnings count as errors
};
int runValidate(const ValidateOptions &options);

struct SchemaOptions : CommonOptions {
    std::string output = "-";
};
int runSchema(const SchemaOptions &options);

struct ImportOptions : CommonOptions {
    std::string file;                   ///< compose.yaml
    std::string output = "-";           ///< NAME.bayplan.json
    std::string name;                   ///< title of the document; empty: from the file
    std::vector<std::string> variables; ///< NAME=VALUE for ${NAME}
    bool noLoad = false;                ///< add no load generator at published ports
};
int runImport(const ImportOptions &options);

struct ExportOptions : CommonOptions {
    std::string file;
    std::string to = "compose";      ///< compose, kubernetes
    std::string output = "-";        ///< file, or folder when the target needs several
    bool check = false;              ///< write nothing; exitNotMet when what stands at `output` differs
    bool strict = false;             ///< what the target cannot express is an error
    bool standIns = false;           ///< the synthetic service in the place of every image
    std::string agentImage;          ///< empty: the name that deploy gives it
    std::string sidecars = "native"; ///< native, classic (Kubernetes before 1.29, podman kube play)
};
int runExport(const ExportOptions &options);

/// Of a document, whose numbers every reader of JSON takes as they are.
constexpr std::uint64_t mostSeed = 9'007'199'254'740'991;

struct SimulateOptions : CommonOptions {
    std::string file;
    std::optional<Duration> duration; ///< none: the document's
    std::optional<Duration> warmUp;
    bool findWarmUp = false; ///< --warm-up auto
    std::optional<std::uint64_t> seed;
    std::vector<std::string> set;    ///< ID.PARAM=VALUE
    std::vector<std::string> inject; ///< KIND:TARGET[:LENGTH][:PARAM=VALUE]@TIME
    std::uint32_t replications = 1;
    std::uint32_t maxReplications = 1000;
    std::uint32_t threads = 0; ///< 0: one per core
    double precision = 0;      ///< relative half width; 0: none
    std::string precisionOf;   ///< "p99 of web"; empty: means of what load generators call
    std::string output;        ///< report as JSON; empty: none
    std::string record;        ///< the run as NAME.bayrun; empty: none
    std::string html;          ///< report as one page; empty: none
    std::string junit;         ///< verdicts as JUnit XML; empty: none
    bool events = false;       ///< print the events of the run
    bool showPlan = false;     ///< print the plan and do nothing
};
int runSimulate(const SimulateOptions &options);

/// Without `at`, `events`, `report` and `fork`: run again, and exitNotMet when it differs.
struct ReplayOptions : CommonOptions {
    std::string file;                ///< NAME.bayrun
    std::optional<Duration> at;      ///< the state at this instant
    bool events = false;             ///< print the events
    std::optional<Duration> from;    ///< of the events: not before
    std::optional<Duration> to;      ///< not after
    std::string match;               ///< only lines that hold this text
    bool report = false;             ///< print the report
    std::optional<Duration> fork;    ///< another run from this instant on
    std::vector<std::string> inject; ///< KIND:TARGET[:LENGTH][:PARAM=VALUE] at the fork
    std::string output;              ///< document of the fork; empty: NAME.fork.bayplan.json
    std::string junit;               ///< verdicts of the report, or of the run again, as JUnit XML; empty: none
};
int runReplay(const ReplayOptions &options);

struct SweepOptions : CommonOptions {
    std::string file;
    std::vector<std::string> vary; ///< ID.PARAM=FROM:TO:STEPS or ID.PARAM=V1,V2,...
    std::vector<std::string> set;
    std::optional<Duration> duration;
    std::optional<Duration> warmUp;
    bool findWarmUp = false; ///< --warm-up auto: at each combination
    std::optional<std::uint64_t> seed;
    std::uint32_t replications = 5;
    bool csv = false;          ///< every figure, for other programs
    std::uint32_t threads = 0; ///< 0: one per core
    std::string of;            ///< container or link whose figures are shown; empty: all
};
int runSweep(const SweepOptions &options);

struct SearchVerbOptions : CommonOptions {
    std::string file;
    std::uint64_t seeds = 1000;
    std::uint64_t first = 1;
    std::optional<Duration> duration; ///< of each run; none: the document's
    std::vector<std::string> set;
    std::vector<std::string> faults; ///< kinds; none: all that a pattern promises to stand
    std::uint32_t threads = 0;       ///< 0: one per core
    bool all = false;                ///< go on after the first violation
    std::string output;              ///< the scenario found, as a document; empty: NAME.found.bayplan.json
};
int runSearch(const SearchVerbOptions &options);

struct ReportOptions : CommonOptions {
    std::string file;  ///< report of simulate or deploy, or NAME.bayrun
    std::string html;  ///< write it as one page to this file; "-": standard output, and nothing else
    std::string junit; ///< verdicts as JUnit XML; empty: none
};
/// exitNotMet when an assertion in it was not met.
int runReport(const ReportOptions &options);

struct FitOptions : CommonOptions {
    std::string file;
    std::string column;                           ///< number from 1, or name; empty: the only one
    Duration unit = std::chrono::milliseconds(1); ///< of numbers without one
    std::size_t points = 200;                     ///< of the data as a distribution, at most
    bool trace = false;                           ///< print arrivals for a load generator instead of fits
    bool areGaps = false;                         ///< the column holds times between arrivals, not instants
};
int runFit(const FitOptions &options);

struct CompareOptions : CommonOptions {
    std::vector<std::string> files;  ///< two to four reports or recordings
    std::size_t reference = 1;       ///< whom the others are held against; from 1
    std::optional<double> tolerance; ///< relative; a figure beyond it gives exitNotMet
};
int runCompare(const CompareOptions &options);

struct CalibrateOptions : CommonOptions {
    std::string file;   ///< document
    std::string from;   ///< measured report, or recording
    std::string output; ///< document with what was measured; empty: none
    bool all = false;   ///< take over what does not differ as well
};
int runCalibrate(const CalibrateOptions &options);

/// Of the verbs that speak to an engine.
struct EngineOptions : CommonOptions {
    std::string engineUrl; ///< empty: DOCKER_HOST, else the usual socket
    Duration timeout = std::chrono::minutes(5);
};
/// Why the text cannot be EngineOptions::engineUrl; empty when it can.
std::string complaintOfEngine(const std::string &text);

struct DeployVerbOptions : EngineOptions {
    std::string file;
    std::string deployment;  ///< empty: the plan's name
    std::string agentBinary; ///< empty: beside this program
    bool standIns = false;
    bool traces = false;             ///< of electors
    bool pull = true;                ///< images that the engine does not have
    bool systemFolders = false;      ///< consent to binds of the engine's socket and of system folders
    bool preview = false;            ///< what would be done, and nothing else
    std::optional<Duration> measure; ///< after all are ready; then the report of `simulate`
    std::optional<Duration> warmUp;  ///< of the measurement; none: the document's
    std::string output;              ///< report as JSON
    std::string record;              ///< the measurement as NAME.bayrun; empty: none
    std::string html;                ///< report as one page; empty: none
    std::string junit;               ///< verdicts as JUnit XML; empty: none
    bool thenDown = false;           ///< take it down when measured
    bool faults = false;             ///< carry out the document's faults while measuring
};
int runDeploy(const DeployVerbOptions &options);

struct StatusOptions : EngineOptions {
    std::string deployment; ///< empty: all
    bool watch = false;
    bool usage = false; ///< what containers take of their machine, over a second
};
int runStatus(const StatusOptions &options);

struct LogsOptions : EngineOptions {
    std::string deployment;
    std::vector<std::string> instances; ///< none: all
    bool follow = false;
    int tail = 100;
    std::string pattern;     ///< only lines that match; empty: all
    std::string stream;      ///< "stdout", "stderr"; empty: both
    bool showsTimes = false; ///< before each line
};
/// Why the text cannot be LogsOptions::pattern; empty when it can.
std::string complaintOfPattern(const std::string &text);
int runLogs(const LogsOptions &options);

struct InjectOptions : EngineOptions {
    std::string deployment; ///< or its document
    std::string kind;       ///< of the catalog's faults, or resume
    std::string target;
    Duration length{0};
    std::vector<std::string> set; ///< PARAM=VALUE
};
int runInject(const InjectOptions &options);

struct DownOptions : EngineOptions {
    std::string deployment;
    bool volumes = false; ///< remove named volumes too
};
int runDown(const DownOptions &options);

} // namespace bayplan::ctl
