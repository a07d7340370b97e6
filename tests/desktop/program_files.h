// SPDX-License-Identifier: GPL-3.0-or-later
// Documents on disk, small disks, the windows of a program, and who answers their questions, for tests of files.
#pragma once

#include "tests/desktop/editor_window.h"

#include "app/desktop/notice_bar.h"
#include "app/desktop/open_windows.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTimer>

namespace bayplan {

/// Presses the button of the next modal box, and says what the box said.
inline void answerNext(const QString &button, QString *said = nullptr)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [=] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (box == nullptr) {
            return;
        }
        timer->deleteLater();
        if (said != nullptr) {
            *said = box->text();
        }
        for (auto *one : box->buttons()) {
            if (one->text().remove(QLatin1Char('&')).contains(button)) {
                QTest::mouseClick(one, Qt::LeftButton);
                return;
            }
        }
        box->reject();
    });
    timer->start(20);
}

inline QStringList copiesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.bayplan.json")}, QDir::Files);
}

inline std::string readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string("(cannot be read)");
}

/// A document with one pod on disk, open in the window.
inline QString openSaved(EditorWindow &editor, const char *name = "shop")
{
    editor.dropFromPalette("container", {300, 200});
    const auto path = editor.folder.filePath(QLatin1String(name) + documentSuffix);
    if (!editor.window->document().saveAs(path) || !editor.window->openPath(path)) {
        qFatal("the document was not saved");
    }
    return path;
}

inline NoticeBar &noticeOf(EditorWindow &editor)
{
    return *editor.window->findChild<NoticeBar *>();
}

/// A file system of its own that is soon full; where() is empty without the right to mount one.
class SmallDisk {
public:
    SmallDisk()
    {
        if (run({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"), QStringLiteral("size=64k"),
                 QStringLiteral("tmpfs"), m_folder.path()})) {
            m_where = m_folder.path();
        }
    }
    ~SmallDisk()
    {
        if (!m_where.isEmpty()) {
            QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), m_where});
        }
    }
    QString where() const { return m_where; }
    QString file(const char *name) const { return m_where + QLatin1Char('/') + QLatin1String(name); }
    bool fill() const
    {
        QFile junk(file("junk"));
        return junk.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && junk.write(QByteArray(80 * 1024, 'x')) > 0;
    }
    bool makeReadOnly() const { return run({QStringLiteral("-o"), QStringLiteral("remount,ro"), m_where}); }

private:
    static bool run(const QStringList &arguments)
    {
        QProcess mount;
        mount.start(QStringLiteral("mount"), arguments);
        return mount.waitForFinished() && mount.exitStatus() == QProcess::NormalExit && mount.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    QString m_where;
};

/// The program's windows without its settings.
struct Program {
    Program()
    {
        initialiseResources();
        Theme::instance().apply(Theme::Mode::Light);
    }
    MainWindow &add()
    {
        auto &window = windows.add();
        window.unsavedAnswer = [] { return int(QMessageBox::Discard); };
        window.show();
        QApplication::processEvents();
        return window;
    }
    QTemporaryDir folder;
    OpenWindows windows{folder.filePath(QStringLiteral("recovery")), false};
};

} // namespace bayplan
