// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a window over one run, and whether they say what a story claims.
#pragma once

#include "app/desktop/assertions_view.h"
#include "app/desktop/canvas_items.h"
#include "app/desktop/canvas_live.h"
#include "app/desktop/canvas_scene.h"
#include "app/desktop/chart_panel.h"
#include "app/desktop/document_session.h"
#include "app/desktop/election_lanes.h"
#include "app/desktop/election_view.h"
#include "app/desktop/figure_table.h"
#include "app/desktop/life_lanes.h"
#include "app/desktop/lifecycle_view.h"
#include "app/desktop/metrics_view.h"
#include "app/desktop/queue_view.h"
#include "app/desktop/ring_view.h"
#include "app/desktop/run_session.h"
#include "app/desktop/scatter_view.h"
#include "app/desktop/selection.h"
#include "tests/desktop/stories.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTreeWidget>

#include <algorithm>
#include <array>
#include <optional>

namespace bayplan {

/// What stands in a view.
struct Seen {
    QString text;
    std::optional<double> number; ///< as the view orders by it
};

class StoryViews {
public:
    StoryViews(RunSession &session, const Topology &drawn) : m_session(session)
    {
        m_document.load({.topology = drawn}, {});
        const std::array<QWidget *, 7> views{&m_metrics, &m_election, &m_queues,    &m_ring,
                                             &m_tree,    &m_lives,    &m_assertions};
        for (QWidget *view : views) { // what is hidden follows nothing
            view->resize(1200, 400);
            view->show();
        }
    }

    /// What does not stand there as it should, and what stands there instead; empty when all does.
    QString disagreement(const Instant &instant)
    {
        QStringList wrong;
        for (const Claim &claim : instant.claims) {
            const std::optional<Seen> seen = look(claim);
            if (!seen || !agrees(claim, *seen))
                wrong += QStringLiteral("%1 [%2] %3: \"%4\"")
                             .arg(QString::fromStdString(claim.where), QString::fromStdString(claim.column),
                                  wantedBy(claim), seen ? seen->text : QStringLiteral("(nothing)"));
        }
        return wrong.join(QLatin1Char('\n'));
    }

private:
    static bool agrees(const Claim &claim, const Seen &seen)
    {
        const QString words = QString::fromStdString(claim.words);
        switch (claim.says) {
        case Says::Is:
            return seen.text == words;
        case Says::Has:
            return seen.text.contains(words);
        case Says::HasNot:
            return !seen.text.contains(words);
        case Says::AtLeast:
            return seen.number && *seen.number >= claim.number;
        case Says::AtMost:
            return seen.number && *seen.number <= claim.number;
        }
        return false;
    }

    static QString wantedBy(const Claim &claim)
    {
        const char *const verbs[] = {"is", "has", "has not", "at least", "at most"};
        const bool isNumber = claim.says == Says::AtLeast || claim.says == Says::AtMost;
        return QStringLiteral("%1 %2").arg(QLatin1String(verbs[static_cast<int>(claim.says)]),
                                           isNumber ? QString::number(claim.number)
                                                    : QString::fromStdString(claim.words));
    }

    std::optional<Seen> look(const Claim &claim)
    {
        switch (claim.look) {
        case Look::Card:
            return card(claim);
        case Look::Lives:
            return cell(*m_lives.losses(), claim);
        case Look::Lane:
            return lane(claim.where);
        case Look::Losses:
            return Seen{m_lives.summary(), {}};
        case Look::Chart:
            return line(claim);
        case Look::Election:
        case Look::Unsafe:
            return election(claim);
        case Look::Queues:
            return cell(*m_queues.queues(), claim);
        case Look::Workers:
            return cell(*m_queues.workers(), claim);
        case Look::Ring:
            return cell(*m_ring.servers(), claim);
        case Look::Tree:
            return branch(claim);
        case Look::Answers:
            m_tree.showRoot(QString::fromStdString(claim.where));
            return counted(m_tree.summary(), claim.column);
        case Look::Verdict:
            return verdict(claim.where);
        }
        return std::nullopt;
    }

    /// With the number before that word.
    static Seen counted(const QString &text, const std::string &word)
    {
        const QRegularExpression number(QStringLiteral("([\\d.,]+) ") +
                                        QRegularExpression::escape(QString::fromStdString(word)));
        const auto found = number.match(text);
        const bool has = !word.empty() && found.hasMatch();
        return {text, has ? std::optional(QLocale().toDouble(found.captured(1))) : std::nullopt};
    }

