// SPDX-License-Identifier: Apache-2.0
// RFC 1035, as much of it as one question for A records needs.
#include "engine/agent/resolver.h"

#include <optional>

namespace bayplan {
namespace {

constexpr std::size_t dnsHeaderBytes = 12;
constexpr unsigned typeA = 1;
constexpr unsigned classInternet = 1;

class PacketReader {
public:
    explicit PacketReader(std::string_view packet) : m_packet(packet) {}

    std::optional<unsigned> number16()
    {
        if (m_at + 2 > m_packet.size())
            return std::nullopt;
        const unsigned value = byteAt(m_at) << 8U | byteAt(m_at + 1);
        m_at += 2;
        return value;
    }

    bool skip(std::size_t bytes)
    {
        m_at += bytes;
        return m_at <= m_packet.size();
    }

    /// Over a name: labels up to the root or to a pointer.
    bool skipName()
    {
        while (m_at < m_packet.size()) {
            const unsigned length = byteAt(m_at);
            if (length == 0)
                return skip(1);
            if (length >= 0xc0)
                return skip(2);
            if (!skip(length + 1))
                return false;
        }
        return false;
    }

    std::optional<boost::asio::ip::address> address()
    {
        if (m_at + 4 > m_packet.size())
            return std::nullopt;
        boost::asio::ip::address_v4::bytes_type bytes{};
        for (std::size_t i = 0; i < 4; ++i)
            bytes[i] = static_cast<unsigned char>(byteAt(m_at + i));
        return boost::asio::ip::address_v4(bytes);
    }

private:
    unsigned byteAt(std::size_t index) const { return static_cast<unsigned char>(m_packet[index]); }

    std::string_view m_packet;
    std::size_t m_at = 0;
};

Error broken()
{
    return fail(ErrorCode::InvalidInput, "This is not an answer to the question.");
}

void append16(std::string &packet, unsigned value)
{
    packet += static_cast<char>(value >> 8U);
    packet += static_cast<char>(value & 0xffU);
}

} // namespace

std::string dnsQuestion(std::uint16_t id, std::string_view host)
{
    std::string packet;
    append16(packet, id);
    append16(packet, 0x0100); // recursion desired
    append16(packet, 1);
    for (int section = 0; section < 3; ++section)
        append16(packet, 0);
    while (!host.empty()) {
        const std::string_view label = host.substr(0, host.find('.')).substr(0, 63);
        packet += static_cast<char>(label.size());
        packet += label;
        const std::size_t dot = host.find('.');
        host = dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
    }
    packet += '\0';
    append16(packet, typeA);
    append16(packet, classInternet);
    return packet;
}

Result<std::vector<boost::asio::ip::address>> dnsAddresses(std::uint16_t id, std::string_view packet)
{
    PacketReader reader(packet);
    const auto gotId = reader.number16();
    const auto flags = reader.number16();
    const auto questions = reader.number16();
    const auto answers = reader.number16();
    if (packet.size() < dnsHeaderBytes || gotId != id || !answers || (*flags & 0x8000U) == 0)
        return broken();
    if ((*flags & 0xfU) != 0)
        return fail(ErrorCode::NotFound, "There is no such name.");
    reader.skip(4);
    for (unsigned question = 0; question < *questions; ++question) {
        if (!reader.skipName() || !reader.skip(4))
            return broken();
    }
    std::vector<boost::asio::ip::address> addresses;
    for (unsigned answer = 0; answer < *answers; ++answer) {
        if (!reader.skipName())
            return broken();
        const auto type = reader.number16();
        if (!reader.skip(6))
            return broken();
        const auto length = reader.number16();
        if (!length)
            return broken();
        if (type == typeA && *length == 4) {
            const auto address = reader.address();
            if (!address)
                return broken();
            addresses.push_back(*address);
        }
        if (!reader.skip(*length))
            return broken();
    }
    return addresses;
}

} // namespace bayplan
