// SPDX-License-Identifier: Apache-2.0
// Follows what the containers of a deployment write.
#pragma once

#include "engine/docker/engine_calls.h"
#include "engine/docker/log_lines.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bayplan {

class LogReader {
public:
    struct What {
        std::string deployment;
        bool follow = false;
        int tail = 0; ///< lines of the past, of each container
    };

    /// `line` and `trouble` as readLogs() has them.
    LogReader(EngineClient &engine, What what, std::function<bool(const FoundItem &)> isWanted,
              const std::function<bool(const LogLine &)> &line, const std::function<void(const Error &)> &trouble);

    Task<Result<void>> run(std::vector<FoundItem> items);

private:
    void begin(const FoundItem &item);
    Task<void> readOne(std::string id, std::string instance);
    Task<Result<void>> copy(EngineStream &stream, std::string id, std::string instance);
    void note(const Error &failure);
    Task<void> followOn();
    Task<void> lookForMore();
    void handOver(bool isEnd);
    void askOn();
    bool isOver() const { return m_isDone || (m_what.follow && m_failure); }
    void end();
    void closeAll();

    EngineClient &m_engine;
    What m_what;
    std::function<bool(const FoundItem &)> m_isWanted;
    const std::function<bool(const LogLine &)> &m_line;
    const std::function<void(const Error &)> &m_trouble;
    std::unique_ptr<Signal> m_waker;
    std::map<std::string, std::int64_t> m_readUpTo; ///< by container: the time of its last line
    std::set<std::string> m_reading;                ///< containers
    std::vector<EngineStream *> m_streams;
    LogOrder m_order;
    std::size_t m_open = 0;
    bool m_isDone = false, m_isAllGone = false;
    bool m_hasToldTrouble = false;
    std::optional<Error> m_failure; ///< the first; who follows reads no further
};

} // namespace bayplan
