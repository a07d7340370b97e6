// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibrate_view.h"

#include "app/desktop/background_task.h"
#include "app/desktop/document_session.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/run_session.h"
#include "app/desktop/selection.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/units.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

enum Column { SubjectColumn, ParameterColumn, NowColumn, ProposedColumn, SamplesColumn, QualityColumn, MethodColumn };

constexpr int elementIdRole = Qt::UserRole;
constexpr int proposalRole = Qt::UserRole + 1; ///< index of the proposal; -1 for what cannot be told

QString qualityText(CalibrationQuality quality)
{
    switch (quality) {
    case CalibrationQuality::Good:
        return CalibrateView::tr("good");
    case CalibrationQuality::Fair:
        return CalibrateView::tr("fair");
    case CalibrationQuality::Poor:
        break;
    }
    return CalibrateView::tr("poor");
}

QColor qualityColour(CalibrationQuality quality)
{
    return quality == CalibrationQuality::Good   ? colours().good
           : quality == CalibrationQuality::Fair ? colours().warning
                                                 : colours().error;
}

QString parameterText(const Topology &topology, const std::string &id, const std::string &key)
{
    const auto container = topology.containers.find(id);
    const KindInfo *kind = findKind(container == topology.containers.end() ? "link" : container->second.kind);
    const ParamInfo *param = kind == nullptr ? nullptr : findParam(*kind, key);
    return param == nullptr ? QString::fromStdString(key) : catalogText(param->title);
}

/// What was measured by a report that was made with the histograms still at hand.
using Looked = std::pair<int, Result<Calibration>>;

} // namespace

CalibrateView::CalibrateView(DocumentSession &document, RunSession &runs, Selection &selection, QWidget *parent)
    : QWidget(parent), m_document(document), m_runs(runs), m_selection(selection), m_source(new QComboBox(this)),
      m_look(new QPushButton(tr("&Measure again"), this)), m_apply(new QPushButton(this)), m_words(new QLabel(this)),
      m_table(new QTreeWidget(this))
{
    build();
    connectParts();
    listSources();
    countTicked();
    say(tr("Deploy the drawing, or open a report of a deployment: what it measured of service times, delays and "
           "failures is proposed here."),
        false);
}

void CalibrateView::build()
{
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(tr("Measured by"), this);
    auto *open = new QPushButton(tr("&Open a file…"), this);
    auto *column = new QVBoxLayout(this);
    label->setBuddy(m_source);
    m_source->setAccessibleName(tr("Run that measured"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_source->setMinimumContentsLength(16);
    m_apply->setToolTip(tr("One step: undo takes all of them back"));
    m_look->setToolTip(tr("What the run says by now"));
    m_words->setWordWrap(true);
    m_table->setAccessibleName(tr("Proposals of the measurement"));
    m_table->setHeaderLabels({tr("Element"), tr("Parameter"), tr("Now"), tr("Proposed"), tr("Samples"), tr("Quality"),
                              tr("How it was found")});
    m_table->setRootIsDecorated(false);
    m_table->setAlternatingRowColors(true);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->header()->setStretchLastSection(true);
    open->setToolTip(tr("A report that deploy --measure has written, or a recording"));
    connect(open, &QPushButton::clicked, this, &CalibrateView::askForFile);
    head->addWidget(label);
    head->addWidget(m_source, 1);
    head->addWidget(open);
    head->addWidget(m_look);
    head->addStretch(1);
    head->addWidget(m_apply);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_words);
    column->addWidget(m_table, 1);
}

void CalibrateView::connectParts()
{
    connect(m_source, &QComboBox::activated, this, [this] {
        m_isChosenByHand = true;
        look();
    });
    connect(m_look, &QPushButton::clicked, this, &CalibrateView::look);
    connect(m_apply, &QPushButton::clicked, this, &CalibrateView::applyTicked);
    connect(m_table, &QTreeWidget::itemChanged, this, &CalibrateView::countTicked);
    connect(m_table, &QTreeWidget::itemActivated, this, &CalibrateView::showElement);
    connect(m_table, &QTreeWidget::itemClicked, this, &CalibrateView::showElement);
    connect(&m_runs, &RunSession::runChanged, this, &CalibrateView::listSources);
    connect(&m_runs, &RunSession::finished, this, [this] {
        listSources();
        if (isVisible())
            look();
    });
    connect(&m_runs, &RunSession::snapshotChanged, this, &CalibrateView::lookForFirst);
    connect(&m_document, &DocumentSession::reset, this, [this] { showFound({}); });
    connect(&m_document, &DocumentSession::stateChanged, this, &CalibrateView::countTicked);
}

// ---- where it was measured ----

/// Deployments first: a simulation knows what it was told.
std::vector<CalibrateView::Source> CalibrateView::sources() const
{
    std::vector<Source> all;
    const auto add = [&](const RunRecord *record, RunKind kind) {
        if (record != nullptr && record->kind() == kind)
            all.push_back({QStringLiteral("run %1").arg(record->number()), record->title(), record, nullptr});
    };
    for (const RunKind kind : {RunKind::Deployed, RunKind::Simulated}) {
        add(m_runs.record(kind), kind);
        for (auto earlier = m_runs.earlier().rbegin(); earlier != m_runs.earlier().rend(); ++earlier)
            add(earlier->get(), kind);
    }
    for (const auto &file : m_files)
        all.push_back({QStringLiteral("file ") + file->path, file->title(), nullptr, file});
    return all;
}

void CalibrateView::listSources()
{
    const QString before = m_source->currentData().toString();
    m_source->clear();
    for (const Source &source : sources())
        m_source->addItem(source.title, source.key);
    const int at = m_isChosenByHand ? m_source->findData(before) : 0;
    m_source->setCurrentIndex(m_source->count() == 0 ? -1 : std::max(0, at));
    m_source->setEnabled(m_source->count() > 1);
    m_look->setEnabled(m_source->count() > 0 && !m_isLooking);
}

void CalibrateView::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a report or a recording"), {}, comparedFileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CalibrateView::openFile);
    dialog->open();
}

