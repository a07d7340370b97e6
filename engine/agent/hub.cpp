// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/hub.h"

#include "engine/agent/boot_clock.h"
#include "engine/base/units.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

namespace {

constexpr std::size_t agentLimit = 4096;
constexpr std::size_t instanceLimit = 10'000;
constexpr std::size_t instanceNameBytes = 256;
constexpr std::size_t latestLimitBytes = 12U << 20U;
constexpr std::size_t bufferedLimitBytes = 12U << 20U;
constexpr std::size_t historyLimitBytes = 12U << 20U;
constexpr std::size_t unsentLimitBytes = 64 * 1024;
constexpr std::size_t eventLimit = 50;
constexpr std::uint64_t junkLimit = 100;
constexpr auto silenceLimit = std::chrono::minutes(5);

} // namespace

/// One agent's connection: lines in, acknowledgements and commands out.
class Hub::Agent final : public std::enable_shared_from_this<Agent> {
public:
    Agent(Hub &hub, tcp::socket socket) : m_hub(&hub), m_socket(std::move(socket)) {}

    void read()
    {
        m_socket.async_read_some(asio::buffer(m_chunk),
                                 [self = shared_from_this()](const auto &error, std::size_t bytes) {
                                     if (!self->m_hub)
                                         return;
                                     if (error)
                                         return self->close();
                                     self->m_heard = Clock::now();
                                     self->takeBytes({self->m_chunk.data(), bytes});
                                     if (self->m_hub)
                                         self->read();
                                 });
    }

    /// Dropped when the agent does not read.
    void send(const std::string &line)
    {
        if (m_unsent.size() + line.size() > unsentLimitBytes)
            return;
        m_unsent += line;
        m_unsent += '\n';
        write();
    }

    void close()
    {
        if (!m_hub)
            return;
        const auto self = shared_from_this();
        Hub &hub = *std::exchange(m_hub, nullptr);
        hub.m_bufferedBytes -= m_input.size();
        boost::system::error_code ignored;
        m_socket.close(ignored);
        hub.m_agents.erase(self);
    }

    Clock::time_point heard() const { return m_heard; }
    std::size_t unfinished() const { return m_input.size(); }

    std::string instance; ///< of its last report

private:
    void takeBytes(std::string_view bytes)
    {
        while (!bytes.empty() && m_hub) {
            const std::size_t end = bytes.find('\n');
            keep(bytes.substr(0, end));
            if (end == std::string_view::npos || !m_hub)
                return;
            bytes.remove_prefix(end + 1);
            takeLine();
        }
    }

    void keep(std::string_view piece)
    {
        if (m_skipping)
            return;
        m_input += piece;
        m_hub->m_bufferedBytes += piece.size();
        if (m_input.size() > telemetryLimitBytes)
            forgetLine(true);
        else if (m_hub->m_bufferedBytes > bufferedLimitBytes)
            m_hub->giveUpLongestLine();
    }

    void takeLine()
    {
        const std::string line = m_input;
        const bool isWhole = !m_skipping;
        forgetLine(false);
        if (isWhole && (line.empty() || m_hub->take(line, *this)))
            return;
        ++m_hub->m_refused;
        if (++m_junk > junkLimit)
            close();
    }

    void forgetLine(bool skipRest)
    {
        m_hub->m_bufferedBytes -= m_input.size();
        std::string().swap(m_input); // clearing it would keep its memory
        m_skipping = skipRest;
    }

    void write()
    {
        if (!m_sending.empty() || m_unsent.empty())
            return;
        m_sending.swap(m_unsent);
        asio::async_write(m_socket, asio::buffer(m_sending),
                          [self = shared_from_this()](const auto &error, std::size_t) {
                              self->m_sending.clear();
                              if (error)
                                  self->close();
                              else
                                  self->write();
                          });
    }

    Hub *m_hub; ///< null once closed
    tcp::socket m_socket;
    std::array<char, 4096> m_chunk{};
    std::string m_input;
    std::string m_unsent;
    std::string m_sending;
    Clock::time_point m_heard = Clock::now();
    std::uint64_t m_junk = 0;
    bool m_skipping = false;
};

Hub::Hub(const EndpointContext &context, int input, int output)
    : m_io(context.io), m_inbox(context.inbox),
      m_listener(context.io, context.agent.port, [this](tcp::socket socket) { admit(std::move(socket)); }),
      m_sweepTimer(context.io), m_input(input), m_output(output), m_latest(latestLimitBytes)
{}

Hub::~Hub()
{
    m_reader.reset();
    closeIdle();
}

Result<void> Hub::start()
{
    if (auto listens = m_listener.start(); !listens)
        return listens;
    sweep();
    if (m_input >= 0)
        m_reader =
            std::make_unique<LineReader>(m_input, [this, alive = std::weak_ptr<bool>(m_alive)](std::string line) {
                asio::post(m_io, [this, alive, line = std::move(line)] {
                    if (!alive.expired())
                        command(line);
                });
            });
    return {};
}

void Hub::drain()
{
    m_listener.close();
}

