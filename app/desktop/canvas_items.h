// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted on the canvas. Items hold copies of what they show and ids; the scene refreshes them by ids.
#pragma once

#include "app/desktop/live_figures.h"
#include "engine/model/catalog.h"
#include "engine/model/topology.h"
#include "engine/model/validate.h"

#include <QGraphicsItem>
#include <QString>
#include <QTextDocument>

#include <optional>
#include <set>
#include <string>

namespace bayplan {

class CanvasItem : public QGraphicsItem {
public:
    explicit CanvasItem(ElementId id);

    const ElementId &id() const { return m_id; }

    /// What a person would say: "Container app in pod web".
    virtual QString spokenName() const = 0;

    /// Sentence and severity of the worst problem; empty sentence for none.
    void setProblem(std::optional<Severity> severity, const QString &sentence);

    /// A gesture would act on it.
    void setHighlighted(bool highlighted);

protected:
    bool isHighlighted() const { return m_highlighted; }
    void paintProblemMark(QPainter &painter, QPointF centre) const;
    std::optional<Severity> problem() const { return m_problem; }

private:
    ElementId m_id;
    std::optional<Severity> m_problem;
    bool m_highlighted = false;
};

class PodItem : public CanvasItem {
public:
    enum { Type = UserType + 1 };
    explicit PodItem(const ElementId &id) : CanvasItem(id) { setZValue(0); }
    int type() const override { return Type; }
    QRectF frame() const { return {pos(), m_size}; }

    void show(const Topology &topology, const Pod &pod);
    void setLive(int alive, int replicas, bool shown);

    QString spokenName() const override;
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintTitle(QPainter &painter) const;

    QString m_name;
    std::int64_t m_replicas = 1;
    QSizeF m_size;
    bool m_empty = true;
    bool m_liveShown = false;
    int m_alive = 0, m_liveReplicas = 0;
    bool m_locked = false;
};

class ContainerItem : public CanvasItem {
public:
    enum { Type = UserType + 2 };
    explicit ContainerItem(const ElementId &id) : CanvasItem(id) { setZValue(2); }
    int type() const override { return Type; }

    void show(const Topology &topology, const Container &container);
    /// Nothing takes the figures away.
    void setLive(const LiveCard *live, bool deployed);
    void setConnectedPorts(std::set<std::string> ports);
    /// Ports that the link being drawn may end at; nothing while none is drawn.
    void setOfferedPorts(std::optional<std::set<std::string>> ports);

    /// The port within reach of a point in the item's coordinates; nullptr when there is none.
    const PortInfo *portAt(QPointF position) const;
    QPointF portScenePosition(const std::string &port) const;
    const KindInfo *kind() const { return m_kind; }

    QString spokenName() const override;
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintBody(QPainter &painter) const;
    void paintTexts(QPainter &painter) const;
    void paintLive(QPainter &painter) const;
    void paintPorts(QPainter &painter) const;
    QString statusText() const;

    const KindInfo *m_kind = nullptr;
    QString m_name, m_summary, m_podName, m_kindTitle, m_icon, m_portText;
    std::set<std::string> m_connected;
    std::optional<std::set<std::string>> m_offered;
    std::optional<LiveCard> m_live;
    bool m_deployed = false;
};

class NoteItem : public CanvasItem {
public:
    enum { Type = UserType + 4 };
    explicit NoteItem(const ElementId &id);
    int type() const override { return Type; }

    void show(const Note &note);
    QRectF frame() const { return {pos(), m_size}; }

    QString spokenName() const override;
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    QString m_text;
    QTextDocument m_document;
    QSizeF m_size;
};

/// A port as a shape and colour that say its protocol.
void paintPort(QPainter &painter, QPointF centre, Protocol protocol, bool filled, double radius);

} // namespace bayplan
