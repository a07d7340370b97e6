// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/compose_secrets.h"

#include "engine/manifests/compose_values.h"
#include "engine/model/entries.h"
#include "engine/model/secret_references.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace bayplan {
namespace {

constexpr auto nowhere = std::string_view::npos;
constexpr std::string_view blanks = " \t\n";

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isFlagByte(char c)
{
    return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
}

bool isAnyOf(std::string_view text, std::initializer_list<std::string_view> all)
{
    return std::ranges::find(all, text) != all.end();
}

/// --token, db.password: what it says last is what its value is, unlike --token-ttl.
bool namesSecret(std::string_view flag)
{
    constexpr std::array ends{"password", "passwd", "passphrase", "requirepass", "masterauth", "secret",
                              "token",    "apikey", "api_key",    "access_key",  "secret_key", "_pass"};
    const std::string name = lowerCase(variableName(std::string(flag)));
    return looksSecret(name) &&
           (name == "pass" || std::ranges::any_of(ends, [&](const char *end) { return name.ends_with(end); }));
}

/// --password, whose value is the next word, unlike --no-password.
bool takesSecret(std::string_view word)
{
    constexpr std::array switches{"no_", "skip_", "ask_", "allow_", "enable_", "disable_", "use_", "with_"};
    const std::string name = lowerCase(variableName(std::string(word)));
    return word.starts_with('-') && std::ranges::all_of(word, isFlagByte) && namesSecret(word) &&
           std::ranges::none_of(switches, [&](const char *start) { return name.starts_with(start); });
}

bool isQuoted(std::string_view text)
{
    return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
}

struct Word {
    std::string gap; ///< before it
    std::string text;
};

/// Words of a script with all that stands between them: put together they are the script again.
std::vector<Word> wordsOf(std::string_view script)
{
    std::vector<Word> words;
    while (!script.empty()) {
        const auto begin = std::min(script.find_first_not_of(blanks), script.size());
        std::size_t end = begin;
        for (char quote = 0; end < script.size() && (quote != 0 || blanks.find(script[end]) == nowhere); ++end) {
            const char c = script[end];
            if (quote == 0 && (c == '"' || c == '\''))
                quote = c;
            else if (c == quote)
                quote = 0;
        }
        words.push_back({std::string(script.substr(0, begin)), std::string(script.substr(begin, end - begin))});
        script.remove_prefix(end);
    }
    return words;
}

/// Where a value ends that begins at `begin`, in a=1;b=2 or ?a=1&b=2; else it is the rest of the word.
std::size_t valueEnd(const std::string &word, std::size_t nameBegin, std::size_t begin)
{
    const char before = nameBegin == 0 ? ' ' : word[nameBegin - 1];
    const auto isNamed = [&](std::size_t at) {
        const auto rest = std::string_view(word).substr(at + 1);
        const auto name = std::ranges::find_if_not(rest, isFlagByte);
        return name != rest.begin() && name != rest.end() && *name == '=';
    };
    for (std::size_t at = begin; at < word.size(); ++at) {
        const char c = word[at];
        const bool separates = (c == ';' && before == ';') || (c == '&' && (before == '?' || before == '&'));
        if (separates || ((c == ';' || c == '&' || c == ',') && isNamed(at)))
            return at;
    }
    return word.size();
}

bool startsQuery(std::string_view rest)
{
    const auto name = std::ranges::find_if_not(rest.substr(1), isFlagByte);
    return name != rest.end() && *name == '=';
}

/// The last @ that ends a name and password: not one of a query, nor of a path such as /@scope.
std::size_t lastAt(std::string_view address, std::size_t first)
{
    std::size_t last = first;
    for (std::size_t at = first + 1; at < address.size(); ++at) {
        if (address[at] == '?' && startsQuery(address.substr(at)))
            break;
        if (address[at] == '@' && address[at - 1] != '/')
            last = at;
    }
    return last;
}

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Of user:password@host:port/path, what follows a scheme.
std::optional<Span> passwordIn(std::string_view address)
{
    const auto colon = address.find_first_of(":/@[");
    const auto at = address.find('@');
    if (colon == nowhere || address[colon] != ':' || at == nowhere)
        return std::nullopt;
    const auto slash = address.find('/');
    const std::string_view port = address.substr(colon + 1, slash == nowhere ? 0 : slash - colon - 1);
    const bool isPort =
        slash < at && !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == nowhere;
    const Span span{colon + 1, lastAt(address, at)};
    return isPort || span.begin == span.end ? std::nullopt : std::optional(span);
}

bool isReference(const std::string &text)
{
    return text.starts_with("${") && text.find('}') == text.size() - 1;
}

} // namespace

