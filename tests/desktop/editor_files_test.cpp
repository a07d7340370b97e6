// SPDX-License-Identifier: GPL-3.0-or-later
// Documents on disk and in several windows: recovery, locks, what others do to the file.
#include "tests/desktop/program_files.h"

#include "app/desktop/document_lock.h"
#include "app/desktop/drawing_export.h"
#include "app/desktop/recovery.h"
#include "app/desktop/recovery_dialog.h"
#include "engine/base/durable_file.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QLockFile>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QSysInfo>
#include <QTimer>

using namespace bayplan;

class EditorFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEditIsOnTheDiskSoonAndASaveTakesTheCopyAway();
    void everyWorkThatWasLeftBehindIsOfferedInOneList();
    void whatIsLeftForLaterIsOfferedAgainAndDiscardedWorkIsNot();

    void aDocumentThatIsOpenElsewhereIsShownReadOnly();
    void aDocumentThatIsOpenElsewhereOpensAsACopy();
    void theLockOfADeadProcessIsTakenOver();
    void theLockGoesWithTheDocument();
    void saveAsOverADocumentThatIsOpenElsewhereIsRefused();

    void aDeletedFileIsNoticedAndSavedAgain();
    void aFileThatComesBackTakesTheNoticeAway();
    void mineAndTheirsAreBothToBeHad();
    void savingDoesNotReplaceTheirsUnasked();
    void aDirectoryInThePlaceOfTheFileLosesNothing();
    void aFullDiskLosesNothing();
    void aFullDiskForCopiesIsSaidAndTriedAgain();
    void aReadOnlyFolderJustOpens();

    void aFileThatIsOpenInAnotherWindowRaisesIt();
    void quitAsksEveryWindowAndStopsAtACancel();
    void theFirstWindowFitsOnTheScreen();
};

namespace {

/// As a killed window leaves it: a copy, its path, no lock.
void leaveBehind(const QString &folder, const char *name, const QString &path = {})
{
    Topology topology;
    apply(topology, addPod(topology, {0, 0}, name));
    const auto file = folder + QStringLiteral("/%1.bayplan.json").arg(QLatin1String(name));
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(saveDocument(file.toStdString(), topology));
    QVERIFY(writeDurably(file.toStdString() + ".path", path.toStdString()));
}

QStringList hiddenIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral(".*")}, QDir::Files | QDir::Hidden);
}

} // namespace

// ---- recovery ----

void EditorFilesTest::anEditIsOnTheDiskSoonAndASaveTakesTheCopyAway()
{
    EditorWindow editor;
    const auto folder = editor.folder.filePath(QStringLiteral("recovery"));
    editor.dropFromPalette("container", {300, 200});
    QTRY_COMPARE(copiesIn(folder).size(), 1);
    QTRY_COMPARE(readAll(folder + QLatin1Char('/') + copiesIn(folder).constFirst()), editor.bytes());
    editor.dropFromPalette("container", {600, 200});
    QTRY_COMPARE(readAll(folder + QLatin1Char('/') + copiesIn(folder).constFirst()), editor.bytes());
    editor.dropFromPalette("container", {600, 500});
    QTest::qWait(620); // about when the next copy is being written
    QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("kept.bayplan.json"))));
    QTRY_VERIFY(copiesIn(folder).isEmpty());
}

void EditorFilesTest::everyWorkThatWasLeftBehindIsOfferedInOneList()
{
    Program program;
    const auto recovery = program.folder.filePath(QStringLiteral("recovery"));
    const auto path = program.folder.filePath(QStringLiteral("second.bayplan.json"));
    leaveBehind(recovery, "first");
    leaveBehind(recovery, "second", path);
    auto &window = program.add();
    window.offerRecovery();
    auto *dialog = window.findChild<RecoveryDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->findChild<QTreeWidget *>()->topLevelItemCount(), 2);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(program.windows.all().size(), std::size_t(2));
    std::set<std::string> pods;
    for (auto *one : program.windows.all()) {
        QVERIFY(one->document().isModified());
        pods.insert(one->document().topology().pods.begin()->second.name);
        one->unsavedAnswer = [] { return int(QMessageBox::Discard); };
    }
    QCOMPARE(pods, (std::set<std::string>{"first", "second"}));
    QVERIFY(program.windows.windowOf(path) != nullptr);
    QVERIFY(!copiesIn(recovery).contains(QStringLiteral("first.bayplan.json")));
    QCOMPARE(copiesIn(recovery).size(), 2); // the windows' own, should they be killed as well
}

