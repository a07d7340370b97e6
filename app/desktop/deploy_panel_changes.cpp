// SPDX-License-Identifier: GPL-3.0-or-later
// The deploy panel while something runs: what differs between drawing and engine, changes, mending, and the offer to
// watch what was deployed before this program was started.
#include "app/desktop/background_task.h"
#include "app/desktop/deploy_panel.h"
#include "app/desktop/deploy_preview_dialog.h"
#include "app/desktop/deploy_watch.h"
#include "app/desktop/deploy_words.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace bayplan {

namespace {

struct MarkLook {
    QString text;
    QColor colour;
};

MarkLook lookOf(const Difference &difference)
{
    switch (difference.kind) {
    case Difference::Kind::NotDeployed:
        return {QStringLiteral("+"), colours().accent};
    case Difference::Kind::Changed:
        return {QStringLiteral("△"), colours().warning};
    case Difference::Kind::Leaving:
        return {QStringLiteral("−"), colours().warning};
    default:
        return {QStringLiteral("≠"), colours().error};
    }
}

} // namespace

// ---- parts ---------------------------------------------------------------------------------------------------------

QWidget *DeployPanel::makeDifferences()
{
    m_differencesBox = new QWidget(this);
    auto *all = new QVBoxLayout(m_differencesBox);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(3);
    auto *head = new QHBoxLayout;
    m_differencesLabel = new QLabel(m_differencesBox);
    m_differencesLabel->setWordWrap(true);
    m_mend = new QPushButton(tr("Mend"), m_differencesBox);
    m_mend->setToolTip(tr("Start, join and make again what has changed in the engine since it was deployed"));
    m_mend->setIcon(themedIcon(QStringLiteral("reload")));
    connect(m_mend, &QPushButton::clicked, this, &DeployPanel::mend);
    head->addWidget(m_differencesLabel, 1);
    head->addWidget(m_mend, 0, Qt::AlignTop);
    all->addLayout(head);
    m_differences = new FigureTable({QString(), tr("Drawing and engine differ")},
                                    tr("Differences between drawing and engine"), m_differencesBox);
    m_differences->setFixedHeight(112);
    connect(m_differences, &QTableView::clicked, this, [this] {
        const QString element = m_differences->currentKey().section(QLatin1Char('\n'), 0, 0);
        if (!element.isEmpty())
            Q_EMIT elementChosen(element.toStdString());
    });
    all->addWidget(m_differences);
    m_differencesBox->hide();
    return m_differencesBox;
}

QWidget *DeployPanel::makeOffer()
{
    m_offerBox = new QWidget(this);
    auto *row = new QHBoxLayout(m_offerBox);
    row->setContentsMargins(0, 0, 0, 0);
    m_offerLabel = new QLabel(m_offerBox);
    m_offerLabel->setWordWrap(true);
    m_showIt = new QPushButton(tr("Show it"), m_offerBox);
    m_showIt->setToolTip(tr("Watch this running deployment with the open drawing"));
    connect(m_showIt, &QPushButton::clicked, this, &DeployPanel::showFound);
    row->addWidget(m_offerLabel, 1);
    row->addWidget(m_showIt, 0, Qt::AlignTop);
    m_offerBox->hide();
    return m_offerBox;
}

void DeployPanel::setWatch(DeployWatch *watch)
{
    m_watch = watch;
    connect(watch, &DeployWatch::changed, this, &DeployPanel::refreshDifferences);
    refreshDifferences();
}

// ---- what differs --------------------------------------------------------------------------------------------------

void DeployPanel::refreshDifferences()
{
    const auto &state = m_watch ? m_watch->state() : std::optional<DeploymentState>();
    std::vector<FigureRow> rows;
    if (state) {
        for (const Difference &difference : state->differences) {
            const MarkLook look = lookOf(difference);
            const QString sentence = sentenceOf(difference);
            // The sentence keeps keys apart when one element has several.
            rows.push_back({QString::fromStdString(difference.element) + QLatin1Char('\n') + sentence,
                            {{look.text, {}, look.colour}, {sentence, {}}}});
        }
        if (state->usesStandIns && !m_standIns->isChecked())
            m_standIns->setChecked(true); // as it was deployed: else a change would ask for the images
    }
    const int changes = m_watch ? m_watch->changes() : 0, drifts = m_watch ? m_watch->drifts() : 0;
    QStringList parts;
    if (changes > 0)
        parts += tr("%n container(s) are drawn otherwise than deployed.", nullptr, changes);
    if (drifts > 0)
        parts += tr("%n thing(s) are not as they were deployed.", nullptr, drifts);
    if (state && !state->isThere)
        parts = QStringList(tr("Nothing of this deployment is left in the engine."));
    if (m_watch && !m_watch->error().isEmpty())
        parts += m_watch->error();
    m_differencesLabel->setText(parts.join(QLatin1Char(' ')));
    m_differences->setVisible(!rows.empty());
    m_differences->setRows(std::move(rows));
    m_mend->setText(drifts > 0 ? tr("Mend (%1)").arg(drifts) : tr("Mend"));
    m_mend->setVisible(drifts > 0 || (state && !state->isThere));
    m_differencesBox->setVisible(!parts.isEmpty());
    refresh();
}

