// SPDX-License-Identifier: GPL-3.0-or-later
// What is written and drawn can be read on what it stands on, in both themes; foreign text as it was written.
#include "app/desktop/figure_table.h"
#include "app/desktop/notice_bar.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/theme.h"

#include <QLabel>
#include <QMessageBox>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace bayplan;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.
double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsReadable_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("light") << static_cast<int>(Theme::Mode::Light);
        QTest::newRow("dark") << static_cast<int>(Theme::Mode::Dark);
    }

    void everythingIsReadable()
    {
        QFETCH(int, mode);
        Theme::instance().apply(static_cast<Theme::Mode>(mode));
        const ThemeColours &c = colours();
        std::vector<QColor> marks{c.text, c.dimText, c.accent, c.error, c.warning, c.good, c.idle};
        std::vector<QColor> onCanvas{c.pattern, c.edge, c.simulated, c.deployed};
        onCanvas.insert(onCanvas.end(), c.series.begin(), c.series.end());
        for (const QColor &ground : {c.window, c.base, c.alternateBase, c.canvas, c.card, c.podFill})
            for (const QColor &mark : marks)
                QVERIFY2(contrast(mark, ground) >= 4.5, qPrintable(mark.name() + " on " + ground.name()));
        for (const QColor &ground : {c.base, c.canvas, c.card})
            for (const QColor &mark : onCanvas)
                QVERIFY2(contrast(mark, ground) >= 4.5, qPrintable(mark.name() + " on " + ground.name()));
        for (const QColor &mark : {c.text, c.dimText})
            QVERIFY2(contrast(mark, c.podTitle) >= 4.5, qPrintable(mark.name() + " on " + c.podTitle.name()));
        QVERIFY(contrast(c.accentText, c.accent) >= 4.5);
    }

    /// Names and errors are shown letter by letter, whatever they look like.
    void foreignTextIsNoHtml()
    {
        const QString name = QStringLiteral("<b>web</b> <img src=x>");
        QLabel plain(name), rich(name);
        rich.setTextFormat(Qt::RichText);
        Theme::instance().apply(Theme::Mode::Light);
        plain.ensurePolished();
        rich.ensurePolished();
        QCOMPARE(plain.textFormat(), Qt::PlainText);
        QCOMPARE(rich.textFormat(), Qt::RichText);
        QVERIFY(plainTip(name).contains(QStringLiteral("&lt;b&gt;web")));
        QCOMPARE(plainTip(QStringLiteral("a < b")), QStringLiteral("a < b"));

        FigureTable table({QStringLiteral("payload")}, QStringLiteral("letters"));
        table.setRows({{QStringLiteral("1"), {{name, {}}}}});
        const auto shown = table.model()->index(0, 0);
        QCOMPARE(shown.data(Qt::DisplayRole).toString(), name);
        QCOMPARE(shown.data(Qt::ToolTipRole).toString(), plainTip(name));
    }

    /// What stands below a message names files and repeats what is wrong in them.
    void foreignTextInAMessageIsNoHtml()
    {
        const QString name = QStringLiteral("<b>web</b> <img src=x>");
        Theme::instance().apply(Theme::Mode::Light);
        QMessageBox box(QMessageBox::Warning, name, name);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(name);
        box.show();
        NoticeBar bar;
        bar.say(QStringLiteral("topic"), name, {});
        int texts = 0;
        for (const QWidget *one : std::initializer_list<const QWidget *>{&box, &bar})
            for (const auto *label : one->findChildren<QLabel *>())
                if (label->text() == name) {
                    QCOMPARE(label->textFormat(), Qt::PlainText);
                    ++texts;
                }
        QCOMPARE(texts, 3);
    }

    /// Two lines of a chart are told apart.
    void seriesDiffer()
    {
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            Theme::instance().apply(mode);
            const auto &series = colours().series;
            for (std::size_t i = 0; i < series.size(); ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    const QColor a = series[i], b = series[j];
                    const int apart =
                        std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
                    QVERIFY2(apart >= 80, qPrintable(a.name() + " and " + b.name()));
                }
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
