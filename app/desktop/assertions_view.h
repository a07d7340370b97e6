// SPDX-License-Identifier: GPL-3.0-or-later
// The assertions of the scenario: written here, and judged while the run that is shown goes on.
#pragma once

#include "engine/model/topology.h"
#include "engine/plan/plan.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <optional>

class QLabel;
class QLineEdit;
class QStringListModel;
class QTableWidget;
class QTableWidgetItem;

namespace bayplan {

class DocumentSession;
class RunSession;

class AssertionsView : public QWidget {
    Q_OBJECT
public:
    AssertionsView(DocumentSession &document, RunSession &runs, QWidget *parent = nullptr);

    QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    /// How many hold, do not, and are open yet.
    void judged(int passed, int failed, int open);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Column { TextColumn, VerdictColumn, MeasuredColumn, SinceColumn };
    void add();
    void take(QTableWidgetItem *item);
    void removeChosen();
    void refresh();
    void judge();
    void suggest();
    std::optional<Plan> planOfDrawing() const;
    QString objectionTo(const QString &text) const;

    DocumentSession &m_document;
    RunSession &m_runs;
    QTableWidget *m_table;
    QLineEdit *m_field;
    QStringListModel *m_suggestions;
    QLabel *m_error;
    QTimer m_timer;
    std::map<ElementId, Assertion> m_shown;
    std::map<ElementId, QString> m_refused; ///< texts that are being written and mean nothing yet
};

} // namespace bayplan
