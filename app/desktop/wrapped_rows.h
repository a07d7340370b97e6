// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a table that are as high as their sentences are long: Qt's own take one line, whatever is said.
#pragma once

class QTreeWidget;

namespace bayplan {

void wrapRows(QTreeWidget &table);

} // namespace bayplan
