// SPDX-License-Identifier: GPL-3.0-or-later
// Output of the deployment's containers, merged or of one, as it comes.
#pragma once

#include "app/desktop/background_task.h"
#include "app/desktop/log_store.h"
#include "engine/base/phrase.h"

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace bayplan {

class LogText;
class RunSession;

class LogsView : public QWidget {
    Q_OBJECT

public:
    explicit LogsView(RunSession *session, QWidget *parent = nullptr);
    ~LogsView() override;

    /// Which engine and deployment; an empty name shows nothing. Starts to read anew.
    void setDeployment(const std::string &engineUrl, const std::string &deployment);
    /// Only that container's or pod's output; empty is all.
    void showInstance(const QString &instance);

    QPlainTextEdit *text() const;
    QLineEdit *filterField() const { return m_filterField; }
    QToolButton *patternButton() const { return m_isPattern; }
    QComboBox *streamBox() const { return m_stream; }
    QCheckBox *followBox() const { return m_follow; }
    QLineEdit *searchField() const { return m_search; }
    QString stateText() const;
    const LogStore &store() const { return m_store; }

    /// As if the engine had said it; also how readers hand lines over.
    void take(std::deque<LogLine> lines);
    /// All lines that the filter lets through, whole. Empty when it went well, else why not.
    QString saveTo(const QString &path) const;

public Q_SLOTS:
    void openSearch();
    void searchAgain(bool forwards);

private:
    /// Shared with the reading thread, which may outlive the view.
    struct Feed {
        std::mutex mutex;
        std::deque<LogLine> lines;
        std::uint64_t dropped = 0;
        bool ended = false;
        Phrase error;
        std::atomic<bool> wanted = true;
    };

    QWidget *makeHead();
    QWidget *makeSearch();
    QToolButton *makeButton(const QString &icon, const QString &help);
    void runChanged();
    void readWhenRunning();
    void restart();
    void drain();
    void filterChanged();
    void showAll();
    void refreshState();
    void scrolledByHand();
    void setFollowing(bool follows);
    void copyText();
    void saveAsked();

    RunSession *m_session;
    std::string m_engineUrl, m_deployment;
    std::shared_ptr<Feed> m_feed;
    LogStore m_store;
    LogFilter m_filter;
    std::size_t m_unseen = 0; ///< lines that came while the view stood still
    bool m_hasEnded = false;
    QString m_error;
    QComboBox *m_instance, *m_stream;
    QLineEdit *m_filterField;
    QToolButton *m_isPattern;
    QCheckBox *m_follow;
    QLabel *m_state;
    QWidget *m_searchBar;
    QLineEdit *m_search;
    QLabel *m_found;
    LogText *m_text;
    QTimer m_timer;
    int m_runShown = -1; ///< number of the deployed run whose lines these are
};

} // namespace bayplan
