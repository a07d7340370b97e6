// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/run_progress.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <unistd.h>

namespace bayplan::ctl {

namespace {

bool isWorthALine(const std::string &state)
{
    return state == "ready" || state == "failed" || state == "removed" || state == "kept";
}

} // namespace

RunProgress::RunProgress(const std::string &title, bool json) : m_json(json)
{
    if (!json && isatty(STDERR_FILENO) != 0)
        m_bar.emplace(title);
}

void RunProgress::show(const Progress &progress)
{
    if (m_json) {
        nlohmann::ordered_json line;
        line["resource"] = progress.resource;
        line["state"] = progress.state;
        if (!progress.text.empty())
            line["text"] = progress.text;
        line["fraction"] = progress.fraction;
        std::fputs((line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n').c_str(),
                   stdout);
        std::fflush(stdout);
    } else if (m_bar) {
        const bool saysHowFar = progress.state == "pulling" && !progress.text.empty();
        m_bar->show(progress.fraction,
                    progress.resource + " " + progress.state + (saysHowFar ? ", " + progress.text : ""));
    } else if (isWorthALine(progress.state)) {
        const std::string text = progress.text.empty() ? "" : ": " + progress.text;
        std::fputs((progress.resource + " " + progress.state + text + '\n').c_str(), stderr);
    }
}

} // namespace bayplan::ctl
