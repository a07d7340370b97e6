// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/file_tail.h"

#include <boost/asio/post.hpp>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <unistd.h>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

/// Notes the lines, as a log saver that delivers at once.
class Notes final : public Inbox {
public:
    void received(PeerId, Message message) override
    {
        const LogLines &chunk = std::get<LogLines>(message);
        for (const std::string &line : chunk.lines)
            lines << QString::fromStdString(line);
        std::erase_if(positions, [&](const LogPosition &position) { return position.source == chunk.source; });
        positions.push_back({chunk.source, chunk.nextOffset});
        sources << QString::fromStdString(chunk.source);
    }
    RequestId requested(RequestBody, Duration, Reply reply) override
    {
        boost::asio::post(io, [this, reply = std::move(reply)] {
            reply(CallStatus::Ok, HttpReply{200, {}, formatLogPositions(positions), 0});
        });
        return 1;
    }
    void cancelled(RequestId) override {}
    void event(std::string_view kind, std::string) override
    {
        events << QString::fromUtf8(kind.data(), int(kind.size()));
    }

    boost::asio::io_context io;
    QStringList lines, sources, events;
    std::vector<LogPosition> positions;
};

} // namespace

class FileTailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_tail.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_notes = std::make_unique<Notes>();
        m_path = m_folder->filePath("app.log");
        m_grace = 30ms;
    }

    void linesComeWhenTheyAreWhole()
    {
        append("one\ntw");
        begin();
        QVERIFY(comes({"one"}));
        append("o\n\nthree\n");
        QVERIFY(comes({"one", "two", "", "three"}));
        QCOMPARE(m_notes->positions.back().nextOffset, std::uint64_t(15));
    }

    void aFileThatComesLaterIsRead()
    {
        begin();
        run(60ms);
        append("first\n");
        QVERIFY(comes({"first"}));
    }

    void aRenamedFileIsReadToItsEndBeforeItsSuccessor()
    {
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        QVERIFY(QFile::rename(m_path, m_path + ".1"));
        append("a2\nlast words", ".1");
        append("b1\n");
        QVERIFY(comes({"a1", "a2", "last words", "b1"}));
    }

    void aFileThatWasQuietBeforeItsRenameIsStillWaitedFor()
    {
        m_grace = 2s;
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        run(2500ms);
        QVERIFY(QFile::rename(m_path, m_path + ".1"));
        append("b1\n");
        run(50ms); // it is seen, and the writer has not turned to the new file yet
        append("a2\n", ".1");
        QVERIFY(comes({"a1", "a2", "b1"}));
    }

    void filesRenamedInQuickSuccessionAreAllRead()
    {
        append("a\n");
        begin();
        QVERIFY(comes({"a"}));
        for (const char *name : {"b", "c", "d"}) {
            QVERIFY(QFile::rename(m_path, m_path + '.' + name));
            ::usleep(10'000);
            append(QByteArray(name) + '\n');
        }
        QVERIFY(comes({"a", "b", "c", "d"}));
        run(100ms);
        QCOMPARE(m_notes->lines.size(), 4);
    }

    void aFileThatWasCutIsANewOne()
    {
        append("a1\na2\n");
        begin();
        QVERIFY(comes({"a1", "a2"}));
        truncate();
        append("b1\n");
        QVERIFY(comes({"a1", "a2", "b1"}));
        QVERIFY(m_notes->events.contains("log-truncated"));
    }

    void whatACopyHoldsOfACutFileIsNotLost()
    {
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        append("a2\n");
        QVERIFY(QFile::copy(m_path, m_path + ".1"));
        truncate();
        append("b1, longer than what was there before it was cut\n");
        QVERIFY(comes({"a1", "a2", "b1, longer than what was there before it was cut"}));
    }

    void theSameFirstLineAgainIsStillAnotherFile()
    {
        append("header\na\nb\n");
        begin();
        QVERIFY(comes({"header", "a", "b"}));
        truncate();
        append("header\nc\n");
        QVERIFY(comes({"header", "a", "b", "header", "c"}));
        QCOMPARE(QSet<QString>(m_notes->sources.begin(), m_notes->sources.end()).size(), 2);
    }

    void aFileThatHasGrownBeyondItsOldLengthIsStillAnotherFile()
    {
        append("header\na1\n");
        begin();
        QVERIFY(comes({"header", "a1"}));
        append("a2\n");
        QVERIFY(QFile::copy(m_path, m_path + ".1"));
        truncate();
        append("header\nb1, beyond what was there before it was cut\nb2\n");
        QVERIFY(comes({"header", "a1", "a2", "header", "b1, beyond what was there before it was cut", "b2"}));
        QCOMPARE(m_notes->events, QStringList{"log-truncated"});
        append("b3\n");
        run(60ms);
        restart(); // what is read on is known by what stands before it, from a restart on too
        begin();
        append("b4\n");
        QVERIFY(comes({"b4"}));
        truncate();
        append("header\nc1, beyond all that was ever there before it was cut, and beyond what came after that too\n");
        QVERIFY(comes({"b4", "header",
                       "c1, beyond all that was ever there before it was cut, and beyond what came after that too"}));
    }

    void aFileThatIsGoneAfterARestartIsNamed()
    {
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        restart();
        begin();
        run(60ms);
        restart();
        QVERIFY(m_notes->events.isEmpty());
        append("a2\n");
        QVERIFY(QDir(m_folder->path()).mkdir("old"));
        QVERIFY(QFile::rename(m_path, m_folder->filePath("old/app.log")));
        append("b1\n");
        begin();
        QVERIFY(comes({"b1"}));
        QCOMPARE(m_notes->events, QStringList{"log-missing"});
        restart();
        m_notes->events.clear();
        begin();
        run(60ms);
        QVERIFY(m_notes->events.isEmpty()); // it is told once, and the newer file is there
    }

    void aRestartGoesOnWhereItWas()
    {
        append("one\ntwo\n");
        begin();
        QVERIFY(comes({"one", "two"}));
        restart();
        append("three\n");
        begin();
        QVERIFY(comes({"three"}));
        run(60ms);
        QCOMPARE(m_notes->lines, QStringList{"three"});
    }

    void filesRotatedWhileNobodyReadAreReadInTheirOrder()
    {
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        restart();
        append("a2\n");
        QVERIFY(QFile::rename(m_path, m_path + ".2"));
        ::usleep(20'000);
        append("b1\n");
        QVERIFY(QFile::rename(m_path, m_path + ".1"));
        ::usleep(20'000);
        append("c1\n");
        begin();
        QVERIFY(comes({"a2", "b1", "c1"}));
    }

    void aFileRotatedToADateBeforeItsEndingIsFoundToo_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("logrotate") << "app-20261130.log"
                                   << "app-20261201.log";
        QTest::newRow("logback") << "app.2026-11-30.0.log"
                                 << "app.2026-12-01.0.log";
        QTest::newRow("with the hour") << "app-2026-11-30T23:59:59Z.log"
                                       << "app-2026-12-01T00:00:00Z.log";
    }

    void aFileRotatedToADateBeforeItsEndingIsFoundToo()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        restart();
        append("a2\n");
        QVERIFY(QFile::rename(m_path, m_folder->filePath(first)));
        ::usleep(20'000);
        append("b1\n");
        QVERIFY(QFile::rename(m_path, m_folder->filePath(second)));
        ::usleep(20'000);
        append("c1\n");
        for (const char *foreign : {"app-error.log", "app-2026.txt", "apps-20261201.log", "app-v2.log"}) {
            QFile file(m_folder->filePath(foreign));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("another log\n") > 0);
        }
        begin();
        QVERIFY(comes({"a2", "b1", "c1"}));
        run(60ms);
        QCOMPARE(m_notes->lines.size(), 3);
    }

    void aCopyTakenWhileNobodyReadIsReadFromWhereTheOriginalWas()
    {
        append("a1\n");
        begin();
        QVERIFY(comes({"a1"}));
        restart();
        append("a2\n");
        QVERIFY(QFile::copy(m_path, m_path + ".1"));
        truncate();
        append("b1\n");
        begin();
        QVERIFY(comes({"a2", "b1"}));
    }

    void aNewFileUnderAnOldInodeIsReadFromItsBeginning()
    {
        append("old one\nold two\n");
        begin();
        QVERIFY(comes({"old one", "old two"}));
        restart();
        truncate(); // the same inode, as a file system that reuses it would give
        append("new one\nnew two\nnew three\n");
        begin();
        QVERIFY(comes({"new one", "new two", "new three"}));
    }

    void anOverlongLineIsNotKeptWhole()
    {
        append(QByteArray(300'000, 'x') + "\nnext\n");
        begin();
        QVERIFY(comes({QString(101, 'x'), "next"}));
        QCOMPARE(m_notes->positions.back().nextOffset, std::uint64_t(300'006));
    }

    void whatIsNoUtf8IsShownAsBytes()
    {
        append("caf\xc3\xa9 \xff\xc3(\xed\xa0\x80 \xf0\x9f\x9a\xa2\xc3\n");
        begin();
        QVERIFY(comes({QString::fromUtf8("caf\xc3\xa9 \\xff\\xc3(\\xed\\xa0\\x80 \xf0\x9f\x9a\xa2\\xc3")}));
    }

    void drainingReadsWhatIsThere()
    {
        append("one\n");
        begin();
        QVERIFY(comes({"one"}));
        append("two\nno newline");
        m_tail->drain();
        QVERIFY(m_tail->idle());
        QCOMPARE(m_notes->lines, (QStringList{"one", "two"}));
    }

private:
    void begin()
    {
        FileTailOptions options{m_path.toStdString(), 100, 5ms, m_grace};
        m_tail = std::make_unique<FileTail>(m_notes->io, *m_notes, options);
        QVERIFY(m_tail->start());
    }

    void restart()
    {
        m_tail.reset();
        m_notes->lines.clear();
    }

    void run(std::chrono::milliseconds time)
    {
        m_notes->io.restart();
        m_notes->io.run_for(time);
    }

    /// True once these lines and no others have come; they have five seconds.
    bool comes(const QStringList &expected)
    {
        QElapsedTimer waiting;
        waiting.start();
        while (m_notes->lines.size() < expected.size() && waiting.elapsed() < 5000)
            run(5ms);
        if (m_notes->lines != expected)
            qWarning() << m_notes->lines;
        return m_notes->lines == expected;
    }

    void append(const QByteArray &bytes, const QString &suffix = {}) const
    {
        QFile file(m_path + suffix);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    void truncate() const { QVERIFY(QFile::resize(m_path, 0)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    Duration m_grace{};
    std::unique_ptr<Notes> m_notes;
    std::unique_ptr<FileTail> m_tail;
};

QTEST_GUILESS_MAIN(FileTailTest)
#include "file_tail_test.moc"
