// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/key_hash.h"

#include <bit>

namespace bayplan {
namespace {

std::uint32_t asByte(char c)
{
    return static_cast<std::uint8_t>(c);
}

std::uint64_t signExtended(char c)
{
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<signed char>(c)));
}

/// Little-endian, whatever the machine.
std::uint32_t word(std::string_view bytes)
{
    return asByte(bytes[0]) | asByte(bytes[1]) << 8U | asByte(bytes[2]) << 16U | asByte(bytes[3]) << 24U;
}

std::uint32_t halfWord(std::string_view bytes)
{
    return asByte(bytes[0]) | asByte(bytes[1]) << 8U;
}

/// Jenkins, one at a time.
std::uint32_t oneAtATime(std::string_view key)
{
    std::uint32_t hash = 0;
    for (const char c : key) {
        hash += static_cast<std::uint32_t>(signExtended(c));
        hash += hash << 10U;
        hash ^= hash >> 6U;
    }
    hash += hash << 3U;
    hash ^= hash >> 11U;
    return hash + (hash << 15U);
}

std::uint32_t md5Word(std::string_view key)
{
    const auto digest = md5(key);
    return digest[0] | static_cast<std::uint32_t>(digest[1]) << 8U | static_cast<std::uint32_t>(digest[2]) << 16U |
           static_cast<std::uint32_t>(digest[3]) << 24U;
}

/// Reflected, table-free: keys are short.
std::uint32_t crc32(std::string_view key)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char c : key) {
        crc ^= asByte(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

/// XMODEM (polynomial 0x1021, the highest bit first, begun with 0) in a register of 32 bits, whose upper half there is
/// never masked away: it holds what was shifted out.
std::uint32_t crc16(std::string_view key)
{
    std::uint32_t crc = 0;
    for (const char c : key) {
        std::uint32_t entry = ((crc ^ asByte(c) << 8U) & 0xff00U);
        for (int bit = 0; bit < 8; ++bit)
            entry = ((entry << 1U) ^ ((entry & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xffffU;
        crc = (crc << 8U) ^ entry;
    }
    return crc;
}

template <class Word>
Word fnv1(std::string_view key, Word hash, Word prime)
{
    for (const char c : key)
        hash = hash * prime ^ static_cast<Word>(signExtended(c));
    return hash;
}

template <class Word>
Word fnv1a(std::string_view key, Word hash, Word prime)
{
    for (const char c : key)
        hash = (hash ^ static_cast<Word>(signExtended(c))) * prime;
    return hash;
}

constexpr std::uint64_t fnvBasis64 = 0xcbf29ce484222325U, fnvPrime64 = 0x100000001b3U;
constexpr std::uint32_t fnvBasis32 = 0x811c9dc5U, fnvPrime32 = 0x01000193U;

/// Hsieh, "SuperFastHash", begun with 0.
std::uint32_t hsieh(std::string_view key)
{
    std::uint32_t hash = 0;
    for (; key.size() >= 4; key.remove_prefix(4)) {
        hash += halfWord(key);
        hash = (hash << 16U) ^ (halfWord(key.substr(2)) << 11U) ^ hash;
        hash += hash >> 11U;
    }
    if (key.size() == 3) {
        hash += halfWord(key);
        hash ^= hash << 16U;
        hash ^= static_cast<std::uint32_t>(signExtended(key[2])) << 18U;
        hash += hash >> 11U;
    } else if (key.size() == 2) {
        hash += halfWord(key);
        hash ^= hash << 11U;
        hash += hash >> 17U;
    } else if (key.size() == 1) {
        hash += asByte(key[0]);
        hash ^= hash << 10U;
        hash += hash >> 1U;
    }
    hash ^= hash << 3U;
    hash += hash >> 5U;
    hash ^= hash << 4U;
    hash += hash >> 17U;
    hash ^= hash << 25U;
    return hash + (hash >> 6U);
}

/// Appleby, MurmurHash2, seeded with the length.
std::uint32_t murmur(std::string_view key)
{
    constexpr std::uint32_t factor = 0x5bd1e995U;
    const auto length = static_cast<std::uint32_t>(key.size());
    std::uint32_t hash = (0xdeadbeefU * length) ^ length;
    for (; key.size() >= 4; key.remove_prefix(4)) {
        std::uint32_t k = word(key) * factor;
        k = (k ^ (k >> 24U)) * factor;
        hash = (hash * factor) ^ k;
    }
    for (std::size_t i = key.size(); i > 0; --i)
        hash ^= asByte(key[i - 1]) << (8 * (i - 1));
    if (!key.empty())
        hash *= factor;
    hash = (hash ^ (hash >> 13U)) * factor;
    return hash ^ (hash >> 15U);
}

/// Jenkins, lookup3, begun with 13.
std::uint32_t jenkins(std::string_view key)
{
    std::uint32_t a = 0xdeadbeefU + static_cast<std::uint32_t>(key.size()) + 13;
    std::uint32_t b = a;
    std::uint32_t c = a;
    const auto add = [&](std::string_view block) {
        for (std::size_t i = 0; i < block.size(); ++i)
            (i < 4 ? a : i < 8 ? b : c) += asByte(block[i]) << (8 * (i % 4));
    };
    const auto mix = [](std::uint32_t &x, std::uint32_t y, std::uint32_t z, int by) {
        x = (x - z) ^ std::rotl(z, by);
        return z + y;
    };
    for (; key.size() > 12; key.remove_prefix(12)) {
        add(key.substr(0, 12));
        c = mix(a, b, c, 4);
        a = mix(b, c, a, 6);
        b = mix(c, a, b, 8);
        c = mix(a, b, c, 16);
        a = mix(b, c, a, 19);
        b = mix(c, a, b, 4);
    }
    if (key.empty())
        return c;
    add(key);
    c = (c ^ b) - std::rotl(b, 14);
    a = (a ^ c) - std::rotl(c, 11);
    b = (b ^ a) - std::rotl(a, 25);
    c = (c ^ b) - std::rotl(b, 16);
    a = (a ^ c) - std::rotl(c, 4);
    b = (b ^ a) - std::rotl(a, 14);
    return (c ^ b) - std::rotl(b, 24);
}

} // namespace

std::uint32_t hashOfKey(KeyHash hash, std::string_view key)
{
    switch (hash) {
    case KeyHash::OneAtATime:
        return oneAtATime(key);
    case KeyHash::Md5:
        return md5Word(key);
    case KeyHash::Crc16:
        return crc16(key);
    case KeyHash::Crc32:
        return (crc32(key) >> 16U) & 0x7fffU;
    case KeyHash::Crc32a:
        return crc32(key);
    case KeyHash::Fnv1_64:
        return static_cast<std::uint32_t>(fnv1(key, fnvBasis64, fnvPrime64));
    case KeyHash::Fnv1a_64:
        break;
    case KeyHash::Fnv1_32:
        return fnv1(key, fnvBasis32, fnvPrime32);
    case KeyHash::Fnv1a_32:
        return fnv1a(key, fnvBasis32, fnvPrime32);
    case KeyHash::Hsieh:
        return hsieh(key);
    case KeyHash::Murmur:
        return murmur(key);
    case KeyHash::Jenkins:
        return jenkins(key);
    }
    return static_cast<std::uint32_t>(fnv1a(key, fnvBasis64, fnvPrime64));
}

std::uint32_t greatestHash(KeyHash hash)
{
    return hash == KeyHash::Crc32 ? 0x7fffU : 0xffffffffU;
}

} // namespace bayplan
