// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/layered_part.h"

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/layered_layout.h"

#include <algorithm>
#include <cstdint>

namespace bayplan {

namespace {

constexpr int sweeps = 4;         ///< each way
constexpr int straightenings = 4; ///< each way
constexpr int longestSpan = 48;   ///< layers; a longer link bends as it likes
constexpr double passHeight = 8;  ///< what a link takes of a column that it passes

/// Turns the links that close a circle: those to a node on the way of a depth-first search.
class CircleBreaker {
public:
    explicit CircleBreaker(Neighbours callees) : m_callees(std::move(callees)), m_marks(m_callees.size(), fresh) {}

    /// Callees of each node, without circles.
    Neighbours run()
    {
        std::vector<int> callers(m_callees.size(), 0);
        for (const auto &callees : m_callees) {
            for (const int callee : callees) {
                ++callers[std::size_t(callee)];
            }
        }
        m_acyclic.resize(m_callees.size());
        for (const bool onlySources : {true, false}) {
            for (std::size_t node = 0; node < m_callees.size(); ++node) {
                if (m_marks[node] == fresh && (!onlySources || callers[node] == 0)) {
                    visit(int(node));
                }
            }
        }
        for (auto &callees : m_acyclic) {
            std::ranges::sort(callees);
            callees.erase(std::unique(callees.begin(), callees.end()), callees.end());
        }
        return std::move(m_acyclic);
    }

private:
    enum Mark : char { fresh, onWay, done };

    void visit(int start)
    {
        std::vector<std::pair<int, std::size_t>> way{{start, 0}};
        m_marks[std::size_t(start)] = onWay;
        while (!way.empty()) {
            const auto node = std::size_t(way.back().first);
            if (way.back().second == m_callees[node].size()) {
                m_marks[node] = done;
                way.pop_back();
                continue;
            }
            const int callee = m_callees[node][way.back().second++];
            auto &mark = m_marks[std::size_t(callee)];
            if (mark == onWay) {
                m_acyclic[std::size_t(callee)].push_back(int(node));
                continue;
            }
            m_acyclic[node].push_back(callee);
            if (mark == fresh) {
                mark = onWay;
                way.emplace_back(callee, 0);
            }
        }
    }

    Neighbours m_callees;
    std::vector<Mark> m_marks;
    Neighbours m_acyclic;
};

/// Nodes in an order in which callers come first.
std::vector<int> callersFirst(const Neighbours &callees)
{
    std::vector<int> open(callees.size(), 0);
    for (const auto &of : callees) {
        for (const int callee : of) {
            ++open[std::size_t(callee)];
        }
    }
    std::vector<int> order;
    for (std::size_t node = 0; node < callees.size(); ++node) {
        if (open[node] == 0) {
            order.push_back(int(node));
        }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (const int callee : callees[std::size_t(order[next])]) {
            if (--open[std::size_t(callee)] == 0) {
                order.push_back(callee);
            }
        }
    }
    return order;
}

/// By the longest way from a node that nobody calls; such a node itself stands right before the first that it calls.
std::vector<int> layersOf(const Neighbours &callees)
{
    std::vector<int> layers(callees.size(), 0);
    std::vector<char> isCalled(callees.size(), 0);
    for (const int node : callersFirst(callees)) {
        for (const int callee : callees[std::size_t(node)]) {
            isCalled[std::size_t(callee)] = 1;
            layers[std::size_t(callee)] = std::max(layers[std::size_t(callee)], layers[std::size_t(node)] + 1);
        }
    }
    for (std::size_t node = 0; node < callees.size(); ++node) {
        if (!isCalled[node] && !callees[node].empty()) {
            int first = layers[std::size_t(callees[node].front())];
            for (const int callee : callees[node]) {
                first = std::min(first, layers[std::size_t(callee)]);
            }
            layers[node] = first - 1;
        }
    }
    return layers;
}

// ---- one part ------------------------------------------------------------------------------------------------------

/// The nodes of a part and, for links over several layers, a lane in each layer between.
class PartLayout {
public:
    PartLayout(std::vector<QSizeF> sizes, const Neighbours &callees)
        : m_sizes(std::move(sizes)), m_nodes(m_sizes.size())
    {
        m_layerOf = layersOf(callees);
        m_left.resize(m_nodes);
        m_right.resize(m_nodes);
        for (std::size_t node = 0; node < m_nodes; ++node) {
            for (const int callee : callees[node]) {
                addLink(int(node), callee);
            }
        }
        fillColumns();
        order();
        straighten();
    }

