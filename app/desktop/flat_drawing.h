// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing from afar: rectangles and straight lines without text, kept in plain arrays that are painted at once.
// Going through the items of the scene would take longer than a frame as soon as some ten thousand are seen.
#pragma once

#include "engine/model/topology.h"

#include <QLineF>
#include <QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

class QPainter;

namespace bayplan {

enum class FlatLayer : std::uint8_t { Frame, Link, Card };
enum class FlatLook : std::uint8_t { Plain, Pattern, Note, Warning, Error, Selected };
inline constexpr int flatLooks = 6;

/// What one element is from afar, in scene coordinates.
struct FlatShape {
    FlatLayer layer = FlatLayer::Card;
    FlatLook look = FlatLook::Plain;
    QRectF rect; ///< frames and cards; empty for what is not seen from afar
    QLineF line; ///< links
};

class FlatDrawing {
public:
    void put(const ElementId &id, const FlatShape &shape);
    void remove(const ElementId &id);
    void clear();

    /// `seen` in scene coordinates; the painter's transform is one of scale and place only.
    void paint(QPainter &painter, const QRectF &seen) const;
    /// Frames alone, for the overview.
    void paintFrames(QPainter &painter) const;

private:
    struct Part {
        QRectF rect;
        QLineF line;
        FlatLook look = FlatLook::Plain;
        const ElementId *id = nullptr; ///< the key in m_places
    };
    struct Place {
        FlatLayer layer = FlatLayer::Card;
        std::size_t index = 0;
    };

    std::vector<Part> &layer(FlatLayer which) { return m_layers[static_cast<std::size_t>(which)]; }
    void paintRects(QPainter &painter, FlatLayer which, const QRectF &seen) const;
    void paintLinks(QPainter &painter, const QRectF &seen) const;

    std::vector<Part> m_layers[3];
    std::unordered_map<ElementId, Place> m_places;
};

} // namespace bayplan
