// SPDX-License-Identifier: Apache-2.0
#include "engine/base/host_path.h"
#include "engine/base/units.h"
#include "engine/manifests/compose_extends.h"
#include "engine/manifests/compose_service.h"
#include "engine/manifests/compose_variables.h"
#include "engine/manifests/import.h"
#include "engine/model/catalog.h"
#include "engine/model/entries.h"
#include "engine/model/validate.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace bayplan {
namespace {

/// Short enough that ids made from two of them still fit.
std::string dnsLabel(const std::string &text)
{
    return toDnsLabel(text, "service", 30);
}

class ComposeReader {
public:
    ComposeReader(const std::string &fileName, const ImportOptions &options)
        : m_fileName(fileName), m_options(options), m_losses(m_result.losses, fileName)
    {}

    Result<Imported> read(YamlNode root)
    {
        if (!root.isMap())
            return error(root.line, root.column, "", "A Compose file is a map with a key \"services\".",
                         "Check that this is the file that you mean.");
        // Before version 2 the services stood at the top.
        const bool isVersion1 =
            root.find("services") == nullptr && root.find("version") == nullptr && looksLikeVersion1(root);
        if (root.find("services") == nullptr && !isVersion1)
            return error(root.line, root.column, "", "The file has no services.",
                         "Add them under the key \"services\".");
        fillVariables(root, isVersion1 ? 1 : 2, m_options.variables, m_losses);
        m_project = {projectName(root), folder()};
        const YamlNode &services = isVersion1 ? root : *root.find("services");
        if (!services.isMap())
            return error(services.line, services.column, "/services", "\"services\" is a map of names to services.",
                         "Indent each service below it.");
        if (const auto wrong = readServices(services))
            return *wrong;
        if (!isVersion1)
            readTop(root);
        build();
        mend();
        return std::move(m_result);
    }

private:
    Error error(int line, int column, std::string pointer, std::string message, std::string advice) const
    {
        return fail(ErrorCode::InvalidInput, std::move(message), std::move(advice),
                    {m_fileName, line, column, std::move(pointer)});
    }

    static bool looksLikeVersion1(const YamlNode &root)
    {
        return !root.entries.empty() && std::ranges::all_of(root.entries, [](const YamlEntry &entry) {
            return entry.value.isMap() &&
                   (entry.value.find("image") != nullptr || entry.value.find("build") != nullptr);
        });
    }

    /// Of the file, when that is known.
    std::string folder() const
    {
        if (!m_options.folder.empty() || !m_fileName.starts_with('/'))
            return normalHostPath(m_options.folder);
        return normalHostPath(m_fileName.substr(0, m_fileName.rfind('/') + 1));
    }

