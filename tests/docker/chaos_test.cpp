// SPDX-License-Identifier: GPL-3.0-or-later
// Chaos in a real engine, bounded in time: groups of three and five electors whose leader is killed, paused, cut off
// and left without a disk, while applications write to a fenced register; and a work queue whose workers, running the
// user's own command, are killed every two seconds. As root, with the engine on this machine; skipped elsewhere.
#include "engine/docker/agent_faults.h"
#include "engine/docker/deployment_run.h"
#include "engine/model/document_file.h"
#include "engine/wire/election_trace.h"
#include "tests/docker/election_witness.h"
#include "tests/docker/test_engine.h"

#include <QtTest>

#include <boost/asio/this_coro.hpp>

#include <future>
#include <set>

using namespace bayplan;
using namespace std::chrono_literals;

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds leaseGrace = 2s; ///< a new leader is there so long after the lease of the last has passed
constexpr auto calmLimit = 45s;         ///< after a fault: every container runs again, on a busy machine
constexpr int rounds = 2;               ///< of all faults, for each group
constexpr auto workLength = 60s;
constexpr auto killEvery = 2s;
constexpr int finishLimitMs = 100'000; ///< once no worker is killed any more

std::int64_t millisecondsOf(Duration duration)
{
    return std::chrono::duration_cast<Milliseconds>(duration).count();
}

/// All of what it is about, in the middle of which the leader is replaced.
struct Hit {
    std::string what, whom;
    SteadyClock::time_point begun, over;
    bool isReplaced = false; ///< another member led afterwards
};

/// A deployed group of electors, each with its application.
class ElectorGroup {
public:
    ElectorGroup(Run &run, const std::string &engineUrl, const std::string &element)
        : m_run(run), m_engineUrl(engineUrl),
          m_random(Random::stream(20161, static_cast<unsigned char>(element.front())))
    {
        for (const InstancePlan &instance : run.plan().instances) {
            const PodPlan &pod = run.plan().pods[instance.pod];
            if (instance.agentRole != "elector" || pod.name.substr(0, pod.name.find('-')) != element)
                continue;
            config = std::get<ElectionConfig>(instance.machine->behaviour);
            pods.push_back(pod.name);
            containers.push_back("chaos-" + pod.name + "-elector");
            m_applications.push_back(std::make_unique<Application>(
                engineUrl, containers.back(), instance.port, static_cast<int>(pods.size() - 1), m_witness, m_register));
        }
    }

    /// The leader, once it has been the same for a second and every member answers; nothing after calmLimit.
    std::optional<Claim> calm() const
    {
        const auto giveUp = SteadyClock::now() + calmLimit;
        std::optional<Claim> leader;
        auto since = SteadyClock::now();
        while (SteadyClock::now() < giveUp) {
            const auto now = m_witness.leader(pods.size());
            if (!now || !allReport() || !leader || now->token != leader->token)
                since = SteadyClock::now();
            leader = now;
            if (leader && SteadyClock::now() - since > 1s)
                return leader;
            std::this_thread::sleep_for(20ms);
        }
        return std::nullopt;
    }

