// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the sequence view stand, and its menus.
#include "app/desktop/run_session.h"
#include "app/desktop/sequence_chart.h"
#include "app/desktop/sequence_painter.h"
#include "app/desktop/sequence_picker.h"
#include "app/desktop/sequence_view.h"
#include "app/desktop/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace bayplan {

namespace {

constexpr std::size_t mostSuggestions = 12;

QToolButton *headButton(QWidget *parent, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

/// With room for the little arrow.
void giveMenu(QToolButton *button, QMenu *menu)
{
    constexpr int arrow = 14;
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMinimumWidth(button->fontMetrics().horizontalAdvance(button->text()) + 2 * arrow);
}

QIcon sortSwatch(MessageSort sort)
{
    constexpr int size = 16, scale = 2;
    QPixmap pixmap(size * scale, size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSequenceShape(painter, sort, {size / 2.0, size / 2.0});
    return pixmap;
}

} // namespace

QWidget *SequenceView::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 3, 6, 3);
    m_lifeLines = headButton(head, tr("Life lines"), tr("Choose whose messages are shown"));
    m_lifeLineMenu = new QMenu(m_lifeLines);
    giveMenu(m_lifeLines, m_lifeLineMenu);
    connect(m_lifeLineMenu, &QMenu::aboutToShow, this, &SequenceView::fillLifeLineMenu);
    m_sorts = headButton(head, tr("Kinds"), tr("Choose which kinds of messages are shown"));
    m_sortMenu = new QMenu(m_sorts);
    giveMenu(m_sorts, m_sortMenu);
    m_filter = new QLineEdit(head);
    m_filter->setPlaceholderText(tr("Filter: words or number"));
    m_filter->setAccessibleName(tr("Filter of the messages"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(80);
    m_follow = new QCheckBox(tr("Follow"), head);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest message in view"));
    row->addWidget(m_lifeLines);
    row->addWidget(m_sorts);
    row->addWidget(m_filter, 1);
    row->addWidget(m_follow);
    const auto add = [&](const QString &text, const QString &tip, auto slot) {
        QToolButton *button = headButton(head, text, tip);
        connect(button, &QToolButton::clicked, this, slot);
        row->addWidget(button);
    };
    add(QStringLiteral("−"), tr("Zoom out"), [this] { m_chart->zoom(2); });
    add(QStringLiteral("+"), tr("Zoom in"), [this] { m_chart->zoom(0.5); });
    add(tr("Whole run"), tr("Show the whole run"), [this] {
        m_chart->setFollowing(false);
        m_chart->setTimeRange(0, std::max(1e-3, bayplan::toSeconds(m_chart->scene().now) * 1.03));
    });
    auto *more = headButton(head, tr("Save"), tr("Copy or save the chart"));
    auto *menu = new QMenu(more);
    menu->addAction(tr("Copy as text"), this, [this] {
        QApplication::clipboard()->setText(m_chart->scene().asText(m_chart->fromSeconds(), m_chart->toSeconds()));
    });
    menu->addAction(tr("Save as SVG…"), this, [this] { saveAs(QStringLiteral("svg")); });
    menu->addAction(tr("Save as PNG…"), this, [this] { saveAs(QStringLiteral("png")); });
    giveMenu(more, menu);
    row->addWidget(more);
    return head;
}

/// Does not hold up the window.
void SequenceView::saveAs(const QString &ending)
{
    auto *dialog =
        new QFileDialog(this, tr("Save the chart as a picture"), QStringLiteral("sequence.") + ending,
                        ending == QLatin1String("svg") ? tr("SVG pictures (*.svg)") : tr("PNG pictures (*.png)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, ending](const QString &path) {
        const bool isSaved = ending == QLatin1String("svg") ? m_chart->saveSvg(path) : m_chart->savePng(path);
        if (!isSaved)
            Q_EMIT m_session->refused(tr("%1 could not be written.").arg(path));
    });
    dialog->open();
}

QWidget *SequenceView::makeEmptyPage()
{
    auto *page = new QWidget(this);
    auto *all = new QVBoxLayout(page);
    m_emptyText = new QLabel(page);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyText->setForegroundRole(QPalette::PlaceholderText);
    m_suggestions = new QVBoxLayout;
    m_suggestions->setSpacing(4);
    all->addStretch(1);
    all->addWidget(m_emptyText);
    all->addSpacing(6);
    all->addLayout(m_suggestions);
    all->addStretch(2);
    return page;
}

QWidget *SequenceView::makeSide()
{
    auto *side = new QWidget(this);
    auto *all = new QVBoxLayout(side);
    all->setContentsMargins(6, 2, 6, 4);
    all->setSpacing(3);
    m_underWayTitle = new QLabel(side);
    m_underWayTitle->setWordWrap(true);
    m_underWay = new QTreeWidget(side);
    m_underWay->setAccessibleName(tr("Messages on their way"));
    m_underWay->setHeaderLabels({tr("No."), tr("From, to"), tr("Says"), tr("Arrives in")});
    m_underWay->setRootIsDecorated(false);
    m_underWay->setUniformRowHeights(true);
    m_underWay->setAlternatingRowColors(true);
    m_underWay->setFrameShape(QFrame::NoFrame);
    m_underWay->setContextMenuPolicy(Qt::CustomContextMenu);
    m_underWay->setMinimumHeight(50);
    const int letter = fontMetrics().averageCharWidth();
    m_underWay->setColumnWidth(0, letter * 8);
    m_underWay->setColumnWidth(1, letter * 15);
    m_underWay->setColumnWidth(2, letter * 14);
    m_details = new QPlainTextEdit(side);
    m_details->setReadOnly(true);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setAccessibleName(tr("The chosen message in words"));
    m_details->setPlaceholderText(tr("Click a message, or walk along them with the arrow keys."));
    m_details->setMinimumHeight(40);
    m_details->setTabChangesFocus(true);
    auto *hands = new QHBoxLayout;
    hands->setSpacing(3);
    m_delayBy = new QLineEdit(QStringLiteral("100ms"), side);
    m_delayBy->setAccessibleName(tr("How much later"));
    m_delayBy->setToolTip(tr("How much later: 20ms, 1.5s, 2m"));
    m_delayBy->setMaximumWidth(letter * 10);
    m_delayBy->setMinimumWidth(letter * 9);
    for (QAction *action : {m_drop, m_delay, m_duplicate, m_deliver}) {
        auto *button = new QToolButton(side);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        hands->addWidget(button);
        if (action == m_delay)
            hands->addWidget(m_delayBy);
    }
    hands->addStretch(1);
    auto *split = new QSplitter(Qt::Vertical, side);
    split->addWidget(m_underWay);
    split->addWidget(m_details);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    all->addWidget(m_underWayTitle);
    all->addLayout(hands);
    all->addWidget(split, 1);
    return side;
}

void SequenceView::makeActions()
{
    const auto add = [this](const QString &text, const QKeySequence &key, const char *how) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut); // see eventFilter()
        connect(action, &QAction::triggered, this, [this, how] { takeInHand(how); });
        return action;
    };
    m_drop = add(tr("Drop"), QKeySequence::Delete, "drop");
    m_delay = add(tr("Delay by"), QKeySequence(Qt::Key_D), "delay");
    m_duplicate = add(tr("Duplicate"), QKeySequence(Qt::Key_U), "duplicate");
    m_deliver = add(tr("Deliver now"), QKeySequence(Qt::Key_N), "deliver");
    m_drop->setStatusTip(tr("The message never arrives"));
    m_delay->setStatusTip(tr("The message arrives later"));
    m_duplicate->setStatusTip(tr("The message arrives twice"));
    m_deliver->setStatusTip(tr("The message arrives at once"));
}

