// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing from afar: rectangles and straight lines without text, kept in plain arrays that are painted at once.
// Going through the items of the scene would take longer than a frame as soon as some ten thousand are seen, and so
// would a QPainter: pixels are written by flat_raster.h.
#pragma once

#include "engine/model/topology.h"

#include <QLineF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

class QImage;
class QPainter;

namespace bayplan {

enum class FlatLayer : std::uint8_t { Group, Frame, Link, Card }; ///< from the lowest
enum class FlatLook : std::uint8_t { Plain, Pattern, Note, Warning, Error, Selected };
inline constexpr std::size_t flatLayers = 4;
inline constexpr std::size_t flatLooks = 6;

/// What one element is from afar, in scene coordinates.
struct FlatShape {
    FlatLayer layer = FlatLayer::Card;
    FlatLook look = FlatLook::Plain;
    QRectF rect;   ///< groups, frames and cards; empty for what is not seen from afar
    QLineF line;   ///< links
    QString title; ///< groups
    bool operator==(const FlatShape &) const = default;
};

/// From the scene to the pixels of an image: one scale, and whole pixels, so that what is moved by a scroll is what
/// would be painted there anew.
struct FlatPlace {
    double scale = 1;
    int left = 0, top = 0; ///< where the scene's origin stands
    int stroke = 1;        ///< pixels of a thin line
    bool operator==(const FlatPlace &) const = default;

    QRectF map(const QRectF &rect) const
    {
        return {rect.x() * scale + left, rect.y() * scale + top, rect.width() * scale, rect.height() * scale};
    }
};

class FlatDrawing {
public:
    void put(const ElementId &id, const FlatShape &shape);
    void remove(const ElementId &id);
    void clear();
    /// Everything looks otherwise: another theme.
    void touchAll();

    /// Counted up by each change.
    std::uint64_t revision() const { return m_revision; }
    /// Around all that has changed since; nothing when so much has that all is to be painted.
    std::optional<QRectF> touchedSince(std::uint64_t revision) const;

    /// Fills `area` of a picture of 32 bits, ground included.
    void paint(QImage &image, const FlatPlace &place, const QRect &area) const;
    /// Titles of groups that are large enough to read one, over the picture. `seen` in scene coordinates; the
    /// painter's transform is one of scale and place only.
    void paintTitles(QPainter &painter, const QRectF &seen) const;
    /// Frames alone, for the overview.
    void paintFrames(QPainter &painter) const;

private:
    struct Part {
        QRectF rect;
        QLineF line;
        FlatLook look = FlatLook::Plain;
        const ElementId *id = nullptr; ///< the key in m_places
    };
    struct Slot {
        FlatLayer layer = FlatLayer::Card;
        std::size_t index = 0;
    };

    std::vector<Part> &layer(FlatLayer which) { return m_layers[static_cast<std::size_t>(which)]; }
    const std::vector<Part> &layer(FlatLayer which) const { return m_layers[static_cast<std::size_t>(which)]; }
    void touch(const Part &part);

    std::vector<Part> m_layers[flatLayers];
    std::unordered_map<ElementId, Slot> m_places;
    std::unordered_map<ElementId, QString> m_titles; ///< of groups
    std::uint64_t m_revision = 0;
    std::deque<QRectF> m_touched; ///< by the last changes, the newest last
};

} // namespace bayplan
