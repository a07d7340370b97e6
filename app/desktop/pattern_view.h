// SPDX-License-Identifier: GPL-3.0-or-later
// What the views of patterns have in common: they show one instant of the run that is shown, the shared cursor's or
// now, and a sentence where the run has nothing of their pattern.
#pragma once

#include "app/desktop/pattern_history.h"
#include "app/desktop/run_session.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedLayout;

namespace bayplan {

class PatternView : public QWidget {
    Q_OBJECT

public:
    explicit PatternView(RunSession *session, QWidget *parent = nullptr);

    /// What stands in its place; empty while the run has something to show.
    QString emptyText() const;

protected:
    /// Once, from the constructor: `content` is what shows the pattern, `emptyText` says how to get one.
    void setContent(QWidget *content, const QString &emptyText);
    /// Reads the run anew; called only while the view is visible. False: nothing of its pattern is in the run.
    virtual bool refresh() = 0;
    /// Another run, or none, or other colours; refresh() follows.
    virtual void runChanged() {}

    void showEvent(QShowEvent *event) override;

    RunSession *session() const { return m_session; }
    const RunRecord *record() const { return m_session->record(); }

    /// Of the shared cursor; nothing is now, where a run waits to take another path as well.
    std::optional<Time> shownTime() const;
    /// Null when the run has none.
    PatternMomentPtr moment() const;
    /// The one of about a second before, for rates; null when there is none.
    PatternMomentPtr momentBefore(const PatternMoment &moment) const;

    /// As soon as the window has time for it, once however often it is asked.
    void refreshSoon() { m_soon.start(); }

private:
    void refreshNow();

    RunSession *m_session;
    QStackedLayout *m_pages;
    QLabel *m_empty;
    QTimer m_soon;
};

/// Growth of a counter in a second; 0 over no time.
double ratePerSecond(std::uint64_t before, std::uint64_t now, Duration between);

/// "service-1" of "service-1/elector".
QString podOf(const std::string &instance);

} // namespace bayplan