std::unique_ptr<QMenu> SequenceView::makeMessageMenu()
{
    auto menu = std::make_unique<QMenu>(this);
    for (QAction *action : {m_drop, m_delay, m_duplicate, m_deliver})
        menu->addAction(action);
    auto *delays = menu->addMenu(tr("Delay by other than %1").arg(m_delayBy->text()));
    delays->setEnabled(m_delay->isEnabled());
    for (const char *by : {"1ms", "10ms", "100ms", "1s", "10s"}) {
        delays->addAction(QLatin1String(by), this, [this, by] {
            m_delayBy->setText(QLatin1String(by));
            m_delay->trigger();
        });
    }
    menu->addSeparator();
    menu->addAction(tr("Go to its cause"), m_chart, &SequenceChart::walkToCause);
    menu->addAction(tr("Go to what came of it"), m_chart, &SequenceChart::walkToEffect);
    menu->addAction(tr("Copy in words"), this,
                    [this] { QApplication::clipboard()->setText(m_details->toPlainText()); });
    return menu;
}

void SequenceView::fillSortMenu()
{
    m_sortMenu->clear();
    for (std::size_t i = 0; i < messageSortCount; ++i) {
        const auto sort = static_cast<MessageSort>(i);
        QAction *action = m_sortMenu->addAction(sortSwatch(sort), sequenceTitle(sort));
        action->setCheckable(true);
        action->setChecked(m_chart->scene().messages.isShown(sort));
        connect(action, &QAction::toggled, this, [this, sort](bool shown) {
            m_chart->scene().messages.setShown(sort, shown);
            m_chart->changed();
            updateNote();
        });
    }
}

