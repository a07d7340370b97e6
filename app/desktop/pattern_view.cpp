// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pattern_view.h"

#include "app/desktop/theme.h"

#include <QLabel>
#include <QStackedLayout>

namespace bayplan {

namespace {

constexpr Duration rateWindow = std::chrono::seconds(1);

} // namespace

PatternView::PatternView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_pages(new QStackedLayout(this)), m_empty(new QLabel(this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_empty);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &PatternView::refreshNow);
    const auto anew = [this] {
        runChanged();
        refreshNow();
    };
    connect(m_session, &RunSession::runChanged, this, anew);
    connect(&Theme::instance(), &Theme::changed, this, anew);
    connect(m_session, &RunSession::snapshotChanged, this, &PatternView::refreshNow);
    connect(m_session, &RunSession::finished, this, &PatternView::refreshNow);
    connect(m_session, &RunSession::statusChanged, this, &PatternView::refreshSoon);
    connect(m_session, &RunSession::cursorChanged, this, &PatternView::refreshSoon);
}

void PatternView::setContent(QWidget *content, const QString &emptyText)
{
    m_empty->setText(emptyText);
    m_pages->addWidget(content);
}

QString PatternView::emptyText() const
{
    return m_pages->currentWidget() == m_empty ? m_empty->text() : QString();
}

void PatternView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshNow();
}

void PatternView::refreshNow()
{
    if (!isVisible())
        return;
    const bool has = record() != nullptr && refresh();
    m_pages->setCurrentIndex(has ? 1 : 0);
}

std::optional<Time> PatternView::shownTime() const
{
    const auto cursor = m_session->cursor();
    if (!cursor)
        return std::nullopt;
    const Time at = Time{} + fromSeconds(*cursor);
    const SnapshotPtr newest = record() == nullptr ? nullptr : record()->newest();
    const bool isNow = !m_session->held() && newest && at >= newest->time;
    return isNow ? std::nullopt : std::optional(at);
}

PatternMomentPtr PatternView::moment() const
{
    return record() == nullptr ? nullptr : record()->patterns().at(shownTime());
}

PatternMomentPtr PatternView::momentBefore(const PatternMoment &moment) const
{
    const PatternMomentPtr before = record()->patterns().at(moment.time - rateWindow);
    return before && before->time < moment.time ? before : nullptr;
}

double ratePerSecond(std::uint64_t before, std::uint64_t now, Duration between)
{
    const double seconds = toSeconds(between);
    return seconds > 0 && now > before ? static_cast<double>(now - before) / seconds : 0;
}

QString podOf(const std::string &instance)
{
    return QString::fromStdString(instance.substr(0, instance.find('/')));
}

} // namespace bayplan
