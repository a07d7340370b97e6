// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/log_text.h"

#include "app/desktop/ansi_text.h"
#include "app/desktop/theme.h"

#include <QFontDatabase>
#include <QLocale>
#include <QTextBlock>

namespace bayplan {

namespace {

constexpr qsizetype longestShown = 4'000; ///< characters; a text field takes seconds over a line of a million
constexpr int mostMatchesMarked = 1'000;

QString shortTime(const std::string &timestamp)
{
    const auto t = timestamp.find('T');
    QString time = t == std::string::npos ? QString() : QString::fromStdString(timestamp.substr(t + 1, 12));
    while (time.endsWith(QLatin1Char('Z')))
        time.chop(1);
    return time.leftJustified(12);
}

} // namespace

LogText::LogText(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setMaximumBlockCount(mostLinesShown);
    setUndoRedoEnabled(false);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void LogText::nameContainer(const std::string &instance)
{
    m_containers.try_emplace(instance, m_containers.size());
}

void LogText::append(const std::vector<const LogLine *> &lines)
{
    if (lines.empty())
        return;
    const std::size_t skipped = lines.size() - std::min(lines.size(), mostLinesAtOnce);
    setUpdatesEnabled(false);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    if (skipped > 0) {
        if (!document()->isEmpty())
            cursor.insertBlock();
        QTextCharFormat dim;
        dim.setForeground(colours().dimText);
        dim.setFontItalic(true);
        cursor.insertText(tr("… %1 lines that came faster than they can be read; a filter finds them")
                              .arg(QLocale().toString(static_cast<qulonglong>(skipped))),
                          dim);
    }
    for (std::size_t i = skipped; i < lines.size(); ++i) {
        nameContainer(lines[i]->instance);
        if (!document()->isEmpty())
            cursor.insertBlock();
        append(cursor, *lines[i]);
    }
    cursor.endEditBlock();
    setUpdatesEnabled(true);
}

void LogText::append(QTextCursor &cursor, const LogLine &line) const
{
    QTextCharFormat format;
    format.setForeground(colours().dimText);
    cursor.insertText(shortTime(line.timestamp) + QLatin1Char(' '), format);
    if (!m_isOne) {
        const auto &series = colours().series;
        format.setForeground(series[m_containers.at(line.instance) % series.size()]);
        cursor.insertText(QString::fromStdString(line.instance) + QStringLiteral("  "), format);
    }
    AnsiStyle style;
    qsizetype room = longestShown;
    for (const AnsiPiece &piece : ansiPieces(std::string_view(line.text).substr(0, 4 * longestShown), style)) {
        cursor.insertText(piece.text.left(room),
                          ansiFormat(piece.style, line.isError ? colours().warning : colours().text));
        room -= piece.text.size();
        if (room <= 0)
            break;
    }
    if (room > 0 && line.cutBytes == 0)
        return;
    format.setForeground(colours().dimText);
    format.setFontItalic(true);
    cursor.insertText(
        tr(" … a line of %1 bytes").arg(QLocale().toString(static_cast<qulonglong>(line.text.size() + line.cutBytes))),
        format);
}

void LogText::markMatches(const QString &text)
{
    QList<QTextEdit::ExtraSelection> marks;
    QTextCharFormat format;
    QColor ground = colours().warning;
    ground.setAlpha(90);
    format.setBackground(ground);
    for (QTextCursor at = document()->find(text, 0);
         !at.isNull() && marks.size() < mostMatchesMarked && !text.isEmpty(); at = document()->find(text, at))
        marks.push_back({at, format});
    m_matches = static_cast<int>(marks.size());
    m_marked = text;
    setExtraSelections(marks);
}

bool LogText::search(const QString &text, bool forwards)
{
    markMatches(text);
    if (text.isEmpty())
        return true;
    const QTextDocument::FindFlags flags = forwards ? QTextDocument::FindFlags() : QTextDocument::FindBackward;
    QTextCursor found = document()->find(text, textCursor(), flags);
    if (found.isNull()) {
        QTextCursor edge(document());
        if (!forwards)
            edge.movePosition(QTextCursor::End);
        found = document()->find(text, edge, flags);
    }
    if (found.isNull())
        return false;
    setTextCursor(found);
    centerCursor();
    return true;
}

QString savedText(const LogLine &line)
{
    const QString cut =
        line.cutBytes > 0 ? LogText::tr(" … and %n more byte(s)", nullptr, static_cast<int>(line.cutBytes)) : QString();
    return QString::fromStdString(line.timestamp) + QLatin1Char(' ') + QString::fromStdString(line.instance) +
           (line.isError ? QStringLiteral(" ! ") : QStringLiteral(" | ")) + plainText(line.text) + cut;
}

} // namespace bayplan
