// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing for each rule of validate() that it breaks.
#pragma once

#include "engine/model/document_file.h"
#include "engine/model/topology.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace bayplan {

struct Flaw {
    QString code;    ///< of the problem
    QString members; ///< of the document
};

inline Topology read(const std::string &members)
{
    return readDocument("{\"bayplan\": 1, " + members + "}", "a.json").value().topology;
}

constexpr const char *twoPods = R"("pods": {"web": {}, "db": {}}, "containers": {
    "app": {"pod": "web", "kind": "container"%1}, "store": {"pod": "db", "kind": "container"%2}}%3)";

inline std::vector<Flaw> flaws()
{
    std::vector<Flaw> all;
    const auto row = [&](const char *code, const QString &one, const QString &two = {}, const QString &rest = {}) {
        all.push_back({code, QString(twoPods).arg(one, two, rest)});
    };
    const auto whole = [&](const char *code, const char *members) { all.push_back({code, QString(members)}); };
    row("mount.volume-missing", R"(, "mounts": ["data:/data"])");
    row("param.value", R"(, "mounts": ["data"])");
    row("param.value", R"(, "serviceTime": "fast")");
    row("param.value", R"(, "port": 70000)");
    row("param.value", R"(, "protocol": "htp")");
    row("param.value", R"(, "environment": ["NO EQUALS"])");
    row("param.value", R"(, "environment": ["A=1", "B", "C=2", "NO EQUALS"])");
    row("environment.secret", R"(, "environment": ["DB_PASSWORD=x"])");
    row("environment.secret", R"(, "environment": ["B", "DB_PASSWORD=x", "NO EQUALS"])");
    row("mount.path-taken", R"(, "mounts": ["data:/a", "nonsense", "data:/a:rw"])", "", R"(, "volumes": {"data": {}})");
    row("mount.volume-missing", R"(, "mounts": ["nonsense", "Da Ta:/a:rw"])");
    row("file.not-mounted", R"(, "logFile": "/var/log/a", "mounts": ["nonsense"])");
    row("publish.every-address", R"(, "publish": ["nonsense", "0.0.0.0:80:80"])");
    row("publish.taken", R"(, "publish": ["80:80"])", R"(, "publish": ["nonsense", "80:5432"])");
    row("file.not-mounted", R"(, "logFile": "/var/log/a")");
    row("publish.taken", R"(, "publish": ["80:80"])", R"(, "publish": ["80:5432"])");
    row("publish.every-address", R"(, "publish": ["0.0.0.0:80:80"])");
    row("link.end-missing", "", "", R"(, "links": {"l": {"from": "app/calls", "to": "gone/in"}})");
    row("link.port-unknown", "", "", R"(, "links": {"l": {"from": "app/out", "to": "store/in"}})");
    row("link.direction", "", "", R"(, "links": {"l": {"from": "app/in", "to": "store/in"}})");
    row("link.self", "", "", R"(, "links": {"l": {"from": "app/calls", "to": "app/in"}})");
    row("link.duplicate", "", "",
        R"(, "links": {"l": {"from": "app/calls", "to": "store/in"}, "m": {"from": "app/calls", "to": "store/in"}})");
    row("link.cycle", "", "",
        R"(, "links": {"l": {"from": "app/calls", "to": "store/in"}, "m": {"from": "store/calls", "to": "app/in"}})");
    row("group.members", "", "", R"(, "groups": {"g": {"members": ["gone"]}})");
    row("volume.unused", "", "", R"(, "volumes": {"data": {}})");
    row("volume.system-folder", "", "", R"(, "volumes": {"data": {"hostPath": "/etc/ssl"}})");
    row("volume.system-folder", "", "", R"(, "volumes": {"data": {"hostPath": "//var/run/docker.sock"}})");
    row("volume.system-folder", "", "", R"(, "volumes": {"data": {"hostPath": "/opt/../run"}})");
    row("volume.above-folder", "", "", R"(, "volumes": {"data": {"hostPath": "../../etc"}})");
    row("fault.target-missing", "", "", R"(, "scenario": {"faults": {"f": {"kind": "kill", "target": "web-0"}}})");
    row("fault.late", "", "", R"(, "scenario": {"faults": {"f": {"kind": "kill", "target": "web", "at": "2h"}}})");
    row("assertion.empty", "", "", R"(, "scenario": {"assertions": {"a": {"text": " "}}})");
    row("param.value", R"x(, "serviceTime": "weibull(5ms, 0)")x");
    whole("host.name",
          R"("pods": {"p": {"hosts": ["Node 1"]}}, "containers": {"a": {"pod": "p", "kind": "container"}})");
    row("load.above-capacity", R"(, "serviceTime": "10ms", "concurrency": 1)",
        R"(}, "l": {"pod": "db", "kind": "load", "rate": 101)",
        R"(, "links": {"x": {"from": "l/target", "to": "app/in"}})");
    row("load.above-capacity", R"x(, "serviceTime": "hyperexponential(0.5, 5ms, 15ms)", "concurrency": 1)x",
        R"(, "serviceTime": "0s"}, "l": {"pod": "db", "kind": "load", "rate": 41, "shape": "daily", "peakRate": 161)",
        R"(, "links": {"x": {"from": "l/target", "to": "store/in"}, "y": {"from": "store/calls", "to": "app/in"}})");
    row("load.peak-above-capacity", R"(, "serviceTime": "10ms", "concurrency": 1)",
        R"(}, "l": {"pod": "db", "kind": "load", "rate": 10, "shape": "bursts", "peakRate": 101)",
        R"(, "links": {"x": {"from": "l/target", "to": "app/in"}})");
    row("load.peak-above-capacity", R"(, "serviceTime": "10ms", "concurrency": 1)",
        R"(}, "l": {"pod": "db", "kind": "load", "rate": 50)",
        R"(, "links": {"x": {"from": "l/target", "to": "app/in"}},
           "scenario": {"faults": {"f": {"kind": "load", "target": "l", "factor": 2.5}}})");
    row("fault.no-load", "", "", R"(, "scenario": {"faults": {"f": {"kind": "load", "target": "web"}}})");
    const auto generator = [&](const char *code, const QString &params) {
        all.push_back(
            {code, QString(R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "load", %1}})").arg(params)});
    };
    generator("load.trace", R"("arrivals": "trace")");
    generator("load.trace", R"("trace": "1ms 2")");
    generator("load.profile", R"("profile": ["1", "many"])");
    generator("load.profile", R"("profile": ["-1"])");
    generator("load.burst", R"("shape": "bursts", "burst": "60s")");
    generator("load.shape-unused", R"("arrivals": "closed-loop", "shape": "ramp")");
    whole("host.not-modelled",
          R"("pods": {"p": {"hosts": ["a"]}}, "containers": {"a": {"pod": "p", "kind": "container"}})");
    whole("host.unused",
          R"("pods": {"p": {"hosts": ["a", "b"]}}, "containers": {"a": {"pod": "p", "kind": "container"}})");
    whole(
        "host.limits",
        R"("hostCpus": 2, "pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "container", "cpuLimit": 1}})");
    whole("host.limit-above-cores",
          R"("hostCpus": 2, "pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "cpuLimit": 3}})");
    whole(
        "load.above-capacity",
        R"("pods": {"p": {}, "q": {}}, "containers": {"l": {"pod": "p", "kind": "load", "rate": 25}, "k": {"pod": "p", "kind": "work-queue"},
           "w": {"pod": "q", "kind": "worker", "slots": 2, "workTime": "100ms"
}
},
           "links": {"a": {"from": "l/target", "to": "k/in"}, "b": {"from": "w/queue", "to": "k/in"}})");
    whole(
        "load.above-capacity",
        R"("hostCpus": 1, "pods": {"p": {"replicas": 2}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "container", "serviceTime": "10ms", "concurrency": 8}, "l": {"pod": "q", "kind": "load", "rate": 101}},
           "links": {"x": {"from": "l/target", "to": "a/in"}})");
    row("document.warm-up", "", "", R"(, "duration": "10s", "warmUp": "10s")");
    whole("pod.empty", R"("pods": {"a": {}})");
    whole("document.empty", R"("pods": {})");
    whole("pod.name-taken", R"("pods": {"a": {"name": "x"}, "b": {"name": "x"}})");
    whole("pod.name-taken", R"("pods": {"a": {"name": "x", "replicas": 2}, "b": {"name": "x-1"}})");
    whole("pod.name-invalid", R"("pods": {"a": {"name": "X y"}})");
    whole("container.pod-missing", R"("containers": {"a": {"pod": "p", "kind": "container"}})");
    whole(
        "container.name-taken",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "name": "n"}, "b": {"pod": "p", "kind": "load", "name": "n"}})");
    whole("container.name-invalid",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "name": "pause"}})");
    whole(
        "port.taken",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "container", "port": 81}, "b": {"pod": "p", "kind": "container", "port": 81}})");
    whole("load.no-target", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "load"}})");
    whole("memcache-ambassador.no-servers",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "memcache-ambassador"}})");
    whole(
        "content-sync.source",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "content-sync", "source": "ext::sh -c id", "mounts": ["v:/content"]}}, "volumes": {"w": {"name": "v"}})");
    whole(
        "content-sync.folder",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "content-sync", "source": "/srv/site.git", "mounts": ["v:/content:ro"]}}, "volumes": {"w": {"name": "v"}})");
    whole(
        "content-sync.archive-revision",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "content-sync", "source": "https://h/site.tgz", "revision": "main", "mounts": ["v:/content"]}}, "volumes": {"w": {"name": "v"}})");
    whole(
        "fault.no-spares",
        R"("pods": {"p": {"replicas": 2}}, "containers": {"a": {"pod": "p", "kind": "container"}}, "scenario": {"faults": {"f": {"kind": "replicate", "target": "p"}}})");
    for (const char *scenario : {R"("faults": {"f": {"kind": "pause", "target": "p-2/a"}})",
                                 R"("faults": {"f": {"kind": "cut", "target": "p-0", "others": ["p-1", "p-2"]}})",
                                 R"("assertions": {"f": {"text": "errors of p-2/a < 3"}})"})
        all.push_back({"scenario.spare", QStringLiteral(R"("pods": {"p": {"replicas": 2, "spares": 1}},
                              "containers": {"a": {"pod": "p", "kind": "container"}}, "scenario": {%1})")
                                             .arg(QLatin1String(scenario))});
    whole("elector.spares",
          R"("pods": {"p": {"replicas": 3, "spares": 1}}, "containers": {"a": {"pod": "p", "kind": "elector"}})");
    whole("http-ambassador.no-services",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "http-ambassador"}})");
    whole("scatter-root.no-shards", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "scatter-root"}})");
    whole(
        "scatter-root.quorum",
        R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "scatter-root", "quorum": 3}, "b": {"pod": "p", "kind": "container"}},
          "links": {"l": {"from": "a/shards", "to": "b/in"}})");
    whole("log-saver.no-sink", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "log-saver"}})");
    whole("adapter.no-source", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "adapter"}})");
    whole("worker.no-queue", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "worker"}})");
    whole("work-queue.no-worker", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "work-queue"}})");
    whole("work-queue.replicas",
          R"("pods": {"p": {"replicas": 2}}, "containers": {"a": {"pod": "p", "kind": "work-queue"}})");
    whole(
        "work-queue.overload",
        R"("pods": {"p": {}}, "containers": {"l": {"pod": "p", "kind": "load", "rate": 30}, "q": {"pod": "p", "kind": "work-queue"},
            "w": {"pod": "p", "kind": "worker", "workTime": "50ms"}, "r": {"pod": "p", "kind": "work-queue"},
            "v": {"pod": "p", "kind": "worker", "workTime": "1s", "slots": 20}},
          "links": {"a": {"from": "l/target", "to": "q/in"}, "b": {"from": "w/queue", "to": "q/in"},
            "c": {"from": "q/next", "to": "r/in"}, "d": {"from": "v/queue", "to": "r/in"}})");
    whole("limit.kept-beyond-memory",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "work-queue", "memoryLimit": "64MiB"}})");
    whole("limit.kept-beyond-memory",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "log-saver", "buffer": "1TiB"}})");
    whole("limit.kept-beyond-memory",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "work-queue", "memoryLimit": "2000B"}})");
    whole("elector.alone", R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "elector"}})");
    whole("elector.even", R"("pods": {"p": {"replicas": 4}}, "containers": {"a": {"pod": "p", "kind": "elector"}})");
    whole(
        "elector.further",
        R"("pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "elector", "further": ["b", "b"]}})");
    whole("elector.further", R"("pods": {"p": {"replicas": 3}}, "containers": {
              "a": {"pod": "p", "kind": "elector", "election": "x", "further": ["b"]},
              "c": {"pod": "p", "kind": "elector", "election": "x"}})");
    const char *adapter = R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "adapter", %1}})";
    const auto ofAdapter = [&](const char *key, const char *value) {
        whole((std::string("adapter.") + key).c_str(),
              QString(adapter).arg(QStringLiteral("\"%1\": %2").arg(key, value)).toStdString().c_str());
    };
    ofAdapter("path", R"("stats")");
    ofAdapter("healthy", R"(["curr_items"])");
    ofAdapter("counts", R"(["=ERROR"])");
    ofAdapter("healthCommand", R"(["", "x"])");
    ofAdapter("image", R"("", "healthCommand": ["check"])");
    whole("adapter.healthy-unheeded",
          QString(adapter).arg(R"("healthy": ["a < 5"], "healthCommand": ["check"])").toStdString().c_str());
    row("link.port-unknown", "", "", R"(, "links": {"l": {"from": "app/calls", "to": "store/inn"}})");
    row("link.direction", "", "", R"(, "links": {"l": {"from": "store/in", "to": "app/calls"}})");
    whole(
        "link.protocol",
        R"("pods": {"p": {}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "worker"}, "b": {"pod": "q", "kind": "memcached"}},
           "links": {"l": {"from": "a/queue", "to": "b/in"}})");
    whole(
        "link.protocol",
        R"("pods": {"p": {}, "q": {}}, "containers": {"a": {"pod": "p", "kind": "log-saver"}, "b": {"pod": "q", "kind": "memcached"}},
           "links": {"l": {"from": "a/sink", "to": "b/in"}})");
    whole(
        "link.port-full",
        R"("pods": {"p": {}, "q": {}, "r": {}}, "containers": {"a": {"pod": "p", "kind": "worker"}, "b": {"pod": "q", "kind": "work-queue"}, "c": {"pod": "r", "kind": "work-queue"}},
           "links": {"l": {"from": "a/queue", "to": "b/in"}, "m": {"from": "a/queue", "to": "c/in"}})");
    row("file.not-mounted", R"(, "logFile": "app.log")");
    row("mount.volume-missing", R"(, "mounts": ["data:/data", "data:/old"])");
    row("mount.path-taken", R"(, "mounts": ["a:/data", "b:/data"])", "", R"(, "volumes": {"a": {}, "b": {}})");
    row("fault.target-missing", "", "",
        R"(, "scenario": {"faults": {"f": {"kind": "cut", "target": "web", "others": ["db", "gone"]}}})");
    row("fault.target-kind", "", "",
        R"(, "links": {"l": {"from": "app/calls", "to": "store/in"}}, "scenario": {"faults": {"f": {"kind": "kill", "target": "l", "for": "2s"}}})");
    row("fault.no-load", R"(}, "l": {"pod": "web", "kind": "load")", "",
        R"(, "scenario": {"faults": {"f": {"kind": "load", "target": "db"}}})");
    row("fault.no-spares", "", "", R"(, "scenario": {"faults": {"f": {"kind": "replicate", "target": "app"}}})");
    row("fault.no-cores", "", "",
        R"(, "scenario": {"faults": {"f": {"kind": "limits", "target": "app", "cpus": 0.5, "memory": "32MiB"}}})");
    row("load.no-time", R"(, "serviceTime": "0s")",
        R"(}, "l": {"pod": "db", "kind": "load", "arrivals": "closed-loop", "thinkTime": "0s")",
        R"(, "links": {"x": {"from": "l/target", "to": "app/in", "latency": "0s"}})");
    whole("fault.clock-back",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "elector"}},
             "scenario": {"faults": {"f": {"kind": "clock", "target": "p", "step": "-1h"}}})");
    row("time.too-short", "", "",
        R"(, "scenario": {"faults": {"f": {"kind": "cut", "target": "web", "period": "1ns"}}})");
    whole("elector.too-many",
          R"("pods": {"p": {"replicas": 999}}, "containers": {"a": {"pod": "p", "kind": "elector"}})");
    whole(
        "elector.heartbeat",
        R"("pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "elector", "heartbeat": "900ms"}})");
    whole(
        "elector.electionTimeoutMax",
        R"("pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "elector", "electionTimeoutMax": "900ms"}})");
    whole("elector.even", R"("pods": {"p": {}, "q": {}}, "containers": {
        "a": {"pod": "p", "kind": "elector", "election": "e"}, "b": {"pod": "q", "kind": "elector", "election": "e"}})");
    whole("elector.same-pod", R"("pods": {"p": {"replicas": 3}}, "containers": {
        "a": {"pod": "p", "kind": "elector", "election": "e"}, "b": {"pod": "p", "kind": "elector", "election": "e"}})");
    whole("elector.two-in-pod", R"("pods": {"p": {"replicas": 3}}, "containers": {
        "a": {"pod": "p", "kind": "elector"}, "b": {"pod": "p", "kind": "elector"}})");
    whole("elector.two-in-pod", R"("pods": {"p": {"replicas": 3}}, "containers": {
        "a": {"pod": "p", "kind": "elector"}, "b": {"pod": "p", "kind": "elector", "election": "e"}})");
    const auto clock = [&](const char *elector, const char *fault) {
        all.push_back(
            {"elector.clock-rate",
             QStringLiteral(R"("pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "elector"%1}},
                                 "scenario": {"faults": {%2}})")
                 .arg(elector, fault)});
    };
    clock("", R"("f": {"kind": "clock", "target": "p-1", "rate": 1.3})");
    clock("", R"("f": {"kind": "clock", "target": "p-1/a", "rate": 1.3})");
    clock("", R"("f": {"kind": "clock", "target": "p-1", "rate": 0.75})");
    clock(R"(, "lease": "999500us")", "");
    clock(R"(, "electionTimeoutMin": "10ms", "lease": "8ms", "heartbeat": "2ms")",
          R"("f": {"kind": "clock", "target": "p-1", "rate": 0.2})");
    clock(R"(, "heartbeat": "500ms")", R"("f": {"kind": "clock", "target": "p-1", "rate": 2.5})");
    const auto ring = [&](const char *code, const char *links) {
        whole(code, QStringLiteral(R"("pods": {"p": {}, "q": {}, "s": {}, "t": {}}, "containers": {
                  "a": {"pod": "p", "kind": "memcache-ambassador"}, "b": {"pod": "q", "kind": "memcache-ambassador"},
                  "m": {"pod": "s", "kind": "memcached"}, "n": {"pod": "t", "kind": "memcached"}}, "links": {%1})")
                        .arg(links)
                        .toStdString()
                        .c_str());
    };
    ring("memcache-ambassador.twin-servers",
         R"("x": {"from": "a/servers", "to": "m/in"}, "y": {"from": "a/servers", "to": "n/in", "serverName": "s"})");
    ring("memcache-ambassador.twin-servers", R"("x": {"from": "a/servers", "to": "m/in", "serverName": "c"},
         "y": {"from": "a/servers", "to": "n/in", "serverName": "c"})");
    ring("memcache-ambassador.unequal-names",
         R"("x": {"from": "a/servers", "to": "m/in"}, "y": {"from": "b/servers", "to": "m/in", "serverName": "c"})");
    ring("memcache-ambassador.server-name", R"("x": {"from": "a/servers", "to": "m/in", "serverName": "s:11211"})");
    const auto root = [&](const char *code, const char *params, const char *load) {
        whole(code, QStringLiteral(R"("pods": {"c": {}, "p": {}, "q": {}}, "containers": {
                  "l": {"pod": "c", "kind": "load", "rate": %2}, "r": {"pod": "p", "kind": "scatter-root"%1},
                  "b": {"pod": "q", "kind": "container", "serviceTime": "10ms", "concurrency": 1}},
                  "links": {"x": {"from": "l/target", "to": "r/in"}, "y": {"from": "r/shards", "to": "b/in"}})")
                        .arg(params, load)
                        .toStdString()
                        .c_str());
    };
    root("scatter-root.hedge-quantile", R"(, "hedgeQuantile": 0.3)", "10");
    root("scatter-root.hedge-budget", R"(, "hedgeBudget": 0.5)", "80");
    root("scatter-root.hedge-budget", "", "99.9");
    whole("pod.stop-grace", R"x("pods": {"p": {"stopGrace": "1s"}}, "containers": {
        "a": {"pod": "p", "kind": "container", "serviceTime": "exponential(2s)"}})x");
    whole("pod.stop-grace", R"("pods": {"p": {"stopGrace": "500ms"}}, "containers": {
        "a": {"pod": "p", "kind": "scatter-root"}, "b": {"pod": "q", "kind": "container"}}, "links": {
        "l": {"from": "a/shards", "to": "b/in"}})");
    const auto ofSync = [&](const char *key, const char *value) {
        whole((std::string("content-sync.") + key).c_str(),
              QString(adapter)
                  .replace("adapter", "content-sync")
                  .arg(QStringLiteral("\"source\": \"/srv/a.git\", \"%1\": %2").arg(key, value))
                  .toStdString()
                  .c_str());
    };
    whole("content-sync.source",
          R"("pods": {"p": {}}, "containers": {"a": {"pod": "p", "kind": "content-sync", "source": ""}})");
    ofSync("revision", R"("..")");
    ofSync("link", R"("a/b")");
    ofSync("folder", R"("content")");
    whole("elector.lease",
          R"("pods": {"p": {"replicas": 3}}, "containers": {"a": {"pod": "p", "kind": "elector", "lease": "3s"}})");
    return all;
}

