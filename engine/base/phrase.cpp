// SPDX-License-Identifier: Apache-2.0
#include "engine/base/phrase.h"

#include <string_view>

namespace bayplan {

Phrase::Phrase(std::string text)
{
    if (!text.empty())
        *this = from(nullptr, std::move(text));
}

Phrase Phrase::from(const char *context, std::string text)
{
    auto filling = std::make_shared<Filling>();
    filling->context = context;
    filling->text = std::move(text);
    Phrase phrase;
    phrase.m_filling = std::move(filling);
    return phrase;
}

std::string Phrase::english() const
{
    return in([](const char *, const char *source, std::int64_t) { return std::string(source); });
}

std::string Phrase::in(const Translate &translate) const
{
    std::string text;
    append(text, translate);
    return text;
}

void Phrase::append(std::string &text, const Translate &translate) const
{
    if (!m_source) {
        if (m_filling)
            text += m_filling->context ? translate(m_filling->context, m_filling->text.c_str(), -1) : m_filling->text;
        return;
    }
    static const Filling nothing;
    const Filling &filling = m_filling ? *m_filling : nothing;
    constexpr std::string_view ending = "(s)";
    const std::string filled = translate("phrase", m_source, filling.count);
    std::string_view rest = filled;
    while (!rest.empty()) {
        const std::size_t number = rest.size() > 1 && rest[0] == '%' ? static_cast<std::size_t>(rest[1] - '1') : 9;
        std::size_t taken = 1;
        if (number < filling.arguments.size()) {
            const Argument &argument = filling.arguments[number];
            text += argument.text;
            argument.phrase.append(text, translate);
            taken = 2;
        } else if (filling.count >= 0 && rest.starts_with("%n")) {
            text += std::to_string(filling.count);
            taken = 2;
        } else if (filling.count >= 0 && rest.starts_with(ending)) {
            text += filling.count == 1 ? "" : "s";
            taken = ending.size();
        } else {
            text += rest.front();
        }
        rest.remove_prefix(taken);
    }
}

} // namespace bayplan
