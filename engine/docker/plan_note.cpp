// SPDX-License-Identifier: Apache-2.0
#include "engine/docker/plan_note.h"

#include <vector>

namespace bayplan {

namespace {

constexpr std::string_view containerBegins = "  container ";
constexpr std::string_view peerBegins = "    peer ";
constexpr std::string_view linkField = " link=";

template <class Take>
void eachLine(std::string_view text, Take take)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        take(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

/// KEY=VALUE by key; words without a sign belong to the value before them ("command=serve --fast"). Equal keys add up.
std::map<std::string, std::string> fieldsOf(std::string_view line)
{
    std::map<std::string, std::string> fields;
    std::string *last = nullptr;
    while (!line.empty()) {
        const std::string_view word = line.substr(0, line.find(' '));
        line.remove_prefix(word.size() < line.size() ? word.size() + 1 : word.size());
        const std::size_t sign = word.find('=');
        const bool isKey =
            sign != std::string_view::npos && sign > 0 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == sign;
        if (!isKey && last != nullptr) {
            *last += ' ';
            *last += word;
        } else if (isKey) {
            std::string &value = fields[std::string(word.substr(0, sign))];
            value += (value.empty() ? "" : " ") + std::string(word.substr(sign + 1));
            last = &value;
        }
    }
    return fields;
}

} // namespace

PlanNote::PlanNote(std::string_view text)
{
    eachLine(text, [this](std::string_view line) {
        if (line.starts_with(containerBegins)) {
            line.remove_prefix(containerBegins.size());
            const std::string_view name = line.substr(0, line.find(' '));
            m_lines[std::string(name)] = line.substr(name.size());
        } else if (const auto link = line.rfind(linkField);
                   line.starts_with(peerBegins) && link != std::string_view::npos) {
            m_links.insert(std::string(line.substr(link + linkField.size())));
        }
    });
}

std::string PlanNote::changesOf(const std::string &instance, std::string_view newText) const
{
    const PlanNote other(newText);
    const auto before = m_lines.find(instance), after = other.m_lines.find(instance);
    if (before == m_lines.end() || after == other.m_lines.end())
        return {};
    auto was = fieldsOf(before->second), is = fieldsOf(after->second);
    for (const auto &[key, value] : was)
        is.try_emplace(key);
    std::string text;
    for (const auto &[key, value] : is) {
        const std::string old = was.contains(key) ? was[key] : std::string();
        if (old == value)
            continue;
        text += text.empty() ? "" : ", ";
        text += key + ": " + (old.empty() ? "none" : old) + " -> " + (value.empty() ? "none" : value);
    }
    return text;
}

} // namespace bayplan
