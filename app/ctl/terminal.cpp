// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/terminal.h"

#include "app/ctl/verbs.h"
#include "engine/base/durable_file.h"
#include "engine/base/units.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace bayplan::ctl {
namespace {

volatile std::sig_atomic_t interruptCount = 0;

void onInterrupt(int)
{
    interruptCount = interruptCount + 1;
}

std::string_view nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return "invalid-input";
    case ErrorCode::NewerVersion:
        return "newer-version";
    case ErrorCode::LimitExceeded:
        return "limit-exceeded";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::AlreadyExists:
        return "already-exists";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::DiskFull:
        return "disk-full";
    case ErrorCode::NotReachable:
        return "not-reachable";
    case ErrorCode::TimedOut:
        return "timed-out";
    case ErrorCode::Refused:
        return "refused";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Interrupted:
        return "interrupted";
    case ErrorCode::Failed:
        break;
    }
    return "failed";
}

/// "45 s", "12 min", "3.4 h": an estimate, and no more digits than it deserves.
std::string timeLeft(double seconds)
{
    if (seconds < 100)
        return formatFixed(seconds, 0) + " s";
    if (seconds < 100 * 60)
        return formatFixed(seconds / 60, 0) + " min";
    return formatFixed(seconds / 3600, 1) + " h";
}

std::string jsonOf(const Error &error)
{
    nlohmann::ordered_json value;
    value["code"] = nameOf(error.code);
    value["message"] = error.message;
    if (!error.advice.empty())
        value["advice"] = error.advice;
    if (!error.place.file.empty())
        value["file"] = error.place.file;
    if (error.place.line > 0)
        value["line"] = error.place.line;
    if (error.place.column > 0)
        value["column"] = error.place.column;
    if (!error.place.pointer.empty())
        value["pointer"] = error.place.pointer;
    const nlohmann::ordered_json whole = {{"error", value}};
    return whole.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

} // namespace

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NewerVersion:
    case ErrorCode::LimitExceeded:
        return exitInvalid;
    case ErrorCode::NotReachable:
        return exitNotReachable;
    case ErrorCode::TimedOut:
        return exitTimedOut;
    case ErrorCode::Interrupted:
        return exitInterrupted;
    default:
        return exitFailed;
    }
}

void printDiagnostic(const Error &error, std::string_view severity)
{
    Error bare = error;
    bare.advice.clear();
    std::string text = "bayplanctl: " + std::string(severity) + ": " + toText(bare) + '\n';
    if (!error.advice.empty())
        text += "  " + error.advice + '\n';
    std::fputs(text.c_str(), stderr);
}

int failWith(const Error &error, bool json)
{
    printDiagnostic(error);
    if (json)
        std::fputs(jsonOf(error).c_str(), stdout);
    return exitStatus(error.code);
}

Result<void> writeOutput(const std::string &path, std::string_view text)
{
    if (path != "-")
        return writeDurably(path, text);
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written)
        return fail(ErrorCode::Io, "Standard output takes no more.", "Look at where it is sent to.");
    return {};
}

ProgressBar::ProgressBar(std::string title)
    : m_title(std::move(title)), m_visible(isatty(STDERR_FILENO) != 0), m_start(std::chrono::steady_clock::now())
{}

ProgressBar::~ProgressBar()
{
    if (m_drawn)
        std::fputs("\r\033[K", stderr);
}

void ProgressBar::show(double fraction, std::string_view text)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_visible || (m_drawn && now - m_lastDrawn < std::chrono::milliseconds(100)))
        return;
    m_lastDrawn = now;
    m_drawn = true;
    constexpr int width = 30;
    const double bounded = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
    const int done = static_cast<int>(bounded * width);
    std::string line = "\r\033[K" + m_title + " [" + std::string(static_cast<std::size_t>(done), '#') +
                       std::string(static_cast<std::size_t>(width - done), '.') + "] " + formatFixed(bounded * 100, 0) +
                       " %";
    const double elapsed = std::chrono::duration<double>(now - m_start).count();
    if (bounded > 0.02 && elapsed > 1)
        line += ", " + timeLeft(elapsed * (1 - bounded) / bounded) + " left";
    if (!text.empty())
        line += ", " + std::string(text);
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
}

void catchInterrupt()
{
    std::signal(SIGPIPE, SIG_IGN);
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    sigemptyset(&action.sa_mask);
    struct sigaction before = {};
    sigaction(SIGHUP, nullptr, &before);
    if (before.sa_handler != SIG_IGN) // as nohup has it
        sigaction(SIGHUP, &action, nullptr);
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return interruptCount > 0;
}

bool isOutputClosed()
{
    return std::ferror(stdout) != 0;
}

bool isTerminal()
{
    return isatty(STDOUT_FILENO) != 0;
}

} // namespace bayplan::ctl
