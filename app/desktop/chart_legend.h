// SPDX-License-Identifier: GPL-3.0-or-later
// The names of a chart's lines as buttons that hide and show them, in as many rows as the width asks for.
#pragma once

#include "app/desktop/chart_line.h"

#include <QWidget>

#include <set>
#include <vector>

class QToolButton;

namespace bayplan {

class ChartLegend : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(const QString &chart, QWidget *parent = nullptr);

    void show(const std::vector<ChartLine> &lines, const std::set<QString> &hidden);
    /// In one row.
    int wantedWidth() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return placed(width, false); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void toggled(const QString &line, bool isShown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *makeButton();
    int placed(int width, bool moves) const;

    QString m_chart;
    std::vector<QToolButton *> m_buttons;
    std::vector<QString> m_names; ///< by button
};

} // namespace bayplan
