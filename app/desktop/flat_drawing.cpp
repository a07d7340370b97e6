// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/flat_drawing.h"

#include "app/desktop/flat_raster.h"
#include "app/desktop/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan {

namespace {

constexpr std::size_t mostTouched = 4096; ///< changes that are remembered one by one
constexpr int borderFrom = 8;             ///< pixels of width; smaller frames are their border alone
constexpr double farthestPixel = 1 << 26; ///< a drawing may reach farther than an int counts

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

QColor flatColour(FlatLayer layer, FlatLook look)
{
    const auto &c = colours();
    switch (look) {
    case FlatLook::Plain:
        return layer == FlatLayer::Frame  ? c.podFill
               : layer == FlatLayer::Link ? mixed(c.canvas, c.edge, 0.55)
                                          : mixed(c.card, c.accent, 0.4);
    case FlatLook::Pattern:
        return mixed(c.card, c.pattern, 0.45);
    case FlatLook::Note:
        return mixed(c.canvas, c.warning, 0.25);
    case FlatLook::Warning:
        return c.warning;
    case FlatLook::Error:
        return c.error;
    case FlatLook::Selected:
        return c.selection;
    }
    return c.edge;
}

int toPixel(double value)
{
    return static_cast<int>(std::floor(std::clamp(value, -farthestPixel, farthestPixel)));
}

/// On whole pixels, and never less than one: what is small does not vanish. Rounded before it is put in its place, so
/// that it is as large wherever it is scrolled to.
QRect onPixels(const QRectF &rect, const FlatPlace &place)
{
    const int left = toPixel(rect.left() * place.scale);
    const int top = toPixel(rect.top() * place.scale);
    const int right = toPixel(rect.right() * place.scale);
    const int bottom = toPixel(rect.bottom() * place.scale);
    return {left + place.left, top + place.top, std::max(1, right - left), std::max(1, bottom - top)};
}

QLine onPixels(const QLineF &line, const FlatPlace &place)
{
    const auto x = [&](double value) { return toPixel(value * place.scale + 0.5) + place.left; };
    const auto y = [&](double value) { return toPixel(value * place.scale + 0.5) + place.top; };
    return {x(line.x1()), y(line.y1()), x(line.x2()), y(line.y2())};
}

/// QRect::intersects() takes what has no height for nothing; links may run level.
bool isSeen(const QLine &line, const QRect &area)
{
    return std::max(line.x1(), line.x2()) >= area.left() && std::min(line.x1(), line.x2()) <= area.right() &&
           std::max(line.y1(), line.y2()) >= area.top() && std::min(line.y1(), line.y2()) <= area.bottom();
}

QRectF around(const QLineF &line)
{
    return QRectF(line.p1(), line.p2()).normalized();
}

/// Those of one layer that are seen, by look: errors and what is selected stand above the rest.
template <class Shape>
using Batches = std::array<std::vector<Shape>, flatLooks>;

} // namespace

// ---- what there is ----

void FlatDrawing::touch(const Part &part)
{
    ++m_revision;
    if (m_touched.size() >= mostTouched) {
        m_touched.pop_front();
    }
    m_touched.push_back(part.rect.isEmpty() ? around(part.line) : part.rect);
}

void FlatDrawing::touchAll()
{
    m_revision += mostTouched + 1;
    m_touched.clear();
}

std::optional<QRectF> FlatDrawing::touchedSince(std::uint64_t revision) const
{
    const auto count = m_revision - revision;
    if (revision > m_revision || count > m_touched.size()) {
        return std::nullopt;
    }
    QRectF all; // not united by QRectF, for which a level line is nothing
    bool isFirst = true;
    for (auto rect = m_touched.end() - static_cast<std::ptrdiff_t>(count); rect != m_touched.end(); ++rect) {
        all = isFirst ? *rect
                      : QRectF(QPointF(std::min(all.left(), rect->left()), std::min(all.top(), rect->top())),
                               QPointF(std::max(all.right(), rect->right()), std::max(all.bottom(), rect->bottom())));
        isFirst = false;
    }
    return all;
}

