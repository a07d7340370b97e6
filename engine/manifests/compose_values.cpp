// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/compose_values.h"

#include "engine/base/units.h"

#include <algorithm>
#include <array>

namespace bayplan {

std::string lowerCase(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

std::vector<std::string> shellWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escapes = c == '\\' && quote != '\'' && i + 1 < text.size();
        if (escapes && (quote == 0 || text[i + 1] == '"' || text[i + 1] == '\\' || text[i + 1] == '$')) {
            word += text[++i];
            inWord = true;
        } else if (quote != 0 && c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
            inWord = true;
        } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            if (inWord)
                words.push_back(std::move(word));
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        words.push_back(std::move(word));
    return words;
}

std::vector<std::string> textList(const YamlNode &node)
{
    std::vector<std::string> texts;
    if (node.isScalar() && !node.isNull)
        texts.push_back(node.text);
    for (const YamlNode &item : node.items) {
        if (item.isScalar())
            texts.push_back(item.text);
    }
    return texts;
}

std::vector<std::string> commandWords(const YamlNode &node)
{
    return node.isScalar() ? shellWords(node.text) : textList(node);
}

std::vector<std::string> environmentList(const YamlNode &node)
{
    std::vector<std::string> list;
    for (const YamlEntry &entry : node.entries)
        list.push_back(entry.key + '=' + (entry.value.isNull ? "${" + entry.key + '}' : entry.value.text));
    for (const std::string &text : textList(node)) {
        if (!text.empty())
            list.push_back(text.find('=') == std::string::npos ? text + "=${" + text + '}' : text);
    }
    return list;
}

std::vector<std::string> nameList(const YamlNode &node)
{
    std::vector<std::string> names = textList(node);
    for (const YamlEntry &entry : node.entries)
        names.push_back(entry.key);
    return names;
}

namespace {

/// "8000-8010" is 8000, and a range.
std::int64_t firstPort(const std::string &text, bool &isRange)
{
    const auto dash = text.find('-');
    isRange = isRange || dash != std::string::npos;
    const auto port = parseInteger(text.substr(0, dash)).value_or(0);
    return port > 0 && port < 65536 ? port : 0;
}

ComposePort makePort(const std::string &hostIp, const std::string &hostPort, const std::string &containerPort,
                     const std::string &protocol)
{
    ComposePort port;
    bool isRange = false;
    port.hostIp = hostIp;
    port.containerPort = firstPort(containerPort, isRange);
    const std::int64_t published = firstPort(hostPort, isRange);
    port.text = (published > 0 ? std::to_string(published) + ':' : "") + std::to_string(port.containerPort);
    const std::string lowered = lowerCase(protocol);
    if (lowered == "udp")
        port.text += "/udp";
    else if (!lowered.empty() && lowered != "tcp")
        port.trouble = "The protocol " + protocol + " of port " + port.text + " is not known; it is tcp here.";
    if (isRange)
        port.trouble +=
            std::string(port.trouble.empty() ? "" : " ") + "Of a range of ports only the first is carried over.";
    return port;
}

std::string scalarAt(const YamlNode &node, std::string_view key)
{
    const YamlNode *value = node.find(key);
    return value != nullptr && value->isScalar() ? value->text : std::string();
}

} // namespace

std::optional<ComposePort> readPort(const YamlNode &node)
{
    if (node.isMap()) {
        ComposePort port = makePort(scalarAt(node, "host_ip"), scalarAt(node, "published"), scalarAt(node, "target"),
                                    scalarAt(node, "protocol"));
        return port.containerPort == 0 ? std::nullopt : std::optional(port);
    }
    std::string text = node.text;
    std::string protocol;
    if (const auto slash = text.find('/'); slash != std::string::npos) {
        protocol = text.substr(slash + 1);
        text.resize(slash);
    }
    const auto last = text.rfind(':');
    const std::string container = last == std::string::npos ? text : text.substr(last + 1);
    const std::string host = last == std::string::npos ? std::string() : text.substr(0, last);
    const auto between = host.rfind(':');
    const bool isAddress = between != std::string::npos || host.find('.') != std::string::npos;
    const std::string hostIp = between != std::string::npos ? host.substr(0, between)
                               : isAddress                  ? host
                                                            : std::string();
    const std::string hostPort = between != std::string::npos ? host.substr(between + 1)
                                 : isAddress                  ? std::string()
                                                              : host;
    ComposePort port = makePort(hostIp, hostPort, container, protocol);
    return port.containerPort == 0 ? std::nullopt : std::optional(port);
}

namespace {

bool isPath(const std::string &source)
{
    return source.starts_with('/') || source.starts_with('.') || source.starts_with('~') ||
           source.find('/') != std::string::npos;
}

std::optional<ComposeMount> readLongMount(const YamlNode &node)
{
    ComposeMount mount;
    mount.source = scalarAt(node, "source").empty() ? scalarAt(node, "src") : scalarAt(node, "source");
    for (const char *key : {"target", "destination", "dst"}) {
        if (mount.target.empty())
            mount.target = scalarAt(node, key);
    }
    const std::string type = scalarAt(node, "type");
    mount.readOnly = scalarAt(node, "read_only") == "true";
    mount.kind = type == "bind"    ? ComposeMount::Kind::Bind
                 : type == "tmpfs" ? ComposeMount::Kind::Tmpfs
                 : type == "volume" || type.empty()
                     ? (mount.source.empty() ? ComposeMount::Kind::Anonymous : ComposeMount::Kind::Named)
                     : ComposeMount::Kind::Other;
    for (const YamlEntry &entry : node.entries) {
        if (entry.key == "bind" || entry.key == "volume" || entry.key == "tmpfs" || entry.key == "consistency")
            mount.trouble = "Its options under \"" + entry.key + "\" are left out.";
    }
    return mount.target.empty() ? std::nullopt : std::optional(mount);
}

} // namespace

std::optional<ComposeMount> readMount(const YamlNode &node)
{
    if (node.isMap())
        return readLongMount(node);
    ComposeMount mount;
    std::vector<std::string> parts;
    std::string rest = node.text;
    for (std::size_t colon; (colon = rest.find(':')) != std::string::npos; rest = rest.substr(colon + 1))
        parts.push_back(rest.substr(0, colon));
    parts.push_back(rest);
    if (parts.size() == 1 || (parts.size() == 2 && !parts[1].starts_with('/') && parts[0].starts_with('/'))) {
        mount.kind = ComposeMount::Kind::Anonymous;
        mount.target = parts[0];
        parts.insert(parts.begin(), std::string());
    } else {
        mount.source = parts[0];
        mount.target = parts[1];
        mount.kind = isPath(mount.source) ? ComposeMount::Kind::Bind : ComposeMount::Kind::Named;
    }
    for (std::size_t i = 2; i < parts.size(); ++i) {
        if (parts[i].find("ro") == 0)
            mount.readOnly = true;
        if (parts[i] != "ro" && parts[i] != "rw")
            mount.trouble = "Its mode \"" + parts[i] + "\" is left out but for ro.";
    }
    return mount.target.starts_with('/') ? std::optional(mount) : std::nullopt;
}

std::optional<KnownImage> knownImage(const std::string &image)
{
    struct Row {
        std::string_view name;
        std::int64_t port;
        std::string_view protocol;
    };
    constexpr std::array rows{
        Row{"redis", 6379, "tcp"},          Row{"valkey", 6379, "tcp"},    Row{"postgres", 5432, "tcp"},
        Row{"postgis", 5432, "tcp"},        Row{"mysql", 3306, "tcp"},     Row{"mariadb", 3306, "tcp"},
        Row{"mongo", 27017, "tcp"},         Row{"rabbitmq", 5672, "tcp"},  Row{"kafka", 9092, "tcp"},
        Row{"redpanda", 9092, "tcp"},       Row{"zookeeper", 2181, "tcp"}, Row{"memcached", 11211, "memcache"},
        Row{"elasticsearch", 9200, "http"}, Row{"server", 1433, "tcp"},    Row{"azure-sql-edge", 1433, "tcp"},
        Row{"nginx", 80, "http"},           Row{"httpd", 80, "http"},      Row{"traefik", 80, "http"},
    };
    std::string name = image.substr(0, image.find('@'));
    name = name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1);
    name = name.substr(0, name.find(':'));
    if (name == "server" && image.find("mssql") == std::string::npos)
        return std::nullopt;
    const auto found = std::ranges::find(rows, name, &Row::name);
    return found == rows.end() ? std::nullopt : std::optional(KnownImage{found->port, std::string(found->protocol)});
}

} // namespace bayplan
