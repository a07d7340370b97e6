// SPDX-License-Identifier: GPL-3.0-or-later
// All elections of the run that is shown, each with its lanes and its state in a sentence.
#pragma once

#include "engine/base/time.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace bayplan {

class ElectionLanes;
class RunSession;

class ElectionView : public QWidget {
    Q_OBJECT

public:
    explicit ElectionView(RunSession *session, QWidget *parent = nullptr);

    /// One for each election, in order of the plan.
    const std::vector<ElectionLanes *> &lanes() const { return m_lanes; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void runChanged();
    void refresh();
    QString reasonAt(const std::string &instance, Time at) const;

    RunSession *m_session;
    QComboBox *m_range;
    QLabel *m_empty;
    QVBoxLayout *m_list;
    std::vector<QLabel *> m_summaries;
    std::vector<ElectionLanes *> m_lanes;
    std::vector<QLabel *> m_swatches;
};

} // namespace bayplan