void EditorFilesTest::whatIsLeftForLaterIsOfferedAgainAndDiscardedWorkIsNot()
{
    Program program;
    const auto recovery = program.folder.filePath(QStringLiteral("recovery"));
    leaveBehind(recovery, "first");
    leaveBehind(recovery, "second");
    auto &window = program.add();
    window.offerRecovery();
    QTest::keyClick(window.findChild<RecoveryDialog *>(), Qt::Key_Escape);
    QTRY_VERIFY(window.findChild<RecoveryDialog *>() == nullptr);
    window.offerRecovery();
    auto *dialog = window.findChild<RecoveryDialog *>();
    auto *list = dialog->findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItemCount(), 2);
    list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("discardWork")), Qt::LeftButton);
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(copiesIn(recovery).size(), 1);
    dialog->reject();
    QVERIFY(window.isUntouched());
}

// ---- locks ----

void EditorFilesTest::aDocumentThatIsOpenElsewhereIsShownReadOnly()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    const auto before = editor.bytes();
    editor.window->newDocument();
    QLockFile other(DocumentLock::fileFor(path));
    QVERIFY(other.tryLock(0));
    QString said;
    answerNext(QStringLiteral("read-only"), &said);
    QVERIFY(editor.window->openPath(path));
    QVERIFY2(said.contains(QString::number(QCoreApplication::applicationPid())), qPrintable(said));
    QVERIFY(editor.window->document().isReadOnly());
    editor.dropFromPalette("container", {600, 400});
    QCOMPARE(editor.bytes(), before);
    QVERIFY(editor.window->statusBar()->currentMessage().contains(QStringLiteral("open in")));
    QVERIFY(!editor.window->document().save());
    Topology theirs = editor.topology(); // what the other saves is followed
    theirs.pods.begin()->second.name = "followed";
    QVERIFY(saveDocument(path.toStdString(), theirs));
    QTRY_COMPARE(editor.topology().pods.begin()->second.name, std::string("followed"));
    QVERIFY(editor.window->document().isReadOnly() && noticeOf(editor).isHidden());
    QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("own.bayplan.json"))));
    editor.dropFromPalette("container", {600, 400});
    QCOMPARE(readAll(path), writeDocument(theirs));
    QVERIFY(editor.bytes() != readAll(path));
}

void EditorFilesTest::aDocumentThatIsOpenElsewhereOpensAsACopy()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    const auto before = editor.bytes();
    editor.window->newDocument();
    QLockFile other(DocumentLock::fileFor(path));
    QVERIFY(other.tryLock(0));
    answerNext(QStringLiteral("Cancel"));
    QVERIFY(!editor.window->openPath(path));
    QVERIFY(editor.window->isUntouched());
    answerNext(QStringLiteral("copy"));
    QVERIFY(editor.window->openPath(path));
    QCOMPARE(editor.bytes(), before);
    QVERIFY(editor.window->document().path().isEmpty());
    QVERIFY(editor.window->document().isModified());
}

void EditorFilesTest::theLockOfADeadProcessIsTakenOver()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    editor.window->newDocument();
    QProcess dead;
    dead.start(QStringLiteral("sleep"), {QStringLiteral("0")});
    QVERIFY(dead.waitForStarted());
    const auto process = dead.processId();
    QVERIFY(dead.waitForFinished());
    QFile lock(DocumentLock::fileFor(path));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QStringLiteral("%1\nbayplan\n%2\n").arg(process).arg(QSysInfo::machineHostName()).toUtf8() +
               QSysInfo::machineUniqueId() + '\n' + QSysInfo::bootUniqueId() + '\n');
    lock.close();
    QVERIFY(editor.window->openPath(path)); // nothing asks
    QVERIFY(!editor.window->document().isReadOnly());
    QVERIFY(QString::fromStdString(readAll(lock.fileName()))
                .startsWith(QString::number(QCoreApplication::applicationPid())));
}