    /// Top left corners, from (0, 0) on.
    std::vector<QPointF> places() const
    {
        std::vector<double> lefts{0};
        for (const auto &column : m_columns) {
            double width = 0;
            for (const int node : column) {
                width = std::max(width, m_sizes[std::size_t(node)].width());
            }
            lefts.push_back(lefts.back() + width + layerGap);
        }
        std::vector<QPointF> places;
        double top = 0;
        for (std::size_t node = 0; node < m_nodes; ++node) {
            const double y = m_middles[node] - m_sizes[node].height() / 2;
            places.emplace_back(lefts[std::size_t(m_layerOf[node])], y);
            top = node == 0 ? y : std::min(top, y);
        }
        for (auto &place : places) {
            place = snapped(place - QPointF(0, top));
        }
        return places;
    }

private:
    void join(int left, int right)
    {
        m_right[std::size_t(left)].push_back(right);
        m_left[std::size_t(right)].push_back(left);
    }

    void addLink(int from, int to)
    {
        const int first = m_layerOf[std::size_t(from)] + 1;
        const int last = m_layerOf[std::size_t(to)];
        if (last - first >= longestSpan) {
            return;
        }
        int before = from;
        for (int layer = first; layer < last; ++layer) {
            const int lane = int(m_sizes.size());
            m_sizes.emplace_back(0, passHeight);
            m_layerOf.push_back(layer);
            m_left.emplace_back();
            m_right.emplace_back();
            join(before, lane);
            before = lane;
        }
        join(before, to);
    }

    bool isLane(int node) const { return std::size_t(node) >= m_nodes; }

    void fillColumns()
    {
        m_columns.resize(std::size_t(*std::ranges::max_element(m_layerOf)) + 1);
        for (std::size_t node = 0; node < m_sizes.size(); ++node) {
            m_columns[std::size_t(m_layerOf[node])].push_back(int(node));
        }
        m_rank.resize(m_sizes.size());
        for (const auto &column : m_columns) {
            number(column);
        }
    }

    void number(const std::vector<int> &column)
    {
        for (std::size_t rank = 0; rank < column.size(); ++rank) {
            m_rank[std::size_t(column[rank])] = int(rank);
        }
    }

    /// By the mean rank of the neighbours on one side; who has none keeps its rank.
    void sortColumn(std::vector<int> &column, const Neighbours &neighbours)
    {
        std::vector<std::pair<double, int>> wanted;
        for (const int node : column) {
            double sum = 0;
            const auto &around = neighbours[std::size_t(node)];
            for (const int other : around) {
                sum += m_rank[std::size_t(other)];
            }
            wanted.emplace_back(around.empty() ? m_rank[std::size_t(node)] : sum / double(around.size()), node);
        }
        std::ranges::stable_sort(wanted, {}, [](const auto &each) { return each.first; });
        std::ranges::transform(wanted, column.begin(), [](const auto &each) { return each.second; });
        number(column);
    }

    /// Pairs of links between two columns that cross, counted with a Fenwick tree.
    std::int64_t crossingsAfter(std::size_t column) const
    {
        std::vector<std::int64_t> tree(m_columns[column + 1].size() + 1, 0);
        std::int64_t crossings = 0;
        std::int64_t links = 0;
        for (const int node : m_columns[column]) {
            for (const int other : m_right[std::size_t(node)]) {
                std::int64_t atOrAbove = 0;
                for (auto i = std::size_t(m_rank[std::size_t(other)] + 1); i > 0; i -= i & (~i + 1)) {
                    atOrAbove += tree[i];
                }
                crossings += links - atOrAbove;
            }
            for (const int other : m_right[std::size_t(node)]) {
                for (auto i = std::size_t(m_rank[std::size_t(other)] + 1); i < tree.size(); i += i & (~i + 1)) {
                    ++tree[i];
                }
                ++links;
            }
        }
        return crossings;
    }

