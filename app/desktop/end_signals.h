// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGINT and SIGHUP as an end in good order. Nobody is asked: who sends them does not wait for an answer.
#pragma once

#include <QObject>

namespace bayplan {

class OpenWindows;

/// One in a program. A second signal ends it at once, as usual; one that was ignored when it started still is.
class EndSignals : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(OpenWindows &windows, QObject *parent = nullptr);
    ~EndSignals() override;

private:
    void end();

    OpenWindows &m_windows;
};

} // namespace bayplan
