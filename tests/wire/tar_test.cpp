// SPDX-License-Identifier: GPL-3.0-or-later
// Archives in both directions: what our writer makes, what the tar of the system makes, and what nobody should make.
#include "engine/wire/tar.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <map>

using namespace bayplan;

namespace {

/// One header as no honest writer makes it.
std::string header(const std::string &path, char type, const std::string &target = {}, std::size_t bytes = 0)
{
    std::string block(512, '\0');
    block.replace(0, path.size(), path);
    block.replace(100, 7, "0000644");
    block.replace(124, 11, QByteArray::number(qulonglong(bytes), 8).rightJustified(11, '0').toStdString());
    block[156] = type;
    block.replace(157, target.size(), target);
    block.replace(257, 6, std::string("ustar\0", 6));
    block.replace(148, 8, 8, ' ');
    unsigned sum = 0;
    for (const char c : block)
        sum += static_cast<unsigned char>(c);
    block.replace(148, 7, QByteArray::number(sum, 8).rightJustified(6, '0').toStdString() + '\0');
    return block;
}

const std::string end(1024, '\0');

/// Path to content; folders end in a slash, links have "-> ".
struct Tree {
    std::map<std::string, std::string> files;
    std::string last;
    Result<void> result;
    bool isWhole = false;
};

Tree read(const std::string &archive, std::size_t piece = 512, std::size_t mostEntries = 100'000)
{
    Tree tree;
    TarReader reader({[&](const TarEntry &entry) -> Result<void> {
                          const bool isFolder = entry.type == TarEntry::Type::Folder;
                          tree.last = entry.path + (isFolder ? "/" : entry.isExecutable ? "*" : "");
                          tree.files[tree.last] = entry.target.empty() ? "" : "-> " + entry.target;
                          return {};
                      },
                      [&](std::string_view bytes) -> Result<void> {
                          tree.files[tree.last] += bytes;
                          return {};
                      }},
                     mostEntries);
    for (std::size_t at = 0; at < archive.size() && tree.result; at += piece)
        tree.result = reader.take(std::string_view(archive).substr(at, piece));
    tree.isWhole = reader.isWhole();
    return tree;
}

} // namespace

class TarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadInPiecesOfAnySize()
    {
        TarWriter writer;
        writer.folder("etc", 0755);
        writer.file("etc/empty", 0644, "");
        writer.file("etc/block", 0644, std::string(512, 'b'));
        writer.file("run", 0755, std::string(1300, 'r'));
        const std::string archive = writer.finish();
        for (const std::size_t piece : {1, 7, 511, 512, 513, 100'000}) {
            const Tree tree = read(archive, piece);
            QVERIFY(tree.result && tree.isWhole);
            const std::map<std::string, std::string> wanted{{"etc/", ""},
                                                            {"etc/empty", ""},
                                                            {"etc/block", std::string(512, 'b')},
                                                            {"run*", std::string(1300, 'r')}};
            QCOMPARE(tree.files, wanted);
        }
    }

