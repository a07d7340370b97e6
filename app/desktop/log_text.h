// SPDX-License-Identifier: GPL-3.0-or-later
// Log lines as they are seen: time, container in a colour of its own, and the text with its program's colours.
#pragma once

#include "engine/docker/deployment_run.h"

#include <QPlainTextEdit>

#include <map>
#include <string>
#include <vector>

namespace bayplan {

struct AnsiPiece;

class LogText : public QPlainTextEdit {
    Q_OBJECT
public:
    static constexpr int mostLinesShown = 10'000;
    static constexpr std::size_t mostLinesAtOnce = 500; ///< what a window can take in without being felt

    explicit LogText(QWidget *parent = nullptr);

    /// In the order in which they were first named each gets the next colour of the theme.
    void nameContainer(const std::string &instance);
    /// The container's name is left out of each line.
    void setOneContainer(bool isOne) { m_isOne = isOne; }

    /// Of more than mostLinesAtOnce the oldest are left out, and a line says so.
    void append(const std::vector<const LogLine *> &lines);

    /// Marks all that match; goes to the next or the previous one from where the cursor is, around the end. False when
    /// there is none.
    bool search(const QString &text, bool forwards);
    int matchCount() const { return m_matches; }

private:
    void append(QTextCursor &cursor, const LogLine &line) const;
    void markMatches(const QString &text);

    std::map<std::string, std::size_t> m_containers;
    bool m_isOne = false;
    int m_matches = 0;
    QString m_marked;
};

/// A line as it is saved: whole, with its full time.
QString savedText(const LogLine &line);

} // namespace bayplan