void SequenceView::fillLifeLineMenu()
{
    m_lifeLineMenu->clear();
    const RunRecord *record = m_session->record();
    m_lifeLineMenu->addAction(tr("Selection on the canvas"), this, &SequenceView::takeSelection)
        ->setEnabled(record != nullptr && !m_selected.empty());
    m_lifeLineMenu->addAction(tr("With their neighbours"), this, &SequenceView::takeNeighbours)
        ->setEnabled(!m_chart->scene().lanes.empty());
    m_lifeLineMenu->addAction(tr("None"), this, [this] { showLifeLines({}); })->setEnabled(!m_instances.empty());
    m_lifeLineMenu
        ->addAction(tr("Choose from a list…"), this,
                    [this] {
                        const RunRecord *shown = m_session->record();
                        if (shown == nullptr)
                            return;
                        std::vector<InstanceIndex> chosen;
                        for (const SequenceLane &lane : m_chart->scene().lanes)
                            chosen.push_back(lane.instance);
                        m_picker->setInstances(shown->plan(), instancesWithMessages(shown->plan()), chosen);
                        m_picker->popUpAt(m_lifeLines->mapToGlobal(QPoint(0, m_lifeLines->height())));
                    })
        ->setEnabled(record != nullptr);
    if (record == nullptr)
        return;
    m_lifeLineMenu->addSeparator();
    const auto suggestions = sequenceSuggestions(record->plan());
    for (std::size_t i = 0; i < std::min(suggestions.size(), mostSuggestions); ++i)
        m_lifeLineMenu->addAction(suggestions[i].title, this,
                                  [this, instances = suggestions[i].instances] { chooseInstances(instances); });
}

/// One click away, where nothing is chosen yet.
void SequenceView::fillSuggestions()
{
    constexpr std::size_t most = 4;
    while (QLayoutItem *item = m_suggestions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const RunRecord *record = m_session->record();
    if (record == nullptr) {
        m_emptyText->setText(tr("Nothing has run yet. Press Space to simulate the drawing."));
        return;
    }
    m_emptyText->setText(tr("Whose messages shall be shown? Nothing is recorded until you choose; what came before is "
                            "worked out then."));
    const auto suggestions = sequenceSuggestions(record->plan());
    for (std::size_t i = 0; i < std::min(suggestions.size(), most); ++i) {
        auto *button = new QPushButton(suggestions[i].title, this);
        connect(button, &QPushButton::clicked, this,
                [this, instances = suggestions[i].instances] { chooseInstances(instances); });
        m_suggestions->addWidget(button, 0, Qt::AlignHCenter);
    }
}

} // namespace bayplan
