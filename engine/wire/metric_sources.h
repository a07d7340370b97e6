// SPDX-License-Identifier: Apache-2.0
// What containers offer as figures, read into samples. One malformed line or one limit passed refuses the whole text:
// the reply then holds the reason and no sample.
#pragma once

#include "engine/patterns/config.h"
#include "engine/patterns/messages.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace bayplan {

/// `text` is the body as it came: memcached's "STAT NAME VALUE" lines with END, Redis' INFO without its length, a JSON
/// value, Prometheus text. Statsd has no body: StatsdTable. Names have no prefix yet and pass Prometheus' own lint:
/// counters end in _total, durations are in seconds, nothing else ends in a word that means something there.
MetricsReply readMetrics(MetricsFormat format, std::string_view text, const AdapterConfig &limits);

/// The last values of what applications send as statsd datagrams: counters, gauges, timers, sets, with DogStatsD tags.
/// Bounded: maxSamples figures with 4 MiB of names and tags, maxSamples members of a set and 100,000 of all sets.
class StatsdTable {
public:
    explicit StatsdTable(const AdapterConfig &limits);

    /// Lines "NAME:VALUE|TYPE[|@RATE][|#TAG:VALUE,...]", the rate from 1e-6 to 1. A malformed one, or one sample too
    /// many, fails the next reply. One that is well-formed, but cannot be a figure (a tag twice, a label over its
    /// limit, a name that is of another type already, what is not UTF-8) or finds no room, is left out and counted in
    /// lines_left_out.
    void add(std::string_view datagram);

    MetricsReply reply();

private:
    using Labels = std::vector<std::pair<std::string, std::string>>;
    enum class Taken { Whole, LeftOut, Malformed };
    struct Entry {
        MetricSample sample;
        std::uint64_t count = 0;                   ///< timers
        std::unordered_set<std::uint64_t> members; ///< sets: hashes
    };

    Taken addLine(std::string_view text);
    Taken addMember(Entry &set, std::string_view member);
    Taken findEntry(std::string name, const std::string &type, Labels labels, Entry *&entry);

    AdapterConfig m_limits;
    std::string m_prefix;
    std::map<std::string, Entry> m_entries;     ///< by name, type and labels
    std::map<std::string, std::string> m_types; ///< of the names of figures
    std::size_t m_samples = 0;                  ///< that the entries become
    std::size_t m_bytes = 0;                    ///< of names and labels
    std::size_t m_members = 0;                  ///< of all sets
    std::uint64_t m_leftOut = 0;
    std::string m_error;
};

} // namespace bayplan
