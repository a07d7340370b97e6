// SPDX-License-Identifier: GPL-3.0-or-later
// Documents in and out of the window.
#include "app/desktop/main_window.h"

#include "app/desktop/icons.h"
#include "app/desktop/inspector.h"
#include "app/desktop/manifest_preview.h"
#include "app/desktop/recovery.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"
#include "app/desktop/welcome_page.h"
#include "engine/base/durable_file.h"
#include "engine/manifests/import.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSvgGenerator>

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
    box->setInformativeText(QString::fromStdString(toText(error)));
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
        lines << QString::fromStdString(toText(notice));
    }
    auto *box = new QMessageBox(QMessageBox::Information, tr("Bayplan"), tr("The document was opened; please note:"),
                                QMessageBox::Ok, this);
    box->setInformativeText(lines.mid(0, 12).join(QLatin1Char('\n')));
    box->setDetailedText(lines.size() > 12 ? lines.join(QLatin1Char('\n')) : QString());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

bool MainWindow::mayDiscard()
{
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
    if (!mayDiscard()) {
        return false;
    }
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
        tr("Drawings and Compose files (*.bayplan.json *.json *.yaml *.yml);;All files (*)"));
    if (!path.isEmpty()) {
        openPath(path);
    }
}

bool MainWindow::saveAsked()
{
    if (m_document.path().isEmpty()) {
        return saveAsAsked();
    }
    if (const auto saved = m_document.save(); !saved) {
        showError(tr("“%1” was not saved. The old file is as it was.").arg(m_document.displayName()), saved.error());
        return false;
    }
    say(tr("Saved %1").arg(m_document.path()));
    return true;
}

bool MainWindow::saveAsAsked()
{
    const auto name = QString::fromStdString(paramsOf(m_document.topology()).text("name"));
    const auto start =
        m_document.path().isEmpty() ? (name.isEmpty() ? tr("drawing") : name) + documentSuffix : m_document.path();
    auto path = QFileDialog::getSaveFileName(this, tr("Save as"), start, tr("Drawings (*.bayplan.json)"));
    if (path.isEmpty()) {
        return false;
    }
    if (!path.endsWith(QStringLiteral(".json"))) {
        path += documentSuffix;
    }
    if (const auto saved = m_document.saveAs(path); !saved) {
        showError(tr("“%1” was not saved.").arg(QFileInfo(path).fileName()), saved.error());
        return false;
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
    dialog->show();
}

void MainWindow::exportPicture()
{
    const auto path = QFileDialog::getSaveFileName(this, tr("Drawing as picture"), m_document.folder(),
                                                   tr("PNG picture (*.png);;SVG drawing (*.svg)"));
    if (path.isEmpty()) {
        return;
    }
    m_selection.set({});
    const auto area = m_scene->itemsBoundingRect().adjusted(-16, -16, 16, 16);
    bool written = false;
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(area.size().toSize());
        generator.setViewBox(QRectF(QPointF(), area.size()));
        generator.setTitle(m_document.displayName());
        QPainter painter;
        written = painter.begin(&generator);
        if (written) {
            m_scene->render(&painter, QRectF(QPointF(), area.size()), area);
        }
    } else {
        constexpr double most = 8192; // pixels a side
        const double scale = std::min({2.0, most / area.width(), most / area.height()});
        QImage image((area.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(colours().canvas);
        QPainter painter(&image);
        m_scene->render(&painter, QRectF(image.rect()), area);
        painter.end();
        written = image.save(path);
    }
    say(written ? tr("Wrote %1").arg(path) : tr("%1 could not be written.").arg(path));
}

void MainWindow::noteChangedOnDisk()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Changed on disk"),
                                tr("“%1” was changed by another program.").arg(m_document.displayName()),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("changedOnDiskBox"));
    box->setInformativeText(tr("Load what is on disk? It can be undone. Otherwise the next save replaces it."));
    auto *load = box->addButton(tr("Load from disk"), QMessageBox::AcceptRole);
    box->addButton(tr("Keep mine"), QMessageBox::RejectRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(load, &QPushButton::clicked, this, [this] {
        if (const auto loaded = m_document.reloadFromDisk(); !loaded) {
            showError(tr("The file on disk cannot be read."), loaded.error());
        }
    });
    box->open();
}

void MainWindow::offerRecovery()
{
    for (const auto &work : m_recovery->leftBehind()) {
        QMessageBox box(QMessageBox::Question, tr("Unsaved work was found"),
                        tr("Bayplan ended before “%1” was saved. Restore the work of %2?")
                            .arg(work.title.isEmpty() ? tr("Untitled") : work.title,
                                 QLocale().toString(work.written, QLocale::ShortFormat)),
                        QMessageBox::NoButton, this);
        auto *restore = box.addButton(tr("Restore"), QMessageBox::AcceptRole);
        auto *discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
        box.addButton(tr("Later"), QMessageBox::RejectRole);
        box.exec();
        if (box.clickedButton() == discard) {
            Recovery::discard(work);
        } else if (box.clickedButton() == restore) {
            if (const auto document = loadDocument(work.file.toStdString())) {
                m_document.load(*document, work.originalPath, true);
                m_recovery->writeNow(); // ours before the old one goes
                Recovery::discard(work);
                showCanvas();
                m_view->fitAll();
            }
            return;
        }
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    openPath(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace bayplan
