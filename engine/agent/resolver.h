// SPDX-License-Identifier: Apache-2.0
// Names to addresses, without ever holding up anybody: a container engine's DNS is asked directly, because on an
// internal network the system's resolver hangs for ten seconds on the name of a stopped container, and Asio has one
// thread for all.
#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bayplan {

/// Answers are kept for two seconds, failures for 100 ms; look-ups of one name at one time are one.
class Resolver {
public:
    using Done = std::function<void(const Result<boost::asio::ip::address> &)>;

    explicit Resolver(boost::asio::io_context &io);
    Resolver(const Resolver &) = delete;
    Resolver &operator=(const Resolver &) = delete;
    ~Resolver();

    /// `done` may be called from inside. Addresses and "localhost" need no look-up. Several addresses are taken in
    /// turn.
    void resolve(const std::string &host, Done done);

    /// A connection to what this name stood for failed: look it up anew next time.
    void forget(const std::string &host) { m_known.erase(host); }

private:
    struct Known {
        std::vector<boost::asio::ip::address> addresses; ///< empty: could not be resolved
        std::string error;
        std::size_t turn = 0;
        std::chrono::steady_clock::time_point until;
    };
    class Query;

    void finish(const std::string &host, std::vector<boost::asio::ip::address> addresses, std::string error);
    void askEngine(const std::string &host);
    void askSystem(const std::string &host);
    static void answer(Known &known, const std::string &host, const Done &done);

    struct System;
    boost::asio::io_context &m_io;
    std::map<std::string, Known, std::less<>> m_known;
    std::map<std::string, std::vector<Done>, std::less<>> m_waiting;
    std::map<std::string, std::shared_ptr<Query>, std::less<>> m_queries;
    std::unique_ptr<System> m_system;
    bool m_engineDns = false;
};

/// The addresses of `host` in a file like /etc/hosts, IPv4 first.
std::vector<boost::asio::ip::address> addressesInHosts(std::string_view hostsFile, std::string_view host);

/// A DNS question for the IPv4 addresses of `host`, and the addresses in an answer to it. Any bytes may come in.
std::string dnsQuestion(std::uint16_t id, std::string_view host);
Result<std::vector<boost::asio::ip::address>> dnsAddresses(std::uint16_t id, std::string_view packet);

} // namespace bayplan
