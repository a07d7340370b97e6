// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas shows of a run on top of the drawing, by id of the topology's elements.
#pragma once

#include "engine/model/topology.h"

#include <QString>

#include <map>
#include <vector>

namespace bayplan {

struct LiveCard {
    int replicas = 0;
    int alive = 0;
    int paused = 0;
    bool hasFigures = false;
    double ratePerSecond = 0;
    double utilisation = -1; ///< 0 to 1; negative is unknown
    double queueDepth = -1;  ///< negative is unknown
    double p99Seconds = 0;   ///< the worst replica's; 0 is unknown
    int restarts = 0;        ///< of all replicas
    int faults = 0;          ///< that hit it now
    QString leader;          ///< instance with a valid lease, when this is an elector
    QString status;          ///< one line: "leader web-1, term 3", "12 ready, 2 reserved"
    QString note;            ///< the engine's word about an instance: "image missing: stand-in"
    bool operator==(const LiveCard &) const = default;
};

struct LiveLink {
    double ratePerSecond = 0; ///< answered
    double p50Seconds = 0;
    double p99Seconds = 0;
    double errorsPerSecond = 0;
    bool cut = false;      ///< no message gets through, one way or both
    bool degraded = false; ///< a fault makes it late, lossy or narrow
    bool operator==(const LiveLink &) const = default;
};

/// One instance of a pod with replicas.
struct LiveReplica {
    QString name;
    QString state; ///< "up", "down · leader"
    bool isWell = true;
};

struct LiveFigures {
    bool shown = false;
    bool deployed = false; ///< from an engine; else simulated
    std::map<ElementId, LiveCard> cards;
    std::map<ElementId, LiveLink> links;
    std::map<ElementId, std::vector<LiveReplica>> replicas; ///< by pod, where there is more than one
};

} // namespace bayplan
