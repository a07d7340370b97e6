// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/scenario_options.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/durable_file.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bayplan::ctl {
namespace {

using Json = nlohmann::ordered_json;

const char *word(Severity severity)
{
    return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "hint";
}

Json jsonOf(const std::string &severity, const std::string &code, const Error &error)
{
    return {{"severity", severity},         {"code", code},
            {"file", error.place.file},     {"line", error.place.line},
            {"column", error.place.column}, {"pointer", error.place.pointer},
            {"message", error.message},     {"advice", error.advice}};
}

/// One document's findings; returns the worst exit status.
int validateFile(const std::string &file, const ValidateOptions &options, Json &findings)
{
    const auto report = [&](const std::string &severity, const std::string &code, const Error &error) {
        findings.push_back(jsonOf(severity, code, error));
        if (!options.json)
            printDiagnostic(error, severity);
    };
    const std::string name = file == "-" ? "standard input" : file;
    const auto text = readWhole(file, documentLimits.maxBytes);
    const auto document = text ? readDocument(*text, name, documentLimits) : Result<Document>(text.error());
    if (!document) {
        report("error", "document", document.error());
        return exitStatus(document.error().code);
    }
    for (const Error &notice : document->notices)
        report("warning", "notice", notice);
    int status = exitDone;
    for (const Problem &problem : validate(document->topology)) {
        Error error = fail(ErrorCode::InvalidInput, problem.sentence.english(), problem.advice.english());
        error.place = placeOfPointer(*text, name, pointerOf(document->topology, problem.element, problem.param));
        report(word(problem.severity), problem.code, error);
        if (problem.severity == Severity::Error || (options.strict && problem.severity == Severity::Warning))
            status = exitInvalid;
    }
    if (status == exitInvalid)
        return status;
    const auto plan = lower(document->topology);
    for (const Error &error : plan ? assertionErrors(document->topology, *plan, file, &*text) : std::vector<Error>()) {
        report("error", "assertion", error);
        status = exitInvalid;
    }
    return status;
}

} // namespace

int runValidate(const ValidateOptions &options)
{
    int status = exitDone;
    Json findings = Json::array();
    for (const std::string &file : options.files)
        status = std::max(status, validateFile(file, options, findings));
    if (options.json)
        (void)writeOutput("-", findings.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
    else if (status == exitDone)
        (void)writeOutput("-", "Valid: " + std::to_string(options.files.size()) + " of " +
                                   std::to_string(options.files.size()) + " documents.\n");
    return status;
}

} // namespace bayplan::ctl
