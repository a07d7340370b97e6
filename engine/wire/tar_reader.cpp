// SPDX-License-Identifier: Apache-2.0
#include "engine/base/units.h"
#include "engine/wire/tar.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

constexpr std::size_t mostNameBytes = 4096;
constexpr std::size_t mostAttributeBytes = 64U << 10U;

Error refusedArchive(std::string why)
{
    return fail(ErrorCode::InvalidInput, "The archive is refusedArchive: " + std::move(why));
}

/// Names in sentences may be anything.
std::string quotedName(std::string_view name)
{
    std::string text(name.substr(0, 100));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
    return '"' + text + '"';
}

std::string_view textField(std::string_view field)
{
    return field.substr(0, field.find('\0'));
}

/// Octal digits with blanks around them. Larger numbers have the highest bit set, and are refusedArchive like this.
std::optional<std::uint64_t> numberField(std::string_view field)
{
    field = textField(field);
    field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
    field = field.substr(0, field.find(' '));
    std::uint64_t value = 0;
    for (const char c : field) {
        if (c < '0' || c > '7')
            return std::nullopt;
        value = value * 8 + static_cast<std::uint64_t>(c - '0');
    }
    return value;
}

bool isChecksumRight(std::string_view block)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < tarBlockBytes; ++i)
        sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(block[i]);
    return numberField(block.substr(148, 8)) == sum;
}

std::vector<std::string_view> namesOf(std::string_view path)
{
    std::vector<std::string_view> names;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(name.size() + 1, path.size()));
        if (!name.empty() && name != ".")
            names.push_back(name);
    }
    return names;
}

std::string joined(const std::vector<std::string_view> &names)
{
    std::string path;
    for (const std::string_view name : names)
        path.append(path.empty() ? "" : "/").append(name);
    return path;
}

/// Empty for the tree itself.
Result<std::string> safePath(std::string_view path)
{
    const auto names = namesOf(path);
    if (path.starts_with('/') || path.find('\0') != std::string_view::npos ||
        std::find(names.begin(), names.end(), "..") != names.end())
        return refusedArchive(quotedName(path) + " leads out of its tree.");
    return joined(names);
}

/// ".." only at its beginning, and no more of them than the link is deep: whatever links stand on the rest of the way,
/// each of them stays inside for the same reason.
bool staysInside(std::string_view target, std::string_view path)
{
    const auto names = namesOf(target);
    const auto isUp = [](std::string_view name) { return name == ".."; };
    const auto firstDown = std::find_if_not(names.begin(), names.end(), isUp);
    return !target.empty() && !target.starts_with('/') && firstDown - names.begin() < std::ssize(namesOf(path)) &&
           std::none_of(firstDown, names.end(), isUp);
}

std::string pathField(std::string_view block)
{
    const std::string name(textField(block.substr(0, 100)));
    const std::string_view prefix =
        block.substr(257, 6) == std::string_view("ustar\0", 6) ? textField(block.substr(345, 155)) : "";
    return prefix.empty() ? name : std::string(prefix) + '/' + name;
}

} // namespace

Result<void> TarReader::take(std::string_view bytes)
{
    while (!bytes.empty() && !m_isWhole) {
        std::size_t taken = 0;
        if (m_bodyBytes > 0) {
            taken = static_cast<std::size_t>(std::min<std::uint64_t>(m_bodyBytes, bytes.size()));
            if (auto good = body(bytes.substr(0, taken)); !good)
                return good;
        } else if (m_paddingBytes > 0) {
            taken = std::min(m_paddingBytes, bytes.size());
            m_paddingBytes -= taken;
        } else {
            taken = std::min(tarBlockBytes - m_block.size(), bytes.size());
            m_block.append(bytes.substr(0, taken));
            if (m_block.size() == tarBlockBytes) {
                if (auto good = header(std::exchange(m_block, {})); !good)
                    return good;
            }
        }
        bytes.remove_prefix(taken);
    }
    return {};
}

