// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/loss_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace bayplan::ctl {
namespace {

const char *word(LossSeverity severity)
{
    return severity == LossSeverity::Danger ? "danger" : severity == LossSeverity::Loss ? "loss" : "note";
}

} // namespace

void printLosses(const std::vector<LossItem> &losses)
{
    std::vector<LossItem> sorted = losses;
    std::ranges::stable_sort(sorted, [](const LossItem &a, const LossItem &b) { return a.severity > b.severity; });
    for (const LossItem &item : sorted) {
        std::string line = std::string(word(item.severity)) + ": ";
        if (!item.place.file.empty() && item.place.line > 0)
            line += item.place.file + ':' + std::to_string(item.place.line) + ": ";
        line += item.key + ": " + item.sentence + '\n';
        std::fputs(line.c_str(), stderr);
    }
}

std::string lossesJson(const std::vector<LossItem> &losses)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const LossItem &item : losses)
        list.push_back({{"severity", word(item.severity)},
                        {"key", item.key},
                        {"file", item.place.file},
                        {"line", item.place.line},
                        {"column", item.place.column},
                        {"pointer", item.place.pointer},
                        {"sentence", item.sentence}});
    return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

bool hasLoss(const std::vector<LossItem> &losses)
{
    return std::ranges::any_of(losses, [](const LossItem &item) { return item.severity != LossSeverity::Note; });
}

} // namespace bayplan::ctl
