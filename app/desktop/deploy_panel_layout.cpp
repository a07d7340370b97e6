// SPDX-License-Identifier: GPL-3.0-or-later
// Fields and buttons of the deploy panel.
#include "app/desktop/deploy_panel.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace bayplan {

DeployPanel::DeployPanel(RunSession *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setAccessibleName(tr("Deploy"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 8, 6);
    all->addWidget(makeEngineRow());
    all->addWidget(makeOptions());
    all->addWidget(makeOffer());
    all->addWidget(makeButtons());
    m_trouble = new QLabel(this);
    m_trouble->setWordWrap(true);
    m_trouble->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_trouble->hide();
    all->addWidget(m_trouble);
    m_state = new QLabel(this);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    all->addWidget(m_state);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, 1000);
    m_bar->setFixedHeight(12);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the deploy"));
    all->addWidget(m_bar);
    all->addWidget(makeDifferences());
    m_progressTable = new FigureTable({tr("State"), tr("Resource"), tr("The engine's words")},
                                      tr("Resources of the deployment"), this);
    m_progressTable->setEmptyText(tr("Every network, volume and container shows its progress here"));
    m_progressTable->setMinimumHeight(90);
    all->addWidget(m_progressTable, 1);
    all->addWidget(makeFound());
    auto *commandRow = new QHBoxLayout;
    m_command = new QLineEdit(this);
    m_command->setReadOnly(true);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setAccessibleName(tr("The command that does the same"));
    m_command->setToolTip(tr("The command that does the same"));
    auto *copy = new QToolButton(this);
    copy->setIcon(themedIcon(QStringLiteral("copy")));
    copy->setToolTip(tr("Copy the command"));
    copy->setAccessibleName(tr("Copy the command"));
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_command->text()); });
    commandRow->addWidget(m_command, 1);
    commandRow->addWidget(copy);
    all->addLayout(commandRow);

    connect(m_session, &RunSession::progressAdded, this, &DeployPanel::refreshProgress);
    connect(m_session, &RunSession::runChanged, this, &DeployPanel::refreshProgress);
    connect(m_session, &RunSession::statusChanged, this, &DeployPanel::refresh);
    connect(m_session, &RunSession::snapshotChanged, this, &DeployPanel::countAgain);
    connect(m_session, &RunSession::finished, this, &DeployPanel::runFinished);
    connect(m_session, &RunSession::changeTakenBack, this,
            [this](const QString &error) { sayTrouble(tr("The change was taken back. %1").arg(error)); });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        refresh();
        refreshProgress();
        refreshDifferences();
    });
    refreshCommand();
    refresh();
}

DeployPanel::~DeployPanel()
{
    m_url->disconnect(this); // it ends its editing when it is destroyed, which is after us
}

QWidget *DeployPanel::makeEngineRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_engineLabel = new QLabel(row);
    m_engineLabel->setWordWrap(true);
    m_engineLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_engineLabel->setAccessibleName(tr("Container engine"));
    m_check = new QPushButton(tr("Look again"), row);
    m_check->setToolTip(tr("Look for a container engine and for deployments in it"));
    connect(m_check, &QPushButton::clicked, this, &DeployPanel::checkEngine);
    layout->addWidget(m_engineLabel, 1);
    layout->addWidget(m_check, 0, Qt::AlignTop);
    return row;
}

