// SPDX-License-Identifier: Apache-2.0
// Content sync sidecar (Burns and Oppenheimer 2016, section 4.1): keeps a folder that it shares with the main container
// the same as a source.
#pragma once

#include "engine/patterns/config.h"

#include <memory>

namespace bayplan {

///     starting:  nothing fetched yet; requests are answered 503
///     fetching:  a new revision is there      -> waiting, event "synced"
///                the source is as it was      -> waiting
///                failed, or the time-out      -> waiting with back-off, event "sync-failed"
///                the disk takes nothing       -> likewise; the link stays on the tree that it was on
///     waiting:   the period, after failures the back-off, is over -> fetching
///
/// Ready from the first good fetch on, and whatever happens later: what was fetched stays. The back-off begins at a
/// second, doubles up to backoffMost, and has a jitter of half of it.
///
/// In an agent the peer behind the configured ones fetches, with git or as an archive (engine/agent/sync_fetcher.h): it
/// is sent a Call with an HttpRequest of method SYNC and answers 200 with the new revision, 304 with the old one, else
/// with the reason. Without it (`simulated`) a fetch takes fetchTime, fails at failureRate, and brings what the source
/// was when it began; the source changes at random, every changeEvery on average, and is the same to all who sync its
/// revision, in each of their lives. Published is then what it persists: a restart finds it, and the tree before stays
/// for keepStale. It answers GET / with {"revision":"...","ageSeconds":n}.
/// The behaviour of `config` is a SyncConfig.
std::unique_ptr<Machine> makeContentSync(const MachineConfig &config);

} // namespace bayplan
