// SPDX-License-Identifier: Apache-2.0
#include "engine/wire/telemetry.h"

#include "engine/wire/state_fields.h"

namespace bayplan {

template <class V>
void visitFields(V &visit, TelemetryEvent &value)
{
    visit("sequence", value.sequence);
    visit("unixNanoseconds", value.unixNanoseconds);
    visit("kind", value.kind);
    visit("text", value.text);
}

template <class V>
void visitFields(V &visit, Telemetry &value)
{
    visit("instance", value.instance);
    visit("life", value.life);
    visit("unixNanoseconds", value.unixNanoseconds);
    visit("state", value.state);
    visit("events", value.events);
}

std::string writeTelemetry(const Telemetry &telemetry)
{
    return json::toText(json::toJson(telemetry));
}

Result<Telemetry> readTelemetry(std::string_view line)
{
    auto telemetry = json::read<Telemetry>(line, telemetryLimitBytes);
    if (telemetry && telemetry->instance.empty())
        return fail(ErrorCode::InvalidInput, "The instance is missing.", {}, {{}, 0, 0, "/instance"});
    return telemetry;
}

} // namespace bayplan
