// SPDX-License-Identifier: GPL-3.0-or-later
// What being watched costs a run, and what a run costs who watches: events a second of simulate() alone and of the same
// run in the window at Express, and the milliseconds from an input to its paint meanwhile.
//
//   QT_QPA_PLATFORM=offscreen watch_bench [ROUNDS [EXAMPLE [DURATION]]]
//
// Events are counted by processor time of the thread that simulates, so that other work on the machine counts little.
#include "app/desktop/icons.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"
#include "simulator/simulator_run.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPointingDevice>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <map>
#include <thread>
#include <vector>

using namespace bayplan;

namespace {

using Wall = std::chrono::steady_clock;

double threadSeconds()
{
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Nanoseconds on a processor by thread of this program.
std::map<QString, double> threads()
{
    std::map<QString, double> times;
    for (const QString &id : QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("/proc/self/task/%1/schedstat").arg(id));
        if (file.open(QIODevice::ReadOnly))
            times[id] = file.readAll().split(' ').value(0).toDouble();
    }
    return times;
}

struct Rate {
    double perProcessorSecond = 0, perWallSecond = 0;
    std::uint64_t events = 0;
};

Rate alone(const Plan &plan)
{
    Rate rate;
    std::thread worker([&] {
        const auto begin = Wall::now();
        const double processor = threadSeconds();
        SimulatorOptions options;
        const Report report = simulate(plan, options);
        rate.events = report.events;
        rate.perProcessorSecond = static_cast<double>(report.events) / (threadSeconds() - processor);
        rate.perWallSecond =
            static_cast<double>(report.events) / std::chrono::duration<double>(Wall::now() - begin).count();
    });
    worker.join();
    return rate;
}

/// From an input that comes whenever it comes to the end of the next paint of who got it.
class InputWatch : public QObject {
public:
    explicit InputWatch(QWidget *target) : m_target(target) { target->installEventFilter(this); }

    /// From another thread; false while the last one is not painted yet.
    bool post(int number)
    {
        if (m_isPending.exchange(true))
            return false;
        m_posted = Wall::now();
        m_isDelivered = false;
        const QPointF at(m_target->width() / 2.0, m_target->height() / 2.0);
        const QPoint turn(0, number % 2 == 0 ? 120 : -120);
        QCoreApplication::postEvent(
            m_target, new QWheelEvent(at, at, {}, turn, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false,
                                      Qt::MouseEventNotSynthesized, m_mouse),
            Qt::HighEventPriority);
        return true;
    }

    std::vector<double> milliseconds() const { return m_milliseconds; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Wheel) {
            m_isDelivered = true;
        } else if (event->type() == QEvent::Paint && m_isDelivered.exchange(false)) {
            // Behind this paint.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_milliseconds.push_back(std::chrono::duration<double, std::milli>(Wall::now() - m_posted).count());
                    m_isPending = false;
                },
                Qt::QueuedConnection);
        }
        return false;
    }

private:
    QWidget *m_target;
    const QPointingDevice *m_mouse = QPointingDevice::primaryPointingDevice(); ///< made in the window's thread
    Wall::time_point m_posted;
    std::atomic<bool> m_isPending = false, m_isDelivered = false;
    std::vector<double> m_milliseconds;
};

double quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size())))];
}

/// The same run in a window whose views are shown.
Rate watched(MainWindow &window, const Plan &plan, std::vector<double> &inputs)
{
    RunSession &runs = window.runs();
    runs.setMode(RunMode::Express);
    const auto before = threads();
    SimulatorOptions options;
    options.speed = 0;
    const auto begin = Wall::now();
    runs.simulate(plan, options);
    InputWatch watch(window.view().viewport());
    std::atomic<bool> isOver = false;
    std::thread hands([&] {
        for (int number = 0; !isOver; ++number) {
            watch.post(number);
            std::this_thread::sleep_for(std::chrono::milliseconds(60 + number % 7 * 11));
        }
    });
    Rate rate;
    double best = 0;
    while (!runs.record()->isOver()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        const SnapshotPtr newest = runs.record()->newest();
        double busiest = 0; // of the threads that came with the run: the simulator's
        for (const auto &[id, time] : threads())
            busiest = std::max(busiest, before.contains(id) ? 0 : time);
        if (newest->events > rate.events && newest->status == RunStatus::Running) {
            rate.events = newest->events;
            best = busiest;
            rate.perWallSecond =
                static_cast<double>(newest->events) / std::chrono::duration<double>(Wall::now() - begin).count();
        }
    }
    isOver = true;
    hands.join();
    rate.perProcessorSecond = best > 0 ? static_cast<double>(rate.events) / (best * 1e-9) : 0;
    for (const double each : watch.milliseconds())
        inputs.push_back(each);
    return rate;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    initialiseResources();
    const int rounds = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 3;
    const QString example = QString::fromLocal8Bit(argc > 2 ? argv[2] : "sharded-cache");
    const auto duration = parseDuration(argc > 3 ? argv[3] : "36000s");
    Theme::instance().apply(Theme::Mode::Light);
    QTemporaryDir folder;
    MainWindow window(folder.filePath(QStringLiteral("recovery")), false);
    window.resize(1440, 900);
    window.show();
    if (!duration || !window.openExample(example))
        return 2;
    window.showWorkspace(Workspace::Simulate);
    Result<Plan> plan = window.runs().planOfDocument();
    if (!plan)
        return 1;
    plan->duration = *duration;
    std::vector<double> unwatched, seen, ratios, inputs;
    for (int round = 0; round < rounds; ++round) {
        const Rate a = alone(*plan);
        const Rate b = watched(window, *plan, inputs);
        unwatched.push_back(a.perProcessorSecond);
        seen.push_back(b.perProcessorSecond);
        ratios.push_back(b.perProcessorSecond / a.perProcessorSecond);
        std::printf("round %d: %.2f M events alone at %.2f M/s (wall %.2f), watched %.2f M/s (wall %.2f), ratio %.3f\n",
                    round + 1, static_cast<double>(a.events) * 1e-6, a.perProcessorSecond * 1e-6,
                    a.perWallSecond * 1e-6, b.perProcessorSecond * 1e-6, b.perWallSecond * 1e-6, ratios.back());
        std::fflush(stdout);
    }
    std::printf("%s, %zu containers: alone %.2f M/s, watched %.2f M/s, ratio %.3f (aim: 0.95)\n", qPrintable(example),
                plan->instances.size(), quantile(unwatched, 0.5) * 1e-6, quantile(seen, 0.5) * 1e-6,
                quantile(ratios, 0.5));
    std::printf("input to paint under Express: %zu inputs, median %.1f ms, p99 %.1f ms, max %.1f ms (aim: 50)\n",
                inputs.size(), quantile(inputs, 0.5), quantile(inputs, 0.99), quantile(inputs, 1));
    return 0;
}
