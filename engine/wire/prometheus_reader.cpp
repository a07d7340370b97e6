// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/prometheus_text.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace bayplan {
namespace {

constexpr std::array<std::string_view, 5> knownTypes{"counter", "gauge", "summary", "histogram", "untyped"};

/// Go's ParseFloat, as far as this format uses it.
std::optional<double> parseValue(std::string_view text)
{
    const bool negative = text.starts_with('-');
    std::string_view digits = text.substr(negative || text.starts_with('+') ? 1 : 0);
    std::string lower(digits);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (lower == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (lower == "inf" || lower == "infinity")
        return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    if (digits.empty() || digits[0] == '-' || digits[0] == '+')
        return std::nullopt;
    const auto number = parseNumber(digits);
    return number && negative ? std::optional(-*number) : number;
}

struct Family {
    std::string type;
    std::string help;
    bool hasType = false;
    bool hasHelp = false;
    bool hasSamples = false;
};

/// One pass over the text; the first error ends it.
class TextReader {
public:
    TextReader(std::string_view text, const PrometheusLimits &limits) : m_text(text), m_limits(limits) {}

    Result<std::vector<MetricSample>> read()
    {
        while (m_at < m_text.size() && !m_error)
            readLine();
        if (m_error)
            return *m_error;
        for (MetricSample &sample : m_samples)
            describe(sample);
        return std::move(m_samples);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char current() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool isBlank() const { return current() == ' ' || current() == '\t'; }

    void skipBlanks()
    {
        while (isBlank())
            ++m_at;
    }

    /// Up to a blank or the end of the line.
    std::string_view word()
    {
        const std::size_t begin = m_at;
        while (!atEnd() && !isBlank() && current() != '\n')
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

    std::string_view name(bool withColons)
    {
        const std::size_t begin = m_at;
        while (isLabelName(std::string_view(&m_text[m_at], 1)) ||
               (m_at > begin && current() >= '0' && current() <= '9') || (withColons && current() == ':')) {
            if (++m_at >= m_text.size())
                break;
        }
        return m_text.substr(begin, m_at - begin);
    }

    bool failHere(std::string message, ErrorCode code = ErrorCode::InvalidInput)
    {
        if (!m_error)
            m_error = fail(code, std::move(message), {}, {{}, m_line, static_cast<int>(m_at - m_lineStart) + 1, {}});
        return false;
    }

    void readLine()
    {
        skipBlanks();
        if (atEnd())
            return;
        if (current() == '#')
            readComment();
        else if (current() != '\n')
            readSample();
        if (m_error)
            return;
        if (atEnd()) {
            failHere("The last line does not end.");
            return;
        }
        ++m_at;
        ++m_line;
        m_lineStart = m_at;
    }

    void readComment()
    {
        ++m_at;
        skipBlanks();
        const std::string_view keyword = word();
        if (keyword == "HELP" || keyword == "TYPE")
            readHead(keyword);
        while (!atEnd() && current() != '\n' && !m_error)
            ++m_at;
    }

    void readHead(std::string_view keyword)
    {
        skipBlanks();
        if (atEnd() || current() == '\n')
            return;
        const std::string_view metric = name(true);
        if (metric.empty() || !(isBlank() || current() == '\n' || atEnd())) {
            failHere("This is no name of a metric.");
            return;
        }
        skipBlanks();
        if (atEnd() || current() == '\n')
            return;
        Family &family = m_families[std::string(metric)];
        if (keyword == "HELP")
            readHelp(family);
        else
            readType(family);
    }

    void readHelp(Family &family)
    {
        if (std::exchange(family.hasHelp, true)) {
            failHere("This metric has a HELP already.");
            return;
        }
        while (!atEnd() && current() != '\n') {
            char c = m_text[m_at++];
            if (c == '\\') {
                c = current();
                if (c != '\\' && c != 'n') {
                    failHere("Only \\\\ and \\n are known here.");
                    return;
                }
                ++m_at;
                c = c == 'n' ? '\n' : c;
            }
            family.help += c;
        }
    }

    void readType(Family &family)
    {
        if (family.hasType || family.hasSamples) {
            failHere(family.hasType ? "This metric has a TYPE already." : "TYPE must come before the samples.");
            return;
        }
        std::string_view type = word();
        if (std::find(knownTypes.begin(), knownTypes.end(), type) == knownTypes.end()) {
            failHere("This type of metric is not known.");
            return;
        }
        family.type = type;
        family.hasType = true;
    }

    void readSample()
    {
        if (m_samples.size() >= m_limits.samples) {
            failHere("There are more than " + std::to_string(m_limits.samples) + " samples.", ErrorCode::LimitExceeded);
            return;
        }
        MetricSample sample;
        sample.name = name(true);
        if (sample.name.empty()) {
            failHere("A name of a metric must stand here.");
            return;
        }
        m_families[familyName(sample.name)].hasSamples = true;
        skipBlanks();
        if (current() == '{' && !readLabels(sample))
            return;
        if (readValue(sample) && checkBounds(sample))
            m_samples.push_back(std::move(sample));
    }

    bool readLabels(MetricSample &sample)
    {
        ++m_at;
        for (;;) {
            skipBlanks();
            if (current() == '}') {
                ++m_at;
                skipBlanks();
                return true;
            }
            if (!readLabel(sample))
                return false;
            skipBlanks();
            if (current() == ',')
                ++m_at;
            else if (current() != '}')
                return failHere("A comma or } must stand here.");
        }
    }

    bool readLabel(MetricSample &sample)
    {
        if (sample.labels.size() >= m_limits.labels)
            return failHere("There are more than " + std::to_string(m_limits.labels) + " labels.",
                            ErrorCode::LimitExceeded);
        const std::string label(atEnd() ? std::string_view{} : name(false));
        if (label.empty() || label == "__name__")
            return failHere("This is no name of a label.");
        const bool isRepeated = std::any_of(sample.labels.begin(), sample.labels.end(),
                                            [&](const auto &other) { return other.first == label; });
        if (isRepeated)
            return failHere("This label stands here twice.");
        skipBlanks();
        if (current() != '=')
            return failHere("= must stand here.");
        ++m_at;
        skipBlanks();
        std::string value;
        if (!readQuoted(value))
            return false;
        if (label.size() > m_limits.labelBytes || value.size() > m_limits.labelBytes)
            return failHere("This label is longer than " + std::to_string(m_limits.labelBytes) + " bytes.",
                            ErrorCode::LimitExceeded);
        sample.labels.emplace_back(label, std::move(value));
        return true;
    }

    bool readQuoted(std::string &value)
    {
        if (current() != '"')
            return failHere("A value in quotes must stand here.");
        ++m_at;
        while (current() != '"') {
            if (atEnd() || current() == '\n')
                return failHere("The value does not end in this line.");
            char c = m_text[m_at++];
            if (c == '\\') {
                c = current();
                if (c != '\\' && c != 'n' && c != '"')
                    return failHere("Only \\\\, \\n and \\\" are known here.");
                ++m_at;
                c = c == 'n' ? '\n' : c;
            }
            value += c;
        }
        ++m_at;
        return true;
    }

    bool readValue(MetricSample &sample)
    {
        const auto value = parseValue(word());
        if (!value)
            return failHere("A number must stand here.");
        sample.value = *value;
        skipBlanks();
        if (current() == '\n' || atEnd())
            return true;
        if (!parseInteger(word()))
            return failHere("A time stamp must be a whole number.");
        skipBlanks();
        return current() == '\n' || atEnd() || failHere("Nothing may stand behind the time stamp.");
    }

    /// The quantile of a summary and the bound of a bucket are numbers.
    bool checkBounds(const MetricSample &sample)
    {
        const std::string &type = m_families[familyName(sample.name)].type;
        for (const auto &[label, value] : sample.labels) {
            const bool mustBeNumber =
                (type == "summary" && label == "quantile") || (type == "histogram" && label == "le");
            if (mustBeNumber && !parseValue(value))
                return failHere("The label " + label + " must be a number.");
        }
        return true;
    }

    /// A summary's NAME_sum and NAME_count and a histogram's NAME_bucket belong to NAME.
    std::string familyName(const std::string &sample) const
    {
        for (const std::string_view suffix : {"_sum", "_count", "_bucket"}) {
            if (!sample.ends_with(suffix))
                continue;
            const std::string base = sample.substr(0, sample.size() - suffix.size());
            const auto found = m_families.find(base);
            if (found == m_families.end())
                continue;
            const std::string &type = found->second.type;
            if (type == "histogram" || (type == "summary" && suffix != "_bucket"))
                return base;
        }
        return sample;
    }

    void describe(MetricSample &sample)
    {
        const Family &family = m_families[familyName(sample.name)];
        sample.type = family.hasType ? family.type : "untyped";
        sample.help = family.help;
    }

    std::string_view m_text;
    const PrometheusLimits &m_limits;
    std::size_t m_at = 0;
    std::size_t m_lineStart = 0;
    int m_line = 1;
    std::map<std::string, Family> m_families;
    std::vector<MetricSample> m_samples;
    std::optional<Error> m_error;
};

} // namespace

Result<std::vector<MetricSample>> parsePrometheusText(std::string_view text, const PrometheusLimits &limits)
{
    return TextReader(text, limits).read();
}

} // namespace bayplan
