// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of the fault or load generator that is chosen on the time line.
#pragma once

#include "engine/model/catalog.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace bayplan {

class DocumentSession;
class ParamField;
class Selection;

class ScenarioDetails : public QWidget {
    Q_OBJECT
public:
    ScenarioDetails(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

    ParamField *field(const char *key) const;

private:
    void build();
    void addFields(QVBoxLayout &column);
    void addTarget(QVBoxLayout &column);
    void showValues();
    void setValue(ParamField &field, const std::optional<Value> &value);

    DocumentSession &m_document;
    Selection &m_selection;
    ElementId m_id;
    std::string m_kind, m_shownTarget;
    QWidget *m_form = nullptr;
    QVBoxLayout *m_column;
    std::vector<ParamField *> m_fields;
    QString m_mergeKey;
};

} // namespace bayplan