/// What readers do not let in, and a program could make.
inline std::vector<std::pair<std::string, Topology>> flawsOfNoDocument()
{
    std::vector<std::pair<std::string, Topology>> all;
    const Topology good = read(QString(twoPods)
                                   .arg("", "",
                                        R"(, "links": {"l": {"from": "app/calls", "to": "store/in"}},
                                            "scenario": {"faults": {"f": {"kind": "kill", "target": "app"}}})")
                                   .toStdString());
    const auto broken = [&](const char *code, const std::function<void(Topology &)> &change) {
        all.emplace_back(code, good);
        change(all.back().second);
    };
    for (const char *kind : {"memcache", "zzz"})
        broken("container.kind-unknown", [&](Topology &topology) { topology.containers.at("app").kind = kind; });
    for (const char *kind : {"kil", "earthquake"})
        broken("fault.kind-unknown", [&](Topology &topology) { topology.faults.at("f").kind = kind; });
    for (const char *key : {"servicetime", "colour"})
        broken("param.unknown",
               [&](Topology &topology) { topology.containers.at("app").params[key] = std::string("5ms"); });
    broken("id.invalid", [](Topology &topology) {
        Container copy = topology.containers.at("app");
        copy.id = "The App";
        topology.containers.erase("app");
        topology.containers[copy.id] = copy;
        topology.links.at("l").from.container = copy.id;
        topology.faults.at("f").target = copy.id;
    });
    Topology huge;
    huge.pods["p"] = Pod{"p", "p", {}, {{"replicas", std::int64_t{1000}}, {"spares", std::int64_t{1000}}}, {}};
    for (int i = 0; i < 2001; ++i) {
        const std::string id = 'c' + std::to_string(i);
        huge.containers[id] = Container{id, "p", "container", id, {}, {}};
    }
    all.emplace_back("document.too-many-instances", huge);
    return all;
}

} // namespace bayplan
