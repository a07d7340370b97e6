// SPDX-License-Identifier: GPL-3.0-or-later
// The snapshots of a recording, one by one and in any order.
#include "engine/recording/recorded_scenario.h"
#include "engine/recording/recorded_states.h"
#include "tests/recording/small_run.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

bool isSame(const Snapshot &a, const Snapshot &b)
{
    return a.time == b.time && a.events == b.events &&
           std::ranges::equal(a.instances, b.instances, [](const InstanceSnapshot &x, const InstanceSnapshot &y) {
               return x.alive == y.alive && x.restarts == y.restarts && x.machine == y.machine;
           });
}

} // namespace

class RecordedStatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allAreReadInOrderOfTime();
    void aJumpGivesWhatTheWayGives();
    void theNewestBeforeAnInstantIsFound();
    void aTornTailIsLeftOut();
    void aFileWithoutAnyHasNone();

private:
    std::string path() const { return m_folder.filePath(QStringLiteral("small.bayrun")).toStdString(); }

    QTemporaryDir m_folder;
    std::size_t m_instances = 0;
    std::vector<Snapshot> m_given;
};

void RecordedStatesTest::initTestCase()
{
    const Plan plan = test::smallPlan();
    m_instances = plan.instances.size();
    auto writer = RecordingWriter::create(path(), test::headerOf(plan));
    SimulatorOptions options;
    options.onEvent = [&](const RunEvent &event) { (*writer)->add(event); };
    options.onSnapshot = [&](const Snapshot &snapshot) {
        (*writer)->add(snapshot);
        m_given.push_back(snapshot);
    };
    const Report report = simulate(plan, options);
    QVERIFY((*writer)->finish(report, false).has_value());
}

void RecordedStatesTest::allAreReadInOrderOfTime()
{
    auto states = RecordedStates::open(path(), m_instances);
    QVERIFY(states.has_value());
    QVERIFY(states->size() > 100);
    std::size_t given = 0;
    for (std::size_t number = 0; number < states->size(); ++number) {
        const auto state = states->state(number);
        QVERIFY(state.has_value());
        QVERIFY(state->time == states->timeOf(number));
        while (given < m_given.size() && !isSame(m_given[given], *state))
            ++given;
        QVERIFY(given < m_given.size());
    }
    QVERIFY(states->timeOf(states->size() - 1) == m_given.back().time);
}

void RecordedStatesTest::aJumpGivesWhatTheWayGives()
{
    auto walked = RecordedStates::open(path(), m_instances);
    auto jumped = RecordedStates::open(path(), m_instances);
    const std::size_t size = walked->size();
    std::vector<Snapshot> way;
    for (std::size_t number = 0; number < size; ++number)
        way.push_back(*walked->state(number));
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t number = i * 67 % size;
        QVERIFY(isSame(*jumped->state(number), way[number]));
    }
}

void RecordedStatesTest::theNewestBeforeAnInstantIsFound()
{
    const auto states = RecordedStates::open(path(), m_instances);
    const auto at = states->at(Time(10s));
    QVERIFY(at.has_value());
    QVERIFY(states->timeOf(*at) <= Time(10s));
    QVERIFY(states->timeOf(*at + 1) > Time(10s));
    QCOMPARE(states->at(never), std::optional(states->size() - 1));
}

void RecordedStatesTest::aTornTailIsLeftOut()
{
    QFile whole(QString::fromStdString(path()));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QByteArray bytes = whole.readAll();
    const QByteArray mark = R"({"t":"snapshot")";
    bytes.truncate(bytes.lastIndexOf(mark) + 60); // within the last one
    const QString torn = m_folder.filePath(QStringLiteral("torn.bayrun"));
    QFile file(torn);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    auto states = RecordedStates::open(torn.toStdString(), m_instances);
    auto all = RecordedStates::open(path(), m_instances);
    QVERIFY(states.has_value());
    QCOMPARE(states->size(), all->size() - 1);
    QVERIFY(isSame(*states->state(states->size() - 1), *all->state(states->size() - 1)));
}

void RecordedStatesTest::aFileWithoutAnyHasNone()
{
    const QString empty = m_folder.filePath(QStringLiteral("empty.bayrun"));
    QFile file(empty);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto states = RecordedStates::open(empty.toStdString(), m_instances);
    QVERIFY(states.has_value());
    QCOMPARE(states->size(), std::size_t(0));
    QVERIFY(!states->at(Time(5s)));
    QVERIFY(RecordedStates::open("/nowhere/at-all.bayrun", 1).has_error());
}

QTEST_GUILESS_MAIN(RecordedStatesTest)
#include "recorded_states_test.moc"
