// SPDX-License-Identifier: Apache-2.0
#include "engine/base/trace_text.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <algorithm>

namespace bayplan {

Result<std::vector<Duration>> parseTrace(std::string_view text)
{
    constexpr std::string_view between = " ,\t\r\n";
    std::vector<Duration> gaps;
    for (std::size_t begin = text.find_first_not_of(between); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const auto gap = parseDuration(word);
        if (!gap)
            return fail(ErrorCode::InvalidInput, Told{{QT_TRANSLATE_NOOP("phrase", "Gap %1 of the trace: %2"),
                                                       std::to_string(gaps.size() + 1), messageOf(gap.error())},
                                                      adviceOf(gap.error())});
        if (gaps.size() == mostArrivals)
            return fail(
                ErrorCode::LimitExceeded,
                Told{{QT_TRANSLATE_NOOP("phrase", "A trace has at most %1 arrivals."), std::to_string(mostArrivals)},
                     QT_TRANSLATE_NOOP("phrase", "Take a part of it, or fit a distribution to its gaps.")});
        gaps.push_back(*gap);
        begin = text.find_first_not_of(between, end);
    }
    return gaps;
}

std::string formatTrace(const std::vector<Duration> &gaps)
{
    std::string text;
    for (const Duration gap : gaps)
        text += (text.empty() ? "" : " ") + formatDuration(gap);
    return text;
}

} // namespace bayplan
