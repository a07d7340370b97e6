// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sentences.h"

#include <QCoreApplication>

namespace bayplan {

QString translated(const Phrase &phrase)
{
    return QString::fromStdString(phrase.in([](const char *context, const char *source, std::int64_t count) {
        return QCoreApplication::translate(context, source, nullptr, static_cast<int>(count)).toStdString();
    }));
}

QString sentences(const Phrase &sentence, const Phrase &advice)
{
    return advice.empty() ? translated(sentence) : translated(sentence) + QLatin1Char(' ') + translated(advice);
}

QString sentences(const Error &error)
{
    return sentences(messageOf(error), adviceOf(error));
}

QString placedText(const Error &error)
{
    Error place;
    place.place = error.place;
    return QString::fromStdString(toText(place)) + sentences(error);
}

} // namespace bayplan
