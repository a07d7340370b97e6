// SPDX-License-Identifier: Apache-2.0
// What containers offer as figures, read into samples. One malformed line or one limit passed refuses the whole text:
// the reply then holds the reason and no sample.
#pragma once

#include "engine/patterns/config.h"
#include "engine/patterns/messages.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace bayplan {

/// `text` is the body as it came: memcached's "STAT NAME VALUE" lines with END, Redis' INFO without its length, a JSON
/// value, Prometheus text. Statsd has no body: StatsdTable. Names have no prefix yet and pass Prometheus' own lint:
/// counters end in _total, durations are in seconds, nothing else ends in a word that means something there.
MetricsReply readMetrics(MetricsFormat format, std::string_view text, const AdapterConfig &limits);

/// The last values of what applications send as statsd datagrams: counters, gauges, timers, sets, with DogStatsD tags.
class StatsdTable {
public:
    explicit StatsdTable(const AdapterConfig &limits) : m_limits(limits) {}

    /// Lines "NAME:VALUE|TYPE[|@RATE][|#TAG:VALUE,...]". A malformed one, or one sample too many, fails the next reply.
    void add(std::string_view datagram);

    MetricsReply reply();

private:
    struct Entry {
        MetricSample sample;
        std::uint64_t count = 0;                         ///< timers
        std::map<std::string, int, std::less<>> members; ///< sets
    };

    bool addLine(std::string_view line);
    Entry *entryOf(const std::string &name, const std::string &type, std::string_view tags);

    AdapterConfig m_limits;
    std::map<std::string, Entry> m_entries; ///< by name, type and tags
    std::string m_error;
};

} // namespace bayplan
