// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/durable_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bayplan;

namespace {

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

/// A file system of 64 KiB.
class TinyDisk {
public:
    TinyDisk() : m_mounted(::mount("tmpfs", path().c_str(), "tmpfs", 0, "size=64k") == 0) {}
    ~TinyDisk()
    {
        if (m_mounted)
            ::umount2(path().c_str(), MNT_DETACH);
    }
    bool isMounted() const { return m_mounted; }
    std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
    bool m_mounted;
};

} // namespace

class DurableFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhatItIsGiven();
    void keepsTheModeOfTheFileItReplaces();
    void writesThroughASymbolicLink();
    void aFullDiskLeavesTheOldFile();
    void aFolderIsNotReplaced();
    void aMissingFolderIsNamed();
    void readingStopsAtTheLimit();
};

void DurableFileTest::writesWhatItIsGiven()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.json").toStdString();
    const std::string bytes("one\0two", 7);
    QVERIFY(writeDurably(path, bytes));
    QCOMPARE(readWhole(path, 100).value(), bytes);
    QVERIFY(writeDurably(path, ""));
    QCOMPARE(readWhole(path, 100).value(), std::string());
    QCOMPARE(namesIn(folder.path()), QStringList{"a.json"});
}

void DurableFileTest::keepsTheModeOfTheFileItReplaces()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.json").toStdString();
    QVERIFY(writeDurably(path, "old"));
    QCOMPARE(::chmod(path.c_str(), 0640), 0);
    QVERIFY(writeDurably(path, "new"));
    struct stat status = {};
    QCOMPARE(::stat(path.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0640U);
}

void DurableFileTest::writesThroughASymbolicLink()
{
    const QTemporaryDir folder;
    const std::string link = folder.filePath("link").toStdString();
    QCOMPARE(::symlink("target", link.c_str()), 0);
    QVERIFY(writeDurably(link, "text"));
    QVERIFY(QFile::symLinkTarget(folder.filePath("link")).endsWith("/target"));
    QCOMPARE(readWhole(folder.filePath("target").toStdString(), 100).value(), std::string("text"));
}

void DurableFileTest::aFullDiskLeavesTheOldFile()
{
    const TinyDisk disk;
    if (!disk.isMounted())
        QSKIP("only root may mount a file system");
    const std::string path = disk.path() + "/a.json";
    const std::string old(20'000, 'o');
    QVERIFY(writeDurably(path, old));
    const auto written = writeDurably(path, std::string(200'000, 'n'));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::DiskFull);
    QCOMPARE(written.error().place.file, path);
    QCOMPARE(readWhole(path, 1'000'000).value(), old);
    QCOMPARE(namesIn(QString::fromStdString(disk.path())), QStringList{"a.json"});
}

void DurableFileTest::aFolderIsNotReplaced()
{
    const QTemporaryDir folder;
    QVERIFY(!writeDurably(folder.path().toStdString(), "text"));
    QVERIFY(QDir(folder.path()).exists());
}

void DurableFileTest::aMissingFolderIsNamed()
{
    const auto written = writeDurably("/nowhere/at/all.json", "text");
    QVERIFY(!written);
    QVERIFY(written.error().message.find("/nowhere/at") != std::string::npos);
}

void DurableFileTest::readingStopsAtTheLimit()
{
    const auto read = readWhole("/dev/zero", 1000);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
    QCOMPARE(readWhole("/nowhere/at/all.json", 10).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(DurableFileTest)
#include "durable_file_test.moc"
