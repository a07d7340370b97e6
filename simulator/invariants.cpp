// SPDX-License-Identifier: Apache-2.0
#include "simulator/invariants.h"

#include "engine/base/units.h"

namespace bayplan {

std::string instantText(Time at)
{
    std::string text = formatFixed(toSeconds(at), 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text + 's';
}

std::string violationText(const std::string &what, Time at, const std::string &detail)
{
    return what + " at " + instantText(at) + ": " + detail + '.';
}

} // namespace bayplan
