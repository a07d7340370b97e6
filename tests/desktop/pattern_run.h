// SPDX-License-Identifier: GPL-3.0-or-later
// Real simulated runs of the examples for tests of the views of patterns.
#pragma once

#include "app/desktop/icons.h"
#include "app/desktop/run_session.h"
#include "app/desktop/theme.h"
#include "engine/model/document_file.h"
#include "engine/plan/plan.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>
#include <string>

namespace bayplan {

inline Topology exampleTopology(const std::string &name)
{
    auto document = loadDocument(std::string(BAYPLAN_SOURCE_DIR) + "/resources/examples/" + name + ".bayplan.json");
    return document.value().topology;
}

/// Of an example, changed by the test before it is lowered. The drawing may be changed later, as a person would.
struct PatternRun {
    explicit PatternRun(Topology drawn) : topology(std::move(drawn))
    {
        initialiseResources();
        Theme::instance().apply(Theme::Mode::Light);
        session.setPlanSource([this] { return lower(topology); });
    }
    explicit PatternRun(const std::string &example) : PatternRun(exampleTopology(example)) {}

    /// As fast as it goes, to the end.
    void toTheEnd(Duration duration = Duration(0))
    {
        SimulatorOptions options;
        options.speed = 0;
        options.duration = duration;
        const QSignalSpy finished(&session, &RunSession::finished); // when all is in the history
        session.simulate(lower(topology).value(), options);
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 120'000);
    }

    InstanceIndex index(const std::string &instance) const
    {
        return instancesNamed(session.record()->plan(), instance).front();
    }
    template <class State>
    State state(const std::string &instance) const
    {
        return std::get<State>(session.snapshot()->instances[index(instance)].machine.pattern);
    }

    Topology topology;
    RunSession session;
};

} // namespace bayplan