    std::optional<Seen> card(const Claim &claim)
    {
        m_scene.bringAllUpToDate();
        const auto *item = qgraphicsitem_cast<ContainerItem *>(m_scene.itemOf(claim.where));
        if (item == nullptr)
            return std::nullopt;
        return counted(item->helpAt(item->boundingRect().center()), claim.column);
    }

    static std::optional<Seen> cell(const FigureTable &table, const Claim &claim)
    {
        const auto row = std::ranges::find(table.rows(), QString::fromStdString(claim.where), &FigureRow::key);
        const QString heading = QString::fromStdString(claim.column);
        for (int column = 0; row != table.rows().end() && column < table.model()->columnCount(); ++column) {
            if (table.model()->headerData(column, Qt::Horizontal).toString() != heading)
                continue;
            const FigureCell &found = row->cells.at(static_cast<std::size_t>(column));
            return Seen{found.text, found.sortKey.isValid() ? std::optional(found.sortKey.toDouble()) : std::nullopt};
        }
        return std::nullopt;
    }

    std::optional<Seen> lane(const std::string &instance) const
    {
        const SnapshotPtr shown = m_session.snapshot();
        const auto &lanes = m_lives.lanes()->lives();
        for (std::size_t i = 0; shown && i < lanes.size(); ++i)
            if (m_session.record()->plan().instances[lanes[i].instance].name == instance)
                return Seen{m_lives.lanes()->explain(i, toSeconds(lastOf(lanes[i], shown->time))), {}};
        return std::nullopt;
    }

    /// The instant that is shown, or the end of a lane that is a little behind it.
    static Time lastOf(const LifeLane &lane, Time shown)
    {
        return lane.spans.empty() ? shown : std::min(shown, lane.spans.back().end);
    }

    std::optional<Seen> line(const Claim &claim) const
    {
        const SnapshotPtr shown = m_session.snapshot();
        for (const ChartPanel *chart : m_metrics.findChildren<ChartPanel *>()) {
            const auto &lines = chart->lines();
            const auto found = std::ranges::find(lines, QString::fromStdString(claim.column), &ChartLine::name);
            if (!shown || chart->title().toStdString() != claim.where || found == lines.end())
                continue;
            const auto value = ChartPanel::valueAt(*found, toSeconds(shown->time));
            return Seen{value ? valueText(*value, chart->unit()) : QString(), value};
        }
        return std::nullopt;
    }

    std::optional<Seen> election(const Claim &claim) const
    {
        if (m_election.lanes().size() != 1)
            return std::nullopt;
        const auto &words = m_election.words(0);
        const QLabel *label = claim.look == Look::Election ? words.summary : words.warning;
        return counted(label->text(), claim.column);
    }

    std::optional<Seen> branch(const Claim &claim) const
    {
        const auto items =
            m_tree.tree()->findItems(QString::fromStdString(claim.where), Qt::MatchExactly | Qt::MatchRecursive);
        const QString heading = QString::fromStdString(claim.column);
        for (int column = 0; !items.isEmpty() && column < ScatterView::columnCount; ++column)
            if (m_tree.tree()->headerItem()->text(column) == heading) {
                const QString text = items.front()->text(column);
                return Seen{text, QLocale().toDouble(text.section(QLatin1Char(' '), 0, 0))};
            }
        return std::nullopt;
    }

    std::optional<Seen> verdict(const std::string &assertion) const
    {
        const QTableWidget &table = *m_assertions.table();
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 0)->data(Qt::UserRole).toString().toStdString() == assertion)
                return Seen{table.item(row, 1)->text(), {}};
        return std::nullopt;
    }

    RunSession &m_session;
    DocumentSession m_document;
    Selection m_selection;
    CanvasScene m_scene{m_document, m_selection};
    CanvasLive m_canvas{m_session, m_scene};
    MetricsView m_metrics{&m_session};
    ElectionView m_election{&m_session};
    QueueView m_queues{&m_session};
    RingView m_ring{&m_session};
    ScatterView m_tree{&m_session};
    LifecycleView m_lives{&m_session};
    AssertionsView m_assertions{m_document, m_session};
};

} // namespace bayplan
