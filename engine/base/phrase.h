// SPDX-License-Identifier: Apache-2.0
// What people are told, as a value: English with places for names and numbers, filled in when it is shown and in the
// language in which it is shown then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace bayplan {

class Phrase {
public:
    Phrase() = default;

    /// `english` is a literal under QT_TRANSLATE_NOOP("phrase", ...). Its places are %1 to %9, each for the argument of
    /// that number, in any order: texts, which are the same in every language, or phrases.
    template <std::size_t Size, class... Arguments>
    Phrase(const char (&english)[Size], Arguments &&...arguments) : m_source(english)
    {
        if constexpr (sizeof...(arguments) > 0)
            fill(-1, std::forward<Arguments>(arguments)...);
    }

    /// The literal has %n besides, and stands under QT_TRANSLATE_N_NOOP. "(s)" is the English ending of more than one.
    template <std::size_t Size, class... Arguments>
    static Phrase counted(std::int64_t count, const char (&english)[Size], Arguments &&...arguments)
    {
        Phrase phrase(english);
        phrase.fill(count, std::forward<Arguments>(arguments)...);
        return phrase;
    }

    /// A name or a number, the same in every language.
    Phrase(std::string text);

    /// Either is meant: the one is written Phrase(literal), the other std::string(pointer).
    template <class Pointer, class = std::enable_if_t<std::is_same_v<Pointer, const char *>>>
    Phrase(const Pointer &text) = delete;

    /// A text that a table has under QT_TRANSLATE_NOOP(context, ...): a title of the catalog.
    static Phrase from(const char *context, std::string text);

    bool empty() const { return m_source == nullptr && !m_filling; }

    std::string english() const;

    /// The translation of a source text; `count` is -1 for those that have none.
    using Translate = std::function<std::string(const char *context, const char *source, std::int64_t count)>;

    /// What stands in an argument is never taken for a place.
    std::string in(const Translate &translate) const;

private:
    struct Argument;

    /// Of those that have any: most are a literal and nothing else.
    struct Filling {
        const char *context = nullptr; ///< of the text; none: not translated
        std::string text;              ///< where there is no literal
        std::int64_t count = -1;
        std::vector<Argument> arguments;
    };

    template <class... Arguments>
    void fill(std::int64_t count, Arguments &&...arguments);
    void append(std::string &text, const Translate &translate) const;

    const char *m_source = nullptr;
    std::shared_ptr<const Filling> m_filling; ///< never changed
};

struct Phrase::Argument {
    Argument(std::string given) : text(std::move(given)) {}
    Argument(Phrase given) : phrase(std::move(given)) {}

    std::string text;
    Phrase phrase; ///< where it is not empty
};

template <class... Arguments>
void Phrase::fill(std::int64_t count, Arguments &&...arguments)
{
    auto filling = std::make_shared<Filling>();
    filling->count = count;
    filling->arguments.reserve(sizeof...(arguments));
    (filling->arguments.emplace_back(std::forward<Arguments>(arguments)), ...);
    m_filling = std::move(filling);
}

} // namespace bayplan
