// SPDX-License-Identifier: GPL-3.0-or-later
// Text that others wrote, as Markdown or HTML.
#pragma once

#include <QTextDocument>

namespace bayplan {

/// Reads nothing: pictures and style sheets that the text names stay outside, for which a path may be a pipe or a device
/// without an end. In the place of a picture stands a small square.
class SealedDocument : public QTextDocument {
public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int type, const QUrl &name) override;
};

} // namespace bayplan
