// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/steady_colours.h"

#include "app/desktop/theme.h"

#include <set>

namespace bayplan {

namespace {

/// That of the engine first; that of the other engine last, since its lines may be drawn over these.
std::vector<QColor> lineColours(RunKind engine)
{
    const ThemeColours &c = colours();
    const bool isSimulated = engine == RunKind::Simulated;
    std::vector<QColor> all{isSimulated ? c.simulated : c.deployed};
    all.insert(all.end(), c.series.begin() + 2, c.series.end());
    all.push_back(isSimulated ? c.deployed : c.simulated);
    return all;
}

} // namespace

std::vector<QColor> SteadyColours::of(const std::vector<std::string> &ids, RunKind engine)
{
    const std::vector<QColor> all = lineColours(engine);
    if (ids.size() == 1)
        return {all.front()};
    std::set<std::size_t> taken;
    std::set<std::string> keeping;
    for (const std::string &id : ids)
        if (const auto given = m_given.find(id); given != m_given.end() && taken.insert(given->second).second)
            keeping.insert(id);
    std::vector<QColor> colours;
    for (const std::string &id : ids) {
        if (!keeping.contains(id)) {
            std::size_t free = 0;
            while (free < all.size() && taken.contains(free))
                ++free;
            m_given[id] = free % all.size();
            taken.insert(free);
        }
        colours.push_back(all[m_given[id]]);
    }
    return colours;
}

} // namespace bayplan
