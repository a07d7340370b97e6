// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/assertions_view.h"

#include "app/desktop/assertion_verdicts.h"
#include "app/desktop/document_session.h"
#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"
#include "engine/base/translatable.h"
#include "engine/report/report.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

ElementId idOfRow(const QTableWidget &table, int row)
{
    const auto *item = table.item(row, 0);
    return item == nullptr ? ElementId() : item->data(Qt::UserRole).toString().toStdString();
}

} // namespace

AssertionsView::AssertionsView(DocumentSession &document, RunSession &runs, QWidget *parent)
    : QWidget(parent), m_document(document), m_runs(runs), m_table(new QTableWidget(0, 4, this)),
      m_field(new QLineEdit(this)), m_suggestions(new QStringListModel(this)), m_error(new QLabel(this))
{
    m_table->setObjectName(QStringLiteral("assertions"));
    m_table->setAccessibleName(tr("Assertions of the scenario"));
    m_table->setHorizontalHeaderLabels({tr("Assertion"), tr("Verdict"), tr("Measured"), tr("Fails since")});
    m_table->horizontalHeader()->setSectionResizeMode(TextColumn, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_field->installEventFilter(this);
    m_field->setObjectName(QStringLiteral("assertionField"));
    m_field->setPlaceholderText(tr("p99 of web < 200ms, leaderless < 3s, lost == 0"));
    m_field->setAccessibleName(tr("New assertion"));
    auto *completer = new QCompleter(m_suggestions, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->setCompleter(completer);
    auto *button = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Add"), this);
    button->setObjectName(QStringLiteral("assertionAdd"));
    m_error->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("assertionError"));
    m_error->hide();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 4);
    row->addWidget(m_field, 1);
    row->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_error);
    column->addLayout(row);
    connect(button, &QPushButton::clicked, this, &AssertionsView::add);
    connect(m_field, &QLineEdit::returnPressed, this, &AssertionsView::add);
    connect(m_field, &QLineEdit::textEdited, m_error, &QWidget::hide);
    connect(m_table, &QTableWidget::itemChanged, this, &AssertionsView::take);
    m_timer.setInterval(1000); // a report adds up all histograms
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_runs.isLive()) {
            judge();
        }
    });
    m_timer.start();
    connect(&document, &DocumentSession::changed, this, [this] {
        if (m_document.topology().assertions != m_shown) {
            refresh();
        }
    });
    connect(&document, &DocumentSession::reset, this, &AssertionsView::refresh);
    connect(&runs, &RunSession::runChanged, this, &AssertionsView::judge);
    connect(&runs, &RunSession::finished, this, &AssertionsView::judge);
    refresh();
}

void AssertionsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

