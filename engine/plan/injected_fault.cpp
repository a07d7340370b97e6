// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/injected_fault.h"

#include "engine/base/translatable.h"
#include "engine/base/units.h"
#include "engine/model/catalog.h"
#include "engine/model/edit.h"
#include "engine/model/param_check.h"
#include "engine/plan/queue_order.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

constexpr const char *resumeKind = "resume";

bool isGenerator(const InstancePlan &instance)
{
    return instance.machine && std::holds_alternative<LoadConfig>(instance.machine->behaviour);
}

std::string faultNames()
{
    std::string names;
    for (const KindInfo &kind : catalog())
        if (kind.group == KindGroup::Fault)
            names += kind.key.substr(kind.key.find('.') + 1) + ", ";
    return names.substr(0, names.size() - 2);
}

Error unknownFault(const std::string &kind, Phrase advice)
{
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "There is no fault \"%1\"."), kind}, std::move(advice)});
}

/// Its time and its length are given in other ways.
bool isByName(const ParamInfo &param)
{
    return param.key != "at" && param.key != "for";
}

Error unknownParameter(const KindInfo &kind, const std::string &fault, const std::string &key)
{
    std::string names;
    for (const ParamInfo &param : kind.params)
        if (isByName(param))
            names += (names.empty() ? "" : ", ") + param.key;
    return fail(ErrorCode::InvalidInput,
                Told{{QT_TRANSLATE_NOOP("phrase", "The fault \"%1\" has no parameter \"%2\"."), fault, key},
                     names.empty() ? Phrase(QT_TRANSLATE_NOOP("phrase", "It has none."))
                                   : Phrase(QT_TRANSLATE_NOOP("phrase", "It has %1."), names)});
}

FaultPlan resumption(const Injection &injection)
{
    FaultPlan fault;
    fault.kind = resumeKind;
    fault.text = std::string(resumeKind) + ' ' + injection.target;
    if (const auto only = injection.params.find("fault"); only != injection.params.end())
        fault.how = only->second;
    return fault;
}

Result<FaultPlan> lowered(const Plan &plan, const Injection &injection)
{
    if (injection.kind == resumeKind)
        return resumption(injection);
    if (isQueueOrder(injection.kind))
        return queueOrderOf(injection);
    if (findKind("fault." + injection.kind) == nullptr)
        return unknownFault(
            injection.kind,
            {QT_TRANSLATE_NOOP("phrase", "There are %1, %2, and for the dead letters of a queue kick, discard."),
             faultNames(), std::string(resumeKind)});
    Topology scenario;
    const auto id = addToScenario(scenario, injection);
    if (!id)
        return id.error();
    FaultPlan fault = lowerFault(plan, scenario.faults.at(*id));
    fault.id.clear();
    if (lastsUntilResumed(injection.kind))
        fault.length = std::max(Duration(0), injection.length);
    return fault;
}

} // namespace

bool isByHandOnly(const std::string &kind)
{
    return kind == resumeKind || isQueueOrder(kind);
}

bool lastsUntilResumed(const std::string &kind)
{
    const KindInfo *info = findKind("fault." + kind);
    const ParamInfo *length = info == nullptr ? nullptr : findParam(*info, "for");
    return length != nullptr && length->least > 0; // where 0 is possible it means "for good"
}

Result<ElementId> addToScenario(Topology &topology, const Injection &injection)
{
    const KindInfo *kind = findKind("fault." + injection.kind);
    if (kind == nullptr)
        return unknownFault(injection.kind, {QT_TRANSLATE_NOOP("phrase", "There are %1."), faultNames()});
    ElementId id;
    apply(topology, addFault(topology, injection.kind, injection.target, &id));
    for (const auto &[key, text] : injection.params) {
        const ParamInfo *param = findParam(*kind, key);
        if (param == nullptr || !isByName(*param))
            return unknownParameter(*kind, injection.kind, key);
        auto value = valueIn(*param, text);
        if (!value)
            return fail(ErrorCode::InvalidInput,
                        Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is no value of \"%2\"."), text, key},
                             Phrase::from("catalog", param->help)});
        if (const auto done = changeParam(topology, id, key, std::move(*value)); !done)
            return done.error();
    }
    if (injection.length <= Duration(0))
        return id;
    if (findParam(*kind, "for") == nullptr)
        return fail(ErrorCode::InvalidInput,
                    Told{{QT_TRANSLATE_NOOP("phrase", "The fault \"%1\" has no length."), injection.kind}, {}});
    if (const auto done = changeParam(topology, id, "for", formatDuration(injection.length)); !done)
        return done.error();
    return id;
}

bool isEndedBy(const FaultPlan &fault, const FaultPlan &resumption)
{
    const bool goesOn = fault.kind != "kill" && fault.kind != "stop" && fault.kind != "roll";
    if (!goesOn || (!resumption.how.empty() && resumption.how != faultSubject(fault)))
        return false;
    const auto isShared = [](const auto &one, const auto &other) {
        return std::ranges::any_of(one, [&](const auto &hit) { return std::ranges::count(other, hit) > 0; });
    };
    return isShared(resumption.instances, fault.instances) || isShared(resumption.peers, fault.peers);
}

Result<FaultPlan> unaimedFault(const Injection &injection)
{
    return lowered(Plan(), injection);
}

Result<FaultPlan> faultOf(const Plan &plan, const Injection &injection)
{
    auto fault = lowered(plan, injection);
    if (!fault)
        return fault;
    if (isQueueOrder(injection.kind)) {
        fault->instances = queuesNamed(plan, injection.target);
        if (fault->instances.empty())
            return fail(
                ErrorCode::NotFound,
                Told{{QT_TRANSLATE_NOOP("phrase", "No work queue in this run is called \"%1\"."), injection.target},
                     QT_TRANSLATE_NOOP("phrase", "Name its pod (jobs) or its container (jobs/queue).")});
        return fault;
    }
    const bool isLoad = injection.kind == "load";
    const bool isResumption = injection.kind == resumeKind;
    if (isResumption) {
        fault->peers = callersOver(plan, injection.target);
        if (fault->peers.empty())
            fault->instances = instancesNamed(plan, injection.target);
    }
    if (isLoad)
        std::erase_if(fault->instances, [&](InstanceIndex index) { return !isGenerator(plan.instances[index]); });
    const KindInfo *kind = findKind("fault." + injection.kind);
    const bool overLinks = isResumption || injection.kind == "partition" || findParam(*kind, "direction") != nullptr;
    if (!overLinks)
        fault->peers.clear();
    if (fault->instances.empty() && fault->peers.empty())
        return fail(
            ErrorCode::NotFound,
            Told{isLoad
                     ? Phrase(QT_TRANSLATE_NOOP("phrase", "No load generator in this run is called \"%1\"."),
                              injection.target)
                     : Phrase(QT_TRANSLATE_NOOP("phrase", "Nothing in this run is called \"%1\"."), injection.target),
                 overLinks
                     ? Phrase(QT_TRANSLATE_NOOP("phrase", "Name a pod (web-0), a container (web-0/app) or a link."))
                     : Phrase(QT_TRANSLATE_NOOP("phrase", "Name a pod (web-0) or a container (web-0/app)."))});
    return fault;
}

} // namespace bayplan
