// SPDX-License-Identifier: GPL-3.0-or-later
// What the window looks like, beside pictures that somebody has looked at: light and dark, large and small.
// BAYPLAN_REGENERATE=1 writes the pictures anew; look at them before they are committed.
#include "tests/desktop/editor_window.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QSignalSpy>

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

enum class View { Welcome, Design, Simulate, Deploy };

void show(EditorWindow &editor, View view)
{
    MainWindow &window = *editor.window;
    if (view == View::Welcome) {
        window.action(QStringLiteral("help.welcome"))->trigger();
        return;
    }
    QVERIFY(window.openExample(view == View::Simulate ? QStringLiteral("leader-election")
                                                      : QStringLiteral("sharded-cache")));
    window.showWorkspace(view == View::Design     ? Workspace::Design
                         : view == View::Simulate ? Workspace::Simulate
                                                  : Workspace::Deploy);
    if (view == View::Simulate) { // a whole run, looked at where it ended
        const QSignalSpy finished(&window.runs(), &RunSession::finished);
        QTest::keyClick(&window.view(), Qt::Key_F9);
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 60'000);
    }
}

} // namespace

Q_DECLARE_METATYPE(View)

class GoldenPictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowLooksAsItDid_data();
    void theWindowLooksAsItDid();
};

void GoldenPictureTest::theWindowLooksAsItDid_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    const QSize large(1440, 900), small(1024, 768);
    QTest::newRow("welcome-light") << View::Welcome << false << large;
    QTest::newRow("welcome-small-dark") << View::Welcome << true << small;
    QTest::newRow("design-light") << View::Design << false << large;
    QTest::newRow("design-dark") << View::Design << true << large;
    QTest::newRow("design-small") << View::Design << false << small;
    QTest::newRow("design-small-dark") << View::Design << true << small;
    QTest::newRow("simulate-light") << View::Simulate << false << large;
    QTest::newRow("simulate-dark") << View::Simulate << true << large;
    QTest::newRow("simulate-small") << View::Simulate << false << small;
    QTest::newRow("deploy-light") << View::Deploy << false << large;
    QTest::newRow("deploy-small-dark") << View::Deploy << true << small;
}

void GoldenPictureTest::theWindowLooksAsItDid()
{
    QFETCH(View, view);
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFont font = QApplication::font();
    font.setPointSize(9);
    QApplication::setFont(font);
    qputenv("DOCKER_HOST", "unix:///nowhere/engine.sock"); // the same on every machine
    EditorWindow editor;
    Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    editor.window->resize(size);
    show(editor, view);
    if (QTest::currentTestFailed())
        return;
    QTest::qWait(200); // docks take their places
    if (view != View::Welcome)
        editor.window->view().fitAll();
    QTest::qWait(300); // and the problems are there
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
