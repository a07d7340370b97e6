// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_text.h"

#include "engine/base/units.h"

#include <boost/beast/http/status.hpp>

#include <algorithm>

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

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

std::string httpReplyText(const HttpReply &reply, bool keepAlive, bool headOnly)
{
    const int status = reply.status < 200 || reply.status > 999 ? 500 : reply.status;
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    const std::size_t size = bodySize(reply.body, reply.bodyBytes);
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ' + std::string(reason) + "\r\n";
    if (!reply.contentType.empty()) {
        text += "Content-Type: ";
        text += headerSafe(reply.contentType);
        text += "\r\n";
    }
    if (status == 429 || status == 503)
        text += "Retry-After: " + std::to_string(retrySeconds(reply.retryAfter)) + "\r\n";
    if (mayHaveBody(status))
        text += "Content-Length: " + std::to_string(size) + "\r\n";
    text += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    if (!headOnly && mayHaveBody(status))
        appendBody(text, reply.body, size);
    return text;
}

std::string httpRequestText(const HttpRequest &request, std::string_view host, Duration remaining)
{
    const std::size_t size = bodySize(request.body, request.bodyBytes);
    std::string text;
    text += headerSafe(request.method);
    text += ' ';
    text += headerSafe(request.target.empty() ? "/" : request.target);
    text += " HTTP/1.1\r\nHost: ";
    text += host;
    text += "\r\nUser-Agent: bayplan-agent\r\n";
    if (remaining > Duration::zero())
        text += std::string(remainingHeader) + ": " + formatDuration(remaining) + "\r\n";
    if (size > 0 || (request.method != "GET" && request.method != "HEAD"))
        text += "Content-Length: " + std::to_string(size) + "\r\n";
    text += "\r\n";
    appendBody(text, request.body, size);
    return text;
}

} // namespace bayplan
