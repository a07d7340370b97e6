// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notice_bar.h"

#include "app/desktop/icons.h"
#include "app/desktop/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace bayplan {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_sentence(new QLabel(this)), m_choices(new QHBoxLayout)
{
    setObjectName(QStringLiteral("noticeBar"));
    setAccessibleName(tr("Notice"));
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(QStringLiteral("noticeText"));
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_choices);
    paintColours();
    connect(&Theme::instance(), &Theme::changed, this, &NoticeBar::paintColours);
    hide();
}

void NoticeBar::paintColours()
{
    const auto &c = colours();
    setStyleSheet(QStringLiteral("#noticeBar { background: %1; border: 0; border-bottom: 2px solid %2; }")
                      .arg(c.base.name(), c.warning.name()));
    m_icon->setPixmap(themedIcon(QStringLiteral("warning")).pixmap(18, 18));
}

void NoticeBar::say(const QString &topic, const QString &sentence, std::vector<Choice> choices)
{
    m_topic = topic;
    m_sentence->setText(sentence);
    while (auto *item = m_choices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater(); // it may be the one that was pressed
        delete item;
    }
    for (auto &choice : choices) {
        auto *button = new QPushButton(choice.text, this);
        button->setObjectName(choice.name);
        connect(button, &QPushButton::clicked, this, [this, act = std::move(choice.act)] {
            const auto doIt = act; // the button may go with what it does
            dismiss();
            if (doIt) {
                doIt();
            }
        });
        m_choices->addWidget(button);
    }
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::dismiss(const QString &topic)
{
    if (topic.isEmpty() || topic == m_topic) {
        m_topic.clear();
        hide();
    }
}

QString NoticeBar::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

} // namespace bayplan
