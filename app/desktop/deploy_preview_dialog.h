// SPDX-License-Identifier: GPL-3.0-or-later
// What a deploy would add, change, keep and remove, and what stands in its way. Not modal.
#pragma once

#include "engine/docker/deployment_run.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPushButton;

namespace bayplan {

class FigureTable;

class DeployPreviewDialog : public QDialog {
    Q_OBJECT

public:
    DeployPreviewDialog(const DeployPreview &preview, bool standIns, QWidget *parent = nullptr);

    FigureTable *steps() const { return m_steps; }
    QPushButton *deployButton() const { return m_deploy; }

    /// "12 to add, 1 to change, 3 stay, 0 to remove".
    static QString summary(const DeployPreview &preview);
    /// True when nothing stands in the way; missing images do not when stand-ins take their place.
    static bool canDeploy(const DeployPreview &preview, bool standIns);

Q_SIGNALS:
    void deployRequested();
    void standInsRequested();

private:
    FigureTable *m_steps;
    QPushButton *m_deploy;
};

} // namespace bayplan
