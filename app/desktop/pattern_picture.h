// SPDX-License-Identifier: GPL-3.0-or-later
// A pattern in small: boxes in pods, arrows between them, and a crown, painted in the theme's colours.
#pragma once

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

namespace bayplan {

/// Lengths in squares of a board 12 wide and 7 high, from its top left.
struct PictureBox {
    double x = 0, y = 0;
    std::string icon;       ///< name in resources/icons
    bool isPattern = false; ///< what the pattern adds, beside what is yours
};

struct PictureFrame {
    double x = 0, y = 0, width = 0, height = 0;
};

struct PictureArrow {
    int from = 0, to = 0; ///< indices of boxes
};

struct PatternPicture {
    std::vector<PictureFrame> pods;
    std::vector<PictureBox> boxes;
    std::vector<PictureArrow> arrows;
    int crowned = -1; ///< index of a box, or none
};

void paintPattern(QPainter &painter, const PatternPicture &picture, const QRectF &area);

class PatternPictureView : public QWidget {
public:
    explicit PatternPictureView(QWidget *parent = nullptr);
    void setPicture(const PatternPicture &picture, const QString &title);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PatternPicture m_picture;
};

} // namespace bayplan
