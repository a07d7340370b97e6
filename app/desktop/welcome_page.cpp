// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/welcome_page.h"

#include "app/desktop/background_task.h"
#include "app/desktop/canvas_geometry.h"
#include "app/desktop/document_session.h"
#include "app/desktop/icons.h"
#include "app/desktop/look_at.h"
#include "app/desktop/plain_tip.h"
#include "app/desktop/sentences.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"
#include "engine/docker/deployment_run.h"
#include "engine/model/document_file.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace bayplan {

namespace {

Topology readExample(const QString &name)
{
    QFile file(exampleFile(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const auto document = readDocument(file.readAll().toStdString(), name.toStdString());
    return document ? document->topology : Topology();
}

/// A drawing in small: pods as frames, containers as bars, links as lines.
class Thumbnail : public QWidget {
public:
    Thumbnail(Topology topology, QWidget *parent) : QWidget(parent), m_topology(std::move(topology))
    {
        setMinimumSize(120, 132);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &c = colours();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), c.canvas);
        const auto all = contentRect(m_topology);
        const double scale = std::min(width() / all.width(), height() / all.height());
        painter.translate(QRectF(rect()).center());
        painter.scale(scale, scale);
        painter.translate(-all.center());
        const auto pen = [&](const QColor &colour, double width) {
            QPen result(colour, width);
            result.setCosmetic(true);
            painter.setPen(result);
        };
        painter.setBrush(c.podFill);
        pen(c.podBorder, 1);
        for (const auto &[id, pod] : m_topology.pods) {
            painter.drawRoundedRect(podRect(m_topology, pod), 10, 10);
        }
        painter.setBrush(Qt::NoBrush);
        pen(c.accent, 1.2);
        for (const auto &[id, link] : m_topology.links) {
            painter.drawPolyline(linkWay(portPosition(m_topology, link.from), portPosition(m_topology, link.to)));
        }
        painter.setPen(Qt::NoPen);
        for (const auto &[id, container] : m_topology.containers) {
            const auto *kind = findKind(container.kind);
            painter.setBrush(kind != nullptr && kind->group == KindGroup::Patterns ? c.pattern : c.accent);
            painter.drawRoundedRect(cardRect(m_topology, container), 8, 8);
        }
    }

private:
    Topology m_topology;
};

/// As many lines as there is room for, the last one with a mark where more would follow.
class CutText : public QWidget {
public:
    CutText(QString text, QWidget *parent) : QWidget(parent), m_text(std::move(text))
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        QTextLayout layout(m_text, font());
        layout.beginLayout();
        const double step = fontMetrics().lineSpacing();
        for (double y = 0; y + step <= height(); y += step) {
            auto line = layout.createLine();
            if (!line.isValid()) {
                break;
            }
            line.setLineWidth(width());
            const auto rest = m_text.mid(line.textStart());
            const bool isLast = y + 2 * step > height();
            const auto shown =
                isLast ? fontMetrics().elidedText(rest, Qt::ElideRight, width()) : rest.left(line.textLength());
            painter.drawText(QPointF(0, y + fontMetrics().ascent()), shown);
        }
        layout.endLayout();
    }

private:
    QString m_text;
};

/// A whole card that is a button.
class ExampleCard : public QToolButton {
public:
    ExampleCard(const ExampleInfo &info, QWidget *parent) : QToolButton(parent)
    {
        setObjectName(QStringLiteral("example.") + info.name);
        setAccessibleName(WelcomePage::tr("Example: %1").arg(info.title));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        setProperty("card", true);
        setMinimumWidth(200);
        setFixedHeight(284);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(10, 10, 10, 10);
        auto *picture = new Thumbnail(readExample(info.name), this);
        picture->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto *title = new QLabel(QStringLiteral("<b>%1</b>").arg(info.title.toHtmlEscaped()), this);
        title->setTextFormat(Qt::RichText);
        auto *text = new CutText(info.description, this);
        auto tip = QStringLiteral("<p><b>%1</b></p><p>%2</p>")
                       .arg(info.title.toHtmlEscaped(), info.description.toHtmlEscaped());
        if (!info.lookAt.isEmpty()) {
            tip += QStringLiteral("<p>%1</p><ul style='margin-left: -20px'>").arg(WelcomePage::tr("What to look at:"));
            for (const auto &line : info.lookAt) {
                tip += QStringLiteral("<li>%1</li>").arg(line.toHtmlEscaped());
            }
            tip += QStringLiteral("</ul>");
        }
        setToolTip(tip);
        setAccessibleDescription(info.description + QLatin1Char(' ') + info.lookAt.join(QLatin1Char(' ')));
        for (QWidget *inside : std::initializer_list<QWidget *>{title, text}) {
            inside->setAttribute(Qt::WA_TransparentForMouseEvents);
        }
        column->addWidget(picture);
        column->addWidget(title);
        column->addWidget(text, 1);
    }
};

