// SPDX-License-Identifier: Apache-2.0
// A work queue over HTTP, for curl as for our own workers. Bodies of requests are the bytes of inputs, results and
// errors as they are; replies are JSON.
//
//   POST /tasks?priority=0&delay=5s      input      201 {"task":1}
//   POST /reserve?wait=10s&worker=NAME              200 {"task":1,"attempt":1,"reservation":7,"timeToRunMs":60000,
//                                                        "input":"..."}; 204
//   POST /tasks/1/touch?attempt=1                   200 {"task":1,"attempt":1,"timeToRunMs":60000}
//   POST /tasks/1/ack?attempt=1          result     200 {"task":1,"attempt":1}
//   POST /tasks/1/fail?attempt=1         error      200
//   POST /tasks/1/release?attempt=1&delay=5s        200
//   POST /tasks/1/bury?attempt=1         error      200
//   POST /kick, POST /tasks/1/kick                  200 {"kicked":2}
//   POST /discard, POST /tasks/1/discard            200 {"discarded":2}
//   GET  /api/v1/items                              200 {"kind":"ItemList","apiVersion":"v1","items":["task-1"],
//                                                        "waiting":1}
//   GET  /api/v1/items/task-1                       200 {"kind":"Item","apiVersion":"v1",
//                                                        "data":{"task":1,"input":"..."}}
//
// Whatever has an attempt may have &reservation=7 too, as it was given: a queue whose state was lost then refuses what
// is meant for the one before. The result of an ack is the input of the next stage's task. An ack without one is of
// synthetic work, which passes on as many bytes as it got; &result=empty says that there are none.
//
// An input that is not UTF-8 stands under "inputBase64" instead of "input". Refusals are {"error":"..."}: 404 no such
// task, 409 the attempt is over, 429 full with Retry-After, 503 stopping, 507 disk full. The last two GETs are the
// source interface of Burns, Designing Distributed Systems, chapter 10.
#pragma once

#include "engine/base/result.h"
#include "engine/patterns/messages.h"

#include <utility>

namespace bayplan {

/// Errors: NotFound (no such path), Unsupported (another method), InvalidInput (a number, duration or name).
Result<RequestBody> readQueueRequest(const HttpRequest &request);
HttpReply writeQueueReply(CallStatus status, const ReplyBody &reply);

HttpRequest writeQueueRequest(const RequestBody &request);
std::pair<CallStatus, ReplyBody> readQueueReply(const HttpReply &reply);

} // namespace bayplan
