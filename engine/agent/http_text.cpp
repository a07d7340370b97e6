// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_text.h"

#include "engine/base/units.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>

namespace bayplan {
namespace {

std::size_t bodySize(const std::string &body, std::uint32_t bodyBytes)
{
    return std::max(body.size(), static_cast<std::size_t>(std::min(bodyBytes, paddingLimitBytes)));
}

void appendBody(std::string &text, const std::string &body, std::size_t size)
{
    text.reserve(text.size() + size);
    text += body;
    text.append(size - body.size(), ' ');
}

constexpr std::string_view lineEnd = "\r\n";

/// A line break would begin a header of somebody else's choice.
std::string_view headerSafe(std::string_view value)
{
    return value.substr(0, value.find_first_of("\r\n"));
}

/// Whole seconds, never too soon.
std::int64_t retrySeconds(Duration retryAfter)
{
    return std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(retryAfter).count(), 1);
}

/// A GET keeps its meaning only without a body.
bool isBodiless(const HttpRequest &request)
{
    const std::string_view method = headerSafe(request.method);
    return (method == "GET" || method == "HEAD") && request.body.empty() &&
           request.bodyBytes <= headerPaddingLimitBytes;
}

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

bool isHopByHop(std::string_view name)
{
    static constexpr std::array<std::string_view, 12> names{
        "connection",          "keep-alive", "proxy-connection", "proxy-authenticate",
        "proxy-authorization", "te",         "trailer",          "upgrade",
        "transfer-encoding",   "expect",     "content-length",   "content-type"};
    constexpr std::string_view ours = "Bayplan-";
    return boost::beast::iequals(name.substr(0, ours.size()), ours) ||
           std::any_of(names.begin(), names.end(), [&](auto known) { return boost::beast::iequals(known, name); });
}

std::string httpReplyText(const HttpReply &reply, bool keepAlive, bool headOnly)
{
    const int status = reply.status < 200 || reply.status > 999 ? 500 : reply.status;
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    const std::size_t size = bodySize(reply.body, reply.bodyBytes);
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ' + std::string(reason) + "\r\n";
    if (const auto type = headerSafe(reply.contentType); !type.empty()) {
        text += "Content-Type: ";
        text += type;
        text += lineEnd;
    }
    text += reply.headers;
    if ((status == 429 || status == 503) && !reply.isPassedOn)
        text += "Retry-After: " + std::to_string(retrySeconds(reply.retryAfter)) + "\r\n";
    if (mayHaveBody(status) && !(headOnly && reply.isPassedOn))
        text += "Content-Length: " + std::to_string(size) + "\r\n";
    text += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    if (!headOnly && mayHaveBody(status))
        appendBody(text, reply.body, size);
    return text;
}

std::string httpRequestText(const HttpRequest &request, std::string_view host, Duration remaining)
{
    const std::size_t size = isBodiless(request) ? 0 : bodySize(request.body, request.bodyBytes);
    std::string text;
    text += headerSafe(request.method);
    text += ' ';
    text += headerSafe(request.target.empty() ? "/" : request.target);
    text += " HTTP/1.1\r\n";
    // Somebody else's has none where HTTP/1.0 was spoken.
    if (!request.headers.starts_with("Host:"))
        text += "Host: " + std::string(host) + "\r\n";
    if (request.headers.empty())
        text += "User-Agent: bayplan-agent\r\n";
    text += request.headers;
    if (isBodiless(request) && request.bodyBytes > 0)
        text += std::string(paddingHeader) + ": " + std::string(request.bodyBytes, 'x') + "\r\n";
    if (remaining > Duration::zero())
        text += std::string(remainingHeader) + ": " + formatDuration(remaining) + "\r\n";
    const std::string_view method = headerSafe(request.method);
    if (size > 0 || (method != "GET" && method != "HEAD"))
        text += "Content-Length: " + std::to_string(size) + "\r\n";
    text += "\r\n";
    appendBody(text, request.body, size);
    return text;
}

} // namespace bayplan
