// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell_view.h"

#include <QLabel>
#include <QStackedLayout>
#include <QTabWidget>

namespace bayplan {

ShellView::ShellView(QWidget *parent) : QWidget(parent), m_stack(new QStackedLayout(this)), m_tabs(new QTabWidget(this))
{
    auto *empty = new QLabel(tr("A shell in a container: right-click a deployed container, in the drawing or in the "
                                "list, and choose Shell."),
                             this);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Shells in containers"));
    m_stack->addWidget(empty);
    m_stack->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, [this](int index) {
        delete m_tabs->widget(index);
        refresh();
    });
}

void ShellView::refresh()
{
    m_stack->setCurrentIndex(m_tabs->count() > 0 ? 1 : 0);
}

ShellConsole *ShellView::open(const std::string &engineUrl, const std::string &deployment, const std::string &instance)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *console = static_cast<ShellConsole *>(m_tabs->widget(i));
        if (console->instance() == QString::fromStdString(instance) && !console->isOver()) {
            m_tabs->setCurrentIndex(i);
            console->setFocus();
            return console;
        }
    }
    ExecWhat what;
    what.engineUrl = engineUrl;
    what.deployment = deployment;
    what.instance = instance;
    auto *console = new ShellConsole(std::move(what), m_start, m_tabs);
    m_tabs->setCurrentIndex(m_tabs->addTab(console, QString::fromStdString(instance)));
    refresh();
    console->setFocus();
    return console;
}

ShellConsole *ShellView::current() const
{
    return static_cast<ShellConsole *>(m_tabs->currentWidget());
}

int ShellView::count() const
{
    return m_tabs->count();
}

} // namespace bayplan
