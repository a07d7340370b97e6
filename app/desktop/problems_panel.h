// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the document, with a way to each and a mend at a click.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QIcon>
#include <QTreeWidget>

#include <array>
#include <vector>

namespace bayplan {

class ProblemsPanel : public QTreeWidget {
    Q_OBJECT
public:
    ProblemsPanel(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Errors and warnings, for the title of the dock and the status bar.
    void counted(int errors, int warnings);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refill();
    void listUpTo(std::size_t count);
    void offerFixes(int first, int count);
    void offerVisibleFixes();
    void go(const QTreeWidgetItem *item);

    DocumentSession &m_document;
    Selection &m_selection;
    std::vector<bool> m_mended; ///< by row: it has its button
    std::size_t m_listed = 0;   ///< of the problems, from the worst on
    std::size_t m_wanted = 0;   ///< how many the user has asked to see
    std::array<QIcon, 3> m_icons;
};

} // namespace bayplan
