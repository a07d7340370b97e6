// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <utility>

namespace bayplan {

class RunSession;

/// How much of a run a view shows: all of it, or the last so many seconds.
class TimeRangeBox : public QComboBox {
    Q_OBJECT

public:
    explicit TimeRangeBox(QWidget *parent);

    /// In seconds, of the run that is shown, which has come to `last`; there is one.
    std::pair<double, double> range(const RunSession &session, double last) const;
};

} // namespace bayplan
