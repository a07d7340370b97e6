// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/element_facts.h"

#include "app/desktop/document_session.h"
#include "engine/base/units.h"

#include <QCoreApplication>
#include <QStringList>

namespace bayplan {

namespace {

QString containerName(const Topology &topology, const Container &container)
{
    const auto pod = topology.pods.find(container.pod);
    const auto podName = pod == topology.pods.end() ? container.pod : pod->second.name;
    return QStringLiteral("%1 / %2").arg(QString::fromStdString(podName), QString::fromStdString(container.name));
}

QString endpointName(const Topology &topology, const Endpoint &endpoint)
{
    const auto container = topology.containers.find(endpoint.container);
    if (container == topology.containers.end()) {
        return QString::fromStdString(endpoint.container);
    }
    return containerName(topology, container->second);
}

QString firstWords(const std::string &text)
{
    const auto line = QString::fromStdString(text).section(QLatin1Char('\n'), 0, 0);
    return line.size() > 32 ? line.left(31) + QStringLiteral("…") : line;
}

} // namespace

QString catalogText(const std::string &text)
{
    return text.empty() ? QString() : QCoreApplication::translate("catalog", text.c_str());
}

QString firstSentence(const QString &text)
{
    const auto end = text.indexOf(QStringLiteral(". "));
    return end < 0 ? text : text.left(end + 1);
}

const KindInfo *kindOf(const Topology &topology, const ElementId &id)
{
    if (id == documentId) {
        return findKind("document");
    }
    if (topology.pods.contains(id)) {
        return findKind("pod");
    }
    if (const auto found = topology.containers.find(id); found != topology.containers.end()) {
        return findKind(found->second.kind);
    }
    if (topology.links.contains(id)) {
        return findKind("link");
    }
    if (topology.volumes.contains(id)) {
        return findKind("volume");
    }
    if (const auto found = topology.faults.find(id); found != topology.faults.end()) {
        return findKind("fault." + found->second.kind);
    }
    return nullptr;
}

const Params *findParams(const Topology &topology, const ElementId &id)
{
    const auto in = [&](const auto &map) -> const Params * {
        const auto found = map.find(id);
        return found == map.end() ? nullptr : &found->second.params;
    };
    if (id == documentId) {
        return &topology.settings.params;
    }
    if (const auto *params = in(topology.pods)) {
        return params;
    }
    if (const auto *params = in(topology.containers)) {
        return params;
    }
    if (const auto *params = in(topology.links)) {
        return params;
    }
    if (const auto *params = in(topology.volumes)) {
        return params;
    }
    return in(topology.faults);
}

QString nameOf(const Topology &topology, const ElementId &id)
{
    if (id == documentId) {
        return QCoreApplication::translate("element", "Document");
    }
    if (const auto found = topology.containers.find(id); found != topology.containers.end()) {
        return containerName(topology, found->second);
    }
    if (const auto found = topology.links.find(id); found != topology.links.end()) {
        return QStringLiteral("%1 → %2").arg(endpointName(topology, found->second.from),
                                             endpointName(topology, found->second.to));
    }
    if (const auto found = topology.notes.find(id); found != topology.notes.end()) {
        return firstWords(found->second.text);
    }
    if (const auto found = topology.assertions.find(id); found != topology.assertions.end()) {
        return QString::fromStdString(found->second.text);
    }
    if (const auto found = topology.faults.find(id); found != topology.faults.end()) {
        const auto *kind = kindOf(topology, id);
        const auto &fault = found->second;
        const auto what = kind != nullptr ? catalogText(kind->title) : QString::fromStdString(fault.kind);
        const auto whom =
            contains(topology, fault.target) ? nameOf(topology, fault.target) : QString::fromStdString(fault.target);
        return QStringLiteral("%1: %2").arg(what, whom);
    }
    return ownNameOf(topology, id);
}

QString ownNameOf(const Topology &topology, const ElementId &id)
{
    if (const auto found = topology.pods.find(id); found != topology.pods.end()) {
        return QString::fromStdString(found->second.name);
    }
    if (const auto found = topology.containers.find(id); found != topology.containers.end()) {
        return QString::fromStdString(found->second.name);
    }
    if (const auto found = topology.volumes.find(id); found != topology.volumes.end()) {
        return QString::fromStdString(found->second.name);
    }
    if (const auto found = topology.groups.find(id); found != topology.groups.end()) {
        return QString::fromStdString(found->second.title);
    }
    return {};
}

QString summaryOf(const Container &container)
{
    const auto *kind = findKind(container.kind);
    if (kind == nullptr) {
        return QString::fromStdString(container.kind);
    }
    const auto reader = ParamReader(*kind, container.params);
    QStringList parts;
    for (const char *key : {"image", "rate", "serviceTime"}) {
        const auto *info = findParam(*kind, key);
        if (info == nullptr) {
            continue;
        }
        const auto text = shownValue(*info, reader.value(key));
        if (!text.isEmpty()) {
            parts << text + catalogText(info->unit);
        }
        if (!parts.isEmpty()) {
            break;
        }
    }
    return parts.join(QString());
}

QString valueText(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? QCoreApplication::translate("element", "yes") : QCoreApplication::translate("element", "no");
    }
    if (const auto *whole = std::get_if<std::int64_t>(&value)) {
        return QString::number(*whole);
    }
    if (const auto *number = std::get_if<double>(&value)) {
        return QString::fromStdString(formatNumber(*number));
    }
    if (const auto *text = std::get_if<std::string>(&value)) {
        return QString::fromStdString(*text);
    }
    QStringList lines;
    for (const auto &line : std::get<std::vector<std::string>>(value)) {
        lines << QString::fromStdString(line);
    }
    return lines.join(QLatin1Char('\n'));
}

QString shownValue(const ParamInfo &info, const Value &value)
{
    const bool isTime = info.type == ParamType::Duration || info.type == ParamType::Distribution;
    return isTime ? QString::fromStdString(withMicroSign(valueText(value).toStdString())) : valueText(value);
}

QString protocolTitle(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Http:
        return QStringLiteral("HTTP");
    case Protocol::Memcache:
        return QStringLiteral("memcache");
    case Protocol::Queue:
        return QCoreApplication::translate("element", "work queue");
    case Protocol::Tcp:
        return QStringLiteral("TCP");
    case Protocol::Any:
        break;
    }
    return QCoreApplication::translate("element", "any protocol");
}

} // namespace bayplan
