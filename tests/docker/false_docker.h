// SPDX-License-Identifier: GPL-3.0-or-later
// A false engine that keeps what it is asked to make, so that a whole deployment can be made, changed and given up.
#pragma once

#include "engine/docker/deployment_spec.h"
#include "tests/docker/false_engine.h"

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <map>
#include <mutex>

namespace bayplan {

class FalseDocker {
    using json = nlohmann::json;

public:
    struct Request {
        std::string call; ///< "POST /containers/create"
        std::string query;
        std::string body;
    };
    /// Asked before the engine is; to an empty answer it does what it would.
    using Hook = std::function<std::string(const Request &)>;

    /// What a hook says of a request that is carried out, and whose answer is lost.
    static constexpr const char *unsaid = "unsaid";
    static constexpr const char *brokenOff = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{";

    explicit FalseDocker(Hook hook = {})
        : m_hook(std::move(hook)),
          m_engine([this](const std::string &line, const std::string &body) { return serve(readRequest(line, body)); })
    {}

    std::string url() const { return m_engine.url(); }

    void setHook(Hook hook)
    {
        const std::lock_guard lock(m_mutex);
        m_hook = std::move(hook);
    }

    /// One that runs, as the body for its creation has it. Its id is "was-NAME".
    void putContainer(const std::string &name, const std::string &body)
    {
        const std::lock_guard lock(m_mutex);
        m_containers["was-" + name] = {name, json::parse(body), "running"};
    }
    void putNetwork(const std::string &body)
    {
        const std::lock_guard lock(m_mutex);
        const json network = json::parse(body);
        m_networks[network["Name"].get<std::string>()] = network;
    }
    void putVolume(const std::string &body)
    {
        const std::lock_guard lock(m_mutex);
        const json volume = json::parse(body);
        m_volumes[volume["Name"].get<std::string>()] = volume;
    }

    /// A line each; of containers with id and state.
    QStringList everything() const
    {
        const std::lock_guard lock(m_mutex);
        QStringList lines;
        for (const auto &[id, container] : m_containers)
            lines += QString::fromStdString("container " + container.name + " " + id + " " + container.state);
        for (const auto &[name, network] : m_networks)
            lines += QString::fromStdString("network " + name);
        for (const auto &[name, volume] : m_volumes)
            lines += QString::fromStdString("volume " + name);
        return lines;
    }

    /// What was asked to be done, in its order: "POST /containers/create?name=...".
    QStringList done() const
    {
        const std::lock_guard lock(m_mutex);
        return m_done;
    }

private:
    struct Container {
        std::string name;
        json body;
        std::string state = "created";
    };

    std::string serve(const Request &request)
    {
        std::string text = hook()(request);
        if (!text.empty() && text != unsaid)
            return text;
        std::string said = answerTo(request);
        return text == unsaid ? brokenOff : said;
    }

    Hook hook() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hook ? m_hook : [](const Request &) { return std::string(); };
    }

    static Request readRequest(const std::string &line, const std::string &body)
    {
        const auto version = line.find("/v1."), query = line.find('?');
        const std::size_t path = version == std::string::npos ? line.find('/') : line.find('/', version + 1);
        Request request;
        request.call = line.substr(0, line.find(' ') + 1) + line.substr(path, query - path);
        request.query = query == std::string::npos ? std::string() : line.substr(query + 1);
        request.body = body;
        return request;
    }

    /// The value of a field of a query, without its escapes.
    static std::string fieldOf(const std::string &query, const std::string &key)
    {
        const auto at = ("&" + query).find("&" + key + "=");
        if (at == std::string::npos)
            return {};
        const std::string value = query.substr(at + key.size() + 1);
        return QByteArray::fromPercentEncoding(QByteArray::fromStdString(value.substr(0, value.find('&'))))
            .toStdString();
    }

    /// "LABEL" or "LABEL=VALUE", as filters have it.
    static bool hasLabel(const json &body, const std::string &query)
    {
        const json filters = json::parse(fieldOf(query, "filters"), nullptr, false);
        if (!filters.is_object() || !filters.contains("label"))
            return true;
        const std::string wanted = filters["label"][0].get<std::string>();
        const std::string key = wanted.substr(0, wanted.find('='));
        const json labels = body.value("Labels", json::object());
        return labels.contains(key) &&
               (key == wanted || labels[key].get<std::string>() == wanted.substr(key.size() + 1));
    }

