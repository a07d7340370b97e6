// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/problems_panel.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/sentences.h"
#include "app/desktop/wrapped_rows.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace bayplan {

namespace {

enum ProblemColumn { SentenceColumn, ElementColumn, AdviceColumn, CodeColumn, FixColumn };

/// A thousand buttons take longer to make than the problems to find: they come when they are scrolled to.
constexpr int moreRole = Qt::UserRole + 1;
/// Nor are ten thousand rows made that nobody reads: who mends the first hundreds sees the next.
constexpr std::size_t mostAtOnce = 100;

} // namespace

ProblemsPanel::ProblemsPanel(DocumentSession &document, Selection &selection, QWidget *parent)
    : QTreeWidget(parent), m_document(document), m_selection(selection)
{
    setObjectName(QStringLiteral("problems"));
    setAccessibleName(tr("Problems"));
    setHeaderLabels({tr("Problem"), tr("Element"), tr("What to do"), tr("Code"), QString()});
    setRootIsDecorated(false);
    setFrameShape(NoFrame);
    setAlternatingRowColors(true);
    setIconSize(QSize(16, 16));
    m_icons = {themedIcon(QStringLiteral("error")), themedIcon(QStringLiteral("warning")),
               themedIcon(QStringLiteral("hint"))}; // by severity
    header()->setStretchLastSection(false);
    header()->setResizeContentsPrecision(0); // the rows that are seen
    for (const int column : {SentenceColumn, AdviceColumn}) {
        header()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    for (const int column : {ElementColumn, CodeColumn, FixColumn}) {
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    wrapRows(*this);
    connect(&m_document, &DocumentSession::problemsChanged, this, &ProblemsPanel::refill);
    connect(this, &QTreeWidget::itemClicked, this, &ProblemsPanel::go);
    connect(this, &QTreeWidget::itemActivated, this, &ProblemsPanel::go);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ProblemsPanel::offerVisibleFixes);
    refill();
}

/// Where it is narrow the sentences have the room.
void ProblemsPanel::resizeEvent(QResizeEvent *event)
{
    const int letters = width() / fontMetrics().averageCharWidth();
    setColumnHidden(ElementColumn, letters < 80);
    setColumnHidden(CodeColumn, letters < 110);
    QTreeWidget::resizeEvent(event);
}

void ProblemsPanel::refill()
{
    int errors = 0;
    int warnings = 0;
    const auto &problems = m_document.problems();
    for (const auto &problem : problems) {
        errors += problem.severity == Severity::Error ? 1 : 0;
        warnings += problem.severity == Severity::Warning ? 1 : 0;
    }
    const int scrolled = verticalScrollBar()->value();
    setUpdatesEnabled(false);
    clear();
    m_mended.assign(problems.size(), false);
    m_listed = 0;
    listUpTo(std::max(mostAtOnce, m_wanted));
    if (problems.empty()) {
        auto *item = new QTreeWidgetItem(this, {tr("No problems: the drawing can be simulated and deployed.")});
        item->setIcon(0, themedIcon(QStringLiteral("good")));
        item->setFlags(Qt::ItemIsEnabled);
    }
    setUpdatesEnabled(true);
    verticalScrollBar()->setValue(scrolled);
    offerVisibleFixes();
    Q_EMIT counted(errors, warnings);
}

/// The rows up to that one, and below them how many there are besides.
void ProblemsPanel::listUpTo(std::size_t count)
{
    const auto &problems = m_document.problems();
    m_wanted = count;
    if (m_listed > 0 && m_listed < problems.size()) {
        delete topLevelItem(int(m_listed)); // that said how many there are
    }
    QList<QTreeWidgetItem *> items;
    for (; m_listed < std::min(count, problems.size()); ++m_listed) {
        const auto &problem = problems[m_listed];
        const auto sentence = translated(problem.sentence);
        const auto advice = translated(problem.advice);
        auto *item = new QTreeWidgetItem(
            {sentence, nameOf(m_document.topology(), problem.element), advice, QString::fromStdString(problem.code)});
        item->setIcon(SentenceColumn, m_icons[static_cast<std::size_t>(problem.severity)]);
        item->setToolTip(SentenceColumn,
                         plainTip(sentence + QStringLiteral(" (%1)").arg(QString::fromStdString(problem.code))));
        item->setToolTip(AdviceColumn, plainTip(advice));
        item->setData(0, Qt::UserRole, QString::fromStdString(problem.element));
        item->setData(1, Qt::UserRole, QString::fromStdString(problem.param));
        items << item;
    }
    if (const auto left = problems.size() - m_listed; left > 0) {
        auto *more =
            new QTreeWidgetItem({tr("… and %n more. Enter or a click lists more of them.", nullptr, int(left))});
        more->setData(0, moreRole, true);
        items << more;
    }
    addTopLevelItems(items);
}

void ProblemsPanel::offerFixes(int first, int count)
{
    const auto &problems = m_document.problems();
    const int end = std::min(first + count, static_cast<int>(m_listed));
    for (int index = std::max(first, 0); index < end && !m_document.isReadOnly(); ++index) {
        const auto &problem = problems[static_cast<std::size_t>(index)];
        if (!problem.fix || m_mended[static_cast<std::size_t>(index)]) {
            continue;
        }
        m_mended[static_cast<std::size_t>(index)] = true;
        auto *button = new QPushButton(translated(problem.fixLabel), this);
        button->setObjectName(QStringLiteral("fix%1").arg(index));
        button->setAccessibleName(tr("Fix: %1").arg(button->text()));
        connect(button, &QPushButton::clicked, this, [this, fix = problem.fix] {
            if (const auto edit = fix(m_document.topology()); !edit.empty()) {
                m_document.push(edit);
            }
        });
        setItemWidget(topLevelItem(index), FixColumn, button);
    }
}

void ProblemsPanel::offerVisibleFixes()
{
    constexpr int fewestRows = 12; // also while it is not shown yet
    const int first = indexOfTopLevelItem(itemAt(0, 0));
    const int rows = viewport()->height() / std::max(1, fontMetrics().height());
    offerFixes(std::max(0, first), std::max(fewestRows, rows + 1));
}

void ProblemsPanel::go(const QTreeWidgetItem *item)
{
    if (item->data(0, moreRole).toBool()) {
        // Not from within the signal of the row that goes.
        QTimer::singleShot(0, this, [this] {
            const auto first = int(m_listed);
            listUpTo(m_listed + mostAtOnce);
            setCurrentItem(topLevelItem(first));
            offerVisibleFixes();
        });
        return;
    }
    const auto element = item->data(0, Qt::UserRole).toString().toStdString();
    if (element.empty()) {
        return;
    }
    const auto param = item->data(1, Qt::UserRole).toString();
    if (element == documentId) {
        m_selection.set({});
        Q_EMIT m_selection.shown(element, param);
    } else {
        m_selection.show(element, param);
    }
}

} // namespace bayplan
