// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/election_view.h"

#include "app/desktop/coverage_label.h"
#include "app/desktop/election_facts.h"
#include "app/desktop/election_lanes.h"
#include "app/desktop/elided_label.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "app/desktop/time_range_box.h"
#include "engine/report/elections.h"

#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr ElectionRole rolesShown[] = {ElectionRole::Leader, ElectionRole::Candidate, ElectionRole::Follower,
                                       ElectionRole::Refusing};

QPixmap swatch(const QBrush &brush)
{
    QPixmap pixmap(12, 12);
    pixmap.fill(Qt::transparent);
    QPainter(&pixmap).fillRect(pixmap.rect(), brush);
    return pixmap;
}

/// When the scenario runs clocks further apart than the timings bear; else nothing.
QString clockSentence(const Plan &plan, const ElectionGroup &group, const ElectionConfig &config)
{
    double slowest = 1, fastest = 1;
    for (const FaultPlan &fault : plan.faults) {
        const bool hits = fault.kind == "clock" && std::ranges::any_of(group.members, [&](InstanceIndex member) {
                              return std::ranges::find(fault.instances, member) != fault.instances.end();
                          });
        if (!hits || fault.ratePpm <= 0)
            continue;
        slowest = std::min(slowest, static_cast<double>(fault.ratePpm) / 1e6);
        fastest = std::max(fastest, static_cast<double>(fault.ratePpm) / 1e6);
    }
    if (fastest / slowest < marginOf(config).clockFactor)
        return {};
    return ElectionView::tr("The scenario runs clocks %1 times as fast as others: two leases may overlap.")
        .arg(fastest / slowest, 0, 'f', 2);
}

} // namespace

ElectionView::ElectionView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_empty(new QLabel(this)), m_list(new QVBoxLayout)
{
    setAccessibleName(tr("Elections"));
    m_empty->setText(tr("No election in this run. Drag \"Leader election\" from the palette onto a pod with replicas "
                        "and press Space."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *inner = new QWidget(this);
    inner->setLayout(m_list);
    m_list->setContentsMargins(4, 0, 4, 4);
    m_list->setSpacing(2);
    m_list->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addWidget(m_empty, 1);
    all->addWidget(scroll, 1);
    connect(m_session, &RunSession::runChanged, this, &ElectionView::runChanged);
    connect(m_session, &RunSession::snapshotChanged, this, &ElectionView::refresh);
    connect(m_session, &RunSession::finished, this, &ElectionView::refresh);
    connect(m_session, &RunSession::cursorChanged, this, [this] {
        for (std::size_t i = 0; i < m_lanes.size(); ++i) {
            m_lanes[i]->setCursor(m_session->cursor());
            if (isVisible())
                showWords(i);
        }
    });
    connect(&Theme::instance(), &Theme::changed, this, &ElectionView::runChanged);
    runChanged();
}

QWidget *ElectionView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 3, 8, 2);
    const auto addSwatch = [&](const QString &words) {
        auto *square = new QLabel(head);
        m_swatches.push_back(square);
        row->addWidget(square);
        row->addWidget(new QLabel(words, head));
        row->addSpacing(6);
    };
    for (const ElectionRole role : rolesShown)
        addSwatch(roleText(role));
    addSwatch(tr("not observed"));
    auto *explained = new ElidedLabel(tr("T2: term 2   bar: lease   strip: whom it believes in   ×: death"), head);
    explained->setForegroundRole(QPalette::PlaceholderText);
    explained->setToolTip(plainTip(explained->text())); // a small window has no room for all of it
    explained->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(explained, 1);
    row->addWidget(new CoverageLabel(m_session, CoverageLabel::Counts::OverAll, head));
    row->addSpacing(6);
    m_range = new TimeRangeBox(head);
    connect(m_range, &TimeRangeBox::activated, this, &ElectionView::refresh);
    row->addWidget(m_range);
    return head;
}