void CalibrateView::openFile(const QString &path)
{
    say(tr("Reading %1…").arg(path.section(QLatin1Char('/'), -1)), false);
    runInBackground(
        this, [path] { return openComparedFile(path); },
        [this](Result<ComparedFile> file) {
            if (!file)
                return say(placedText(file.error()), true);
            const QString key = QStringLiteral("file ") + file->path;
            std::erase_if(m_files, [&](const auto &known) { return known->path == file->path; });
            m_files.push_back(std::make_shared<ComparedFile>(std::move(*file)));
            m_isChosenByHand = true;
            listSources();
            m_source->setCurrentIndex(m_source->findData(key));
            look();
        });
}

// ---- what it says ----

void CalibrateView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listSources();
    if (m_table->topLevelItemCount() == 0)
        look();
}

/// A run that goes on may have measured something by now.
void CalibrateView::lookForFirst()
{
    constexpr qint64 pause = 2000;
    const bool isWaiting = isVisible() && !m_isLooking && m_found.proposals.empty() && m_found.gaps.empty();
    if (isWaiting && (!m_sinceLook.isValid() || m_sinceLook.elapsed() > pause))
        look();
}

void CalibrateView::look()
{
    const auto all = sources();
    const auto chosen = std::ranges::find(all, m_source->currentData().toString(), &Source::key);
    if (chosen == all.end())
        return;
    m_isLooking = true;
    m_sinceLook.start();
    m_look->setEnabled(false);
    const int question = ++m_question;
    Report report = chosen->record ? chosen->record->report() : chosen->file->withHistograms();
    runInBackground(
        this,
        [question, topology = m_document.topology(), report = std::move(report)]() -> Looked {
            const auto plan = bayplan::lower(topology);
            if (!plan)
                return {question, plan.error()};
            return {question, calibrate(topology, *plan, report)};
        },
        [this](Looked answer) {
            if (answer.first != m_question)
                return;
            m_isLooking = false;
            m_look->setEnabled(m_source->count() > 0);
            if (answer.second)
                return showFound(std::move(*answer.second));
            showFound({});
            say(placedText(answer.second.error()), true);
        });
}

void CalibrateView::showFound(Calibration calibration)
{
    m_found = std::move(calibration);
    const QSignalBlocker blocker(m_table);
    m_table->clear();
    for (const CalibrationProposal &proposal : m_found.proposals)
        addProposal(proposal);
    for (const CalibrationGap &gap : m_found.gaps)
        addGap(gap);
    for (int column = 0; column < MethodColumn; ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column) + 8, 260));
    }
    const auto differs = std::ranges::count_if(m_found.proposals, &CalibrationProposal::differs);
    if (m_found.proposals.empty() && m_found.gaps.empty())
        say(tr("Nothing was measured yet: a run tells something once its warm-up is over."), false);
    else
        say(tr("%1 of %2 parameters that were measured differ from the drawing; %3 cannot be told.")
                .arg(differs)
                .arg(m_found.proposals.size())
                .arg(m_found.gaps.size()),
            false);
    countTicked();
}

