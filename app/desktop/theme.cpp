// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/theme.h"

#include "app/desktop/icons.h"
#include "app/desktop/motion.h"

#include <QApplication>
#include <QFont>
#include <QLabel>
#include <QMainWindow>
#include <QMessageBox>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleOption>
#include <QTabBar>

namespace bayplan {

namespace {

ThemeColours lightColours()
{
    ThemeColours c;
    c.dark = false;
    c.window = "#f1f3f5";
    c.base = "#ffffff";
    c.alternateBase = "#f6f8fa";
    c.text = "#1b1f24";
    c.dimText = "#57606a";
    c.button = "#f8f9fa";
    c.border = "#c9d1d9";
    c.accent = "#0067a3";
    c.accentText = "#ffffff";
    c.canvas = "#f8f9fb";
    c.grid = "#dde2e8";
    c.card = "#ffffff";
    c.cardBorder = "#c3ccd6";
    c.podFill = "#edf1f6";
    c.podBorder = "#b4bfcb";
    c.podTitle = "#dfe6ee";
    c.edge = "#5f6b78";
    c.selection = "#0067a3";
    c.error = "#b3261e";
    c.warning = "#8a5a00";
    c.good = "#00704f";
    c.idle = "#5f6974";
    c.pattern = "#946300";
    c.simulated = "#0072b2";
    c.deployed = "#b84a00";
    c.series = {"#0072b2", "#b84a00", "#00775a", "#a64d79", "#806800", "#5360b8", "#4f6b2a", "#333333"};
    return c;
}

ThemeColours darkColours()
{
    ThemeColours c;
    c.dark = true;
    c.window = "#1d2126";
    c.base = "#15181c";
    c.alternateBase = "#1a1e23";
    c.text = "#e6e9ed";
    c.dimText = "#a3adb8";
    c.button = "#2a3037";
    c.border = "#3b444e";
    c.accent = "#56b4e9";
    c.accentText = "#0b0e11";
    c.canvas = "#121518";
    c.grid = "#262b31";
    c.card = "#272d34";
    c.cardBorder = "#454f5a";
    c.podFill = "#1b2026";
    c.podBorder = "#465260";
    c.podTitle = "#262e37";
    c.edge = "#8b97a4";
    c.selection = "#56b4e9";
    c.error = "#ff8a7a";
    c.warning = "#f0b429";
    c.good = "#4fd1a5";
    c.idle = "#98a2ad";
    c.pattern = "#e6b450";
    c.simulated = "#56b4e9";
    c.deployed = "#e69f00";
    c.series = {"#56b4e9", "#e69f00", "#2fc79b", "#e08fbf", "#f0e442", "#b7a6ff", "#ff8a5c", "#d0d5db"};
    return c;
}

QPalette paletteOf(const ThemeColours &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternateBase);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.dimText);
    palette.setColor(QPalette::Button, c.button);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.error);
    palette.setColor(QPalette::ToolTipBase, c.dark ? c.button : c.text);
    palette.setColor(QPalette::ToolTipText, c.dark ? c.text : c.base);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.accentText);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.dark ? c.button.lighter(115) : QColor("#ffffff"));
    palette.setColor(QPalette::Midlight, c.dark ? c.button : QColor("#e9ecef"));
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.dark ? QColor("#101316") : QColor("#aeb7c0"));
    palette.setColor(QPalette::Shadow, c.dark ? QColor("#000000") : QColor("#8c959f"));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, c.dark ? QColor("#707a85") : QColor("#8c959f"));
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    return palette;
}

QString styleSheetOf(const ThemeColours &c)
{
    return QStringLiteral("QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }"
                          "QMainWindow::separator { background: %4; width: 4px; height: 4px; }"
                          "QMainWindow::separator:hover { background: %5; }"
                          "QDockWidget { titlebar-close-icon: url(:/icons/dock-close-%6.svg);"
                          " titlebar-normal-icon: url(:/icons/dock-float-%6.svg); }"
                          "QDockWidget::title { padding: 5px 8px; background: %4; text-align: left; }"
                          "QToolBar { border: 0; border-bottom: 1px solid %3; spacing: 3px; padding: 3px 6px; }"
                          "QToolButton[card=\"true\"] { border: 1px solid %3; border-radius: 8px; background: %7; }"
                          "QToolButton[card=\"true\"]:hover, QToolButton[card=\"true\"]:focus { border: 1px solid %5; }"
                          "QStatusBar { border-top: 1px solid %3; } QStatusBar::item { border: 0; }")
        .arg(c.dark ? c.text.name() : c.base.name(), c.dark ? c.button.name() : c.text.name(), c.border.name(),
             c.window.name(), c.accent.name(), c.dark ? QStringLiteral("dark") : QStringLiteral("light"),
             c.card.name());
}

