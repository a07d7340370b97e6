// SPDX-License-Identifier: GPL-3.0-or-later
// Documents in and out of the window.
#include "app/desktop/main_window.h"

#include "app/desktop/arrange.h"
#include "app/desktop/drawing_export.h"
#include "app/desktop/inspector.h"
#include "app/desktop/manifest_preview.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/open_windows.h"
#include "app/desktop/run_file.h"
#include "app/desktop/sentences.h"
#include "app/desktop/settings.h"
#include "app/desktop/welcome_page.h"
#include "engine/base/durable_file.h"
#include "engine/manifests/import.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace bayplan {

namespace {

bool isCompose(const QString &path)
{
    return path.endsWith(QStringLiteral(".yaml"), Qt::CaseInsensitive) ||
           path.endsWith(QStringLiteral(".yml"), Qt::CaseInsensitive);
}

} // namespace

void MainWindow::showError(const QString &what, const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Bayplan"), what, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("errorBox"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(placedText(error));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showNotices(const std::vector<Error> &notices)
{
    if (notices.empty()) {
        return;
    }
    QStringList lines;
    for (const auto &notice : notices) {
        lines << placedText(notice);
    }
    auto *box = new QMessageBox(QMessageBox::Information, tr("Bayplan"), tr("The document was opened; please note:"),
                                QMessageBox::Ok, this);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(lines.mid(0, 12).join(QLatin1Char('\n')));
    box->setDetailedText(lines.size() > 12 ? lines.join(QLatin1Char('\n')) : QString());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

bool MainWindow::mayDiscard()
{
    takeTyped();
    if (!m_document.isModified()) {
        return true;
    }
    int answer = 0;
    if (unsavedAnswer) {
        answer = unsavedAnswer();
    } else {
        QMessageBox box(QMessageBox::Question, tr("Unsaved changes"),
                        tr("Save the changes to “%1”?").arg(m_document.displayName()),
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(tr("They are lost otherwise."));
        answer = box.exec();
    }
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && saveAsked());
}

void MainWindow::newDocument()
{
    if (mayDiscard()) {
        m_document.load({}, {});
        showCanvas();
        m_view->fitAll();
    }
}

bool MainWindow::openPath(const QString &path)
{
    if (isCompose(path)) {
        return importCompose(path);
    }
    if (isRunFile(path)) {
        readRun(path);
        return true;
    }
    if (auto *other = m_windows == nullptr ? nullptr : m_windows->windowOf(path); other != nullptr && other != this) {
        other->setWindowState(other->windowState() & ~Qt::WindowMinimized);
        other->raise();
        other->activateWindow();
        return true;
    }
    if (!mayDiscard()) {
        return false;
    }
    if (!isVisible()) {
        return openFile(path); // for a picture: nobody is there to ask, and nothing will be written
    }
    DocumentLock lock;
    if (m_lock.holds(path) || !QFileInfo::exists(path) || lock.take(path) != DocumentLock::Answer::Held) {
        const bool keeps = m_lock.holds(path);
        if (!openFile(path)) {
            return false;
        }
        if (!keeps) {
            m_lock = std::move(lock);
        }
        return true;
    }
    const auto holder = *lock.holder();
    QMessageBox box(QMessageBox::Question, tr("Open elsewhere"),
                    tr("“%1” is open in %2.").arg(QFileInfo(path).fileName(), describe(holder)), QMessageBox::Cancel,
                    this);
    box.setObjectName(QStringLiteral("lockedBox"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        holder.here ? tr("Look at it without changing it, or work on a copy of your own.")
                    : tr("Look at it without changing it, or work on a copy of your own. If that program is no more, "
                         "remove the file “%1”.")
                          .arg(DocumentLock::fileFor(path)));
    auto *readOnly = box.addButton(tr("Open &read-only"), QMessageBox::AcceptRole);
    auto *copy = box.addButton(tr("Open a &copy"), QMessageBox::ActionRole);
    box.setDefaultButton(readOnly);
    box.exec();
    return box.clickedButton() == readOnly ? showReadOnly(path, holder) : box.clickedButton() == copy && openCopy(path);
}

bool MainWindow::openFile(const QString &path)
{
    const auto notices = m_document.openFile(path);
    if (!notices) {
        showError(tr("“%1” cannot be opened.").arg(QFileInfo(path).fileName()), notices.error());
        return false;
    }
    if (m_remembers) {
        settings::addRecentFile(m_document.path());
    }
    showCanvas();
    m_view->fitAll();
    showNotices(*notices);
    return true;
}

bool MainWindow::showReadOnly(const QString &path, const LockHolder &holder)
{
    if (!openFile(path)) {
        return false;
    }
    m_document.holdReadOnly(tr("This document is open in %1 and shown read-only.").arg(describe(holder)));
    say(m_document.readOnlyReason());
    return true;
}

bool MainWindow::openCopy(const QString &path)
{
    auto document = loadDocument(path.toStdString());
    if (document && document->readOnly) { // what this program does not understand would be missing from the copy
        document = fail(ErrorCode::NewerVersion, tr("It was written by a newer Bayplan.").toStdString(),
                        tr("Open it read-only, or update this one to work on a copy.").toStdString());
    }
    if (!document) {
        showError(tr("“%1” cannot be opened.").arg(QFileInfo(path).fileName()), document.error());
        return false;
    }
    arrangeUnplaced(document->topology);
    m_document.load(*document, {}, true);
    showCanvas();
    m_view->fitAll();
    showNotices(document->notices);
    say(tr("A copy of %1: saving asks for its name.").arg(QFileInfo(path).fileName()));
    return true;
}

bool MainWindow::openExample(const QString &name)
{
    if (!mayDiscard()) {
        return false;
    }
    QFile file(exampleFile(name));
    if (!file.open(QIODevice::ReadOnly)) {
        QStringList names;
        for (const auto &info : examples()) {
            names << info.name;
        }
        showError(
            tr("There is no example “%1”.").arg(name),
            fail(ErrorCode::NotFound, tr("The examples are: %1.").arg(names.join(QStringLiteral(", "))).toStdString()));
        return false;
    }
    const auto document = readDocument(file.readAll().toStdString(), name.toStdString());
    if (!document) {
        showError(tr("The example cannot be opened."), document.error());
        return false;
    }
    m_document.load(*document, {});
    showCanvas();
    m_view->fitAll();
    return true;
}

void MainWindow::openAsked()
{
    const auto path = QFileDialog::getOpenFileName(
        this, tr("Open"), m_document.folder(),
        tr("Drawings, Compose files and runs (*.bayplan.json *.json *.yaml *.yml *.bayrun);;All files (*)"));
    if (!path.isEmpty()) {
        openPath(path);
    }
}

bool MainWindow::saveAsked()
{
    takeTyped();
    if (m_document.path().isEmpty()) {
        return saveAsAsked();
    }
    if (!m_document.isReadOnly() && m_document.wouldReplaceOthers()) {
        askToReplace();
        return false;
    }
    return saveNow();
}

bool MainWindow::saveNow()
{
    if (const auto saved = m_document.save(); !saved) {
        showError(tr("“%1” was not saved. The old file is as it was.").arg(m_document.displayName()), saved.error());
        return false;
    }
    say(tr("Saved %1").arg(m_document.path()));
    return true;
}

/// Of the file's name, for files that are made of the document.
QString MainWindow::proposedStem() const
{
    const auto name = QString::fromStdString(paramsOf(m_document.topology()).text("name"));
    if (m_document.path().isEmpty()) {
        return name.isEmpty() ? tr("drawing") : name;
    }
    const auto file = QFileInfo(m_document.path()).fileName();
    return file.endsWith(documentSuffix) ? file.chopped(documentSuffix.size()) : QFileInfo(file).completeBaseName();
}

/// The dialog has asked for what was typed only; nothing where the file with the ending is there and is to stay.
QString MainWindow::withEnding(const QString &chosen, const QString &ending)
{
    const auto path = chosen + ending;
    if (chosen.isEmpty() || ending.isEmpty() || !QFileInfo::exists(path)) {
        return chosen.isEmpty() ? QString() : path;
    }
    QMessageBox box(QMessageBox::Question, tr("Bayplan"), tr("Replace “%1”?").arg(QFileInfo(path).fileName()),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("replaceBox"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("A file of this name is there already."));
    auto *replace = box.addButton(tr("Replace"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == replace ? path : QString();
}

bool MainWindow::saveAsAsked()
{
    takeTyped();
    const auto start = m_document.path().isEmpty() ? proposedStem() + documentSuffix : m_document.path();
    const auto chosen = QFileDialog::getSaveFileName(this, tr("Save as"), start, tr("Drawings (*.bayplan.json)"));
    const auto path = withEnding(chosen, chosen.endsWith(QStringLiteral(".json")) ? QString() : documentSuffix);
    if (path.isEmpty()) {
        return false;
    }
    DocumentLock lock;
    const bool keeps = m_lock.holds(path);
    if (!keeps && lock.take(path) == DocumentLock::Answer::Held) {
        showError(tr("“%1” was not saved.").arg(QFileInfo(path).fileName()),
                  fail(ErrorCode::Conflict, tr("It is open in %1.").arg(describe(*lock.holder())).toStdString(),
                       tr("Choose another name.").toStdString()));
        return false;
    }
    if (const auto saved = m_document.saveAs(path); !saved) {
        showError(tr("“%1” was not saved.").arg(QFileInfo(path).fileName()), saved.error());
        return false;
    }
    if (!keeps) {
        m_lock = std::move(lock);
    }
    if (m_remembers) {
        settings::addRecentFile(m_document.path());
    }
    updateTitle();
    say(tr("Saved %1").arg(m_document.path()));
    return true;
}

void MainWindow::importAsked()
{
    const auto path = QFileDialog::getOpenFileName(this, tr("Import a Compose file"), m_document.folder(),
                                                   tr("Compose files (*.yaml *.yml);;All files (*)"));
    if (!path.isEmpty()) {
        importCompose(path);
    }
}

bool MainWindow::importCompose(const QString &path)
{
    if (!mayDiscard()) {
        return false;
    }
    const auto file = QFileInfo(path).absoluteFilePath();
    const auto text = readWhole(file.toStdString(), ImportOptions().maxBytes);
    if (!text) {
        showError(tr("“%1” cannot be read.").arg(QFileInfo(path).fileName()), text.error());
        return false;
    }
    auto imported = bayplan::importCompose(*text, file.toStdString());
    if (!imported) {
        showError(tr("“%1” cannot be imported.").arg(QFileInfo(path).fileName()), imported.error());
        return false;
    }
    Document document;
    document.topology = std::move(imported->topology);
    m_document.load(document, {}, true);
    showCanvas();
    m_view->fitAll();
    showLosses(tr("Imported %1").arg(QFileInfo(path).fileName()), imported->losses);
    return true;
}

void MainWindow::showLosses(const QString &title, const std::vector<LossItem> &losses)
{
    if (losses.empty()) {
        say(tr("%1: nothing was left out.").arg(title));
        return;
    }
    auto *dialog = new LossDialog(title, losses, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::exportManifest(const QString &format)
{
    const auto plan = bayplan::lower(bayplan::withoutSpares(m_document.topology()));
    if (!plan) {
        showError(tr("A drawing with errors cannot be exported."), plan.error());
        return;
    }
    auto *dialog = new ManifestPreview(
        *plan, format == QStringLiteral("compose") ? ManifestFormat::Compose : ManifestFormat::Kubernetes,
        m_document.folder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ManifestPreview::told, this, &MainWindow::say);
    dialog->show();
}

void MainWindow::exportPicture(bool selectionOnly)
{
    takeTyped();
    const auto title = selectionOnly ? tr("Selection as picture") : tr("Drawing as picture");
    QFileDialog dialog(this, title, m_document.folder());
    dialog.setObjectName(QStringLiteral("exportDialog"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({tr("SVG drawing (*.svg)"), tr("PNG picture (*.png)"), tr("PDF page (*.pdf)")});
    dialog.setDefaultSuffix(QStringLiteral("svg"));
    auto stem = proposedStem();
    stem.replace(QLatin1Char('/'), QLatin1Char('-'));
    dialog.selectFile((selectionOnly ? tr("%1-selection").arg(stem) : stem) + QStringLiteral(".svg"));
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString &filter) {
        const auto suffix = filter.section(QStringLiteral("*."), 1).left(3);
        dialog.setDefaultSuffix(suffix);
        const QFileInfo chosen(dialog.selectedFiles().value(0));
        if (pictureFormatOf(chosen.fileName())) {
            dialog.selectFile(chosen.completeBaseName() + QLatin1Char('.') + suffix);
        }
    });
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return;
    }
    const auto path = dialog.selectedFiles().constFirst();
    const auto format = pictureFormatOf(path);
    if (!format) {
        showError(tr("“%1” was not written.").arg(QFileInfo(path).fileName()),
                  fail(ErrorCode::InvalidInput, tr("Its ending names no kind of picture.").toStdString(),
                       tr("Give it .svg, .png or .pdf.").toStdString()));
        return;
    }
    PictureOptions options{*format, m_document.displayName(), {}};
    if (selectionOnly) {
        options.only = withParts(m_document.topology(), m_selection.ids());
    }
    if (const auto written = writePictureFile(*m_scene, options, path); !written) {
        showError(tr("“%1” was not written.").arg(QFileInfo(path).fileName()), written.error());
        return;
    }
    say(tr("Wrote %1").arg(path));
}

// ---- what others do to the file ----

void MainWindow::watchFile()
{
    connect(&m_document, &DocumentSession::changedOnDisk, this, &MainWindow::noteChangedOnDisk);
    connect(&m_document, &DocumentSession::goneFromDisk, this, &MainWindow::noteGoneFromDisk);
    connect(&m_document, &DocumentSession::backOnDisk, this, [this] { m_notice->dismiss(QStringLiteral("gone")); });
    connect(&m_document, &DocumentSession::saved, this, [this] { m_notice->dismiss(); });
    connect(&m_document, &DocumentSession::reset, this, [this] {
        m_notice->dismiss();
        if (!m_lock.holds(m_document.path())) {
            m_lock.release();
        }
    });
}

void MainWindow::noteChangedOnDisk()
{
    if (m_document.isReadOnly()) {
        loadFromDisk(); // nothing of one's own to lose
        return;
    }
    const bool edited = !m_document.undoStack()->isClean();
    m_notice->say(QStringLiteral("changed"),
                  edited
                      ? tr("“%1” was changed by another program, and you have changes of your own. Loading can be "
                           "undone; keeping yours replaces the other's at the next save.")
                            .arg(m_document.displayName())
                      : tr("“%1” was changed by another program. Loading can be undone.").arg(m_document.displayName()),
                  {{QStringLiteral("loadFromDisk"), tr("Load from disk"), [this] { loadFromDisk(); }},
                   {QStringLiteral("keepMine"), tr("Keep mine"), [this] { m_document.keepMine(); }}});
}

void MainWindow::askToReplace()
{
    m_notice->say(QStringLiteral("changed"),
                  tr("Nothing was saved: “%1” was changed by another program, and saving would replace what it wrote. "
                     "Loading can be undone.")
                      .arg(m_document.displayName()),
                  {{QStringLiteral("replaceOthers"), tr("Replace it"), [this] { saveNow(); }},
                   {QStringLiteral("saveElsewhere"), tr("Save as…"), [this] { saveAsAsked(); }},
                   {QStringLiteral("loadFromDisk"), tr("Load from disk"), [this] { loadFromDisk(); }},
                   {QStringLiteral("dismissNotice"), tr("Later"), {}}});
}

void MainWindow::loadFromDisk()
{
    if (const auto loaded = m_document.reloadFromDisk(); !loaded) {
        showError(tr("The file on disk cannot be read."), loaded.error());
    }
}

void MainWindow::noteGoneFromDisk()
{
    m_notice->say(QStringLiteral("gone"),
                  tr("“%1” was deleted or renamed. What you see is in no file now.").arg(m_document.displayName()),
                  {{QStringLiteral("saveAgain"), tr("Save again"), [this] { saveAsked(); }},
                   {QStringLiteral("saveElsewhere"), tr("Save as…"), [this] { saveAsAsked(); }},
                   {QStringLiteral("dismissNotice"), tr("Later"), {}}});
}

} // namespace bayplan
