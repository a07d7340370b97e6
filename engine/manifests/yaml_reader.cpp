// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/yaml_reader.h"

#include <libfyaml.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace bayplan {
namespace {

using ParserPtr = std::unique_ptr<fy_parser, decltype(&fy_parser_destroy)>;

std::string textOf(fy_token *token)
{
    std::size_t length = 0;
    const char *text = token == nullptr ? nullptr : fy_token_get_text(token, &length);
    return text == nullptr ? std::string() : std::string(text, length);
}

int depthOf(const YamlNode &node)
{
    int depth = 0;
    for (const YamlNode &item : node.items)
        depth = std::max(depth, depthOf(item));
    for (const YamlEntry &entry : node.entries)
        depth = std::max(depth, depthOf(entry.value));
    return depth + 1;
}

/// Takes events one by one and builds the tree; stops at the first thing that is wrong.
class TreeBuilder {
public:
    TreeBuilder(fy_parser *parser, const std::string &fileName, const YamlLimits &limits)
        : m_parser(parser), m_fileName(fileName), m_limits(limits)
    {}

    Result<YamlNode> build()
    {
        std::optional<YamlNode> root;
        for (;;) {
            const std::unique_ptr<fy_event, EventDelete> event(fy_parser_parse(m_parser), EventDelete{m_parser});
            if (event == nullptr)
                return parserError();
            if (event->type == FYET_STREAM_END)
                break;
            if (event->type == FYET_STREAM_START || event->type == FYET_DOCUMENT_END)
                continue;
            if (event->type == FYET_DOCUMENT_START) {
                if (root)
                    return fail(ErrorCode::InvalidInput, "The file holds more than one YAML document.",
                                "Keep one and remove the rest.", {.file = m_fileName});
                root.emplace();
                continue;
            }
            Result<YamlNode> node = read(*event, 1);
            if (!node)
                return node.error();
            *root = std::move(*node);
        }
        return root ? Result<YamlNode>(std::move(*root)) : Result<YamlNode>(nullNode());
    }

private:
    struct EventDelete {
        fy_parser *parser;
        void operator()(fy_event *event) const { fy_parser_event_free(parser, event); }
    };
    using EventPtr = std::unique_ptr<fy_event, EventDelete>;

    static YamlNode nullNode()
    {
        YamlNode node;
        node.isNull = true;
        return node;
    }

    EventPtr next() { return EventPtr(fy_parser_parse(m_parser), EventDelete{m_parser}); }

    Error parserError() const
    {
        Place place{.file = m_fileName};
        std::string message = "The file is not valid YAML.";
        fy_diag *diag = fy_parser_get_diag(m_parser);
        void *iterator = nullptr;
        if (const fy_diag_error *error = diag == nullptr ? nullptr : fy_diag_errors_iterate(diag, &iterator)) {
            place.line = error->line > 0 ? error->line : 0;
            place.column = error->column > 0 ? error->column : 0;
            message = std::string("The file is not valid YAML: ") + (error->msg != nullptr ? error->msg : "") + '.';
        }
        fy_diag_unref(diag);
        return fail(ErrorCode::InvalidInput, std::move(message), "Mend the line named, or the one before it.", place);
    }

    Error errorAt(const YamlNode &node, ErrorCode code, std::string message, std::string advice) const
    {
        return fail(code, std::move(message), std::move(advice),
                    {.file = m_fileName, .line = node.line, .column = node.column});
    }

    static void setPlace(YamlNode &node, fy_event &event)
    {
        fy_token *token = fy_event_get_token(&event);
        if (const fy_mark *mark = token == nullptr ? nullptr : fy_token_start_mark(token)) {
            node.line = mark->line + 1;
            node.column = mark->column + 1;
        }
    }

    Result<YamlNode> read(fy_event &event, int depth)
    {
        YamlNode node;
        setPlace(node, event);
        if (++m_nodes > m_limits.maxNodes)
            return errorAt(node, ErrorCode::LimitExceeded,
                           "The file holds more than " + std::to_string(m_limits.maxNodes) + " values.", "Split it.");
        if (depth > m_limits.maxDepth)
            return errorAt(node, ErrorCode::LimitExceeded,
                           "The file is nested more than " + std::to_string(m_limits.maxDepth) + " deep.",
                           "Flatten it.");
        switch (event.type) {
        case FYET_SCALAR:
            return readScalar(std::move(node), event);
        case FYET_SEQUENCE_START:
            return readList(std::move(node), textOf(event.sequence_start.anchor), depth);
        case FYET_MAPPING_START:
            return readMap(std::move(node), textOf(event.mapping_start.anchor), depth);
        case FYET_ALIAS:
            return readAlias(node, textOf(event.alias.anchor), depth);
        default:
            return errorAt(node, ErrorCode::InvalidInput, "The file ends in the middle of a value.", "Complete it.");
        }
    }

    Result<YamlNode> readScalar(YamlNode node, fy_event &event)
    {
        node.text = textOf(event.scalar.value);
        const bool plain = event.scalar.value == nullptr || fy_scalar_token_get_style(event.scalar.value) == FYSS_PLAIN;
        if (plain && (node.text.empty() || node.text == "~" || node.text == "null" || node.text == "Null" ||
                      node.text == "NULL")) {
            node.text.clear();
            node.isNull = true;
        }
        remember(textOf(event.scalar.anchor), node);
        return node;
    }

