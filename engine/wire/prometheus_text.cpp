// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/prometheus_text.h"

#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace bayplan {
namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isCompound(const std::string &type)
{
    return type == "summary" || type == "histogram";
}

std::string familyOf(const MetricSample &sample)
{
    if (!isCompound(sample.type))
        return sample.name;
    for (const std::string_view suffix : {"_sum", "_count", "_bucket"}) {
        if (sample.name.ends_with(suffix))
            return sample.name.substr(0, sample.name.size() - suffix.size());
    }
    return sample.name;
}

void appendEscaped(std::string &text, std::string_view value, bool inQuotes)
{
    for (const char c : value) {
        if (c == '\\')
            text += "\\\\";
        else if (c == '\n')
            text += "\\n";
        else if (c == '"' && inQuotes)
            text += "\\\"";
        else
            text += c;
    }
}

std::string formatValue(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return formatNumber(value);
}

void appendHead(std::string &text, const std::string &family, const MetricSample &sample)
{
    if (!sample.help.empty()) {
        text += "# HELP " + family + ' ';
        appendEscaped(text, sample.help, false);
        text += '\n';
    }
    const bool isKnown = sample.type == "counter" || sample.type == "gauge" || isCompound(sample.type);
    text += "# TYPE " + family + ' ' + (isKnown ? sample.type : "untyped") + '\n';
}

void appendSample(std::string &text, const MetricSample &sample)
{
    text += sample.name;
    char separator = '{';
    for (const auto &[name, value] : sample.labels) {
        text += separator;
        text += name;
        text += "=\"";
        appendEscaped(text, value, true);
        text += '"';
        separator = ',';
    }
    if (!sample.labels.empty())
        text += '}';
    text += ' ' + formatValue(sample.value) + '\n';
}

} // namespace

bool isLabelName(std::string_view name)
{
    return !name.empty() && isLetter(name[0]) &&
           std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

bool isMetricName(std::string_view name)
{
    return !name.empty() && !isDigit(name[0]) &&
           std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c) || c == ':'; });
}

std::string toMetricName(std::string_view text)
{
    std::string name;
    for (const char c : text)
        name += isLetter(c) || isDigit(c) || c == ':' ? c : '_';
    if (name.empty() || isDigit(name[0]))
        name.insert(name.begin(), '_');
    return name;
}

std::string writePrometheusText(const std::vector<MetricSample> &samples)
{
    std::vector<std::string> order;
    std::map<std::string, std::vector<const MetricSample *>> families;
    for (const MetricSample &sample : samples) {
        auto &family = families[familyOf(sample)];
        if (family.empty())
            order.push_back(familyOf(sample));
        family.push_back(&sample);
    }
    std::string text;
    for (const std::string &name : order) {
        appendHead(text, name, *families[name].front());
        for (const MetricSample *sample : families[name])
            appendSample(text, *sample);
    }
    return text;
}

} // namespace bayplan
