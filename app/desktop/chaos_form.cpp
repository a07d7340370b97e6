// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chaos_form.h"

#include "app/desktop/background_task.h"
#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/scenario_edits.h"
#include "app/desktop/sentences.h"
#include "engine/model/catalog.h"
#include "engine/plan/plan.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string_view>

namespace bayplan {

namespace {

/// Chosen at first: what a user meets in life.
constexpr std::array<std::string_view, 5> usualChaos{"kill", "pause", "partition", "degrade", "slow"};

QString titleOfChaos(const std::string &key)
{
    if (key == "shape")
        return ChaosForm::tr("Partition into groups");
    if (key == "link")
        return ChaosForm::tr("Cut of one link");
    if (key == "half-open")
        return ChaosForm::tr("Death that nobody hears of");
    if (key == "replay")
        return ChaosForm::tr("Messages that come again");
    if (key == "drop")
        return ChaosForm::tr("Messages of one kind are lost");
    if (key == "lying-disk")
        return ChaosForm::tr("Disk that lies");
    if (key == "wild-clock")
        return ChaosForm::tr("Clock that is far off");
    const auto *kind = findKind("fault." + key);
    return kind == nullptr ? QString::fromStdString(key) : catalogText(kind->title);
}

QDoubleSpinBox *secondsBox(const char *name, const QString &accessibleName, double value, QWidget *parent)
{
    auto *box = new QDoubleSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessibleName);
    box->setRange(0, 1e7);
    box->setDecimals(1);
    box->setSuffix(ChaosForm::tr(" s"));
    box->setValue(value);
    return box;
}

} // namespace

ChaosForm::ChaosForm(DocumentSession &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_kinds(new QListWidget(this)), m_rate(new QDoubleSpinBox(this)),
      m_from(secondsBox("chaosFrom", tr("From"), 5, this)), m_to(secondsBox("chaosTo", tr("To"), 60, this)),
      m_longest(secondsBox("chaosLongest", tr("Longest"), 10, this)), m_seed(new QSpinBox(this)),
      m_replace(new QCheckBox(tr("Replace what chaos made before"), this)),
      m_fill(new QPushButton(themedIcon(QStringLiteral("fault")), tr("Fill the scenario"), this)),
      m_word(new QLabel(this))
{
    addKinds();
    m_rate->setObjectName(QStringLiteral("chaosRate"));
    m_rate->setAccessibleName(tr("Faults a minute"));
    m_rate->setRange(0.01, 600);
    m_rate->setValue(6);
    m_rate->setSuffix(tr(" /min"));
    m_longest->setSpecialValueText(tr("as its kind has it"));
    m_longest->setToolTip(tr("No fault lasts longer."));
    m_seed->setObjectName(QStringLiteral("chaosSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setRange(1, 999'999'999);
    m_seed->setToolTip(tr("Equal seeds give equal faults."));
    m_replace->setObjectName(QStringLiteral("chaosReplace"));
    m_replace->setChecked(true);
    m_fill->setObjectName(QStringLiteral("chaosFill"));
    m_word->setWordWrap(true);
    m_word->setObjectName(QStringLiteral("chaosWord"));
    auto *form = new QFormLayout;
    form->addRow(tr("How often"), m_rate);
    form->addRow(tr("From"), m_from);
    form->addRow(tr("To"), m_to);
    form->addRow(tr("Each at most"), m_longest);
    form->addRow(tr("Seed"), m_seed);
    auto *right = new QVBoxLayout;
    right->addLayout(form);
    right->addWidget(m_replace);
    right->addWidget(m_word);
    right->addStretch(1);
    right->addWidget(m_fill);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 6, 6, 6);
    row->addWidget(m_kinds, 1);
    row->addLayout(right, 1);
    connect(m_fill, &QPushButton::clicked, this, &ChaosForm::fill);
    connect(m_to, &QDoubleSpinBox::valueChanged, this, [this] { m_isToChosen = true; });
    connect(&document, &DocumentSession::changed, this, &ChaosForm::followDocument);
    connect(&document, &DocumentSession::reset, this, [this] {
        m_isToChosen = false;
        followDocument();
    });
    followDocument();
}

void ChaosForm::addKinds()
{
    m_kinds->setObjectName(QStringLiteral("chaosKinds"));
    m_kinds->setAccessibleName(tr("Kinds of faults"));
    for (const auto &key : searchableFaults()) {
        auto *item = new QListWidgetItem(titleOfChaos(key), m_kinds);
        item->setData(Qt::UserRole, QString::fromStdString(key));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isUsual = std::ranges::find(usualChaos, key) != usualChaos.end();
        item->setCheckState(isUsual ? Qt::Checked : Qt::Unchecked);
    }
    connect(m_kinds, &QListWidget::itemChanged, this, &ChaosForm::followDocument);
}

void ChaosForm::followDocument()
{
    if (!m_isToChosen) {
        m_to->setValue(toSeconds(paramsOf(m_document.topology()).duration("duration")));
        m_isToChosen = false;
    }
    m_fill->setEnabled(!m_isBusy && !m_document.isReadOnly() && !options().kinds.empty());
}

ChaosOptions ChaosForm::options() const
{
    ChaosOptions options;
    for (int row = 0; row < m_kinds->count(); ++row) {
        if (m_kinds->item(row)->checkState() == Qt::Checked) {
            options.kinds.push_back(m_kinds->item(row)->data(Qt::UserRole).toString().toStdString());
        }
    }
    options.perMinute = m_rate->value();
    options.from = fromSeconds(m_from->value());
    options.to = fromSeconds(m_to->value());
    options.longest = fromSeconds(m_longest->value());
    options.seed = std::uint64_t(m_seed->value());
    return options;
}

/// In the background: a large drawing takes its time to be lowered.
void ChaosForm::fill()
{
    m_isBusy = true;
    m_word->setText({});
    followDocument();
    runInBackground(
        this,
        [topology = m_document.topology(), chosen = options()]() -> Result<std::vector<Fault>> {
            const auto plan = bayplan::lower(topology);
            if (!plan) {
                return plan.error();
            }
            return chaosFaults(*plan, chosen);
        },
        [this](const Result<std::vector<Fault>> &faults) { take(faults); });
}

void ChaosForm::take(const Result<std::vector<Fault>> &faults)
{
    m_isBusy = false;
    if (!faults) {
        m_word->setText(sentences(faults.error()));
    } else if (faults->empty()) {
        m_word->setText(tr("That gives no fault: choose other kinds, more of them a minute, or a longer time."));
    } else {
        m_document.push(
            chaosInScenario(m_document.topology(), *faults, std::uint64_t(m_seed->value()), m_replace->isChecked()));
        m_word->setText(tr("%n fault(s) made of seed %1.", nullptr, int(faults->size())).arg(m_seed->value()));
    }
    followDocument();
}

} // namespace bayplan
