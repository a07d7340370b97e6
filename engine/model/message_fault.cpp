// SPDX-License-Identifier: Apache-2.0
// What a person does to one message of a run: by hand in the sequence chart, or in a document.
#include "engine/base/translatable.h"
#include "engine/model/catalog_kinds.h"

namespace bayplan {

KindInfo messageFault()
{
    return {.key = "fault.message",
            .title = QT_TRANSLATE_NOOP("catalog", "One message"),
            .group = KindGroup::Fault,
            .help = QT_TRANSLATE_NOOP(
                "catalog", "Lays hands on one message that is on its way to the target at that time. Its number is its "
                           "place in the history of the run, as the sequence chart shows it. In the simulator only."),
            .icon = "fault",
            .ports = {},
            .params = {{.key = "at",
                        .title = QT_TRANSLATE_NOOP("catalog", "At"),
                        .type = ParamType::Duration,
                        .defaultValue = std::string("10s"),
                        .least = 0,
                        .greatest = 31536000,
                        .help = QT_TRANSLATE_NOOP("catalog", "Since the start of the run."),
                        .group = QT_TRANSLATE_NOOP("catalog", "Time")},
                       {.key = "number",
                        .title = QT_TRANSLATE_NOOP("catalog", "Number"),
                        .type = ParamType::Integer,
                        .defaultValue = std::int64_t{1},
                        .least = 1,
                        .greatest = 1e15,
                        .help = QT_TRANSLATE_NOOP("catalog", "Of the message, among all that were sent in the run."),
                        .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                       {.key = "how",
                        .title = QT_TRANSLATE_NOOP("catalog", "How"),
                        .type = ParamType::Choice,
                        .defaultValue = std::string("drop"),
                        .choices = {"drop", "delay", "duplicate", "deliver"},
                        .help = QT_TRANSLATE_NOOP(
                            "catalog", "drop: it never arrives; delay: it arrives later; duplicate: it arrives twice; "
                                       "deliver: it arrives at once."),
                        .group = QT_TRANSLATE_NOOP("catalog", "Network")},
                       {.key = "by",
                        .title = QT_TRANSLATE_NOOP("catalog", "By"),
                        .type = ParamType::Duration,
                        .defaultValue = std::string("100ms"),
                        .least = 0,
                        .greatest = 31536000,
                        .help = QT_TRANSLATE_NOOP("catalog", "How much later it arrives, or the second of two."),
                        .group = QT_TRANSLATE_NOOP("catalog", "Network")}}};
}

} // namespace bayplan
