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
constexpr std::size_t largeDrawing = 2000; ///< containers and links; smaller ones are checked within some milliseconds

bool isLarge(const Topology &topology)
{
    return topology.containers.size() + topology.links.size() > largeDrawing;
}

/// Only where things stand changes, of which no rule knows.
bool isLayoutOnly(const Topology &topology, const Edit &edit)
{
    return std::ranges::all_of(edit.slots, [&](const AnySlot &slot) {
        const auto *pod = std::get_if<Slot<Pod>>(&slot);
        const auto found = pod == nullptr || !pod->value ? topology.pods.end() : topology.pods.find(pod->id);
        if (found == topology.pods.end()) {
            return false;
        }
        auto moved = found->second;
        moved.position = pod->value->position;
        return moved == *pod->value;
    });
}

} // namespace

DocumentSession::DocumentSession(QObject *parent)
    : QObject(parent), m_watcher(new QFileSystemWatcher(this)), m_checker(new QObject(this))
{
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelay);
    connect(&m_checkTimer, &QTimer::timeout, this, &DocumentSession::checkSoon);
    connect(&m_undo, &QUndoStack::cleanChanged, this, &DocumentSession::stateChanged);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &DocumentSession::lookAtFile);
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
                m_checkTimer.start();
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
        m_checkTimer.start();
    }
    m_isLayoutCheck = m_isLayoutChange && (!isDue || m_isLayoutCheck);
    Q_EMIT changed(touched);
    return inverse;
}

bool DocumentSession::isModified() const
{
    return !m_undo.isClean() || m_neverSaved;
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
    if (!m_watcher->files().isEmpty()) {
        m_watcher->removePaths(m_watcher->files());
    }
    m_path = path;
    if (!m_path.isEmpty()) {
        m_watcher->addPath(m_path);
    }
}

void DocumentSession::load(const Document &document, const QString &path, bool modified)
{
    m_topology = document.topology;
    m_readOnly = document.readOnly;
    m_neverSaved = modified;
    m_bytesOnDisk.clear();
    setPath(path);
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
        return fail(ErrorCode::Refused,
                    tr("This document was written by a newer Bayplan and is shown read-only.").toStdString(),
                    tr("Update Bayplan to change it.").toStdString());
    }
    const auto bytes = writeDocument(m_topology);
    if (auto written = writeDurably(m_path.toStdString(), bytes); !written) {
        return written.error();
    }
    m_bytesOnDisk = bytes;
    m_neverSaved = false;
    m_undo.setClean();
    setPath(m_path); // the rename gave the name to another inode
    Q_EMIT stateChanged();
    Q_EMIT saved();
    return {};
}

Result<void> DocumentSession::saveAs(const QString &path)
{
    const auto before = std::exchange(m_path, QFileInfo(path).absoluteFilePath());
    auto result = save();
    if (!result) {
        m_path = before;
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
    m_readOnly = false;
    push(difference(m_topology, document->topology, QT_TRANSLATE_NOOP("edit", "Reload from disk")));
    m_readOnly = document->readOnly;
    m_undo.setClean();
    Q_EMIT stateChanged();
    return {};
}

void DocumentSession::lookAtFile()
{
    if (m_path.isEmpty()) {
        return;
    }
    const auto bytes = readWhole(m_path.toStdString(), documentLimits.maxBytes);
    if (!bytes) {
        return; // between the two halves of somebody's rename, or gone: saving makes it anew
    }
    setPath(m_path);
    if (*bytes != m_bytesOnDisk) {
        m_bytesOnDisk = *bytes;
        Q_EMIT changedOnDisk();
    }
}

} // namespace bayplan
