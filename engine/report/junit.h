// SPDX-License-Identifier: Apache-2.0
// The verdicts of a run as JUnit XML, for what shows the results of builds.
#pragma once

#include "engine/report/report.h"

#include <string>

namespace bayplan {

/// What a report does not know of itself.
struct JunitContext {
    std::string timestamp; ///< of the file, "2026-01-31T12:00:00", UTC
    std::string hostname = "localhost";
};

/// One suite, and in it a test case for each assertion: its time is that of the run until it failed, else the whole. A
/// run that ended too early is an error of its own. Order and attributes are those that the schema of Ant's task and
/// that of Jenkins both take. Whatever names hold, the text is well-formed.
std::string junitXml(const Report &report, const JunitContext &context);

} // namespace bayplan
