// SPDX-License-Identifier: Apache-2.0
// The two halves of a calibration and what they share. Included by calibrat*.cpp only.
#pragma once

#include "engine/model/catalog.h"
#include "engine/report/calibration.h"

#include <optional>

namespace bayplan {

/// What a proposal or a gap is about.
struct CalibrationSubject {
    std::string id, text, param;
};

class CalibrationMaker {
public:
    CalibrationMaker(const Topology &topology, const Plan &plan, const Report &measured)
        : m_topology(topology), m_plan(plan), m_measured(measured)
    {}

    Calibration make();

private:
    /// Requests of one container over the window, of one replication.
    struct Served {
        double received = 0, refused = 0, completed = 0, failed = 0;
    };

    void containers();
    void links();

    void station(const Container &container, const ContainerFigures &figures);
    void stationTime(const Container &container, const ContainerFigures &figures, const Served &served);
    void worker(const Container &container, const ContainerFigures &figures);
    void ambassador(const Container &container, const ContainerFigures &figures);
    void failures(const Container &container, const ContainerFigures &figures, const Served &served, bool isAlone);

    void link(const Link &link, const LinkFigures &figures);
    void delay(const Link &link, const LinkFigures &figures);
    void spread(const Link &link, const LinkFigures &figures, Duration way, double waySquared, double reliable);
    void loss(const Link &link, const LinkFigures &figures);

    void proposeDistribution(const CalibrationSubject &subject, const Distribution &drawn, const Distribution &found,
                             std::uint64_t samples, double relativeError, CalibrationQuality quality,
                             std::string method);
    void propose(const CalibrationSubject &subject, const Value &now, const Value &found, std::uint64_t samples,
                 bool differs, CalibrationQuality quality, std::string method);
    void gap(const CalibrationSubject &subject, std::string reason);

    Served servedBy(const ContainerFigures &figures) const;
    const ContainerFigures *figuresOf(const ElementId &container) const;
    const LinkFigures *figuresOfLink(const ElementId &link) const;
    std::vector<const Link *> callsOf(const ElementId &container) const; ///< that it makes
    std::vector<const Link *> callsTo(const ElementId &container) const; ///< that it gets
    const InstancePlan *instanceOf(const ElementId &container) const;
    bool goesThroughFront(const Link &link) const;
    std::string textOf(const Link &link) const;
    std::string textOf(const Container &container) const;
    /// Of what its image runs, or of what was never asked; nothing when there is something to go by.
    std::optional<std::string> whySilent(const Container &container, const ContainerFigures &figures) const;
    double windowSeconds() const;

    const Topology &m_topology;
    const Plan &m_plan;
    const Report &m_measured;
    Calibration m_result;
};

} // namespace bayplan
