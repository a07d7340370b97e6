// SPDX-License-Identifier: GPL-3.0-or-later
// A way to an engine on which somebody dies at a chosen call, and what a deployment has left behind afterwards.
#pragma once

#include "engine/docker/deployment_spec.h"
#include "engine/docker/engine_calls.h"
#include "engine/docker/engine_session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>

#include <QStringList>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <csignal>
#include <list>
#include <string>
#include <thread>

namespace bayplan {

/// Passes every connection on to the engine; the first answer on the chosen one kills the victim and never arrives.
class DeadlyWay {
    using Socket = boost::asio::local::stream_protocol::socket;

public:
    DeadlyWay(const std::string &engine, int deadlyCall)
        : m_engine(engine), m_deadlyCall(deadlyCall), m_path(m_folder.filePath("engine.sock").toStdString()),
          m_acceptor(m_io, boost::asio::local::stream_protocol::endpoint(m_path)), m_thread([this] { accept(); })
    {}
    ~DeadlyWay()
    {
        m_isEnding = true;
        ::shutdown(m_acceptor.native_handle(), SHUT_RDWR);
        m_thread.join();
    }
    DeadlyWay(const DeadlyWay &) = delete;
    DeadlyWay &operator=(const DeadlyWay &) = delete;

    std::string url() const { return "unix://" + m_path; }
    void setVictim(qint64 process) { m_victim = process; }

private:
    struct Passage {
        explicit Passage(boost::asio::io_context &io) : client(io), engine(io) {}
        Socket client, engine;
        std::thread up, down;
    };

    void accept()
    {
        std::list<Passage> passages;
        for (int call = 1; !m_isEnding; ++call) {
            boost::system::error_code failure;
            Passage &passage = passages.emplace_back(m_io);
            m_acceptor.accept(passage.client, failure);
            if (failure)
                break;
            passage.engine.connect(boost::asio::local::stream_protocol::endpoint(m_engine), failure);
            if (failure) { // it is dead: so is whoever comes
                passage.client.close(failure);
                continue;
            }
            passage.up = std::thread([&passage] { copy(passage.client, passage.engine, [] { return true; }); });
            passage.down = std::thread([this, &passage, isDeadly = call == m_deadlyCall] {
                copy(passage.engine, passage.client, [this, isDeadly] {
                    if (isDeadly)
                        ::kill(static_cast<pid_t>(m_victim.load()), SIGKILL);
                    return !isDeadly;
                });
            });
        }
        for (Passage &passage : passages) {
            ::shutdown(passage.client.native_handle(), SHUT_RDWR);
            ::shutdown(passage.engine.native_handle(), SHUT_RDWR);
            if (passage.up.joinable())
                passage.up.join();
            if (passage.down.joinable())
                passage.down.join();
        }
    }

    template <class MayPass>
    static void copy(Socket &from, Socket &to, MayPass mayPass)
    {
        std::array<char, 65536> piece{};
        boost::system::error_code failure;
        while (!failure) {
            const std::size_t bytes = from.read_some(boost::asio::buffer(piece), failure);
            if (failure || !mayPass())
                break;
            boost::asio::write(to, boost::asio::buffer(piece, bytes), failure);
        }
        ::shutdown(from.native_handle(), SHUT_RD);
        ::shutdown(to.native_handle(), SHUT_WR);
    }

    std::string m_engine;
    int m_deadlyCall;
    QTemporaryDir m_folder;
    std::string m_path;
    boost::asio::io_context m_io;
    boost::asio::local::stream_protocol::acceptor m_acceptor;
    std::atomic<qint64> m_victim = 0;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

/// Names of all that carries the deployment's label.
inline QStringList leftoversOf(const std::string &deployment, const std::string &engineUrl)
{
    QStringList names;
    const std::string filter = std::string(label::deployment) + "=" + deployment;
    static_cast<void>(withEngine<int>(engineUrl, [&](EngineClient &engine) -> Task<Result<int>> {
        const auto containers = co_await listContainers(engine, filter);
        const auto networks = co_await listNetworks(engine);
        const auto volumes = co_await listVolumes(engine, filter);
        if (!containers || !networks || !volumes) {
            names += "the engine does not answer";
            co_return 0;
        }
        for (const FoundItem &item : *containers)
            names += QString::fromStdString(item.name);
        for (const FoundNetwork &network : *networks)
            if (network.labels.contains(label::deployment) && network.labels.at(label::deployment) == deployment)
                names += QString::fromStdString(network.name);
        for (const FoundVolume &volume : *volumes)
            names += QString::fromStdString(volume.name);
        co_return 0;
    }));
    return names;
}

} // namespace bayplan
