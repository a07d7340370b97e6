// SPDX-License-Identifier: GPL-3.0-or-later
// A whole window driven by mouse and keys, for tests of the editor.
#pragma once

#include "app/desktop/canvas_geometry.h"
#include "app/desktop/icons.h"
#include "app/desktop/main_window.h"
#include "app/desktop/palette_panel.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <memory>
#include <set>

namespace bayplan {

class EditorWindow {
public:
    EditorWindow()
    {
        initialiseResources();
        Theme::instance().apply(Theme::Mode::Light);
        window = std::make_unique<MainWindow>(folder.filePath(QStringLiteral("recovery")), false);
        window->unsavedAnswer = [] { return 0x00800000; }; // QMessageBox::Discard
        window->resize(1440, 900);
        window->show();
        window->newDocument();
        window->view().zoomTo(1);
        QApplication::processEvents();
    }

    const Topology &topology() const { return window->document().topology(); }
    std::string bytes() const { return writeDocument(topology()); }

    std::set<ElementId> allPods() const
    {
        std::set<ElementId> ids;
        for (const auto &[id, pod] : topology().pods)
            ids.insert(id);
        return ids;
    }

    QPoint onScreen(QPointF scene) const { return window->view().mapFromScene(scene); }
    QWidget *viewport() const { return window->view().viewport(); }

    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool letGo = true)
    {
        const auto start = onScreen(from);
        const auto end = onScreen(to);
        QTest::mousePress(viewport(), Qt::LeftButton, modifiers, start);
        for (int i = 1; i <= 5; ++i) {
            QTest::mouseMove(viewport(), start + (end - start) * i / 5);
        }
        if (letGo) {
            QTest::mouseRelease(viewport(), Qt::LeftButton, modifiers, end);
        }
    }

    /// What the palette's own mime data does when it is dropped there; a whole QDrag needs a display.
    void dropFromPalette(const char *kind, QPointF at) { dropEntry(Qt::UserRole, kind, at); }
    void dropPattern(const std::string &key, QPointF at) { dropEntry(recipeRole, key.c_str(), at); }

    void dropEntry(int role, const char *key, QPointF at)
    {
        auto *tree = window->findChild<PaletteTree *>();
        QModelIndexList found;
        for (QTreeWidgetItemIterator it(tree); *it != nullptr; ++it) {
            if ((*it)->data(0, role).toString() == QLatin1String(key)) {
                tree->setCurrentItem(*it);
                found = tree->selectionModel()->selectedIndexes();
            }
        }
        const std::unique_ptr<QMimeData> data(tree->model()->mimeData(found));
        const auto point = onScreen(at);
        QDragEnterEvent enter(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(viewport(), &enter);
        QDragMoveEvent move(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(viewport(), &move);
        QDropEvent drop(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(viewport(), &drop);
    }

    /// The only container of that kind.
    const Container &container(const char *kind) const
    {
        for (const auto &[id, value] : topology().containers) {
            if (value.kind == kind) {
                return value;
            }
        }
        qFatal("no container of kind %s", kind);
    }

    QPointF port(const char *kind, const char *name) const
    {
        return portPosition(topology(), Endpoint{container(kind).id, name});
    }

    template <class Widget>
    Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QLatin1String(name));
    }

    QTemporaryDir folder;
    std::unique_ptr<MainWindow> window;
};

/// One container, selected.
struct OneContainer : EditorWindow {
    OneContainer()
    {
        dropFromPalette("container", {300, 200});
        window->selection().set({container("container").id});
        QApplication::processEvents();
    }
};

/// A line, or that of a composed field.
inline QLineEdit *lineOf(QWidget *editor)
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    return line != nullptr ? line : editor->findChild<QLineEdit *>();
}

/// Over what stands there.
inline void typeInto(QWidget *editor, const QString &text)
{
    auto *line = lineOf(editor);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

} // namespace bayplan