QString DeployPanel::troubleText() const
{
    return m_trouble->text();
}

void DeployPanel::sayTrouble(const QString &text)
{
    m_trouble->setText(text);
    m_trouble->setVisible(!text.isEmpty());
    QPalette red = m_trouble->palette();
    red.setColor(QPalette::WindowText, colours().error);
    m_trouble->setPalette(red);
}

// ---- changes -------------------------------------------------------------------------------------------------------

/// Mending is of what was deployed; all else of what is drawn.
Result<Plan> DeployPanel::planFor(Intent intent) const
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    if (intent == Intent::Mend && record)
        return record->plan();
    return m_session->planToDeploy();
}

/// Of what runs, while something does.
DeployOptions DeployPanel::optionsNow() const
{
    DeployOptions chosen = options();
    if (isDeployed()) {
        chosen.engineUrl = m_session->deployOptions().engineUrl;
        chosen.deployment = m_session->deployOptions().deployment;
    }
    return chosen;
}

void DeployPanel::applyChanges()
{
    if (isDeployed() && !m_busy)
        askPreview(Intent::Change);
}

void DeployPanel::applyAtOnce()
{
    if (isDeployed() && !m_busy)
        askPreview(Intent::ChangeAtOnce);
}

/// A deployment that was found has the drawing's plan, and may have been made of another one, or be another one's: what
/// would change it is shown first, as changes are.
void DeployPanel::mend()
{
    const RunRecord *record = m_session->record(RunKind::Deployed);
    if (!isDeployed() || m_busy || record == nullptr)
        return;
    m_busy = true;
    say(tr("Comparing the drawing with what runs..."), false);
    refresh();
    const auto plan = std::make_shared<const Plan>(record->plan());
    const auto ask = [calls = m_calls, plan, chosen = optionsNow()] {
        const auto state = calls.compare(*plan, chosen, std::nullopt);
        return state.has_value() && state->changes() == 0;
    };
    runInBackground(this, ask, [this](bool isWhatWasDeployed) {
        m_busy = false;
        refresh();
        if (isDeployed())
            askPreview(isWhatWasDeployed ? Intent::Mend : Intent::Change);
    });
}

// ---- what runs already ---------------------------------------------------------------------------------------------

QString DeployPanel::offerText() const
{
    return m_offered.empty() ? QString() : m_offerLabel->text();
}

void DeployPanel::lookForDeployment()
{
    m_offered.clear();
    refresh();
    if (isDeployed() || m_documentName.isEmpty())
        return;
    const std::string typed = m_name->text().trimmed().toStdString();
    const std::string name = typed.empty() ? m_documentName.toStdString() : typed;
    const auto ask = [calls = m_calls, url = options().engineUrl, name] { return calls.isThere(url, name); };
    const QString asked = m_documentName;
    runInBackground(this, ask, [this, name, asked](const Result<DeploymentState> &state) {
        if (state.has_error() || !state->isThere || isDeployed() || asked != m_documentName)
            return; // without an engine there is nothing to offer
        m_offered = name;
        const QString shown = QString::fromStdString(name);
        m_offerLabel->setText(state->since > 0 ? tr("%1 runs since %2.").arg(shown, ageText(state->since))
                                               : tr("%1 runs already.").arg(shown));
        refresh();
    });
}

void DeployPanel::showFound()
{
    if (!m_offered.empty())
        adopt(m_offered);
}

/// Its clock goes on from its first deploy.
void DeployPanel::adopt(const std::string &name)
{
    Result<Plan> made = m_session->planToDeploy();
    if (made.has_error()) {
        say(sentences(made.error()), true);
        return;
    }
    if (m_busy || isDeployed())
        return;
    m_busy = true;
    refresh();
    const auto plan = std::make_shared<const Plan>(std::move(*made));
    const auto ask = [calls = m_calls, url = options().engineUrl, name] { return calls.isThere(url, name); };
    runInBackground(this, ask, [this, plan, name](const Result<DeploymentState> &state) {
        m_busy = false;
        if (state.has_error() || !state->isThere) {
            say(state.has_error() ? sentences(state.error())
                                  : tr("%1 does not run any more.").arg(QString::fromStdString(name)),
                true);
            m_offered.clear();
            refresh();
            return;
        }
        DeployOptions chosen = options();
        chosen.deployment = name;
        chosen.clockZero = state->since;
        chosen.recallsHistory = true;
        m_name->setText(QString::fromStdString(name));
        m_offered.clear();
        m_wantsDown = false;
        m_session->adopt(*plan, chosen);
    });
}

} // namespace bayplan
