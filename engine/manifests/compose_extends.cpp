// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/compose_extends.h"

#include "engine/manifests/compose_values.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace bayplan {
namespace {

bool isOneOf(std::string_view key, std::initializer_list<std::string_view> keys)
{
    return std::ranges::find(keys, key) != keys.end();
}

/// What may be written as a map or as a list of NAME=VALUE or of names.
bool isMapOrList(std::string_view key)
{
    return isOneOf(key, {"environment", "labels", "annotations", "sysctls", "args", "depends_on", "networks"});
}

YamlNode asMap(const YamlNode &node)
{
    if (!node.isList())
        return node;
    YamlNode map = node;
    map.kind = YamlNode::Kind::Map;
    map.items.clear();
    for (const YamlNode &item : node.items) {
        const auto equals = item.text.find('=');
        YamlEntry entry{item.text.substr(0, equals), item.line, item.column, item};
        entry.value.isNull = equals == std::string::npos;
        entry.value.text = entry.value.isNull ? std::string() : item.text.substr(equals + 1);
        map.entries.push_back(std::move(entry));
    }
    return map;
}

YamlNode asList(const YamlNode &node)
{
    if (node.isList())
        return node;
    YamlNode list = node;
    list.kind = YamlNode::Kind::List;
    list.text.clear();
    list.items = {node};
    return list;
}

/// Entries of a list that are the same replace one another.
std::string identityOf(std::string_view key, const YamlNode &item)
{
    if (key == "ports") {
        const auto port = readPort(item);
        return port && port->trouble.empty() ? port->hostIp + ' ' + port->text : item.text;
    }
    if (key == "volumes") {
        const auto mount = readMount(item);
        return mount ? mount->target : item.text;
    }
    for (const char *name : {"target", "source", "path"})
        if (const YamlNode *found = item.find(name))
            return found->text;
    return item.text;
}

YamlNode appended(std::string_view key, YamlNode base, const YamlNode &added)
{
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < base.items.size(); ++i)
        places.emplace(identityOf(key, base.items[i]), i);
    for (const YamlNode &item : added.items) {
        const auto [same, isNew] = places.emplace(identityOf(key, item), base.items.size());
        if (isNew)
            base.items.push_back(item);
        else
            base.items[same->second] = item;
    }
    return base;
}

YamlNode merged(std::string_view key, const YamlNode &base, const YamlNode &own);

YamlNode mergedMaps(YamlNode base, const YamlNode &own)
{
    base.line = own.line;
    base.column = own.column;
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < base.entries.size(); ++i)
        places.emplace(base.entries[i].key, i);
    for (const YamlEntry &entry : own.entries) {
        const auto [same, isNew] = places.emplace(entry.key, base.entries.size());
        if (isNew) {
            base.entries.push_back(entry);
            continue;
        }
        YamlEntry &known = base.entries[same->second];
        known = {entry.key, entry.line, entry.column, merged(entry.key, known.value, entry.value)};
    }
    return base;
}

YamlNode merged(std::string_view key, const YamlNode &base, const YamlNode &own)
{
    if (isOneOf(key, {"command", "entrypoint", "test"}))
        return own;
    if (isMapOrList(key) && !base.isScalar() && !own.isScalar())
        return mergedMaps(asMap(base), asMap(own));
    if (base.isMap() && own.isMap())
        return mergedMaps(base, own);
    if (!base.isMap() && !own.isMap() && (base.isList() || own.isList()) && !own.isNull && !base.isNull)
        return appended(key, asList(base), asList(own));
    return own.isNull ? base : own;
}

} // namespace

std::string extendedName(const YamlNode &service)
{
    const YamlNode *extends = service.find("extends");
    if (extends == nullptr || extends->find("file") != nullptr)
        return {};
    const YamlNode *name = extends->isScalar() ? extends : extends->find("service");
    return name == nullptr ? std::string() : name->text;
}

ExtendedServices::ExtendedServices(const YamlNode &services)
{
    for (const YamlEntry &entry : services.entries)
        if (entry.value.isMap())
            m_byName.emplace(entry.key, &entry.value);
}

YamlNode ExtendedServices::whole(const std::string &name) const
{
    std::vector<const YamlNode *> chain;
    std::set<std::string> seen;
    for (std::string next = name; has(next) && seen.insert(next).second; next = extendedName(*chain.back()))
        chain.push_back(m_byName.at(next));
    YamlNode whole = *chain.back();
    for (std::size_t i = chain.size() - 1; i > 0; --i)
        whole = mergedMaps(std::move(whole), *chain[i - 1]);
    return whole;
}

} // namespace bayplan
