// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side with the relative error of every figure: the prediction and what was measured, first of all.
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;

namespace bayplan {

class FigureTable;
class RunRecord;
class RunSession;

class CompareView : public QWidget {
    Q_OBJECT

public:
    explicit CompareView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *table() const { return m_table; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void listRuns();
    void refresh();
    std::vector<const RunRecord *> runs() const;
    const RunRecord *chosen(const QComboBox *box) const;

    RunSession *m_session;
    QComboBox *m_first;
    QComboBox *m_second;
    QLabel *m_summary;
    FigureTable *m_table;
    QTimer m_timer;
    bool m_chosenByHand = false;
};

} // namespace bayplan
