// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sequence_view.h"

#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sequence_chart.h"
#include "app/desktop/sequence_picker.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"

#include <QAction>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr auto sequencePollEvery = std::chrono::milliseconds(100);
constexpr std::size_t mostUnderWayListed = 500;
constexpr int narrowSequence = 620;

} // namespace

SequenceView::SequenceView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_pages(new QStackedWidget(this)), m_chart(new SequenceChart(this)),
      m_picker(new SequencePicker(this)), m_note(new QLabel(this))
{
    setAccessibleName(tr("Sequence"));
    makeActions();
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->addWidget(m_chart);
    m_split->addWidget(makeSide());
    m_chart->installEventFilter(this);
    m_underWay->installEventFilter(this);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({700, 330});
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(m_split);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(8, 1, 8, 3);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(m_pages, 1);
    all->addWidget(m_note);
    fillSortMenu();
    connect(m_picker, &SequencePicker::chosen, this,
            [this](const std::vector<InstanceIndex> &instances) { chooseInstances(instances); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_chart->scene().messages.setWords(words);
        m_chart->changed();
        updateNote();
    });
    connect(m_follow, &QCheckBox::toggled, m_chart, &SequenceChart::setFollowing);
    connect(m_chart, &SequenceChart::followingChanged, m_follow, &QCheckBox::setChecked);
    connect(m_chart, &SequenceChart::cursorMoved, m_session, &RunSession::setCursor);
    connect(m_chart, &SequenceChart::selectionChanged, this, &SequenceView::showMessage);
    const auto showMenu = [this](const QPoint &at) {
        auto menu = makeMessageMenu().release();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(at);
    };
    connect(m_chart, &SequenceChart::menuRequested, this,
            [showMenu](std::uint64_t, const QPoint &at) { showMenu(at); });
    connect(m_underWay, &QTreeWidget::customContextMenuRequested, this,
            [this, showMenu](const QPoint &at) { showMenu(m_underWay->viewport()->mapToGlobal(at)); });
    connect(m_underWay, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item != nullptr)
            m_chart->select(item->data(0, Qt::UserRole).toULongLong());
    });
    connect(m_delayBy, &QLineEdit::textChanged, this, &SequenceView::updateActions);
    connect(m_session, &RunSession::runChanged, this, &SequenceView::takeRun);
    connect(m_session, &RunSession::eventsAdded, this, &SequenceView::takeEvents);
    connect(m_session, &RunSession::statusChanged, this, &SequenceView::poll);
    connect(m_session, &RunSession::cursorChanged, this, [this] { m_chart->setCursor(m_session->cursor()); });
    connect(&Theme::instance(), &Theme::changed, this, &SequenceView::fillSortMenu);
    m_timer.setInterval(sequencePollEvery);
    connect(&m_timer, &QTimer::timeout, this, &SequenceView::poll);
    takeRun();
}

void SequenceView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    if (m_source != m_session->messageSource())
        takeRun();
    poll();
}

void SequenceView::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

/// Beside the chart, or below it where that would leave it too narrow.
void SequenceView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_split->setOrientation(width() < narrowSequence && height() > width() / 2 ? Qt::Vertical : Qt::Horizontal);
}

