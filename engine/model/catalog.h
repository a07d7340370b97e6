// SPDX-License-Identifier: Apache-2.0
// One table of every kind: ports, parameters, units, ranges, defaults, help. Palette, inspector, validator, JSON
// Schema, CLI help and documentation are made from it; a parameter is added here and nowhere else.
#pragma once

#include "engine/base/distribution.h"
#include "engine/base/phrase.h"
#include "engine/base/time.h"
#include "engine/model/topology.h"

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

enum class ParamType {
    Bool,         ///< bool
    Integer,      ///< int64
    Number,       ///< double (an integer in the document is read as one)
    Text,         ///< string
    Choice,       ///< string, one of `choices`
    Duration,     ///< string, parseDuration
    Bytes,        ///< string, parseBytes
    Distribution, ///< string, parseDistribution
    TextList,     ///< vector<string>
    Environment,  ///< vector<string> of NAME=VALUE
    Mounts,       ///< vector<string> of VOLUME:/PATH[:ro]
    Publish,      ///< vector<string> of [HOST_IP:][HOST_PORT:]PORT[/udp]
};

struct ParamInfo {
    std::string key;   ///< as in the document
    std::string title; ///< English source text, translated where it is shown
    ParamType type = ParamType::Text;
    Value defaultValue;
    std::string unit; ///< shown behind the field, "/s", "%"; empty where the value carries its own
    double least =
        -std::numeric_limits<double>::infinity(); ///< Integer and Number; seconds for Duration; bytes for Bytes
    double greatest = std::numeric_limits<double>::infinity();
    std::vector<std::string> choices; ///< Choice only
    std::string help;                 ///< one or two sentences
    std::string group;                ///< section in the inspector: General, Behaviour, Limits, Network...
};

enum class Direction { In, Out };

/// What is spoken over a link. A link joins an Out and an In port of compatible protocols (see canConnect in edit.h).
enum class Protocol { Http, Memcache, Queue, Tcp, Any };

struct PortInfo {
    std::string name;
    std::string title;
    Direction direction = Direction::In;
    Protocol protocol = Protocol::Http;
    bool many = true; ///< more than one link may end here
};

enum class KindGroup { Document, Pod, Link, Volume, Fault, Containers, Patterns };

struct KindInfo {
    std::string key; ///< "container", "load", "memcached", "memcache-ambassador", "adapter", "log-saver", "elector",
                     ///< "work-queue", "worker", "scatter-root",
                     ///< "http-ambassador", "content-sync"; "document", "pod", "link", "volume", "fault.kill"...
    std::string title;
    KindGroup group = KindGroup::Containers;
    std::string help; ///< what it is and when to use it, up to six lines
    std::string icon; ///< name of a file in resources/icons, without .svg
    std::vector<PortInfo> ports;
    std::vector<ParamInfo> params;
};

/// In the order of the palette. Lives for ever; any thread.
std::span<const KindInfo> catalog();

/// nullptr when there is none.
const KindInfo *findKind(std::string_view key);
const ParamInfo *findParam(const KindInfo &kind, std::string_view key);
const PortInfo *findPort(const KindInfo &kind, std::string_view name);

std::string_view toText(Protocol protocol);

/// A title, as an argument of another phrase.
inline Phrase catalogPhrase(const std::string &title)
{
    return Phrase::from("catalog", title);
}

/// Typed access with the catalog's default when the key is absent or its text does not parse. Asking for a key that the
/// kind does not have is a broken invariant.
class ParamReader {
public:
    ParamReader(const KindInfo &kind, const Params &params) : m_kind(&kind), m_params(&params) {}

    bool flag(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    double number(std::string_view key) const;
    std::string text(std::string_view key) const;
    Duration duration(std::string_view key) const;
    std::int64_t bytes(std::string_view key) const;
    Distribution distribution(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;

    /// The value that holds: the document's, else the default.
    const Value &value(std::string_view key) const;

private:
    const KindInfo *m_kind;
    const Params *m_params;
};

ParamReader paramsOf(const Topology &topology); ///< kind "document"
ParamReader paramsOf(const Pod &pod);
std::int64_t plannedReplicas(const Pod &pod);     ///< spare ones included
ParamReader paramsOf(const Container &container); ///< its kind must be in the catalog
ParamReader paramsOf(const Link &link);
ParamReader paramsOf(const Volume &volume);
ParamReader paramsOf(const Fault &fault);

} // namespace bayplan
