// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/flat_drawing.h"

#include "app/desktop/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace bayplan {

namespace {

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

/// On whole pixels, and never less than one: what is small does not vanish.
QRect onPixels(const QTransform &transform, const QRectF &rect)
{
    const auto place = transform.mapRect(rect);
    const int left = static_cast<int>(std::floor(place.left()));
    const int top = static_cast<int>(std::floor(place.top()));
    return {left, top, std::max(1, static_cast<int>(std::floor(place.right())) - left),
            std::max(1, static_cast<int>(std::floor(place.bottom())) - top)};
}

/// QRectF::intersects() takes what has no height for nothing; links may run level.
bool isSeen(const QLineF &line, const QRectF &seen)
{
    return std::max(line.x1(), line.x2()) >= seen.left() && std::min(line.x1(), line.x2()) <= seen.right() &&
           std::max(line.y1(), line.y2()) >= seen.top() && std::min(line.y1(), line.y2()) <= seen.bottom();
}

} // namespace

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
    parts[entry->second.index] = {shape.rect, shape.line, shape.look, &entry->first};
}

void FlatDrawing::remove(const ElementId &id)
{
    const auto found = m_places.find(id);
    if (found == m_places.end()) {
        return;
    }
    auto &parts = layer(found->second.layer);
    const auto index = found->second.index;
    if (index + 1 < parts.size()) {
        parts[index] = parts.back();
        m_places.find(*parts[index].id)->second.index = index;
    }
    parts.pop_back();
    m_places.erase(found);
}

void FlatDrawing::clear()
{
    for (auto &parts : m_layers) {
        parts.clear();
    }
    m_places.clear();
}

void FlatDrawing::paintRects(QPainter &painter, FlatLayer which, const QRectF &seen) const
{
    constexpr int borderFrom = 8; ///< pixels of width; smaller ones are their border alone
    const auto transform = painter.worldTransform();
    std::array<std::vector<QRect>, flatLooks> batches;
    for (const auto &part : m_layers[static_cast<std::size_t>(which)]) {
        if (part.rect.intersects(seen)) {
            batches[static_cast<std::size_t>(part.look)].push_back(onPixels(transform, part.rect));
        }
    }
    painter.save();
    painter.resetTransform();
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        auto &batch = batches[i];
        if (batch.empty()) {
            continue;
        }
        const auto look = static_cast<FlatLook>(i);
        if (which == FlatLayer::Frame) {
            // The fill within the border, which is faster than a pen.
            painter.setBrush(look == FlatLook::Plain ? colours().podBorder : flatColour(which, look));
            painter.drawRects(batch.data(), static_cast<int>(batch.size()));
            const int border = look == FlatLook::Plain ? 1 : 2;
            std::erase_if(batch, [](const QRect &rect) { return rect.width() < borderFrom || rect.height() < 5; });
            for (auto &rect : batch) {
                rect.adjust(border, border, -border, -border);
            }
            painter.setBrush(look == FlatLook::Note ? flatColour(which, look) : colours().podFill);
        } else {
            painter.setBrush(flatColour(which, look));
        }
        painter.drawRects(batch.data(), static_cast<int>(batch.size()));
    }
    painter.restore();
}

void FlatDrawing::paintLinks(QPainter &painter, const QRectF &seen) const
{
    const auto transform = painter.worldTransform();
    std::array<std::vector<QLine>, flatLooks> batches;
    for (const auto &part : m_layers[static_cast<std::size_t>(FlatLayer::Link)]) {
        if (isSeen(part.line, seen)) {
            const auto line = transform.map(part.line).toLine();
            if (line.p1() != line.p2()) {
                batches[static_cast<std::size_t>(part.look)].push_back(line);
            }
        }
    }
    painter.save();
    painter.resetTransform();
    for (std::size_t i = 0; i < batches.size(); ++i) {
        if (!batches[i].empty()) {
            const auto look = static_cast<FlatLook>(i);
            painter.setPen(QPen(flatColour(FlatLayer::Link, look), look == FlatLook::Selected ? 2 : 1));
            painter.drawLines(batches[i].data(), static_cast<int>(batches[i].size()));
        }
    }
    painter.restore();
}

void FlatDrawing::paint(QPainter &painter, const QRectF &seen) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintRects(painter, FlatLayer::Frame, seen);
    paintLinks(painter, seen);
    paintRects(painter, FlatLayer::Card, seen);
}

void FlatDrawing::paintFrames(QPainter &painter) const
{
    const auto transform = painter.worldTransform();
    std::array<std::vector<QRect>, flatLooks> batches;
    for (const auto &part : m_layers[static_cast<std::size_t>(FlatLayer::Frame)]) {
        batches[static_cast<std::size_t>(part.look)].push_back(onPixels(transform, part.rect));
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
