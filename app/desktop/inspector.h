// SPDX-License-Identifier: GPL-3.0-or-later
// The form of what is selected, from the catalog; of the document when nothing is. A second tab has it as JSON.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/selection.h"

#include <QTabWidget>
#include <QWidget>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QScrollArea;
class QVBoxLayout;

namespace bayplan {

class ParamField;

/// The kind of an element, and what it is where it has none.
using FormSort = std::pair<const KindInfo *, int>;

class Inspector : public QWidget {
    Q_OBJECT
public:
    Inspector(DocumentSession &document, Selection &selection, QWidget *parent = nullptr);

    /// Puts the cursor into the field of that parameter; into the name for an empty key.
    void focusField(const QString &param);

    /// Into the document what was typed and not entered yet, if it may be.
    void takeTyped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void refresh(const std::set<ElementId> &ids);
    void showValues();
    void showValue(ParamField &field, const std::vector<std::pair<const KindInfo *, const Params *>> &shown);
    void showMainPort();
    void showProblems();
    std::set<ElementId> shownIds() const;
    std::set<FormSort> shownSorts() const;
    const KindInfo *commonKind(const std::set<ElementId> &ids) const;
    /// Parameters that all of the selected have, by key and type; their ranges are what suits all.
    std::vector<ParamInfo> sharedParams() const;

    QWidget *buildForm();
    void buildHeader(QVBoxLayout &column, const KindInfo *kind);
    void buildLookAt(QVBoxLayout &column);
    void buildTarget(QVBoxLayout &column, const ElementId &id);
    void buildFields(QVBoxLayout &column, const std::vector<ParamInfo> &params);
    void buildText(QVBoxLayout &column, const ElementId &id);
    void buildSize(QVBoxLayout &column, const ElementId &id);
    void showSize(const Note &note);
    void wire(ParamField &field);
    void setValue(ParamField &field, const std::optional<Value> &value);
    /// What the elements had before the typing began: the first letters of a wrong text may have been a value.
    void restoreValues(const ParamField &field);
    void showHelp(const QString &text);

    // inspector_name.cpp
    void buildName(QVBoxLayout &column);
    void showNameError(const QString &sentence);
    void checkName();
    void takeName();
    void dropName();
    bool filterName(QEvent *event);

    // inspector_json.cpp
    void makeJson();
    void showJson();
    /// Makes the element what the text says; a text that is refused stays, with the reason.
    void applyJson();
    void dropJson();
    void showJsonError(const std::optional<Error> &error);

    DocumentSession &m_document;
    Selection &m_selection;
    QTabWidget *m_tabs;
    QScrollArea *m_scroll;
    QWidget *m_jsonPage;
    QPlainTextEdit *m_json;
    QLabel *m_jsonWord; ///< what is wrong with the text, or how it is applied
    std::map<ElementId, QString> m_refusedJson;
    QLabel *m_help;
    QString m_kindHelp;
    QLineEdit *m_name = nullptr;
    QLabel *m_nameError = nullptr;
    QPlainTextEdit *m_text = nullptr;
    std::vector<ParamField *> m_fields;
    std::array<ParamField *, 2> m_size{}; ///< width and height of a note; nullptr for all else
    std::set<ElementId> m_ids;
    std::set<FormSort> m_sorts; ///< of m_ids
    QString m_mergeKey;
    std::map<ElementId, Params> m_paramsAtFocus;
};

} // namespace bayplan
