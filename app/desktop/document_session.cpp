// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/document_session.h"

#include "app/desktop/arrange.h"
#include "app/desktop/background_task.h"
#include "app/desktop/edit_command.h"
#include "engine/base/durable_file.h"
#include "engine/model/catalog.h"

#include <QFileInfo>
#include <QFileSystemWatcher>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace bayplan {

namespace {

constexpr std::chrono::milliseconds checkDelay{80};
constexpr std::chrono::milliseconds backgroundDelay{10}; ///< of a check that nobody waits for
constexpr std::size_t largeDrawing = 2000; ///< containers and links; smaller ones are checked within some milliseconds

bool isLarge(const Topology &topology)
{
    return topology.containers.size() + topology.links.size() > largeDrawing;
}

/// Only where a pod or note stands changes, and how large a note is.
template <class T>
bool isMoved(const std::map<ElementId, T> &elements, const AnySlot &any)
{
    const auto *slot = std::get_if<Slot<T>>(&any);
    const auto found = slot == nullptr || !slot->value ? elements.end() : elements.find(slot->id);
    if (found == elements.end()) {
        return false;
    }
    auto moved = found->second;
    moved.position = slot->value->position;
    if constexpr (requires { moved.size; }) {
        moved.size = slot->value->size;
    }
    return moved == *slot->value;
}

/// Of which no rule knows.
bool isLayoutOnly(const Topology &topology, const Edit &edit)
{
    return std::ranges::all_of(
        edit.slots, [&](const AnySlot &slot) { return isMoved(topology.pods, slot) || isMoved(topology.notes, slot); });
}

constexpr std::chrono::milliseconds lookDelay{200}; // programs that save by renaming leave a moment without the file

} // namespace

DocumentSession::DocumentSession(QObject *parent)
    : QObject(parent), m_watcher(new QFileSystemWatcher(this)), m_checker(new QObject(this))
{
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelay);
    connect(&m_checkTimer, &QTimer::timeout, this, &DocumentSession::checkSoon);
    connect(&m_undo, &QUndoStack::cleanChanged, this, &DocumentSession::stateChanged);
    m_lookTimer.setSingleShot(true);
    m_lookTimer.setInterval(lookDelay);
    connect(&m_lookTimer, &QTimer::timeout, this, &DocumentSession::lookAtFile);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, [this] {
        m_stampOnDisk = {};
        m_lookTimer.start();
    });
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_lookTimer.start(); });
}

DocumentSession::~DocumentSession()
{
    m_undo.disconnect(this);
}

void DocumentSession::checkNow()
{
    m_checkTimer.stop();
    m_problems = validate(m_topology);
    m_checked = m_revision;
    Q_EMIT problemsChanged();
}

void DocumentSession::checkSoon()
{
    if (isLarge(m_topology)) {
        checkInBackground();
    } else {
        checkNow();
    }
}

void DocumentSession::checkInBackground()
{
    if (m_isChecking) {
        return; // looked at again when that one is through
    }
    m_isChecking = true;
    const auto copy = std::make_shared<const Topology>(m_topology);
    runInBackground(
        m_checker, [copy] { return validate(*copy); },
        [this, revision = m_revision](std::vector<Problem> problems) {
            m_isChecking = false;
            if (revision > m_checked) { // else checkNow() was faster, or another document stands here
                m_problems = std::move(problems);
                m_checked = revision;
                Q_EMIT problemsChanged();
            }
            if (m_checked < m_revision && !m_checkTimer.isActive()) {
                m_checkTimer.start(backgroundDelay);
            }
        });
}

bool DocumentSession::push(Edit edit, const QString &mergeKey)
{
    if (edit.empty()) {
        return true;
    }
    if (m_readOnly) {
        Q_EMIT refusedReadOnly();
        return false;
    }
    m_undo.push(new EditCommand(*this, std::move(edit), mergeKey));
    return true;
}

