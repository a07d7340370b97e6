// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/compose_service.h"

#include "engine/base/host_path.h"
#include "engine/base/units.h"
#include "engine/manifests/compose_secrets.h"
#include "engine/model/entries.h"

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

/// One reading: a handler per key, the rest said.
class ServiceReader {
public:
    ServiceReader(ComposeService &service, const ComposeProject &project, LossList &losses)
        : m_service(service), m_project(project), m_losses(losses)
    {}

    void read(const YamlNode &node)
    {
        for (const YamlEntry &entry : node.entries)
            readKey(entry);
        finish(node);
    }

private:
    using Handler = void (ServiceReader::*)(const YamlEntry &);

    void say(LossSeverity severity, const YamlEntry &entry, std::string sentence)
    {
        m_losses.add(severity, entry.line, entry.column, "/services/" + m_service.name + '/' + entry.key,
                     std::move(sentence));
    }

    void readKey(const YamlEntry &entry)
    {
        struct Row {
            std::string_view key;
            Handler handler;
        };
        static constexpr std::array rows{
            Row{"image", &ServiceReader::image},
            Row{"build", &ServiceReader::build},
            Row{"command", &ServiceReader::command},
            Row{"entrypoint", &ServiceReader::command},
            Row{"environment", &ServiceReader::environment},
            Row{"user", &ServiceReader::text},
            Row{"working_dir", &ServiceReader::text},
            Row{"ports", &ServiceReader::ports},
            Row{"expose", &ServiceReader::expose},
            Row{"volumes", &ServiceReader::volumes},
            Row{"depends_on", &ServiceReader::dependsOn},
            Row{"links", &ServiceReader::links},
            Row{"network_mode", &ServiceReader::networkMode},
            Row{"net", &ServiceReader::networkMode},
            Row{"deploy", &ServiceReader::deploy},
            Row{"scale", &ServiceReader::scale},
            Row{"mem_limit", &ServiceReader::memory},
            Row{"cpus", &ServiceReader::cpus},
            Row{"stop_grace_period", &ServiceReader::stopGrace},
            Row{"extends", &ServiceReader::extended},
        };
        const auto row = std::ranges::find(rows, std::string_view(entry.key), &Row::key);
        if (row != rows.end())
            (this->*row->handler)(entry);
        else if (!dangerous(entry))
            other(entry);
    }

    void image(const YamlEntry &entry) { m_service.params["image"] = entry.value.text; }

    void build(const YamlEntry &entry)
    {
        m_built = true;
        say(LossSeverity::Note, entry,
            "Bayplan builds no images: build it first; it is expected under the name " + builtName() +
                " unless `image` names it.");
    }

    std::string builtName() const { return m_project.name + '-' + m_service.name; }

    void command(const YamlEntry &entry)
    {
        m_service.params[entry.key] = m_secrets.hiddenIn(commandWords(entry.value), variableName(m_service.name));
        sayHidden(entry, entry.key);
    }

    void environment(const YamlEntry &entry)
    {
        std::vector<std::string> list = environmentList(entry.value);
        for (std::string &variable : list)
            hideSecret(entry, variable);
        std::erase_if(list, [&](const std::string &variable) {
            if (isEnvironmentEntry(variable))
                return false;
            say(LossSeverity::Loss, entry,
                "\"" + variable.substr(0, variable.find('=')) + "\" cannot name a variable.");
            return true;
        });
        m_service.params["environment"] = std::move(list);
    }

    /// A secret's value never stands in a document: it is read where the deploy is started.
    void hideSecret(const YamlEntry &entry, std::string &variable)
    {
        const auto equals = variable.find('=');
        const std::string name = variable.substr(0, equals);
        const std::string value = equals == std::string::npos ? std::string() : variable.substr(equals + 1);
        if (!looksSecret(name)) {
            const std::string hidden = m_secrets.hidden(value, name);
            if (hidden != value)
                variable = name + '=' + hidden;
            sayHidden(entry, name);
        } else if (!isSecretElsewhere(value)) {
            variable = name + "=${" + name + '}';
            say(LossSeverity::Note, entry,
                "The value of " + name + " is not kept: set " + name + " in the environment when you deploy.");
        }
    }

