// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/drawing_export.h"

#include "app/desktop/theme.h"
#include "engine/base/durable_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QScreen>
#include <QSignalBlocker>
#include <QSvgGenerator>
#include <QSvgRenderer>

#include <algorithm>
#include <vector>

namespace bayplan {

namespace {

constexpr double pictureMargin = 16;
constexpr double mostPixels = 8192; ///< a side

/// Of the fonts on the canvas: with another one texts would outgrow their cards.
int screenDpi()
{
    const auto *screen = QGuiApplication::primaryScreen();
    return screen == nullptr ? 96 : qRound(screen->logicalDotsPerInch());
}

/// Hides what does not belong on paper for as long as it lives.
class CleanScene {
public:
    CleanScene(CanvasScene &scene, const std::set<ElementId> &only)
        : m_blocker(&scene), m_selected(scene.selectedItems())
    {
        if (!only.empty()) {
            hideAllBut(scene, only);
        }
        for (auto *item : m_selected) {
            item->setSelected(false);
        }
    }
    CleanScene(const CleanScene &) = delete;
    CleanScene &operator=(const CleanScene &) = delete;
    ~CleanScene()
    {
        for (auto *item : m_hidden) {
            item->setVisible(true);
        }
        for (auto *item : m_selected) {
            item->setSelected(true);
        }
    }

private:
    void hideAllBut(const CanvasScene &scene, const std::set<ElementId> &shown)
    {
        const auto items = scene.items();
        for (auto *item : items) {
            const auto *element = dynamic_cast<const CanvasItem *>(item);
            const bool isLabel = dynamic_cast<const LinkLabel *>(item) != nullptr; // goes and comes with its link
            if (!isLabel && item->isVisible() && item->parentItem() == nullptr &&
                (element == nullptr || !shown.contains(element->id()))) {
                m_hidden.push_back(item);
                item->setVisible(false);
            }
        }
    }

    QSignalBlocker m_blocker;
    QList<QGraphicsItem *> m_selected;
    std::vector<QGraphicsItem *> m_hidden;
};

QRectF shownRect(const CanvasScene &scene)
{
    QRectF area;
    const auto items = scene.items();
    for (const auto *item : items) {
        if (item->isVisible()) {
            area |= item->sceneBoundingRect();
        }
    }
    return area.isEmpty() ? area : area.adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin);
}

bool paintOn(QPaintDevice &device, CanvasScene &scene, const QRectF &target, const QRectF &area)
{
    QPainter painter;
    if (!painter.begin(&device)) {
        return false;
    }
    painter.fillRect(target, colours().canvas);
    scene.render(&painter, target, area);
    return painter.end();
}

bool drawSvg(QBuffer &buffer, CanvasScene &scene, const QRectF &area, const QString &title)
{
    QSvgGenerator generator;
    const QRectF page(QPointF(), area.size());
    generator.setOutputDevice(&buffer);
    generator.setResolution(screenDpi());
    generator.setSize(area.size().toSize());
    generator.setViewBox(page);
    generator.setTitle(title.toHtmlEscaped()); // it writes it as it is given
    generator.setDescription(QStringLiteral("Bayplan"));
    const bool drawn = paintOn(generator, scene, page, area);
    // Lines that are as wide at every zoom are right on the canvas; a picture that is enlarged is enlarged whole.
    buffer.buffer().replace(" vector-effect=\"non-scaling-stroke\"", "");
    return drawn;
}

bool drawPdf(QBuffer &buffer, CanvasScene &scene, const QRectF &area, const QString &title)
{
    QPdfWriter writer(&buffer);
    const int dpi = screenDpi();
    writer.setResolution(dpi);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Bayplan"));
    const QPageSize page(area.size() * 72 / dpi, QPageSize::Point, title, QPageSize::ExactMatch);
    writer.setPageLayout(QPageLayout(page, QPageLayout::Portrait, QMarginsF()));
    return paintOn(writer, scene, QRectF(0, 0, writer.width(), writer.height()), area);
}

bool drawPng(QBuffer &buffer, CanvasScene &scene, const QRectF &area, const QString &title)
{
    const double scale = std::min({2.0, mostPixels / area.width(), mostPixels / area.height()});
    QImage image((area.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    QBuffer vectors;
    vectors.open(QIODevice::WriteOnly);
    if (image.isNull() || !drawSvg(vectors, scene, area, title)) {
        return false;
    }
    QSvgRenderer renderer(vectors.data());
    if (!renderer.isValid()) {
        return false;
    }
    image.fill(colours().canvas);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    renderer.render(&painter, QRectF(image.rect()));
    painter.end();
    image.setText(QStringLiteral("Title"), title);
    return image.save(&buffer, "PNG");
}

} // namespace

std::optional<PictureFormat> pictureFormatOf(const QString &path)
{
    const auto ends = [&](const char *suffix) { return path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive); };
    return ends(".svg")   ? std::optional(PictureFormat::Svg)
           : ends(".png") ? std::optional(PictureFormat::Png)
           : ends(".pdf") ? std::optional(PictureFormat::Pdf)
                          : std::nullopt;
}

std::set<ElementId> withParts(const Topology &topology, const std::set<ElementId> &ids)
{
    auto all = withMembers(topology, ids);
    for (const auto &[id, container] : topology.containers) {
        if (all.contains(container.pod)) {
            all.insert(id);
        }
    }
    for (const auto &[id, link] : topology.links) {
        if (all.contains(link.from.container) && all.contains(link.to.container)) {
            all.insert(id);
        }
    }
    return all;
}

Result<QByteArray> drawPicture(CanvasScene &scene, const PictureOptions &options)
{
    const CleanScene clean(scene, options.only);
    scene.bringAllUpToDate();
    const auto area = shownRect(scene);
    if (area.isEmpty()) {
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("drawing", "There is nothing on the canvas.").toStdString(),
                    QCoreApplication::translate("drawing", "Add a container first.").toStdString());
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const bool drawn = options.format == PictureFormat::Svg   ? drawSvg(buffer, scene, area, options.title)
                       : options.format == PictureFormat::Pdf ? drawPdf(buffer, scene, area, options.title)
                                                              : drawPng(buffer, scene, area, options.title);
    if (!drawn) {
        return fail(
            ErrorCode::LimitExceeded,
            QCoreApplication::translate("drawing", "The picture is too large for this computer's memory.")
                .toStdString(),
            QCoreApplication::translate("drawing", "Select a part of the drawing and export that.").toStdString());
    }
    return buffer.data();
}

Result<void> writePictureFile(CanvasScene &scene, const PictureOptions &options, const QString &path)
{
    const auto bytes = drawPicture(scene, options);
    if (!bytes) {
        return bytes.error();
    }
    return writeDurably(path.toStdString(), bytes->toStdString());
}

} // namespace bayplan
