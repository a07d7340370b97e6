// SPDX-License-Identifier: Apache-2.0
#include "engine/patterns/scatter_answer.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <utility>

namespace bayplan {
namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view separator = ", ";
constexpr std::size_t headerBytesMost = 4000; // servers take 8 KiB for all header lines

/// How many bytes of our own answer's body are its parts, so that a parent finds them without reading JSON.
constexpr std::string_view partsHeader = "Parts-Bytes";
constexpr std::string_view partsBegin = "{\"parts\":[";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Names of headers, and of codings, have no case.
bool isSame(std::string_view one, std::string_view other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

bool isNamed(std::string_view line, std::string_view name)
{
    return line.size() > name.size() && line[name.size()] == ':' && isSame(line.substr(0, name.size()), name);
}

/// Its first line with its end; nothing when there are no more.
std::string_view takeLine(std::string_view &headers)
{
    const std::size_t at = headers.find(lineEnd);
    const std::string_view line = headers.substr(0, at == std::string_view::npos ? 0 : at + lineEnd.size());
    headers.remove_prefix(line.size());
    return line;
}

std::string_view headerIn(const HttpReply &reply, std::string_view name)
{
    std::string_view rest = reply.headers;
    for (auto line = takeLine(rest); !line.empty(); line = takeLine(rest)) {
        if (!isNamed(line, name))
            continue;
        line.remove_suffix(lineEnd.size());
        const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
        return value == std::string_view::npos ? std::string_view() : line.substr(value);
    }
    return {};
}

/// If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since, If-Range.
bool isCondition(std::string_view line)
{
    return line.size() > 3 && isSame(line.substr(0, 3), "if-");
}

/// As much as a header may hold; "+7" at the end stands for seven more.
std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += text.empty() ? std::string_view() : separator;
        if (text.size() + names[i].size() > headerBytesMost)
            return text + '+' + std::to_string(names.size() - i);
        text += names[i];
    }
    return text;
}

std::string headerLine(std::string_view name, std::string_view value)
{
    std::string line(name);
    line += ": ";
    line += value;
    line += lineEnd;
    return line;
}

void appendEscaped(std::string &json, unsigned char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        json += '\\';
        json += static_cast<char>(c);
    } else if (c == '\n') {
        json += "\\n";
    } else if (c < 0x20) {
        json += "\\u00";
        json += hex[c >> 4U];
        json += hex[c & 15U];
    } else {
        json += static_cast<char>(c);
    }
}

void appendString(std::string &json, std::string_view text)
{
    json += '"';
    while (!text.empty()) {
        const std::size_t bytes = utf8SequenceBytes(text);
        if (bytes == 0)
            json += "\xef\xbf\xbd"; // U+FFFD
        else if (bytes == 1)
            appendEscaped(json, static_cast<unsigned char>(text.front()));
        else
            json += text.substr(0, bytes);
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    json += '"';
}

std::string namesArray(const std::vector<std::string> &names)
{
    std::string json = "[";
    for (const std::string &name : names) {
        if (json.size() > 1)
            json += ',';
        appendString(json, name);
    }
    return json += ']';
}

std::size_t numberIn(std::string_view text)
{
    std::size_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || number > 1'000'000'000)
            return 0;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number;
}

/// What stands between the brackets of a child's own parts, when the reply is one of ours.
std::string_view splicedParts(const HttpReply &reply)
{
    const std::string_view body = reply.body;
    const std::size_t bytes = numberIn(headerIn(reply, partsHeader));
    if (bytes == 0 || !body.starts_with(partsBegin) || body.size() < partsBegin.size() + bytes)
        return {};
    const std::string_view list = body.substr(partsBegin.size() - 1, bytes + 2);
    return isJsonValue(list) ? list.substr(1, bytes) : std::string_view();
}

void appendPart(std::string &json, const HttpReply &reply)
{
    const bool saysJson = reply.contentType.find("json") != std::string_view::npos;
    if (const auto spliced = splicedParts(reply); !spliced.empty())
        json += spliced;
    else if (saysJson && isJsonValue(reply.body))
        json += reply.body;
    else
        appendString(json, reply.body);
}

/// A child that gathered nothing that it could pass on has no place in the list.
bool isEmptyChild(const HttpReply &reply)
{
    return headerIn(reply, partsHeader) == "0";
}

std::uint64_t sizeOf(const std::vector<ScatterPart> &parts)
{
    std::uint64_t bytes = 0;
    for (const ScatterPart &part : parts)
        bytes += std::max<std::uint64_t>(part.reply.body.size(), part.reply.bodyBytes);
    return bytes;
}

/// What it is to be padded to.
std::uint32_t bodyBytesOf(const std::string &text, std::uint64_t parts)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(std::max<std::uint64_t>(parts, text.size()), UINT32_MAX));
}

} // namespace