/// In chart and list the keys mean a message, and never what is selected on the canvas: Delete would delete that.
bool SequenceView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    for (QAction *action : {m_drop, m_delay, m_duplicate, m_deliver}) {
        if (action->shortcut() != QKeySequence(key->keyCombination()))
            continue;
        if (event->type() == QEvent::KeyPress)
            action->trigger();
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

// ---- life lines ----------------------------------------------------------------------------------------------------

void SequenceView::setSelection(std::set<ElementId> ids)
{
    m_selected = std::move(ids);
}

void SequenceView::showLifeLines(std::vector<std::string> instances, std::vector<std::string> links)
{
    if (instances == m_instances && links == m_links)
        return;
    m_instances = std::move(instances);
    m_links = std::move(links);
    takeRun();
}

void SequenceView::chooseInstances(const std::vector<InstanceIndex> &instances, std::vector<std::string> links)
{
    const RunRecord *record = m_session->record();
    if (record == nullptr)
        return;
    std::vector<std::string> names;
    for (const InstanceIndex index : instances)
        names.push_back(record->plan().instances[index].name);
    showLifeLines(std::move(names), std::move(links));
}

void SequenceView::takeSelection()
{
    const RunRecord *record = m_session->record();
    if (record == nullptr)
        return;
    const SequenceChoice choice = choiceOf(record->plan(), m_selected);
    if (choice.lanes.empty())
        Q_EMIT m_session->refused(tr("What is selected on the canvas has no container in this run."));
    else
        chooseInstances(choice.lanes, choice.links);
}

void SequenceView::takeNeighbours()
{
    const RunRecord *record = m_session->record();
    std::vector<InstanceIndex> lanes;
    for (const SequenceLane &lane : m_chart->scene().lanes)
        lanes.push_back(lane.instance);
    if (record != nullptr)
        chooseInstances(withNeighbours(record->plan(), lanes, mostLifeLines));
}

/// Another run, or other life lines: everything anew.
void SequenceView::takeRun()
{
    const RunRecord *record = m_session->record();
    MessageSource *source = m_session->messageSource();
    m_source = nullptr;
    SequenceScene &scene = m_chart->scene();
    std::vector<InstanceIndex> lanes;
    if (record != nullptr) {
        for (const std::string &name : m_instances) {
            const auto found = std::ranges::find(record->plan().instances, name, &InstancePlan::name);
            if (found != record->plan().instances.end())
                lanes.push_back(static_cast<InstanceIndex>(found - record->plan().instances.begin()));
        }
    }
    m_tooMany = lanes.size() > mostLifeLines;
    if (m_tooMany)
        lanes.resize(mostLifeLines);
    scene.setLanes(record != nullptr ? record->plan() : Plan(), lanes);
    scene.messages.clear();
    scene.now = Time{};
    if (record != nullptr)
        scene.takeEvents(record->plan(), record->events(), 0);
    m_pages->setCurrentIndex(lanes.empty() ? 0 : 1);
    m_listed.clear();
    m_underWay->clear();
    fillSuggestions();
    // Who is not looked at asks for nothing: the choice is told when it is shown again.
    if (isVisible() && source != nullptr && source->recordsMessages()) {
        if (m_links.empty())
            source->recordMessages({lanes, {}});
        else
            source->recordMessages({{}, m_links});
    }
    if (isVisible())
        m_source = source;
    m_chart->select(0);
    m_chart->changed();
    poll();
}

void SequenceView::takeEvents(int first)
{
    const RunRecord *record = m_session->record();
    if (record == nullptr || m_chart->scene().lanes.empty())
        return;
    m_chart->scene().takeEvents(record->plan(), record->events(), static_cast<std::size_t>(first));
    if (isVisible())
        m_chart->changed();
}

// ---- following a run -----------------------------------------------------------------------------------------------

bool SequenceView::isPaused() const
{
    const Run *run = m_session->run();
    return m_session->shown() == RunKind::Simulated && run != nullptr && run->snapshot()->status == RunStatus::Paused;
}

void SequenceView::poll()
{
    const MessageSource *source = m_session->messageSource();
    if (!isVisible() || source == nullptr || source != m_source) {
        updateActions();
        updateNote();
        return;
    }
    const Run *run = m_session->run(); // the newest, whatever instant the views show
    const SnapshotPtr snapshot = run != nullptr ? run->snapshot() : m_session->record()->newest();
    SequenceScene &scene = m_chart->scene();
    QElapsedTimer taken;
    taken.start();
    const bool isNew = source->recordsMessages() && scene.messages.take(source->messages(scene.messages.next()));
    // A run that goes as fast as it can has new ones by the ten thousand: an eighth of the window's time at most.
    m_timer.setInterval(std::max(sequencePollEvery, std::chrono::milliseconds(8 * taken.elapsed())));
    const bool hasMoved = std::exchange(scene.now, snapshot->time) != snapshot->time;
    const bool hasTurned = std::exchange(m_status, snapshot->status) != snapshot->status;
    if (!isNew && !hasMoved && !hasTurned)
        return;
    m_chart->changed();
    fillUnderWay();
    if (isNew && m_chart->selected() != 0)
        showMessage(m_chart->selected());
    updateActions();
    updateNote();
}

void SequenceView::fillUnderWay()
{
    const SequenceScene &scene = m_chart->scene();
    std::vector<std::pair<std::uint64_t, Time>> listed;
    std::size_t count = 0;
    scene.messages.between(scene.now, never, [&](std::size_t place) {
        const MessageRecord &record = scene.messages.at(place);
        if (record.fate != MessageFate::OnItsWay)
            return;
        if (++count <= mostUnderWayListed)
            listed.emplace_back(record.number, record.due);
    });
    const bool paused = isPaused();
    if (!paused)
        listed.clear();
    const QString many = tr("Messages on their way: %L1").arg(count);
    m_underWayTitle->setText(m_session->shown() != RunKind::Simulated
                                 ? tr("Only a simulation has messages to lay hands on.")
                             : paused              ? many
                             : m_session->isLive() ? many + QStringLiteral(". ") + tr("Pause to lay hands on one.")
                                                   : tr("The run is over."));
    if (listed == m_listed)
        return;
    m_listed = listed;
    const QSignalBlocker quiet(m_underWay);
    m_underWay->clear();
    for (const auto &[number, due] : listed) {
        const MessageRecord &record = *scene.messages.find(number);
        const auto name = [&](InstanceIndex index) {
            const int lane = scene.lane(index);
            return lane < 0 ? QStringLiteral("?") : scene.lanes[static_cast<std::size_t>(lane)].name;
        };
        auto *item = new QTreeWidgetItem(m_underWay);
        item->setText(0, QString::number(number));
        item->setText(1, QStringLiteral("%1 → %2").arg(name(record.from), name(record.to)));
        item->setText(2, QString::fromStdString(record.text));
        item->setText(3, due == never ? QStringLiteral("?") : QString::fromStdString(humanDuration(due - scene.now)));
        item->setData(0, Qt::UserRole, QVariant::fromValue<qulonglong>(number));
        for (int column = 0; column < 4; ++column)
            item->setToolTip(column, plainTip(item->text(column)));
        if (number == m_chart->selected())
            m_underWay->setCurrentItem(item);
    }
}

void SequenceView::showMessage(std::uint64_t number)
{
    const MessageRecord *record = number == 0 ? nullptr : m_chart->scene().messages.find(number);
    const QString words = record == nullptr ? QString() : m_chart->scene().explain(*record);
    if (words != m_details->toPlainText())
        m_details->setPlainText(words);
    const QSignalBlocker quiet(m_underWay);
    QTreeWidgetItem *current = nullptr;
    for (int row = 0; row < m_underWay->topLevelItemCount(); ++row)
        if (m_underWay->topLevelItem(row)->data(0, Qt::UserRole).toULongLong() == number)
            current = m_underWay->topLevelItem(row);
    m_underWay->setCurrentItem(current);
    updateActions();
}

void SequenceView::updateNote()
{
    const SequenceMessages &messages = m_chart->scene().messages;
    QStringList parts;
    const MessageSource *source = m_session->messageSource();
    if (m_session->record() != nullptr && (source == nullptr || !source->recordsMessages()))
        parts += tr("What the containers of a deployment say to each other cannot be seen from outside: here are the "
                    "events that its agents report. Simulate the same drawing to see its messages.");
    if (source != nullptr && source->recordsMessages() && !m_chart->scene().lanes.empty()) {
        if (messages.knownFrom() > Time{} && messages.reconstructed() < 1)
            parts += tr("What came before %1 is worked out: %2 %")
                         .arg(exactTime(messages.knownFrom()))
                         .arg(qRound(messages.reconstructed() * 100));
        if (messages.gone() > 0)
            parts +=
                tr("The %L1 oldest messages have gone to make room for %L2.").arg(messages.gone()).arg(messages.size());
        if (m_tooMany)
            parts += tr("Only the first %1 life lines are shown.").arg(mostLifeLines);
        if (messages.isFiltered())
            parts += tr("A filter is on.");
        if (messages.size() == 0 && messages.reconstructed() >= 1)
            parts += tr("No message has passed between these life lines yet.");
    }
    m_note->setText(parts.join(QLatin1Char(' ')));
    m_note->setVisible(!parts.isEmpty());
}

// ---- laying hands on a message -------------------------------------------------------------------------------------

/// Empty when it can be done.
QString SequenceView::whyNoHands() const
{
    const std::uint64_t number = m_chart->selected();
    const MessageRecord *record = number == 0 ? nullptr : m_chart->scene().messages.find(number);
    if (m_session->shown() != RunKind::Simulated)
        return tr("Only in a simulation.");
    if (!isPaused())
        return tr("Pause the simulation first.");
    if (record == nullptr)
        return tr("Choose a message that is on its way first.");
    if (record->fate != MessageFate::OnItsWay)
        return tr("This message is not on its way any more.");
    return {};
}

void SequenceView::updateActions()
{
    const QString why = whyNoHands();
    const bool hasDelay = parseDuration(m_delayBy->text().toStdString()).has_value();
    for (QAction *action : {m_drop, m_delay, m_duplicate, m_deliver}) {
        const QString whyNot =
            why.isEmpty() && action == m_delay && !hasDelay ? tr("How much later? For example 20ms or 1.5s.") : why;
        action->setEnabled(whyNot.isEmpty());
        action->setToolTip(QStringLiteral("%1 (%2)").arg(whyNot.isEmpty() ? action->statusTip() : whyNot,
                                                         action->shortcut().toString(QKeySequence::NativeText)));
    }
}

void SequenceView::takeInHand(const char *how)
{
    const RunRecord *run = m_session->record();
    const MessageRecord *record = m_chart->scene().messages.find(m_chart->selected());
    if (run == nullptr || record == nullptr || !whyNoHands().isEmpty())
        return;
    const bool isDelay = std::string_view(how) == "delay";
    Injection injection{"message", run->plan().instances[record->to].name};
    injection.params["number"] = std::to_string(record->number);
    injection.params["how"] = how;
    injection.params["by"] = isDelay ? m_delayBy->text().trimmed().toStdString() : "0s";
    static_cast<void>(m_session->inject(injection)); // what is refused is said by the session
}

} // namespace bayplan
