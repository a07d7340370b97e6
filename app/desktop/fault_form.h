// SPDX-License-Identifier: GPL-3.0-or-later
// A small form beside the cursor for one fault: whom it hits, for how long, how; then it is done now, or planned for
// the scenario. It stands in nobody's way.
#pragma once

#include "app/desktop/fault_choices.h"

#include <QFrame>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace bayplan {

class ParamField;

struct FaultRequest {
    FaultChoice choice;
    std::vector<FaultTarget> targets; ///< one of them is hit
    QString title;                    ///< "Latency of client -> web"
    QString note;                     ///< dim, below the title; may be empty
};

/// What the form was asked to do; with the parameters as they stand.
struct FaultAnswer {
    FaultChoice choice;
    std::string target;
    Params params; ///< "for" included
};

class FaultForm : public QFrame {
    Q_OBJECT
public:
    FaultForm(FaultRequest request, QWidget *parent);

    /// Called with each answer; empty where that cannot be done now.
    std::function<bool(const FaultAnswer &)> injectNow; ///< false: it was refused
    std::function<void(const FaultAnswer &)> plan;
    /// Why it cannot be done now; empty when it can. Asked again at each change.
    std::function<QString(const FaultAnswer &)> objection;

    /// Near a point of the screen, within the window. Deletes itself when it closes.
    void open(QPoint screen);
    ParamField *field(const char *key) const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addTargets(QVBoxLayout &column);
    void addFields(QVBoxLayout &column);
    void addButtons(QVBoxLayout &column);
    void take(ParamField &field, const std::optional<Value> &value);
    FaultAnswer answer() const;
    bool isComplete() const;
    void refresh();

    FaultRequest m_request;
    Params m_params;
    QComboBox *m_target = nullptr;
    std::vector<ParamField *> m_fields;
    QLabel *m_objection = nullptr;
    QPushButton *m_now = nullptr, *m_later = nullptr;
};

} // namespace bayplan
