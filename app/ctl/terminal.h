// SPDX-License-Identifier: Apache-2.0
// What the verbs share: exit statuses, diagnostics, output to a file or standard output, a progress bar, signals.
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace bayplan::ctl {

/// The one place where errors become exit statuses.
int exitStatus(ErrorCode code);

/// "bayplanctl: FILE:LINE:COLUMN: /pointer: message" and the advice on a line of its own, on standard error.
void printDiagnostic(const Error &error, std::string_view severity = "error");

/// Prints the diagnostic (as a JSON value on standard output too when `json`) and gives the exit status.
int failWith(const Error &error, bool json);

/// To standard output when `path` is "-", else durably to the file.
Result<void> writeOutput(const std::string &path, std::string_view text);

/// On standard error, and only when that is a terminal; erased by the destructor. Draws at most ten times a second.
class ProgressBar {
public:
    explicit ProgressBar(std::string title);
    ~ProgressBar();
    ProgressBar(const ProgressBar &) = delete;
    ProgressBar &operator=(const ProgressBar &) = delete;

    /// `fraction` in [0, 1]; `text` stands behind the time left.
    void show(double fraction, std::string_view text = {});

private:
    std::string m_title;
    bool m_visible;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_lastDrawn{};
};

/// From here on the first SIGINT or SIGTERM only makes interrupted() true; a second one ends the program. So does
/// SIGHUP, which a terminal that is closed sends more than once, and never ends it. Who reads no more (SIGPIPE) ends
/// nothing.
void catchInterrupt();
bool interrupted();

/// Standard output takes no more: nobody reads what is printed as it comes.
bool isOutputClosed();

/// Standard output is a terminal.
bool isTerminal();

} // namespace bayplan::ctl
