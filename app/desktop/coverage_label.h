// SPDX-License-Identifier: GPL-3.0-or-later
// Which stretch of the run the figures of a view cover: other than those of the report, these take in the warm-up.
#pragma once

#include "app/desktop/elided_label.h"

namespace bayplan {

class RunRecord;
class RunSession;

class CoverageLabel : public ElidedLabel {
    Q_OBJECT

public:
    enum class Counts {
        OverAll,     ///< of the whole run, whatever was changed on its way
        SinceChange, ///< begins anew when a deployment is changed
        OfLives,     ///< by the containers themselves
    };

    CoverageLabel(RunSession *session, Counts counts, QWidget *parent);

private:
    void refresh();
    QString sentence(const RunRecord &record) const;

    RunSession *m_session;
    Counts m_counts;
};

} // namespace bayplan
