// SPDX-License-Identifier: Apache-2.0
// The virtual name of a pod with replicas: passes every request on to one of its peers and the answer back.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// Any body goes through unread. A call that was refused or reset was not answered, so another replica is asked, at
/// most maxAttempts in all and within the budget: retryBudget for each request, a reserve of three for quiet times. But
/// whoever reset an http request may have acted on it: only a method that may be repeated (RFC 9110, 9.2.2: GET, HEAD,
/// PUT, DELETE, OPTIONS) is asked of another then, and not a POST. A replica that refused or reset ejectAfter calls in
/// a row gets none for ejectFor; when all are out, all are asked (better a chance than none). What a replica answers is
/// passed on with its status; without any answer the caller hears 502, or 504 after the timeout.
///
/// Deployed, a request is read whole before it goes on, and so is its reply: a body above 1 MiB is answered 413, a
/// reply above 8 MiB 502, and a stream without end 502 when the time for it is over.
///
/// Before peers that speak Tcp a request is a connection, answered when it is over. One that was refused goes to
/// another replica; one that breaks off later does not, because the replica has had bytes of it. What a caller sends
/// over a connection that it keeps is not told apart.
///
/// | request | its call was                      | next                                     |
/// | ------- | --------------------------------- | ---------------------------------------- |
/// | any     | refused                           | asks another                             |
/// | http    | reset, the method may be repeated | asks another                             |
/// | http    | reset, POST, PATCH and the like   | 502                                      |
/// | others  | reset                             | asks another; a connection (Tcp) is over |
///
/// | replica | input                                      | next                                         |
/// | ------- | ------------------------------------------ | -------------------------------------------- |
/// | In      | Readiness: not ready                       | NotReady: gets nothing                       |
/// | In      | ejectAfter calls in a row refused or reset | Ejected for ejectFor, event "ejected"        |
/// | any     | Readiness: ready                           | In, its failures forgotten: it is a new life |
/// | Ejected | its time is over                           | In                                           |
///
/// The behaviour of `config` is a FrontConfig.
std::unique_ptr<Machine> makeFront(const MachineConfig &config);

} // namespace bayplan
