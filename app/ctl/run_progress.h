// SPDX-License-Identifier: Apache-2.0
// The progress of a deployment, resource by resource: a bar with the newest on a terminal, plain lines elsewhere, one
// JSON value a line for machines.
#pragma once

#include "app/ctl/terminal.h"
#include "engine/plan/run.h"

#include <optional>
#include <set>
#include <string>

namespace bayplan::ctl {

/// Everything goes to standard error, but for JSON, which goes to standard output.
class RunProgress {
public:
    RunProgress(const std::string &title, bool json);

    void show(const Progress &progress);

    /// The bar is gone afterwards.
    void finish() { m_bar.reset(); }

private:
    std::optional<ProgressBar> m_bar;
    bool m_json;
};

} // namespace bayplan::ctl
