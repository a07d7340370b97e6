// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/report_view.h"

#include "app/desktop/assertion_verdicts.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/nice_axis.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/record_page.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/durable_file.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace bayplan {

namespace {

QString text(const std::string &source)
{
    return QString::fromStdString(source);
}

FigureCell latency(Duration value)
{
    return figureCell(valueText(toSeconds(value), AxisUnit::Latency), toSeconds(value));
}
FigureCell number(double value, AxisUnit unit)
{
    return figureCell(valueText(value, unit), value);
}
FigureCell none()
{
    return figureCell(QString(), -1);
}
/// Where a figure belongs and nothing was measured.
FigureCell unmeasured()
{
    return figureCell(QStringLiteral("–"), -1);
}

FigureCell mean(const LatencyFigures &figures, Duration halfWidth)
{
    FigureCell cell = latency(figures.mean);
    if (halfWidth.count() > 0) {
        cell.text += QStringLiteral(" ± ") + valueText(toSeconds(halfWidth), AxisUnit::Latency);
        cell.toolTip = ReportView::tr("Mean and half width of its 99 % confidence interval");
    }
    return cell;
}

void addLatency(std::vector<FigureCell> &cells, const LatencyFigures &figures, Duration halfWidth)
{
    if (figures.samples == 0) {
        cells.insert(cells.end(), 5, unmeasured());
        return;
    }
    cells.push_back(mean(figures, halfWidth));
    for (const Duration value : {figures.p50, figures.p90, figures.p99, figures.p999})
        cells.push_back(latency(value));
}

FigureCell errors(std::uint64_t count)
{
    FigureCell cell = number(static_cast<double>(count), AxisUnit::Count);
    if (count > 0)
        cell.colour = colours().error;
    return cell;
}

FigureRow rowOf(const LinkFigures &link)
{
    FigureRow row{text("link " + link.id), {{ReportView::tr("link"), {}}, {text(link.text), {}}}};
    row.cells.push_back(link.isKnown ? number(link.throughputPerSecond, AxisUnit::PerSecond) : unmeasured());
    addLatency(row.cells, link.latency, link.meanHalfWidth);
    row.cells.push_back(link.isKnown ? errors(link.errors) : unmeasured());
    row.cells.push_back(none());
    row.cells.push_back(none());
    return row;
}

FigureRow rowOf(const ContainerFigures &container)
{
    FigureRow row{text("container " + container.id), {{ReportView::tr("container"), {}}, {text(container.text), {}}}};
    if (!container.isKnown) {
        row.cells.insert(row.cells.end(), 9, unmeasured());
        return row;
    }
    row.cells.push_back(number(container.throughputPerSecond, AxisUnit::PerSecond));
    addLatency(row.cells, container.latency, container.meanHalfWidth);
    row.cells.push_back(errors(container.errors));
    row.cells.push_back(container.hasSlots ? number(container.utilisation, AxisUnit::Fraction) : none());
    row.cells.push_back(number(container.queueDepth, AxisUnit::Count));
    return row;
}

FigureRow verdict(const QString &what, const QString &subject, const QString &words, bool good, bool bad)
{
    const QColor colour = bad ? colours().error : good ? colours().good : QColor();
    return {what + subject, {{what, {}}, {subject, {}}, {words, {}, colour}}};
}

FigureRow rowOf(const AssertionFigures &assertion, bool isOver)
{
    const VerdictWords words = verdictOf(assertion, isOver);
    return {text("assertion " + assertion.id),
            {{ReportView::tr("assertion"), {}}, {text(assertion.text), {}}, {words.sentence(), {}, words.colour}}};
}

std::vector<FigureRow> verdictsOf(const Report &report, bool isOver)
{
    std::vector<FigureRow> rows;
    for (const AssertionFigures &assertion : report.assertions)
        rows.push_back(rowOf(assertion, isOver));
    for (const ElectionFigures &election : report.elections)
        rows.push_back(
            verdict(ReportView::tr("election"), text(election.name),
                    ReportView::tr("%1, term %2, %3 elections, without leader %4 (longest %5); %6")
                        .arg(election.leader.empty() ? ReportView::tr("no leader") : text(election.leader))
                        .arg(election.term)
                        .arg(election.elections)
                        .arg(valueText(toSeconds(election.withoutLeader), AxisUnit::Latency),
                             valueText(toSeconds(election.longestWithout), AxisUnit::Latency), text(election.safety)),
                    election.safe, !election.safe));
    for (const QueueFigures &queue : report.queues)
        rows.push_back(verdict(ReportView::tr("queue"), text(queue.text),
                               !queue.isKnown ? ReportView::tr("not measured")
                                              : ReportView::tr("%1 done, depth %2, retried %3, dead letters %4, p99 %5")
                                                    .arg(valueText(queue.throughputPerSecond, AxisUnit::PerSecond))
                                                    .arg(queue.depth)
                                                    .arg(queue.retried)
                                                    .arg(queue.deadLetters)
                                                    .arg(valueText(toSeconds(queue.sojourn.p99), AxisUnit::Latency)),
                               false, queue.deadLetters > 0));
    for (const std::string &warning : report.warnings)
        rows.push_back(
            {text(warning), {{ReportView::tr("note"), {}}, {{}, {}}, {text(warning), {}, colours().warning}}});
    return rows;
}

} // namespace

