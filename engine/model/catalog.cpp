// SPDX-License-Identifier: Apache-2.0
#include "engine/model/catalog.h"

#include "engine/base/units.h"
#include "engine/model/catalog_kinds.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <unordered_map>

namespace bayplan {
namespace {

const std::vector<KindInfo> &allKinds()
{
    static const std::vector<KindInfo> kinds = [] {
        std::vector<KindInfo> all;
        for (auto part : {containerKinds(), patternKinds(), servingKinds(), structureKinds(), faultKinds()})
            std::move(part.begin(), part.end(), std::back_inserter(all));
        return all;
    }();
    return kinds;
}

const KindInfo &kindOrStop(std::string_view key)
{
    const KindInfo *kind = findKind(key);
    if (kind == nullptr)
        std::abort();
    return *kind;
}

} // namespace

std::span<const KindInfo> catalog()
{
    return allKinds();
}

const KindInfo *findKind(std::string_view key)
{
    static const auto index = [] {
        std::unordered_map<std::string_view, const KindInfo *> byKey;
        for (const KindInfo &kind : allKinds())
            byKey.emplace(kind.key, &kind);
        return byKey;
    }();
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

const ParamInfo *findParam(const KindInfo &kind, std::string_view key)
{
    const auto found = std::ranges::find(kind.params, key, &ParamInfo::key);
    return found == kind.params.end() ? nullptr : &*found;
}

const PortInfo *findPort(const KindInfo &kind, std::string_view name)
{
    const auto found = std::ranges::find(kind.ports, name, &PortInfo::name);
    return found == kind.ports.end() ? nullptr : &*found;
}

std::string_view toText(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Http:
        return "http";
    case Protocol::Memcache:
        return "memcache";
    case Protocol::Queue:
        return "queue";
    case Protocol::Tcp:
        return "tcp";
    case Protocol::Any:
        return "any";
    }
    std::abort();
}

const Value &ParamReader::value(std::string_view key) const
{
    const ParamInfo *info = findParam(*m_kind, key);
    if (info == nullptr)
        std::abort();
    const auto found = m_params->find(std::string(key));
    return found != m_params->end() ? found->second : info->defaultValue;
}

namespace {

/// The document's value when it has the type asked for, else the catalog's default.
template <class T>
T typedValue(const ParamReader &reader, const KindInfo &kind, std::string_view key)
{
    const Value &value = reader.value(key);
    if (const T *typed = std::get_if<T>(&value))
        return *typed;
    const T *fallback = std::get_if<T>(&findParam(kind, key)->defaultValue);
    assert(fallback != nullptr);
    return *fallback;
}

template <class T, class Parse>
T parsedValue(const std::string &text, const std::string &fallback, Parse parse)
{
    const Result<T> parsed = parse(text);
    return parsed ? *parsed : *parse(fallback);
}

} // namespace

bool ParamReader::flag(std::string_view key) const
{
    return typedValue<bool>(*this, *m_kind, key);
}

std::int64_t ParamReader::integer(std::string_view key) const
{
    return typedValue<std::int64_t>(*this, *m_kind, key);
}

double ParamReader::number(std::string_view key) const
{
    if (const auto *whole = std::get_if<std::int64_t>(&value(key)))
        return static_cast<double>(*whole);
    return typedValue<double>(*this, *m_kind, key);
}

std::string ParamReader::text(std::string_view key) const
{
    return typedValue<std::string>(*this, *m_kind, key);
}

Duration ParamReader::duration(std::string_view key) const
{
    return parsedValue<Duration>(text(key), std::get<std::string>(findParam(*m_kind, key)->defaultValue),
                                 parseDuration);
}

std::int64_t ParamReader::bytes(std::string_view key) const
{
    return parsedValue<std::int64_t>(text(key), std::get<std::string>(findParam(*m_kind, key)->defaultValue),
                                     parseBytes);
}

Distribution ParamReader::distribution(std::string_view key) const
{
    return parsedValue<Distribution>(text(key), std::get<std::string>(findParam(*m_kind, key)->defaultValue),
                                     parseDistribution);
}

std::vector<std::string> ParamReader::list(std::string_view key) const
{
    return typedValue<std::vector<std::string>>(*this, *m_kind, key);
}

ParamReader paramsOf(const Topology &topology)
{
    return {kindOrStop("document"), topology.settings.params};
}
ParamReader paramsOf(const Pod &pod)
{
    return {kindOrStop("pod"), pod.params};
}

std::int64_t plannedReplicas(const Pod &pod)
{
    const ParamReader params = paramsOf(pod);
    return params.integer("replicas") + params.integer("spares");
}

ParamReader paramsOf(const Container &container)
{
    return {kindOrStop(container.kind), container.params};
}
ParamReader paramsOf(const Link &link)
{
    return {kindOrStop("link"), link.params};
}
ParamReader paramsOf(const Volume &volume)
{
    return {kindOrStop("volume"), volume.params};
}
ParamReader paramsOf(const Fault &fault)
{
    return {kindOrStop("fault." + fault.kind), fault.params};
}

} // namespace bayplan
