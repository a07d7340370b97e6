// SPDX-License-Identifier: GPL-3.0-or-later
// What sort of event a kind is, for colours and marks.
#pragma once

#include <QColor>
#include <QString>

#include <string>

namespace bayplan {

enum class EventSort { Fault, Recovery, Election, Other };

EventSort sortOfEvent(const std::string &kind);

/// Faults red, recoveries green, elections the accent, others dim.
QColor eventColour(const std::string &kind);

/// True for those that stand as marks on charts: faults, their ends, new leaders.
bool isMark(const std::string &kind);

} // namespace bayplan