    std::string answerTo(const Request &request)
    {
        const std::lock_guard lock(m_mutex);
        if (!request.call.starts_with("GET "))
            m_done += QString::fromStdString(request.call + (request.query.empty() ? "" : "?") + request.query);
        if (request.call == "GET /version")
            return answer(200, versionBody("1.41", "1.12"));
        if (request.call == "GET /info")
            return answer(200, R"({"NCPU":8,"MemTotal":1000000000000})");
        if (request.call.starts_with("GET /images/"))
            return answer(200, "{}");
        if (request.call == "GET /events")
            return answer(200, "");
        if (request.call.find(" /containers") != std::string::npos)
            return ofContainers(request);
        if (request.call.find(" /networks") != std::string::npos)
            return ofKept(request, m_networks, "/networks", true);
        if (request.call.find(" /volumes") != std::string::npos)
            return ofKept(request, m_volumes, "/volumes", false);
        return answer(404, R"({"message":"page not found"})");
    }

    std::string ofKept(const Request &request, std::map<std::string, json> &kept, const std::string &path, bool isBare)
    {
        if (request.call == "POST " + path + "/create") {
            const json body = json::parse(request.body);
            const std::string name = body["Name"].get<std::string>();
            kept.try_emplace(name, body);
            return answer(201, json{{"Id", name}, {"Name", name}}.dump());
        }
        if (request.call.starts_with("DELETE ")) {
            const bool wasThere = kept.erase(request.call.substr(request.call.rfind('/') + 1)) > 0;
            return wasThere ? answer(204, "") : answer(404, R"({"message":"not found"})");
        }
        json list = json::array();
        for (const auto &[name, body] : kept)
            if (hasLabel(body, request.query))
                list.push_back({{"Id", name}, {"Name", name}, {"Labels", body["Labels"]}});
        return answer(200, isBare ? list.dump() : json{{"Volumes", list}}.dump());
    }

    std::string ofContainers(const Request &request)
    {
        if (request.call == "GET /containers/json")
            return answer(200, listed(request.query).dump());
        if (request.call == "POST /containers/create")
            return created(fieldOf(request.query, "name"), request.body);
        const std::string rest = request.call.substr(request.call.find("/containers/") + 12);
        const auto container = find(rest.substr(0, rest.find('/')));
        if (container == m_containers.end())
            return answer(404, R"({"message":"No such container"})");
        if (request.call.starts_with("DELETE ")) {
            m_containers.erase(container);
            return answer(204, "");
        }
        return act(container->second, rest.substr(rest.find('/') + 1), request.query);
    }

    /// By id or name.
    std::map<std::string, Container>::iterator find(const std::string &word)
    {
        const auto byId = m_containers.find(word);
        return byId != m_containers.end() ? byId
                                          : std::find_if(m_containers.begin(), m_containers.end(),
                                                         [&](const auto &each) { return each.second.name == word; });
    }

    std::string created(const std::string &name, const std::string &body)
    {
        if (find(name) != m_containers.end())
            return answer(409, json{{"message", "The name " + name + " is already in use by container x"}}.dump());
        const std::string id = "new-" + std::to_string(++m_made);
        m_containers[id] = {name, json::parse(body)};
        return answer(201, json{{"Id", id}}.dump());
    }

    static std::string act(Container &container, const std::string &verb, const std::string &query)
    {
        if (verb == "json")
            return answer(200, json{{"State",
                                     {{"Status", container.state},
                                      {"Running", container.state == "running"},
                                      {"StartedAt", "2026-01-01T00:00:00Z"}}},
                                    {"HostConfig", json::object()}}
                                   .dump());
        if (verb == "start" || verb == "stop")
            container.state = verb == "start" ? "running" : "exited";
        else if (verb == "rename")
            container.name = fieldOf(query, "name");
        else if (verb != "archive")
            return answer(404, R"({"message":"page not found"})");
        return answer(204, "");
    }

    json listed(const std::string &query) const
    {
        json list = json::array();
        for (const auto &[id, container] : m_containers) {
            if (!hasLabel(container.body, query))
                continue;
            json entry;
            entry["Id"] = id;
            entry["Names"] = json::array({"/" + container.name});
            entry["Image"] = container.body["Image"];
            entry["State"] = container.state;
            entry["Labels"] = container.body.value("Labels", json::object());
            const std::string mode = container.body["HostConfig"].value("NetworkMode", std::string());
            entry["HostConfig"]["NetworkMode"] = mode;
            entry["Mounts"] = json::array();
            for (const json &mount : container.body["HostConfig"].value("Mounts", json::array()))
                entry["Mounts"].push_back({{"Type", mount["Type"]}, {"Name", mount.value("Source", "")}});
            if (!mode.starts_with("container:"))
                entry["NetworkSettings"]["Networks"][mode] = json::object();
            list.push_back(std::move(entry));
        }
        return list;
    }

    mutable std::mutex m_mutex; ///< of all that follows, up to the engine
    Hook m_hook;
    std::map<std::string, Container> m_containers; ///< by id
    std::map<std::string, json> m_networks, m_volumes;
    QStringList m_done;
    int m_made = 0;
    AnsweringEngine m_engine; ///< last: its thread uses the above
};

} // namespace bayplan
