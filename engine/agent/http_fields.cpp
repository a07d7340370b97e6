// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_fields.h"

#include "engine/agent/http_text.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <utility>

namespace bayplan {
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

/// What stands behind "http://", or behind "https://" where somebody before us has taken the TLS off.
std::optional<std::string_view> behindScheme(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (beast::iequals(target.substr(0, scheme.size()), scheme))
            return target.substr(scheme.size());
    }
    return std::nullopt;
}

} // namespace

bool isAuthority(std::string_view text)
{
    return text.find_first_not_of(
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&'()*+,;=:[]") ==
           std::string_view::npos;
}

std::optional<RequestTarget> readRequestTarget(std::string_view method, std::string_view target)
{
    if (target.starts_with('/') || (target == "*" && method == "OPTIONS"))
        return RequestTarget{{}, std::string(target)};
    const auto rest = behindScheme(target);
    if (!rest)
        return std::nullopt;
    const std::string_view authority = rest->substr(0, rest->find_first_of("/?"));
    if (authority.empty() || !isAuthority(authority))
        return std::nullopt;
    std::string path(rest->substr(authority.size()));
    if (path.empty() && method == "OPTIONS")
        path = "*";
    else if (!path.starts_with('/'))
        path.insert(0, 1, '/');
    return RequestTarget{authority, std::move(path)};
}

bool isOfThisHop(const http::fields &fields, std::string_view name)
{
    if (isHopByHop(name))
        return true;
    const auto [first, last] = fields.equal_range(http::field::connection);
    return std::any_of(first, last, [name](const auto &connection) {
        const http::token_list names{connection.value()};
        return std::any_of(names.begin(), names.end(),
                           [name](beast::string_view each) { return beast::iequals(each, name); });
    });
}

std::string headerLineOf(const http::fields::value_type &field)
{
    return std::string(field.name_string()) + ": " + std::string(field.value()) + "\r\n";
}

} // namespace bayplan
