// SPDX-License-Identifier: GPL-3.0-or-later
// Output of the deployment's containers, merged or of one, as it comes.
#pragma once

#include "app/desktop/background_task.h"
#include "engine/docker/deployment_run.h"

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

namespace bayplan {

class RunSession;

class LogsView : public QWidget {
    Q_OBJECT

public:
    explicit LogsView(RunSession *session, QWidget *parent = nullptr);
    ~LogsView() override;

    /// Which engine and deployment; an empty name shows nothing. Starts to read anew.
    void setDeployment(const std::string &engineUrl, const std::string &deployment);
    /// Only that container's output; empty is all.
    void showInstance(const QString &instance);

    QPlainTextEdit *text() const { return m_text; }

    /// As if the engine had said it; also how readers hand lines over.
    void take(std::vector<LogLine> lines);

private:
    /// Shared with the reading thread, which may outlive the view.
    struct Feed {
        std::mutex mutex;
        std::deque<LogLine> lines;
        bool ended = false;
        std::string error;
        std::atomic<bool> wanted = true;
    };

    void runChanged();
    void readWhenRunning();
    void restart();
    void drain();
    void showAll();
    bool matches(const LogLine &line) const;
    void append(const std::vector<const LogLine *> &lines);

    RunSession *m_session;
    std::string m_engineUrl, m_deployment;
    std::shared_ptr<Feed> m_feed;
    std::deque<LogLine> m_kept; ///< the newest, for another filter
    QComboBox *m_instance;
    QLineEdit *m_filter;
    QCheckBox *m_follow;
    QLabel *m_state;
    QPlainTextEdit *m_text;
    QTimer m_timer;
    int m_runShown = -1; ///< number of the deployed run whose lines these are
};

} // namespace bayplan
