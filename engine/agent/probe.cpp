// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/probe.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

namespace bayplan {
namespace {

std::string firstBytes(int descriptor)
{
    std::string text;
    std::array<char, 64> chunk{};
    while (text.size() < 12) {
        const auto bytes = recv(descriptor, chunk.data(), chunk.size(), 0);
        if (bytes <= 0)
            break;
        text.append(chunk.data(), static_cast<std::size_t>(bytes));
    }
    return text;
}

} // namespace

bool isPortReady(std::uint16_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const timeval timeout{2, 0};
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    constexpr std::string_view request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    bool isReady = false;
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
        send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()))
        isReady = firstBytes(descriptor).starts_with("HTTP/1.1 200");
    close(descriptor);
    return isReady;
}

} // namespace bayplan
