// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

/// A TCP port on which nobody listens now. Each call gives another one, and none of those that the system takes for
/// outgoing connections: between this call and the server's own bind, one of those would be lost to any client.
/// 0 when there is none.
inline std::uint16_t freePort()
{
    constexpr int first = 10'000, count = 22'000; // the system's begin at 32768
    static int next = static_cast<int>(getpid() * 7919LL % count); // tests beside this one look elsewhere
    for (int tried = 0; tried < count; ++tried) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_ANY);
        address.sin_port = htons(static_cast<std::uint16_t>(first + next));
        next = (next + 1) % count;
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool isFree = bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        close(descriptor);
        if (isFree)
            return ntohs(address.sin_port);
    }
    return 0;
}
