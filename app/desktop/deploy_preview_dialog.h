// SPDX-License-Identifier: GPL-3.0-or-later
// What a deploy would add, change, keep and remove, and what stands in its way. Not modal.
#pragma once

#include "engine/docker/deployment_run.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace bayplan {

class FigureTable;

class DeployPreviewDialog : public QDialog {
    Q_OBJECT

public:
    /// `isChange`: of a deployment that runs already.
    DeployPreviewDialog(const DeployPreview &preview, bool standIns, bool isChange, QWidget *parent = nullptr);

    FigureTable *steps() const { return m_steps; }
    QPushButton *deployButton() const { return m_deploy; }
    /// One line for each thing that was looked at.
    QStringList checkTexts() const;

    /// "12 to add, 1 to change, 3 stay, 0 to remove".
    static QString summary(const DeployPreview &preview);
    /// What the steps that do something are of: "Steps that change something: 7 containers, 1 network."; empty when
    /// none does.
    static QString parts(const DeployPreview &preview);
    /// True when nothing stands in the way; missing images do not when stand-ins take their place.
    static bool canDeploy(const DeployPreview &preview, bool standIns);

Q_SIGNALS:
    void deployRequested();
    /// Binds of system folders are to be allowed.
    void systemFoldersRequested();
    void standInsRequested();
    /// To put right what is in the way: this element of the drawing.
    void elementChosen(const bayplan::ElementId &id);

private:
    void addChecks(QVBoxLayout *all, const DeployPreview &preview, bool standIns);
    QWidget *checkRow(const DeployCheck &check, bool offersStandIns);
    void fillSteps(const DeployPreview &preview);

    FigureTable *m_steps;
    QPushButton *m_deploy;
};

} // namespace bayplan