QWidget *DeployPanel::makeOptions()
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_url = new QLineEdit(box);
    m_url->setPlaceholderText(tr("DOCKER_HOST, else the usual socket"));
    m_url->setToolTip(tr("unix:///var/run/docker.sock or tcp://HOST:2376"));
    m_name = new QLineEdit(box);
    m_name->setToolTip(tr("Prefix of every container, network and volume"));
    m_standIns = new QCheckBox(tr("Stand-ins for missing images"), box);
    m_standIns->setToolTip(tr("Puts our synthetic service in the place of each missing image, so that the drawing "
                              "deploys without a registry"));
    m_systemFolders = new QCheckBox(tr("Allow system folders"), box);
    m_systemFolders->setToolTip(tr("Lets volumes bind the engine's socket and folders of the system, such as /etc"));
    m_systemFolders->hide(); // until a drawing has needed it
    m_faults = new QCheckBox(box);
    m_faults->setChecked(true);
    m_faults->setToolTip(tr("Carries out the faults of the scenario at their times, as the simulator does, once all "
                            "containers are ready"));
    m_faults->hide();
    m_missing = new QLabel(box);
    m_missing->setWordWrap(true);
    m_missing->setForegroundRole(QPalette::PlaceholderText);
    m_missing->hide();
    form->addRow(tr("Engine"), m_url);
    form->addRow(tr("Name"), m_name);
    form->addRow(m_standIns);
    form->addRow(m_systemFolders);
    form->addRow(m_faults);
    form->addRow(m_missing);
    connect(m_url, &QLineEdit::editingFinished, this, [this] {
        refreshCommand();
        if (m_checked && m_url->isModified())
            checkEngine();
        m_url->setModified(false);
    });
    connect(m_name, &QLineEdit::textChanged, this, &DeployPanel::refreshCommand);
    for (const QCheckBox *option : {m_standIns, m_systemFolders, m_faults})
        connect(option, &QCheckBox::toggled, this, &DeployPanel::refreshCommand);
    connect(m_systemFolders, &QCheckBox::toggled, m_systemFolders, &QWidget::show);
    return box;
}

/// Below one another, so that the panel fits beside a canvas whatever there is to apply.
QWidget *DeployPanel::makeButtons()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    const auto button = [&](int row, int column, const QString &text, const QString &help, auto slot) {
        constexpr int columns = 3;
        auto *made = new QPushButton(text, box);
        made->setToolTip(help);
        grid->addWidget(made, row, column, 1, row == 1 ? 1 : columns);
        connect(made, &QPushButton::clicked, this, slot);
        return made;
    };
    m_deploy = button(0, 0, tr("Deploy"), tr("Start the drawing's containers"), &DeployPanel::deploy);
    m_deploy->setIcon(themedIcon(QStringLiteral("deploy")));
    m_apply = button(0, 0, tr("Apply changes…"),
                     tr("Bring the running deployment to what is drawn; it touches only what "
                        "has changed, and shows what that is first"),
                     &DeployPanel::applyChanges);
    m_apply->setIcon(themedIcon(QStringLiteral("deploy")));
    m_preview =
        button(1, 0, tr("Preview"), tr("What a deploy would add, change, keep and remove"), &DeployPanel::preview);
    m_logs = button(1, 1, tr("Logs"), tr("Output of the containers"), [this] { Q_EMIT logsRequested(); });
    m_cancel = button(1, 2, tr("Cancel"), tr("Give up and take back what was done"), &DeployPanel::cancel);
    m_down =
        button(1, 2, tr("Down"), tr("Stop and remove the containers and networks of this deployment, and prove it"),
               &DeployPanel::takeDown);
    m_down->setIcon(themedIcon(QStringLiteral("down")));
    m_volumes = button(2, 0, tr("Remove volumes"),
                       tr("Also remove the volumes that Down has kept, and what is in them"), [this] { prove(true); });
    m_volumes->hide();
    return box;
}

QWidget *DeployPanel::makeFound()
{
    m_foundRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_foundRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_foundList = new QComboBox(m_foundRow);
    m_foundList->setAccessibleName(tr("Deployments found in the engine"));
    m_foundList->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *adopt = new QPushButton(tr("Adopt"), m_foundRow);
    adopt->setToolTip(tr("Watch this running deployment with the open drawing"));
    connect(adopt, &QPushButton::clicked, this, &DeployPanel::adoptChosen);
    row->addWidget(new QLabel(tr("In the engine:"), m_foundRow));
    row->addWidget(m_foundList, 1);
    row->addWidget(adopt);
    m_foundRow->hide();
    return m_foundRow;
}

} // namespace bayplan