void CalibrateView::addProposal(const CalibrationProposal &proposal)
{
    auto *item = new QTreeWidgetItem(m_table);
    const auto text = [](const std::string &words) { return QString::fromStdString(words); };
    item->setText(SubjectColumn, text(proposal.text));
    item->setText(ParameterColumn, parameterText(m_document.topology(), proposal.id, proposal.param));
    item->setText(NowColumn, text(withMicroSign(proposal.now)));
    item->setText(ProposedColumn, text(withMicroSign(proposal.proposed)));
    item->setText(SamplesColumn, QLocale().toString(static_cast<qulonglong>(proposal.samples)));
    item->setText(QualityColumn, qualityText(proposal.quality));
    item->setText(MethodColumn, proposal.differs ? text(proposal.method) : tr("as drawn; ") + text(proposal.method));
    item->setTextAlignment(SamplesColumn, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(QualityColumn, qualityColour(proposal.quality));
    for (const int column : {SubjectColumn, NowColumn, ProposedColumn, MethodColumn})
        item->setToolTip(column, plainTip(item->text(column)));
    // Boxes keep clear of one another. Of the last column, which takes what is left: a width hint of none cuts no text.
    item->setSizeHint(MethodColumn, {0, m_table->fontMetrics().height() + 8});
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(SubjectColumn, proposal.differs ? Qt::Checked : Qt::Unchecked);
    item->setData(SubjectColumn, elementIdRole, text(proposal.id));
    item->setData(SubjectColumn, proposalRole, m_table->topLevelItemCount() - 1);
}

void CalibrateView::addGap(const CalibrationGap &gap)
{
    auto *item = new QTreeWidgetItem(m_table);
    item->setText(SubjectColumn, QString::fromStdString(gap.text));
    item->setText(ParameterColumn, parameterText(m_document.topology(), gap.id, gap.param));
    item->setText(ProposedColumn, tr("cannot be told"));
    item->setText(MethodColumn, QString::fromStdString(gap.reason));
    item->setToolTip(MethodColumn, item->text(MethodColumn));
    for (int column = 0; column <= MethodColumn; ++column)
        item->setForeground(column, colours().dimText);
    item->setData(SubjectColumn, elementIdRole, QString::fromStdString(gap.id));
    item->setData(SubjectColumn, proposalRole, -1);
}

void CalibrateView::showElement(QTreeWidgetItem *item)
{
    const ElementId id = item->data(SubjectColumn, elementIdRole).toString().toStdString();
    if (contains(m_document.topology(), id))
        m_selection.show(id);
}

// ---- taking it over ----

void CalibrateView::countTicked()
{
    int ticked = 0;
    for (int i = 0; i < m_table->topLevelItemCount(); ++i)
        ticked += m_table->topLevelItem(i)->checkState(SubjectColumn) == Qt::Checked ? 1 : 0;
    m_apply->setText(ticked == 0 ? tr("A&pply") : tr("A&pply %1").arg(ticked));
    m_apply->setEnabled(ticked > 0 && !m_document.isReadOnly());
}

void CalibrateView::applyTicked()
{
    std::vector<CalibrationProposal> ticked;
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_table->topLevelItem(i);
        const int number = item->data(SubjectColumn, proposalRole).toInt();
        if (number >= 0 && item->checkState(SubjectColumn) == Qt::Checked)
            ticked.push_back(m_found.proposals[static_cast<std::size_t>(number)]);
    }
    // What has gone from the drawing since is left out.
    std::erase_if(ticked, [&](const auto &one) { return !contains(m_document.topology(), one.id); });
    auto edit = calibrationEdit(m_document.topology(), ticked);
    if (!edit)
        return say(placedText(edit.error()), true);
    if (m_document.push(std::move(*edit))) {
        look(); // against the drawing as it is now
        say(tr("%1 parameters were taken over; undo takes them back.").arg(ticked.size()), false);
    }
}

void CalibrateView::say(const QString &sentence, bool isError)
{
    m_words->setText(sentence);
    m_words->setStyleSheet(isError ? QStringLiteral("color: %1;").arg(colours().error.name()) : QString());
}

} // namespace bayplan
