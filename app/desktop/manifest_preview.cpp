// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/manifest_preview.h"

#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/replace_dialog.h"
#include "app/desktop/sentences.h"
#include "app/desktop/wrapped_rows.h"
#include "engine/base/durable_file.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/agent_start.h"
#include "engine/manifests/check.h"
#include "engine/manifests/export.h"
#include "engine/wire/agent_config.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdint>

namespace bayplan {

namespace {

constexpr std::uint64_t mostBytesCompared = 16U << 20U;

QString nameOfFormat(ManifestFormat format)
{
    return format == ManifestFormat::Compose ? QStringLiteral("Compose") : QStringLiteral("Kubernetes");
}

Manifest writeManifest(const Plan &plan, ManifestFormat format)
{
    ExportOptions options;
    options.agentImage = std::string(agentRepository) + ":" + BAYPLAN_VERSION;
    options.agentEnvironment = [](const InstancePlan &instance) { return writeAgentConfig(agentConfigOf(instance)); };
    return format == ManifestFormat::Compose ? writeCompose(plan, options) : writeKubernetes(plan, options);
}

QString severityText(LossSeverity severity)
{
    switch (severity) {
    case LossSeverity::Danger:
        return LossDialog::tr("danger");
    case LossSeverity::Loss:
        return LossDialog::tr("left out");
    case LossSeverity::Note:
        break;
    }
    return LossDialog::tr("note");
}

} // namespace

QTreeWidget *makeLossTable(const std::vector<LossItem> &losses, QWidget *parent)
{
    auto sorted = losses;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.severity > b.severity; });
    auto *table = new QTreeWidget(parent);
    table->setObjectName(QStringLiteral("losses"));
    table->setAccessibleName(LossDialog::tr("What was left out"));
    table->setHeaderLabels(
        {LossDialog::tr("Sort"), LossDialog::tr("Where"), LossDialog::tr("Line"), LossDialog::tr("What")});
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    for (const auto &loss : sorted) {
        const auto sentence = QString::fromStdString(loss.sentence);
        auto *item =
            new QTreeWidgetItem(table, {severityText(loss.severity), QString::fromStdString(loss.key),
                                        loss.place.line > 0 ? QString::number(loss.place.line) : QString(), sentence});
        item->setIcon(0, themedIcon(loss.severity == LossSeverity::Danger ? QStringLiteral("error")
                                    : loss.severity == LossSeverity::Loss ? QStringLiteral("warning")
                                                                          : QStringLiteral("hint")));
        item->setToolTip(3, plainTip(sentence));
    }
    wrapRows(*table);
    for (const int column : {0, 1, 2}) {
        table->resizeColumnToContents(column);
    }
    table->setColumnWidth(1, std::min(table->columnWidth(1), 260));
    return table;
}

LossDialog::LossDialog(const QString &title, const std::vector<LossItem> &losses, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("lossDialog"));
    setWindowTitle(title);
    auto *column = new QVBoxLayout(this);
    const auto dangers =
        std::count_if(losses.begin(), losses.end(), [](const auto &l) { return l.severity == LossSeverity::Danger; });
    auto *word = new QLabel(
        dangers > 0 ? tr("What a drawing does not hold, and what could harm the host and was therefore left out:")
                    : tr("What a drawing does not hold, or holds in another way:"),
        this);
    word->setWordWrap(true);
    column->addWidget(word);
    column->addWidget(makeLossTable(losses, this), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(820, 380);
}

ManifestPreview::ManifestPreview(const Plan &plan, ManifestFormat format, const QString &folder, QWidget *parent)
    : QDialog(parent), m_folder(folder), m_format(format)
{
    setObjectName(QStringLiteral("manifestPreview"));
    setWindowTitle(tr("Export as %1").arg(nameOfFormat(format)));
    const auto manifest = writeManifest(plan, format);
    m_text = QString::fromStdString(manifest.text);
    auto *column = new QVBoxLayout(this);
    auto *split = new QSplitter(Qt::Vertical, this);
    auto *text = new QPlainTextEdit(m_text, this);
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Manifest"));
    split->addWidget(text);
    auto *word = new QLabel(manifest.losses.empty()
                                ? tr("The format expresses the whole drawing.")
                                : tr("What the format cannot express (%n):", nullptr, int(manifest.losses.size())),
                            this);
    column->addWidget(split, 1);
    column->addWidget(word);
    if (!manifest.losses.empty()) {
        auto *table = makeLossTable(manifest.losses, this);
        table->setFixedHeight(150);
        column->addWidget(table);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *write = buttons->addButton(tr("Write to a file…"), QDialogButtonBox::AcceptRole);
    write->setIcon(themedIcon(QStringLiteral("export")));
    connect(write, &QPushButton::clicked, this, &ManifestPreview::writeAsked);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(860, 680);
}

void ManifestPreview::writeAsked()
{
    const auto name =
        m_format == ManifestFormat::Compose ? QStringLiteral("compose.yaml") : QStringLiteral("kubernetes.yaml");
    // Whether to replace a file is asked here, beside what that changes, and for the name with its ending.
    auto path = QFileDialog::getSaveFileName(
        this, windowTitle(), m_folder.isEmpty() ? name : m_folder + QLatin1Char('/') + name,
        tr("YAML files (*.yaml *.yml)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty()) {
        return;
    }
    if (!path.endsWith(QStringLiteral(".yaml"), Qt::CaseInsensitive) &&
        !path.endsWith(QStringLiteral(".yml"), Qt::CaseInsensitive)) {
        path += QStringLiteral(".yaml");
    }
    writeTo(path);
}

void ManifestPreview::writeTo(const QString &path)
{
    const auto file = QFileInfo(path).fileName();
    if (const auto checked = check(path); !checked) {
        refuse(checked.error());
        return;
    }
    if (QFileInfo(path).isFile()) {
        const auto bytes = readWhole(path.toStdString(), mostBytesCompared);
        const auto before = bytes ? QString::fromStdString(*bytes) : QString();
        if (bytes && before == m_text) {
            Q_EMIT told(tr("“%1” was the same already.").arg(file));
            accept();
            return;
        }
        if (!mayReplace(path, before)) {
            return;
        }
    }
    if (const auto written = writeDurably(path.toStdString(), m_text.toStdString()); !written) {
        refuse(written.error());
        return;
    }
    Q_EMIT told(tr("Wrote %1").arg(path));
    accept();
}

/// What others could not read is not written.
Result<void> ManifestPreview::check(const QString &path) const
{
    const auto text = m_text.toStdString();
    const auto file = path.toStdString();
    return m_format == ManifestFormat::Compose ? checkCompose(text, file) : checkKubernetes(text, file);
}

bool ManifestPreview::mayReplace(const QString &path, const QString &before)
{
    ReplaceDialog dialog(QFileInfo(path).fileName(), before, m_text, this);
    return dialog.exec() == QDialog::Accepted;
}

void ManifestPreview::refuse(const Error &error)
{
    QMessageBox box(QMessageBox::Warning, windowTitle(), tr("Nothing was written."), QMessageBox::Ok, this);
    box.setObjectName(QStringLiteral("notWrittenBox"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(placedText(error));
    box.exec();
}

} // namespace bayplan
