// SPDX-License-Identifier: Apache-2.0
// The rings of memcache ambassadors: where a key goes depends on the names of the servers, so that two who name them
// differently look for one key in two places.
#include "engine/model/validator.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::string_view defaultPort = ":11211";

/// As twemproxy has it: the host, with the port when that is not memcached's own.
std::string nameByDefault(const Topology &topology, const Link &link)
{
    const auto server = topology.containers.find(link.to.container);
    if (server == topology.containers.end())
        return link.to.container;
    const auto pod = topology.pods.find(server->second.pod);
    const std::string host = pod == topology.pods.end() ? server->second.pod : pod->second.name;
    const KindInfo *kind = findKind(server->second.kind);
    const bool hasPort = kind && findParam(*kind, "port") && server->second.params.contains("port");
    const std::int64_t port = hasPort ? paramsOf(server->second).integer("port") : 11211;
    return port == 11211 ? host : host + ':' + std::to_string(port);
}

std::string givenName(const Link &link)
{
    return paramsOf(link).text("serverName");
}

std::string ringName(const Topology &topology, const Link &link)
{
    const std::string given = givenName(link);
    return given.empty() ? nameByDefault(topology, link) : given;
}

void offerServerName(Problem &problem, const Topology &topology, const Link &link, const std::string &name)
{
    const bool isDefault = name == nameByDefault(topology, link);
    offerParam(problem, {QT_TRANSLATE_NOOP("phrase", "Name it %1"), name}, link.id, "serverName",
               isDefault ? std::nullopt : std::optional<Value>(name));
}

std::vector<const Link *> serversOf(const ValidationIndex &index, const Container &ambassador)
{
    std::vector<const Link *> servers;
    if (const auto links = index.linksFrom.find(ambassador.id); links != index.linksFrom.end())
        for (const Link *link : links->second)
            if (link->from.port == "servers")
                servers.push_back(link);
    return servers;
}

/// Points of two servers of one name are the same points: one of the two gets nothing.
void checkTwins(const Topology &topology, const Container &ambassador, const std::vector<const Link *> &servers,
                Findings &findings)
{
    std::set<std::string> all;
    for (const Link *link : servers)
        all.insert(ringName(topology, *link));
    std::map<std::string, const Link *> first;
    for (const Link *link : servers) {
        const std::string name = ringName(topology, *link);
        const auto [other, isNew] = first.try_emplace(name, link);
        const bool areDefaults = givenName(*link).empty() && givenName(*other->second).empty();
        if (isNew || areDefaults) // of one pod: ports by default make way, and so do names
            continue;
        std::string free = nameByDefault(topology, *link);
        for (int number = 2; all.contains(free); ++number)
            free = name + '-' + std::to_string(number);
        all.insert(free);
        offerServerName(
            findings.warning("memcache-ambassador.twin-servers", link->id,
                             {QT_TRANSLATE_NOOP("phrase", "Two servers of %1 have the name \"%2\": in the ring their "
                                                          "places are the same, and one gets no keys."),
                              describe(topology, ambassador), name},
                             QT_TRANSLATE_NOOP("phrase", "Give each server a name of its own.")),
            topology, *link, free);
    }
}

/// twemproxy leaves memcached's own port out: with it the keys lie elsewhere.
void checkDefaultPort(const Topology &topology, const Link &link, Findings &findings)
{
    const std::string name = givenName(link);
    if (!name.ends_with(defaultPort) || name.size() == defaultPort.size())
        return;
    offerServerName(
        findings.hint("memcache-ambassador.server-name", link.id,
                      {QT_TRANSLATE_NOOP("phrase", "The server name \"%1\" has the port 11211, which twemproxy leaves "
                                                   "out: the keys are placed differently from a ring of its own."),
                       name},
                      QT_TRANSLATE_NOOP("phrase", "Leave the port out.")),
        topology, link, name.substr(0, name.size() - defaultPort.size()));
}

struct Named {
    const Container *ambassador = nullptr;
    std::string name;
};

void checkAgreement(const Topology &topology, const Container &ambassador, const Link &link,
                    std::map<ElementId, Named> &known, Findings &findings)
{
    const std::string name = ringName(topology, link);
    const auto [other, isNew] = known.try_emplace(link.to.container, Named{&ambassador, name});
    if (isNew || other->second.name == name || other->second.ambassador == &ambassador)
        return;
    const auto server = topology.containers.find(link.to.container);
    const std::string which =
        server == topology.containers.end() ? link.to.container : describe(topology, server->second);
    offerServerName(
        findings.warning(
            "memcache-ambassador.unequal-names", link.id,
            {QT_TRANSLATE_NOOP(
                 "phrase", "%1 knows the server %2 as \"%3\", and %4 as \"%5\": they look for one key in two places."),
             describe(topology, ambassador), which, name, describe(topology, *other->second.ambassador),
             other->second.name},
            QT_TRANSLATE_NOOP("phrase", "Give it the same name with each ambassador.")),
        topology, link, other->second.name);
}

} // namespace

void checkAmbassadors(const Topology &topology, const ValidationIndex &index, Findings &findings)
{
    std::map<ElementId, Named> known; // by server
    for (const auto &[id, container] : topology.containers) {
        if (container.kind != "memcache-ambassador" || paramsOf(container).text("distribution") != "ketama")
            continue;
        const std::vector<const Link *> servers = serversOf(index, container);
        checkTwins(topology, container, servers, findings);
        for (const Link *link : servers) {
            checkDefaultPort(topology, *link, findings);
            checkAgreement(topology, container, *link, known, findings);
        }
    }
}

} // namespace bayplan
