// SPDX-License-Identifier: Apache-2.0
// One service of a Compose file, read into what a drawing holds, with a list of the rest. Used by compose_reader.cpp
// only.
#pragma once

#include "engine/manifests/compose_values.h"
#include "engine/manifests/loss.h"
#include "engine/model/topology.h"

#include <string>
#include <vector>

namespace bayplan {

struct ComposeService {
    std::string name;               ///< as in the file
    std::string kind = "container"; ///< of the catalog
    Params params;
    std::int64_t replicas = 1;
    std::string networkOf;          ///< the service whose network it joins; empty: a pod of its own
    std::vector<std::string> calls; ///< services that it depends on or names
    std::vector<ComposeMount> mounts;
    std::vector<std::string> published;
    int line = 0;
};

/// Where losses go, each with its place.
class LossList {
public:
    LossList(std::vector<LossItem> &items, std::string fileName) : m_items(items), m_fileName(std::move(fileName)) {}

    void add(LossSeverity severity, int line, int column, const std::string &pointer, std::string sentence)
    {
        std::string key = pointer.substr(1);
        for (char &c : key)
            c = c == '/' ? '.' : c;
        m_items.push_back({severity, {m_fileName, line, column, pointer}, std::move(key), std::move(sentence)});
    }

private:
    std::vector<LossItem> &m_items;
    std::string m_fileName;
};

/// What its services share.
struct ComposeProject {
    std::string name;   ///< of images that are built
    std::string folder; ///< absolute, where relative mounts start; empty: not known
};

ComposeService readService(const std::string &name, const YamlNode &node, const ComposeProject &project,
                           LossList &losses);

} // namespace bayplan
