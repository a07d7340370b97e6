// SPDX-License-Identifier: Apache-2.0
// Operating errors are values: a code, a place and two sentences. Broken invariants stop the program instead.
#pragma once

#include "engine/base/phrase.h"

#include <boost/system/result.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace bayplan {

enum class ErrorCode {
    InvalidInput,  ///< a document, manifest, message or argument is not what it must be
    NewerVersion,  ///< written by a newer program
    LimitExceeded, ///< larger, deeper or more than a stated limit
    NotFound,
    AlreadyExists,
    Conflict, ///< a name, port or resource belongs to somebody else
    Io,       ///< the file system refused
    DiskFull,
    NotReachable, ///< nobody answers: engine, peer, registry
    TimedOut,
    Refused,     ///< answered, and said no
    Unsupported, ///< this engine or format cannot do it
    Interrupted, ///< the user stopped it
    Failed,      ///< anything else
};

/// Where something is wrong. Every part may be empty; what is known is filled in.
struct Place {
    std::string file;
    int line = 0;        ///< from 1; 0 is unknown
    int column = 0;      ///< from 1, in bytes; 0 is unknown
    std::string pointer; ///< RFC 6901 JSON pointer into the file, or the id of an element or resource

    bool operator==(const Place &) const = default;
};

struct Told {
    Phrase message;
    Phrase advice;
};

struct Error {
    ErrorCode code = ErrorCode::Failed;
    std::string message; ///< what is wrong, one sentence without the place
    std::string advice;  ///< what to do about it, one sentence; may be empty
    Place place;
    std::shared_ptr<const Told> told; ///< message and advice for other languages; nothing when they are English only

    bool operator==(const Error &other) const
    {
        return std::tie(code, message, advice, place) == std::tie(other.code, other.message, other.advice, other.place);
    }
};

/// As the error was told, or its text where somebody has changed that since.
Phrase messageOf(const Error &error);
Phrase adviceOf(const Error &error);

/// The same error with what it is about before its message: "web-0: ...".
Error about(const std::string &what, const Error &error);
/// Several as one: all their messages, and the first one's code, advice and place.
Error together(const std::vector<Error> &errors);

/// "FILE:LINE:COLUMN: /pointer: message Advice", leaving out what is not known.
std::string toText(const Error &error);

/// A value or an Error. `T` may be void.
template <class T>
using Result = boost::system::result<T, Error>;

/// What Result::value() throws when it holds an Error: a broken invariant, for callers that did not look.
class UncheckedError : public std::logic_error {
public:
    explicit UncheckedError(const Error &error) : std::logic_error(toText(error)) {}
};

/// Found by argument-dependent look-up from boost::system::result::value().
[[noreturn]] inline void throw_exception_from_error(const Error &error, const boost::source_location &)
{
    throw UncheckedError(error);
}

/// Shorthand for the commonest construction.
inline Error fail(ErrorCode code, std::string message, std::string advice = {}, Place place = {})
{
    return Error{code, std::move(message), std::move(advice), std::move(place), {}};
}
Error fail(ErrorCode code, Told told, Place place = {});

} // namespace bayplan
