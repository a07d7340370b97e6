// SPDX-License-Identifier: Apache-2.0
// Faults that only the engine can undo end also when the program dies that holds them: another program waits for that,
// and goes by the notes of fault_journal.h.
#pragma once

#include <sys/types.h>

namespace bayplan {

/// Starts bayplanctl, once in a process, to run guardFaults() when this one is gone. Where it does not stand beside
/// this program the notes are for who looks at the deployment next.
void startFaultGuard();

/// Waits for the end of standard input and of that process, the program that is guarded, and ends what dead programs of
/// this user have begun, at every engine that answers within a minute. Returns then at once when there is nothing to
/// end.
void guardFaults(pid_t guarded);

} // namespace bayplan
