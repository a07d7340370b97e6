// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell_view.h"

#include "app/desktop/plain_tip.h"

#include <QLabel>
#include <QStackedLayout>
#include <QTabWidget>

namespace bayplan {

namespace {

bool isOfOneContainer(const ExecWhat &a, const ExecWhat &b)
{
    return a.engineUrl == b.engineUrl && a.deployment == b.deployment && a.instance == b.instance;
}

/// Containers of several deployments have the same names when their drawings do.
QString tabTitle(const ExecWhat &what, bool isElsewhereToo, bool isInOtherEngineToo)
{
    const QString instance = QString::fromStdString(what.instance),
                  deployment = QString::fromStdString(what.deployment);
    if (!isElsewhereToo)
        return instance;
    if (!isInOtherEngineToo || what.engineUrl.empty())
        return QStringLiteral("%1 (%2)").arg(instance, deployment);
    return QStringLiteral("%1 (%2, %3)").arg(instance, deployment, QString::fromStdString(what.engineUrl));
}

QString tabTip(const ExecWhat &what)
{
    const QString text = ShellView::tr("%1 of the deployment %2")
                             .arg(QString::fromStdString(what.instance), QString::fromStdString(what.deployment));
    return what.engineUrl.empty() ? text : text + QLatin1Char('\n') + QString::fromStdString(what.engineUrl);
}

} // namespace

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
    nameTabs();
}

void ShellView::nameTabs()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        const ExecWhat &what = consoleAt(i)->what();
        bool isElsewhereToo = false, isInOtherEngineToo = false;
        for (int other = 0; other < m_tabs->count(); ++other) {
            const ExecWhat &beside = consoleAt(other)->what();
            if (beside.instance != what.instance || isOfOneContainer(beside, what))
                continue;
            isElsewhereToo = true;
            isInOtherEngineToo = isInOtherEngineToo || beside.deployment == what.deployment;
        }
        m_tabs->setTabText(i, tabTitle(what, isElsewhereToo, isInOtherEngineToo));
        m_tabs->setTabToolTip(i, plainTip(tabTip(what)));
    }
}

ShellConsole *ShellView::consoleAt(int index) const
{
    return static_cast<ShellConsole *>(m_tabs->widget(index));
}

ShellConsole *ShellView::open(const std::string &engineUrl, const std::string &deployment, const std::string &instance)
{
    ExecWhat what;
    what.engineUrl = engineUrl;
    what.deployment = deployment;
    what.instance = instance;
    for (int i = 0; i < m_tabs->count(); ++i) {
        ShellConsole *console = consoleAt(i);
        if (isOfOneContainer(console->what(), what) && !console->isOver()) {
            m_tabs->setCurrentIndex(i);
            console->setFocus();
            return console;
        }
    }
    auto *console = new ShellConsole(std::move(what), m_start, m_tabs);
    m_tabs->setCurrentIndex(m_tabs->addTab(console, QString()));
    refresh();
    console->setFocus();
    return console;
}

ShellConsole *ShellView::current() const
{
    return consoleAt(m_tabs->currentIndex());
}

int ShellView::count() const
{
    return m_tabs->count();
}

} // namespace bayplan
