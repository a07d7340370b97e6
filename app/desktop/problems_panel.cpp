// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/problems_panel.h"

#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace bayplan {

namespace {

/// A thousand buttons take longer to make than the problems to find: others come when they are scrolled to.
constexpr int buttonsAtOnce = 50;

QString iconOf(Severity severity)
{
    return severity == Severity::Error     ? QStringLiteral("error")
           : severity == Severity::Warning ? QStringLiteral("warning")
                                           : QStringLiteral("hint");
}

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
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::Stretch);
    for (const int column : {1, 3, 4}) {
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    connect(&m_document, &DocumentSession::problemsChanged, this, &ProblemsPanel::refill);
    connect(this, &QTreeWidget::itemClicked, this, &ProblemsPanel::go);
    connect(this, &QTreeWidget::itemActivated, this, &ProblemsPanel::go);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ProblemsPanel::offerVisibleFixes);
    refill();
}

void ProblemsPanel::refill()
{
    clear();
    int errors = 0;
    int warnings = 0;
    int index = 0;
    for (const auto &problem : m_document.problems()) {
        errors += problem.severity == Severity::Error ? 1 : 0;
        warnings += problem.severity == Severity::Warning ? 1 : 0;
        const auto sentence = QString::fromStdString(problem.sentence);
        const auto advice = QString::fromStdString(problem.advice);
        auto *item = new QTreeWidgetItem(this, {sentence, nameOf(m_document.topology(), problem.element), advice,
                                                QString::fromStdString(problem.code)});
        item->setIcon(0, themedIcon(iconOf(problem.severity)));
        item->setToolTip(0, sentence);
        item->setToolTip(2, advice);
        item->setData(0, Qt::UserRole, QString::fromStdString(problem.element));
        item->setData(1, Qt::UserRole, QString::fromStdString(problem.param));
        ++index;
    }
    m_mended.assign(m_document.problems().size(), false);
    offerFixes(0, buttonsAtOnce);
    offerVisibleFixes();
    if (index == 0) {
        auto *item = new QTreeWidgetItem(this, {tr("No problems: the drawing can be simulated and deployed.")});
        item->setIcon(0, themedIcon(QStringLiteral("good")));
        item->setFlags(Qt::ItemIsEnabled);
    }
    Q_EMIT counted(errors, warnings);
}

void ProblemsPanel::offerFixes(int first, int count)
{
    const auto &problems = m_document.problems();
    const int end = std::min(first + count, static_cast<int>(problems.size()));
    for (int index = std::max(first, 0); index < end && !m_document.isReadOnly(); ++index) {
        const auto &problem = problems[static_cast<std::size_t>(index)];
        if (!problem.fix || m_mended[static_cast<std::size_t>(index)]) {
            continue;
        }
        m_mended[static_cast<std::size_t>(index)] = true;
        auto *button = new QPushButton(QString::fromStdString(problem.fixLabel), this);
        button->setObjectName(QStringLiteral("fix%1").arg(index));
        button->setAccessibleName(tr("Fix: %1").arg(button->text()));
        connect(button, &QPushButton::clicked, this, [this, fix = problem.fix] {
            if (const auto edit = fix(m_document.topology()); !edit.empty()) {
                m_document.push(edit);
            }
        });
        setItemWidget(topLevelItem(index), 4, button);
    }
}

void ProblemsPanel::offerVisibleFixes()
{
    const int first = indexOfTopLevelItem(itemAt(0, 0));
    const int rows = viewport()->height() / std::max(1, fontMetrics().height());
    if (first >= 0) {
        offerFixes(first, rows + 1);
    }
}

void ProblemsPanel::go(const QTreeWidgetItem *item)
{
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
