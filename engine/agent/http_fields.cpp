// SPDX-License-Identifier: Apache-2.0
#include "engine/agent/http_fields.h"

#include "engine/agent/http_text.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>

namespace bayplan {
namespace beast = boost::beast;
namespace http = boost::beast::http;

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
