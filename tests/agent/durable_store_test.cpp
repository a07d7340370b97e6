// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agent/durable_store.h"

#include <QtTest/QtTest>

#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace bayplan;

namespace {

std::string bytesOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Of a journal that is being written: the file is longer than its records.
std::string recordsOf(const std::string &path)
{
    std::string bytes = bytesOf(path);
    bytes.resize(bytes.find_last_not_of('\0') + 1);
    return bytes;
}

void put(const std::string &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A file system of 1 MiB, where this process may mount one.
class SmallVolume {
public:
    explicit SmallVolume(std::string folder) : m_folder(std::move(folder))
    {
        std::filesystem::create_directories(m_folder);
        m_isMounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, "size=1m") == 0;
    }
    SmallVolume(const SmallVolume &) = delete;
    SmallVolume &operator=(const SmallVolume &) = delete;
    ~SmallVolume()
    {
        if (m_isMounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
    }

    bool isMounted() const { return m_isMounted; }

private:
    std::string m_folder;
    bool m_isMounted = false;
};

} // namespace

class DurableStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = QDir(m_temporary.path()).filePath(QString::number(++m_count)).toStdString(); }

    void aNewFolderIsEmptyAndWhatIsWrittenComesBack()
    {
        {
            FileStore store(m_folder + "/deep/er");
            const auto begun = store.load();
            QVERIFY(begun && begun->durable.empty() && begun->journal.empty());
            QVERIFY(store.append("one") && store.append("") && store.append(std::string("t\0o", 3)));
        }
        FileStore store(m_folder + "/deep/er");
        const auto again = store.load();
        QVERIFY(again.has_value());
        QCOMPARE(again->journal, (std::vector<std::string>{"one", "", std::string("t\0o", 3)}));
    }

    void aNewStateEmptiesTheJournal()
    {
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.append("old") && store.persist("state") && store.append("new"));
        }
        put(m_folder + "/journal-0", bytesOf(m_folder + "/journal-1")); // of another generation: nothing to us
        FileStore store(m_folder);
        const auto again = store.load();
        QCOMPARE(again->durable, std::string("state"));
        QCOMPARE(again->journal, (std::vector<std::string>{"new"}));
    }

    void aTornTailIsCutAtEveryByteAndTheJournalGoesOn_data()
    {
        QTest::addColumn<std::size_t>("zeros");
        QTest::newRow("the file ends there") << std::size_t(0);
        QTest::newRow("the file was made longer ahead") << std::size_t(5000);
    }

    void aTornTailIsCutAtEveryByteAndTheJournalGoesOn()
    {
        const std::string path = m_folder + "/journal-0";
        std::vector<std::size_t> ends{0};
        {
            FileStore store(m_folder);
            QVERIFY(store.load().has_value());
            for (const char *record : {"first", "second record", "third"}) {
                QVERIFY(store.append(record));
                ends.push_back(recordsOf(path).size());
            }
        }
        QFETCH(std::size_t, zeros);
        const std::string whole = bytesOf(path);
        for (std::size_t size = 0; size <= whole.size(); ++size) {
            put(path, whole.substr(0, size) + std::string(zeros, '\0'));
            const auto good =
                static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), size) - ends.begin() - 1);
            {
                FileStore store(m_folder);
                const auto loaded = store.load();
                QVERIFY(loaded.has_value());
                QCOMPARE(loaded->journal.size(), good);
                QVERIFY(store.append("more"));
            }
            FileStore store(m_folder);
            const auto loaded = store.load();
            QVERIFY(loaded.has_value());
            QCOMPARE(loaded->journal.size(), good + 1);
            QCOMPARE(loaded->journal.back(), std::string("more"));
        }
    }

    void theFileDoesNotGrowWithEachRecord()
    {
        const std::string path = m_folder + "/journal-0";
        FileStore store(m_folder);
        QVERIFY(store.load() && store.append("first"));
        const auto size = std::filesystem::file_size(path);
        std::vector<std::string> records{"first"};
        while (records.size() < 1000) {
            QVERIFY(store.append(records.emplace_back(100, 'r')) && store.sync());
            QCOMPARE(std::filesystem::file_size(path), size);
        }
        std::filesystem::copy(m_folder, m_folder + "-killed");
        FileStore killed(m_folder + "-killed");
        const auto loaded = killed.load();
        QVERIFY(loaded.has_value());
        QVERIFY(loaded->journal == records);
    }

    void aHoleInTheMiddleIsRefusedWithAWayOut()
    {
        const std::string path = m_folder + "/journal-0";
        std::size_t first = 0;
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.append("first") && store.sync());
            first = recordsOf(path).size();
            QVERIFY(store.append("second") && store.sync() && store.append("third"));
        }
        const std::string whole = bytesOf(path);
        const std::size_t last = whole.size() - 25;
        for (std::size_t at = 0; at < last; ++at) {
            std::string hurt = whole;
            hurt[at] = static_cast<char>(hurt[at] ^ 1);
            put(path, hurt);
            FileStore store(m_folder);
            const auto loaded = store.load();
            QVERIFY2(!loaded, std::to_string(at).c_str());
            QCOMPARE(loaded.error().place.file, path);
            const std::size_t kept = at < first ? 0 : at < 2 * first + 1 ? first : 2 * first + 1;
            QVERIFY(loaded.error().advice.find("to " + std::to_string(kept) + " bytes") != std::string::npos);
            QCOMPARE(bytesOf(path), hurt); // Nothing is touched.
        }
    }

    /// A disk has written the second block of what was not synced, and not the first.
    void aHoleInWhatWasNotSyncedIsCutAway()
    {
        const std::string path = m_folder + "/journal-0";
        std::size_t synced = 0, batch = 0;
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.append("kept") && store.append("kept too") && store.sync());
            synced = recordsOf(path).size();
            QVERIFY(store.append("lost") && store.append("lost too"));
            batch = recordsOf(path).size() - synced;
            QVERIFY(store.append("of no use"));
        }
        std::string bytes = bytesOf(path);
        put(path, bytes.replace(synced, batch, batch, '\0'));
        for (const std::vector<std::string> &expected :
             {std::vector<std::string>{"kept", "kept too"}, std::vector<std::string>{"kept", "kept too", "more"}}) {
            FileStore store(m_folder);
            const auto loaded = store.load();
            QVERIFY(loaded.has_value());
            QCOMPARE(loaded->journal, expected);
            QVERIFY(store.append("more") && store.sync());
        }
    }

    void aRecordMissingInTheMiddleIsRefused()
    {
        const std::string path = m_folder + "/journal-0";
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.append("aaaa") && store.append("bbbb") && store.sync() &&
                    store.append("cccc"));
        }
        const std::string whole = bytesOf(path);
        put(path, whole.substr(0, whole.size() / 3) + whole.substr(2 * whole.size() / 3));
        FileStore store(m_folder);
        QVERIFY(!store.load());
    }

    void aDamagedStateIsRefusedAtEveryByte()
    {
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.persist("the state"));
        }
        const std::string whole = bytesOf(m_folder + "/state");
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string hurt = whole;
            hurt[at] = static_cast<char>(hurt[at] ^ 1);
            for (const std::string &bytes : {hurt, whole.substr(0, at)}) {
                put(m_folder + "/state", bytes);
                FileStore store(m_folder);
                QVERIFY(!store.load());
            }
        }
    }

    void theFolderIsForOneProcess()
    {
        FileStore first(m_folder);
        QVERIFY(first.load().has_value());
        FileStore second(m_folder);
        const auto loaded = second.load();
        QVERIFY(!loaded);
        QVERIFY(loaded.error().code == ErrorCode::Conflict);
    }

    void aWriteThatFailsHalfWayLeavesTheJournalWhole()
    {
        FileStore store(m_folder);
        QVERIFY(store.load() && store.append("kept"));
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        rlimit small = before;
        small.rlim_cur = 1000;
        QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
        const bool appended = store.append(std::string(5000, 'x')).has_value();
        const bool persisted = store.persist(std::string(5000, 'x')).has_value();
        QVERIFY(::setrlimit(RLIMIT_FSIZE, &before) == 0);
        QVERIFY(!appended);
        QVERIFY(!persisted);
        QVERIFY(store.append("after"));
        std::filesystem::copy(m_folder, m_folder + "-copy");
        FileStore copy(m_folder + "-copy");
        const auto loaded = copy.load();
        QVERIFY(loaded.has_value());
        QCOMPARE(loaded->journal, (std::vector<std::string>{"kept", "after"}));
    }

    void aFullVolumeHasRoomForASmallStateInThePlaceOfItsJournal()
    {
        const SmallVolume volume(m_folder);
        if (!volume.isMounted())
            QSKIP("only root may mount a small volume");
        const std::string folder = m_folder + "/queue";
        {
            FileStore store(folder);
            QVERIFY(store.load().has_value());
            while (store.append(std::string(8000, 'x'))) {
            }
            while (store.append("x")) {
            }
            QVERIFY2(store.persist("what is left"), "there is room for so little");
            QVERIFY(store.append(std::string(8000, 'y')));
            while (store.append(std::string(500, 'z'))) {
            }
            QVERIFY2(store.persist("once more"), "the room was kept again");
            QVERIFY2(!store.persist(std::string(2U << 20U, 's')), "no room is made for more than there is");
            QVERIFY(store.append("new"));
        }
        FileStore store(folder);
        const auto loaded = store.load();
        QVERIFY(loaded.has_value());
        QCOMPARE(loaded->durable, std::string("once more"));
        QCOMPARE(loaded->journal, (std::vector<std::string>{"new"}));
    }

    void aJournalIsReadWhereverItsPiecesEnd()
    {
        std::vector<std::string> records;
        for (std::size_t i = 0; i < 40; ++i)
            records.emplace_back(i % 5 == 0 ? 700'000 + i : 26'000 + i, static_cast<char>('a' + i % 26));
        records.emplace_back(std::string(3U << 20U, 'L'));
        {
            FileStore store(m_folder);
            QVERIFY(store.load().has_value());
            for (const std::string &record : records)
                QVERIFY(store.append(record));
        }
        FileStore store(m_folder);
        const auto loaded = store.load();
        QVERIFY(loaded.has_value());
        QVERIFY(loaded->journal == records);
    }

    void whatTheMemoryCannotHoldIsRefusedByName_data()
    {
        QTest::addColumn<int>("limitKiB");
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("the state") << (17 << 10) << QByteArray("/state");
        QTest::newRow("the journal behind it") << (18 << 10) + 512 << QByteArray("/journal-1");
        QTest::newRow("all is well") << (20 << 10) << QByteArray();
    }

    void whatTheMemoryCannotHoldIsRefusedByName()
    {
        QFETCH(int, limitKiB);
        QFETCH(QByteArray, file);
        {
            FileStore store(m_folder);
            QVERIFY(store.load() && store.persist(std::string(1U << 20U, 's')) &&
                    store.append(std::string(1U << 20U, 'j')));
        }
        FileStore store(m_folder, static_cast<std::uint64_t>(limitKiB) << 10U);
        const auto loaded = store.load();
        QCOMPARE(loaded.has_value(), file.isEmpty());
        if (loaded)
            return;
        QVERIFY(loaded.error().code == ErrorCode::LimitExceeded);
        QCOMPARE(loaded.error().place.file, m_folder + file.toStdString());
        QVERIFY(loaded.error().message.find("limit is") != std::string::npos);
        QVERIFY(loaded.error().advice.find("memory limit") != std::string::npos);
    }

private:
    QTemporaryDir m_temporary;
    int m_count = 0;
    std::string m_folder;
};

QTEST_GUILESS_MAIN(DurableStoreTest)
#include "durable_store_test.moc"