std::vector<std::string> missingIn(const HttpReply &reply)
{
    std::vector<std::string> names;
    std::string_view rest = headerIn(reply, missingHeader);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(separator), rest.size());
        names.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + separator.size(), rest.size()));
    }
    return names;
}

std::string whyNoPart(const HttpReply &reply)
{
    if (reply.status < 200 || reply.status > 299)
        return "answered " + std::to_string(reply.status);
    const std::string_view coding = headerIn(reply, "Content-Encoding");
    if (coding.empty() || isSame(coding, "identity"))
        return {};
    return "answered with Content-Encoding " + std::string(coding);
}

std::string headersForLeaves(std::string_view headers)
{
    std::string kept;
    for (auto line = takeLine(headers); !line.empty(); line = takeLine(headers)) {
        if (!isNamed(line, "Accept-Encoding") && !isNamed(line, "Range") && !isCondition(line))
            kept += line;
    }
    return kept;
}

void appendPartsArray(std::string &json, std::vector<ScatterPart> &parts)
{
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.shard < b.shard; });
    json += '[';
    const std::size_t begin = json.size();
    for (ScatterPart &part : parts) {
        if (isEmptyChild(part.reply))
            continue;
        if (json.size() > begin)
            json += ',';
        appendPart(json, part.reply);
        std::string().swap(part.reply.body);
    }
    json += ']';
}

HttpReply gatheredReply(std::vector<ScatterPart> &parts, const std::vector<std::string> &missing)
{
    const std::uint64_t bytes = sizeOf(parts);
    HttpReply reply;
    reply.body = partsBegin.substr(0, partsBegin.size() - 1);
    appendPartsArray(reply.body, parts);
    reply.headers = headerLine(partsHeader, std::to_string(reply.body.size() - partsBegin.size() - 1));
    reply.body += ",\"missing\":" + namesArray(missing) + "}\n";
    reply.bodyBytes = bodyBytesOf(reply.body, bytes);
    reply.contentType = "application/json";
    if (!missing.empty())
        reply.headers += headerLine(missingHeader, joined(missing));
    return reply;
}

HttpRequest mergeRequest(std::vector<ScatterPart> &parts, const std::vector<std::string> &missing,
                         std::string_view host)
{
    const std::uint64_t bytes = sizeOf(parts);
    HttpRequest request;
    appendPartsArray(request.body, parts);
    request.bodyBytes = bodyBytesOf(request.body, bytes);
    request.method = "POST";
    request.headers = headerLine("Host", host) + headerLine("Content-Type", "application/json");
    if (!missing.empty())
        request.headers += headerLine(missingHeader, joined(missing));
    return request;
}

HttpReply mergedReply(HttpReply reply, const std::vector<std::string> &missing)
{
    reply.headers = missing.empty() ? std::string() : headerLine(missingHeader, joined(missing));
    return reply;
}

HttpReply scatterFailure(int status, std::string_view reason, const std::vector<std::string> &missing)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "application/json";
    reply.body = "{\"error\":";
    appendString(reply.body, reason);
    reply.body += ",\"missing\":" + namesArray(missing) + "}\n";
    reply.bodyBytes = static_cast<std::uint32_t>(reply.body.size());
    if (!missing.empty())
        reply.headers = headerLine(missingHeader, joined(missing));
    return reply;
}

} // namespace bayplan