void DocumentSession::dropLast(const QString &mergeKey)
{
    const auto *last =
        m_undo.canUndo() ? static_cast<const EditCommand *>(m_undo.command(m_undo.index() - 1)) : nullptr;
    if (last == nullptr || last->mergeKey() != mergeKey) {
        return;
    }
    // The stack owns its commands and hands them out as constant; this one is on its way out of it.
    const_cast<EditCommand *>(last)->dropWhenUndone();
    m_undo.undo();
}

QString DocumentSession::freshMergeKey()
{
    return QString::number(++m_lastMergeKey);
}

Edit DocumentSession::applyNow(Edit edit)
{
    const auto touched = touchedBy(edit);
    m_isLayoutChange = isLayoutOnly(m_topology, edit);
    auto inverse = apply(m_topology, std::move(edit));
    ++m_revision;
    // Not restarted by further edits: a long one must not put the check off. Moves alone do, as no rule knows of
    // places; they are looked at in the end because the fixes of problems hold whole elements.
    const bool isDue = m_checkTimer.isActive();
    if (!isDue || (m_isLayoutChange && m_isLayoutCheck)) {
        m_checkTimer.start(isLarge(m_topology) && !m_isLayoutChange ? backgroundDelay : checkDelay);
    }
    m_isLayoutCheck = m_isLayoutChange && (!isDue || m_isLayoutCheck);
    Q_EMIT changed(touched);
    return inverse;
}

bool DocumentSession::isModified() const
{
    return !m_readOnly && (!m_undo.isClean() || m_neverSaved);
}

QString DocumentSession::readOnlyReason() const
{
    return !m_readOnly ? QString()
           : m_isNewer ? tr("This document was written by a newer Bayplan and is shown read-only.")
                       : m_readOnlyReason;
}

void DocumentSession::holdReadOnly(const QString &reason)
{
    m_readOnly = true;
    m_readOnlyReason = reason;
    Q_EMIT stateChanged();
}

QString DocumentSession::displayName() const
{
    const auto name = paramsOf(m_topology).text("name");
    if (!m_path.isEmpty()) {
        return QFileInfo(m_path).fileName();
    }
    return name.empty() ? tr("Untitled") : QString::fromStdString(name);
}

QString DocumentSession::folder() const
{
    return m_path.isEmpty() ? QString() : QFileInfo(m_path).absolutePath();
}

void DocumentSession::setPath(const QString &path)
{
    const auto watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty()) {
        m_watcher->removePaths(watched);
    }
    m_path = path;
    m_stampOnDisk = {};
    if (!m_path.isEmpty()) {
        m_watcher->addPath(m_path);
        m_watcher->addPath(folder()); // tells when the file comes back
    }
}

void DocumentSession::load(const Document &document, const QString &path, bool modified)
{
    m_topology = document.topology;
    m_readOnly = m_isNewer = document.readOnly;
    m_readOnlyReason.clear();
    m_neverSaved = modified;
    m_gone = false;
    m_othersOnDisk = false;
    m_bytesOnDisk.clear();
    setPath(path);
    if (modified && !path.isEmpty()) { // recovered: what is on disk is known, and other
        if (auto bytes = readWhole(path.toStdString(), documentLimits.maxBytes)) {
            m_bytesOnDisk = std::move(*bytes);
        }
    }
    m_undo.clear();
    m_undo.setClean();
    // What an older check still finds is of the document before.
    m_checked = ++m_revision;
    m_problems.clear();
    Q_EMIT reset();
    if (isLarge(m_topology)) {
        ++m_revision;
        Q_EMIT problemsChanged();
        checkInBackground();
    } else {
        checkNow();
    }
    Q_EMIT stateChanged();
}

Result<std::vector<Error>> DocumentSession::openFile(const QString &path)
{
    const auto file = QFileInfo(path).absoluteFilePath();
    const auto bytes = readWhole(file.toStdString(), documentLimits.maxBytes);
    if (!bytes) {
        return bytes.error();
    }
    auto document = readDocument(*bytes, file.toStdString(), documentLimits);
    if (!document) {
        return document.error();
    }
    arrangeUnplaced(document->topology);
    load(*document, file);
    m_bytesOnDisk = *bytes;
    return document->notices;
}

