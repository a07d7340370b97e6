// SPDX-License-Identifier: GPL-3.0-or-later
// What is copied and pasted: text, so that it can come from anywhere and go there.
#include "app/desktop/main_window.h"

#include "app/desktop/arrange.h"
#include "app/desktop/arrange_edits.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/sentences.h"
#include "engine/manifests/import.h"

#include <QApplication>
#include <QClipboard>
#include <QStatusBar>

#include <optional>
#include <utility>

namespace bayplan {

namespace {

const QString pasteTopic = QStringLiteral("paste");

QString placedSentences(const Error &error)
{
    return error.place.line > 0 ? MainWindow::tr("Line %1: %2").arg(error.place.line).arg(sentences(error))
                                : sentences(error);
}

struct ClipboardContent {
    Topology topology;
    std::optional<std::vector<LossItem>> losses; ///< of a Compose file
};

/// An error says why nothing of it can be pasted, as far as it is plain what it was meant to be.
Result<ClipboardContent> readClipboard(const std::string &text)
{
    auto document = readDocument(text, "clipboard", documentLimits);
    if (document && document->readOnly) {
        return fail(ErrorCode::NewerVersion, MainWindow::tr("It was written by a newer Bayplan.").toStdString(),
                    MainWindow::tr("Update this one to paste it.").toStdString());
    }
    if (document) {
        arrangeUnplaced(document->topology);
        return ClipboardContent{std::move(document->topology), std::nullopt};
    }
    auto imported = bayplan::importCompose(text, "clipboard");
    if (imported) {
        return ClipboardContent{std::move(imported->topology), std::move(imported->losses)};
    }
    if (text.find("services:") != std::string::npos) {
        return imported.error();
    }
    if (text.find("\"bayplan\"") != std::string::npos) {
        return document.error();
    }
    return fail(ErrorCode::NotFound,
                MainWindow::tr("The clipboard holds neither elements of a drawing nor a Compose file.").toStdString());
}

} // namespace

void MainWindow::copySelection()
{
    const auto &ids = m_selection.ids();
    if (ids.empty()) {
        return;
    }
    const auto all = withWholeGroups(m_document.topology(), withMembers(m_document.topology(), ids));
    const auto text = writeSelection(m_document.topology(), {all.begin(), all.end()});
    QApplication::clipboard()->setText(QString::fromStdString(text));
    m_pastes = 0;
    m_pastedAt.reset();
}

void MainWindow::pasteClipboard()
{
    m_notice->dismiss(pasteTopic);
    statusBar()->clearMessage();
    auto read = readClipboard(QApplication::clipboard()->text().toStdString());
    if (!read) {
        refusePaste(read.error());
        return;
    }
    const auto pasted = std::move(read->topology);
    showCanvas();
    const auto pointer = m_view->pointer();
    if (pointer != m_pastedAt) {
        m_pastes = pointer ? 0 : m_pastes;
        m_pastedAt = pointer;
    }
    // At the mouse when it is over the canvas; several pastes at one place stand clear of each other all the same.
    const double shift = 32.0 * (pointer ? m_pastes++ : ++m_pastes);
    QPointF offset(shift, shift);
    if (const auto box = boxOf(pasted); pointer && !box.isEmpty()) {
        offset += snapped(*pointer - box.center());
    }
    const auto &topology = m_document.topology();
    if (read->losses) {
        offset = clearedOf(topology, pasted, offset);
    }
    const auto target = topology.pods.contains(m_selection.single()) ? m_selection.single() : ElementId();
    const auto place = pointer ? snapped(*pointer + QPointF(shift, shift)) : m_view->visibleRect().center();
    std::set<ElementId> created;
    auto edit = paste(topology, pasted, target, toPoint(place), toPoint(offset), &created,
                      read->losses ? PastedVolumes::Others : PastedVolumes::Known);
    if (!m_document.push(std::move(edit))) {
        return;
    }
    m_selection.set(created);
    if (read->losses) {
        m_view->revealAll(created);
        showLosses(tr("Pasted Compose file"), *read->losses);
    }
}

void MainWindow::refusePaste(const Error &error)
{
    const bool isOther = error.code == ErrorCode::NotFound; // a text that is meant for another program
    if (isOther || !m_notice->topic().isEmpty()) {
        say(isOther ? sentences(error) : tr("Nothing was pasted. %1").arg(placedSentences(error)));
        return;
    }
    m_notice->say(pasteTopic, tr("Nothing was pasted. %1").arg(placedSentences(error)),
                  {{QStringLiteral("pasteSeen"), tr("OK"), {}}});
}

void MainWindow::duplicateSelection()
{
    std::set<ElementId> created;
    const auto &topology = m_document.topology();
    const auto ids = withWholeGroups(topology, withMembers(topology, m_selection.ids()));
    auto edit = duplicate(topology, ids, {32, 32}, &created);
    if (m_document.push(std::move(edit))) {
        m_selection.set(created);
    }
}

} // namespace bayplan
