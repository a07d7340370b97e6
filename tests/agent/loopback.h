// SPDX-License-Identifier: GPL-3.0-or-later
// A socket that listens on this host, for peers that a test plays itself.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

struct Loopback {
    int descriptor = -1; ///< the caller's to close
    std::uint16_t port = 0;
};

/// On a free port of 127.0.0.1.
inline Loopback listenOnLoopback()
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    listen(descriptor, 16);
    getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size);
    return {descriptor, ntohs(address.sin_port)};
}
