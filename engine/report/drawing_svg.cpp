// SPDX-License-Identifier: Apache-2.0
// A plain drawing: what stands where and who calls whom. The window has a finer one.
#include "engine/report/html_text.h"
#include "engine/report/report_page.h"

#include "engine/base/units.h"
#include "engine/model/catalog.h"

#include <algorithm>
#include <map>

namespace bayplan {
namespace {

constexpr double podWide = 190, titleHigh = 24, cardHigh = 38, cardGap = 6;

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

std::string number(double value)
{
    return formatFixed(value, 1);
}

std::string rectangle(const Box &box, const char *style)
{
    return "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
           "\" height=\"" + number(box.height) + "\" rx=\"6\" style=\"" + style + "\"/>";
}

/// Cut, so that it stays within its box.
std::string words(double x, double y, const std::string &text, const char *style)
{
    constexpr std::size_t most = 27;
    std::size_t end = std::min(text.size(), most);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    const std::string shown = end < text.size() ? text.substr(0, end) + "…" : text;
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" style=\"" + style + "\">" + htmlEscaped(shown) +
           "</text>\n";
}

/// Where the line from the middle of `box` to (x, y) leaves it.
std::pair<double, double> edgeOf(const Box &box, double x, double y)
{
    const double cx = box.x + box.width / 2, cy = box.y + box.height / 2;
    const double dx = x - cx, dy = y - cy;
    const double scale =
        std::min(dx == 0 ? 1e9 : box.width / 2 / std::abs(dx), dy == 0 ? 1e9 : box.height / 2 / std::abs(dy));
    return {cx + dx * std::min(scale, 1.0), cy + dy * std::min(scale, 1.0)};
}

std::string arrow(const Box &from, const Box &to)
{
    const auto [x1, y1] = edgeOf(from, to.x + to.width / 2, to.y + to.height / 2);
    const auto [x2, y2] = edgeOf(to, from.x + from.width / 2, from.y + from.height / 2);
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) +
           "\" style=\"stroke:#5f6b78;stroke-width:1.5\" marker-end=\"url(#bayplan-arrow)\"/>\n";
}

} // namespace

std::string drawingSvg(const Topology &topology)
{
    std::map<ElementId, Box> cards;
    std::string frames, contents;
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const auto &[id, pod] : topology.pods) {
        const auto members = cardsOf(topology, id);
        const auto count = static_cast<double>(std::max<std::size_t>(members.size(), 1));
        const Box frame{pod.position.x, pod.position.y, podWide, titleHigh + count * (cardHigh + cardGap) + cardGap};
        left = std::min(left, frame.x), top = std::min(top, frame.y);
        right = std::max(right, frame.x + frame.width), bottom = std::max(bottom, frame.y + frame.height);
        const auto replicas = paramsOf(pod).integer("replicas");
        frames += rectangle(frame, "fill:#edf1f6;stroke:#b4bfcb");
        contents += words(frame.x + 9, frame.y + 17, pod.name + (replicas > 1 ? " ×" + std::to_string(replicas) : ""),
                          "font-weight:600;fill:#1b1f24");
        double y = frame.y + titleHigh;
        for (const ElementId &member : members) {
            const Container &container = topology.containers.at(member);
            const Box card{frame.x + cardGap, y, podWide - 2 * cardGap, cardHigh};
            cards[member] = card;
            contents += rectangle(card, "fill:#fff;stroke:#c3ccd6") +
                        words(card.x + 8, card.y + 16, container.name, "fill:#1b1f24") +
                        words(card.x + 8, card.y + 31, container.kind, "fill:#57606a;font-size:11px");
            y += cardHigh + cardGap;
        }
    }
    if (frames.empty())
        return {};
    std::string links;
    for (const auto &[id, link] : topology.links) {
        const auto from = cards.find(link.from.container), to = cards.find(link.to.container);
        if (from != cards.end() && to != cards.end())
            links += arrow(from->second, to->second);
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + number(left - 12) + ' ' + number(top - 12) + ' ' +
           number(right - left + 24) + ' ' + number(bottom - top + 24) +
           "\" role=\"img\" aria-label=\"Drawing\">\n<defs><marker id=\"bayplan-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" "
           "refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" "
           "style=\"fill:#5f6b78;stroke:none\"/></marker></defs>\n" +
           frames + links + contents + "</svg>";
}

} // namespace bayplan
