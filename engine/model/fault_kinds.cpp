// SPDX-License-Identifier: Apache-2.0
#include "engine/model/catalog_kinds.h"
#include "engine/model/translatable.h"

namespace bayplan {
namespace {

KindInfo killFault()
{
    return {
        .key = "fault.kill",
        .title = QT_TRANSLATE_NOOP("catalog", "Kill"),
        .group = KindGroup::Fault,
        .help = QT_TRANSLATE_NOOP(
            "catalog",
            "Ends the target at once, without a chance to finish (SIGKILL); it is started again after the given time."),
        .icon = "fault",
        .ports = {},
        .params = {
            {.key = "at",
             .title = QT_TRANSLATE_NOOP("catalog", "At"),
             .type = ParamType::Duration,
             .defaultValue = std::string("10s"),
             .least = 0,
             .greatest = 31536000,
             .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
             .group = QT_TRANSLATE_NOOP("catalog", "Time")},
            {.key = "for",
             .title = QT_TRANSLATE_NOOP("catalog", "Down for"),
             .type = ParamType::Duration,
             .defaultValue = std::string("0s"),
             .least = 0,
             .greatest = 31536000,
             .help = QT_TRANSLATE_NOOP("catalog", "Until it is started again; 0: it stays down."),
             .group = QT_TRANSLATE_NOOP("catalog", "Time")},
        }};
}

KindInfo restartFault()
{
    return {.key = "fault.restart",
            .title = QT_TRANSLATE_NOOP("catalog", "Restart"),
            .group = KindGroup::Fault,
            .help = QT_TRANSLATE_NOOP("catalog", "Stops the target in good order, then starts it again."),
            .icon = "fault",
            .ports = {},
            .params = {
                {.key = "at",
                 .title = QT_TRANSLATE_NOOP("catalog", "At"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("10s"),
                 .least = 0,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Time")},
            }};
}

KindInfo pauseFault()
{
    return {.key = "fault.pause",
            .title = QT_TRANSLATE_NOOP("catalog", "Pause"),
            .group = KindGroup::Fault,
            .help = QT_TRANSLATE_NOOP(
                "catalog", "Freezes the target: it neither computes nor answers, and its connections stay open."),
            .icon = "fault",
            .ports = {},
            .params = {
                {.key = "at",
                 .title = QT_TRANSLATE_NOOP("catalog", "At"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("10s"),
                 .least = 0,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Time")},
                {.key = "for",
                 .title = QT_TRANSLATE_NOOP("catalog", "For"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("5s"),
                 .least = 0.001,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Until it goes on."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Time")},
            }};
}

KindInfo partitionFault()
{
    return {.key = "fault.partition",
            .title = QT_TRANSLATE_NOOP("catalog", "Partition"),
            .group = KindGroup::Fault,
            .help = QT_TRANSLATE_NOOP("catalog",
                                      "Cuts the target off: no message in or out of its pods, or over the link."),
            .icon = "fault",
            .ports = {},
            .params = {
                {.key = "at",
                 .title = QT_TRANSLATE_NOOP("catalog", "At"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("10s"),
                 .least = 0,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Time")},
                {.key = "for",
                 .title = QT_TRANSLATE_NOOP("catalog", "For"),
                 .type = ParamType::Duration,
                 .defaultValue = std::string("5s"),
                 .least = 0.001,
                 .greatest = 31536000,
                 .help = QT_TRANSLATE_NOOP("catalog", "Until it is healed."),
                 .group = QT_TRANSLATE_NOOP("catalog", "Time")},
            }};
}

} // namespace

std::vector<KindInfo> faultKinds()
{
    return {killFault(), restartFault(), pauseFault(), partitionFault()};
}

} // namespace bayplan
