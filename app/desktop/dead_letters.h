// SPDX-License-Identifier: GPL-3.0-or-later
// The tasks that queues have given up: read, put back, thrown away.
#pragma once

#include "engine/patterns/state.h"
#include "engine/plan/plan.h"

#include <QWidget>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

class QLabel;
class QLayout;
class QPlainTextEdit;
class QPushButton;

namespace bayplan {

class FigureTable;
class RunSession;

/// Of one queue.
struct QueueLetters {
    std::string queue; ///< the instance
    std::uint64_t buried = 0;
    std::vector<DeadLetter> letters; ///< the newest of them, or a page of older ones
    std::uint64_t older = 0;         ///< how many are older than those
    InstanceIndex index = 0;
};

class DeadLetters : public QWidget {
    Q_OBJECT

public:
    explicit DeadLetters(RunSession *session, QWidget *parent = nullptr);

    /// What was there at an earlier instant can be read, and not put back.
    void setLetters(std::vector<QueueLetters> letters, bool isNow);

    /// Beside the buttons, until the next order: why one was not carried out.
    void say(const QString &sentence, bool isError = true);

    FigureTable *table() const { return m_table; }
    /// All that is known of the current one.
    QString currentText() const;

Q_SIGNALS:
    void countChanged(std::uint64_t count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLayout *makeButtons();
    void page(bool older);
    void leaveEmptyPages();
    QString placeText(std::uint64_t listed);
    void sayWhen();
    void order(const char *kind, bool all);
    void showCurrent();
    void updateButtons();
    const DeadLetter *letterOf(const QString &key) const;

    RunSession *m_session;
    FigureTable *m_table;
    QPlainTextEdit *m_text;
    QLabel *m_count, *m_said;
    QPushButton *m_kick, *m_discard, *m_kickAll, *m_older, *m_newer;
    std::map<InstanceIndex, std::vector<std::uint64_t>> m_pages; ///< by queue: before which tasks, the oldest page last
    std::vector<QueueLetters> m_queues;
    std::uint64_t m_buried = 0, m_newerCount = 0;
    bool m_isNow = true;
};

} // namespace bayplan