    /// Every fault `rounds` times, in an order of its own; what went wrong, or nothing.
    std::string suffer()
    {
        using Fault = std::string (ElectorGroup::*)(const std::string &pod);
        const std::vector<std::pair<const char *, Fault>> faults{{"kill -9 of the elector", &ElectorGroup::killElector},
                                                                 {"kill -9 of the pod", &ElectorGroup::killPod},
                                                                 {"pause", &ElectorGroup::pause},
                                                                 {"partition", &ElectorGroup::partition},
                                                                 {"mute", &ElectorGroup::mute},
                                                                 {"deaf", &ElectorGroup::deaf},
                                                                 {"full disk and pause", &ElectorGroup::fillDisk}};
        std::vector<std::size_t> order;
        for (int i = 0; i < rounds; ++i)
            for (std::size_t fault = 0; fault < faults.size(); ++fault)
                order.push_back(fault);
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[m_random.below(i + 1)]);
        std::optional<Claim> leader = calm();
        for (const std::size_t fault : order) {
            if (!leader)
                return unrest("a fault");
            const std::string pod = pods[static_cast<std::size_t>(leader->member)];
            Hit hit{faults[fault].first, pod, SteadyClock::now(), {}, false};
            if (const std::string wrong = (this->*faults[fault].second)(pod); !wrong.empty())
                return hit.what + " of " + pod + ": " + wrong;
            const auto next = calm();
            hit.over = SteadyClock::now();
            hit.isReplaced = next && next->token != leader->token;
            hits.push_back(hit);
            leader = next;
        }
        m_applications.clear();
        return leader ? std::string() : unrest("the last fault");
    }

    Reign reign() const { return reignOf(m_witness.claims()); }
    const std::vector<FencedRegister::Write> &writes() const { return m_register.writes(); }

    ElectionConfig config;
    std::vector<std::string> pods, containers;
    std::vector<Hit> hits;

private:
    /// With what the deployment says went wrong.
    std::string unrest(const std::string &after) const
    {
        std::string text = pods.front() + " and the others have come to no rest after " + after;
        for (const RunEvent &event : m_run.events(0))
            if (event.kind == "fault-failed")
                text += "; " + toText(event);
        const auto snapshot = m_run.snapshot();
        for (InstanceIndex index = 0; index < snapshot->instances.size(); ++index)
            if (isSilent(*snapshot, index))
                text += "; nothing is heard of " + m_run.plan().instances[index].name;
        return text;
    }

    /// Those that only hold a pod's place have nothing to tell.
    bool isSilent(const Snapshot &snapshot, InstanceIndex index) const
    {
        return m_run.plan().instances[index].machine && snapshot.time - snapshot.instances[index].stateTime > 2s;
    }

    /// Agents that were cut off need some seconds until the hub, which passes faults on to them, hears them again.
    bool allReport() const
    {
        const auto snapshot = m_run.snapshot();
        for (InstanceIndex index = 0; index < snapshot->instances.size(); ++index)
            if (std::ranges::find(pods, m_run.plan().pods[m_run.plan().instances[index].pod].name) != pods.end() &&
                isSilent(*snapshot, index))
                return false;
        return true;
    }

    std::string inject(const std::string &kind, const std::string &target, Duration length)
    {
        const auto begun = m_run.inject({kind, target, length});
        std::this_thread::sleep_for(length);
        return begun ? std::string() : toText(begun.error());
    }

    std::string killElector(const std::string &pod) { return inject("kill", pod + "/elector", 1500ms); }
    std::string killPod(const std::string &pod) { return inject("kill", pod, 1500ms); }
    std::string pause(const std::string &pod) { return inject("pause", pod, 2500ms); }
    std::string partition(const std::string &pod) { return inject("partition", pod, 3s); }

    FaultPlan faultOf(const std::string &kind, const std::string &pod, Duration length)
    {
        FaultPlan fault;
        fault.id = "chaos-" + std::to_string(hits.size());
        fault.kind = kind;
        fault.text = kind + ' ' + pod;
        fault.length = length;
        for (InstanceIndex index = 0; index < m_run.plan().instances.size(); ++index)
            if (m_run.plan().pods[m_run.plan().instances[index].pod].name == pod)
                fault.instances.push_back(index);
        return fault;
    }

    /// As the agents carry it out.
    std::string hold(const FaultPlan &fault)
    {
        auto told = toldFaultsOf(m_run.plan(), fault);
        if (!told)
            return toText(told.error());
        const auto held = withEngine<void>(m_engineUrl, [&](EngineClient &engine) -> Task<Result<void>> {
            Signal changed(co_await boost::asio::this_coro::executor);
            FaultContext context{engine, "chaos", changed, [] { return false; }};
            co_return co_await holdFault(std::move(context), std::move(*told), fault.length);
        });
        return held ? std::string() : toText(held.error());
    }

    std::string mute(const std::string &pod)
    {
        FaultPlan fault = faultOf("partition", pod, 3s);
        fault.hitsIn = false;
        return hold(fault);
    }

    std::string deaf(const std::string &pod)
    {
        FaultPlan fault = faultOf("partition", pod, 3s);
        fault.hitsOut = false;
        return hold(fault);
    }

    /// It comes back from its pause to a term that it cannot write down.
    std::string fillDisk(const std::string &pod)
    {
        FaultPlan fault = faultOf("disk", pod, 5s);
        fault.how = "full";
        auto full = std::async(std::launch::async, [&] { return hold(fault); });
        std::this_thread::sleep_for(1s);
        const std::string paused = inject("pause", pod, 2500ms);
        const std::string held = full.get();
        return paused + held;
    }

    Run &m_run;
    std::string m_engineUrl;
    Random m_random;
    Witness m_witness;
    FencedRegister m_register;
    std::vector<std::unique_ptr<Application>> m_applications; ///< the last: their threads use the others
};

