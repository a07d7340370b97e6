// SPDX-License-Identifier: Apache-2.0
#include "engine/base/result.h"

namespace bayplan {

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
