// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/logs_view.h"

#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace bayplan {

namespace {

constexpr std::size_t mostLines = 10'000;
constexpr int firstLines = 500; ///< of the past, per container

QString shortTime(const std::string &timestamp)
{
    const auto t = timestamp.find('T');
    return t == std::string::npos ? QString() : QString::fromStdString(timestamp.substr(t + 1, 12));
}

} // namespace

LogsView::LogsView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_instance(new QComboBox(this)), m_filter(new QLineEdit(this)),
      m_follow(new QCheckBox(tr("Follow"), this)), m_state(new QLabel(this)), m_text(new QPlainTextEdit(this))
{
    m_instance->setAccessibleName(tr("Container whose output is shown"));
    m_instance->setMinimumContentsLength(18);
    m_instance->addItem(tr("All containers"), QString());
    m_filter->setPlaceholderText(tr("Filter: words in a line"));
    m_filter->setAccessibleName(tr("Filter of the output"));
    m_filter->setClearButtonEnabled(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in view"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(static_cast<int>(mostLines));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Output of the containers"));
    m_text->setPlaceholderText(
        tr("Output of the containers of a deployment comes here. A simulation has none: see Events."));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 3, 6, 3);
    head->addWidget(m_instance);
    head->addWidget(m_filter, 1);
    head->addWidget(m_state);
    head->addWidget(m_follow);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_text, 1);
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &LogsView::drain);
    connect(m_instance, &QComboBox::activated, this, &LogsView::showAll);
    connect(m_filter, &QLineEdit::textChanged, this, &LogsView::showAll);
    connect(m_session, &RunSession::runChanged, this, &LogsView::runChanged);
    connect(m_session, &RunSession::statusChanged, this, &LogsView::readWhenRunning);
    connect(&Theme::instance(), &Theme::changed, this, &LogsView::showAll);
    runChanged();
}

LogsView::~LogsView()
{
    if (m_feed)
        m_feed->wanted = false;
}

void LogsView::runChanged()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    const QString chosen = m_instance->currentData().toString();
    m_instance->clear();
    m_instance->addItem(tr("All containers"), QString());
    if (record)
        for (const InstancePlan &instance : record->plan().instances)
            m_instance->addItem(QString::fromStdString(instance.name), QString::fromStdString(instance.name));
    m_instance->setCurrentIndex(std::max(0, m_instance->findData(chosen)));
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
    m_kept.clear();
    m_text->clear();
    restart();
}

void LogsView::showInstance(const QString &instance)
{
    m_instance->setCurrentIndex(std::max(0, m_instance->findData(instance)));
    showAll();
}

void LogsView::restart()
{
    if (m_feed)
        m_feed->wanted = false;
    m_feed.reset();
    m_timer.stop();
    m_state->clear();
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
            if (feed->lines.size() > mostLines)
                feed->lines.pop_front();
            return feed->wanted.load();
        });
        const std::lock_guard lock(feed->mutex);
        feed->ended = true;
        if (result.has_error())
            feed->error = result.error().message;
    });
}

void LogsView::drain()
{
    if (!m_feed)
        return;
    std::vector<LogLine> lines;
    bool ended = false;
    QString error;
    {
        const std::lock_guard lock(m_feed->mutex);
        lines.assign(std::make_move_iterator(m_feed->lines.begin()), std::make_move_iterator(m_feed->lines.end()));
        m_feed->lines.clear();
        ended = m_feed->ended;
        error = QString::fromStdString(m_feed->error);
    }
    take(std::move(lines));
    m_state->setText(ended ? (error.isEmpty() ? tr("ended") : error)
                           : tr("following %1").arg(QString::fromStdString(m_deployment)));
    if (ended)
        m_timer.stop();
}

void LogsView::take(std::vector<LogLine> lines)
{
    std::vector<const LogLine *> shown;
    const std::size_t first = m_kept.size();
    for (LogLine &line : lines)
        m_kept.push_back(std::move(line));
    for (std::size_t i = first; i < m_kept.size(); ++i)
        if (matches(m_kept[i]))
            shown.push_back(&m_kept[i]);
    append(shown);
    while (m_kept.size() > mostLines)
        m_kept.pop_front();
}

bool LogsView::matches(const LogLine &line) const
{
    const QString instance = m_instance->currentData().toString();
    if (!instance.isEmpty() && instance.toStdString() != line.instance)
        return false;
    return m_filter->text().isEmpty() ||
           QString::fromStdString(line.text).contains(m_filter->text(), Qt::CaseInsensitive) ||
           QString::fromStdString(line.instance).contains(m_filter->text(), Qt::CaseInsensitive);
}

void LogsView::showAll()
{
    m_text->clear();
    std::vector<const LogLine *> shown;
    for (const LogLine &line : m_kept)
        if (matches(line))
            shown.push_back(&line);
    append(shown);
}

void LogsView::append(const std::vector<const LogLine *> &lines)
{
    if (lines.empty())
        return;
    QScrollBar *bar = m_text->verticalScrollBar();
    const int before = bar->value();
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (const LogLine *line : lines) {
        if (!m_text->document()->isEmpty())
            cursor.insertBlock();
        QTextCharFormat dim, plain;
        dim.setForeground(colours().dimText);
        plain.setForeground(line->isError ? colours().warning : colours().text);
        cursor.insertText(shortTime(line->timestamp) + QLatin1Char(' ') + QString::fromStdString(line->instance) +
                              QStringLiteral("  "),
                          dim);
        cursor.insertText(QString::fromStdString(line->text), plain);
    }
    cursor.endEditBlock();
    bar->setValue(m_follow->isChecked() ? bar->maximum() : before);
}

} // namespace bayplan
