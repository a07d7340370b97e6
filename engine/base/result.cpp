// SPDX-License-Identifier: Apache-2.0
#include "engine/base/result.h"

namespace bayplan {

Phrase messageOf(const Error &error)
{
    return error.told && error.told->message.english() == error.message ? error.told->message : Phrase(error.message);
}

Phrase adviceOf(const Error &error)
{
    return error.told && error.told->advice.english() == error.advice ? error.told->advice : Phrase(error.advice);
}

Error fail(ErrorCode code, Told told, Place place)
{
    Error error = fail(code, told.message.english(), told.advice.english(), std::move(place));
    error.told = std::make_shared<const Told>(std::move(told));
    return error;
}

std::string toText(const Error &error)
{
    std::string text = error.place.file;
    if (error.place.line > 0)
        text += ':' + std::to_string(error.place.line);
    if (error.place.column > 0)
        text += ':' + std::to_string(error.place.column);
    if (!text.empty())
        text += ": ";
    if (!error.place.pointer.empty())
        text += error.place.pointer + ": ";
    text += error.message;
    if (!error.advice.empty())
        text += ' ' + error.advice;
    return text;
}

} // namespace bayplan
