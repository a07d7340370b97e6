// SPDX-License-Identifier: GPL-3.0-or-later
// Explains a pattern and asks what matters before it is placed. Nothing waits for it: the drawing goes on beside it.
#pragma once

#include "app/desktop/document_session.h"
#include "app/desktop/pattern_recipe.h"
#include "app/desktop/selection.h"

#include <QDialog>

#include <functional>
#include <set>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace bayplan {

class ParamField;

class PatternWizard : public QDialog {
    Q_OBJECT
public:
    PatternWizard(DocumentSession &document, Selection &selection, QWidget *parent);

    /// Shows the questions of a recipe with its defaults; answers that were being given are dropped.
    void ask(const PatternRecipe &recipe);

    const PatternRecipe *recipe() const { return m_recipe; }
    const Params &answers() const { return m_answers; }
    /// The selected pod or container, when the pattern shall join it; else where nothing is.
    PatternPlace place() const;
    /// The same for a recipe that nobody is asked about: it joins where it may.
    PatternPlace placeFor(const PatternRecipe &recipe) const;
    /// Why it cannot be created as it stands; empty when it can.
    QString refusal() const;

    /// Where the pattern goes when nothing is selected.
    std::function<Point()> centre;

Q_SIGNALS:
    /// Create was pressed on answers that will do; the wizard is closed.
    void createWanted();

private:
    void create();
    void check();
    void take(ParamField &field, const std::optional<Value> &value);
    void offerPlace();
    ElementId chosen() const;
    PatternPlace placeWith(bool joins) const;
    QString remark(const Edit &edit) const;

    DocumentSession &m_document;
    Selection &m_selection;
    const PatternRecipe *m_recipe = nullptr;
    Params m_answers;
    std::set<std::string> m_unreadable; ///< questions whose text is no value
    std::vector<ParamField *> m_fields;
    QLabel *m_title, *m_words, *m_where, *m_refusal;
    QCheckBox *m_join;
    PatternPictureView *m_picture;
    QScrollArea *m_scroll;
    QPushButton *m_create;
};

} // namespace bayplan
