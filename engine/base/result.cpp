// SPDX-License-Identifier: Apache-2.0
#include "engine/base/result.h"

#include "engine/base/translatable.h"

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

Error about(const std::string &what, const Error &error)
{
    return fail(error.code, Told{{QT_TRANSLATE_NOOP("phrase", "%1: %2"), what, messageOf(error)}, adviceOf(error)},
                error.place);
}

Error together(const std::vector<Error> &errors)
{
    const Error &first = errors.front();
    Phrase message = messageOf(first);
    for (std::size_t i = 1; i < errors.size(); ++i)
        message = Phrase(QT_TRANSLATE_NOOP("phrase", "%1 %2"), message, messageOf(errors[i]));
    return fail(first.code, Told{message, adviceOf(first)}, first.place);
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