Result<void> TarReader::header(std::string_view block)
{
    if (block.find_first_not_of('\0') == std::string_view::npos) {
        m_isWhole = true;
        return {};
    }
    if (!isChecksumRight(block))
        return refusedArchive("it is no tar, or damaged.");
    const auto size = numberField(block.substr(124, 12));
    if (!size)
        return refusedArchive("an entry has a size that cannot be.");
    const char type = block[156];
    m_body = type == 'L'   ? Body::LongPath
             : type == 'K' ? Body::LongTarget
             : type == 'x' ? Body::Attributes
                           : Body::Nothing;
    if (m_body != Body::Nothing && *size > (type == 'x' ? mostAttributeBytes : mostNameBytes + 1))
        return fail(ErrorCode::LimitExceeded, "The archive is refusedArchive: a name or its attributes are too long.");
    m_bodyBytes = *size;
    m_paddingBytes = (tarBlockBytes - *size % tarBlockBytes) % tarBlockBytes;
    if (m_body == Body::Nothing && type != 'g') { // the attributes of all, which git archive writes, say nothing to us
        if (auto good = begin(block, type); !good)
            return good;
    }
    return m_bodyBytes == 0 ? endBody() : Result<void>();
}

Result<void> TarReader::begin(std::string_view block, char type)
{
    if (++m_entries > m_mostEntries)
        return fail(ErrorCode::LimitExceeded,
                    "The archive is refusedArchive: it has more than " + std::to_string(m_mostEntries) + " entries.");
    std::string path = std::exchange(m_longPath, {});
    std::string target = std::exchange(m_longTarget, {});
    auto safe = safePath(path.empty() ? pathField(block) : path);
    if (!safe)
        return safe.error();
    TarEntry entry{.path = std::move(*safe)};
    if (type == '5')
        entry.type = TarEntry::Type::Folder;
    else if (type == '2')
        entry.type = TarEntry::Type::SymbolicLink;
    else if (type != '0' && type != '\0' && type != '7')
        return refusedArchive(quotedName(entry.path) + " is no file, folder or symbolic link.");
    if (entry.path.empty() && entry.type == TarEntry::Type::Folder)
        return {};
    if (entry.path.empty() || entry.path.size() > mostNameBytes)
        return refusedArchive("an entry has no name, or one that is too long.");
    if (entry.type == TarEntry::Type::SymbolicLink) {
        entry.target = target.empty() ? std::string(textField(block.substr(157, 100))) : std::move(target);
        if (!staysInside(entry.target, entry.path))
            return refusedArchive("the link " + quotedName(entry.path) + " leads out of its tree.");
    }
    if (entry.type == TarEntry::Type::File) {
        m_body = Body::File;
        entry.isExecutable = (numberField(block.substr(100, 8)).value_or(0) & 0111U) != 0;
    }
    return m_sink.begin(entry);
}

Result<void> TarReader::body(std::string_view bytes)
{
    m_bodyBytes -= bytes.size();
    if (m_body == Body::File) {
        if (auto good = m_sink.bytes(bytes); !good)
            return good;
    } else if (m_body != Body::Nothing) {
        m_text.append(bytes);
    }
    return m_bodyBytes == 0 ? endBody() : Result<void>();
}

Result<void> TarReader::endBody()
{
    const Body ended = std::exchange(m_body, Body::Nothing);
    if (ended == Body::Attributes) {
        auto read = readAttributes();
        m_text.clear();
        return read;
    }
    if (ended == Body::LongPath)
        m_longPath = textField(m_text);
    else if (ended == Body::LongTarget)
        m_longTarget = textField(m_text);
    m_text.clear();
    return {};
}

/// "LENGTH KEY=VALUE\n", the length of all of it.
Result<void> TarReader::readAttributes()
{
    for (std::string_view rest = m_text; !rest.empty();) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        const auto length = parseInteger(rest.substr(0, blank));
        if (!length || *length <= static_cast<std::int64_t>(blank) + 1 ||
            *length > static_cast<std::int64_t>(rest.size()))
            return refusedArchive("attributes of an entry are damaged.");
        const std::string_view record = rest.substr(blank + 1, static_cast<std::size_t>(*length) - blank - 2);
        const std::string_view key = record.substr(0, record.find('='));
        const std::string_view value = record.substr(std::min(key.size() + 1, record.size()));
        if (key == "path")
            m_longPath = value;
        else if (key == "linkpath")
            m_longTarget = value;
        else if (key == "size" || key.starts_with("GNU.sparse"))
            return refusedArchive("it has sparse files, or larger ones than are taken.");
        rest.remove_prefix(static_cast<std::size_t>(*length));
    }
    return {};
}

} // namespace bayplan