Milliseconds medianOf(std::vector<Milliseconds> times)
{
    std::ranges::sort(times);
    return times.empty() ? Milliseconds(0) : times[times.size() / 2];
}

} // namespace

class ChaosTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void twoLeadersAndStaleWritesWouldBeSeen();
    void leadersComeBackAndNoStaleWriteIsAccepted();
    void theElectionsAreReplayedByteForByte();
    void killedWorkersLoseNoTaskAndLeaveNoHalfOutput();

private:
    static void judge(const ElectorGroup &group);
    void putTasks(SteadyClock::time_point end);
    std::uint64_t unfinishedTasks() const;
    void takeResults();

    TestEngine m_engine;
    QTemporaryDir m_state;
    std::unique_ptr<Run> m_run;
    std::set<std::string> m_put; ///< tasks by their names
    std::atomic<int> m_putAgain = 0;
    std::map<std::string, int> m_outputs; ///< how often, by what they are
    int m_resultsTaken = 0;
};

void ChaosTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
    if (m_engine.url().rfind("unix://", 0) != 0 || geteuid() != 0)
        QSKIP("There is no engine behind a socket of this machine, or this is not root.");
    if (!m_engine.makeImage({"bayplan-test/shell:1", R"(["sh"])", "sh", "sleep"}))
        QSKIP("The image cannot be made: the docker program is not installed.");
    const auto document = loadDocument(BAYPLAN_TEST_DATA "/docker/chaos.bayplan.json");
    QVERIFY2(document, document ? "" : toText(document.error()).c_str());
    auto plan = lower(document->topology);
    QVERIFY2(plan, plan ? "" : toText(plan.error()).c_str());
    static_cast<void>(takeDown(m_engine.url(), "chaos", true, {}));
    DeployOptions options;
    options.engineUrl = m_engine.url();
    options.agentBinary = BAYPLAN_BINARY_DIR "/bin/bayplan-agent";
    options.traces = true;
    m_run = makeDeploymentRun(std::move(*plan), options);
    m_run->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_run->snapshot()->status != RunStatus::Starting, 170'000);
    QVERIFY2(m_run->snapshot()->status == RunStatus::Running, toText(m_run->error()).c_str());
    if (!processOf(m_engine.url(), "chaos-jobs-queue"))
        QSKIP("The engine's containers do not run on this machine.");
}

void ChaosTest::cleanupTestCase()
{
    if (!m_run)
        return;
    m_run->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_run->snapshot()->status, RunStatus::Finished, 60'000);
    m_run.reset();
    const auto left = takeDown(m_engine.url(), "chaos", true, {});
    QVERIFY(left.has_value());
    QCOMPARE(*left, std::size_t{0});
}

