// SPDX-License-Identifier: GPL-3.0-or-later
// Files that come into the window by other ways than the dialog: dropped ones, copies of those that are open elsewhere.
#include "tests/desktop/program_files.h"

#include "app/desktop/document_lock.h"
#include "engine/base/durable_file.h"

#include <QLabel>
#include <QLockFile>
#include <QUrl>

using namespace bayplan;

class EditorOpenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNameLikeHtmlIsAskedAboutLetterByLetter();
    void aCopyOfADrawingWithoutPlacesIsArranged();
    void aCopyOfANewerDocumentIsRefused();
    void aNewerDocumentIsSavedNowhere();
    void filesThatAreDroppedAreAllOpened();
    void anEmptyListOfFilesIsNotTaken();
};

namespace {

/// Of a drawing by hand that another window has open.
struct HeldFile {
    HeldFile(const EditorWindow &editor, std::string_view text)
        : path(editor.folder.filePath(QStringLiteral("by-hand.bayplan.json"))), lock(DocumentLock::fileFor(path))
    {
        if (!writeDurably(path.toStdString(), text) || !lock.tryLock(0)) {
            qFatal("no file that is open elsewhere");
        }
    }
    QString path;
    QLockFile lock;
};

} // namespace

void EditorOpenTest::aCopyOfADrawingWithoutPlacesIsArranged()
{
    EditorWindow editor;
    const HeldFile file(editor, R"({"bayplan": 1, "pods": {"a": {}, "b": {}, "c": {}}})");
    answerNext(QStringLiteral("copy"));
    QVERIFY(editor.window->openPath(file.path));
    const auto &pods = editor.topology().pods;
    QCOMPARE(pods.size(), std::size_t(3));
    for (const auto &[id, pod] : pods) {
        for (const auto &[other, beside] : pods) {
            QVERIFY(id == other || !podRect(editor.topology(), pod).intersects(podRect(editor.topology(), beside)));
        }
    }
}

/// Not even when it is open elsewhere besides, of which saving under another name is the way out.
void EditorOpenTest::aNewerDocumentIsSavedNowhere()
{
    EditorWindow editor;
    auto &document = editor.window->document();
    const HeldFile file(editor, R"({"bayplan": 99, "pods": {"a": {}}, "moons": {}})");
    const auto other = editor.folder.filePath(QStringLiteral("other.bayplan.json"));
    QVERIFY(document.openFile(file.path));
    document.holdReadOnly(QStringLiteral("It is open elsewhere."));
    QVERIFY(document.readOnlyReason().contains(QStringLiteral("newer")));
    QVERIFY(document.saveAs(other).has_error());
    QVERIFY(!QFileInfo::exists(other));
    QVERIFY(document.isReadOnly());
    // One that this program knows whole may be.
    QVERIFY(writeDurably(file.path.toStdString(), R"({"bayplan": 1, "pods": {"a": {}}})"));
    QVERIFY(document.reloadFromDisk());
    QVERIFY(document.isReadOnly());
    QVERIFY(document.saveAs(other));
    QVERIFY(!document.isReadOnly());
}

/// Saving it would lose what this program does not understand.
void EditorOpenTest::aCopyOfANewerDocumentIsRefused()
{
    EditorWindow editor;
    const HeldFile file(editor, R"({"bayplan": 99, "pods": {"a": {}}, "moons": {}})");
    answerNext(QStringLiteral("copy"));
    QVERIFY(!editor.window->openPath(file.path));
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(QStringLiteral("newer Bayplan")), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(editor.window->isUntouched());
}

void EditorOpenTest::aNameLikeHtmlIsAskedAboutLetterByLetter()
{
    EditorWindow editor;
    const auto path = openSaved(editor, "<i>shop");
    editor.window->newDocument();
    QLockFile other(DocumentLock::fileFor(path));
    QVERIFY(other.tryLock(0));
    int texts = 0;
    QTimer::singleShot(100, [&] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        QVERIFY(box != nullptr);
        for (const auto *label : box->findChildren<QLabel *>()) {
            texts += !label->text().isEmpty() && label->textFormat() == Qt::PlainText ? 1 : 0;
        }
        box->reject();
    });
    QVERIFY(!editor.window->openPath(path));
    QCOMPARE(texts, 2); // the question, and what can be done
}

void EditorOpenTest::filesThatAreDroppedAreAllOpened()
{
    Program program;
    auto &window = program.add();
    QMimeData data;
    QList<QUrl> urls{QUrl(QStringLiteral("https://example.org/far.bayplan.json"))}; // nothing to open
    QStringList paths;
    for (const auto *name : {"one", "two", "three"}) {
        paths << program.folder.filePath(QLatin1String(name) + documentSuffix);
        QVERIFY(saveDocument(paths.back().toStdString(), Topology()));
        urls << QUrl::fromLocalFile(paths.back());
    }
    data.setUrls(urls + QList<QUrl>{urls.back()}); // and one of them twice
    QDragEnterEvent enter(QPoint(20, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QCOMPARE(program.windows.all().size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(program.windows.all()[i]->document().path(), paths[qsizetype(i)]);
        QVERIFY(program.windows.all()[i]->isVisible());
    }
}

void EditorOpenTest::anEmptyListOfFilesIsNotTaken()
{
    EditorWindow editor;
    QMimeData data;
    data.setData(QStringLiteral("text/uri-list"), {});
    QVERIFY(data.hasUrls());
    QDragEnterEvent enter(QPoint(20, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(editor.window.get(), &enter);
    QVERIFY(!enter.isAccepted());
    QVERIFY(editor.window->isUntouched());
}

QTEST_MAIN(EditorOpenTest)
#include "editor_open_test.moc"
