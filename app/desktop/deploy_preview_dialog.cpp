// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deploy_preview_dialog.h"

#include "app/desktop/figure_table.h"
#include "app/desktop/icons.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace bayplan {

namespace {

constexpr std::size_t mostChecksInFull = 7;

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

QString DeployPreviewDialog::parts(const DeployPreview &preview)
{
    int containers = 0, networks = 0, volumes = 0, others = 0;
    for (const DeployStep &step : preview.steps) {
        if (step.kind == DeployStep::Kind::Keep)
            continue;
        const auto is = [&](const char *what) { return step.resource.starts_with(what); };
        ++(is("container ") ? containers : is("network ") ? networks : is("volume ") ? volumes : others);
    }
    QStringList parts;
    if (containers > 0)
        parts += tr("%n container(s)", nullptr, containers);
    if (networks > 0)
        parts += tr("%n network(s)", nullptr, networks);
    if (volumes > 0)
        parts += tr("%n volume(s)", nullptr, volumes);
    if (others > 0)
        parts += tr("%n other(s)", nullptr, others);
    return parts.isEmpty() ? QString() : tr("Steps that change something: %1.").arg(parts.join(QStringLiteral(", ")));
}

bool DeployPreviewDialog::canDeploy(const DeployPreview &preview, bool standIns)
{
    return std::all_of(preview.blockers.begin(), preview.blockers.end(),
                       [&](const Error &blocker) { return standIns && isMissingImage(blocker, preview); });
}

DeployPreviewDialog::DeployPreviewDialog(const DeployPreview &preview, bool standIns, bool isChange, QWidget *parent)
    : QDialog(parent), m_deploy(new QPushButton(isChange ? tr("Apply") : tr("Deploy"), this))
{
    setWindowTitle(isChange ? tr("What applying the changes would do") : tr("What a deploy would do"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 520);
    auto *all = new QVBoxLayout(this);
    auto *title = new QLabel(summary(preview), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    all->addWidget(title);
    if (const QString of = parts(preview); !of.isEmpty())
        all->addWidget(new QLabel(of, this));
    addChecks(all, preview, standIns);
    m_steps = new FigureTable({tr("Step"), tr("Resource"), tr("Why")}, tr("Steps of the deploy"), this);
    m_steps->setEmptyText(tr("Nothing to do: what runs is what is drawn"));
    fillSteps(preview);
    all->addWidget(m_steps, 1);
    const bool ready = canDeploy(preview, standIns);
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

// ---- checks --------------------------------------------------------------------------------------------------------

/// Blockers that no check speaks of come as they are.
void DeployPreviewDialog::addChecks(QVBoxLayout *all, const DeployPreview &preview, bool standIns)
{
    if (const QString others = blockerText(preview, standIns); preview.checks.empty() && !others.isEmpty()) {
        auto *blockers = new QLabel(tr("In the way:") + QLatin1Char('\n') + others, this);
        blockers->setWordWrap(true);
        blockers->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QPalette red = blockers->palette();
        red.setColor(QPalette::WindowText, colours().error);
        blockers->setPalette(red);
        all->addWidget(blockers);
    }
    auto *inside = new QWidget(this);
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    for (const DeployCheck &check : preview.checks)
        rows->addWidget(checkRow(check, !standIns && !preview.missingImages.empty()));
    const bool areMany = preview.checks.size() > mostChecksInFull;
    if (!areMany) {
        all->addWidget(inside);
        return;
    }
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFixedHeight(190);
    scroll->setWidget(inside);
    all->addWidget(scroll);
}

QWidget *DeployPreviewDialog::checkRow(const DeployCheck &check, bool offersStandIns)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const bool isGood = check.state == DeployCheck::State::Good;
    const bool isBlocked = check.state == DeployCheck::State::Blocked;
    auto *icon = new QLabel(row);
    constexpr int iconSide = 16;
    QPixmap picture(QSize(iconSide, iconSide) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintIcon(painter,
              isGood      ? QStringLiteral("good")
              : isBlocked ? QStringLiteral("error")
                          : QStringLiteral("warning"),
              QRectF(0, 0, iconSide, iconSide),
              isGood      ? colours().good
              : isBlocked ? colours().error
                          : colours().warning);
    painter.end();
    icon->setPixmap(picture);
    icon->setAccessibleName(isGood ? tr("Good") : isBlocked ? tr("In the way") : tr("Warning"));
    auto *text = new QLabel(sentences(check.message, check.advice), row);
    text->setObjectName(QStringLiteral("checkText"));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    const auto fix = [&](const QString &words, auto act) {
        auto *button = new QPushButton(words, row);
        connect(button, &QPushButton::clicked, this, act);
        layout->addWidget(button, 0, Qt::AlignTop);
    };
    if (!isGood && check.topic == DeployCheck::Topic::Images && offersStandIns)
        fix(tr("Use stand-ins"), [this] {
            Q_EMIT standInsRequested();
            close();
        });
    if (check.topic == DeployCheck::Topic::SystemFolders && check.state == DeployCheck::State::Blocked)
        fix(tr("Allow it"), [this] {
            Q_EMIT systemFoldersRequested();
            close();
        });
    if (!isGood && !check.element.empty())
        fix(tr("Show it"), [this, element = check.element] { Q_EMIT elementChosen(element); });
    return row;
}

QStringList DeployPreviewDialog::checkTexts() const
{
    QStringList texts;
    for (const QLabel *label : findChildren<QLabel *>(QStringLiteral("checkText")))
        texts += label->text();
    return texts;
}

void DeployPreviewDialog::fillSteps(const DeployPreview &preview)
{
    std::vector<FigureRow> rows;
    for (const DeployStep &step : preview.steps) {
        const QString resource = QString::fromStdString(step.resource);
        rows.push_back(
            {resource,
             {{words(step.kind), {}, colourOf(step.kind)}, {resource, {}}, {QString::fromStdString(step.reason), {}}}});
    }
    // What is done first, what stays last.
    std::stable_partition(rows.begin(), rows.end(),
                          [](const FigureRow &row) { return row.cells.front().text != words(DeployStep::Kind::Keep); });
    m_steps->setRows(std::move(rows));
}

} // namespace bayplan