    void sayHidden(const YamlEntry &entry, const std::string &place)
    {
        for (const std::string &name : m_secrets.takeNames())
            say(LossSeverity::Note, entry,
                "A secret in " + place + " is not kept: set " + name + " in the environment when you deploy.");
    }

    void text(const YamlEntry &entry)
    {
        m_service.params[entry.key == "working_dir" ? "workingDir" : entry.key] = entry.value.text;
    }

    void ports(const YamlEntry &entry)
    {
        for (const YamlNode &item : entry.value.items) {
            const auto port = readPort(item);
            if (!port) {
                say(LossSeverity::Loss, entry, "The port \"" + item.text + "\" cannot be read and is left out.");
                continue;
            }
            if (port->hostIp == "0.0.0.0" || port->hostIp == "::" || port->hostIp == "[::]")
                say(LossSeverity::Danger, entry,
                    "Port " + port->text + " was open on every address; it is on 127.0.0.1 now.");
            else if (!port->hostIp.empty() && port->hostIp != "127.0.0.1" && port->hostIp != "localhost")
                say(LossSeverity::Note, entry,
                    "Port " + port->text + " was on " + port->hostIp + "; it is on 127.0.0.1 now.");
            if (!port->trouble.empty())
                say(LossSeverity::Loss, entry, port->trouble);
            // Ports of the same number on tcp and udp, or twice by mistake, are told apart by their whole text.
            if (std::ranges::find(m_service.published, port->text) == m_service.published.end())
                m_service.published.push_back(port->text);
            if (m_port == 0 && !port->text.ends_with("/udp"))
                m_port = port->containerPort;
        }
        if (std::ranges::any_of(entry.value.items, [](const YamlNode &n) {
                auto p = readPort(n);
                return p && p->hostIp.empty();
            }))
            say(LossSeverity::Note, entry,
                "Ports without an address are open on every address in Compose; here they are on 127.0.0.1.");
    }

    void expose(const YamlEntry &entry)
    {
        for (const std::string &text : textList(entry.value)) {
            const auto port = parseInteger(text.substr(0, text.find_first_of("-/"))).value_or(0);
            if (m_exposed == 0 && port > 0 && port < 65536)
                m_exposed = port;
        }
    }

    void volumes(const YamlEntry &entry)
    {
        for (const YamlNode &item : entry.value.items) {
            const auto mount = readMount(item);
            if (!mount) {
                say(LossSeverity::Loss, entry, "The mount \"" + item.text + "\" cannot be read and is left out.");
                continue;
            }
            if (!mount->trouble.empty())
                say(LossSeverity::Note, entry, "Mount " + mount->target + ": " + mount->trouble);
            if (mount->kind == ComposeMount::Kind::Bind && isDangerous(entry, mount->source))
                continue;
            if (mount->kind == ComposeMount::Kind::Tmpfs || mount->kind == ComposeMount::Kind::Other)
                say(LossSeverity::Loss, entry,
                    "The mount at " + mount->target + " is of a type that a drawing does not hold.");
            else
                m_service.mounts.push_back(*mount);
        }
    }

    bool isDangerous(const YamlEntry &entry, const std::string &source)
    {
        const std::string path = normalHostPath(source, m_project.folder);
        if (isSystemPath(path, m_project.folder)) {
            const char *what = isEngineSocket(path) ? "the engine, and so the host" : "a part of the system";
            say(LossSeverity::Danger, entry,
                "The mount of the host's " + source + " hands over " + what + "; it is left out.");
            return true;
        }
        if (climbsOut(path))
            say(LossSeverity::Note, entry, "The mount of " + source + " lies outside the folder of the file.");
        return false;
    }