void EditorFilesTest::theLockGoesWithTheDocument()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    QCOMPARE(hiddenIn(editor.folder.path()), QStringList(QStringLiteral(".shop.bayplan.json.lock")));
    editor.window->newDocument();
    QVERIFY(hiddenIn(editor.folder.path()).isEmpty());
    QVERIFY(editor.window->openPath(path));
    QCOMPARE(hiddenIn(editor.folder.path()).size(), 1);
    editor.window->close();
    QVERIFY(hiddenIn(editor.folder.path()).isEmpty());
}

void EditorFilesTest::saveAsOverADocumentThatIsOpenElsewhereIsRefused()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    const auto before = readAll(path);
    editor.window->newDocument();
    QLockFile other(DocumentLock::fileFor(path));
    QVERIFY(other.tryLock(0));
    editor.dropFromPalette("memcached", {300, 200});
    QTimer::singleShot(100, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
        QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
    });
    editor.window->action(QStringLiteral("file.saveAs"))->trigger();
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY(box->informativeText().contains(QStringLiteral("open in")));
    box->close();
    QCOMPARE(readAll(path), before);
    QVERIFY(editor.window->document().isModified());
}

// ---- what others do to the file ----

void EditorFilesTest::aDeletedFileIsNoticedAndSavedAgain()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    const auto bytes = editor.bytes();
    QVERIFY(QFile::remove(path));
    QTRY_VERIFY(noticeOf(editor).sentence().contains(QStringLiteral("deleted or renamed")));
    QVERIFY(editor.window->document().isModified()); // closing must ask
    QTest::mouseClick(editor.find<QPushButton>("saveAgain"), Qt::LeftButton);
    QCOMPARE(readAll(path), bytes);
    QVERIFY(!editor.window->document().isModified());
    QVERIFY(noticeOf(editor).isHidden());
    QVERIFY(QFile::remove(path)); // the new file is watched as well
    QTRY_VERIFY(!noticeOf(editor).isHidden());
}

void EditorFilesTest::aFileThatComesBackTakesTheNoticeAway()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    QVERIFY(QFile::rename(path, path + QStringLiteral(".away")));
    QTRY_VERIFY(!noticeOf(editor).isHidden());
    QVERIFY(QFile::rename(path + QStringLiteral(".away"), path));
    QTRY_VERIFY(noticeOf(editor).isHidden());
    QVERIFY(!editor.window->document().isModified());
}

void EditorFilesTest::mineAndTheirsAreBothToBeHad()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    editor.dropFromPalette("memcached", {600, 300});
    const auto mine = editor.bytes();
    Topology theirs;
    apply(theirs, addPod(theirs, {0, 0}, "theirs"));
    QVERIFY(saveDocument(path.toStdString(), theirs));
    QTRY_VERIFY(noticeOf(editor).sentence().contains(QStringLiteral("changes of your own")));
    QTest::mouseClick(editor.find<QPushButton>("keepMine"), Qt::LeftButton);
    QCOMPARE(editor.bytes(), mine);
    QVERIFY(editor.window->document().isModified());
    QVERIFY(noticeOf(editor).isHidden());
    theirs.pods.begin()->second.name = "again";
    QVERIFY(saveDocument(path.toStdString(), theirs));
    QTRY_VERIFY(!noticeOf(editor).isHidden());
    QTest::mouseClick(editor.find<QPushButton>("loadFromDisk"), Qt::LeftButton);
    QCOMPARE(editor.topology().pods.begin()->second.name, std::string("again"));
    QVERIFY(!editor.window->document().isModified());
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), mine);
    QVERIFY(editor.window->document().isModified());
}

