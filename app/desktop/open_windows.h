// SPDX-License-Identifier: GPL-3.0-or-later
// The windows of the program: each has a document of its own; they share settings and end together.
#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace bayplan {

class MainWindow;

class OpenWindows : public QObject {
    Q_OBJECT
public:
    /// As for MainWindow, for all of them.
    explicit OpenWindows(const QString &recoveryFolder, bool remembers = true, QObject *parent = nullptr);
    ~OpenWindows() override;

    /// A new window that is not shown yet; it deletes itself when it is closed. Beside the active one if there is any.
    MainWindow &add();

    /// The oldest first.
    const std::vector<MainWindow *> &all() const { return m_windows; }

    /// The window that has the document open, by whichever name; nullptr when none has.
    MainWindow *windowOf(const QString &path) const;

    /// Asks every window about unsaved work and then closes them all. False, and nothing is closed, when one is told to
    /// stay.
    bool quit();

    /// The program ends and nobody is asked: unsaved work is offered at the next start.
    void leaveBehind();

private:
    QString m_recoveryFolder;
    bool m_remembers;
    std::vector<MainWindow *> m_windows;
};

} // namespace bayplan