bool isSecretElsewhere(const std::string &text)
{
    return text.empty() || isReference(text) || text.starts_with("/run/secrets/");
}

std::string variableName(const std::string &text)
{
    std::string name;
    for (const char c : text)
        name += isLetterOrDigit(c) ? (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c) : '_';
    name.erase(0, std::min(name.find_first_not_of('_'), name.size()));
    return name.empty() || name.front() <= '9' ? '_' + name : name;
}

std::string leftToShell(std::string text)
{
    for (auto at = text.find("$${"); at != std::string::npos; at = text.find("$${", at + 3)) {
        const auto end = text.find('}', at);
        if (end == std::string::npos)
            break;
        const auto parts = commandParts(std::string_view(text).substr(at + 1, end - at));
        if (parts.size() == 1 && parts.front().isSecret)
            text.insert(end, ":-");
    }
    return text;
}

std::string SecretHider::hidden(const std::string &text, const std::string &prefix)
{
    m_prefix = prefix;
    return hideText(text, Form::Plain);
}

std::vector<std::string> SecretHider::hiddenIn(std::vector<std::string> words, const std::string &prefix)
{
    m_prefix = prefix;
    hideWords(words, Form::Plain);
    return words;
}

std::vector<std::string> SecretHider::takeNames()
{
    return std::exchange(m_names, {});
}

void SecretHider::hideWords(std::vector<std::string> &words, Form form)
{
    std::string flag;
    for (std::string &word : words) {
        const std::string asWritten = word;
        word = !flag.empty() && !word.starts_with('-') ? hideValue(flag, word, form) : hideWord(word, form);
        flag = takesSecret(asWritten) ? asWritten : std::string();
    }
}

std::string SecretHider::hideText(const std::string &text, Form form)
{
    std::vector<Word> parts = wordsOf(text);
    std::vector<std::string> words;
    for (const Word &part : parts)
        words.push_back(part.text);
    hideWords(words, form);
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i)
        all += parts[i].gap + words[i];
    return all;
}

std::string SecretHider::hideWord(const std::string &word, Form form)
{
    if (isQuoted(word))
        return word.front() + hideText(word.substr(1, word.size() - 2), Form::Shell) + word.back();
    if (wordsOf(word).size() > 1)
        return hideText(word, Form::Shell);
    return hideAssignments(hidePasswords(word), form);
}

std::string SecretHider::hideAssignments(std::string word, Form form)
{
    for (auto equals = word.find('='); equals != std::string::npos; equals = word.find('=', equals + 1)) {
        std::size_t begin = equals;
        while (begin > 0 && isFlagByte(word[begin - 1]))
            --begin;
        const std::string name = word.substr(begin, equals - begin);
        if (name.empty() || !namesSecret(name))
            continue;
        const auto end = valueEnd(word, begin, equals + 1);
        const std::string value = hideValue(name, word.substr(equals + 1, end - equals - 1), form);
        word.replace(equals + 1, end - equals - 1, value);
        equals += value.size();
    }
    return word;
}

std::string SecretHider::hidePasswords(const std::string &word)
{
    constexpr std::string_view scheme = "://";
    std::string out;
    std::size_t done = 0;
    for (auto at = word.find(scheme); at != std::string::npos; at = word.find(scheme, at)) {
        at += scheme.size();
        const auto end = std::min(word.find_first_of("\"'`<>", at), word.find(scheme, at));
        const auto password = passwordIn(std::string_view(word).substr(at, end - at));
        if (!password)
            continue;
        const std::string value = word.substr(at + password->begin, password->end - password->begin);
        if (isReference(value))
            continue;
        out += word.substr(done, at + password->begin - done) + reference(m_prefix + "_PASSWORD", value);
        done = at + password->end;
    }
    return out + word.substr(done);
}

std::string SecretHider::hideValue(const std::string &name, const std::string &value, Form form)
{
    if (isQuoted(value))
        return value.front() + hideValue(name, value.substr(1, value.size() - 2), form) + value.back();
    if (form == Form::Shell && value.ends_with(';'))
        return hideValue(name, value.substr(0, value.size() - 1), form) + ';';
    const bool isShells = form == Form::Shell && (value.starts_with('$') || value.starts_with('`'));
    if (isShells || isSecretElsewhere(value) || isAnyOf(value, {"true", "false", "yes", "no"}))
        return value;
    return reference(m_prefix + '_' + variableName(name), value);
}

std::string SecretHider::reference(const std::string &name, const std::string &value)
{
    std::string unique = name;
    for (int i = 2; m_values.contains(unique) && m_values.at(unique) != value; ++i)
        unique = name + '_' + std::to_string(i);
    if (m_values.try_emplace(unique, value).second)
        m_names.push_back(unique);
    return "${" + unique + '}';
}

} // namespace bayplan