    void theTarOfTheSystemIsRead_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"gnu", "pax", "ustar"})
            QTest::newRow(format) << format;
    }

    void theTarOfTheSystemIsRead()
    {
        QFETCH(QString, format);
        if (QStandardPaths::findExecutable("tar").isEmpty())
            QSKIP("tar is not installed");
        QTemporaryDir folder;
        const QString deep = QString("d").repeated(90) + '/' + QString("e").repeated(90); // more than 100 bytes
        QVERIFY(QDir(folder.path()).mkpath(deep));
        QFile file(folder.filePath(deep + "/f"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("deep") == 4);
        file.close();
        QVERIFY(QFile::link(deep + "/f", folder.filePath("link")) || format == "ustar");
        if (format == "ustar")
            QFile::remove(folder.filePath("link")); // its target has no room there
        QProcess tar;
        tar.start("tar", {"--format=" + format, "-C", folder.path(), "-cf", "-", "."});
        QVERIFY(tar.waitForFinished() && tar.exitCode() == 0);
        const Tree tree = read(tar.readAllStandardOutput().toStdString());
        QVERIFY2(tree.result, tree.result ? "" : tree.result.error().message.c_str());
        const auto contentOf = [&](const QString &path) {
            const auto found = tree.files.find(path.toStdString());
            return found == tree.files.end() ? QString("is not there") : QString::fromStdString(found->second);
        };
        QCOMPARE(contentOf(deep + "/f"), QString("deep"));
        if (format != "ustar")
            QCOMPARE(contentOf("link"), "-> " + deep + "/f");
    }

    void whatLeadsOutOfTheTreeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("archive");
        const auto row = [](const char *name, const std::string &archive) {
            QTest::newRow(name) << QByteArray::fromStdString(archive + end);
        };
        row("absolute", header("/etc/passwd", '0'));
        row("upward", header("../x", '0'));
        row("upward later", header("a/../../x", '0'));
        row("upward at the end", header("a/..", '5'));
        row("absolute link", header("l", '2', "/etc"));
        row("link upward", header("l", '2', ".."));
        row("link upward from a folder", header("a/l", '2', "../../x"));
        row("link down and up, over a link", header("b", '2', ".") + header("l", '2', "b/.."));
        row("link to nothing", header("l", '2', ""));
        row("hard link", header("h", '1', "a"));
        row("character device", header("d", '3'));
        row("block device", header("d", '4'));
        row("pipe", header("p", '6'));
        row("sparse", header("s", 'S'));
        row("no name", header("", '0'));
        row("long name of GNU", header("long", 'L', "", 5) + "../x" + std::string(508, '\0') + header("x", '0'));
        row("path of pax", header("pax", 'x', "", 13) + "13 path=../x\n" + std::string(499, '\0') + header("x", '0'));
        row("sparse of pax",
            header("pax", 'x', "", 22) + "22 GNU.sparse.major=1\n" + std::string(490, '\0') + header("x", '0'));
        row("attributes that lie", header("pax", 'x', "", 13) + "99 path=a/b/\n" + std::string(499, '\0'));
        row("endless name", header("long", 'L', "", 1'000'000));
        row("no tar", std::string(512, 'x'));
    }

    void whatLeadsOutOfTheTreeIsRefused()
    {
        QFETCH(QByteArray, archive);
        QVERIFY(!read(archive.toStdString()).result);
        QVERIFY(!read(archive.toStdString(), 1).result);
    }

    void linksWithinTheTreeAreTaken()
    {
        const Tree tree = read(header("a/b/l", '2', "../../c/d") + header("m", '2', "./a/b") + end);
        QVERIFY(tree.result);
        QCOMPARE(tree.files.at("a/b/l"), std::string("-> ../../c/d"));
        QCOMPARE(tree.files.at("m"), std::string("-> ./a/b"));
    }

    void anArchiveWithoutItsEndIsNotWhole()
    {
        TarWriter writer;
        writer.file("f", 0644, std::string(2000, 'f'));
        const std::string archive = writer.finish();
        for (const std::size_t bytes : {100, 512, 700, 2560})
            QVERIFY(!read(archive.substr(0, bytes)).isWhole);
    }

    void aDamagedHeaderIsSeen()
    {
        std::string damaged = header("name", '0') + end;
        damaged[1] = 'i';
        QVERIFY(!read(damaged).result);
    }

    void entriesAreBounded()
    {
        std::string archive;
        for (int i = 0; i < 11; ++i)
            archive += header("f" + std::to_string(i), '0');
        QVERIFY(read(archive + end, 512, 11).result);
        const Tree tree = read(archive + end, 512, 10);
        QVERIFY(!tree.result && tree.result.error().code == ErrorCode::LimitExceeded);
    }
};

QTEST_GUILESS_MAIN(TarTest)
#include "tar_test.moc"
