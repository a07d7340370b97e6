// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/containers_view.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/icons.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"
#include "engine/docker/instance_actions.h"

#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace bayplan {

namespace {

constexpr int firstUsageColumn = 9, lastUsageColumn = 12;

QColor stateColour(const InstanceSnapshot &instance)
{
    if (!instance.alive)
        return colours().error;
    if (instance.paused || instance.machine.phase == Phase::Draining)
        return colours().warning;
    return instance.machine.phase == Phase::Ready ? colours().good : colours().dimText;
}

FigureCell optional(bool known, double value, AxisUnit unit)
{
    return known ? figureCell(valueText(value, unit), value) : figureCell(QStringLiteral("–"), -1);
}

QString bytesText(double bytes)
{
    return QString::fromStdString(humanBytes(bytes));
}

FigureCell coresCell(const std::optional<ContainerUsage> &usage)
{
    FigureCell cell = optional(usage.has_value(), usage ? usage->cores : 0, AxisUnit::Fraction);
    cell.toolTip = ContainersView::tr("Of one core, as the engine counts it.");
    return cell;
}

FigureCell memoryCell(const std::optional<ContainerUsage> &usage)
{
    if (!usage)
        return optional(false, 0, AxisUnit::Count);
    FigureCell cell =
        figureCell(bytesText(static_cast<double>(usage->memoryBytes)), static_cast<double>(usage->memoryBytes));
    cell.toolTip = ContainersView::tr("Of %1 at most.").arg(bytesText(static_cast<double>(usage->memoryLimitBytes)));
    return cell;
}

/// Both directions added up; each by itself in the tool tip.
FigureCell trafficCell(const std::optional<ContainerUsage> &usage, double in, double out, const QString &toolTip)
{
    if (!usage)
        return optional(false, 0, AxisUnit::Count);
    FigureCell cell = figureCell(ContainersView::tr("%1/s").arg(bytesText(in + out)), in + out);
    cell.toolTip = toolTip.arg(bytesText(in), bytesText(out));
    return cell;
}

FigureCell networkCell(const std::optional<ContainerUsage> &usage)
{
    return trafficCell(usage, usage ? usage->receivedPerSecond : 0, usage ? usage->sentPerSecond : 0,
                       ContainersView::tr("%1/s received, %2/s sent, by all containers of the pod: they share its "
                                          "network."));
}

FigureCell diskCell(const std::optional<ContainerUsage> &usage)
{
    return trafficCell(usage, usage ? usage->readPerSecond : 0, usage ? usage->writtenPerSecond : 0,
                       ContainersView::tr("%1/s read, %2/s written."));
}

QString leaderNote(const InstanceSnapshot &instance)
{
    const auto *election = std::get_if<ElectionState>(&instance.machine.pattern);
    if (!election || !instance.alive || election->role != ElectionRole::Leader)
        return {};
    return ContainersView::tr("leads term %1").arg(election->term);
}

} // namespace

QString instanceStateText(const InstanceSnapshot &instance)
{
    if (!instance.alive)
        return instance.machine.phase == Phase::Created && instance.restarts == 0
                   ? QCoreApplication::translate("InstanceState", "not started")
                   : QCoreApplication::translate("InstanceState", "down");
    if (instance.paused)
        return QCoreApplication::translate("InstanceState", "paused");
    if (!instance.known)
        return QCoreApplication::translate("InstanceState", "running");
    switch (instance.machine.phase) {
    case Phase::Created:
    case Phase::Starting:
        return QCoreApplication::translate("InstanceState", "starting");
    case Phase::Ready:
        return QCoreApplication::translate("InstanceState", "ready");
    case Phase::Draining:
        return QCoreApplication::translate("InstanceState", "draining");
    case Phase::Stopped:
        return QCoreApplication::translate("InstanceState", "stopped");
    }
    return {};
}

ContainersView::ContainersView(RunSession *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    m_table = new FigureTable({tr("Container"), tr("Pod"), tr("Role"), tr("State"), tr("Restarts"), tr("Rate"),
                               tr("Utilisation"), tr("Waiting"), tr("p99"), tr("CPU"), tr("Memory"), tr("Network"),
                               tr("Disk"), tr("Note")},
                              tr("Containers of the run"), this);
    m_table->setEmptyText(tr("Nothing runs. Press Space to simulate the drawing, or Deploy to start its containers."));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_table);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QString key = m_table->keyAt(at);
        if (key.isEmpty())
            return;
        QMenu *menu = menuFor(key);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table, &QTableView::clicked, this, [this] {
        const RunRecord *record = m_session->record();
        if (!record)
            return;
        for (const InstancePlan &instance : record->plan().instances)
            if (QString::fromStdString(instance.name) == m_table->currentKey())
                Q_EMIT elementChosen(instance.element.empty() ? record->plan().pods[instance.pod].element
                                                              : instance.element);
    });
    connect(m_session, &RunSession::runChanged, this, [this] {
        askForUsage();
        refresh();
    });
    connect(m_session, &RunSession::snapshotChanged, this, &ContainersView::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &ContainersView::refresh);
}

void ContainersView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askForUsage();
    refresh();
}

void ContainersView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_session->wantUsage({});
}

