// SPDX-License-Identifier: GPL-3.0-or-later
// What a port looks like: a shape and a colour for what is spoken there, and for the part it has in a pattern. A matter
// of drawing alone: which ports may be joined is the catalog's.
#pragma once

#include "engine/model/catalog.h"

#include <QPointF>
#include <QString>

class QPainter;

namespace bayplan {

enum class PortLook { Http, Memcache, Queue, Tcp, Any, Election, Scatter };

/// `isScattered`: a scatter root sends its requests there.
PortLook portLook(const KindInfo &kind, const PortInfo &port, bool isScattered);

/// As a shape and colour; filled when a link ends there.
void paintPort(QPainter &painter, QPointF centre, PortLook look, bool filled, double radius);

/// "Election: instances agree on who leads. Spoken: HTTP." for tool tips.
QString portLegend(const PortInfo &port, PortLook look);

} // namespace bayplan
