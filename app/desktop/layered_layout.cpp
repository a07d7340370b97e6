// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/layered_layout.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/layered_part.h"

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace bayplan {

namespace {

// ---- parts ----------------------------------------------------------------------------------------------

/// Links without loops and doubles, in order.
std::vector<std::pair<int, int>> plainLinks(const LayoutGraph &graph)
{
    auto links = graph.links;
    std::erase_if(links, [](const auto &link) { return link.first == link.second; });
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return links;
}

/// What links join, each part in order of its nodes, parts in order of their first.
std::vector<std::vector<int>> partsOf(std::size_t count, const std::vector<std::pair<int, int>> &links)
{
    Neighbours neighbours(count);
    for (const auto &[from, to] : links) {
        neighbours[std::size_t(from)].push_back(to);
        neighbours[std::size_t(to)].push_back(from);
    }
    std::vector<std::vector<int>> parts;
    std::vector<char> seen(count, 0);
    for (std::size_t start = 0; start < count; ++start) {
        if (seen[start]) {
            continue;
        }
        std::vector<int> part{int(start)};
        seen[start] = 1;
        for (std::size_t next = 0; next < part.size(); ++next) {
            for (const int other : neighbours[std::size_t(part[next])]) {
                if (!seen[std::size_t(other)]) {
                    seen[std::size_t(other)] = 1;
                    part.push_back(other);
                }
            }
        }
        std::ranges::sort(part);
        parts.push_back(std::move(part));
    }
    return parts;
}

// ---- all parts -----------------------------------------------------------------------------------------------------

struct PlacedPart {
    std::vector<int> nodes;
    std::vector<QPointF> places; ///< from (0, 0) on
    QSizeF size;
};

PlacedPart layOut(const LayoutGraph &graph, std::vector<int> nodes, const Neighbours &callees,
                  std::vector<int> &indexOf)
{
    PlacedPart part{std::move(nodes), {}, {}};
    std::vector<QSizeF> sizes;
    for (const int node : part.nodes) {
        indexOf[std::size_t(node)] = int(sizes.size());
        sizes.push_back(graph.nodes[std::size_t(node)].size);
    }
    Neighbours own(part.nodes.size());
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        for (const int callee : callees[std::size_t(part.nodes[i])]) {
            own[i].push_back(indexOf[std::size_t(callee)]);
        }
    }
    part.places = partPlaces(sizes, std::move(own));
    QRectF all;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        all |= QRectF(part.places[i], sizes[i]);
    }
    part.size = all.size();
    return part;
}

/// Where a part's pinned nodes are, on average, from where the layout has them; nothing when it has none.
bool pinnedShift(const LayoutGraph &graph, const PlacedPart &part, QPointF &shift)
{
    int pinned = 0;
    QPointF sum;
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        const auto &node = graph.nodes[std::size_t(part.nodes[i])];
        if (node.isPinned) {
            sum += node.position - part.places[i];
            ++pinned;
        }
    }
    shift = pinned == 0 ? QPointF() : snapped(sum / pinned);
    return pinned > 0;
}

/// Larger parts first, in rows that make about a screen's shape.
void packParts(const LayoutGraph &graph, std::vector<PlacedPart> &parts, QPointF corner, std::vector<QPointF> &places)
{
    std::ranges::stable_sort(parts, std::greater(), [](const PlacedPart &part) { return part.nodes.size(); });
    double area = 0;
    double widest = 0;
    for (const auto &part : parts) {
        area += (part.size.width() + layerGap) * (part.size.height() + nodeGap);
        widest = std::max(widest, part.size.width());
    }
    const double width = std::max(widest, std::sqrt(area * 1.6));
    QPointF at = corner;
    double rowHeight = 0;
    for (const auto &part : parts) {
        QPointF shift;
        const bool isPinned = pinnedShift(graph, part, shift);
        if (!isPinned && at.x() > corner.x() && at.x() + part.size.width() > corner.x() + width) {
            at = {corner.x(), at.y() + rowHeight + 2 * nodeGap};
            rowHeight = 0;
        }
        const QPointF origin = isPinned ? shift : snapped(at);
        for (std::size_t i = 0; i < part.nodes.size(); ++i) {
            places[std::size_t(part.nodes[i])] = origin + part.places[i];
        }
        if (!isPinned) {
            at.rx() += part.size.width() + layerGap;
            rowHeight = std::max(rowHeight, part.size.height());
        }
    }
}

/// Frames by the cells of a coarse grid that they touch.
class Occupied {
public:
    void add(const QRectF &frame)
    {
        forCells(frame, [&](std::uint64_t cell) { m_cells[cell].push_back(frame); });
    }

    /// How far down the frame would have to go from the first in its way; 0 when none is.
    double below(const QRectF &frame) const
    {
        double bottom = 0;
        bool isFree = true;
        forCells(frame, [&](std::uint64_t cell) {
            const auto found = m_cells.find(cell);
            for (std::size_t i = 0; found != m_cells.end() && i < found->second.size(); ++i) {
                const auto &other = found->second[i];
                if (other.intersects(frame) && (isFree || other.bottom() > bottom)) {
                    bottom = other.bottom();
                    isFree = false;
                }
            }
        });
        return isFree ? 0 : bottom - frame.top();
    }

private:
    template <class Visit>
    static void forCells(const QRectF &frame, Visit visit)
    {
        constexpr double cell = 256;
        for (auto x = std::int32_t(std::floor(frame.left() / cell)); x <= frame.right() / cell; ++x) {
            for (auto y = std::int32_t(std::floor(frame.top() / cell)); y <= frame.bottom() / cell; ++y) {
                visit((std::uint64_t(std::uint32_t(x)) << 32) | std::uint32_t(y));
            }
        }
    }

    std::unordered_map<std::uint64_t, std::vector<QRectF>> m_cells;
};

/// Moves down what would lie on a pinned frame, and what that pushes.
void makeRoom(const LayoutGraph &graph, std::vector<QPointF> &places)
{
    Occupied occupied;
    std::vector<std::size_t> order;
    for (std::size_t node = 0; node < places.size(); ++node) {
        if (graph.nodes[node].isPinned) {
            places[node] = graph.nodes[node].position;
            occupied.add({places[node], graph.nodes[node].size});
        } else {
            order.push_back(node);
        }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t node) { return places[node].y(); });
    for (const auto node : order) {
        const auto &size = graph.nodes[node].size;
        const auto wide = [&] { return QRectF(places[node], size).adjusted(-gridStep, -gridStep, gridStep, gridStep); };
        for (double down = occupied.below(wide()); down > 0; down = occupied.below(wide())) {
            places[node].ry() = std::ceil((places[node].y() + down + nodeGap / 2) / gridStep) * gridStep;
        }
        occupied.add({places[node], size});
    }
}

} // namespace

std::vector<QPointF> layeredPlaces(const LayoutGraph &graph, QPointF corner)
{
    const auto links = plainLinks(graph);
    Neighbours callees(graph.nodes.size());
    for (const auto &[from, to] : links) {
        callees[std::size_t(from)].push_back(to);
    }
    std::vector<int> indexOf(graph.nodes.size(), 0);
    std::vector<PlacedPart> parts;
    for (auto &nodes : partsOf(graph.nodes.size(), links)) {
        parts.push_back(layOut(graph, std::move(nodes), callees, indexOf));
    }
    std::vector<QPointF> places(graph.nodes.size());
    packParts(graph, parts, corner, places);
    makeRoom(graph, places);
    return places;
}

} // namespace bayplan
