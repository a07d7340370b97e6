// SPDX-License-Identifier: Apache-2.0
// Paths of the host that a container is to mount, as the engine will take them.
#pragma once

#include <string>

namespace bayplan {

/// Without dots, doubled slashes and a slash at the end, whatever stands in the file system. A relative path starts in
/// `folder`; with no folder, and for one below a home (~), it stays relative, and begins with ".." if it climbs out.
std::string normalHostPath(const std::string &path, const std::string &folder = {});

/// Of a normal path: relative, and out of the folder that it starts in.
bool climbsOut(const std::string &normalPath);

/// Of a normal path.
bool isEngineSocket(const std::string &normalPath);

/// Of normal paths: an engine's socket, or a folder whose mount hands over a part of the system. Who climbs out of a
/// folder that is not known is taken to climb to the top. What lies below `folder`, the user's own, is the user's, even
/// where that stands in /root or /var/lib.
bool isSystemPath(const std::string &normalPath, const std::string &folder = {});

} // namespace bayplan