void EditorFilesTest::savingDoesNotReplaceTheirsUnasked()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    editor.dropFromPalette("memcached", {600, 300});
    const auto mine = editor.bytes();
    Topology theirs;
    apply(theirs, addPod(theirs, {0, 0}, "theirs"));
    QVERIFY(saveDocument(path.toStdString(), theirs)); // and no moment passes in which it could be noticed
    const auto written = readAll(path);
    const auto save = [&] { QTest::keyClick(editor.window.get(), Qt::Key_S, Qt::ControlModifier); };
    save();
    QCOMPARE(readAll(path), written);
    QVERIFY(noticeOf(editor).sentence().contains(QStringLiteral("Nothing was saved")));
    QVERIFY(editor.window->document().isModified());
    QTest::mouseClick(editor.find<QPushButton>("dismissNotice"), Qt::LeftButton);
    save(); // asks again
    QCOMPARE(readAll(path), written);
    QTest::mouseClick(editor.find<QPushButton>("loadFromDisk"), Qt::LeftButton);
    QCOMPARE(editor.topology().pods.begin()->second.name, std::string("theirs"));
    editor.window->document().undoStack()->undo();
    QCOMPARE(editor.bytes(), mine);
    theirs.pods.begin()->second.name = "again";
    QVERIFY(saveDocument(path.toStdString(), theirs));
    QTRY_VERIFY(noticeOf(editor).sentence().contains(QStringLiteral("changed by another program")));
    save();
    QTest::mouseClick(editor.find<QPushButton>("replaceOthers"), Qt::LeftButton);
    QCOMPARE(readAll(path), mine);
    QVERIFY(noticeOf(editor).isHidden());
    QVERIFY(!editor.window->document().isModified());
}

void EditorFilesTest::aDirectoryInThePlaceOfTheFileLosesNothing()
{
    EditorWindow editor;
    const auto path = openSaved(editor);
    editor.dropFromPalette("memcached", {600, 300});
    const auto mine = editor.bytes();
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkdir(path));
    editor.window->action(QStringLiteral("file.save"))->trigger();
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(QStringLiteral("folder")), qPrintable(box->informativeText()));
    box->close();
    QCOMPARE(editor.bytes(), mine);
    QVERIFY(editor.window->document().isModified());
}

void EditorFilesTest::aFullDiskLosesNothing()
{
    const SmallDisk disk;
    if (disk.where().isEmpty()) {
        QSKIP("a file system that is soon full can be mounted by root only");
    }
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto path = disk.file("shop.bayplan.json");
    QVERIFY(editor.window->document().saveAs(path));
    const auto saved = readAll(path);
    editor.dropFromPalette("memcached", {600, 300});
    QVERIFY(disk.fill());
    editor.window->action(QStringLiteral("file.save"))->trigger();
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(QStringLiteral("Free some space")), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(editor.window->document().isModified());
    QCOMPARE(readAll(path), saved);
    const auto picture = disk.file("shop.png");
    QVERIFY(!writePictureFile(editor.window->scene(), {PictureFormat::Png, {}, {}}, picture));
    QVERIFY(!QFile::exists(picture));
    QVERIFY(hiddenIn(disk.where()).isEmpty());
}