Result<void> DocumentSession::save()
{
    if (m_readOnly) {
        return fail(ErrorCode::Refused, readOnlyReason().toStdString(),
                    m_isNewer ? tr("Update Bayplan to change it.").toStdString()
                              : tr("Save it under another name.").toStdString());
    }
    const auto bytes = writeDocument(m_topology);
    if (auto written = writeDurably(m_path.toStdString(), bytes); !written) {
        return written.error();
    }
    m_bytesOnDisk = bytes;
    m_othersOnDisk = false;
    m_neverSaved = false;
    m_gone = false;
    m_undo.setClean();
    setPath(m_path); // the rename gave the name to another inode
    Q_EMIT stateChanged();
    Q_EMIT saved();
    return {};
}

Result<void> DocumentSession::saveAs(const QString &path)
{
    const auto before = std::exchange(m_path, QFileInfo(path).absoluteFilePath());
    // What a newer one wrote would be incomplete anywhere.
    const bool held = m_readOnly && !m_isNewer && m_path != before;
    m_readOnly = m_readOnly && !held;
    auto result = save();
    if (!result) {
        m_path = before;
        m_readOnly = m_readOnly || held;
    }
    return result;
}

Result<void> DocumentSession::reloadFromDisk()
{
    const auto bytes = readWhole(m_path.toStdString(), documentLimits.maxBytes);
    if (!bytes) {
        return bytes.error();
    }
    auto document = readDocument(*bytes, m_path.toStdString(), documentLimits);
    if (!document) {
        return document.error();
    }
    arrangeUnplaced(document->topology);
    m_bytesOnDisk = *bytes;
    m_othersOnDisk = false;
    const bool held = m_readOnly && !m_readOnlyReason.isEmpty();
    m_readOnly = false;
    push(difference(m_topology, document->topology, QT_TRANSLATE_NOOP("phrase", "Reload from disk")));
    m_isNewer = document->readOnly;
    m_readOnly = m_isNewer || held;
    m_neverSaved = false;
    if (m_readOnly) {
        m_undo.clear(); // undoing would change what may not be changed
    }
    m_undo.setClean();
    Q_EMIT stateChanged();
    return {};
}

void DocumentSession::lookAtFile()
{
    if (m_path.isEmpty()) {
        return;
    }
    const QFileInfo info(m_path);
    if (!info.exists()) {
        noteGone();
        return;
    }
    const FileStamp stamp(info.size(), info.lastModified());
    if (!m_gone && stamp == m_stampOnDisk) {
        return; // something else happened in the folder
    }
    const auto bytes = readWhole(m_path.toStdString(), documentLimits.maxBytes);
    if (!bytes) {
        return; // somebody took the right to read it: saving will say so
    }
    noteBack();
    setPath(m_path);
    m_stampOnDisk = stamp;
    if (*bytes != m_bytesOnDisk) {
        m_bytesOnDisk = *bytes;
        m_othersOnDisk = true;
        m_neverSaved = true; // what is on the screen is in no file now
        Q_EMIT stateChanged();
        Q_EMIT changedOnDisk();
    }
}

bool DocumentSession::wouldReplaceOthers()
{
    m_stampOnDisk = {};
    lookAtFile();
    return m_othersOnDisk && !m_gone;
}

void DocumentSession::noteGone()
{
    if (!m_gone) {
        m_gone = true;
        m_neverSavedBefore = std::exchange(m_neverSaved, true);
        Q_EMIT stateChanged();
        Q_EMIT goneFromDisk();
    }
}

void DocumentSession::noteBack()
{
    if (m_gone) {
        m_gone = false;
        m_neverSaved = m_neverSavedBefore;
        Q_EMIT stateChanged();
        Q_EMIT backOnDisk();
    }
}

} // namespace bayplan
