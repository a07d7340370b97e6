// SPDX-License-Identifier: GPL-3.0-or-later
// Pods and notes put at exact places of an editor's canvas, for tests of gestures.
#pragma once

#include "tests/desktop/editor_window.h"

#include "app/desktop/arrange_edits.h"

#include <set>

namespace bayplan {

inline ElementId addPodAt(EditorWindow &editor, double x, double y, const char *kind = "container",
                          const char *name = nullptr)
{
    ElementId id;
    auto &document = editor.window->document();
    document.push(addContainer(editor.topology(), kind, {}, {x, y}, &id));
    const auto pod = editor.topology().containers.at(id).pod;
    if (name != nullptr) {
        document.push(*rename(editor.topology(), pod, name));
        document.push(*rename(editor.topology(), id, name));
    }
    QApplication::processEvents();
    return pod;
}

inline ElementId addNoteAt(EditorWindow &editor, double x, double y, const char *text)
{
    ElementId id;
    editor.window->document().push(addNote(editor.topology(), text, {x, y}, &id));
    QApplication::processEvents();
    return id;
}

inline Point at(const EditorWindow &editor, const ElementId &pod)
{
    return editor.topology().pods.at(pod).position;
}

inline ElementId containerIn(const EditorWindow &editor, const ElementId &pod)
{
    return containersOf(editor.topology(), pod).front()->id;
}

inline QPointF titleOf(const EditorWindow &editor, const ElementId &pod)
{
    return placeOf(editor.topology(), pod).topLeft() + QPointF(60, 16);
}

inline void press(EditorWindow &editor, const char *keys)
{
    QTest::keySequence(editor.window.get(), QKeySequence(QString::fromLatin1(keys)));
}

inline int steps(EditorWindow &editor)
{
    return editor.window->document().undoStack()->count();
}

/// Three pods out of line.
inline std::set<ElementId> threePods(EditorWindow &editor)
{
    return {addPodAt(editor, 0, 0), addPodAt(editor, 280, 32), addPodAt(editor, 104, 224)};
}

} // namespace bayplan
