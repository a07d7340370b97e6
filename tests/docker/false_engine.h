// SPDX-License-Identifier: GPL-3.0-or-later
// A false engine on a unix socket, which says what it is told to say.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <QTemporaryDir>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace bayplan {

namespace asio = boost::asio;

inline std::string answer(int status, const std::string &body)
{
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string versionBody(const std::string &newest, const std::string &oldest,
                               const std::string &component = "Engine")
{
    return R"({"Version":"99.1","ApiVersion":")" + newest + R"(","MinAPIVersion":")" + oldest +
           R"(","Components":[{"Name":")" + component + R"("}]})";
}

/// Of Docker, which says no more by it than that it lives.
inline const std::string pingAnswer = answer(200, "OK");

/// To who attaches to a container.
inline const std::string upgradeAnswer = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

/// The words of which never come.
inline const std::string stalledRefusal = "HTTP/1.1 500 X\r\nContent-Length: 1000\r\n\r\n";

/// Answers each request by its first line and its body, one a connection; to an empty answer it says nothing and keeps
/// the line, as it does behind an upgrade and a stalled refusal. GET /_ping is answered by `ping`.
class AnsweringEngine {
public:
    using WholeAnswer = std::function<std::string(const std::string &request, const std::string &body)>;
    using Answer = std::function<std::string(const std::string &request)>;

    explicit AnsweringEngine(WholeAnswer answer, const std::string &ping = pingAnswer)
        : m_path(m_folder.filePath("engine.sock").toStdString()),
          m_acceptor(m_io, asio::local::stream_protocol::endpoint(m_path)),
          m_thread([this, ping, answer = std::move(answer)] { serve(answer, ping); })
    {}
    explicit AnsweringEngine(Answer answer)
        : AnsweringEngine(WholeAnswer([answer = std::move(answer)](const std::string &request, const std::string &) {
              return answer(request);
          }))
    {}
    ~AnsweringEngine()
    {
        boost::system::error_code ignored;
        asio::local::stream_protocol::socket last(m_io);
        m_isEnding = true;
        last.connect(asio::local::stream_protocol::endpoint(m_path), ignored);
        m_thread.join();
    }

    std::string url() const { return "unix://" + m_path; }

private:
    void serve(const WholeAnswer &answer, const std::string &ping)
    {
        std::vector<asio::local::stream_protocol::socket> silent;
        for (;;) {
            asio::local::stream_protocol::socket socket(m_io);
            boost::system::error_code failure;
            m_acceptor.accept(socket, failure);
            if (failure || m_isEnding)
                return;
            std::string text;
            const std::size_t head = asio::read_until(socket, asio::dynamic_buffer(text), "\r\n\r\n", failure);
            if (failure)
                continue; // whoever asked was killed
            readBody(socket, text, head);
            const std::string line = text.substr(0, text.find(" HTTP"));
            const std::string said = line == "GET /_ping" ? ping : answer(line, text.substr(head));
            asio::write(socket, asio::buffer(said), failure);
            if (said.empty() || said == upgradeAnswer || said == stalledRefusal)
                silent.push_back(std::move(socket));
        }
    }

    static void readBody(asio::local::stream_protocol::socket &socket, std::string &text, std::size_t head)
    {
        constexpr std::string_view name = "Content-Length: ";
        const auto length = text.find(name);
        const std::size_t bytes = length < head ? std::strtoull(text.c_str() + length + name.size(), nullptr, 10) : 0;
        boost::system::error_code failure;
        if (text.size() < head + bytes)
            asio::read(socket, asio::dynamic_buffer(text), asio::transfer_exactly(head + bytes - text.size()), failure);
    }

    QTemporaryDir m_folder;
    std::string m_path;
    asio::io_context m_io;
    asio::local::stream_protocol::acceptor m_acceptor;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

/// Gives its answers one after the other, one a connection, and notes the first line of each request. Whoever comes
/// behind the last waits without an answer.
class FalseEngine {
public:
    explicit FalseEngine(std::vector<std::string> answers, const std::string &ping = pingAnswer)
        : m_engine(
              [this, answers = std::move(answers)](const std::string &request, const std::string &) {
                  if (requests.size() == answers.size())
                      return std::string();
                  requests.push_back(request);
                  return answers[requests.size() - 1];
              },
              ping)
    {}

    std::string url() const { return m_engine.url(); }
    std::vector<std::string> requests;

private:
    AnsweringEngine m_engine; ///< last: its thread uses the above
};

} // namespace bayplan
