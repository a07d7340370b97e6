// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of lines that come and go: each keeps its own for as long as no line beside it has the same.
#pragma once

#include "app/desktop/run_record.h"

#include <QColor>

#include <map>
#include <string>
#include <vector>

namespace bayplan {

class SteadyColours {
public:
    /// Of each of these, in order; all different as far as there are enough. One alone has the colour of its engine.
    std::vector<QColor> of(const std::vector<std::string> &ids, RunKind engine);

private:
    std::map<std::string, std::size_t> m_given;
};

} // namespace bayplan
