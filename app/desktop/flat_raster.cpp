// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/flat_raster.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace bayplan {

namespace {

/// A line as a row of steps of one pixel along its longer side, in fixed point: what it is at step i does not depend
/// on where one begins.
struct SteppedLine {
    SteppedLine(int alongFrom, int alongTo, int acrossFrom, int acrossTo) : first(alongFrom), last(alongTo)
    {
        const std::int64_t length = std::max(1, alongTo - alongFrom);
        start = (std::int64_t{acrossFrom} << shift) + (std::int64_t{1} << (shift - 1)); // to the nearest pixel
        slope = ((std::int64_t{acrossTo} - acrossFrom) * (std::int64_t{1} << shift)) / length;
    }
    std::int64_t at(int along) const { return start + slope * (std::int64_t{along} - first); }

    /// Leaves out what lies beyond two bounds across, which may be all.
    void clipAcross(int least, int greatest)
    {
        if (slope == 0) {
            const auto across = start >> shift;
            last = across < least || across > greatest ? first - 1 : last;
            return;
        }
        // One step too many at each end does no harm: each pixel is looked at again.
        const auto stepTo = [&](int across) { return (((std::int64_t{across} << shift) - start) / slope) + first; };
        const auto [from, to] = std::minmax({stepTo(least - 1), stepTo(greatest + 2)});
        begin = std::max<std::int64_t>(begin, from - 1);
        end = std::min<std::int64_t>(end, to + 1);
    }
    void clipAlong(int least, int greatest)
    {
        begin = std::max<std::int64_t>({begin, least, first});
        end = std::min<std::int64_t>({end, greatest, last});
    }

    static constexpr int shift = 24;
    int first, last;
    std::int64_t begin = INT32_MIN, end = INT32_MAX;
    std::int64_t start = 0, slope = 0;
};

} // namespace

FlatRaster::FlatRaster(QImage &image, const QRect &area)
    : m_bits(image.bits()), m_stride(image.bytesPerLine()), m_area(area.intersected(image.rect()))
{}

void FlatRaster::fill(const QRect &rect, QRgb colour)
{
    const auto seen = rect.intersected(m_area);
    for (int y = seen.top(); y <= seen.bottom(); ++y) {
        std::fill_n(row(y) + seen.left(), seen.width(), colour);
    }
}

void FlatRaster::outline(const QRect &rect, int width, QRgb colour)
{
    const int across = std::min(width, rect.width());
    const int down = std::min(width, rect.height());
    fill({rect.left(), rect.top(), rect.width(), down}, colour);
    fill({rect.left(), rect.bottom() - down + 1, rect.width(), down}, colour);
    fill({rect.left(), rect.top(), across, rect.height()}, colour);
    fill({rect.right() - across + 1, rect.top(), across, rect.height()}, colour);
}

void FlatRaster::line(const QLine &line, int width, QRgb colour)
{
    if (m_area.isEmpty()) {
        return;
    }
    if (std::abs(line.dx()) >= std::abs(line.dy())) {
        level(line.dx() >= 0 ? line : QLine(line.p2(), line.p1()), width, colour);
    } else {
        steep(line.dy() >= 0 ? line : QLine(line.p2(), line.p1()), width, colour);
    }
}

void FlatRaster::level(const QLine &line, int width, QRgb colour)
{
    SteppedLine steps(line.x1(), line.x2(), line.y1(), line.y2());
    steps.clipAcross(m_area.top() - width, m_area.bottom() + width);
    steps.clipAlong(m_area.left(), m_area.right());
    for (int layer = 0; layer < width; ++layer) {
        const int offset = layer - width / 2;
        auto across = steps.at(static_cast<int>(steps.begin));
        for (auto x = steps.begin; x <= steps.end; ++x, across += steps.slope) {
            const auto y = static_cast<int>(across >> SteppedLine::shift) + offset;
            if (y >= m_area.top() && y <= m_area.bottom()) {
                row(y)[x] = colour;
            }
        }
    }
}

void FlatRaster::steep(const QLine &line, int width, QRgb colour)
{
    SteppedLine steps(line.y1(), line.y2(), line.x1(), line.x2());
    steps.clipAcross(m_area.left() - width, m_area.right() + width);
    steps.clipAlong(m_area.top(), m_area.bottom());
    for (int layer = 0; layer < width; ++layer) {
        const int offset = layer - width / 2;
        auto across = steps.at(static_cast<int>(steps.begin));
        for (auto y = steps.begin; y <= steps.end; ++y, across += steps.slope) {
            const auto x = static_cast<int>(across >> SteppedLine::shift) + offset;
            if (x >= m_area.left() && x <= m_area.right()) {
                row(static_cast<int>(y))[x] = colour;
            }
        }
    }
}

} // namespace bayplan
