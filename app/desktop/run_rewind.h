// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a run at any of its instants, found in a thread of its own: a simulated run is done again up to there,
// of others the newest recorded state before it is read.
#pragma once

#include "app/desktop/run_record.h"

#include <QObject>

#include <memory>

namespace bayplan {

class RunRewind : public QObject {
    Q_OBJECT

public:
    explicit RunRewind(QObject *parent = nullptr);
    ~RunRewind() override; ///< gives up what is sought

    /// What was wanted before and is not there yet is given up for it.
    void want(std::shared_ptr<const RunRecord> record, Time at);
    void wantNothing();

Q_SIGNALS:
    void found(int run, const bayplan::PastState &past);
    void progressed(double fraction); ///< of a way that takes long
    void failed(const QString &why);

private:
    struct Shared;

    std::shared_ptr<Shared> m_shared;
};

} // namespace bayplan
