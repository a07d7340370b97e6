// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/metric_names.h"

#include <array>

namespace bayplan {
namespace {

struct Unit {
    std::string_view suffix, base;
    double factor;
};

constexpr std::array<Unit, 21> units{{{"milliseconds", "seconds", 1e-3},
                                      {"microseconds", "seconds", 1e-6},
                                      {"nanoseconds", "seconds", 1e-9},
                                      {"minutes", "seconds", 60},
                                      {"msec", "seconds", 1e-3},
                                      {"usec", "seconds", 1e-6},
                                      {"sec", "seconds", 1},
                                      {"ms", "seconds", 1e-3},
                                      {"us", "seconds", 1e-6},
                                      {"ns", "seconds", 1e-9},
                                      {"s", "seconds", 1},
                                      {"kbps", "bytes_per_second", 1024},
                                      {"days", "seconds", 86400},
                                      {"hours", "seconds", 3600},
                                      {"bits", "bytes", 0.125},
                                      {"kibibytes", "bytes", 1024},
                                      {"mebibytes", "bytes", 1024.0 * 1024},
                                      {"kb", "bytes", 1024},
                                      {"mb", "bytes", 1024.0 * 1024},
                                      {"gb", "bytes", 1024.0 * 1024 * 1024},
                                      {"b", "bytes", 1}}};

/// Words that stand for parts of a histogram, or for a type.
constexpr std::array<std::string_view, 10> reservedWords{"total",   "count", "sum",       "bucket",  "info",
                                                         "counter", "gauge", "histogram", "summary", "untyped"};

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Words in lower case with single underscores between them.
std::string snake(std::string_view name)
{
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool beginsWord = isUpper(c) && i > 0 && !isUpper(name[i - 1]);
        if ((beginsWord || !(isUpper(c) || isPlain(c))) && !text.empty() && text.back() != '_')
            text += '_';
        if (isUpper(c))
            text += static_cast<char>(c - 'A' + 'a');
        else if (isPlain(c))
            text += c;
    }
    while (!text.empty() && text.back() == '_')
        text.pop_back();
    if (text.empty() || (text[0] >= '0' && text[0] <= '9'))
        text.insert(0, "n_");
    return text;
}

bool hasLastWord(const std::string &name, std::string_view word)
{
    return name.size() > word.size() && name.ends_with(word) && name[name.size() - word.size() - 1] == '_';
}

} // namespace

MetricNaming metricNaming(std::string_view name, bool isCounter)
{
    MetricNaming naming;
    naming.name = snake(name);
    std::string &text = naming.name;
    if (text.starts_with("total_") && text.size() > 6)
        text.erase(0, 6);
    for (const std::string_view word : reservedWords) {
        if (hasLastWord(text, word))
            text.resize(text.size() - word.size() - 1);
    }
    for (const Unit &unit : units) {
        if (!hasLastWord(text, unit.suffix))
            continue;
        text.resize(text.size() - unit.suffix.size());
        text += unit.base;
        naming.factor = unit.factor;
        break;
    }
    if (isCounter)
        text += "_total";
    return naming;
}

} // namespace bayplan