void EditorFilesTest::aFullDiskForCopiesIsSaidAndTriedAgain()
{
    const SmallDisk disk;
    if (disk.where().isEmpty()) {
        QSKIP("a file system that is soon full can be mounted by root only");
    }
    initialiseResources();
    MainWindow window(disk.file("recovery"), false);
    window.unsavedAnswer = [] { return int(QMessageBox::Discard); };
    window.show();
    window.newDocument();
    QVERIFY(disk.fill());
    window.document().push(addPod(window.document().topology(), {0, 0}, "precious"));
    const auto *word = window.findChild<QLabel *>(QStringLiteral("saveWord"));
    QTRY_COMPARE(word->text(), QStringLiteral("not autosaved: no space left"));
    QVERIFY(QFile::remove(disk.file("junk")));
    QTRY_COMPARE_WITH_TIMEOUT(word->text(), QStringLiteral("autosaved now"), 20'000); // without another change
    QVERIFY(window.findChild<NoticeBar *>()->isHidden());
    QCOMPARE(copiesIn(disk.file("recovery")).size(), 1);
}

void EditorFilesTest::aReadOnlyFolderJustOpens()
{
    const SmallDisk disk;
    if (disk.where().isEmpty()) {
        QSKIP("a file system that cannot be written can be mounted by root only");
    }
    EditorWindow editor;
    editor.dropFromPalette("container", {300, 200});
    const auto path = disk.file("shop.bayplan.json");
    QVERIFY(editor.window->document().saveAs(path));
    editor.window->newDocument();
    QVERIFY(disk.makeReadOnly());
    QVERIFY(editor.window->openPath(path)); // nothing asks
    editor.dropFromPalette("memcached", {600, 300});
    editor.window->action(QStringLiteral("file.save"))->trigger();
    auto *box = editor.find<QMessageBox>("errorBox");
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(QStringLiteral("choose another place")),
             qPrintable(box->informativeText()));
    box->close();
    QVERIFY(editor.window->document().isModified());
    QVERIFY(editor.window->document().saveAs(editor.folder.filePath(QStringLiteral("elsewhere.bayplan.json"))));
}

// ---- windows ----

void EditorFilesTest::aFileThatIsOpenInAnotherWindowRaisesIt()
{
    Program program;
    auto &first = program.add();
    const auto path = program.folder.filePath(QStringLiteral("shop.bayplan.json"));
    QVERIFY(saveDocument(path.toStdString(), Topology()));
    QVERIFY(first.openPath(path));
    first.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&first));
    QTest::keyClick(&first, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(program.windows.all().size(), std::size_t(2));
    auto &second = *program.windows.all().back();
    QVERIFY(second.isVisible());
    QVERIFY(QFile::link(path, program.folder.filePath(QStringLiteral("link.bayplan.json"))));
    QVERIFY(second.openPath(program.folder.filePath(QStringLiteral("link.bayplan.json"))));
    QVERIFY(second.isUntouched());
    QTRY_VERIFY(first.isActiveWindow());
    first.close();
    QTRY_COMPARE(program.windows.all().size(), std::size_t(1));
    QVERIFY(second.openPath(path));
    QCOMPARE(second.document().path(), path);
}

void EditorFilesTest::quitAsksEveryWindowAndStopsAtACancel()
{
    Program program;
    int asked = 0, answer = QMessageBox::Cancel;
    for (int i = 0; i < 3; ++i) {
        auto &window = program.add();
        if (i > 0) {
            window.document().push(addPod(window.document().topology(), {0, 0}, "pod"));
        }
        window.unsavedAnswer = [&asked, &answer, i] {
            ++asked;
            return i == 2 ? answer : int(QMessageBox::Discard);
        };
    }
    program.windows.all().front()->action(QStringLiteral("file.quit"))->trigger();
    QCOMPARE(asked, 2); // nobody asks about the first: nothing was changed there
    QCOMPARE(program.windows.all().size(), std::size_t(3));
    for (auto *window : program.windows.all()) {
        QVERIFY(window->isVisible());
    }
    asked = 0;
    answer = QMessageBox::Discard;
    program.windows.all().front()->action(QStringLiteral("file.quit"))->trigger();
    QCOMPARE(asked, 2); // each once
    QTRY_VERIFY(program.windows.all().empty());
    QVERIFY(copiesIn(program.folder.filePath(QStringLiteral("recovery"))).isEmpty());
}

void EditorFilesTest::theFirstWindowFitsOnTheScreen()
{
    const QTemporaryDir nothingRemembered;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, nothingRemembered.path());
    MainWindow window(nothingRemembered.filePath(QStringLiteral("recovery")), true);
    window.show();
    const int room = window.screen()->availableSize().height();
    QVERIFY(room < 900);
    QVERIFY2(window.frameGeometry().height() <= room, "its bottom is the status line");
}

QTEST_MAIN(EditorFilesTest)
#include "editor_files_test.moc"
