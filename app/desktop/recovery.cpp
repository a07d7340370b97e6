// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recovery.h"

#include "engine/base/durable_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <chrono>

namespace bayplan {

namespace {

constexpr std::chrono::seconds writeDelay{2};

QString sideFile(const QString &file)
{
    return file + QStringLiteral(".path");
}

} // namespace

QString Recovery::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/recovery");
}

Recovery::Recovery(DocumentSession &document, const QString &folder, QObject *parent)
    : QObject(parent), m_document(document), m_folder(folder),
      m_file(folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::Id128) + QStringLiteral(".bayplan.json"))
{
    QDir().mkpath(m_folder);
    m_lock = std::make_unique<QLockFile>(m_file + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    m_lock->tryLock(0);
    m_timer.setSingleShot(true);
    m_timer.setInterval(writeDelay);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::writeNow);
    connect(&m_document, &DocumentSession::changed, this, [this] {
        if (!m_timer.isActive()) {
            m_timer.start();
        }
    });
    connect(&m_document, &DocumentSession::saved, this, &Recovery::clear);
    connect(&m_document, &DocumentSession::reset, this, &Recovery::clear);
}

Recovery::~Recovery()
{
    clear();
}

void Recovery::writeNow()
{
    m_timer.stop();
    if (!m_document.isModified()) {
        clear();
        return;
    }
    // A failure is not told: the document itself is whole, and saving it will say what is wrong with the disk.
    if (writeDurably(m_file.toStdString(), writeDocument(m_document.topology())) &&
        writeDurably(sideFile(m_file).toStdString(), m_document.path().toStdString())) {
        m_lastWritten = QDateTime::currentDateTime();
    }
}

void Recovery::clear()
{
    m_timer.stop();
    QFile::remove(m_file);
    QFile::remove(sideFile(m_file));
    m_lastWritten = {};
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
            works.push_back(work);
        }
    }
    return works;
}

void Recovery::discard(const RecoverableWork &work)
{
    QFile::remove(work.file);
    QFile::remove(sideFile(work.file));
    QFile::remove(work.file + QStringLiteral(".lock"));
}

} // namespace bayplan
