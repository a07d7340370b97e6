// SPDX-License-Identifier: Apache-2.0
// Which header fields go on from a caller to a server and back, and which are of one connection only.
#pragma once

#include <boost/beast/http/fields.hpp>

#include <string>
#include <string_view>

namespace bayplan {

/// A field for the next hop only: hop-by-hop (http_text.h), or named by `Connection` (RFC 9110, 7.6.1).
bool isOfThisHop(const boost::beast::http::fields &fields, std::string_view name);

/// "Name: value" with its CRLF.
std::string headerLineOf(const boost::beast::http::fields::value_type &field);

} // namespace bayplan
