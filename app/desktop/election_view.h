// SPDX-License-Identifier: GPL-3.0-or-later
// All elections of the run that is shown, each with its lanes, its state in a sentence, and the room that its timings
// leave.
#pragma once

#include "engine/base/time.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace bayplan {

class ElectionLanes;
class RunSession;
class TimeRangeBox;

class ElectionView : public QWidget {
    Q_OBJECT

public:
    explicit ElectionView(RunSession *session, QWidget *parent = nullptr);

    /// One for each election, in order of the plan.
    const std::vector<ElectionLanes *> &lanes() const { return m_lanes; }

    /// What stands above and below the lanes of an election.
    struct Words {
        QLabel *summary;
        QLabel *warning; ///< hidden while nothing was unsafe
        QLabel *margin;  ///< what the timings leave, whatever the run does
    };
    const Words &words(std::size_t election) const { return m_words[election]; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void runChanged();
    void refresh();
    QLabel *addWords();
    void showWords(std::size_t election);
    void showMargins();
    std::optional<Duration> heardAt(std::size_t election, std::size_t lane, Time at) const;
    QString reasonAt(const std::string &instance, Time at) const;

    RunSession *m_session;
    TimeRangeBox *m_range;
    QLabel *m_empty;
    QVBoxLayout *m_list;
    std::vector<Words> m_words;
    std::vector<ElectionLanes *> m_lanes;
    std::vector<QLabel *> m_swatches;
};

} // namespace bayplan