void Hub::closeIdle()
{
    const auto agents = m_agents;
    for (const auto &agent : agents)
        agent->close();
}

void Hub::admit(tcp::socket socket)
{
    if (m_agents.size() >= agentLimit)
        return;
    const auto agent = std::make_shared<Agent>(*this, std::move(socket));
    m_agents.insert(agent);
    agent->read();
}

void Hub::sweep()
{
    const auto agents = m_agents;
    for (const auto &agent : agents) {
        if (Clock::now() - agent->heard() > silenceLimit)
            agent->close();
    }
    m_sweepTimer.after(std::chrono::seconds(10), [this] { sweep(); });
}

bool Hub::take(const std::string &line, Agent &agent)
{
    auto head = readTelemetryHead(line);
    if (!head || head->instance.size() > instanceNameBytes ||
        (m_latest.size() >= instanceLimit && !m_latest.contains(head->instance)))
        return false;
    auto kept = std::make_shared<const std::string>(line);
    if (shortenEvents(*head)) {
        auto whole = readTelemetry(line);
        if (!whole)
            return false;
        whole->events = head->events;
        kept = std::make_shared<const std::string>(writeTelemetry(*whole));
    }
    agent.instance = head->instance;
    if (!head->events.empty())
        agent.send(Json{{"acknowledged", head->events.back().sequence}}.dump());
    HubReport report{std::move(kept), std::move(*head)};
    m_output.put(report);
    remember(report);
    keepLatest(std::move(report));
    return true;
}

void Hub::keepLatest(HubReport report)
{
    // Acknowledged events are not sent again: keep them for whoever attaches later.
    const HubReport *before = m_latest.find(report.head.instance);
    if (before != nullptr && before->head.life == report.head.life && !before->head.events.empty()) {
        std::vector<TelemetryEvent> events = before->head.events;
        const std::uint64_t last = events.back().sequence;
        std::copy_if(report.head.events.begin(), report.head.events.end(), std::back_inserter(events),
                     [last](const TelemetryEvent &event) { return event.sequence > last; });
        if (events.size() > eventLimit)
            events.erase(events.begin(), events.end() - eventLimit);
        report.head.events = std::move(events);
        report.isChanged = true;
    }
    const auto givenUp = m_latest.put(std::move(report));
    if (!givenUp.empty() && m_givenUpTold.isDue())
        m_inbox.event("reports-limited", "the newest report of " + givenUp.front() + " is not kept: those of all are " +
                                             formatBytes(latestLimitBytes) + " at most");
}

void Hub::giveUpLongestLine()
{
    const auto longest = std::ranges::max_element(m_agents, {}, [](const auto &agent) { return agent->unfinished(); });
    const std::shared_ptr<Agent> agent = *longest;
    agent->close();
}

void Hub::remember(const HubReport &report)
{
    m_historyBytes += report.line->size();
    m_history.push_back({report.line, report.head.unixNanoseconds});
    while (m_historyBytes > historyLimitBytes) {
        m_historyBytes -= m_history.front().line->size();
        m_history.pop_front();
    }
}

void Hub::command(const std::string &line)
{
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("command") || !json["command"].is_string()) {
        m_output.put(Json{{"error", "A command is an object with the key \"command\"."}}.dump());
        return;
    }
    const auto &name = json["command"].get_ref<const std::string &>();
    const auto numberOf = [&json](const char *key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    const auto textOf = [&json](const char *key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (name == "snapshot")
        answerSnapshot();
    else if (name == "ping")
        answerPing();
    else if (name == "history")
        answerHistory(numberOf("since"));
    else if (name == "forget")
        m_latest.forget(textOf("instance"));
    else
        forward(line, textOf("target"));
}

void Hub::answerSnapshot()
{
    for (const auto &[instance, report] : m_latest)
        m_output.put(report);
    m_output.put(Json{{"snapshot", {{"instances", m_latest.size()}}}}.dump());
}

void Hub::answerHistory(std::int64_t since)
{
    for (const Remembered &remembered : m_history) {
        if (remembered.unixNanoseconds >= since)
            m_output.put("{\"history\":" + *remembered.line + '}');
    }
}

void Hub::answerPing()
{
    m_output.put(Json{{"pong",
                       {{"unixNanoseconds", unixNanosecondsNow()},
                        {"agents", m_agents.size()},
                        {"instances", m_latest.size()},
                        {"replaced", m_output.replaced()},
                        {"refused", m_refused}}}}
                     .dump());
}

void Hub::forward(const std::string &line, const std::string &target)
{
    std::size_t count = 0;
    for (const auto &agent : m_agents) {
        const std::string pod = agent->instance.substr(0, agent->instance.find('/'));
        if (!agent->instance.empty() && (target.empty() || target == agent->instance || target == pod)) {
            agent->send(line);
            ++count;
        }
    }
    m_output.put(Json{{"forwarded", count}, {"target", target}}.dump());
    m_inbox.event("command", "passed on to " + std::to_string(count) + " agents");
}

} // namespace bayplan
