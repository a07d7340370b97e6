// SPDX-License-Identifier: GPL-3.0-or-later
// Scatter/gather of the run that is shown: the tree of who asks whom with its figures, whom answers wait for, questions
// asked again, and answers that lack parts and why.
#pragma once

#include "app/desktop/pattern_view.h"
#include "app/desktop/scatter_tree.h"

#include <vector>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace bayplan {

class StragglerPlot;

class ScatterView : public PatternView {
    Q_OBJECT

public:
    /// Of the tree.
    enum Column { Name, Asked, P50, P95, P99, Last, Missing, Hedged, Won, Failed, Late, columnCount };

    explicit ScatterView(RunSession *session, QWidget *parent = nullptr);

    QTreeWidget *tree() const { return m_tree; }
    StragglerPlot *plot() const { return m_plot; }
    /// Of the root that is chosen, in sentences.
    QString summary() const;
    /// Shows the leaves of a root; nothing where the plan has none of that name.
    void showRoot(const QString &instance);

protected:
    bool refresh() override;
    void runChanged() override;

private:
    void showNode(const PatternMoment &now, std::size_t node);
    void showTop(QTreeWidgetItem *item, const InstanceMoment &root) const;
    void showChosen(const PatternMoment &now);
    std::optional<InstanceIndex> chosenRoot() const;
    QString nameOf(const ScatterNode &node) const;

    QTreeWidget *m_tree;
    QLabel *m_summary;
    StragglerPlot *m_plot;
    std::vector<ScatterNode> m_nodes;
    std::vector<QTreeWidgetItem *> m_items; ///< by node
    bool m_isSized = false;
};

/// Requests, how they ended and why, hedges; "" for a root that has said nothing.
QString scatterSummary(const QString &name, const ScatterState &state, HedgeMode hedge);

} // namespace bayplan
