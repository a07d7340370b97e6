// SPDX-License-Identifier: GPL-3.0-or-later
// The file: what goes in comes out, and what is broken is told.
#include "engine/recording/recording.h"
#include "tests/recording/small_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <sys/mount.h>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

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

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The first line of each kind, and of snapshots also the first that is only what changed.
QList<QByteArray> oneLineOfEachKind(const QByteArray &recording)
{
    QList<QByteArray> lines;
    std::set<std::string> kinds;
    for (const QByteArray &line : recording.trimmed().split('\n')) {
        const auto json = nlohmann::json::parse(line.toStdString());
        if (kinds.insert(json["t"].get<std::string>() + json.value("whole", nlohmann::json()).dump()).second)
            lines.append(line);
    }
    return lines;
}

/// The line without one of its values, and with others in its place.
QList<QByteArray> bentAt(const nlohmann::ordered_json &line, const nlohmann::ordered_json::json_pointer &at)
{
    using Json = nlohmann::ordered_json;
    QList<QByteArray> bent;
    for (const Json &other : {Json(), Json(-1), Json(1e300), Json("x"), Json::object()}) {
        Json changed = line;
        changed[at] = other;
        bent.append(QByteArray::fromStdString(changed.dump()));
    }
    Json less = line;
    if (Json &parent = less[at.parent_pointer()]; parent.is_object())
        parent.erase(at.back());
    bent.append(QByteArray::fromStdString(less.dump()));
    return bent;
}

/// At each of its values in turn, at any depth.
QList<QByteArray> bentLines(const QByteArray &line)
{
    using Json = nlohmann::ordered_json;
    const Json json = Json::parse(line.toStdString());
    const Json flat = json.flatten();
    std::set<std::string> done;
    QList<QByteArray> bent;
    for (const auto &[pointer, value] : flat.items()) {
        Json::json_pointer at(pointer);
        for (; !at.empty() && done.insert(at.to_string()).second; at.pop_back())
            bent += bentAt(json, at);
    }
    return bent;
}

} // namespace

class RecordingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto writer = RecordingWriter::create(path("good").toStdString(), test::headerOf(m_plan));
        QVERIFY(writer);
        (*writer)->add(HandAction{{"pause", "elector-1", 3s}, {Time(1234567ns), 42}});
        (*writer)->add(HandAction{{"load", "client", 5s, {{"factor", "0.5"}}}, {Time(2s), 43}});
        m_report = test::record(m_plan, **writer);
        m_good = bytesOf(path("good"));
        QVERIFY(m_good.size() > 1000);
    }

    void whatWasRecordedComesBack()
    {
        const auto recording = readRecording(path("good").toStdString());
        QVERIFY2(recording, recording ? "" : toText(recording.error()).c_str());
        const RecordingHeader wanted = test::headerOf(m_plan);
        QVERIFY(recording->complete && recording->notices.empty() && !recording->stoppedAt);
        QCOMPARE(recording->header.document, wanted.document);
        QCOMPARE(recording->header.seed, wanted.seed);
        QVERIFY(recording->header.duration == wanted.duration && recording->header.simulated);
        QVERIFY(recording->header.instances == wanted.instances);
        QCOMPARE(recording->byHand.size(), std::size_t(2));
        QVERIFY((recording->byHand[1].injection.params == std::map<std::string, std::string>{{"factor", "0.5"}}));
        QCOMPARE(recording->byHand[0].injection.target, std::string("elector-1"));
        QVERIFY(recording->byHand[0].injection.length == 3s);
        QVERIFY((recording->byHand[0].when == RunInstant{Time(1234567ns), 42}));
        QCOMPARE(recording->report, reportJson(m_report));
        QCOMPARE(recording->traceHash, m_report.traceHash);
        QVERIFY(recording->events.size() > 10);
    }

    void eventsComeBackAsTheyWere()
    {
        std::vector<RunEvent> events;
        SimulatorOptions options;
        options.onEvent = [&](const RunEvent &event) { events.push_back(event); };
        simulate(m_plan, options);
        QVERIFY(readRecording(path("good").toStdString())->events == events);
    }

    void everySnapshotComesBackAsItWas()
    {
        // More than 64 of them, so that whole ones and changes are read.
        const std::string file = path("snapshots").toStdString();
        std::vector<Snapshot> snapshots;
        {
            auto writer = RecordingWriter::create(file, test::headerOf(m_plan));
            SimulatorOptions options;
            options.onSnapshot = [&](const Snapshot &snapshot) {
                (*writer)->add(snapshot);
                snapshots.push_back(snapshot);
            };
            simulate(m_plan, options);
        }
        QVERIFY(snapshots.size() > 90);
        for (std::size_t i = 0; i < snapshots.size(); i += 7) {
            const auto recording = readRecording(file, snapshots[i].time);
            QVERIFY2(recording && recording->snapshot, recording ? "" : toText(recording.error()).c_str());
            const Snapshot &read = *recording->snapshot;
            QVERIFY(read.time <= snapshots[i].time && snapshots[i].time - read.time <= 200ms);
            const auto same = std::ranges::find(snapshots, read.time, &Snapshot::time);
            QVERIFY(same != snapshots.end());
            for (std::size_t each = 0; each < read.instances.size(); ++each) {
                QCOMPARE(read.instances[each].alive, same->instances[each].alive);
                QCOMPARE(read.instances[each].restarts, same->instances[each].restarts);
            }
        }
        const auto last = readRecording(file, snapshots.back().time);
        for (std::size_t each = 0; each < snapshots.back().instances.size(); ++each)
            QVERIFY(last->snapshot->instances[each].machine == snapshots.back().instances[each].machine);
    }

    void requestsCutShortComeBackAndSoDoesThatNobodyCountedThem()
    {
        const std::string file = path("cutShort").toStdString();
        {
            auto writer = RecordingWriter::create(file, test::headerOf(m_plan));
            Snapshot snapshot;
            snapshot.instances.resize(m_plan.instances.size());
            snapshot.instances[0].lost = 0;
            (*writer)->add(snapshot);
            snapshot.time = Time(1s);
            snapshot.instances[0].lost = 12;
            (*writer)->add(snapshot);
            snapshot.time = Time(2s);
            (*writer)->add(snapshot);
        }
        const auto lost = [&](Time at) { return readRecording(file, at)->snapshot->instances[0].lost; };
        QVERIFY(lost(Time(0s)) == std::uint64_t(0));
        QVERIFY(lost(Time(1s)) == std::uint64_t(12));
        QVERIFY(lost(Time(2s)) == std::uint64_t(12));
        QVERIFY(!readRecording(file, Time(2s))->snapshot->instances[1].lost); // as in deployments
        // As recordings were before it stood in them.
        QByteArray older = bytesOf(path("cutShort"));
        older.replace("\"lost\":0", "").replace("\"lost\":12", "");
        const auto before = read(older, Time(2s));
        QVERIFY2(before && before->snapshot, before ? "" : toText(before.error()).c_str());
        QVERIFY(!before->snapshot->instances[0].lost);
    }

    void aWrongClockComesBack()
    {
        const std::string file = path("clock").toStdString();
        {
            auto writer = RecordingWriter::create(file, test::headerOf(m_plan));
            Snapshot snapshot;
            snapshot.instances.resize(m_plan.instances.size());
            for (int second = 0; second < 3; ++second) {
                snapshot.time = Time(std::chrono::seconds(second));
                for (InstanceSnapshot &instance : snapshot.instances) {
                    instance.known = true;
                    instance.stateTime = snapshot.time;
                    ++instance.machine.served.received;
                }
                snapshot.instances[0].clockAhead = -500ms * second;
                (*writer)->add(snapshot);
            }
        }
        const auto ahead = [&](Time at, std::size_t instance) {
            return readRecording(file, at)->snapshot->instances[instance].clockAhead;
        };
        QVERIFY(ahead(Time(0s), 0) == 0s && ahead(Time(1s), 0) == -500ms && ahead(Time(2s), 0) == -1s);
        QVERIFY(ahead(Time(2s), 1) == 0s);
    }

    void snapshotsAreFewHoweverManyAreGiven()
    {
        const std::string file = path("many").toStdString();
        {
            auto writer = RecordingWriter::create(file, test::headerOf(m_plan));
            Snapshot snapshot;
            snapshot.instances.resize(m_plan.instances.size());
            for (; snapshot.time < Time(m_plan.duration); snapshot.time += 1ms)
                (*writer)->add(snapshot);
        }
        const auto lines = bytesOf(path("many")).count("\"t\":\"snapshot\"");
        QVERIFY2(lines > 150 && lines <= 201, qPrintable(QString::number(lines)));
    }

    void aTornFileOpensUpToItsLastWholeLine()
    {
        const auto whole = readRecording(path("good").toStdString());
        const auto firstLine = m_good.indexOf('\n') + 1;
        for (auto size = firstLine; size < m_good.size(); size += 611) {
            const auto torn = read(m_good.left(size));
            QVERIFY2(torn, torn ? "" : toText(torn.error()).c_str());
            QVERIFY(!torn->complete);
            QCOMPARE(torn->notices.size(), std::size_t(1));
            QVERIFY(torn->events.size() <= whole->events.size());
            QVERIFY(std::equal(torn->events.begin(), torn->events.end(), whole->events.begin()));
        }
        QVERIFY(read(m_good.left(m_good.size() - 3))->notices[0].find("torn") != std::string::npos);
        // What a crash of the machine leaves of blocks that were not written.
        const auto end = m_good.lastIndexOf("{\"t\":\"end\"");
        QVERIFY(read(m_good.left(end) + QByteArray(100, '\0') + '\n'));
    }

    void aChangedByteIsSeen()
    {
        QByteArray changed = m_good;
        changed.replace("elected", "erected");
        const auto recording = read(changed);
        QVERIFY(!recording);
        QCOMPARE(recording.error().code, ErrorCode::InvalidInput);
        QVERIFY(recording.error().message.find("checksum") != std::string::npos);
        QVERIFY(recording.error().place.line > 10);
    }

    void aNewerFormatIsRefusedWithAWord()
    {
        QByteArray newer = m_good;
        const auto recording = read(newer.replace("\"format\":1", "\"format\":2"));
        QVERIFY(!recording);
        QCOMPARE(recording.error().code, ErrorCode::NewerVersion);
        QVERIFY(recording.error().message.find("format 2") != std::string::npos);
    }

    void keysAndLinesThatAreNotKnownArePassedOver()
    {
        QByteArray known = m_good.left(m_good.lastIndexOf("{\"t\":\"end\""));
        QByteArray more = known;
        more.replace("\"t\":\"event\",", "\"t\":\"event\",\"mood\":3,");
        more.insert(more.indexOf('\n') + 1, "{\"t\":\"picture\",\"of\":[]}\n");
        QVERIFY(more != known);
        QVERIFY(read(more)->events == read(known)->events);
    }

    void whatIsNoRecordingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a document") << QByteArray("{\n  \"bayplan\": 1\n}\n");
        QTest::newRow("one line of JSON") << QByteArray("{\"bayplan\": 1}\n");
        QTest::newRow("half a first line") << m_good.left(40);
        QTest::newRow("no lines at all") << QByteArray(100'000, 'x');
        QTest::newRow("deep") << QByteArray(100'000, '[') + '\n';
        QTest::newRow("a header without a document") << QByteArray("{\"t\":\"bayrun\",\"format\":1}\n");
        QTest::newRow("a line in the middle") << QByteArray(m_good).insert(m_good.indexOf('\n') + 1, "xyz\n");
        QTest::newRow("a line behind the end") << m_good + "{\"t\":\"note\",\"text\":\"\"}\n";
        QTest::newRow("an event without a text")
            << QByteArray(m_good).insert(m_good.indexOf('\n') + 1, "{\"t\":\"event\",\"at\":\"1s\"}\n");
        QTest::newRow("an instant that is none")
            << QByteArray(m_good).insert(m_good.indexOf('\n') + 1, "{\"t\":\"event\",\"at\":\"noon\"}\n");
        QTest::newRow("no format") << QByteArray("{\"t\":\"bayrun\"}\n");
        QTest::newRow("a kind that is no text") << QByteArray("{\"t\":1,\"format\":1}\n");
    }

    void whatIsNoRecordingIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto recording = read(bytes);
        QVERIFY(!recording);
        QCOMPARE(recording.error().code, ErrorCode::InvalidInput);
        QVERIFY(!recording.error().advice.empty());
    }

    void aLineThatLacksAnythingIsReadOrRefused()
    {
        const QList<QByteArray> lines = oneLineOfEachKind(m_good);
        QCOMPARE(lines.size(), 7); // header, hand, two snapshots, event, report, end
        for (qsizetype i = 0; i < lines.size(); ++i) {
            for (const QByteArray &bent : bentLines(lines[i])) {
                QList<QByteArray> all = lines;
                all[i] = bent;
                const auto recording = read(all.join('\n') + '\n', never);
                QVERIFY2(recording || !recording.error().advice.empty(), bent.constData());
                if (const auto report = recording ? readReportJson(recording->report, "a") : Report(); !report)
                    QVERIFY2(!report.error().advice.empty(), bent.constData());
            }
        }
    }

    void aFullDiskEndsTheRecordingWithASentence()
    {
        const TinyDisk disk;
        if (!disk.isMounted())
            QSKIP("needs the right to mount");
        const std::string file = disk.path() + "/small.bayrun";
        auto writer = RecordingWriter::create(file, test::headerOf(m_plan));
        QVERIFY(writer);
        for (int i = 0; i < 500; ++i)
            (*writer)->add(RunEvent{Time(1s), "elected", "elector-0", std::string(100, 'x')});
        Result<void> finished;
        const Report report = test::record(m_plan, **writer, &finished);
        QCOMPARE(reportJson(report), reportJson(m_report)); // the run goes on
        QVERIFY(!finished);
        QCOMPARE(finished.error().code, ErrorCode::DiskFull);
        QVERIFY(bytesOf(QString::fromStdString(file)).endsWith("the disk was full; the run went on.\"}\n"));
        const auto recording = readRecording(file);
        QVERIFY2(recording, recording ? "" : toText(recording.error()).c_str());
        QVERIFY(!recording->complete && recording->events.size() >= 100);
        QCOMPARE(recording->notices.size(), std::size_t(1));
        QVERIFY2(recording->notices[0].find("disk was full") != std::string::npos, recording->notices[0].c_str());
    }

    void aPlaceThatIsNotThereIsNamed()
    {
        const auto writer = RecordingWriter::create("/nowhere/a.bayrun", test::headerOf(m_plan));
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, ErrorCode::NotFound);
        QCOMPARE(writer.error().place.file, std::string("/nowhere/a.bayrun"));
        QCOMPARE(readRecording("/nowhere/a.bayrun").error().code, ErrorCode::NotFound);
        QCOMPARE(readRecording(m_folder.path().toStdString()).error().code, ErrorCode::Io);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(name); }

    Result<Recording> read(const QByteArray &bytes, std::optional<Time> snapshotAt = std::nullopt)
    {
        QFile file(path("changed"));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no place for a test's file");
        file.close();
        return readRecording(path("changed").toStdString(), snapshotAt);
    }

    const Plan m_plan = test::smallPlan();
    QTemporaryDir m_folder;
    Report m_report;
    QByteArray m_good;
};

QTEST_GUILESS_MAIN(RecordingTest)
#include "recording_test.moc"
