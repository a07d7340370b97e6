// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/engine_time.h"

#include <chrono>

namespace bayplan {

namespace {

/// The digits at the front, taken off `text`; nothing when there are not `count` of them.
std::optional<int> takeDigits(std::string_view &text, std::size_t count)
{
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool takeSign(std::string_view &text, char sign)
{
    if (text.empty() || text.front() != sign)
        return false;
    text.remove_prefix(1);
    return true;
}

std::int64_t takeFraction(std::string_view &text)
{
    std::int64_t value = 0;
    std::int64_t unit = 100'000'000;
    if (!takeSign(text, '.'))
        return 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        value += (text.front() - '0') * unit;
        unit /= 10;
        text.remove_prefix(1);
    }
    return value;
}

/// Seconds east of Greenwich.
std::optional<int> takeZone(std::string_view &text)
{
    if (takeSign(text, 'Z'))
        return 0;
    const int sign = takeSign(text, '-') ? -1 : takeSign(text, '+') ? 1 : 0;
    if (sign == 0)
        return std::nullopt;
    const auto hours = takeDigits(text, 2);
    takeSign(text, ':');
    const auto minutes = takeDigits(text, 2);
    if (!hours || !minutes)
        return std::nullopt;
    return sign * (*hours * 3600 + *minutes * 60);
}

} // namespace

std::optional<std::int64_t> unixTimeOf(std::string_view text)
{
    using namespace std::chrono;
    const auto year = takeDigits(text, 4);
    const auto month = year && takeSign(text, '-') ? takeDigits(text, 2) : std::nullopt;
    const auto day = month && takeSign(text, '-') ? takeDigits(text, 2) : std::nullopt;
    const auto hour = day && takeSign(text, 'T') ? takeDigits(text, 2) : std::nullopt;
    const auto minute = hour && takeSign(text, ':') ? takeDigits(text, 2) : std::nullopt;
    const auto second = minute && takeSign(text, ':') ? takeDigits(text, 2) : std::nullopt;
    if (!second)
        return std::nullopt;
    const std::int64_t fraction = takeFraction(text);
    const auto zone = takeZone(text);
    const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                              std::chrono::day(static_cast<unsigned>(*day))};
    if (!zone || !text.empty() || !date.ok() || *year < 1970)
        return std::nullopt;
    const auto days = sys_days(date).time_since_epoch();
    const auto whole = duration_cast<seconds>(days) + hours(*hour) + minutes(*minute) + seconds(*second - *zone);
    return duration_cast<nanoseconds>(whole).count() + fraction;
}

} // namespace bayplan
