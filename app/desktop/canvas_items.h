// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted on the canvas. Items hold copies of what they show and ids; the scene refreshes them by ids.
#pragma once

#include "app/desktop/canvas_text.h"
#include "app/desktop/deploy_mark.h"
#include "app/desktop/drawing_index.h"
#include "app/desktop/flat_drawing.h"
#include "app/desktop/live_figures.h"
#include "app/desktop/port_look.h"
#include "app/desktop/sealed_document.h"
#include "engine/model/catalog.h"
#include "engine/model/topology.h"
#include "engine/model/validate.h"

#include <QFontMetricsF>
#include <QGraphicsItem>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

/// What lies over what among pods that lie equally high: frame, links, cards, and over their edges the labels of links.
inline constexpr double linkPlane = 1;
inline constexpr double cardPlane = 3;
inline constexpr double labelPlane = 3.4;
inline constexpr double planesOfRank = 4; ///< a pod that lies higher

class CanvasItem : public QGraphicsItem {
public:
    explicit CanvasItem(ElementId id);

    const ElementId &id() const { return m_id; }

    /// What a person would say: "Container app in pod web".
    virtual QString spokenName() const = 0;

    /// Sentence and severity of the worst problem; empty sentence for none. Thousands are set at once: the sentence is
    /// put into the user's language when it is asked for.
    void setProblem(std::optional<Severity> severity, const Phrase &sentence);

    /// What is wrong with it, and how it differs from what is deployed; empty for nothing.
    QString help() const;

    /// How it differs from what is deployed; the sentence joins the help.
    void setDeployMark(const DeployMark &mark);
    const DeployMark &deployMark() const { return m_deployMark; }

    /// A gesture would act on it.
    void setHighlighted(bool highlighted);

    /// Where it keeps what it is from afar up to date.
    void setFlat(FlatDrawing *flat);
    void flatten();

    /// Of the scene's figures that it shows; it is told those only when somebody looks.
    std::uint64_t shownRevision() const { return m_shownRevision; }
    void setShownRevision(std::uint64_t revision) { m_shownRevision = revision; }

protected:
    /// An empty one for what is not seen from afar.
    virtual FlatShape flatShape() const { return {}; }
    FlatLook flatLook(FlatLook usual) const;
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;
    bool isHighlighted() const { return m_highlighted; }
    void paintProblemMark(QPainter &painter, QPointF centre) const;
    void paintDeployMark(QPainter &painter, QPointF centre) const;
    std::optional<Severity> problem() const { return m_problem; }

private:
    ElementId m_id;
    std::optional<Severity> m_problem;
    Phrase m_problemSentence;
    DeployMark m_deployMark;
    FlatDrawing *m_flat = nullptr;
    std::uint64_t m_shownRevision = 0;
    bool m_highlighted = false;
};

/// Of what is drawn while something is done, over all elements.
inline constexpr double overAll = 1e9;

/// Below it texts would not be read.
inline constexpr double textLod = 0.4;
/// And below this those under the names, which are smaller.
inline constexpr double smallTextLod = 0.55;

/// An icon as paintIcon() draws it, from a store of pictures: there are hundreds on a screen.
void paintStoredIcon(QPainter &painter, const QString &name, const QRectF &target, const QColor &colour);

/// One replica of a pod in the list under its cards.
struct PodRow {
    QString name;
    QString state; ///< empty at rest
    bool isWell = true;
    bool operator==(const PodRow &) const = default;
};

/// What a click on a pod's title may mean.
enum class PodPart { None, Collapse, Replicas };

class PodItem : public CanvasItem {
public:
    enum { Type = UserType + 1 };
    explicit PodItem(const ElementId &id) : CanvasItem(id) {}
    int type() const override { return Type; }
    QRectF frame() const { return {pos(), m_size}; }

    void show(const Topology &topology, const DrawingIndex &index, const Pod &pod);
    void setLive(int alive, int replicas, bool shown);
    /// Of the containers in it, shown while it is collapsed.
    void setInnerProblem(std::optional<Severity> severity);
    /// The list under the cards; empty for none.
    void setRows(std::vector<PodRow> rows);
    const std::vector<PodRow> &rows() const { return m_rows; }
    bool isCollapsedPod() const { return m_collapsed; }
    std::int64_t replicas() const { return m_replicas; }
    const QString &name() const { return m_name; }