void FlatDrawing::put(const ElementId &id, const FlatShape &shape)
{
    const auto [entry, isNew] = m_places.try_emplace(id);
    if (!isNew && entry->second.layer != shape.layer) {
        remove(id);
        put(id, shape);
        return;
    }
    auto &parts = layer(shape.layer);
    if (isNew) {
        entry->second = {shape.layer, parts.size()};
        parts.emplace_back();
    }
    auto &part = parts[entry->second.index];
    const bool isTitled = shape.layer != FlatLayer::Group || m_titles[id] == shape.title;
    if (part.rect == shape.rect && part.line == shape.line && part.look == shape.look && !isNew && isTitled) {
        return;
    }
    if (!isNew) {
        touch(part); // where it was
    }
    part = {shape.rect, shape.line, shape.look, &entry->first};
    touch(part);
    if (shape.layer == FlatLayer::Group) {
        m_titles[id] = shape.title;
    }
}

void FlatDrawing::remove(const ElementId &id)
{
    const auto found = m_places.find(id);
    if (found == m_places.end()) {
        return;
    }
    auto &parts = layer(found->second.layer);
    const auto index = found->second.index;
    touch(parts[index]);
    if (index + 1 < parts.size()) {
        parts[index] = parts.back();
        m_places.find(*parts[index].id)->second.index = index;
    }
    parts.pop_back();
    m_places.erase(found);
    m_titles.erase(id);
}

void FlatDrawing::clear()
{
    for (auto &parts : m_layers) {
        parts.clear();
    }
    m_places.clear();
    m_titles.clear();
    touchAll();
}

// ---- how it is painted ----

namespace {

/// What is painted where, of one call of FlatDrawing::paint().
class FlatPainter {
public:
    FlatPainter(QImage &image, const FlatPlace &place, const QRect &area)
        : m_raster(image, area), m_place(place), m_area(area)
    {}

    void ground() { m_raster.fill(m_area, colours().canvas.rgb()); }

    template <class Parts>
    void groups(const Parts &parts)
    {
        const auto batches = rectsOf(parts);
        const auto wash = mixed(colours().canvas, colours().accent, colours().dark ? 0.08 : 0.055).rgb();
        for (const auto &batch : batches) {
            for (const auto &rect : batch) {
                m_raster.fill(rect, wash);
            }
        }
        for (std::size_t i = 0; i < flatLooks; ++i) { // above all washes: a group may stand in another
            const bool strong = static_cast<FlatLook>(i) == FlatLook::Selected;
            const auto colour = (strong ? colours().selection : colours().dimText).rgb();
            for (const auto &rect : batches[i]) {
                m_raster.outline(rect, strong ? 2 * m_place.stroke : m_place.stroke, colour);
            }
        }
    }

    template <class Parts>
    void frames(const Parts &parts)
    {
        const auto batches = rectsOf(parts);
        for (std::size_t i = 0; i < flatLooks; ++i) {
            const auto look = static_cast<FlatLook>(i);
            const auto own = flatColour(FlatLayer::Frame, look).rgb();
            const auto edge = look == FlatLook::Plain ? colours().podBorder.rgb() : own;
            const auto inside = look == FlatLook::Note ? own : colours().podFill.rgb();
            const int border = (look == FlatLook::Plain ? 1 : 2) * m_place.stroke;
            for (const auto &rect : batches[i]) {
                m_raster.fill(rect, edge);
                if (rect.width() >= borderFrom * m_place.stroke && rect.height() >= 5 * m_place.stroke) {
                    m_raster.fill(rect.adjusted(border, border, -border, -border), inside);
                }
            }
        }
    }

