// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/key_hash.h"

#include <bit>
#include <string>

namespace bayplan {
namespace {

using State = std::array<std::uint32_t, 4>;

// RFC 1321, 3.4: floor(2^32 |sin(i + 1)|).
constexpr std::array<std::uint32_t, 64> sines = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

constexpr std::array<std::array<int, 4>, 4> rotations = {
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

std::uint32_t roundFunction(unsigned round, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    switch (round) {
    case 0:
        return (b & c) | (~b & d);
    case 1:
        return (b & d) | (c & ~d);
    case 2:
        return b ^ c ^ d;
    default:
        return c ^ (b | ~d);
    }
}

std::uint32_t wordAt(std::string_view block, unsigned index)
{
    std::uint32_t word = 0;
    for (unsigned byte = 0; byte < 4; ++byte)
        word |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(block[index * 4 + byte])) << (8 * byte);
    return word;
}

void addBlock(State &state, std::string_view block)
{
    static constexpr std::array<unsigned, 4> stride = {1, 5, 3, 7}, first = {0, 1, 5, 0};
    auto [a, b, c, d] = state;
    for (unsigned i = 0; i < 64; ++i) {
        const unsigned round = i / 16;
        const std::uint32_t word = wordAt(block, (first[round] + stride[round] * i) % 16);
        const std::uint32_t sum = a + roundFunction(round, b, c, d) + word + sines[i];
        a = d;
        d = c;
        c = b;
        b += std::rotl(sum, rotations[round][i % 4]);
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

} // namespace

std::array<std::uint8_t, 16> md5(std::string_view text)
{
    State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    const std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
    for (; text.size() >= 64; text.remove_prefix(64))
        addBlock(state, text.substr(0, 64));
    std::string tail(text);
    tail.push_back(static_cast<char>(0x80));
    tail.resize(tail.size() <= 56 ? 56 : 120, '\0');
    for (unsigned byte = 0; byte < 8; ++byte)
        tail.push_back(static_cast<char>(bits >> (8 * byte)));
    for (std::string_view rest = tail; !rest.empty(); rest.remove_prefix(64))
        addBlock(state, rest.substr(0, 64));
    std::array<std::uint8_t, 16> digest{};
    for (unsigned i = 0; i < 16; ++i)
        digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (8 * (i % 4)));
    return digest;
}

} // namespace bayplan
