// SPDX-License-Identifier: Apache-2.0
#include "engine/report/junit.h"

#include "engine/base/units.h"
#include "engine/base/utf8.h"

#include <algorithm>
#include <string_view>

namespace bayplan {
namespace {

/// What XML 1.0 has no way to say becomes U+FFFD.
std::string escaped(std::string_view text)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    constexpr std::string_view noCharacters[] = {"\xef\xbf\xbe", "\xef\xbf\xbf"};
    std::string safe;
    while (!text.empty()) {
        const std::size_t length = utf8SequenceBytes(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(1, length));
        text.remove_prefix(character.size());
        const char first = character.front();
        if (length == 0 || std::ranges::find(noCharacters, character) != std::end(noCharacters))
            safe += replacement;
        else if (first == '&')
            safe += "&amp;";
        else if (first == '<')
            safe += "&lt;";
        else if (first == '>')
            safe += "&gt;";
        else if (first == '"')
            safe += "&quot;";
        else if (first == '\n' || first == '\r' || first == '\t')
            safe += "&#" + std::to_string(static_cast<int>(first)) + ';'; // kept as it is in attributes too
        else if (static_cast<unsigned char>(first) < 0x20)
            safe += replacement;
        else
            safe += character;
    }
    return safe;
}

std::string attribute(std::string_view name, std::string_view value)
{
    return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
}

std::string secondsText(Duration duration)
{
    return formatFixed(toSeconds(std::max(duration, Duration(0))), 3);
}

/// From the start of the run to the end of its window.
Duration lengthOf(const Report &report)
{
    return report.warmUp + report.window;
}

std::string property(std::string_view name, std::string_view value)
{
    return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const Report &report)
{
    return "    <properties>\n" + property("engine", report.engine) + property("seed", std::to_string(report.seed)) +
           property("replications", std::to_string(report.replications)) +
           property("warmUpSeconds", secondsText(report.warmUp)) +
           property("windowSeconds", secondsText(report.window)) + "    </properties>\n";
}

std::string failureMessage(const AssertionFigures &assertion)
{
    std::string message = assertion.text + ": measured " + assertion.measured;
    if (assertion.failedAt)
        message += ", not met since " + humanDuration(*assertion.failedAt) + " of the run";
    return message;
}

std::string testCase(std::string_view suite, std::string_view name, Duration time, const std::string &content)
{
    return "    <testcase" + attribute("classname", suite) + attribute("name", name) +
           attribute("time", secondsText(time)) + (content.empty() ? "/>\n" : ">\n" + content + "    </testcase>\n");
}

std::string caseOf(const Report &report, const AssertionFigures &assertion, std::string_view suite)
{
    if (assertion.held)
        return testCase(suite, assertion.text, lengthOf(report), {});
    if (!assertion.isJudged)
        return testCase(suite, assertion.text, lengthOf(report),
                        "      <skipped" + attribute("message", assertion.text + ": " + assertion.measured) + "/>\n");
    const std::string message = failureMessage(assertion);
    const std::string failure = "      <failure" + attribute("message", message) + attribute("type", "assertion") +
                                '>' + escaped(assertion.id + ": " + message) + "</failure>\n";
    return testCase(suite, assertion.text, assertion.failedAt.value_or(lengthOf(report)), failure);
}

std::string earlyEnd(const Report &report, std::string_view suite)
{
    const std::string why =
        report.warnings.empty() ? "It ended before its duration was over." : report.warnings.front();
    const std::string error = "      <error" + attribute("message", why) + attribute("type", "run") + "/>\n";
    return testCase(suite, "the run reaches its end", lengthOf(report), error);
}

} // namespace

std::string junitXml(const Report &report, const JunitContext &context)
{
    const std::string suite = report.title.empty() ? "bayplan" : report.title;
    const auto skipped = std::ranges::count(report.assertions, false, &AssertionFigures::isJudged);
    const auto failures = std::ranges::count(report.assertions, false, &AssertionFigures::held) - skipped;
    const std::size_t tests = report.assertions.size() + (report.endedEarly ? 1 : 0);
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite" +
                       attribute("name", suite) + attribute("package", "bayplan") + attribute("id", "0") +
                       attribute("timestamp", context.timestamp) + attribute("hostname", context.hostname) +
                       attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
                       attribute("errors", report.endedEarly ? "1" : "0") +
                       attribute("skipped", std::to_string(skipped)) +
                       attribute("time", secondsText(lengthOf(report))) + ">\n" + properties(report);
    if (report.endedEarly)
        text += earlyEnd(report, suite);
    for (const AssertionFigures &assertion : report.assertions)
        text += caseOf(report, assertion, suite);
    std::string notes;
    for (const std::string &warning : report.warnings)
        notes += warning + '\n';
    return text + "    <system-out></system-out>\n    <system-err>" + escaped(notes) +
           "</system-err>\n  </testsuite>\n</testsuites>\n";
}

} // namespace bayplan
