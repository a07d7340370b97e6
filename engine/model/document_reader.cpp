// SPDX-License-Identifier: Apache-2.0
#include "engine/model/catalog.h"
#include "engine/model/document_file.h"
#include "engine/model/element_json.h"
#include "engine/model/entries.h"
#include "engine/model/json_tree.h"
#include "engine/model/param_check.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace bayplan {
namespace {

using Type = JsonNode::Type;

/// One object of the document while it is read: which of its keys are known, and where it stands.
struct Scope {
    const JsonNode &node;
    std::string pointer;
    const KindInfo *kind;               ///< its parameters are keys too; nullptr: none
    std::vector<std::string> structure; ///< other keys
};

Told noDocument()
{
    return {QT_TRANSLATE_NOOP("phrase", "A document is a JSON object."),
            QT_TRANSLATE_NOOP("phrase", "Is this a file of another program? A Compose file is imported.")};
}

class Reader {
public:
    Reader(std::string_view text, std::string fileName) : m_text(text), m_file(std::move(fileName)) {}

    Result<Document> read(const JsonNode &root)
    {
        if (root.type != Type::Object) {
            note(root, {}, noDocument().message, noDocument().advice);
            return m_errors.front();
        }
        if (!readVersion(root))
            return m_errors.front();
        readRoot(root);
        if (!m_errors.empty() && !m_document.readOnly)
            return m_errors.front();
        for (Error &error : m_errors)
            m_document.notices.push_back(std::move(error));
        return std::move(m_document);
    }

private:
    void note(const JsonNode &node, const std::string &pointer, Phrase message, Phrase advice = {})
    {
        m_errors.push_back(fail(ErrorCode::InvalidInput, Told{std::move(message), std::move(advice)},
                                placeOf(m_text, node.offset, m_file, pointer)));
    }

    static Phrase meant(const std::string &near)
    {
        return {QT_TRANSLATE_NOOP("phrase", "Did you mean \"%1\"?"), near};
    }
    static Phrase nameOf(Type type) { return Phrase::from("phrase", std::string(toText(type))); }

    bool readVersion(const JsonNode &root)
    {
        const JsonNode *version = root.find("bayplan");
        if (!version) {
            note(root, {}, QT_TRANSLATE_NOOP("phrase", "The key \"bayplan\" with the format's version is missing."),
                 {QT_TRANSLATE_NOOP("phrase", "A document begins with {\"bayplan\": %1, ...}; manifests are read with "
                                             "`bayplanctl import`."),
                  std::to_string(currentFormatVersion)});
            return false;
        }
        const auto number = version->type == Type::Number ? parseInteger(version->text) : std::nullopt;
        if (!number || *number < 1 || *number > 1'000'000) {
            note(*version, "/bayplan", QT_TRANSLATE_NOOP("phrase", "The format's version must be a whole number from 1."),
                 {QT_TRANSLATE_NOOP("phrase", "Write \"bayplan\": %1."), std::to_string(currentFormatVersion)});
            return false;
        }
        m_document.formatVersion = static_cast<int>(*number);
        if (*number > currentFormatVersion) {
            m_document.readOnly = true;
            m_document.notices.push_back(fail(
                ErrorCode::NewerVersion,
                Told{{QT_TRANSLATE_NOOP("phrase", "Written by a newer program (format %1, this one knows %2): opened "
                                                  "read-only, what it does not know is left out."),
                      std::to_string(*number), std::to_string(currentFormatVersion)},
                     QT_TRANSLATE_NOOP("phrase", "Update this program.")},
                placeOf(m_text, version->offset, m_file, "/bayplan")));
        }
        return true;
    }

    void readRoot(const JsonNode &root)
    {
        const Scope scope{
            root,
            {},
            findKind("document"),
            {"$schema", "bayplan", "pods", "containers", "links", "volumes", "notes", "groups", "scenario"}};
        readMembers(scope, m_document.topology.settings.params, m_document.topology.settings.extras);
        Topology &topology = m_document.topology;
        section(root, "", "pods", topology.pods, [this](Pod &pod, auto &at) { return readPod(pod, at); });
        section(root, "", "containers", topology.containers,
                [this](Container &c, auto &at) { return readContainer(c, at); });
        section(root, "", "links", topology.links, [this](Link &link, auto &at) { return readLink(link, at); });
        section(root, "", "volumes", topology.volumes,
                [this](Volume &volume, auto &at) { return readVolume(volume, at); });
        section(root, "", "notes", topology.notes, [this](Note &text, auto &at) { return readNote(text, at); });
        section(root, "", "groups", topology.groups, [this](Group &group, auto &at) { return readGroup(group, at); });
        readScenario(root);
    }