/// The one that a Debian has in any case: pictures of the window are the same everywhere, and no label is clipped by a
/// wider one. What it cannot show is taken from the system's.
QFont pinnedFont()
{
    QFont font = QApplication::font();
    const QString own = QStringLiteral("DejaVu Sans");
    if (font.families().value(0) != own) {
        font.setFamilies(QStringList{own} + font.families());
    }
    return font;
}

/// Fusion, but for tabs of docks, which stay readable, and for frames of check boxes and the mark of what a tool bar
/// has no room for, which it draws darker than the window: on a dark one nobody sees them.
class Style : public QProxyStyle {
public:
    Style() : QProxyStyle(QStringLiteral("Fusion")) {}

    using QProxyStyle::polish;
    void polish(QWidget *widget) override
    {
        QProxyStyle::polish(widget);
        // Names, payloads and errors are shown letter by letter, whatever they look like; a label that means HTML says
        // so. The text of a message box has a format of its own, what stands below it has none.
        auto *label = qobject_cast<QLabel *>(widget);
        if (label != nullptr && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel") &&
            (qobject_cast<QMessageBox *>(label->parent()) == nullptr ||
             label->objectName() == QLatin1String("qt_msgbox_informativelabel"))) {
            label->setTextFormat(Qt::PlainText);
        }
        auto *tabs = qobject_cast<QTabBar *>(widget);
        if (tabs != nullptr && qobject_cast<QMainWindow *>(tabs->parent()) != nullptr) {
            tabs->setElideMode(Qt::ElideNone); // of docks: a dozen cut words say less than some whole ones and an arrow
            tabs->setUsesScrollButtons(true);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration && !Motion::instance().isWanted()
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const override
    {
        return icon == SP_ToolBarHorizontalExtensionButton ? themedIcon(QStringLiteral("more"))
                                                           : QProxyStyle::standardIcon(icon, option, widget);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        constexpr int extensionWidth = 20;
        return metric == PM_ToolBarExtensionExtent ? extensionWidth : QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element != PE_IndicatorCheckBox) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        const bool enabled = (option->state & State_Enabled) != 0;
        const auto box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        const auto mark = option->palette.color(enabled ? QPalette::Normal : QPalette::Disabled, QPalette::Text);
        const bool focused = (option->state & State_HasFocus) != 0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(focused ? colours().accent : enabled ? colours().idle : colours().border, 1));
        painter->setBrush(option->palette.base());
        painter->drawRoundedRect(box, 2, 2);
        painter->setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        if ((option->state & State_On) != 0) {
            painter->drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.74), at(0.78, 0.28)}));
        } else if ((option->state & State_NoChange) != 0) {
            painter->drawLine(at(0.25, 0.5), at(0.75, 0.5));
        }
        painter->restore();
    }
};

} // namespace

Theme &Theme::instance()
{
    static Theme theme;
    if (theme.m_colours == nullptr) {
        static const ThemeColours light = lightColours();
        theme.m_colours = &light;
    }
    return theme;
}

bool Theme::systemIsDark()
{
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

void Theme::apply(Mode mode)
{
    static const ThemeColours light = lightColours();
    static const ThemeColours dark = darkColours();
    const bool system = systemIsDark(); // asked before the palette is ours
    m_mode = mode;
    m_colours = mode == Mode::Dark || (mode == Mode::System && system) ? &dark : &light;
    QApplication::setStyle(new Style);
    QApplication::setFont(pinnedFont());
    QApplication::setPalette(paletteOf(*m_colours));
    qApp->setStyleSheet(styleSheetOf(*m_colours));
    Q_EMIT changed();
}

QColor Theme::protocolColour(Protocol protocol) const
{
    const auto &series = m_colours->series;
    switch (protocol) {
    case Protocol::Http:
        return series[0];
    case Protocol::Memcache:
        return series[2];
    case Protocol::Queue:
        return series[3];
    case Protocol::Tcp:
        return series[1];
    case Protocol::Any:
        return m_colours->edge;
    }
    return m_colours->edge;
}

const ThemeColours &colours()
{
    return Theme::instance().colours();
}

} // namespace bayplan
