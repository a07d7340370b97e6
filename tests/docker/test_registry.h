// SPDX-License-Identifier: GPL-3.0-or-later
// A container registry (OCI distribution, the four requests of a pull) with one image, for engines on this machine.
#pragma once

#include "engine/base/sha256.h"
#include "engine/wire/tar.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <utility>

namespace bayplan {

/// Serves "shop:1" on a free port of 127.0.0.1, a program that is started with an environment variable "NAME=value";
/// any other image is unknown.
class TestRegistry {
public:
    /// `enter` is called in the thread that listens, before it does: to go where the engine is.
    TestRegistry(const std::string &program, const std::string &variable, const std::function<void()> &enter)
    {
        makeImage(program, variable);
        std::promise<unsigned short> port;
        auto known = port.get_future();
        m_thread = std::thread([this, enter, promise = std::move(port)]() mutable {
            enter();
            listen(promise);
        });
        m_port = known.get();
    }
    ~TestRegistry()
    {
        m_isEnding = true;
        // Shutting a listener down ends its accept().
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
    }
    TestRegistry(const TestRegistry &) = delete;
    TestRegistry &operator=(const TestRegistry &) = delete;

    std::string imageName() const { return "127.0.0.1:" + std::to_string(m_port) + "/shop:1"; }
    int manifestsAsked() const { return m_manifestsAsked; }

private:
    struct Document {
        std::string type, bytes;
    };

    std::string add(const std::string &type, std::string bytes)
    {
        std::string digest = "sha256:" + sha256Hex(bytes);
        m_blobs[digest] = {type, std::move(bytes)};
        return digest;
    }

    void makeImage(const std::string &program, const std::string &variable)
    {
        using nlohmann::json;
        TarWriter tar;
        tar.file("program", 0755, program);
        const std::string layer = add("application/octet-stream", tar.finish());
        const json config{{"architecture", "amd64"},
                          {"os", "linux"},
                          {"config", {{"Entrypoint", json::array({"/program"})}, {"Env", json::array({variable})}}},
                          {"rootfs", {{"type", "layers"}, {"diff_ids", json::array({layer})}}}};
        const std::string configDigest = add("application/octet-stream", config.dump());
        const auto entry = [&](const char *type, const std::string &digest) {
            return json{{"mediaType", type}, {"digest", digest}, {"size", m_blobs[digest].bytes.size()}};
        };
        const json manifest{{"schemaVersion", 2},
                            {"mediaType", manifestType},
                            {"config", entry("application/vnd.docker.container.image.v1+json", configDigest)},
                            {"layers", json::array({entry("application/vnd.docker.image.rootfs.diff.tar", layer)})}};
        m_manifest = add(manifestType, manifest.dump());
    }

    void listen(std::promise<unsigned short> &port)
    {
        using boost::asio::ip::tcp;
        boost::asio::io_context io;
        tcp::acceptor acceptor(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
        m_listener = acceptor.native_handle();
        port.set_value(acceptor.local_endpoint().port());
        while (!m_isEnding) {
            tcp::socket socket(io);
            boost::system::error_code failure;
            acceptor.accept(socket, failure);
            if (!failure)
                serve(socket);
        }
    }

    /// One request a connection.
    void serve(boost::asio::ip::tcp::socket &socket)
    {
        namespace http = boost::beast::http;
        boost::beast::flat_buffer buffer;
        http::request<http::string_body> request;
        boost::system::error_code failure;
        http::read(socket, buffer, request, failure);
        if (failure)
            return;
        const Document *found = find(std::string(request.target()));
        http::response<http::string_body> response(found != nullptr ? http::status::ok : http::status::not_found, 11);
        response.keep_alive(false);
        response.set("Docker-Distribution-Api-Version", "registry/2.0");
        response.body() = found != nullptr ? found->bytes : R"({"errors":[{"code":"MANIFEST_UNKNOWN"}]})";
        response.set(http::field::content_type, found != nullptr ? found->type : "application/json");
        if (found != nullptr && found->type == manifestType)
            response.set("Docker-Content-Digest", m_manifest);
        response.content_length(response.body().size());
        if (request.method() == http::verb::head)
            response.body().clear();
        http::serializer<false, http::string_body> serializer(response);
        if (request.method() == http::verb::head)
            http::write_header(socket, serializer, failure);
        else
            http::write(socket, serializer, failure);
    }

    const Document *find(const std::string &target)
    {
        if (target == "/v2/")
            return &m_root;
        const std::string last = target.substr(target.rfind('/') + 1);
        if (target == "/v2/shop/manifests/1" || target == "/v2/shop/manifests/" + m_manifest) {
            ++m_manifestsAsked;
            return &m_blobs[m_manifest];
        }
        const auto blob = m_blobs.find(last);
        return target == "/v2/shop/blobs/" + last && blob != m_blobs.end() ? &blob->second : nullptr;
    }

    static constexpr const char *manifestType = "application/vnd.docker.distribution.manifest.v2+json";
    const Document m_root{"application/json", "{}"};
    std::map<std::string, Document> m_blobs;
    std::string m_manifest;
    std::atomic<int> m_manifestsAsked = 0;
    std::atomic<bool> m_isEnding = false;
    std::atomic<int> m_listener = -1;
    unsigned short m_port = 0;
    std::thread m_thread;
};

} // namespace bayplan
