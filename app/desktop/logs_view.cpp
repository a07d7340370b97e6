// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/logs_view.h"

#include "app/desktop/log_text.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <iterator>
#include <utility>

namespace bayplan {

namespace {

constexpr int firstLines = 500; ///< of the past, per container

} // namespace

LogsView::~LogsView()
{
    if (m_feed)
        m_feed->wanted = false;
}

QPlainTextEdit *LogsView::text() const
{
    return m_text;
}
QString LogsView::stateText() const
{
    return m_state->text();
}

// ---- what is read --------------------------------------------------------------------------------------------------

void LogsView::runChanged()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    const QString chosen = m_instance->currentData().toString();
    {
        const QSignalBlocker blocker(m_instance);
        m_instance->clear();
        m_instance->addItem(tr("All containers"), QString());
        for (const InstancePlan &instance : record ? record->plan().instances : std::vector<InstancePlan>()) {
            m_instance->addItem(QString::fromStdString(instance.name), QString::fromStdString(instance.name));
            m_text->nameContainer(instance.name);
        }
        m_instance->setCurrentIndex(std::max(0, m_instance->findData(chosen)));
    }
    if (m_instance->currentData().toString() != chosen)
        filterChanged();
    readWhenRunning();
}

/// Before all containers are there, an engine has nothing to follow.
void LogsView::readWhenRunning()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    if (!record || record->number() == m_runShown || !record->snapshot() ||
        record->snapshot()->status != RunStatus::Running || m_session->deployOptions().deployment.empty())
        return;
    m_runShown = record->number();
    setDeployment(m_session->deployOptions().engineUrl, m_session->deployOptions().deployment);
}

void LogsView::setDeployment(const std::string &engineUrl, const std::string &deployment)
{
    m_engineUrl = engineUrl;
    m_deployment = deployment;
    m_store.clear();
    m_text->clear();
    m_unseen = 0;
    restart();
}

void LogsView::restart()
{
    if (m_feed)
        m_feed->wanted = false;
    m_feed.reset();
    m_timer.stop();
    m_hasEnded = false;
    m_error.clear();
    refreshState();
    if (m_deployment.empty())
        return;
    m_feed = std::make_shared<Feed>();
    m_timer.start();
    runInBackground([feed = m_feed, url = m_engineUrl, name = m_deployment] {
        const auto result = readLogs(url, name, {}, true, firstLines, [&feed](const LogLine &line) {
            if (line.instance.empty())
                return feed->wanted.load(); // only asks whether to go on
            const std::lock_guard lock(feed->mutex);
            feed->lines.push_back(line);
            if (feed->lines.size() > LogStore::mostLines) {
                feed->lines.pop_front();
                ++feed->dropped;
            }
            return feed->wanted.load();
        });
        const std::lock_guard lock(feed->mutex);
        feed->ended = true;
        if (result.has_error())
            feed->error = messageOf(result.error());
    });
}

void LogsView::drain()
{
    if (!m_feed)
        return;
    std::deque<LogLine> lines;
    {
        const std::lock_guard lock(m_feed->mutex);
        lines.swap(m_feed->lines);
        m_store.noteDropped(std::exchange(m_feed->dropped, 0));
        m_hasEnded = m_feed->ended;
        m_error = sentences(m_feed->error, {});
    }
    take(std::move(lines));
    if (m_hasEnded)
        m_timer.stop();
}

/// A view that does not follow stands still, whatever comes.
void LogsView::take(std::deque<LogLine> lines)
{
    const std::size_t count = lines.size();
    for (LogLine &line : lines)
        m_store.add(std::move(line));
    if (!m_follow->isChecked() && !m_text->document()->isEmpty()) {
        m_unseen += count;
    } else if (count > 0) {
        std::vector<const LogLine *> shown;
        const auto &all = m_store.lines();
        for (std::size_t i = all.size() - std::min(count, all.size()); i < all.size(); ++i)
            if (m_filter.matches(all[i]))
                shown.push_back(&all[i]);
        m_text->append(shown);
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    }
    refreshState();
}

// ---- what is shown -------------------------------------------------------------------------------------------------

void LogsView::showInstance(const QString &instance)
{
    int index = m_instance->findData(instance);
    if (index < 0 && !instance.isEmpty()) { // a pod
        m_instance->addItem(instance, instance);
        index = m_instance->count() - 1;
    }
    m_instance->setCurrentIndex(std::max(0, index));
    filterChanged();
}

void LogsView::filterChanged()
{
    m_filter.instance = m_instance->currentData().toString().toStdString();
    m_filter.stream = static_cast<LogFilter::Stream>(m_stream->currentIndex());
    m_filter.text = m_filterField->text();
    m_filter.isPattern = m_isPattern->isChecked();
    m_filter.prepare();
    QPalette palette = m_filterField->palette();
    palette.setColor(QPalette::Text, m_filter.complaint().isEmpty() ? colours().text : colours().error);
    m_filterField->setPalette(palette);
    m_text->setOneContainer(!m_filter.instance.empty() && m_filter.instance.find('/') != std::string::npos);
    showAll();
}

void LogsView::showAll()
{
    std::vector<const LogLine *> shown;
    const auto &all = m_store.lines();
    for (auto line = all.rbegin(); line != all.rend() && shown.size() < LogText::mostLinesShown; ++line)
        if (m_filter.matches(*line))
            shown.push_back(&*line);
    std::ranges::reverse(shown);
    m_text->clear();
    for (std::size_t i = 0; i < shown.size(); i += LogText::mostLinesAtOnce) {
        const auto first = shown.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last =
            shown.begin() + static_cast<std::ptrdiff_t>(std::min(shown.size(), i + LogText::mostLinesAtOnce));
        m_text->append({first, last});
    }
    m_unseen = 0;
    if (m_follow->isChecked())
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    refreshState();
}

void LogsView::refreshState()
{
    const auto number = [](std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); };
    QStringList parts;
    if (const QString complaint = m_filter.complaint(); !complaint.isEmpty())
        parts += tr("Not a regular expression: %1").arg(complaint);
    if (m_unseen > 0)
        parts += tr("%1 new lines").arg(number(m_unseen));
    if (m_store.dropped() > 0)
        parts += tr("%1 old lines are gone").arg(number(m_store.dropped()));
    if (!m_error.isEmpty())
        parts += m_error;
    else if (m_hasEnded)
        parts += tr("ended");
    m_state->setText(parts.join(QStringLiteral(" · ")));
    parts += tr("%1 lines are kept, of the newest %2").arg(number(m_store.lines().size()), number(LogStore::mostLines));
    m_state->setToolTip(plainTip(parts.join(QLatin1Char('\n')))); // a small window cuts the words
}

/// Who scrolls back wants to read: the view stands still until its end is in sight again.
void LogsView::scrolledByHand()
{
    const QScrollBar *bar = m_text->verticalScrollBar();
    setFollowing(bar->value() >= bar->maximum());
}

void LogsView::setFollowing(bool follows)
{
    if (m_follow->isChecked() != follows)
        m_follow->setChecked(follows);
}

} // namespace bayplan
