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
void visitHead(V &visit, Telemetry &value)
{
    visit("instance", value.instance);
    visit("life", value.life);
    visit("unixNanoseconds", value.unixNanoseconds);
    visit("events", value.events);
}

template <class V>
void visitFields(V &visit, Telemetry &value)
{
    visitHead(visit, value);
    visit("state", value.state);
}

namespace {

Result<Telemetry> withInstance(Result<Telemetry> telemetry)
{
    if (telemetry && telemetry->instance.empty())
        return fail(ErrorCode::InvalidInput, "The instance is missing.", {}, {{}, 0, 0, "/instance"});
    return telemetry;
}

} // namespace

std::string writeTelemetry(const Telemetry &telemetry)
{
    return json::toText(json::toJson(telemetry));
}

Result<Telemetry> readTelemetry(std::string_view line)
{
    return withInstance(json::read<Telemetry>(line, telemetryLimitBytes));
}

Result<Telemetry> readTelemetryHead(std::string_view line)
{
    json::Json object;
    if (const auto error = json::parse(line, telemetryLimitBytes, object))
        return *error;
    Telemetry telemetry;
    json::Problem problem;
    json::Reader reader(object, {}, problem);
    visitHead(reader, telemetry);
    if (problem.error)
        return *problem.error;
    return withInstance(std::move(telemetry));
}

} // namespace bayplan
