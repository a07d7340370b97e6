// SPDX-License-Identifier: GPL-3.0-or-later
// Find in the drawing: a bar at the top of the canvas that counts the hits, goes through them and hides the others.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QFrame>
#include <QTimer>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace bayplan {

class CanvasScene;
class CanvasView;

class FindBar : public QFrame {
    Q_OBJECT
public:
    /// Stands over the upper edge of the view, hidden until open().
    FindBar(DocumentSession &document, Selection &selection, CanvasScene &scene, CanvasView &view);

    void open();
    /// Takes the dimming away too.
    void close();
    /// The next hit, or the one before: selected, in the middle of the view.
    void go(int step);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void showCount(const QString &refusal = {});
    void dim();
    void place();

    DocumentSession &m_document;
    Selection &m_selection;
    CanvasScene &m_scene;
    CanvasView &m_view;
    QLineEdit *m_field;
    QLabel *m_count;
    QCheckBox *m_hides;
    QTimer m_searchTimer;
    std::vector<ElementId> m_hits;
    int m_at = -1; ///< among the hits; -1: at none yet
};

} // namespace bayplan