void ChaosTest::twoLeadersAndStaleWritesWouldBeSeen()
{
    const SteadyClock::time_point start{};
    const auto claim = [&](int member, std::uint64_t token, Milliseconds at, Milliseconds lease) {
        return Claim{member, start + at, start + at + 5ms, true, token, start + at + lease};
    };
    const Reign orderly = reignOf({claim(0, 1, 0ms, 800ms), claim(0, 1, 200ms, 800ms), claim(1, 2, 2000ms, 800ms)});
    QCOMPARE(orderly.overlaps + orderly.sharedTokens, std::size_t{0});
    QCOMPARE(orderly.vacancies.size(), std::size_t{1});
    QCOMPARE(orderly.vacancies[0].length(), Milliseconds(1005));
    const Reign disputed = reignOf({claim(0, 1, 0ms, 800ms), claim(1, 1, 700ms, 800ms)});
    QCOMPARE(disputed.overlaps, std::size_t{1});
    QCOMPARE(disputed.sharedTokens, std::size_t{1});

    FencedRegister fenced;
    fenced.write(0, 1, {});
    fenced.write(1, 2, {});
    fenced.write(0, 1, {});
    QVERIFY(!fenced.writes()[2].isAccepted);
    QCOMPARE(staleWritesIn(fenced.writes()), std::size_t{0});
    fenced.write(2, 2, {}); // which no fence can tell from the other of that token
    QCOMPARE(staleWritesIn(fenced.writes()), std::size_t{1});
}

void ChaosTest::leadersComeBackAndNoStaleWriteIsAccepted()
{
    ElectorGroup trio(*m_run, m_engine.url(), "trio");
    ElectorGroup five(*m_run, m_engine.url(), "five");
    QCOMPARE(trio.pods.size(), std::size_t{3});
    QCOMPARE(five.pods.size(), std::size_t{5});
    auto other = std::async(std::launch::async, [&] { return five.suffer(); });
    const std::string wrong = trio.suffer();
    const std::string wrongOfFive = other.get();
    judge(trio);
    judge(five);
    QVERIFY2(wrong.empty(), wrong.c_str());
    QVERIFY2(wrongOfFive.empty(), wrongOfFive.c_str());
}

void ChaosTest::judge(const ElectorGroup &group)
{
    const Reign reign = group.reign();
    const auto &writes = group.writes();
    const auto count = [&](auto which) { return static_cast<int>(std::ranges::count_if(writes, which)); };
    const int stale = static_cast<int>(staleWritesIn(writes));
    const int accepted = count([](const auto &write) { return write.isAccepted; });
    const int refusedLate = count([](const auto &write) { return !write.isAccepted && write.isLate; });
    const int refusedPrompt = count([](const auto &write) { return !write.isAccepted && !write.isLate; });
    std::vector<Milliseconds> times;
    int splitVotes = 0;
    for (const Vacancy &vacancy : reign.vacancies) {
        const auto hit = std::ranges::find_if(
            group.hits, [&](const Hit &each) { return each.begun < vacancy.ended && vacancy.ended <= each.over; });
        const std::string what = hit == group.hits.end() ? "no fault" : hit->what + " of " + hit->whom;
        qInfo("%s: %lld ms without a leader, %llu term(s), %s", group.pods.front().substr(0, 4).c_str(),
              static_cast<long long>(vacancy.length().count()), static_cast<unsigned long long>(vacancy.termsTaken),
              what.c_str());
        times.push_back(vacancy.length());
        // A leader that hears nobody is heard itself until it gives up, so long after its lease.
        Duration limit = leaseGrace;
        if (what.starts_with("deaf"))
            limit += group.config.electionTimeoutMin - group.config.lease;
        // Of a vote that was split, the next comes a time-out later.
        if (vacancy.termsTaken > 1) {
            ++splitVotes;
            limit += group.config.electionTimeoutMax;
        }
        QVERIFY2(vacancy.length() <= limit, what.c_str());
    }
    const auto replaced = std::ranges::count_if(group.hits, &Hit::isReplaced);
    const Milliseconds longest = times.empty() ? Milliseconds(0) : *std::ranges::max_element(times);
    qInfo(
        "%d electors: %d faults, %d leaders replaced, %d vacancies (split votes %d), without a leader at most %lld ms "
        "(median %lld ms) after a lease of %lld ms",
        static_cast<int>(group.pods.size()), static_cast<int>(group.hits.size()), static_cast<int>(replaced),
        static_cast<int>(times.size()), splitVotes, static_cast<long long>(longest.count()),
        static_cast<long long>(medianOf(times).count()), static_cast<long long>(millisecondsOf(group.config.lease)));
    qInfo(
        "%d electors: %d writes accepted, %d late ones refused, %d stale ones accepted; two leases at once %d, shared "
        "tokens %d",
        static_cast<int>(group.pods.size()), accepted, refusedLate, stale, static_cast<int>(reign.overlaps),
        static_cast<int>(reign.sharedTokens));
    QCOMPARE(stale, 0);
    QCOMPARE(refusedPrompt, 0);
    QCOMPARE(reign.overlaps, std::size_t{0});
    QCOMPARE(reign.sharedTokens, std::size_t{0});
    QVERIFY(accepted > 1000);
    QVERIFY(refusedLate > 0);
    QVERIFY(times.size() * 2 > group.hits.size());
}

