// SPDX-License-Identifier: Apache-2.0
// Ambassador for http (Burns and Oppenheimer 2016, section 4.2): the main container speaks to localhost, and this proxy
// splits its requests over services and balances over the replicas of each.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// | request | input                                                | next                                          |
/// | ------- | ---------------------------------------------------- | --------------------------------------------- |
/// | (none)  | comes, a service's breaker lets it through           | Asking a replica of the service next in turn  |
/// | (none)  | comes, every breaker is open                         | (none): 503, Retry-After until the next probe |
/// | (none)  | comes after Stopping                                 | (none): refused                               |
/// | Asking  | answered without an error                            | (none): passed on                             |
/// | Asking  | failed, may be asked again, attempts and budget left | Asking another                                |
/// | Asking  | failed otherwise                                     | (none): the error; 502 unanswered, 504 silent |
/// | Asking  | its caller leaves                                    | (none): the call is withdrawn                 |
///
/// Peers of one PeerConfig::serverName are the replicas of one service. Services share the requests by the weight of
/// their first peer, exactly: 90 and 10 is nine, then one, spread evenly. A service whose circuit breaker is open gets
/// none, the others have its share; when all are open the caller hears 503 at once, with the time until the first
/// probe. Within a service as a front does (front.h), but an answer that is an error or does not come in time counts as
/// a failure too, for ejection and for the breaker, and is tried again when the method may be repeated (RFC
/// 9110, 9.2.2: GET, HEAD, PUT, DELETE, OPTIONS), as is a call that was reset; other methods only when the call was
/// refused, and so nobody has acted on it. Deployed, bodies and replies are read whole, with the limits of a front.
/// Events: "ejected", "breaker-open", "breaker-closed". The behaviour of
/// `config` is an HttpAmbassadorConfig.
std::unique_ptr<Machine> makeHttpAmbassador(const MachineConfig &config);

} // namespace bayplan
