// SPDX-License-Identifier: GPL-3.0-or-later
// Words beside others that a small window has no room for: they are cut with dots, and not shown at all where less than
// a word would be left.
#pragma once

#include <QLabel>

namespace bayplan {

class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    using QLabel::QLabel;

    /// It asks for no more room than its first letters have.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace bayplan