    /// In the item's coordinates.
    PodPart partAt(QPointF position) const;
    QRectF partRect(PodPart part) const;

    QString spokenName() const override;
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    FlatShape flatShape() const override;

private:
    void paintTitle(QPainter &painter) const;
    void paintCollapsed(QPainter &painter) const;
    void paintChip(QPainter &painter) const;
    void paintCollapseButton(QPainter &painter) const;
    void paintRows(QPainter &painter) const;
    QString chipText() const;
    QSizeF rowsSize() const;

    QString m_name;
    std::int64_t m_replicas = 1;
    int m_cards = 0;
    QSizeF m_size; ///< rows included
    bool m_empty = true;
    bool m_collapsed = false;
    std::optional<Severity> m_inner;
    std::vector<PodRow> m_rows;
    mutable FittedText m_titleText, m_farName;
    bool m_liveShown = false;
    int m_alive = 0, m_liveReplicas = 0;
    bool m_locked = false;
};

class ContainerItem : public CanvasItem {
public:
    enum { Type = UserType + 2 };
    explicit ContainerItem(const ElementId &id) : CanvasItem(id) {}
    int type() const override { return Type; }

    void show(const Topology &topology, const DrawingIndex &index, const Container &container);
    /// The port that it will serve; `aside` when that is not its kind's default because another one of the pod has it.
    void setMainPort(std::int64_t port, bool aside);
    /// Nothing takes the figures away.
    void setLive(const LiveCard *live, bool deployed);
    /// `scattered`: those that a scatter root sends to.
    void setConnectedPorts(std::set<std::string> ports, std::set<std::string> scattered);
    bool isConnected(const std::string &port) const { return m_connected.contains(port); }
    /// Ports that the link being drawn may end at; nothing while none is drawn.
    void setOfferedPorts(std::optional<std::set<std::string>> ports);

    /// The port within reach of a point in the item's coordinates; nullptr when there is none.
    const PortInfo *portAt(QPointF position) const;
    QPointF portScenePosition(const std::string &port) const;
    const KindInfo *kind() const { return m_kind; }
    /// What a port, the volume mark or the card itself says when the cursor rests there; empty for nothing.
    QString helpAt(QPointF position) const;
    const QStringList &mounts() const { return m_mounts; }
    QRectF volumeMark() const;
    QString kindLine() const;

    QString spokenName() const override;
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    FlatShape flatShape() const override;

private:
    void paintBody(QPainter &painter) const;
    void paintTexts(QPainter &painter, bool smallOnesToo) const;
    void paintLive(QPainter &painter) const;
    void paintLiveFromAfar(QPainter &painter, double lod) const;
    void paintState(QPainter &painter, QPointF centre, double radius) const;
    void paintUtilisation(QPainter &painter, const QRectF &track) const;
    void paintPorts(QPainter &painter) const;
    QStringList statusParts() const;
    QString statusText(const QFontMetricsF &metrics, double width) const;
    QString liveHelp() const;
    /// From the card's right edge to the name: state, crown, fault, restarts.
    double badgesWidth() const;

    const KindInfo *m_kind = nullptr;
    QString m_name, m_summary, m_podName, m_kindTitle, m_icon, m_portText;
    bool m_isPortAside = false;
    QStringList m_mounts;
    std::set<std::string> m_connected, m_scattered;
    std::optional<std::set<std::string>> m_offered;
    mutable FittedText m_nameText, m_farName, m_summaryText, m_lineText;
    std::optional<LiveCard> m_live;
    bool m_deployed = false;
};

class NoteItem : public CanvasItem {
public:
    enum { Type = UserType + 4 };
    explicit NoteItem(const ElementId &id);
    int type() const override { return Type; }

    void show(const Note &note);
    /// The corner that is dragged to make it larger, in the item's coordinates.
    QRectF grip() const;
    QRectF frame() const { return {pos(), m_size}; }

    QString spokenName() const override;
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    FlatShape flatShape() const override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    QString m_text;
    SealedDocument m_document;
    QSizeF m_size;
};

} // namespace bayplan
