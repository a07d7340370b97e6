// SPDX-License-Identifier: Apache-2.0
// Batches of log lines over HTTP: POST /lines with {"source", "firstOffset", "nextOffset", "lines": [...]}, answered
// {"stored": true}. A sink knows a repeat by (source, firstOffset).
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <utility>

namespace bayplan {

HttpRequest writeLogRequest(const LogBatch &batch);
Result<LogBatch> readLogRequest(const HttpRequest &request);

HttpReply writeLogReply(const LogAck &ack);

/// Not stored unless the answer says so; too large at 413.
LogAck readLogReply(const HttpReply &reply);

} // namespace bayplan
