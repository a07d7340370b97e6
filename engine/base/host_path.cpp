// SPDX-License-Identifier: Apache-2.0
#include "engine/base/host_path.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string_view>

namespace bayplan {
namespace {

constexpr std::string_view upwards = "../";

using Folders = std::span<const std::string_view>;
constexpr std::array<std::string_view, 7> wholeFolders{"/", "~", "/home", "/mnt", "/media", "/srv", "/var"};
constexpr std::array<std::string_view, 15> foldersWithAllBelow{"/etc",   "/proc", "/sys",     "/dev",     "/root",
                                                               "/boot",  "/usr",  "/bin",     "/sbin",    "/lib",
                                                               "/lib64", "/run",  "/var/run", "/var/lib", "/var/log"};

bool contains(Folders folders, std::string_view path)
{
    return std::ranges::find(folders, path) != folders.end();
}

bool isWithin(std::string_view path, std::string_view folder)
{
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool isBelowSystem(std::string_view path)
{
    return std::ranges::any_of(foldersWithAllBelow, [&](std::string_view folder) { return isWithin(path, folder); });
}

/// What is left above a folder that is not known, from the top.
std::string fromTop(std::string_view path)
{
    while (path.starts_with(upwards))
        path.remove_prefix(upwards.size());
    return '/' + std::string(path);
}

} // namespace

std::string normalHostPath(const std::string &path, const std::string &folder)
{
    const bool startsInFolder = !path.starts_with('/') && !path.starts_with('~') && !folder.empty();
    const std::string whole = startsInFolder ? folder + '/' + path : path;
    // Two slashes at the start mean another machine to some.
    const auto first = std::min(whole.find_first_not_of('/'), whole.size());
    std::string normal = std::filesystem::path(first > 0 ? '/' + whole.substr(first) : whole).lexically_normal();
    if (normal.size() > 1 && normal.ends_with('/'))
        normal.pop_back();
    return normal;
}

bool climbsOut(const std::string &normalPath)
{
    return normalPath == ".." || normalPath.starts_with(upwards);
}

bool isEngineSocket(const std::string &normalPath)
{
    constexpr std::array sockets{"docker.sock", "podman.sock", "containerd.sock", "docker_engine"};
    const std::string name = normalPath.substr(normalPath.rfind('/') + 1);
    return std::ranges::find(sockets, name) != sockets.end();
}

bool isSystemPath(const std::string &normalPath, const std::string &folder)
{
    const std::string path = climbsOut(normalPath) ? fromTop(normalPath) : normalPath;
    if (isEngineSocket(path) || contains(wholeFolders, path))
        return true;
    const bool isUsers = isBelowSystem(folder) && isWithin(path, folder) && !contains(foldersWithAllBelow, path);
    return isBelowSystem(path) && !isUsers;
}

} // namespace bayplan
