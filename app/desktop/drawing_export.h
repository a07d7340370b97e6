// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing as a picture in a file: SVG, PNG at twice its size, PDF of one page.
#pragma once

#include "app/desktop/canvas_scene.h"
#include "engine/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <set>

namespace bayplan {

enum class PictureFormat { Svg, Png, Pdf };

/// By the end of a file's name; nothing for another one.
std::optional<PictureFormat> pictureFormatOf(const QString &path);

struct PictureOptions {
    PictureFormat format = PictureFormat::Png;
    QString title;            ///< stands in SVG and PDF
    std::set<ElementId> only; ///< see withParts(); everything when empty
};

/// The ids with members of groups, containers of pods and the links between them.
std::set<ElementId> withParts(const Topology &topology, const std::set<ElementId> &ids);

/// The same size in every format, on the theme's ground, without selection, hover and gestures; the canvas is as it was
/// afterwards. PNG has two pixels to a unit, fewer where a side would pass 8192. Errors: NotFound when nothing is
/// drawn, LimitExceeded when there is no memory for it.
Result<QByteArray> drawPicture(CanvasScene &scene, const PictureOptions &options);

/// Written beside `path` and renamed: on an error the old file stays and no half one is left. Errors as writeDurably().
Result<void> writePictureFile(CanvasScene &scene, const PictureOptions &options, const QString &path);

} // namespace bayplan