bool AssertionsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::FocusIn) {
        suggest();
    }
    if (watched == m_table && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Delete)) {
            if (event->type() == QEvent::KeyPress) {
                removeChosen();
            }
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// Nothing where the drawing cannot be run, or that would take too long to find out at a key.
std::optional<Plan> AssertionsView::planOfDrawing() const
{
    constexpr std::size_t mostPods = 200;
    auto plan = m_document.topology().pods.size() < mostPods ? bayplan::lower(m_document.topology())
                                                             : Result<Plan>(fail(ErrorCode::Refused, ""));
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

/// Names are checked too where the drawing can be run.
QString AssertionsView::objectionTo(const QString &text) const
{
    const auto plan = planOfDrawing();
    const auto checked = checkAssertion(text.toStdString(), plan ? &*plan : nullptr);
    return checked ? QString() : sentences(checked.error());
}

void AssertionsView::add()
{
    const auto text = m_field->text().trimmed();
    const auto objection = text.isEmpty() ? tr("Write what has to hold, for example: errors == 0") : objectionTo(text);
    m_error->setText(objection);
    m_error->setVisible(!objection.isEmpty());
    if (objection.isEmpty() && m_document.push(addAssertion(m_document.topology(), text.toStdString()))) {
        m_field->clear();
    }
}

void AssertionsView::take(QTableWidgetItem *item)
{
    const auto id = item->data(Qt::UserRole).toString().toStdString();
    const auto found = m_document.topology().assertions.find(id);
    if (item->column() != TextColumn || found == m_document.topology().assertions.end()) {
        return;
    }
    const auto text = item->text().trimmed();
    const auto objection = objectionTo(text);
    m_error->setText(objection);
    m_error->setVisible(!objection.isEmpty());
    if (!objection.isEmpty()) {
        m_refused[id] = text;
        const QSignalBlocker blocker(m_table);
        item->setForeground(colours().error);
        return;
    }
    m_refused.erase(id);
    auto changed = found->second;
    changed.text = text.toStdString();
    if (changed != found->second) {
        m_document.push(Edit{QT_TRANSLATE_NOOP("phrase", "Edit expectation"), {Slot<Assertion>{id, changed}}});
    }
    refresh();
}

void AssertionsView::removeChosen()
{
    std::set<ElementId> ids;
    for (const auto *item : m_table->selectedItems()) {
        ids.insert(idOfRow(*m_table, item->row()));
    }
    if (!ids.empty()) {
        m_document.push(removeElements(m_document.topology(), ids));
    }
}

/// Rows in order of ids, as reports have them.
void AssertionsView::refresh()
{
    const auto &all = m_document.topology().assertions;
    m_shown = all;
    std::erase_if(m_refused, [&](const auto &entry) { return !all.contains(entry.first); });
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(int(all.size()));
    int row = 0;
    for (const auto &[id, assertion] : all) {
        const auto refused = m_refused.find(id);
        const auto text = refused == m_refused.end() ? QString::fromStdString(assertion.text) : refused->second;
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto *item = m_table->item(row, column);
            if (item == nullptr) {
                item = new QTableWidgetItem;
                m_table->setItem(row, column, item);
            }
            item->setData(Qt::UserRole, QString::fromStdString(id));
            const bool isEditable = column == TextColumn && !m_document.isReadOnly();
            item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled |
                           (isEditable ? Qt::ItemIsEditable : Qt::NoItemFlags));
        }
        m_table->item(row, TextColumn)->setText(text);
        m_table->item(row, TextColumn)->setForeground(refused == m_refused.end() ? colours().text : colours().error);
        ++row;
    }
    judge();
}

void AssertionsView::judge()
{
    const auto *record = m_runs.record();
    const auto report = record != nullptr && isVisible() ? record->report() : Report();
    const bool isOver = record != nullptr && record->isOver();
    const QSignalBlocker blocker(m_table);
    int counts[3] = {0, 0, 0};
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto id = idOfRow(*m_table, row);
        const auto known = std::ranges::find(report.assertions, id, &AssertionFigures::id);
        const auto text = m_table->item(row, TextColumn)->text().toStdString();
        // A run judges what the drawing asserted when it began.
        const bool isJudged = known != report.assertions.end() && known->text == text;
        const auto words = isJudged ? verdictOf(*known, isOver) : VerdictWords();
        m_table->item(row, VerdictColumn)
            ->setText(isJudged            ? words.word
                      : record != nullptr ? tr("not yet")
                                          : QString());
        m_table->item(row, VerdictColumn)->setForeground(isJudged ? words.colour : colours().dimText);
        m_table->item(row, MeasuredColumn)->setText(words.measured);
        m_table->item(row, SinceColumn)->setText(words.since);
        ++counts[int(words.verdict)];
    }
    Q_EMIT judged(counts[int(Verdict::Pass)], counts[int(Verdict::Fail)], counts[int(Verdict::NotYet)]);
}

void AssertionsView::suggest()
{
    QStringList texts{QStringLiteral("errors == 0"), QStringLiteral("leaderless < 3s"), QStringLiteral("lost == 0"),
                      QStringLiteral("dead == 0"), QStringLiteral("queue.depth < 100")};
    const auto plan = planOfDrawing(); // a drawing without a queue loses nothing
    texts.removeIf([&](const QString &text) { return plan && !checkAssertion(text.toStdString(), &*plan); });
    for (const auto &[id, pod] : m_document.topology().pods) {
        const auto name = QString::fromStdString(pod.name);
        texts << QStringLiteral("p99 of %1 < 200ms").arg(name) << QStringLiteral("throughput of %1 > 100/s").arg(name)
              << QStringLiteral("errors of %1 == 0").arg(name) << QStringLiteral("utilisation of %1 < 90%").arg(name);
        if (texts.size() > 400) {
            break;
        }
    }
    m_suggestions->setStringList(texts); // the completer stays: it may be what adds an assertion just now
}

} // namespace bayplan
