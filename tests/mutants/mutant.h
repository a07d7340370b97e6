// SPDX-License-Identifier: GPL-3.0-or-later
// Which deliberate defect is switched on. Only the copies of the machines' sources that mutate.cmake makes ask for it;
// the program that is shipped is built from the sources as they are.
#pragma once

#include <string_view>

namespace bayplan {

inline std::string_view chosenMutant;

inline bool isMutant(std::string_view name)
{
    return chosenMutant == name;
}

} // namespace bayplan
