// SPDX-License-Identifier: Apache-2.0
// What of a header goes on from a caller to a server and back: whom its target names, and which fields are of one
// connection only.
#pragma once

#include <boost/beast/http/fields.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bayplan {

/// Of the characters that a host and its port are written with (RFC 3986, 3.2.2); so without a user.
bool isAuthority(std::string_view text);

/// Of a request line.
struct RequestTarget {
    std::string_view authority; ///< in the place of the field Host; empty where the target names none
    std::string path;           ///< with the query; "*" for the options of the whole server
};

/// "/path?query", "http://authority/path?query" or, of OPTIONS, "*" (RFC 9112, 3.2). Nothing for any other.
std::optional<RequestTarget> readRequestTarget(std::string_view method, std::string_view target);

/// A field for the next hop only: hop-by-hop (http_text.h), or named by `Connection` (RFC 9110, 7.6.1).
bool isOfThisHop(const boost::beast::http::fields &fields, std::string_view name);

/// "Name: value" with its CRLF.
std::string headerLineOf(const boost::beast::http::fields::value_type &field);

} // namespace bayplan