void ElectionView::runChanged()
{
    for (std::size_t i = 0; i < std::size(rolesShown); ++i)
        m_swatches[i]->setPixmap(swatch(roleColour(rolesShown[i])));
    m_swatches.back()->setPixmap(swatch(notObservedBrush()));
    const RunRecord *record = m_session->record();
    const std::size_t count =
        record ? record->read([](const RunHistory &history) { return history.elections().size(); }) : 0;
    while (m_lanes.size() > count) {
        delete m_lanes.back();
        delete m_words.back().summary;
        delete m_words.back().warning;
        delete m_words.back().margin;
        m_lanes.pop_back();
        m_words.pop_back();
    }
    while (m_lanes.size() < count) {
        auto *lanes = new ElectionLanes(this);
        connect(lanes, &ElectionLanes::cursorMoved, m_session, &RunSession::setCursor);
        lanes->setReasonSource([this](const std::string &instance, Time at) { return reasonAt(instance, at); });
        lanes->setHeartbeatSource(
            [this, number = m_lanes.size()](std::size_t lane, Time at) { return heardAt(number, lane, at); });
        Words words{addWords(), addWords(), nullptr};
        m_list->insertWidget(m_list->count() - 1, lanes);
        words.margin = addWords();
        words.margin->setForegroundRole(QPalette::PlaceholderText);
        QFont bold = words.warning->font();
        bold.setBold(true);
        words.warning->setFont(bold);
        m_words.push_back(words);
        m_lanes.push_back(lanes);
    }
    showMargins();
    m_empty->setVisible(count == 0);
    findChild<QScrollArea *>()->setVisible(count > 0);
    refresh();
}

void ElectionView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ElectionView::refresh()
{
    const RunRecord *record = m_session->record();
    if (!record || !isVisible())
        return;
    double last = 0;
    std::vector<ElectionHistory> elections = record->read([&](const RunHistory &history) {
        last = toSeconds(history.lastTime());
        return history.elections();
    });
    const auto [from, to] = m_range->range(*m_session, last);
    for (std::size_t i = 0; i < std::min(m_lanes.size(), elections.size()); ++i) {
        m_lanes[i]->setTimeRange(from, to);
        m_lanes[i]->setHistory(std::move(elections[i]));
        m_lanes[i]->setCursor(m_session->cursor());
        showWords(i);
    }
}

void ElectionView::showWords(std::size_t election)
{
    m_words[election].summary->setText(m_lanes[election]->summary());
    const QString warning = m_lanes[election]->warning();
    QPalette palette = m_words[election].warning->palette();
    palette.setColor(QPalette::WindowText, colours().error);
    m_words[election].warning->setPalette(palette);
    m_words[election].warning->setText(warning);
    m_words[election].warning->setVisible(!warning.isEmpty());
}

/// Of the timings in the plan: the same for the whole run.
void ElectionView::showMargins()
{
    const RunRecord *record = m_session->record();
    if (record == nullptr)
        return;
    const std::vector<ElectionGroup> groups = electionsOf(record->plan());
    for (std::size_t i = 0; i < std::min(groups.size(), m_words.size()); ++i) {
        const InstancePlan &first = record->plan().instances[groups[i].members.front()];
        const auto &config = std::get<ElectionConfig>(first.machine->behaviour);
        QStringList lines{marginSentence(config)};
        if (const QString clocks = clockSentence(record->plan(), groups[i], config); !clocks.isEmpty())
            lines += clocks;
        lines +=
            tr("The term is the fencing token: a leader that was paused may go on writing with an old one, so what it "
               "writes to has to refuse tokens below the newest that it has seen.");
        m_words[i].margin->setText(lines.join(QLatin1Char(' ')));
    }
}

QLabel *ElectionView::addWords()
{
    auto *label = new QLabel(this);
    label->setContentsMargins(4, 4, 4, 0);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_list->insertWidget(m_list->count() - 1, label);
    return label;
}

std::optional<Duration> ElectionView::heardAt(std::size_t election, std::size_t lane, Time at) const
{
    const RunRecord *record = m_session->record();
    const PatternMomentPtr moment = record == nullptr ? nullptr : record->patterns().at(at);
    if (!moment || election >= m_lanes.size() || lane >= m_lanes[election]->history().lanes.size())
        return std::nullopt;
    const ElectionHistory &history = m_lanes[election]->history();
    const InstanceMoment *member = momentOf(*moment, history.lanes[lane].instance);
    const auto *state = member == nullptr ? nullptr : patternOf<ElectionState>(*member);
    if (state != nullptr && history.number > 0)
        state = history.number <= state->further.size() ? &state->further[history.number - 1] : nullptr;
    return state == nullptr ? std::nullopt : std::optional(state->heardAge);
}

/// The machine's own word: its last event up to then.
QString ElectionView::reasonAt(const std::string &instance, Time at) const
{
    const RunRecord *record = m_session->record();
    if (!record)
        return {};
    const auto &events = record->events();
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        if (event->time <= at && event->subject == instance)
            return runTimeText(toSeconds(event->time), true) + QLatin1Char(' ') +
                   QString::fromStdString(event->kind + (event->text.empty() ? "" : ": " + event->text));
    return {};
}

} // namespace bayplan
