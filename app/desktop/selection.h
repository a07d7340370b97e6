// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected, by id; canvas, outline and inspector show and set the same one.
#pragma once

#include "engine/model/topology.h"

#include <QObject>
#include <QString>

#include <set>

namespace bayplan {

class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(QObject *parent = nullptr) : QObject(parent) {}

    const std::set<ElementId> &ids() const { return m_ids; }
    /// The only one selected, else empty.
    ElementId single() const { return m_ids.size() == 1 ? *m_ids.begin() : ElementId(); }

    void set(std::set<ElementId> ids)
    {
        if (ids != m_ids) {
            m_ids = std::move(ids);
            Q_EMIT changed();
        }
    }

    /// Selects the element, brings it into view and puts the cursor into that field of the inspector.
    void show(const ElementId &id, const QString &param = {})
    {
        set({id});
        Q_EMIT shown(id, param);
    }

Q_SIGNALS:
    void changed();
    void shown(const bayplan::ElementId &id, const QString &param);

private:
    std::set<ElementId> m_ids;
};

} // namespace bayplan