ReportView::ReportView(RunSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_title(new QLabel(this)), m_saved(new QLabel(this)),
      m_save(new QPushButton(tr("&Save report…"), this))
{
    m_figures = new FigureTable({tr("Kind"), tr("Subject"), tr("Throughput"), tr("Mean"), tr("p50"), tr("p90"),
                                 tr("p99"), tr("p99.9"), tr("Errors"), tr("Utilisation"), tr("Queue")},
                                tr("Figures of the run"), this);
    m_figures->setEmptyText(
        tr("No run yet. Press Space to simulate the drawing; its figures stand here, as bayplanctl prints them."));
    m_verdicts = new FigureTable({tr("Kind"), tr("Subject"), tr("Verdict")}, tr("Verdicts of the run"), this);
    m_verdicts->setEmptyText(tr("Elections, queues and assertions of the scenario are judged here"));
    m_save->setToolTip(tr("As one page for a browser, with its charts (HTML), or as JSON for compare and calibrate"));
    m_save->setEnabled(false);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copies both tables as text"));
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 3, 6, 3);
    m_saved->setTextFormat(Qt::RichText);
    m_saved->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_saved->setOpenExternalLinks(true);
    head->addWidget(m_title, 1);
    head->addWidget(m_saved);
    head->addWidget(copy);
    head->addWidget(m_save);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_figures);
    split->addWidget(m_verdicts);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(split, 1);
    m_timer.setInterval(1000); // a report merges all histograms: not ten times a second
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_session->isLive())
            refresh();
    });
    m_timer.start();
    connect(m_save, &QPushButton::clicked, this, &ReportView::askWhere);
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_figures->toText(false) + QLatin1Char('\n') + m_verdicts->toText(false));
    });
    connect(m_session, &RunSession::runChanged, this, &ReportView::refresh);
    connect(m_session, &RunSession::finished, this, &ReportView::refresh);
}

void ReportView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ReportView::refresh()
{
    if (!isVisible())
        return;
    const RunRecord *record = m_session->record();
    m_save->setEnabled(record != nullptr);
    if (!record) {
        m_title->setText(tr("No run yet"));
        m_figures->setRows({});
        m_verdicts->setRows({});
        return;
    }
    const Report report = record->report();
    m_title->setText(tr("%1 of \"%2\" with %3, seed %4: %5 measured after %6 of warm-up")
                         .arg(record->title(), text(report.title), text(report.engine))
                         .arg(report.seed)
                         .arg(valueText(toSeconds(report.window), AxisUnit::Latency),
                              valueText(toSeconds(report.warmUp), AxisUnit::Latency)));
    m_title->setToolTip(plainTip(m_title->text()));
    std::vector<FigureRow> rows;
    for (const LinkFigures &link : report.links)
        rows.push_back(rowOf(link));
    for (const ContainerFigures &container : report.containers)
        rows.push_back(rowOf(container));
    m_figures->setRows(std::move(rows));
    m_verdicts->setRows(verdictsOf(report, record->isOver()));
}

void ReportView::askWhere()
{
    const RunRecord *record = m_session->record();
    if (!record)
        return;
    auto *dialog =
        new QFileDialog(this, tr("Save the report"), text(record->plan().name) + QStringLiteral("-report.html"),
                        tr("Page for a browser (*.html);;JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(text(record->plan().name) + QStringLiteral("-report.html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QStringLiteral("json")) ? QStringLiteral("json")
                                                                         : QStringLiteral("html"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { saveAs(path); });
    dialog->open();
}

std::string ReportView::drawingOf(const RunRecord &record) const
{
    if (const QByteArray drawn = m_drawing ? m_drawing(record) : QByteArray(); !drawn.isEmpty())
        return inlineSvg(drawn);
    const auto &ran = record.origin().topology;
    return ran ? drawingSvg(*ran) : std::string();
}

bool ReportView::saveAs(const QString &path)
{
    const RunRecord *record = m_session->record();
    if (!record)
        return false;
    const bool isPage = path.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive) ||
                        path.endsWith(QStringLiteral(".htm"), Qt::CaseInsensitive);
    std::string bytes;
    if (isPage) {
        ReportPage page = pageOf(*record);
        page.drawing = drawingOf(*record);
        bytes = reportHtml(page);
    } else {
        bytes = reportJson(record->report(), ReportDetail::Histograms);
    }
    const auto written = writeDurably(path.toStdString(), bytes);
    const QString name = path.section(QLatin1Char('/'), -1).toHtmlEscaped();
    if (!written) {
        m_saved->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                             .arg(colours().error.name(), placedText(written.error()).toHtmlEscaped()));
        return false;
    }
    m_saved->setText(tr("Saved as %1")
                         .arg(QStringLiteral("<a href=\"%1\">%2</a>")
                                  .arg(QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded), name)));
    return true;
}

} // namespace bayplan