    void addCall(const std::string &service)
    {
        if (!service.empty() && service != m_service.name &&
            std::ranges::find(m_service.calls, service) == m_service.calls.end())
            m_service.calls.push_back(service);
    }

    void dependsOn(const YamlEntry &entry)
    {
        for (const std::string &name : nameList(entry.value))
            addCall(name);
        for (const YamlEntry &one : entry.value.entries) {
            const YamlNode *condition = one.value.find("condition");
            if (condition != nullptr && condition->text == "service_completed_successfully")
                say(LossSeverity::Loss, entry,
                    "That " + one.key + " must have completed is left out: it is started before.");
            const YamlNode *required = one.value.find("required");
            if (required != nullptr && required->text == "false")
                say(LossSeverity::Note, entry, "The optional dependency on " + one.key + " is a plain one.");
        }
    }

    void links(const YamlEntry &entry)
    {
        for (const std::string &link : textList(entry.value)) {
            addCall(link.substr(0, link.find(':')));
            if (link.find(':') != std::string::npos)
                say(LossSeverity::Loss, entry,
                    "The alias in \"" + link + "\" is left out: services are called by their own name.");
        }
    }

    void networkMode(const YamlEntry &entry)
    {
        const std::string &mode = entry.value.text;
        if (mode.starts_with("service:"))
            m_service.networkOf = mode.substr(8);
        else if (mode == "host" || mode.starts_with("container:"))
            say(LossSeverity::Danger, entry,
                "The network of " + mode + " is not shared: it would bypass the drawing's own.");
        else if (mode != "bridge" && mode != "default")
            say(LossSeverity::Loss, entry, "The network mode " + mode + " is left out.");
    }

    void deploy(const YamlEntry &entry)
    {
        for (const YamlEntry &part : entry.value.entries) {
            const YamlNode *limits = part.key == "resources" ? part.value.find("limits") : nullptr;
            if (part.key == "replicas") {
                setReplicas(entry, part.value.text);
            } else if (limits != nullptr) {
                if (const YamlNode *memoryLimit = limits->find("memory"))
                    setMemory(entry, memoryLimit->text);
                if (const YamlNode *cpuLimit = limits->find("cpus"))
                    setCpus(entry, cpuLimit->text);
                if (part.value.find("reservations") != nullptr)
                    say(LossSeverity::Loss, entry, "Reservations are left out; a drawing holds limits.");
            } else {
                say(LossSeverity::Loss, entry, "\"" + part.key + "\" is left out.");
            }
        }
    }

    void setReplicas(const YamlEntry &entry, const std::string &text)
    {
        const auto replicas = parseInteger(text).value_or(0);
        if (replicas >= 1 && replicas <= 1000)
            m_service.replicas = replicas;
        else
            say(LossSeverity::Loss, entry, "The number of replicas \"" + text + "\" is left out: a pod has 1 to 1000.");
    }

    void setMemory(const YamlEntry &entry, const std::string &text)
    {
        if (parseBytes(text))
            m_service.params["memoryLimit"] = text;
        else
            say(LossSeverity::Loss, entry, "The memory limit \"" + text + "\" cannot be read and is left out.");
    }

    void setCpus(const YamlEntry &entry, const std::string &text)
    {
        const auto cores = parseNumber(text);
        if (cores && *cores >= 0 && *cores <= 1024)
            m_service.params["cpuLimit"] = *cores;
        else
            say(LossSeverity::Loss, entry, "The processor limit \"" + text + "\" cannot be read and is left out.");
    }

    void scale(const YamlEntry &entry) { setReplicas(entry, entry.value.text); }
    void memory(const YamlEntry &entry) { setMemory(entry, entry.value.text); }
    void cpus(const YamlEntry &entry) { setCpus(entry, entry.value.text); }

