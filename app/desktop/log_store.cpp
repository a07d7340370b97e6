// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/log_store.h"

#include "app/desktop/ansi_text.h"

namespace bayplan {

namespace {

std::size_t bytesOf(const LogLine &line)
{
    return sizeof(LogLine) + line.instance.size() + line.timestamp.size() + line.text.size();
}

} // namespace

void LogStore::add(LogLine line)
{
    m_bytes += bytesOf(line);
    m_lines.push_back(std::move(line));
    while (m_lines.size() > mostLines || (m_bytes > mostBytes && m_lines.size() > 1)) {
        m_bytes -= bytesOf(m_lines.front());
        m_lines.pop_front();
        ++m_dropped;
    }
}

void LogStore::clear()
{
    m_lines.clear();
    m_bytes = 0;
    m_dropped = 0;
}

void LogFilter::prepare()
{
    m_pattern = isPattern ? QRegularExpression(text, QRegularExpression::CaseInsensitiveOption) : QRegularExpression();
    if (isPattern && m_pattern.isValid())
        m_pattern.optimize();
}

QString LogFilter::complaint() const
{
    return isPattern && !m_pattern.isValid() ? m_pattern.errorString() : QString();
}

bool LogFilter::matches(const LogLine &line) const
{
    if (stream != Stream::Both && line.isError != (stream == Stream::Errors))
        return false;
    const bool isOfPod = !instance.empty() && line.instance.size() > instance.size() &&
                         line.instance.starts_with(instance) && line.instance[instance.size()] == '/';
    if (!instance.empty() && line.instance != instance && !isOfPod)
        return false;
    if (text.isEmpty() || (isPattern && !m_pattern.isValid()))
        return true;
    const QString shown = plainText(line.text);
    const QString name = QString::fromStdString(line.instance);
    if (isPattern)
        return m_pattern.match(shown).hasMatch() || m_pattern.match(name).hasMatch();
    return shown.contains(text, Qt::CaseInsensitive) || name.contains(text, Qt::CaseInsensitive);
}

} // namespace bayplan
