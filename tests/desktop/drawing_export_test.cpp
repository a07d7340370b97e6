// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a drawing as SVG, PNG and PDF.
#include "tests/desktop/editor_window.h"

#include "app/desktop/drawing_export.h"

#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QTimer>
#include <QXmlStreamReader>

using namespace bayplan;

class DrawingExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureShowsNoSelectionAndLeavesIt();
    void picturesHaveTheirFormats();
    void aPictureOfTheSelectionIsWrittenFromTheDialog();
    void aNameOfMarkupIsATitle();
    void aPictureThatCannotBeWrittenLeavesNothing();
};

void DrawingExportTest::aPictureShowsNoSelectionAndLeavesIt()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    editor.window->selection().set({});
    const auto plain = drawPicture(editor.window->scene(), {});
    QVERIFY(plain.has_value());
    const auto id = editor.container("container").id;
    editor.window->selection().set({id});
    const auto selected = drawPicture(editor.window->scene(), {});
    QVERIFY(selected.has_value());
    QCOMPARE(QImage::fromData(*selected), QImage::fromData(*plain));
    QCOMPARE(editor.window->selection().single(), id);
    QVERIFY(editor.window->scene().itemOf(id)->isSelected());
    QVERIFY(editor.window->scene().itemOf(id)->isVisible());
}

void DrawingExportTest::picturesHaveTheirFormats()
{
    EditorWindow editor;
    editor.window->openExample(QStringLiteral("sharded-cache"));
    auto &scene = editor.window->scene();
    const auto png = QImage::fromData(*drawPicture(scene, {PictureFormat::Png, QStringLiteral("Cache"), {}}));
    QVERIFY(!png.isNull());
    QCOMPARE(png.pixelColor(1, 1), colours().canvas);
    QCOMPARE(png.text(QStringLiteral("Title")), QStringLiteral("Cache"));
    const auto svg = *drawPicture(scene, {PictureFormat::Svg, QStringLiteral("Cache"), {}});
    QVERIFY(svg.contains("<title>Cache</title>"));
    QVERIFY(svg.contains(colours().canvas.name().toUtf8())); // a ground of its own: white viewers show it too
    QVERIFY(svg.contains("</svg>"));
    const auto pdf = *drawPicture(scene, {PictureFormat::Pdf, QStringLiteral("Cache"), {}});
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QVERIFY(pdf.contains("/Count 1"));
    const auto box = QString::fromLatin1(pdf).section(QStringLiteral("/MediaBox ["), 1).section(QLatin1Char(']'), 0, 0);
    const auto sides = box.simplified().split(QLatin1Char(' '));
    QCOMPARE(sides.size(), 4);
    const double ratio = sides[2].toDouble() / sides[3].toDouble(); // the drawing's, not a sheet of A4
    QVERIFY2(std::abs(ratio - double(png.width()) / png.height()) < 0.02, qPrintable(box));
    QCOMPARE(drawPicture(scene, {PictureFormat::Svg, QStringLiteral("Cache"), {}})->size(), svg.size());
    editor.window->newDocument();
    QVERIFY(!drawPicture(scene, {}));
}

void DrawingExportTest::aPictureOfTheSelectionIsWrittenFromTheDialog()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {200, 200});
    editor.dropFromPalette("memcached", {900, 600});
    const auto whole = QImage::fromData(*drawPicture(editor.window->scene(), {}));
    editor.window->selection().set({editor.container("container").pod});
    const auto path = editor.folder.filePath(QStringLiteral("part.png"));
    QTimer::singleShot(100, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        auto *line = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        line->setText(path);
        QTest::keyClick(line, Qt::Key_Return);
    });
    editor.window->action(QStringLiteral("file.exportSelection"))->trigger();
    const QImage part(path);
    QVERIFY(!part.isNull());
    QVERIFY(part.width() < whole.width() / 2);
    QCOMPARE(editor.window->selection().single(), editor.container("container").pod);
    QVERIFY(editor.window->scene().itemOf(editor.container("memcached").id)->isVisible());
}

/// Names are what people give: the picture of R&D is a picture.
void DrawingExportTest::aNameOfMarkupIsATitle()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {200, 200});
    const auto title = QStringLiteral("R&D <b>\"2\"</b>");
    const auto svg = *drawPicture(editor.window->scene(), {PictureFormat::Svg, title, {}});
    QXmlStreamReader reader(svg);
    QString read;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("title")) {
            read = reader.readElementText();
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(read, title);
    const auto png = QImage::fromData(*drawPicture(editor.window->scene(), {PictureFormat::Png, title, {}}));
    const auto named = QImage::fromData(*drawPicture(editor.window->scene(), {PictureFormat::Png, {}, {}}));
    QCOMPARE(png.convertToFormat(QImage::Format_RGB32), named.convertToFormat(QImage::Format_RGB32));
}

void DrawingExportTest::aPictureThatCannotBeWrittenLeavesNothing()
{
    EditorWindow editor;
    editor.dropFromPalette("container", {200, 200});
    auto &scene = editor.window->scene();
    const auto nowhere = editor.folder.filePath(QStringLiteral("no/such/folder.svg"));
    const auto written = writePictureFile(scene, {PictureFormat::Svg, {}, {}}, nowhere);
    QVERIFY(!written);
    QVERIFY(!written.error().message.empty() && !written.error().advice.empty());
    const auto folder = editor.folder.filePath(QStringLiteral("is-a-folder.pdf"));
    QVERIFY(QDir().mkdir(folder));
    QVERIFY(!writePictureFile(scene, {PictureFormat::Pdf, {}, {}}, folder));
    QVERIFY(QDir(folder).isEmpty());
}

QTEST_MAIN(DrawingExportTest)
#include "drawing_export_test.moc"
