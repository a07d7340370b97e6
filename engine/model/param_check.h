// SPDX-License-Identifier: Apache-2.0
// Whether a value suits a parameter: type, syntax, range.
#pragma once

#include "engine/model/catalog.h"

#include <optional>
#include <string>
#include <vector>

namespace bayplan {

/// Nothing when it suits; else a sentence and advice that name neither element nor key (InvalidInput).
std::optional<Error> unsuitable(const ParamInfo &info, const Value &value);

/// The entries of a list that keep it from suiting; none where the parameter is no list, or the value is none.
std::vector<std::string> unsuitableEntries(const ParamInfo &info, const Value &value);

/// The value that a text of a command line stands for; entries of lists are separated by ";". Nothing when it is no
/// value of that type; whether it suits is for unsuitable() to say.
std::optional<Value> valueIn(const ParamInfo &info, const std::string &text);

/// The value as the parameter's type has it: a whole number given for a Number becomes one, and "20µs" is "20us".
Value normalised(const ParamInfo &info, Value value);

/// The variant alternative that a type is kept in, as a text: "a text", "a list of texts".
std::string_view expectedForm(ParamType type);

/// False when the variant holds another alternative than the type is kept in.
bool hasForm(ParamType type, const Value &value);

} // namespace bayplan