    Result<YamlNode> readList(YamlNode node, const std::string &anchor, int depth)
    {
        node.kind = YamlNode::Kind::List;
        for (;;) {
            const EventPtr event = next();
            if (event == nullptr)
                return parserError();
            if (event->type == FYET_SEQUENCE_END)
                break;
            Result<YamlNode> item = read(*event, depth + 1);
            if (!item)
                return item;
            node.items.push_back(std::move(*item));
        }
        remember(anchor, node);
        return node;
    }

    Result<YamlNode> readMap(YamlNode node, const std::string &anchor, int depth)
    {
        node.kind = YamlNode::Kind::Map;
        std::vector<YamlNode> merged;
        for (;;) {
            const EventPtr keyEvent = next();
            if (keyEvent == nullptr)
                return parserError();
            if (keyEvent->type == FYET_MAPPING_END)
                break;
            Result<YamlNode> key = read(*keyEvent, depth + 1);
            if (!key)
                return key;
            if (!key->isScalar())
                return errorAt(*key, ErrorCode::InvalidInput, "A key must be a word.",
                               "Quote it, if it is meant as text.");
            const EventPtr valueEvent = next();
            if (valueEvent == nullptr)
                return parserError();
            Result<YamlNode> value = read(*valueEvent, depth + 1);
            if (!value)
                return value;
            if (key->text == "<<") {
                merged.push_back(std::move(*value));
                continue;
            }
            if (node.find(key->text) != nullptr)
                return errorAt(*key, ErrorCode::InvalidInput, "The key \"" + key->text + "\" stands twice.",
                               "Remove one of them.");
            node.entries.push_back({key->text, key->line, key->column, std::move(*value)});
        }
        for (const YamlNode &source : merged) {
            if (const auto error = mergeInto(node, source))
                return *error;
        }
        remember(anchor, node);
        return node;
    }

    /// `<<`: keys of the other map, or maps, that are not there yet.
    std::optional<Error> mergeInto(YamlNode &node, const YamlNode &source) const
    {
        if (source.isList()) {
            for (const YamlNode &item : source.items) {
                if (auto error = mergeInto(node, item))
                    return error;
            }
            return std::nullopt;
        }
        if (!source.isMap())
            return errorAt(source, ErrorCode::InvalidInput, "The key << takes a map or a list of maps.",
                           "Name an anchor of a map.");
        for (const YamlEntry &entry : source.entries) {
            if (node.find(entry.key) == nullptr)
                node.entries.push_back(entry);
        }
        return std::nullopt;
    }

    Result<YamlNode> readAlias(const YamlNode &place, const std::string &name, int depth)
    {
        const auto found = m_anchors.find(name);
        if (found == m_anchors.end())
            return errorAt(place, ErrorCode::InvalidInput, "The alias *" + name + " stands for nothing before it.",
                           "Put the anchor &" + name + " first; a value cannot hold itself.");
        const YamlNode &target = found->second;
        m_nodes += countNodes(target);
        if (m_nodes > m_limits.maxNodes || depth + depthOf(target) > m_limits.maxDepth)
            return errorAt(place, ErrorCode::LimitExceeded, "Aliases make the file too large or too deep.",
                           "Write less of it by alias.");
        return target;
    }

    void remember(const std::string &anchor, const YamlNode &node)
    {
        if (!anchor.empty())
            m_anchors[anchor] = node;
    }

    fy_parser *m_parser;
    const std::string &m_fileName;
    const YamlLimits &m_limits;
    std::uint64_t m_nodes = 0;
    std::map<std::string, YamlNode> m_anchors; ///< whole values only: one that is still open is not in it
};

} // namespace

const YamlNode *YamlNode::find(std::string_view key) const
{
    const auto found = std::ranges::find(entries, key, &YamlEntry::key);
    return found == entries.end() ? nullptr : &found->value;
}

std::uint64_t countNodes(const YamlNode &node)
{
    std::uint64_t count = 1;
    for (const YamlNode &item : node.items)
        count += countNodes(item);
    for (const YamlEntry &entry : node.entries)
        count += countNodes(entry.value);
    return count;
}

Result<YamlNode> readYaml(std::string_view text, const std::string &fileName, const YamlLimits &limits)
{
    if (text.size() > limits.maxBytes)
        return fail(ErrorCode::LimitExceeded, "The file is larger than " + std::to_string(limits.maxBytes) + " bytes.",
                    "Split it.", {.file = fileName});
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "The file holds a NUL byte.", "Save it as UTF-8 text.",
                    {.file = fileName, .line = static_cast<int>(std::ranges::count(text.substr(0, nul), '\n')) + 1});
    fy_parse_cfg config{};
    config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_DISABLE_DEPTH_LIMIT);
    const ParserPtr parser(fy_parser_create(&config), fy_parser_destroy);
    if (parser == nullptr || fy_parser_set_string(parser.get(), text.data(), text.size()) != 0)
        return fail(ErrorCode::Failed, "The YAML reader could not be made.", {}, {.file = fileName});
    // The flag alone is not enough in 0.7.12: it takes effect on a diag of one's own only.
    fy_diag *diag = fy_parser_get_diag(parser.get());
    fy_diag_set_collect_errors(diag, true);
    fy_diag_unref(diag);
    return TreeBuilder(parser.get(), fileName, limits).build();
}

} // namespace bayplan
