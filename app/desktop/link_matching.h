// SPDX-License-Identifier: GPL-3.0-or-later
// Many links at once: from one port to every container whose name matches a pattern.
#pragma once

#include "app/desktop/document_session.h"

#include <QFrame>
#include <QString>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace bayplan {

struct MatchedLinks {
    Edit edit;            ///< all of them as one step
    int matching = 0;     ///< containers with such a name, the start aside
    int links = 0;        ///< that can be made
    QStringList refusals; ///< "pod / container: why not"
};

/// Whether a name matches: `*` stands for any letters, `?` for one, capitals do not count. The pattern is held against
/// the container's name, its pod's, and "pod/container".
bool matchesName(const QString &pattern, const QString &pod, const QString &container);

/// What linking `start` with everything that matches would do. An empty pattern matches nothing.
MatchedLinks linkMatching(const Topology &topology, const Endpoint &start, const QString &pattern);

/// A line at the top of the canvas: choose the port, type a pattern, read what would be linked, Enter.
class LinkMatchBar : public QFrame {
    Q_OBJECT
public:
    LinkMatchBar(DocumentSession &document, const ElementId &container, QWidget *parent);

    void open();

Q_SIGNALS:
    void linked(int links);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void take();
    MatchedLinks matched() const;

    DocumentSession &m_document;
    ElementId m_container;
    QComboBox *m_port;
    QLineEdit *m_pattern;
    QPushButton *m_link;
    QLabel *m_summary;
};

} // namespace bayplan
