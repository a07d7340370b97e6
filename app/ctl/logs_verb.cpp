// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/docker/deployment_run.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <regex>

namespace bayplan::ctl {

namespace {

void printLine(const LogLine &line, const LogsOptions &options)
{
    if (!options.json) {
        const std::string time = options.showsTimes ? line.timestamp + ' ' : std::string();
        std::fputs((time + line.instance + " | " + line.text + '\n').c_str(), line.isError ? stderr : stdout);
        return;
    }
    nlohmann::ordered_json value;
    value["time"] = line.timestamp;
    value["instance"] = line.instance;
    value["stream"] = line.isError ? "stderr" : "stdout";
    value["text"] = line.text;
    std::fputs((value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n').c_str(), stdout);
}

constexpr auto patternKind = std::regex::ECMAScript | std::regex::icase;

bool isWanted(const LogLine &line, const LogsOptions &options, const std::regex &pattern)
{
    constexpr std::size_t longestMatched = 4096; // the library recurses over the text
    if (!options.stream.empty() && line.isError != (options.stream == "stderr"))
        return false;
    return options.pattern.empty() || std::regex_search(line.text.substr(0, longestMatched), pattern);
}

/// By whoever wants the two streams of containers: neither of ours was closed at its other end.
bool isRead()
{
    return !isOutputClosed() && std::ferror(stderr) == 0;
}

} // namespace

std::string complaintOfPattern(const std::string &text)
{
    try {
        static_cast<void>(std::regex(text, patternKind));
        return {};
    } catch (const std::regex_error &error) {
        return "\"" + text + "\" is not a regular expression: " + error.what();
    }
}

int runLogs(const LogsOptions &options)
{
    const std::regex pattern(options.pattern, patternKind); // which was looked at when it was given
    const auto named = nameDeployment(options.deployment);
    if (!named)
        return failWith(named.error(), options.json);
    const auto read = readLogs(
        options.engineUrl, named->name, options.instances, options.follow, options.tail,
        [&](const LogLine &line) {
            if (!line.instance.empty() && isWanted(line, options, pattern))
                printLine(line, options);
            std::fflush(stdout);
            return !interrupted() && isRead();
        },
        [](const Error &error) { printDiagnostic(error, "warning"); });
    if (!read)
        return failWith(read.error(), options.json);
    return interrupted() && !options.follow ? exitInterrupted : exitDone;
}

} // namespace bayplan::ctl
