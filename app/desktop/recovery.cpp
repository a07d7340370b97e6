// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recovery.h"

#include "engine/base/durable_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <chrono>
#include <utility>

namespace bayplan {

namespace {

constexpr std::chrono::milliseconds recoveryDelay{600}, recoveryDelayOfLarge{1000};
constexpr std::chrono::milliseconds retryDelay{10'000}; ///< a disk may have room again
constexpr int largeCopyMs = 20;                         ///< a frame is missed when the document is copied

QString sideFile(const QString &file)
{
    return file + QStringLiteral(".path");
}

void removeCopy(const QString &file)
{
    QFile::remove(file);
    QFile::remove(sideFile(file));
}

/// The path goes first: a kill in between must not leave work that has forgotten where it belongs.
Result<void> writeCopy(const QString &file, const QString &path, const Topology &topology)
{
    const auto written = writeDurably(sideFile(file).toStdString(), path.toStdString());
    return written ? writeDurably(file.toStdString(), writeDocument(topology)) : written;
}

} // namespace

QString Recovery::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

Recovery::Recovery(DocumentSession &document, const QString &folder, QObject *parent)
    : QObject(parent), m_document(document), m_folder(folder),
      m_file(folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::Id128) + QStringLiteral(".bayplan.json")),
      m_delay(recoveryDelay)
{
    QDir().mkpath(m_folder);
    m_lock = std::make_unique<QLockFile>(m_file + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    m_lock->tryLock(0);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::begin);
    connect(&m_document, &DocumentSession::changed, this, &Recovery::schedule);
    connect(&m_document, &DocumentSession::saved, this, &Recovery::clear);
    connect(&m_document, &DocumentSession::reset, this, &Recovery::clear);
    // Imported, or its file has gone: unsaved without any change.
    connect(&m_document, &DocumentSession::stateChanged, this, [this] {
        if (m_document.isModified() && !m_lastWritten.isValid()) {
            schedule();
        }
    });
}

Recovery::~Recovery()
{
    if (!m_isLeft) {
        clear();
    }
    waitForWriter();
}

void Recovery::schedule()
{
    if (!m_timer.isActive() || m_timer.intervalAsDuration() > m_delay) {
        m_timer.start(m_delay); // not put off by further changes
    }
}

void Recovery::begin()
{
    m_timer.stop();
    if (!m_document.isModified()) {
        clear();
        return;
    }
    if (m_writerTicket != 0) {
        m_again = true;
        return;
    }
    const int ticket = ++m_ticket;
    m_writerTicket = ticket;
    QElapsedTimer copying;
    copying.start();
    auto copy = m_document.topology();
    m_delay = copying.elapsed() > largeCopyMs ? recoveryDelayOfLarge : recoveryDelay;
    m_writer = std::thread([this, ticket, file = m_file, path = m_document.path(), topology = std::move(copy)] {
        const auto written = writeCopy(file, path, topology);
        if (m_ticket != ticket) {
            removeCopy(file); // saved or closed meanwhile
        }
        QMetaObject::invokeMethod(
            this, [this, ticket, written] { finish(ticket, written); }, Qt::QueuedConnection);
    });
}

void Recovery::finish(int ticket, const Result<void> &written)
{
    if (ticket != m_writerTicket) {
        return; // somebody has waited for it
    }
    waitForWriter();
    if (ticket == m_ticket) {
        note(written);
    }
    if (m_again) {
        m_again = false;
        begin();
    }
}

void Recovery::note(const Result<void> &written)
{
    if (written) {
        m_lastWritten = QDateTime::currentDateTime();
        m_failure.reset();
    } else {
        m_failure = written.error();
        if (!m_timer.isActive()) {
            m_timer.start(retryDelay);
        }
    }
    Q_EMIT copyChanged();
}

void Recovery::waitForWriter()
{
    if (m_writer.joinable()) {
        m_writer.join();
    }
    m_writerTicket = 0;
}

bool Recovery::writeNow()
{
    m_timer.stop();
    waitForWriter();
    m_again = false;
    if (!m_document.isModified()) {
        clear();
        return true;
    }
    const auto written = writeCopy(m_file, m_document.path(), m_document.topology());
    note(written);
    return written.has_value();
}

void Recovery::clear()
{
    m_timer.stop();
    m_again = false;
    ++m_ticket;
    removeCopy(m_file);
    m_lastWritten = {};
    m_failure.reset();
    Q_EMIT copyChanged();
}

void Recovery::leaveBehind()
{
    writeNow();
    m_document.disconnect(this); // nothing that goes with the window takes it away
    m_isLeft = true;
}

std::vector<RecoverableWork> Recovery::leftBehind() const
{
    std::vector<RecoverableWork> works;
    const auto files = QDir(m_folder).entryInfoList({QStringLiteral("*.bayplan.json")}, QDir::Files, QDir::Time);
    for (const auto &info : files) {
        const auto file = info.absoluteFilePath();
        QLockFile lock(file + QStringLiteral(".lock"));
        lock.setStaleLockTime(0);
        if (QFileInfo(m_file) == info || !lock.tryLock(0)) {
            continue; // its window lives
        }
        lock.unlock();
        RecoverableWork work{file, {}, {}, info.lastModified()};
        if (const auto path = readWhole(sideFile(file).toStdString(), 64 * 1024)) {
            work.originalPath = QString::fromStdString(*path);
        }
        if (const auto document = loadDocument(file.toStdString())) {
            work.title = work.originalPath.isEmpty() ? QString::fromStdString(paramsOf(document->topology).text("name"))
                                                     : QFileInfo(work.originalPath).fileName();
            work.pods = int(document->topology.pods.size());
            works.push_back(work);
        }
    }
    return works;
}

void Recovery::discard(const RecoverableWork &work)
{
    removeCopy(work.file);
    QFile::remove(work.file + QStringLiteral(".lock"));
}

} // namespace bayplan
