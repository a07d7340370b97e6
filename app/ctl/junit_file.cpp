// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/junit_file.h"

#include "app/ctl/terminal.h"
#include "engine/report/junit.h"

#include <unistd.h>

#include <array>
#include <ctime>

namespace bayplan::ctl {
namespace {

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    return {text.data(), length};
}

std::string thisMachine()
{
    std::array<char, 256> name{};
    const bool isKnown = gethostname(name.data(), name.size() - 1) == 0 && name.front() != '\0';
    return isKnown ? name.data() : "localhost";
}

} // namespace

Result<void> writeJunit(const std::string &path, const Report &report)
{
    if (path.empty())
        return {};
    return writeOutput(path, junitXml(report, {.timestamp = utcNow(), .hostname = thisMachine()}));
}

} // namespace bayplan::ctl