    template <class Parts>
    void links(const Parts &parts)
    {
        Batches<QLine> batches;
        const int reach = 2 * m_place.stroke;
        const auto around = m_area.adjusted(-reach, -reach, reach, reach);
        for (const auto &part : parts) {
            const auto line = onPixels(part.line, m_place);
            if (isSeen(line, around) && line.p1() != line.p2()) {
                batches[static_cast<std::size_t>(part.look)].push_back(line);
            }
        }
        for (std::size_t i = 0; i < flatLooks; ++i) {
            const auto look = static_cast<FlatLook>(i);
            const auto colour = flatColour(FlatLayer::Link, look).rgb();
            for (const auto &line : batches[i]) {
                m_raster.line(line, (look == FlatLook::Selected ? 2 : 1) * m_place.stroke, colour);
            }
        }
    }

    template <class Parts>
    void cards(const Parts &parts)
    {
        const auto batches = rectsOf(parts);
        for (std::size_t i = 0; i < flatLooks; ++i) {
            const auto colour = flatColour(FlatLayer::Card, static_cast<FlatLook>(i)).rgb();
            for (const auto &rect : batches[i]) {
                m_raster.fill(rect, colour);
            }
        }
    }

private:
    template <class Parts>
    Batches<QRect> rectsOf(const Parts &parts) const
    {
        Batches<QRect> batches;
        for (const auto &part : parts) {
            if (const auto rect = onPixels(part.rect, m_place); rect.intersects(m_area)) {
                batches[static_cast<std::size_t>(part.look)].push_back(rect);
            }
        }
        return batches;
    }

    FlatRaster m_raster;
    FlatPlace m_place;
    QRect m_area;
};

} // namespace

void FlatDrawing::paint(QImage &image, const FlatPlace &place, const QRect &area) const
{
    FlatPainter painter(image, place, area);
    painter.ground();
    painter.groups(layer(FlatLayer::Group));
    painter.frames(layer(FlatLayer::Frame));
    painter.links(layer(FlatLayer::Link));
    painter.cards(layer(FlatLayer::Card));
}

void FlatDrawing::paintTitles(QPainter &painter, const QRectF &seen) const
{
    constexpr double leastWidth = 56;
    constexpr double leastHeight = 30;
    const auto transform = painter.worldTransform();
    painter.save();
    painter.resetTransform();
    QFont font;
    font.setPointSizeF(9);
    font.setBold(true);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    for (const auto &part : layer(FlatLayer::Group)) {
        const auto place = transform.mapRect(part.rect);
        if (!part.rect.intersects(seen) || place.width() < leastWidth || place.height() < leastHeight) {
            continue;
        }
        const auto text = metrics.elidedText(m_titles.at(*part.id), Qt::ElideRight, place.width() - 16);
        // Above the frame, where it hides nothing of the group.
        const QRectF label(place.left(), place.top() - metrics.height() - 3, metrics.horizontalAdvance(text) + 10,
                           metrics.height() + 2);
        auto ground = colours().canvas; // it may stand over another group
        ground.setAlpha(225);
        painter.fillRect(label, ground);
        painter.setPen(part.look == FlatLook::Selected ? colours().selection : colours().text);
        painter.drawText(label, Qt::AlignCenter, text);
    }
    painter.restore();
}

void FlatDrawing::paintFrames(QPainter &painter) const
{
    const auto transform = painter.worldTransform();
    const FlatPlace place{transform.m11(), int(std::floor(transform.dx())), int(std::floor(transform.dy()))};
    Batches<QRect> batches;
    for (const auto &part : layer(FlatLayer::Frame)) {
        batches[static_cast<std::size_t>(part.look)].push_back(onPixels(part.rect, place));
    }
    painter.save();
    painter.resetTransform();
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const auto look = static_cast<FlatLook>(i);
        painter.setBrush(look == FlatLook::Plain ? colours().podBorder : flatColour(FlatLayer::Frame, look));
        painter.drawRects(batches[i].data(), static_cast<int>(batches[i].size()));
    }
    painter.restore();
}

} // namespace bayplan
