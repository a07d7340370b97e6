// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the document, with a way to each and a mend at a click.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QTreeWidget>

#include <vector>

namespace bayplan {

class ProblemsPanel : public QTreeWidget {
    Q_OBJECT
public:
    ProblemsPanel(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Errors and warnings, for the title of the dock and the status bar.
    void counted(int errors, int warnings);

private:
    void refill();
    void offerFixes(int first, int count);
    void offerVisibleFixes();
    void go(const QTreeWidgetItem *item);

    DocumentSession &m_document;
    Selection &m_selection;
    std::vector<bool> m_mended; ///< by row: it has its button
};

} // namespace bayplan