QLabel *heading(const QString &text, double bigger)
{
    auto *label = new QLabel(text);
    auto font = label->font();
    font.setPointSizeF(font.pointSizeF() + bigger);
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

QString exampleFile(const QString &name)
{
    return QStringLiteral(":/examples/") + name + documentSuffix;
}

std::vector<ExampleInfo> examples()
{
    std::vector<ExampleInfo> found;
    for (const auto &file : QDir(QStringLiteral(":/examples")).entryList({QLatin1Char('*') + documentSuffix})) {
        const auto name = file.chopped(documentSuffix.size());
        const auto topology = readExample(name);
        const auto reader = paramsOf(topology);
        found.push_back({name, QString::fromStdString(reader.text("name")),
                         QString::fromStdString(reader.text("description")), lookAtOf(topology)});
    }
    return found;
}

WelcomePage::WelcomePage(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("welcome"));
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    outer->addWidget(scroll);
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(48, 36, 48, 36);
    grid->setHorizontalSpacing(48);
    grid->setVerticalSpacing(10);
    grid->addWidget(heading(tr("Bayplan"), 12), 0, 0, 1, 2);
    auto *word = new QLabel(tr("Draw a topology of containers and patterns. Simulate it, deploy it, compare the two."));
    word->setWordWrap(true);
    grid->addWidget(word, 1, 0, 1, 2);
    grid->addWidget(makeStart(), 2, 0, Qt::AlignTop);
    grid->addWidget(makeExamples(), 2, 1, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 1);
    scroll->setWidget(page);
    refreshRecent();
    connect(&Theme::instance(), &Theme::changed, this, [this] { setEngineText(m_engine->text(), m_engineIconName); });
}

QWidget *WelcomePage::makeStart()
{
    auto *side = new QWidget;
    side->setFixedWidth(280);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(4);
    column->addWidget(heading(tr("Start"), 2));
    const auto add = [&](const QString &icon, const QString &text, const QString &name, auto signal) {
        auto *button = new QToolButton;
        button->setObjectName(name);
        button->setText(text);
        button->setIcon(themedIcon(icon));
        button->setIconSize(QSize(20, 20));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumHeight(32);
        connect(button, &QToolButton::clicked, this, signal);
        column->addWidget(button);
    };
    add(QStringLiteral("new"), tr("New drawing"), QStringLiteral("welcomeNew"), &WelcomePage::newWanted);
    add(QStringLiteral("open"), tr("Open…"), QStringLiteral("welcomeOpen"), &WelcomePage::openWanted);
    add(QStringLiteral("import"), tr("From a Compose file…"), QStringLiteral("welcomeImport"),
        &WelcomePage::importWanted);
    add(QStringLiteral("help"), tr("Take the tour"), QStringLiteral("welcomeTour"), &WelcomePage::tourWanted);
    column->addSpacing(16);
    column->addWidget(heading(tr("Recent"), 2));
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);
    column->addSpacing(16);
    column->addWidget(heading(tr("Container engine"), 2));
    auto *row = new QHBoxLayout;
    m_engineIcon = new QLabel;
    m_engine = new QLabel(tr("Looking for Docker…"));
    m_engine->setWordWrap(true);
    m_engine->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_engineIcon->setPixmap(themedIcon(m_engineIconName).pixmap(20, 20));
    row->addWidget(m_engineIcon, 0, Qt::AlignTop);
    row->addWidget(m_engine, 1);
    column->addLayout(row);
    column->addStretch(1);
    return side;
}

QWidget *WelcomePage::makeExamples()
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 16, 0, 0);
    column->addWidget(heading(tr("Examples"), 2));
    auto *grid = new QGridLayout;
    grid->setSpacing(14);
    int index = 0;
    for (const auto &info : examples()) {
        auto *card = new ExampleCard(info, side);
        connect(card, &QToolButton::clicked, this, [this, name = info.name] { Q_EMIT exampleWanted(name); });
        grid->addWidget(card, index / 2, index % 2);
        ++index;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    return side;
}

void WelcomePage::refreshRecent()
{
    while (auto *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto files = settings::recentFiles();
    if (files.isEmpty()) {
        m_recent->addWidget(new QLabel(tr("Nothing yet.")));
    }
    for (const auto &file : files.mid(0, 6)) {
        auto *button = new QToolButton;
        button->setText(button->fontMetrics().elidedText(QFileInfo(file).fileName(), Qt::ElideMiddle, 230));
        button->setToolTip(plainTip(file));
        button->setAutoRaise(true);
        button->setIcon(themedIcon(QStringLiteral("document")));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QToolButton::clicked, this, [this, file] { Q_EMIT fileWanted(file); });
        m_recent->addWidget(button);
    }
}

/// Not when a drawing is opened at once in its place: that connects to nothing.
void WelcomePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    QTimer::singleShot(0, this, [this] {
        if (isVisible()) {
            lookForEngine();
        }
    });
}

void WelcomePage::lookForEngine()
{
    if (m_isSearching) {
        return;
    }
    m_isSearching = true;
    // Nobody waits for the answer: a window that closes meanwhile does not take the engine's time-out to do so.
    runInBackground(
        this, [] { return findEngine({}); },
        [this](const Result<EngineInfo> &engine) {
            m_isSearching = false;
            setEngineText(engine
                              ? tr("%1 %2 is ready.")
                                    .arg(QString::fromStdString(engine->name), QString::fromStdString(engine->version))
                              : tr("Not found: %1 Drawing and simulating work without it.")
                                    .arg(translated(messageOf(engine.error()))),
                          engine ? QStringLiteral("good") : QStringLiteral("warning"));
        });
}

void WelcomePage::setEngineText(const QString &text, const QString &icon)
{
    m_engine->setText(text);
    m_engineIconName = icon;
    m_engineIcon->setPixmap(themedIcon(icon).pixmap(20, 20));
}

} // namespace bayplan
