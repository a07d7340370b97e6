// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deploy_preview_dialog.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

QString words(DeployStep::Kind kind)
{
    switch (kind) {
    case DeployStep::Kind::Add:
        return DeployPreviewDialog::tr("+ add");
    case DeployStep::Kind::Change:
        return DeployPreviewDialog::tr("~ change");
    case DeployStep::Kind::Keep:
        return DeployPreviewDialog::tr("= keep");
    case DeployStep::Kind::Remove:
        return DeployPreviewDialog::tr("- remove");
    }
    return {};
}

QColor colourOf(DeployStep::Kind kind)
{
    switch (kind) {
    case DeployStep::Kind::Add:
        return colours().good;
    case DeployStep::Kind::Change:
        return colours().warning;
    case DeployStep::Kind::Remove:
        return colours().error;
    case DeployStep::Kind::Keep:
        break;
    }
    return colours().dimText;
}

/// A missing image names the image, and stand-ins take its place.
bool isMissingImage(const Error &blocker, const DeployPreview &preview)
{
    return std::any_of(preview.missingImages.begin(), preview.missingImages.end(),
                       [&](const std::string &image) { return blocker.message.find(image) != std::string::npos; });
}

QString blockerText(const DeployPreview &preview, bool standIns)
{
    QStringList lines;
    for (const Error &blocker : preview.blockers)
        if (!standIns || !isMissingImage(blocker, preview))
            lines += QStringLiteral("• ") + sentences(blocker);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString DeployPreviewDialog::summary(const DeployPreview &preview)
{
    std::array<int, 4> counts{};
    for (const DeployStep &step : preview.steps)
        ++counts[static_cast<std::size_t>(step.kind)];
    return tr("%1 to add, %2 to change, %3 stay, %4 to remove")
        .arg(counts[0])
        .arg(counts[1])
        .arg(counts[2])
        .arg(counts[3]);
}

bool DeployPreviewDialog::canDeploy(const DeployPreview &preview, bool standIns)
{
    return std::all_of(preview.blockers.begin(), preview.blockers.end(),
                       [&](const Error &blocker) { return standIns && isMissingImage(blocker, preview); });
}

DeployPreviewDialog::DeployPreviewDialog(const DeployPreview &preview, bool standIns, QWidget *parent)
    : QDialog(parent), m_deploy(new QPushButton(tr("Deploy"), this))
{
    setWindowTitle(tr("What a deploy would do"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 460);
    auto *all = new QVBoxLayout(this);
    auto *title = new QLabel(summary(preview), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    all->addWidget(title);
    const bool ready = canDeploy(preview, standIns);
    if (!ready) {
        auto *blockers = new QLabel(tr("In the way:") + QLatin1Char('\n') + blockerText(preview, standIns), this);
        blockers->setWordWrap(true);
        blockers->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QPalette red = blockers->palette();
        red.setColor(QPalette::WindowText, colours().error);
        blockers->setPalette(red);
        all->addWidget(blockers);
    }
    m_steps = new FigureTable({tr("Step"), tr("Resource"), tr("Why")}, tr("Steps of the deploy"), this);
    m_steps->setEmptyText(tr("Nothing to do: what runs is what is drawn"));
    std::vector<FigureRow> rows;
    for (const DeployStep &step : preview.steps) {
        const QString resource = QString::fromStdString(step.resource);
        rows.push_back(
            {resource,
             {{words(step.kind), {}, colourOf(step.kind)}, {resource, {}}, {QString::fromStdString(step.reason), {}}}});
    }
    m_steps->setRows(std::move(rows));
    all->addWidget(m_steps, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    if (!standIns && !preview.missingImages.empty() && canDeploy(preview, true)) {
        QPushButton *standInsButton = buttons->addButton(tr("Deploy with stand-ins"), QDialogButtonBox::ActionRole);
        connect(standInsButton, &QPushButton::clicked, this, [this] {
            Q_EMIT standInsRequested();
            close();
        });
    }
    buttons->addButton(m_deploy, QDialogButtonBox::ActionRole);
    m_deploy->setEnabled(ready);
    m_deploy->setDefault(ready);
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_deploy, &QPushButton::clicked, this, [this] {
        Q_EMIT deployRequested();
        close();
    });
}

} // namespace bayplan
