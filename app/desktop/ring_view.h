// SPDX-License-Identifier: GPL-3.0-or-later
// The rings of memcache ambassadors: what share of the keys each server has and of the requests it gets, who is
// ejected, and how many keys a change would move.
#pragma once

#include "app/desktop/pattern_view.h"
#include "app/desktop/ring_change.h"

#include <functional>
#include <vector>

class QComboBox;
class QLabel;

namespace bayplan {

class FigureTable;
class RingPlot;

class RingView : public PatternView {
    Q_OBJECT

public:
    explicit RingView(RunSession *session, QWidget *parent = nullptr);

    FigureTable *servers() const { return m_servers; }
    RingPlot *plot() const { return m_plot; }
    QComboBox *changes() const { return m_changes; }
    /// What the change that is chosen does; empty while it is being counted.
    QString changeText() const;

public Q_SLOTS:
    /// The drawing has changed: what it is compared with may have too.
    void drawingChanged();

protected:
    bool refresh() override;
    void runChanged() override;

private:
    struct Change {
        QString text;
        RingSpec ring;
    };

    QWidget *makeHead();
    void fillAmbassadors();
    void fillChanges(const RingSpec &now);
    std::optional<RingSpec> ringOfDrawing() const;
    void countChange();
    void showServers(const RingSpec &spec, const InstanceMoment &now, const InstanceMoment *before, Duration between);

    QComboBox *m_ambassador;
    QComboBox *m_changes;
    QLabel *m_change;
    RingPlot *m_plot;
    FigureTable *m_servers;
    RingSpec m_shown;
    std::vector<Change> m_offered;
    int m_counted = 0; ///< the newest question: an answer to an earlier one is dropped
};

} // namespace bayplan
