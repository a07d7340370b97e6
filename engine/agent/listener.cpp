// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/listener.h"

#include <string>
#include <utility>

namespace bayplan {
namespace asio = boost::asio;
using asio::ip::tcp;

Listener::Listener(asio::io_context &io, std::uint16_t port, Admit admit)
    : m_acceptor(io), m_timer(io), m_port(port), m_admit(std::move(admit))
{}

Result<void> Listener::start()
{
    if (auto opened = open(); !opened)
        return opened;
    m_port = m_acceptor.local_endpoint().port();
    accept();
    return {};
}

Result<void> Listener::open()
{
    boost::system::error_code error;
    m_acceptor.open(tcp::v4(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        m_acceptor.bind({tcp::v4(), m_port}, error);
    if (!error)
        m_acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (!error)
        return {};
    const auto code = error == asio::error::address_in_use ? ErrorCode::Conflict : ErrorCode::Failed;
    return fail(code, "Cannot listen on port " + std::to_string(m_port) + ": " + error.message() + '.',
                "Give the container another port, or stop what uses it.");
}

void Listener::accept()
{
    m_acceptor.async_accept([this](const boost::system::error_code &error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor)
            return;
        if (!error)
            m_admit(std::move(socket));
        if (!error || error == asio::error::connection_aborted)
            return accept();
        // Out of descriptors or memory: give them time to come back, do not spin.
        m_timer.after(std::chrono::milliseconds(50), [this] { accept(); });
    });
}

void Listener::close()
{
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    m_timer.cancel();
}

void Listener::closeBehindBacklog()
{
    boost::system::error_code error;
    m_acceptor.non_blocking(true, error);
    while (!error) {
        tcp::socket socket(m_acceptor.get_executor());
        m_acceptor.accept(socket, error);
        if (!error)
            m_admit(std::move(socket));
    }
    close();
}

} // namespace bayplan
