// SPDX-License-Identifier: GPL-3.0-or-later
// A false engine on a unix socket, which says what it is told to say.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <QTemporaryDir>

#include <atomic>
#include <functional>
#include <string>
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

/// Answers each request by its first line, one a connection; to an empty answer it says nothing and keeps the line.
class AnsweringEngine {
public:
    using Answer = std::function<std::string(const std::string &request)>;

    explicit AnsweringEngine(Answer answer)
        : m_path(m_folder.filePath("engine.sock").toStdString()),
          m_acceptor(m_io, asio::local::stream_protocol::endpoint(m_path)),
          m_thread([this, answer = std::move(answer)] { serve(answer); })
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
    void serve(const Answer &answer)
    {
        std::vector<asio::local::stream_protocol::socket> silent;
        for (;;) {
            asio::local::stream_protocol::socket socket(m_io);
            boost::system::error_code failure;
            m_acceptor.accept(socket, failure);
            if (failure || m_isEnding)
                return;
            asio::streambuf buffer;
            asio::read_until(socket, buffer, "\r\n\r\n", failure);
            const std::string head(asio::buffers_begin(buffer.data()), asio::buffers_end(buffer.data()));
            if (const std::string text = answer(head.substr(0, head.find(" HTTP"))); !text.empty())
                asio::write(socket, asio::buffer(text), failure);
            else
                silent.push_back(std::move(socket));
        }
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
    explicit FalseEngine(std::vector<std::string> answers)
        : m_engine([this, answers = std::move(answers)](const std::string &request) {
              if (requests.size() == answers.size())
                  return std::string();
              requests.push_back(request);
              return answers[requests.size() - 1];
          })
    {}

    std::string url() const { return m_engine.url(); }
    std::vector<std::string> requests;

private:
    AnsweringEngine m_engine; ///< last: its thread uses the above
};

} // namespace bayplan
