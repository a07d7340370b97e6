// SPDX-License-Identifier: GPL-3.0-or-later
// All containers of a run in a list with boxes and a filter: which of them have a life line.
#pragma once

#include "engine/plan/plan.h"

#include <QFrame>

#include <vector>

class QLineEdit;
class QListWidget;

namespace bayplan {

class SequencePicker : public QFrame {
    Q_OBJECT

public:
    explicit SequencePicker(QWidget *parent = nullptr);

    void setInstances(const Plan &plan, const std::vector<InstanceIndex> &all,
                      const std::vector<InstanceIndex> &chosen);
    QListWidget *list() const { return m_list; }
    QLineEdit *filter() const { return m_filter; }
    void popUpAt(const QPoint &globalPosition);

Q_SIGNALS:
    void chosen(const std::vector<InstanceIndex> &instances); ///< at each change

private:
    void narrow(const QString &words);

    QLineEdit *m_filter;
    QListWidget *m_list;
};

} // namespace bayplan
