// SPDX-License-Identifier: Apache-2.0
// The memcache ambassador (Burns and Oppenheimer 2016, 4.2): the container beside it speaks to one memcached on
// localhost, and the ambassador finds the server that holds each key.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

/// | request                 | done                                                                          |
/// | ----------------------- | ----------------------------------------------------------------------------- |
/// | get, gets               | asked of each server for its keys at once; values in the order of the request |
/// | with one key            | passed to its server, the reply passed back                                   |
/// | version, stats          | answered here; stats gives requests and failures of each server               |
/// | a key empty or over 250 | CLIENT_ERROR, nothing sent                                                    |
///
/// | server  | input                                      | next                                               |
/// | ------- | ------------------------------------------ | -------------------------------------------------- |
/// | In      | refuses, resets or is silent, one of a row | In; at serverFailureLimit Ejected, event "ejected" |
/// | In      | anything else                              | In, the row is over                                |
/// | Ejected | retryTimeout is over                       | In, event "restored"                               |
///
/// Any server of a request that refuses, resets or is silent makes the whole answer SERVER_ERROR: never half an answer.
/// A server that fails serverFailureLimit times in a row is ejected from the ring for retryTimeout (with autoEject);
/// calls that were already open when a failure was counted belong to that failure. With all ejected the last ring
/// stays. `noreply` is not passed on, so that failures are seen; the connection's owner leaves the reply out.
/// `overhead` delays each request; a real proxy is given 0, it has its own.
/// The behaviour of `config` is a MemcacheAmbassadorConfig.
std::unique_ptr<Machine> makeMemcacheAmbassador(const MachineConfig &config);

} // namespace bayplan
