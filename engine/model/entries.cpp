// SPDX-License-Identifier: Apache-2.0
#include "engine/model/entries.h"

#include "engine/base/text.h"
#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/topology.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

namespace bayplan {
namespace {

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::size_t labelLimit = 63;

Error notAMount(std::string_view text)
{
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a mount."), std::string(text)},
                     QT_TRANSLATE_NOOP("phrase", "Write VOLUME:/PATH or VOLUME:/PATH:ro.")});
}

Error notAPort(std::string_view text)
{
    return fail(
        ErrorCode::InvalidInput,
        Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is not a published port."), std::string(text)},
             QT_TRANSLATE_NOOP("phrase",
                               "Write PORT, HOST_PORT:PORT or HOST_IP:HOST_PORT:PORT, with /udp behind it for UDP.")});
}

std::optional<std::uint16_t> portNumber(std::string_view text)
{
    const auto number = parseInteger(text);
    if (!number || *number < 0 || *number > 65535)
        return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

bool isAddress(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return isDigit(c) || isLower(lower(c)) || c == '.' || c == ':' || c == '-';
    });
}

/// Takes "HOST_IP:" off the front of "HOST_IP:HOST_PORT:PORT"; false when what stands there is no address.
bool takeAddress(std::string_view &text, std::string &address)
{
    if (text.starts_with('[')) {
        const auto end = text.find("]:");
        if (end == std::string_view::npos)
            return false;
        address = text.substr(1, end - 1);
        text.remove_prefix(end + 2);
        return isAddress(address);
    }
    if (std::ranges::count(text, ':') < 2)
        return true;
    const auto end = text.find(':');
    address = text.substr(0, end);
    text.remove_prefix(end + 1);
    return isAddress(address) && std::ranges::count(text, ':') == 1;
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::vector<std::size_t> before;
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> next(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + change});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before = std::move(row);
        row = std::move(next);
    }
    return row.back();
}

} // namespace

Result<MountEntry> parseMount(std::string_view text)
{
    MountEntry mount;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return notAMount(text);
    mount.volume = text.substr(0, colon);
    std::string_view path = text.substr(colon + 1);
    if (path.ends_with(":ro")) {
        mount.readOnly = true;
        path.remove_suffix(3);
    } else if (path.ends_with(":rw")) {
        path.remove_suffix(3);
    }
    if (!path.starts_with('/') || path.size() < 2 || path.find(':') != std::string_view::npos)
        return notAMount(text);
    mount.path = path;
    return mount;
}

std::string formatMount(const MountEntry &mount)
{
    return mount.volume + ':' + mount.path + (mount.readOnly ? ":ro" : "");
}

std::vector<MountEntry> mountsOf(const Container &container)
{
    std::vector<MountEntry> mounts;
    const auto found = container.params.find("mounts");
    if (found == container.params.end() || !std::holds_alternative<std::vector<std::string>>(found->second))
        return mounts;
    for (const std::string &text : std::get<std::vector<std::string>>(found->second))
        if (auto mount = parseMount(text))
            mounts.push_back(std::move(*mount));
    return mounts;
}

Result<PublishEntry> parsePublish(std::string_view text)
{
    PublishEntry publish;
    std::string_view rest = text;
    if (rest.ends_with("/udp") || rest.ends_with("/tcp")) {
        publish.protocol = rest.substr(rest.size() - 3);
        rest.remove_suffix(4);
    }
    if (!takeAddress(rest, publish.hostIp))
        return notAPort(text);
    if (const auto colon = rest.find(':'); colon != std::string_view::npos) {
        const auto hostPort = colon == 0 ? std::optional<std::uint16_t>(0) : portNumber(rest.substr(0, colon));
        if (!hostPort)
            return notAPort(text);
        publish.hostPort = *hostPort;
        rest.remove_prefix(colon + 1);
    }
    const auto port = portNumber(rest);
    if (!port || *port == 0)
        return notAPort(text);
    publish.port = *port;
    return publish;
}

std::string formatPublish(const PublishEntry &publish)
{
    std::string text;
    if (!publish.hostIp.empty()) {
        const bool six = publish.hostIp.find(':') != std::string::npos;
        text = (six ? '[' + publish.hostIp + ']' : publish.hostIp) + ':';
    }
    if (publish.hostPort != 0)
        text += std::to_string(publish.hostPort);
    if (publish.hostPort != 0 || !publish.hostIp.empty())
        text += ':';
    text += std::to_string(publish.port);
    return publish.protocol == "udp" ? text + "/udp" : text;
}

bool isEnvironmentEntry(std::string_view text)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || text.find('\0') != std::string_view::npos)
        return false;
    return std::ranges::none_of(text.substr(0, equals), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

bool looksSecret(std::string_view environmentName)
{
    std::string name;
    for (const char c : environmentName)
        name += lower(c);
    while (!name.empty() && (isDigit(name.back()) || name.back() == '_'))
        name.pop_back();
    constexpr std::array harmless{"_file", "_path", "_dir", "_host", "_port", "_ttl"};
    if (std::ranges::any_of(harmless, [&](const char *end) { return name.ends_with(end); }) ||
        name.find("allow_empty") != std::string::npos)
        return false;
    constexpr std::array parts{"password", "passwd",      "passphrase",  "secret",     "token",
                               "apikey",   "api_key",     "private_key", "access_key", "credential",
                               "claim",    "requirepass", "masterauth"};
    return name == "pass" || name.ends_with("_pass") || name.ends_with("_pwd") ||
           std::ranges::any_of(parts, [&](const char *part) { return name.find(part) != std::string::npos; });
}

bool isDnsLabel(std::string_view text)
{
    if (text.empty() || text.size() > labelLimit || text.front() == '-' || text.back() == '-')
        return false;
    return std::ranges::all_of(text, [](char c) { return isLower(c) || isDigit(c) || c == '-'; });
}

std::string toDnsLabel(std::string_view text, std::string_view fallback, std::size_t limit)
{
    std::string label;
    for (const char c : text) {
        if (isLower(lower(c)) || isDigit(c))
            label += lower(c);
        else if (!label.empty() && label.back() != '-')
            label += '-';
        if (label.size() == limit)
            break;
    }
    while (!label.empty() && label.back() == '-')
        label.pop_back();
    return label.empty() ? std::string(fallback) : label;
}

std::string nearestName(std::string_view text, const std::vector<std::string> &known)
{
    if (text.size() > labelLimit)
        return {};
    std::string best;
    std::size_t least = std::max<std::size_t>(1, text.size() / 3) + 1;
    for (const std::string &name : known) {
        const std::size_t distance = editDistance(text, name);
        if (distance < least && distance < name.size()) {
            least = distance;
            best = name;
        }
    }
    return best;
}

} // namespace bayplan