    std::int64_t crossings() const
    {
        std::int64_t sum = 0;
        for (std::size_t column = 0; column + 1 < m_columns.size(); ++column) {
            sum += crossingsAfter(column);
        }
        return sum;
    }

    void order()
    {
        auto best = m_columns;
        auto fewest = crossings();
        for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
            for (std::size_t column = 1; column < m_columns.size(); ++column) {
                sortColumn(m_columns[column], m_left);
            }
            for (std::size_t column = m_columns.size() - 1; column-- > 0;) {
                sortColumn(m_columns[column], m_right);
            }
            if (const auto now = crossings(); now < fewest) {
                fewest = now;
                best = m_columns;
            }
        }
        m_columns = std::move(best);
        for (const auto &column : m_columns) {
            number(column);
        }
    }

    double separation(int above, int below) const
    {
        const double gap = isLane(above) || isLane(below) ? nodeGap / 2 : nodeGap;
        return (m_sizes[std::size_t(above)].height() + m_sizes[std::size_t(below)].height()) / 2 + gap;
    }

    void straighten()
    {
        m_middles.assign(m_sizes.size(), 0);
        for (const auto &column : m_columns) {
            double middle = 0;
            for (std::size_t i = 0; i < column.size(); ++i) {
                middle += i == 0 ? 0 : separation(column[i - 1], column[i]);
                m_middles[std::size_t(column[i])] = middle;
            }
        }
        for (int round = 0; round < straightenings; ++round) {
            for (std::size_t column = 1; column < m_columns.size(); ++column) {
                settle(m_columns[column], m_left);
            }
            for (std::size_t column = m_columns.size() - 1; column-- > 0;) {
                settle(m_columns[column], m_right);
            }
        }
    }

    double median(const std::vector<int> &nodes) const
    {
        std::vector<double> middles;
        for (const int node : nodes) {
            middles.push_back(m_middles[std::size_t(node)]);
        }
        std::ranges::sort(middles);
        const auto half = middles.size() / 2;
        return middles.size() % 2 == 1 ? middles[half] : (middles[half - 1] + middles[half]) / 2;
    }

    /// As near as can be to the medians of the neighbours, by least squares, in the order and with the gaps that there
    /// are: heights less their gaps must not fall, and neighbours that would are pooled to their mean.
    void settle(const std::vector<int> &column, const Neighbours &neighbours)
    {
        struct Pool {
            double wanted;
            double weight;
            std::size_t count;
        };
        std::vector<Pool> pools;
        std::vector<double> offsets;
        for (std::size_t i = 0; i < column.size(); ++i) {
            const int node = column[i];
            offsets.push_back(i == 0 ? 0 : offsets.back() + separation(column[i - 1], node));
            const auto &around = neighbours[std::size_t(node)];
            const double wanted = around.empty() ? m_middles[std::size_t(node)] : median(around);
            // Lanes first: a long link is to be straight, and a pod without neighbours there goes where there is room.
            const double weight = around.empty() ? 0.01 : isLane(node) ? 8 : 1;
            pools.push_back({wanted - offsets.back(), weight, 1});
            while (pools.size() > 1 && pools[pools.size() - 2].wanted > pools.back().wanted) {
                const Pool last = pools.back();
                pools.pop_back();
                Pool &pool = pools.back();
                pool.wanted = (pool.wanted * pool.weight + last.wanted * last.weight) / (pool.weight + last.weight);
                pool.weight += last.weight;
                pool.count += last.count;
            }
        }
        std::size_t i = 0;
        for (const Pool &pool : pools) {
            for (std::size_t k = 0; k < pool.count; ++k, ++i) {
                m_middles[std::size_t(column[i])] = pool.wanted + offsets[i];
            }
        }
    }

    std::vector<QSizeF> m_sizes; ///< of nodes, then of lanes
    std::size_t m_nodes;
    std::vector<int> m_layerOf;
    Neighbours m_left;
    Neighbours m_right;
    std::vector<std::vector<int>> m_columns;
    std::vector<int> m_rank; ///< within its column
    std::vector<double> m_middles;
};

} // namespace

std::vector<QPointF> partPlaces(std::vector<QSizeF> sizes, Neighbours callees)
{
    return PartLayout(std::move(sizes), CircleBreaker(std::move(callees)).run()).places();
}

} // namespace bayplan