/// Of a deployment that is looked at: its engine pays for each.
void ContainersView::askForUsage()
{
    const RunRecord *record = m_session->record();
    const bool isLooked = isVisible() && record && record->kind() == RunKind::Deployed;
    for (int column = firstUsageColumn; column <= lastUsageColumn; ++column)
        m_table->setColumnHidden(column, !record || record->kind() != RunKind::Deployed);
    std::vector<InstanceIndex> all(isLooked ? record->plan().instances.size() : 0);
    std::iota(all.begin(), all.end(), InstanceIndex{0});
    m_session->wantUsage(std::move(all));
}

void ContainersView::refresh()
{
    if (!isVisible())
        return;
    const RunRecord *record = m_session->record();
    const SnapshotPtr snapshot = m_session->snapshot();
    std::vector<FigureRow> rows;
    if (record && snapshot) {
        const auto latest = record->read([](const RunHistory &history) { return history.latest(); });
        const Plan &plan = record->plan();
        const std::size_t count = std::min({plan.instances.size(), snapshot->instances.size(), latest.size()});
        for (std::size_t i = 0; i < count; ++i) {
            const InstancePlan &instance = plan.instances[i];
            const InstanceSnapshot &now = snapshot->instances[i];
            const WindowFigures &f = latest[i];
            if (instance.role == Role::Pause && record->kind() == RunKind::Simulated)
                continue; // only an engine has it
            const QString name = QString::fromStdString(instance.name);
            const QString note = QString::fromStdString(now.note);
            const QString leads = leaderNote(now);
            rows.push_back(
                {name,
                 {{name, {}},
                  {QString::fromStdString(plan.pods[instance.pod].name), {}},
                  {QString::fromStdString(instance.role == Role::User ? instance.image : instance.agentRole), {}},
                  {instanceStateText(now), {}, stateColour(now)},
                  figureCell(QString::number(now.restarts), now.restarts),
                  optional(now.known && instance.role != Role::Pause, f.throughputPerSecond, AxisUnit::PerSecond),
                  optional(now.known && f.hasUtilisation, f.utilisation, AxisUnit::Fraction),
                  optional(now.known && instance.role != Role::Pause, f.queueDepth, AxisUnit::Count),
                  optional(f.hasLatency, f.p99Seconds, AxisUnit::Latency),
                  coresCell(now.usage),
                  memoryCell(now.usage),
                  networkCell(now.usage),
                  diskCell(now.usage),
                  {leads.isEmpty() || note.isEmpty() ? leads + note : leads + QStringLiteral("; ") + note, {}}}});
        }
    }
    m_table->setRows(std::move(rows));
}

void ContainersView::offer(QMenu *menu, const QString &text, const QString &icon, const Injection &injection)
{
    QAction *action =
        menu->addAction(themedIcon(icon), text, this, [this, injection] { m_session->inject(injection); });
    action->setEnabled(m_session->isLive());
}

bool ContainersView::isGenerator(const std::string &instance) const
{
    const RunRecord *record = m_session->record();
    return record && std::ranges::any_of(record->plan().instances, [&](const InstancePlan &one) {
               return one.name == instance && one.machine && std::holds_alternative<LoadConfig>(one.machine->behaviour);
           });
}

QMenu *ContainersView::menuFor(const QString &instance)
{
    auto *menu = new QMenu(this);
    const std::string name = instance.toStdString();
    const std::string pod = name.substr(0, name.find('/'));
    offer(menu, tr("Kill %1").arg(instance), QStringLiteral("fault-kill"), {"kill", name, {}});
    offer(menu, tr("Restart %1").arg(instance), QStringLiteral("fault-restart"), {"restart", name, {}});
    offer(menu, tr("Pause %1").arg(instance), QStringLiteral("fault-pause"), {"pause", name, {}});
    offer(menu, tr("Pause %1 for 5 s").arg(instance), QStringLiteral("fault-pause"),
          {"pause", name, std::chrono::seconds(5)});
    offer(menu, tr("Resume %1").arg(instance), QStringLiteral("play"), {"resume", name, {}});
    if (isGenerator(name)) {
        offer(menu, tr("Triple the load of %1 for 10 s").arg(instance), QStringLiteral("fault"),
              {.kind = "load", .target = name, .length = std::chrono::seconds(10), .params = {{"factor", "3"}}});
    }
    menu->addSeparator();
    offer(menu, tr("Kill pod %1").arg(QString::fromStdString(pod)), QStringLiteral("fault-kill"), {"kill", pod, {}});
    offer(menu, tr("Restart pod %1").arg(QString::fromStdString(pod)), QStringLiteral("fault-restart"),
          {"restart", pod, {}});
    if (m_session->shown() == RunKind::Deployed) {
        menu->addSeparator();
        for (const auto &[text, icon, action] : {std::tuple(tr("Stop %1"), "stop", InstanceAction::Stop),
                                                 std::tuple(tr("Start %1"), "play", InstanceAction::Start)}) {
            menu->addAction(themedIcon(QLatin1String(icon)), text.arg(instance), this,
                            [this, instance, action = action] { Q_EMIT actionRequested(instance, action); })
                ->setEnabled(m_session->isLive());
        }
        menu->addAction(themedIcon(QStringLiteral("command")), tr("Shell in %1").arg(instance), this,
                        [this, instance] { Q_EMIT shellRequested(instance); })
            ->setEnabled(m_session->isLive());
        menu->addAction(themedIcon(QStringLiteral("events")), tr("Log of %1").arg(instance), this,
                        [this, instance] { Q_EMIT logsRequested(instance); });
    }
    return menu;
}

} // namespace bayplan
