// SPDX-License-Identifier: GPL-3.0-or-later
// What the window looks like, beside pictures that somebody has looked at: light and dark, large and small.
// BAYPLAN_REGENERATE=1 writes the pictures anew; look at them before they are committed.
#include "tests/desktop/editor_window.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>

using namespace bayplan;

namespace {

/// Of the width: glyphs that another version of the font library draws a little otherwise do not count, a panel that
/// moves, a text that is cut or a colour that is wrong does.
constexpr int coarseness = 8;
constexpr int farApart = 48;       ///< levels of a channel
constexpr double mostApart = 0.01; ///< of all cells

/// In cells of the golden picture, whatever the scale factor of the screen.
double shareApart(const QImage &now, const QImage &golden)
{
    const QSize cells = golden.size() / coarseness;
    const auto coarse = [cells](const QImage &picture) {
        return picture.scaled(cells, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_RGB32);
    };
    const QImage a = coarse(now), b = coarse(golden);
    int apart = 0;
    for (int y = 0; y < cells.height(); ++y)
        for (int x = 0; x < cells.width(); ++x) {
            const QColor p = a.pixelColor(x, y), q = b.pixelColor(x, y);
            const int most =
                std::max({std::abs(p.red() - q.red()), std::abs(p.green() - q.green()), std::abs(p.blue() - q.blue())});
            apart += most > farApart ? 1 : 0;
        }
    return static_cast<double>(apart) / (cells.width() * cells.height());
}

} // namespace

class GoldenPictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowLooksAsItDid_data();
    void theWindowLooksAsItDid();
};

void GoldenPictureTest::theWindowLooksAsItDid_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("design-light") << false << QSize(1440, 900);
    QTest::newRow("design-dark") << true << QSize(1440, 900);
    QTest::newRow("design-small") << false << QSize(1024, 768);
    QTest::newRow("design-small-dark") << true << QSize(1024, 768);
}

void GoldenPictureTest::theWindowLooksAsItDid()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFont font = QApplication::font();
    font.setPointSize(9);
    QApplication::setFont(font);
    EditorWindow editor;
    Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    editor.window->resize(size);
    QVERIFY(editor.window->openExample(QStringLiteral("sharded-cache")));
    editor.window->showWorkspace(Workspace::Design);
    QTest::qWait(200); // docks take their places
    editor.window->view().fitAll();
    QTest::qWait(200); // and the problems are there
    QCOMPARE(editor.window->size(), size);
    const QImage now = editor.window->grab().toImage();
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
    const QString golden = QStringLiteral(BAYPLAN_TEST_DATA "/golden/") + name;
    if (qEnvironmentVariableIsSet("BAYPLAN_REGENERATE")) {
        QDir().mkpath(QFileInfo(golden).path());
        QVERIFY(now.save(golden));
        return;
    }
    const QImage before(golden);
    QVERIFY2(!before.isNull(), qPrintable(golden));
    const double apart = shareApart(now, before);
    const QString seen = QDir(QStringLiteral(BAYPLAN_BINARY_DIR)).filePath(QStringLiteral("seen-") + name);
    if (apart > mostApart)
        now.save(seen);
    QVERIFY2(apart <= mostApart,
             qPrintable(QStringLiteral("%1 % differ; see %2").arg(apart * 100, 0, 'f', 2).arg(seen)));
}

QTEST_MAIN(GoldenPictureTest)
#include "golden_picture_test.moc"
