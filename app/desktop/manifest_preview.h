// SPDX-License-Identifier: GPL-3.0-or-later
// What an import left out; and an export before it is written, with what its format cannot express.
#pragma once

#include "engine/base/result.h"
#include "engine/manifests/loss.h"
#include "engine/plan/plan.h"

#include <QDialog>
#include <QString>

#include <vector>

class QTreeWidget;

namespace bayplan {

enum class ManifestFormat { Compose, Kubernetes };

class LossDialog : public QDialog {
    Q_OBJECT
public:
    LossDialog(const QString &title, const std::vector<LossItem> &losses, QWidget *parent);
};

class ManifestPreview : public QDialog {
    Q_OBJECT
public:
    ManifestPreview(const Plan &plan, ManifestFormat format, const QString &folder, QWidget *parent);

    QString text() const { return m_text; }

Q_SIGNALS:
    /// What has become of it, in a sentence.
    void told(const QString &sentence);

private:
    void writeAsked();
    void writeTo(const QString &path);
    Result<void> check(const QString &path) const;
    bool mayReplace(const QString &path, const QString &before);
    void refuse(const Error &error);

    QString m_text, m_folder;
    ManifestFormat m_format;
};

/// A table of losses, the dangerous ones first.
QTreeWidget *makeLossTable(const std::vector<LossItem> &losses, QWidget *parent);

} // namespace bayplan
