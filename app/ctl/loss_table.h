// SPDX-License-Identifier: Apache-2.0
// What an import or an export left out, for people and for machines.
#pragma once

#include "engine/manifests/loss.h"

#include <string>
#include <vector>

namespace bayplan::ctl {

/// One line each on standard error, dangers first to meet the eye.
void printLosses(const std::vector<LossItem> &losses);

/// A JSON list: severity, key, file, line, column, pointer, sentence.
std::string lossesJson(const std::vector<LossItem> &losses);

bool hasLoss(const std::vector<LossItem> &losses);

} // namespace bayplan::ctl