    void readScenario(const JsonNode &root)
    {
        const JsonNode *scenario = root.find("scenario");
        if (!scenario || !isObject(*scenario, "/scenario"))
            return;
        Params none;
        Extras extras;
        readMembers({*scenario, "/scenario", nullptr, {"faults", "assertions"}}, none, extras);
        for (const auto &extra : extras)
            note(*scenario->find(extra.first), pointerStep("/scenario", extra.first),
                 QT_TRANSLATE_NOOP("phrase", "Keys of other programs are not kept here."), QT_TRANSLATE_NOOP("phrase", "Put it into the document's first level."));
        section(*scenario, "/scenario", "faults", m_document.topology.faults,
                [this](Fault &fault, auto &at) { return readFault(fault, at); });
        section(*scenario, "/scenario", "assertions", m_document.topology.assertions,
                [this](Assertion &assertion, auto &at) { return readAssertion(assertion, at); });
    }

    bool isObject(const JsonNode &node, const std::string &pointer)
    {
        if (node.type == Type::Object)
            return true;
        note(node, pointer, {QT_TRANSLATE_NOOP("phrase", "This must be an object, not %1."), nameOf(node.type)});
        return false;
    }

    struct At {
        const JsonNode &node;
        std::string pointer;
    };

    /// `read` says whether the element can be used at all, whatever it complained about.
    template <class T, class Read>
    void section(const JsonNode &parent, const std::string &parentPointer, std::string_view key,
                 std::map<ElementId, T> &elements, Read read)
    {
        const JsonNode *node = parent.find(key);
        const std::string pointer = pointerStep(parentPointer, key);
        if (!node || !isObject(*node, pointer))
            return;
        for (const auto &[idNode, elementNode] : node->members) {
            const At at{elementNode, pointerStep(pointer, idNode.text)};
            if (!isDnsLabel(idNode.text) || idNode.text == "document")
                note(idNode, at.pointer, {QT_TRANSLATE_NOOP("phrase", "\"%1\" cannot be an id."), idNode.text.substr(0, 80)},
                     QT_TRANSLATE_NOOP("phrase", "Ids have small letters, digits and hyphens, at most 63, and begin and "
                                                 "end with a letter or digit; \"document\" is taken."));
            else if (!m_ids.insert(idNode.text).second)
                note(idNode, at.pointer, {QT_TRANSLATE_NOOP("phrase", "The id \"%1\" stands twice."), idNode.text},
                     QT_TRANSLATE_NOOP("phrase", "Every id is there once in the whole document."));
            else if (isObject(elementNode, at.pointer)) {
                T element;
                element.id = idNode.text;
                if (read(element, at))
                    elements.emplace(idNode.text, std::move(element));
            }
        }
    }

    bool readPod(Pod &pod, const At &at)
    {
        readMembers({at.node, at.pointer, findKind("pod"), {"name", "position", "cards"}}, pod.params, pod.extras);
        pod.name = textAt(at, "name").value_or(pod.id);
        pod.position = positionAt(at);
        pod.cards = idsAt(at, "cards");
        return true;
    }

    bool readContainer(Container &container, const At &at)
    {
        container.kind = textAt(at, "kind", true).value_or("");
        const KindInfo *kind = findKind(container.kind);
        const bool usable = kind && (kind->group == KindGroup::Containers || kind->group == KindGroup::Patterns);
        if (!usable) {
            if (at.node.find("kind"))
                noteUnknownKind(at, container.kind, "");
            return false;
        }
        readMembers({at.node, at.pointer, kind, {"pod", "kind", "name"}}, container.params, container.extras);
        container.pod = textAt(at, "pod", true).value_or("");
        container.name = textAt(at, "name").value_or(container.id);
        return true;
    }

    bool readLink(Link &link, const At &at)
    {
        readMembers({at.node, at.pointer, findKind("link"), {"from", "to"}}, link.params, link.extras);
        link.from = endpointAt(at, "from");
        link.to = endpointAt(at, "to");
        return true;
    }

    bool readVolume(Volume &volume, const At &at)
    {
        readMembers({at.node, at.pointer, findKind("volume"), {"name"}}, volume.params, volume.extras);
        volume.name = textAt(at, "name").value_or(volume.id);
        return true;
    }

    bool readNote(Note &text, const At &at)
    {
        Params none;
        readMembers({at.node, at.pointer, nullptr, {"text", "position", "size"}}, none, text.extras);
        text.text = textAt(at, "text", true).value_or("");
        text.position = positionAt(at);
        text.size = sizeAt(at);
        return true;
    }

