// SPDX-License-Identifier: GPL-3.0-or-later
// A false engine behind TLS, with certificates made here, and the contexts of Docker that lead to one.
#pragma once

#include "engine/base/sha256.h"
#include "tests/docker/false_engine.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>

#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace bayplan {

/// What `docker context create` writes.
inline QByteArray metaOf(const QByteArray &host)
{
    return "{\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\"}}}";
}

/// A file of a context, below DOCKER_CONFIG; `kind` is "meta" or "tls".
inline QString contextFile(const QString &kind, const std::string &name, const QString &rest)
{
    return "contexts/" + kind + "/" + QString::fromStdString(sha256Hex(name)) + "/" + rest;
}

/// An authority, and a certificate that it has signed for a host, as ca.pem, cert.pem and key.pem in a folder.
inline bool makeCertificates(const QString &folder, const QString &host)
{
    const auto run = [&](QStringList arguments) {
        QProcess openssl;
        openssl.setWorkingDirectory(folder);
        openssl.start(QStringLiteral("openssl"), QStringList{"req", "-x509", "-nodes", "-days", "1", "-newkey", "ec",
                                                             "-pkeyopt", "ec_paramgen_curve:prime256v1"} +
                                                     arguments);
        return openssl.waitForFinished(30'000) && openssl.exitCode() == 0;
    };
    return QDir().mkpath(folder) && run({"-subj", "/CN=authority", "-keyout", "ca-key.pem", "-out", "ca.pem"}) &&
           run({"-subj", "/CN=" + host, "-addext", "subjectAltName=DNS:" + host, "-CA", "ca.pem", "-CAkey",
                "ca-key.pem", "-keyout", "key.pem", "-out", "cert.pem"});
}

/// Answers whoever has a certificate of its authority, each request by its first line; bodies are left unread.
class TlsEngine {
public:
    using Answer = std::function<std::string(const std::string &request)>;

    explicit TlsEngine(const QString &folder, Answer answer)
        : m_answer(std::move(answer)), m_context(asio::ssl::context::tls_server),
          m_acceptor(m_io, {asio::ip::make_address("127.0.0.1"), 0})
    {
        const std::string at = folder.toStdString() + "/";
        m_context.use_certificate_chain_file(at + "cert.pem");
        m_context.use_private_key_file(at + "key.pem", asio::ssl::context::pem);
        m_context.load_verify_file(at + "ca.pem");
        m_context.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        m_thread = std::thread([this] { serve(); });
    }
    ~TlsEngine()
    {
        ::shutdown(m_acceptor.native_handle(), SHUT_RDWR);
        m_thread.join();
    }

    std::string url() const { return "tcp://localhost:" + std::to_string(m_acceptor.local_endpoint().port()); }

private:
    void serve()
    {
        for (;;) {
            boost::system::error_code failure;
            asio::ssl::stream<asio::ip::tcp::socket> client(m_io, m_context);
            m_acceptor.accept(client.lowest_layer(), failure);
            if (failure)
                return;
            client.handshake(asio::ssl::stream_base::server, failure);
            std::string text;
            if (!failure)
                asio::read_until(client, asio::dynamic_buffer(text), "\r\n\r\n", failure);
            const std::string line = text.substr(0, text.find(" HTTP"));
            if (!failure)
                asio::write(client, asio::buffer(line == "GET /_ping" ? pingAnswer : m_answer(line)), failure);
            client.shutdown(failure);
        }
    }

    Answer m_answer;
    asio::io_context m_io;
    asio::ssl::context m_context;
    asio::ip::tcp::acceptor m_acceptor;
    std::thread m_thread;
};

} // namespace bayplan