    void stopGrace(const YamlEntry &entry)
    {
        say(LossSeverity::Note, entry, "The grace belongs to the pod here; set it there if 10 s do not do.");
    }

    void extended(const YamlEntry &entry)
    {
        if (entry.value.find("file") != nullptr)
            say(LossSeverity::Loss, entry, "Other files are not opened: what this service extends is left out.");
    }

    bool dangerous(const YamlEntry &entry)
    {
        const std::string &key = entry.key;
        const std::string &value = entry.value.text;
        constexpr std::array always{"devices",         "device_cgroup_rules",
                                    "cap_add",         "use_api_socket",
                                    "provider",        "post_start",
                                    "pre_stop",        "cgroup_parent",
                                    "volumes_from",    "gpus",
                                    "credential_spec", "runtime",
                                    "sysctls",         "isolation"};
        const bool hostNamespace =
            (key == "pid" || key == "ipc" || key == "uts" || key == "userns_mode" || key == "cgroup") &&
            value == "host";
        const bool unconfined =
            key == "security_opt" && std::ranges::any_of(textList(entry.value), [](const std::string &o) {
                return o.find("unconfined") != std::string::npos || o.find("disable") != std::string::npos;
            });
        const bool privileged = key == "privileged" && value == "true";
        if (!hostNamespace && !unconfined && !privileged && std::ranges::find(always, key) == always.end())
            return false;
        say(LossSeverity::Danger, entry,
            "\"" + key + (value.empty() ? "" : ": " + value) + "\" reaches beyond the container; it is left out.");
        return true;
    }

    void other(const YamlEntry &entry)
    {
        if (entry.key == "networks")
            say(LossSeverity::Note, entry,
                "A drawing has one network that all its pods share; links say who calls whom.");
        else if (entry.key == "container_name")
            say(LossSeverity::Note, entry,
                "Containers are named by pod and deployment, so that two deployments do not clash.");
        else if (entry.key == "profiles")
            say(LossSeverity::Loss, entry, "Profiles are left out: the service always runs.");
        else if (entry.key == "env_file")
            say(LossSeverity::Loss, entry, "Other files are not opened: put the variables under environment.");
        else if (entry.key == "secrets" || entry.key == "configs")
            say(LossSeverity::Loss, entry,
                "\"" + entry.key + "\" are left out; their values never stand in a document.");
        else if (!entry.key.starts_with("x-"))
            say(LossSeverity::Loss, entry, "\"" + entry.key + "\" has no place in a drawing and is left out.");
        else
            say(LossSeverity::Note, entry, "The extension \"" + entry.key + "\" is left out.");
    }

    void finish(const YamlNode &node)
    {
        m_service.line = node.line;
        const auto image = m_service.params.find("image");
        const std::string name = image == m_service.params.end() ? std::string() : std::get<std::string>(image->second);
        if (name.empty() && m_built)
            m_service.params["image"] = builtName();
        const auto known = knownImage(name);
        if (known && known->protocol == "memcache")
            m_service.kind = "memcached";
        else if (known && known->protocol != "http")
            m_service.params["protocol"] = known->protocol;
        const std::int64_t port = known && known->protocol != "http" ? known->port
                                  : m_port != 0                      ? m_port
                                  : m_exposed != 0                   ? m_exposed
                                  : known                            ? known->port
                                                                     : 0;
        if (port != 0)
            m_service.params["port"] = port;
        if (!m_service.published.empty())
            m_service.params["publish"] = m_service.published;
    }

    ComposeService &m_service;
    const ComposeProject &m_project;
    LossList &m_losses;
    SecretHider m_secrets;
    bool m_built = false;
    std::int64_t m_port = 0;
    std::int64_t m_exposed = 0;
};

} // namespace

ComposeService readService(const std::string &name, const YamlNode &node, const ComposeProject &project,
                           LossList &losses)
{
    ComposeService service;
    service.name = name;
    ServiceReader(service, project, losses).read(node);
    return service;
}

} // namespace bayplan