    bool readGroup(Group &group, const At &at)
    {
        Params none;
        readMembers({at.node, at.pointer, nullptr, {"title", "members"}}, none, group.extras);
        group.title = textAt(at, "title").value_or("");
        if (!at.node.find("members"))
            note(at.node, at.pointer, {QT_TRANSLATE_NOOP("phrase", "The key \"%1\" is missing."), std::string("members")});
        group.members = idsAt(at, "members");
        return true;
    }

    bool readFault(Fault &fault, const At &at)
    {
        fault.kind = textAt(at, "kind", true).value_or("");
        const KindInfo *kind = findKind("fault." + fault.kind);
        if (!kind) {
            if (at.node.find("kind"))
                noteUnknownKind(at, fault.kind, "fault.");
            return false;
        }
        readMembers({at.node, at.pointer, kind, {"kind", "target"}}, fault.params, fault.extras);
        fault.target = textAt(at, "target", true).value_or("");
        return true;
    }

    bool readAssertion(Assertion &assertion, const At &at)
    {
        Params none;
        readMembers({at.node, at.pointer, nullptr, {"text"}}, none, assertion.extras);
        assertion.text = textAt(at, "text", true).value_or("");
        return true;
    }

    void noteUnknownKind(const At &at, const std::string &kind, std::string_view prefix)
    {
        std::vector<std::string> names;
        for (const KindInfo &info : catalog()) {
            const bool inDocument = info.group == KindGroup::Containers || info.group == KindGroup::Patterns;
            if (prefix.empty() ? inDocument : info.key.starts_with(prefix))
                names.push_back(info.key.substr(prefix.size()));
        }
        std::string list;
        for (const std::string &name : names)
            list += (list.empty() ? "" : ", ") + name;
        const std::string near = nearestName(kind, names);
        note(*at.node.find("kind"), pointerStep(at.pointer, "kind"), {QT_TRANSLATE_NOOP("phrase", "There is no kind \"%1\"."), kind.substr(0, 80)},
             near.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "Known are %1."), list) : meant(near));
    }

    std::optional<std::string> textAt(const At &at, std::string_view key, bool needed = false)
    {
        const JsonNode *node = at.node.find(key);
        if (!node) {
            if (needed)
                note(at.node, at.pointer, {QT_TRANSLATE_NOOP("phrase", "The key \"%1\" is missing."), std::string(key)});
            return std::nullopt;
        }
        if (node->type == Type::String)
            return node->text;
        note(*node, pointerStep(at.pointer, key), {QT_TRANSLATE_NOOP("phrase", "This must be a text, not %1."), nameOf(node->type)});
        return std::nullopt;
    }

    /// Two numbers of at least `least`; nothing where the key is missing, or its value complained about.
    std::optional<std::pair<double, double>> pairAt(const At &at, std::string_view key, double least,
                                                    Phrase complaint, Phrase advice)
    {
        const JsonNode *node = at.node.find(key);
        if (!node)
            return std::nullopt;
        std::vector<double> numbers;
        for (const JsonNode &item : node->items)
            if (const auto number = item.type == Type::Number ? parseNumber(item.text) : std::nullopt)
                if (*number >= least && *number <= 1e7)
                    numbers.push_back(*number);
        if (node->type == Type::Array && node->items.size() == 2 && numbers.size() == 2)
            return std::pair(numbers[0], numbers[1]);
        note(*node, pointerStep(at.pointer, key), std::move(complaint), std::move(advice));
        return std::nullopt;
    }

    Point positionAt(const At &at)
    {
        const auto pair = pairAt(at, "position", -1e7, QT_TRANSLATE_NOOP("phrase", "A position is a list of two numbers, at most ten millions."),
                                 QT_TRANSLATE_NOOP("phrase", "Write it like [80, 160]."));
        return pair ? Point{pair->first, pair->second} : Point();
    }

    Size sizeAt(const At &at)
    {
        const auto pair = pairAt(at, "size", 0, QT_TRANSLATE_NOOP("phrase", "A size is a list of width and height, from 0 to ten millions."),
                                 QT_TRANSLATE_NOOP("phrase", "Write it like [320, 0]; a side of 0 is as the text needs."));
        return pair ? Size{pair->first, pair->second} : Size();
    }

    std::vector<ElementId> idsAt(const At &at, std::string_view key)
    {
        const JsonNode *node = at.node.find(key);
        if (!node)
            return {};
        if (const auto ids = node->type == Type::Array ? listOf(*node) : std::nullopt)
            return std::get<std::vector<std::string>>(*ids);
        note(*node, pointerStep(at.pointer, key), QT_TRANSLATE_NOOP("phrase", "This must be a list of ids."));
        return {};
    }

    Endpoint endpointAt(const At &at, std::string_view key)
    {
        const auto text = textAt(at, key, true);
        if (!text)
            return {};
        const auto slash = text->find('/');
        if (slash != std::string::npos && slash > 0 && slash + 1 < text->size())
            return {text->substr(0, slash), text->substr(slash + 1)};
        note(*at.node.find(key), pointerStep(at.pointer, key), QT_TRANSLATE_NOOP("phrase", "An end of a link names a container and its port."),
             QT_TRANSLATE_NOOP("phrase", "Write it like \"web-app/calls\"."));
        return {};
    }

    /// Parameters and extras of one object; every other key that the scope does not know is an error.
    void readMembers(const Scope &scope, Params &params, Extras &extras)
    {
        std::set<std::string_view> seen;
        for (const auto &[key, value] : scope.node.members) {
            const std::string pointer = pointerStep(scope.pointer, key.text);
            if (!seen.insert(key.text).second) {
                note(key, pointer, {QT_TRANSLATE_NOOP("phrase", "The key \"%1\" stands twice."), key.text}, QT_TRANSLATE_NOOP("phrase", "Remove one of the two."));
                continue;
            }
            if (key.text.starts_with("x-") || (scope.pointer.empty() && key.text == "$schema"))
                extras.emplace(key.text, compactJson(value));
            else if (std::ranges::find(scope.structure, key.text) != scope.structure.end())
                continue;
            else if (const ParamInfo *info = scope.kind ? findParam(*scope.kind, key.text) : nullptr)
                readParam(*info, value, pointer, params);
            else
                noteUnknownKey(scope, key, pointer);
        }
    }

    void noteUnknownKey(const Scope &scope, const JsonNode &key, const std::string &pointer)
    {
        std::vector<std::string> known = scope.structure;
        if (scope.kind)
            for (const ParamInfo &info : scope.kind->params)
                known.push_back(info.key);
        const std::string near = nearestName(key.text, known);
        note(key, pointer, {QT_TRANSLATE_NOOP("phrase", "The key \"%1\" is not known here."), key.text.substr(0, 80)},
             near.empty() ? Phrase(QT_TRANSLATE_NOOP(
                                "phrase", "Remove it; keys that begin with x- are kept for other programs."))
                          : meant(near));
    }

    void readParam(const ParamInfo &info, const JsonNode &node, const std::string &pointer, Params &params)
    {
        const auto value = valueOf(info, node);
        if (value) {
            params.emplace(info.key, *value);
            return;
        }
        // A number that cannot be held, or that is not whole, is shown itself.
        const bool isNumber = node.type == JsonNode::Type::Number;
        const bool wantsNumber = info.type == ParamType::Number || info.type == ParamType::Integer;
        const Phrase found = isNumber && wantsNumber ? Phrase(node.text.substr(0, 80)) : nameOf(node.type);
        note(node, pointer, {QT_TRANSLATE_NOOP("phrase", "This must be %1, not %2."),
                             Phrase::from("phrase", std::string(expectedForm(info.type))), found});
    }

    static std::optional<Value> valueOf(const ParamInfo &info, const JsonNode &node)
    {
        std::optional<Value> value;
        if (node.type == Type::Bool)
            value = node.boolean;
        else if (node.type == Type::String)
            value = node.text;
        else if (node.type == Type::Number)
            value = numberOf(node.text);
        else if (node.type == Type::Array)
            value = listOf(node);
        if (!value || !hasForm(info.type, *value))
            return std::nullopt;
        return normalised(info, *value);
    }

    static std::optional<Value> numberOf(const std::string &token)
    {
        if (const auto whole = parseInteger(token))
            return *whole;
        const auto number = parseNumber(token);
        if (!number)
            return std::nullopt;
        if (*number == std::floor(*number) && std::abs(*number) < 9e15) // 3.0 and 1e3 are whole numbers too
            return static_cast<std::int64_t>(*number);
        return *number;
    }

    static std::optional<Value> listOf(const JsonNode &node)
    {
        std::vector<std::string> list;
        for (const JsonNode &item : node.items) {
            if (item.type != Type::String)
                return std::nullopt;
            list.push_back(item.text);
        }
        return list;
    }

    std::string_view m_text;
    std::string m_file;
    Document m_document;
    std::vector<Error> m_errors;
    std::set<std::string> m_ids;
};

} // namespace

Result<Document> readDocument(std::string_view text, const std::string &fileName, const ReadLimits &limits)
{
    const auto root = parseJson(text, fileName, limits);
    if (root)
        return readTree(*root, text, fileName);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (root.error().code == ErrorCode::InvalidInput && first != text.npos && text[first] != '{')
        return fail(ErrorCode::InvalidInput, noDocument(), root.error().place);
    return root.error();
}

Result<Document> readTree(const JsonNode &root, std::string_view text, const std::string &fileName)
{
    return Reader(text, fileName).read(root);
}

} // namespace bayplan
