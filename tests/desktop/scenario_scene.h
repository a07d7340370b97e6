// SPDX-License-Identifier: GPL-3.0-or-later
// A window with a drawing of two pods, and its scenario in view.
#pragma once

#include "app/desktop/assertions_view.h"
#include "app/desktop/param_field.h"
#include "app/desktop/scenario_editor.h"
#include "app/desktop/timeline_view.h"
#include "tests/desktop/placed_pods.h"

namespace bayplan {

/// A client that calls a service, and its scenario in view.
class Scene {
public:
    Scene()
    {
        const auto client = addPodAt(editor, 0, 0, "load", "client");
        pod = addPodAt(editor, 500, 0, "container", "web");
        web = containerIn(editor, pod);
        load = containerIn(editor, client);
        auto edit = connect(editor.topology(), {load, "target"}, {web, "in"});
        editor.window->document().push(std::move(*edit));
        set("document", "duration", std::string("60s"));
        editor.window->showWorkspace(Workspace::Simulate);
        press(editor, "Ctrl+Alt+O");
        QApplication::processEvents();
        line().fit();
    }

    void set(const ElementId &id, const char *key, Value value)
    {
        auto edit = setParam(editor.topology(), id, key, value);
        QVERIFY2(edit.has_value(), key);
        editor.window->document().push(std::move(*edit));
    }

    ElementId fault(const char *kind, const char *at, const char *length = nullptr)
    {
        ElementId id;
        editor.window->document().push(addFault(editor.topology(), kind, web, &id));
        set(id, "at", std::string(at));
        if (length != nullptr) {
            set(id, "for", std::string(length));
        }
        QApplication::processEvents();
        return id;
    }

    ScenarioEditor &scenario() { return *editor.window->findChild<ScenarioEditor *>(); }
    TimelineView &line() { return *scenario().timeline(); }
    QWidget *paper() { return line().viewport(); }
    FaultTiming timing(const ElementId &id) { return timingOf(editor.topology().faults.at(id)); }
    int steps() { return bayplan::steps(editor); }

    void drag(QPoint from, QPoint way, Qt::KeyboardModifiers modifiers = {}, bool letGo = true)
    {
        QTest::mousePress(paper(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 6; ++i) {
            QTest::mouseMove(paper(), from + way * i / 6);
            if (modifiers != Qt::NoModifier) { // QTest moves without modifiers
                QMouseEvent move(QEvent::MouseMove, from + way * i / 6, paper()->mapToGlobal(from + way * i / 6),
                                 Qt::NoButton, Qt::LeftButton, modifiers);
                QApplication::sendEvent(paper(), &move);
            }
        }
        if (letGo) {
            QTest::mouseRelease(paper(), Qt::LeftButton, {}, from + way);
        }
    }

    EditorWindow editor;
    ElementId pod, web, load;
};

} // namespace bayplan
