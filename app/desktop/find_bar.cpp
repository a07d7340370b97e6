// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/find_bar.h"

#include "app/desktop/canvas_scene.h"
#include "app/desktop/canvas_view.h"
#include "app/desktop/find_query.h"
#include "app/desktop/icons.h"
#include "app/desktop/sentences.h"
#include "app/desktop/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace bayplan {

FindBar::FindBar(DocumentSession &document, Selection &selection, CanvasScene &scene, CanvasView &view)
    : QFrame(&view), m_document(document), m_selection(selection), m_scene(scene), m_view(view),
      m_field(new QLineEdit(this)), m_count(new QLabel(this)), m_hides(new QCheckBox(tr("Hide &others"), this))
{
    setObjectName(QStringLiteral("findBar"));
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    hide();
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setPlaceholderText(tr("Find: web kind:load -pod:test error:"));
    m_field->setAccessibleName(tr("Find in the drawing"));
    m_field->setToolTip(tr("Words that all must match. name:, kind:, image: and pod: look there only, error: finds "
                           "what has problems, -word leaves out."));
    m_field->setClearButtonEnabled(true);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setWordWrap(true);
    m_hides->setObjectName(QStringLiteral("findHides"));
    m_field->installEventFilter(this);
    m_hides->installEventFilter(this);
    const auto button = [this](const char *icon, const QString &text, auto slot) {
        auto *tool = new QToolButton(this);
        tool->setIcon(themedIcon(QLatin1String(icon)));
        tool->setAutoRaise(true);
        tool->setToolTip(text);
        tool->setAccessibleName(text);
        tool->installEventFilter(this);
        connect(tool, &QToolButton::clicked, this, slot);
        return tool;
    };
    auto *before = button("", tr("Previous hit (Shift+F3)"), [this] { go(-1); });
    before->setArrowType(Qt::UpArrow);
    auto *next = button("", tr("Next hit (F3)"), [this] { go(1); });
    next->setArrowType(Qt::DownArrow);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(before);
    row->addWidget(next);
    row->addWidget(m_hides);
    row->addWidget(button("close", tr("Close (Esc)"), [this] { close(); }));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(3);
    column->addLayout(row);
    column->addWidget(m_count);
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(0);
    connect(&m_searchTimer, &QTimer::timeout, this, &FindBar::search);
    const auto later = [this] {
        if (isVisible()) {
            m_searchTimer.start(); // once for all edits of a gesture's step
        }
    };
    connect(&document, &DocumentSession::changed, this, later);
    connect(&document, &DocumentSession::problemsChanged, this, later);
    connect(&document, &DocumentSession::reset, this, later);
    connect(&Theme::instance(), &Theme::changed, this, later);
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        m_at = -1;
        search();
    });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) {
            search(); // by the button in the field
        }
    });
    connect(m_hides, &QCheckBox::toggled, this, &FindBar::dim);
    const auto shortcut = [&](const QKeySequence &keys, int step) {
        auto *key = new QShortcut(keys, view.window());
        connect(key, &QShortcut::activated, this, [this, step] {
            if (isVisible()) {
                go(step);
            }
        });
    };
    shortcut(QKeySequence(Qt::Key_F3), 1);
    shortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), -1);
    view.installEventFilter(this);
}

void FindBar::open()
{
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    search();
}

void FindBar::close()
{
    m_searchTimer.stop();
    hide();
    m_scene.setDimmed({});
    m_view.setFocus(Qt::OtherFocusReason);
}

void FindBar::search()
{
    const auto query = parseFindQuery(m_field->text());
    const auto current = m_at >= 0 && m_at < int(m_hits.size()) ? m_hits[std::size_t(m_at)] : ElementId();
    m_hits = query ? findElements(*query, m_document.topology(), m_document.problems()) : std::vector<ElementId>();
    const auto found = std::find(m_hits.begin(), m_hits.end(), current);
    m_at = current.empty() || found == m_hits.end() ? -1 : int(found - m_hits.begin());
    showCount(query ? QString() : sentences(query.error()));
    dim();
}

void FindBar::showCount(const QString &refusal)
{
    const auto &c = colours();
    const bool nothing = !m_field->text().trimmed().isEmpty() && m_hits.empty();
    m_count->setStyleSheet(
        QStringLiteral("color: %1;").arg((!refusal.isEmpty() || nothing ? c.error : c.dimText).name()));
    m_count->setText(!refusal.isEmpty()                    ? refusal
                     : m_field->text().trimmed().isEmpty() ? tr("Enter and F3 go to the next hit, Shift+F3 back.")
                     : nothing                             ? tr("Nothing matches.")
                     : m_at < 0                            ? tr("%n hit(s)", nullptr, int(m_hits.size()))
                                                           : tr("%1 of %2").arg(m_at + 1).arg(m_hits.size()));
    place();
}

void FindBar::go(int step)
{
    if (m_searchTimer.isActive()) {
        m_searchTimer.stop();
        search();
    }
    if (m_hits.empty()) {
        return;
    }
    const int count = int(m_hits.size());
    m_at = m_at < 0 ? (step > 0 ? 0 : count - 1) : (m_at + step + count) % count;
    const auto &id = m_hits[std::size_t(m_at)];
    m_selection.show(id);
    if (const auto *item = m_scene.itemOf(id)) {
        m_view.centerOn(item->sceneBoundingRect().center());
    }
    showCount();
}

void FindBar::dim()
{
    std::set<ElementId> others;
    if (isVisible() && m_hides->isChecked() && !m_field->text().trimmed().isEmpty()) {
        const std::set<ElementId> hits(m_hits.begin(), m_hits.end());
        for (const auto &id : m_scene.shownIds()) {
            if (!hits.contains(id)) {
                others.insert(others.end(), id);
            }
        }
    }
    m_scene.setDimmed(others);
}

void FindBar::place()
{
    const int width = std::min(520, m_view.width() - 24);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry((m_view.width() - width) / 2, 8, width, height);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_view) {
        if (event->type() == QEvent::Resize && isVisible()) {
            place();
        }
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (watched == m_field && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            go(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace bayplan