    std::string projectName(const YamlNode &root) const
    {
        const YamlNode *name = root.find("name");
        if (!m_options.projectName.empty())
            return dnsLabel(m_options.projectName);
        if (name != nullptr && name->isScalar() && !name->text.empty())
            return dnsLabel(name->text);
        // As Compose does: the name of the folder.
        const std::string folder =
            !m_options.folder.empty()
                ? m_options.folder
                : m_fileName.substr(0, m_fileName.rfind('/') == std::string::npos ? 0 : m_fileName.rfind('/'));
        const std::string last = folder.substr(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
        return last.find_first_not_of('.') == std::string::npos ? "imported" : dnsLabel(last);
    }

    std::optional<Error> readServices(const YamlNode &services)
    {
        const ExtendedServices extended(services);
        std::uint64_t values = 0;
        for (const YamlEntry &entry : services.entries) {
            const std::string pointer = "/services/" + entry.key;
            if (entry.key.starts_with("x-"))
                continue;
            if (!entry.value.isMap())
                return error(entry.line, entry.column, pointer, "A service is a map of keys, such as image or build.",
                             "Indent its keys below it.");
            if (const std::string base = extendedName(entry.value); !base.empty() && !extended.has(base))
                m_losses.add(LossSeverity::Loss, entry.line, entry.column, pointer + "/extends",
                             "The service " + base + " that it extends does not exist.");
            const YamlNode whole = extended.whole(entry.key);
            if ((values += countNodes(whole)) > m_options.maxNodes)
                return fail(ErrorCode::LimitExceeded, "What services extend makes the file too large.",
                            "Extend less of it.", {m_fileName, entry.line, entry.column, pointer});
            m_services.push_back(readService(entry.key, whole, m_project, m_losses));
            m_services.back().line = entry.line;
        }
        if (m_services.empty())
            return error(services.line, services.column, "/services", "The file has no services.", "Add one.");
        for (ComposeService &service : m_services)
            addNamedCalls(service);
        return std::nullopt;
    }

    /// Services that the environment names as a host: REDIS_HOST=redis, postgres://db:5432/x.
    void addNamedCalls(ComposeService &service) const
    {
        const auto environment = service.params.find("environment");
        if (environment == service.params.end())
            return;
        for (const std::string &variable : std::get<std::vector<std::string>>(environment->second)) {
            const auto equals = variable.find('=');
            for (const ComposeService &other : m_services) {
                if (other.name != service.name &&
                    namesHost(variable.substr(0, equals), variable.substr(equals + 1), other.name) &&
                    std::ranges::find(service.calls, other.name) == service.calls.end() &&
                    !reaches(other, service.name))
                    service.calls.push_back(other.name);
            }
        }
    }

    static bool namesHost(const std::string &variable, const std::string &value, const std::string &host)
    {
        constexpr std::array marks{"HOST", "ADDR", "URL", "URI", "SERVER", "ENDPOINT", "BROKER", "NODES"};
        const bool hostVariable =
            std::ranges::any_of(marks, [&](const char *m) { return variable.find(m) != std::string::npos; });
        for (auto at = value.find(host); at != std::string::npos; at = value.find(host, at + 1)) {
            const char before = at == 0 ? ' ' : value[at - 1];
            const char after = at + host.size() < value.size() ? value[at + host.size()] : ' ';
            const bool startsName = before == ' ' || before == '/' || before == '@' || before == ',' || before == '(';
            const bool endsName =
                after == ' ' || after == ':' || after == '/' || after == ',' || after == ')' || after == '?';
            const bool isUrl = before == '/' || before == '@' || before == '(';
            if (startsName && endsName && (hostVariable || isUrl || (after == ':' && at == 0)))
                return true;
        }
        return false;
    }

    /// Whether `from` calls `to`, directly or not: a circle would call itself for ever.
    bool reaches(const ComposeService &from, const std::string &to) const
    {
        std::set<std::string> seen;
        const std::function<bool(const ComposeService &)> visit = [&](const ComposeService &service) {
            if (service.name == to)
                return true;
            if (!seen.insert(service.name).second)
                return false;
            return std::ranges::any_of(service.calls, [&](const std::string &name) {
                const auto next = std::ranges::find(m_services, name, &ComposeService::name);
                return next != m_services.end() && visit(*next);
            });
        };
        return visit(from);
    }

    void readTop(const YamlNode &root)
    {
        for (const YamlEntry &entry : root.entries) {
            const std::string pointer = '/' + entry.key;
            const auto say = [&](LossSeverity severity, std::string sentence) {
                m_losses.add(severity, entry.line, entry.column, pointer, std::move(sentence));
            };
            if (entry.key == "services" || entry.key == "name")
                continue;
            if (entry.key == "version")
                say(LossSeverity::Note, "The version of the file is not kept; Compose itself ignores it today.");
            else if (entry.key == "volumes")
                readVolumes(entry);
            else if (entry.key == "networks")
                say(LossSeverity::Note, "A drawing has one network that all its pods share; links say who calls whom.");
            else if (entry.key == "secrets" || entry.key == "configs")
                say(LossSeverity::Loss, "\"" + entry.key + "\" are left out; their values never stand in a document.");
            else if (entry.key == "include")
                say(LossSeverity::Loss, "Other files are not opened: what is included is left out.");
            else if (entry.key.starts_with("x-"))
                say(LossSeverity::Note,
                    "The extension \"" + entry.key + "\" is left out; what the services took from it is kept.");
            else
                say(LossSeverity::Loss, "\"" + entry.key + "\" has no place in a drawing and is left out.");
        }
    }

    void readVolumes(const YamlEntry &volumes)
    {
        for (const YamlEntry &entry : volumes.value.entries) {
            for (const YamlEntry &option : entry.value.entries)
                m_losses.add(LossSeverity::Loss, option.line, option.column, "/volumes/" + entry.key + '/' + option.key,
                             "\"" + option.key + "\" of a volume is left out: the deployment has a volume of its own.");
        }
    }

    // ---- the drawing
    // -------------------------------------------------------------------------------------------------

    void build()
    {
        m_result.topology.settings.params["name"] = m_project.name;
        for (const ComposeService &service : m_services)
            m_podNames[service.name] = uniqueLabel(service.name);
        for (const ComposeService &service : m_services)
            addService(service);
        for (const ComposeService &service : m_services)
            addLinks(service);
        if (m_options.addLoad)
            addLoad();
        noteUnlinked();
        placePods();
    }

    /// What Compose allows and a drawing does not, such as one host port for two services of different profiles: mended
    /// as the editor offers it, and said.
    void mend()
    {
        constexpr int mostRounds = 1000;
        for (int round = 0; round < mostRounds; ++round) {
            const std::vector<Problem> problems = validate(m_result.topology);
            const auto found = std::ranges::find_if(
                problems, [](const Problem &problem) { return problem.severity == Severity::Error && problem.fix; });
            if (found == problems.end())
                return;
            m_losses.add(LossSeverity::Loss, 0, 0,
                         "/services" + pointerOf(m_result.topology, found->element, found->param),
                         found->sentence.english() + " Mended: " + found->fixLabel.english() + '.');
            apply(m_result.topology, found->fix(m_result.topology));
        }
    }

    std::string uniqueLabel(const std::string &name)
    {
        const std::string label = dnsLabel(name);
        std::string unique = label;
        for (int i = 2; !m_labels.insert(unique).second; ++i)
            unique = label + '-' + std::to_string(i);
        return unique;
    }

    /// The service whose pod this one lives in: its own, or the one whose network it joins.
    const ComposeService &ownerOf(const ComposeService &service) const
    {
        const ComposeService *owner = &service;
        for (std::size_t hops = 0; hops < m_services.size() && !owner->networkOf.empty(); ++hops) {
            const auto next = std::ranges::find(m_services, owner->networkOf, &ComposeService::name);
            if (next == m_services.end())
                break;
            owner = &*next;
        }
        return owner->networkOf.empty() ? *owner : service;
    }

    std::string containerId(const ComposeService &service) const { return "c-" + m_podNames.at(service.name); }

    void addService(const ComposeService &service)
    {
        const std::string &label = m_podNames.at(service.name);
        const ComposeService &owner = ownerOf(service);
        const std::string podId = "p-" + m_podNames.at(owner.name);
        if (&owner == &service) {
            Pod pod{.id = podId, .name = label};
            if (service.replicas > 1)
                pod.params["replicas"] = service.replicas;
            m_result.topology.pods[podId] = std::move(pod);
            if (!service.networkOf.empty())
                m_losses.add(LossSeverity::Loss, service.line, 0, "/services/" + service.name + "/network_mode",
                             "The service " + service.networkOf + " whose network it joins does not exist.");
        } else if (service.replicas != owner.replicas) {
            m_losses.add(LossSeverity::Loss, service.line, 0, "/services/" + service.name + "/network_mode",
                         "It has as many replicas as " + owner.name + ", in whose pod it lives: " +
                             std::to_string(owner.replicas) + ", not " + std::to_string(service.replicas) + '.');
        }
        if (label != service.name)
            m_losses.add(LossSeverity::Note, service.line, 0, "/services/" + service.name,
                         "The service is named " + label + " here: names are lower-case letters, digits and hyphens.");
        Container container{
            .id = containerId(service), .pod = podId, .kind = service.kind, .name = label, .params = service.params};
        if (service.kind == "memcached")
            container.params.erase("protocol");
        std::vector<std::string> mounts;
        for (const ComposeMount &mount : service.mounts)
            addMount(service, mount, mounts);
        if (!mounts.empty())
            container.params["mounts"] = std::move(mounts);
        m_result.topology.containers[container.id] = std::move(container);
    }

    void addMount(const ComposeService &service, const ComposeMount &mount, std::vector<std::string> &mounts)
    {
        if (parseMount("volume:" + mount.target))
            mounts.push_back(formatMount({volumeFor(service, mount), mount.target, mount.readOnly}));
        else
            m_losses.add(LossSeverity::Loss, service.line, 0, "/services/" + service.name + "/volumes",
                         "Nothing can be mounted at \"" + mount.target + "\".");
    }

    std::string volumeFor(const ComposeService &service, const ComposeMount &mount)
    {
        std::string key =
            mount.kind == ComposeMount::Kind::Anonymous ? service.name + ' ' + mount.target : mount.source;
        if (const auto known = m_volumes.find(key); known != m_volumes.end())
            return known->second;
        const bool isNamed = mount.kind == ComposeMount::Kind::Named;
        const std::string folder = mount.target.substr(mount.target.rfind('/') + 1);
        const std::string label = dnsLabel(isNamed ? mount.source : service.name + '-' + folder);
        std::string name = label;
        for (int i = 2; m_result.topology.volumes.contains("v-" + name); ++i)
            name = label + '-' + std::to_string(i);
        Volume volume{.id = "v-" + name, .name = name};
        if (mount.kind == ComposeMount::Kind::Bind)
            volume.params["hostPath"] = mount.source;
        else
            volume.params["scope"] = std::string("shared");
        m_result.topology.volumes[volume.id] = std::move(volume);
        m_volumes[key] = name;
        return name;
    }

    void addLinks(const ComposeService &service)
    {
        for (const std::string &name : service.calls) {
            const auto callee = std::ranges::find(m_services, name, &ComposeService::name);
            if (callee == m_services.end()) {
                m_losses.add(LossSeverity::Loss, service.line, 0, "/services/" + service.name + "/depends_on",
                             "The service " + name + " on which it depends does not exist.");
                continue;
            }
            if (service.kind == "memcached")
                continue;
            const std::string id = m_podNames.at(service.name) + "-to-" + m_podNames.at(name);
            addLink(id, {containerId(service), "calls"}, {containerId(*callee), "in"});
        }
    }

    /// Ids are of 63 characters at most, and those of long names may be alike up to there.
    void addLink(const std::string &wanted, Endpoint from, Endpoint to)
    {
        const std::string id = freshId(m_result.topology, wanted);
        m_result.topology.links[id] = Link{.id = id, .from = std::move(from), .to = std::move(to)};
    }

    void addLoad()
    {
        std::vector<const ComposeService *> entries;
        for (const ComposeService &service : m_services) {
            const bool hasTcp =
                std::ranges::any_of(service.published, [](const std::string &p) { return !p.ends_with("/udp"); });
            if (hasTcp && service.kind == "container" && !isStore(service))
                entries.push_back(&service);
        }
        if (entries.empty())
            return;
        const std::string name = uniqueLabel("clients");
        m_result.topology.pods["p-" + name] = {.id = "p-" + name, .name = name};
        Container load{.id = "c-" + name, .pod = "p-" + name, .kind = "load", .name = "load"};
        load.params["rate"] = m_options.loadPerSecond * static_cast<double>(entries.size());
        m_result.topology.containers[load.id] = std::move(load);
        for (const ComposeService *service : entries)
            addLink(name + "-to-" + m_podNames.at(service->name), {"c-" + name, "target"},
                    {containerId(*service), "in"});
        m_losses.add(
            LossSeverity::Note, 0, 0, "/services",
            "Pod " + name + " was added: it sends " + formatNumber(m_options.loadPerSecond) +
                " requests a second to each service with a published port, so that a simulation shows something.");
    }

    /// Most files do not say whom a service calls; then the user must.
    void noteUnlinked()
    {
        std::set<ElementId> linked;
        for (const auto &[id, link] : m_result.topology.links) {
            linked.insert(link.from.container);
            linked.insert(link.to.container);
        }
        for (const ComposeService &service : m_services) {
            if (m_services.size() > 1 && !linked.contains(containerId(service)))
                m_losses.add(LossSeverity::Note, service.line, 0, "/services/" + service.name,
                             "The file does not say whom " + service.name + " calls or who calls it: draw its links.");
        }
    }

    static bool isStore(const ComposeService &service)
    {
        const auto protocol = service.params.find("protocol");
        return protocol != service.params.end() && std::get<std::string>(protocol->second) == "tcp";
    }

    /// Callers to the left of whom they call, in columns.
    void placePods()
    {
        std::map<ElementId, int> column;
        auto &topology = m_result.topology;
        for (std::size_t round = 0; round < topology.pods.size(); ++round) {
            bool moved = false;
            for (const auto &[id, link] : topology.links) {
                const ElementId from = topology.containers.at(link.from.container).pod;
                const ElementId to = topology.containers.at(link.to.container).pod;
                if (from != to && column[to] <= column[from] &&
                    column[from] + 1 < static_cast<int>(topology.pods.size())) {
                    column[to] = column[from] + 1;
                    moved = true;
                }
            }
            if (!moved)
                break;
        }
        std::map<int, double> nextRow;
        for (auto &[id, pod] : topology.pods) {
            double &y = nextRow.try_emplace(column[id], 40.0).first->second;
            pod.position = {40.0 + 320.0 * column[id], y};
            y += 80.0 + 80.0 * static_cast<double>(containersOf(topology, id).size());
        }
    }

    std::string m_fileName;
    const ImportOptions &m_options;
    Imported m_result;
    LossList m_losses;
    ComposeProject m_project;
    std::vector<ComposeService> m_services;
    std::map<std::string, std::string> m_podNames; ///< service -> label
    std::set<std::string> m_labels;
    std::map<std::string, std::string> m_volumes; ///< source -> name
};

} // namespace

Result<Imported> importCompose(std::string_view yaml, const std::string &fileName, const ImportOptions &options)
{
    Result<YamlNode> root = readYaml(yaml, fileName, {options.maxBytes, options.maxDepth, options.maxNodes});
    if (!root)
        return root.error();
    return ComposeReader(fileName, options).read(std::move(*root));
}

} // namespace bayplan