/// Killed all at once, so that nothing is added while the files are read.
void ChaosTest::theElectionsAreReplayedByteForByte()
{
    TraceReplay all;
    int electors = 0;
    for (const InstancePlan &instance : m_run->plan().instances) {
        if (instance.agentRole != "elector")
            continue;
        QVERIFY(m_run->inject({"kill", instance.name, {}}).has_value());
        const std::string container = "chaos-" + m_run->plan().pods[instance.pod].name + "-elector";
        QTRY_COMPARE_WITH_TIMEOUT(processOf(m_engine.url(), container), 0, 10'000);
        const auto files = filesOf(m_engine.url(), container, instance.stateDir + "/trace");
        QVERIFY2(files.contains("trace"), container.c_str());
        const auto replayed = replayElectionTrace(files.at("trace"));
        QVERIFY2(replayed, replayed ? "" : toText(replayed.error()).c_str());
        QVERIFY2(replayed->differsAt == 0, (replayed->recorded + '\n' + replayed->instead).c_str());
        QVERIFY(replayed->steps > 100);
        ++electors;
        all.lives += replayed->lives;
        all.steps += replayed->steps;
        all.effects += replayed->effects;
        all.elected += replayed->elected;
    }
    qInfo("traces of %d electors: %d lives, %d elections won, %d steps, %d effects: the same byte for byte", electors,
          static_cast<int>(all.lives), static_cast<int>(all.elected), static_cast<int>(all.steps),
          static_cast<int>(all.effects));
    QCOMPARE(electors, 8);
}

/// Four a second; one that is not answered is put again, and may then be there twice.
void ChaosTest::putTasks(SteadyClock::time_point end)
{
    std::optional<RawClient> client;
    for (int number = 0; SteadyClock::now() < end; ++number) {
        const std::string name = "task-" + std::to_string(number);
        for (bool isPut = false; !isPut;) {
            if (!client && enterNetworkOf(m_engine.url(), "chaos-jobs-queue"))
                client.emplace(std::uint16_t{7070});
            const std::string request =
                "POST /tasks HTTP/1.1\r\nHost: jobs\r\nContent-Length: " + std::to_string(name.size()) + "\r\n\r\n" +
                name;
            isPut = client && client->isConnected() && client->say(request) &&
                    client->hearReply().starts_with("HTTP/1.1 201");
            if (!isPut) {
                client.reset();
                ++m_putAgain;
                std::this_thread::sleep_for(100ms);
            }
        }
        m_put.insert(name);
        std::this_thread::sleep_for(250ms);
    }
}

/// By the queue's own report.
std::uint64_t ChaosTest::unfinishedTasks() const
{
    const auto snapshot = m_run->snapshot();
    for (InstanceIndex index = 0; index < snapshot->instances.size(); ++index)
        if (const auto *queue = std::get_if<QueueState>(&snapshot->instances[index].machine.pattern);
            queue && m_run->plan().instances[index].name == "jobs/queue")
            return queue->ready + queue->reserved + queue->delayed + queue->buried + queue->forwarding;
    return 0;
}

/// What the queue of the next stage has got since the last time; nobody works there. By a thread of its own, which goes
/// into that queue's network.
void ChaosTest::takeResults()
{
    const auto take = [this] {
        if (!enterNetworkOf(m_engine.url(), "chaos-results-queue"))
            return;
        for (;;) {
            RawClient client(std::uint16_t{7070});
            const std::string path = "/api/v1/items/task-" + std::to_string(m_resultsTaken + 1);
            if (!client.isConnected() || !client.say("GET " + path + " HTTP/1.1\r\nHost: results\r\n\r\n"))
                return;
            const std::string reply = client.hearReply();
            const auto item =
                nlohmann::json::parse(reply.substr(std::min(reply.find('{'), reply.size())), nullptr, false);
            if (!reply.starts_with("HTTP/1.1 200") || !item.is_object())
                return;
            ++m_outputs[item["data"].value("input", std::string())];
            ++m_resultsTaken;
        }
    };
    std::async(std::launch::async, take).get();
}

void ChaosTest::killedWorkersLoseNoTaskAndLeaveNoHalfOutput()
{
    Random random(20162);
    const auto begun = SteadyClock::now();
    auto putting = std::async(std::launch::async, [&] { putTasks(begun + workLength); });
    int kills = 0;
    for (auto next = begun + killEvery; next < begun + workLength; next += killEvery) {
        QTest::qWait(static_cast<int>(std::chrono::duration_cast<Milliseconds>(next - SteadyClock::now()).count()));
        const std::string worker = "workers-" + std::to_string(random.below(3)) + "/worker";
        QVERIFY(m_run->inject({"kill", worker, 500ms}).has_value());
        if (++kills == 15)
            QVERIFY(m_run->inject({"kill", "jobs/queue", 1s}).has_value());
    }
    putting.get();

    std::map<std::string, int> wanted;
    for (const std::string &name : m_put) {
        std::string text;
        for (int line = 0; line < 2000; ++line)
            text += name + " line " + std::to_string(line) + '\n';
        wanted[text + name + " end\n"] = 0;
    }
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < finishLimitMs) {
        takeResults();
        if (std::ranges::all_of(wanted, [&](const auto &each) { return m_outputs.contains(each.first); }))
            break;
        QTest::qWait(1000);
    }
    int partial = 0, twice = 0;
    for (const auto &[text, times] : m_outputs) {
        partial += wanted.contains(text) ? 0 : 1;
        twice += times - 1;
    }
    const auto lost = std::ranges::count_if(wanted, [&](const auto &each) { return !m_outputs.contains(each.first); });
    int attempts = 0;
    for (int i = 0; i < 3; ++i) {
        const auto files = filesOf(m_engine.url(), "chaos-workers-" + std::to_string(i) + "-worker", "/tmp/attempts");
        if (const auto found = files.find("attempts"); found != files.end())
            attempts += static_cast<int>(std::ranges::count(found->second, '\n'));
    }
    qInfo(
        "work queue: %d tasks, %d worker kills, 1 queue kill, %d lost, %d partial, %d attempts (%d redone), %d outputs "
        "twice, %d puts repeated",
        static_cast<int>(m_put.size()), kills, static_cast<int>(lost), partial, attempts,
        attempts - static_cast<int>(m_put.size()), twice, m_putAgain.load());
    QVERIFY(m_put.size() > 100);
    // What the queue still holds is late and not lost: the machine is too slow for this test.
    if (lost > 0)
        QCOMPARE(unfinishedTasks(), std::uint64_t{0});
    QCOMPARE(static_cast<int>(lost), 0);
    QCOMPARE(partial, 0);
    QVERIFY(attempts > static_cast<int>(m_put.size())); // some were interrupted
}

QTEST_GUILESS_MAIN(ChaosTest)
#include "chaos_test.moc"
