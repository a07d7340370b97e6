// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/resolver.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::udp;

namespace {

constexpr auto keepGood = std::chrono::seconds(2);
constexpr auto keepBad = std::chrono::milliseconds(100);
constexpr auto queryTimeout = std::chrono::milliseconds(200);
constexpr std::size_t knownLimit = 1000;

std::string readText(const char *path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

/// One question to the engine's DNS, asked twice at most.
class Resolver::Query : public std::enable_shared_from_this<Query> {
public:
    Query(Resolver &resolver, std::string host)
        : m_resolver(&resolver), m_host(std::move(host)), m_socket(resolver.m_io), m_timer(resolver.m_io)
    {}

    void start()
    {
        boost::system::error_code error;
        m_socket.open(udp::v4(), error);
        m_socket.connect({asio::ip::make_address_v4("127.0.0.11"), 53}, error);
        if (error)
            return finish({}, error.message());
        ask();
        receive();
    }

    void abandon()
    {
        m_resolver = nullptr;
        boost::system::error_code ignored;
        m_socket.close(ignored);
        m_timer.cancel();
    }

private:
    void ask()
    {
        const std::string question = dnsQuestion(m_id, m_host);
        boost::system::error_code error;
        m_socket.send(asio::buffer(question), 0, error);
        m_timer.expires_after(queryTimeout / 2);
        m_timer.async_wait([self = shared_from_this()](const auto &cancelled) {
            if (cancelled || !self->m_resolver)
                return;
            if (++self->m_asked < 2)
                self->ask();
            else
                self->finish({}, "the engine's DNS does not answer for it");
        });
    }

    void receive()
    {
        m_socket.async_receive(asio::buffer(m_packet),
                               [self = shared_from_this()](const auto &error, std::size_t bytes) {
                                   if (!self->m_resolver)
                                       return;
                                   if (error)
                                       return self->finish({}, error.message());
                                   auto addresses = dnsAddresses(self->m_id, {self->m_packet.data(), bytes});
                                   if (addresses)
                                       self->finish(std::move(*addresses), "no such name");
                                   else if (addresses.error().code == ErrorCode::NotFound)
                                       self->finish({}, "no such name");
                                   else
                                       self->receive();
                               });
    }

    void finish(std::vector<asio::ip::address> addresses, std::string error)
    {
        Resolver *resolver = m_resolver;
        abandon();
        const auto keep = shared_from_this();
        resolver->m_queries.erase(m_host);
        resolver->finish(m_host, std::move(addresses), std::move(error));
    }

    Resolver *m_resolver;
    std::string m_host;
    udp::socket m_socket;
    asio::steady_timer m_timer;
    std::array<char, 1500> m_packet{};
    std::uint16_t m_id = static_cast<std::uint16_t>(std::chrono::steady_clock::now().time_since_epoch().count() >> 8U);
    int m_asked = 0;
};

struct Resolver::System {
    explicit System(asio::io_context &io) : resolver(io) {}
    asio::ip::tcp::resolver resolver;
};

Resolver::Resolver(asio::io_context &io)
    : m_io(io), m_engineDns(readText("/etc/resolv.conf").find("nameserver 127.0.0.11") != std::string::npos)
{}

Resolver::~Resolver()
{
    for (auto &[host, query] : m_queries)
        query->abandon();
}

void Resolver::resolve(const std::string &host, Done done)
{
    boost::system::error_code notAddress;
    const auto literal = asio::ip::make_address(host, notAddress);
    if (!notAddress)
        return done(literal);
    if (host == "localhost")
        return done(asio::ip::address(asio::ip::address_v4::loopback()));
    if (const auto found = m_known.find(host); found != m_known.end()) {
        if (std::chrono::steady_clock::now() < found->second.until)
            return answer(found->second, host, done);
        m_known.erase(found);
    }
    auto &waiting = m_waiting[host];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1)
        return;
    if (auto addresses = addressesInHosts(readText("/etc/hosts"), host); !addresses.empty())
        return finish(host, std::move(addresses), {});
    if (m_engineDns)
        askEngine(host);
    else
        askSystem(host);
}

void Resolver::askEngine(const std::string &host)
{
    const auto query = std::make_shared<Query>(*this, host);
    m_queries[host] = query;
    query->start();
}

void Resolver::askSystem(const std::string &host)
{
    if (!m_system)
        m_system = std::make_unique<System>(m_io);
    // Destroyed with m_system: the handler then comes with operation_aborted and touches nothing.
    m_system->resolver.async_resolve(host, "", [this, host](const auto &error, const auto &entries) {
        if (error == asio::error::operation_aborted)
            return;
        std::vector<asio::ip::address> addresses;
        for (const auto &entry : entries)
            addresses.push_back(entry.endpoint().address());
        finish(host, std::move(addresses), error.message());
    });
}

void Resolver::finish(const std::string &host, std::vector<asio::ip::address> addresses, std::string error)
{
    if (m_known.size() >= knownLimit)
        m_known.clear();
    const auto keep = addresses.empty() ? std::chrono::steady_clock::duration(keepBad) : keepGood;
    m_known[host] = Known{std::move(addresses), std::move(error), 0, std::chrono::steady_clock::now() + keep};
    Known known = m_known[host];
    auto waiting = m_waiting.extract(host);
    if (waiting.empty())
        return;
    for (const Done &done : waiting.mapped())
        answer(known, host, done);
}

void Resolver::answer(Known &known, const std::string &host, const Done &done)
{
    if (known.addresses.empty())
        return done(fail(ErrorCode::NotReachable, "The name " + host + " cannot be resolved: " + known.error + '.'));
    const auto address = known.addresses[known.turn++ % known.addresses.size()];
    done(address);
}

std::vector<asio::ip::address> addressesInHosts(std::string_view hostsFile, std::string_view host)
{
    std::vector<asio::ip::address> addresses;
    std::istringstream lines{std::string(hostsFile)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line.substr(0, line.find('#')));
        std::string address;
        words >> address;
        boost::system::error_code error;
        const auto parsed = asio::ip::make_address(address, error);
        for (std::string name; !error && words >> name;) {
            if (name == host)
                addresses.insert(parsed.is_v4() ? addresses.begin() : addresses.end(), parsed);
        }
    }
    return addresses;
}

} // namespace bayplan
