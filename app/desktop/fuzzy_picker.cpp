// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fuzzy_picker.h"

#include "app/desktop/icons.h"
#include "app/desktop/plain_tip.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace bayplan {

namespace {

constexpr std::size_t mostListed = 400; ///< nobody reads more, and ten thousand rows take longer than a key stroke

} // namespace

int fuzzyScore(const QString &pattern, const QString &text)
{
    if (pattern.trimmed().isEmpty()) {
        return 0; // nothing asked for: everything will do
    }
    int score = 0;
    qsizetype at = -1;
    for (const auto letter : pattern) {
        if (letter.isSpace()) {
            continue;
        }
        const auto found = text.indexOf(letter, at + 1, Qt::CaseInsensitive);
        if (found < 0) {
            return -1;
        }
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += found == at + 1 ? 6 : startsWord ? 4 : 1;
        at = found;
    }
    return score * 64 - int(std::min<qsizetype>(text.size(), 63));
}

FuzzyPicker::FuzzyPicker(const QString &placeholder, std::vector<PickerEntry> entries, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_entries(std::move(entries)), m_field(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("picker"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(StyledPanel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setFrameShape(NoFrame);
    m_list->setIconSize(QSize(18, 18));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(placeholder);
    connect(m_field, &QLineEdit::textChanged, this, &FuzzyPicker::filter);
    connect(m_list, &QListWidget::itemClicked, this, &FuzzyPicker::take);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item != nullptr && pointedAt && isVisible()) {
            pointedAt(item->data(Qt::UserRole).toString());
        }
    });
    filter();
}

void FuzzyPicker::open(QPoint screen)
{
    resize(420, 340);
    const auto *owner = parentWidget();
    const QRect area = owner != nullptr ? QRect(owner->mapToGlobal(QPoint(0, 0)), owner->size())
                                        : QApplication::primaryScreen()->availableGeometry();
    const int x = std::clamp(screen.x(), area.left(), std::max(area.left(), area.right() - width()));
    const int y = std::clamp(screen.y(), area.top(), std::max(area.top(), area.bottom() - height()));
    move(x, y);
    show();
    m_field->setFocus();
}

void FuzzyPicker::filter()
{
    std::vector<std::pair<int, const PickerEntry *>> found;
    for (const auto &entry : m_entries) {
        const auto pattern = m_field->text();
        const int byTitle = fuzzyScore(pattern, entry.title);
        const int byDetail = fuzzyScore(pattern, entry.detail);
        if (byTitle >= 0 || byDetail >= 0) {
            found.emplace_back(pattern.isEmpty() ? 0 : std::max(byTitle, byDetail / 2), &entry);
        }
    }
    const auto order = [](const auto &each) {
        return std::tuple(each.second->reason.isEmpty(), !each.second->isLast, each.first);
    };
    std::stable_sort(found.begin(), found.end(), [&](const auto &a, const auto &b) { return order(a) > order(b); });
    m_list->clear();
    const auto most = std::min(found.size(), mostListed);
    for (const auto &[score, entry] : std::vector(found.begin(), found.begin() + std::ptrdiff_t(most))) {
        const auto detail = entry->reason.isEmpty() ? entry->detail : entry->reason;
        auto *item = new QListWidgetItem(detail.isEmpty() ? entry->title
                                                          : QStringLiteral("%1   —   %2").arg(entry->title, detail));
        item->setIcon(themedIcon(entry->icon.isEmpty() ? QStringLiteral("command") : entry->icon));
        item->setData(Qt::UserRole, entry->key);
        item->setToolTip(plainTip(detail));
        if (!entry->reason.isEmpty()) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        }
        m_list->addItem(item);
    }
    const auto say = [this](const QString &sentence) {
        auto *item = new QListWidgetItem(sentence, m_list);
        item->setFlags(Qt::NoItemFlags);
    };
    if (found.empty()) {
        say(tr("Nothing matches."));
    } else if (most < found.size()) {
        say(tr("… and %n more: type letters of the name", nullptr, int(found.size() - most)));
    }
    m_list->setCurrentRow(0);
}

void FuzzyPicker::take()
{
    const auto *item = m_list->currentItem();
    if (item == nullptr || !item->flags().testFlag(Qt::ItemIsEnabled)) {
        return;
    }
    const auto key = item->data(Qt::UserRole).toString();
    const auto callback = taken;
    close();
    if (callback) {
        callback(key);
    }
}

bool FuzzyPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            take();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace bayplan
