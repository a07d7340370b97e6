// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/link_matching.h"

#include "app/desktop/canvas_edits.h"
#include "app/desktop/element_facts.h"
#include "app/desktop/icons.h"
#include "app/desktop/linkable_pair.h"
#include "engine/base/translatable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bayplan {

namespace {

constexpr int shownRefusals = 4;
constexpr int matchBarWidth = 560;

/// Read once for all names that are held against it.
class NamePattern {
public:
    explicit NamePattern(const QString &pattern) : m_isEmpty(pattern.trimmed().isEmpty())
    {
        auto expression = QRegularExpression::escape(pattern.trimmed());
        expression.replace(QStringLiteral("\\*"), QStringLiteral(".*"))
            .replace(QStringLiteral("\\?"), QStringLiteral("."));
        m_wanted = QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                      QRegularExpression::CaseInsensitiveOption);
    }

    bool matches(const QString &pod, const QString &container) const
    {
        return !m_isEmpty && (m_wanted.match(container).hasMatch() || m_wanted.match(pod).hasMatch() ||
                              m_wanted.match(pod + QLatin1Char('/') + container).hasMatch());
    }

private:
    bool m_isEmpty;
    QRegularExpression m_wanted;
};

/// As freshId() gives them, without counting anew for each of thousands.
ElementId unusedLinkId(const Topology &topology, std::size_t &number)
{
    ElementId id;
    do {
        id = "link-" + std::to_string(++number);
    } while (contains(topology, id));
    return id;
}

} // namespace

bool matchesName(const QString &pattern, const QString &pod, const QString &container)
{
    return NamePattern(pattern).matches(pod, container);
}

MatchedLinks linkMatching(const Topology &topology, const Endpoint &start, const QString &pattern)
{
    MatchedLinks matched;
    const NamePattern names(pattern);
    LinkablePair pair(topology, start.container);
    std::size_t number = 0;
    for (const auto &[id, container] : topology.containers) {
        const auto pod = topology.pods.find(container.pod);
        const auto podName = pod == topology.pods.end() ? std::string() : pod->second.name;
        if (id == start.container ||
            !names.matches(QString::fromStdString(podName), QString::fromStdString(container.name))) {
            continue;
        }
        ++matched.matching;
        std::string reason;
        const auto &two = pair.with(id);
        const auto port = fittingPort(two, start, id, &reason);
        if (!port) {
            matched.refusals << QStringLiteral("%1: %2").arg(nameOf(topology, id), QString::fromStdString(reason));
            continue;
        }
        const auto ends = inOrder(two, start, {id, *port});
        const Link link{unusedLinkId(topology, number), ends.from, ends.to, {}, {}};
        pair.add(link);
        matched.edit.slots.push_back(Slot<Link>{link.id, link});
        ++matched.links;
    }
    if (matched.links > 0) {
        matched.edit.label = QT_TRANSLATE_NOOP("phrase", "Link all matching");
    }
    return matched;
}

LinkMatchBar::LinkMatchBar(DocumentSession &document, const ElementId &container, QWidget *parent)
    : QFrame(parent), m_document(document), m_container(container), m_port(new QComboBox(this)),
      m_pattern(new QLineEdit(this)), m_link(new QPushButton(tr("Link"), this)), m_summary(new QLabel(this))
{
    setObjectName(QStringLiteral("linkMatchBar"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_NoMousePropagation); // the canvas lies under it
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    const auto *kind = kindOf(document.topology(), container);
    // Ports that call come first: that is what a pattern is typed for.
    for (const auto direction : {Direction::Out, Direction::In}) {
        for (const auto &port : kind == nullptr ? std::vector<PortInfo>() : kind->ports) {
            if (port.direction == direction) {
                const auto name = QString::fromStdString(port.name);
                m_port->addItem(direction == Direction::Out ? tr("%1 → (%2)").arg(name, protocolTitle(port.protocol))
                                                            : tr("→ %1 (%2)").arg(name, protocolTitle(port.protocol)),
                                name);
            }
        }
    }
    m_port->setAccessibleName(tr("Port"));
    m_pattern->setPlaceholderText(tr("Pattern of names, such as cache-*"));
    m_pattern->setAccessibleName(tr("Pattern of names"));
    m_pattern->setClearButtonEnabled(true);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_link->setAutoDefault(false);
    auto *close = new QToolButton(this);
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close"));
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(ownNameOf(document.topology(), container), this));
    row->addWidget(m_port);
    row->addWidget(m_pattern, 1);
    row->addWidget(m_link);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_summary);
    QFrame::connect(m_port, &QComboBox::currentIndexChanged, this, &LinkMatchBar::refresh);
    QFrame::connect(m_pattern, &QLineEdit::textChanged, this, &LinkMatchBar::refresh);
    QFrame::connect(m_pattern, &QLineEdit::returnPressed, this, &LinkMatchBar::take);
    QFrame::connect(m_link, &QPushButton::clicked, this, &LinkMatchBar::take);
    QFrame::connect(close, &QToolButton::clicked, this, &QWidget::close);
    QFrame::connect(&m_document, &DocumentSession::changed, this, &LinkMatchBar::refresh);
    QFrame::connect(&m_document, &DocumentSession::reset, this, &QWidget::close);
}

void LinkMatchBar::open()
{
    refresh();
    show();
    m_pattern->setFocus();
}

MatchedLinks LinkMatchBar::matched() const
{
    return linkMatching(m_document.topology(), {m_container, m_port->currentData().toString().toStdString()},
                        m_pattern->text());
}

void LinkMatchBar::refresh()
{
    if (!m_document.topology().containers.contains(m_container)) {
        close();
        return;
    }
    const auto found = matched();
    QString text;
    if (m_pattern->text().trimmed().isEmpty()) {
        text = tr("* stands for any letters, ? for one. Names of containers and of pods count.");
    } else if (found.matching == 0) {
        text = tr("No other container has such a name.");
    } else {
        QStringList lines{tr("%1 of %2 that match can be linked.").arg(found.links).arg(found.matching)};
        lines += found.refusals.mid(0, shownRefusals);
        if (const auto more = found.refusals.size() - shownRefusals; more > 0) {
            lines << tr("… and %n more that do not fit", nullptr, int(more));
        }
        text = lines.join(QLatin1Char('\n'));
    }
    m_summary->setText(text);
    m_link->setEnabled(found.links > 0);
    const int width = std::min(matchBarWidth, parentWidget()->width() - 16);
    resize(width, layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height());
    move((parentWidget()->width() - width) / 2, 8);
}

void LinkMatchBar::take()
{
    auto found = matched();
    if (found.links == 0 || !m_document.push(std::move(found.edit))) {
        return;
    }
    Q_EMIT linked(found.links);
    close();
}

void LinkMatchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        parentWidget()->setFocus();
    }
    event->accept(); // the canvas has a meaning of its own for Enter and others
}

} // namespace bayplan
